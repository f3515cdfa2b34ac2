import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, Problem } from '../api.ts';
import { Button, ErrorSummary, Icon, type IconName, Page, useWords, words } from '../design/index.ts';
import { Bottom } from './Bottom.tsx';
import styles from './More.module.css';

const w = words(
  {
    title: 'More',
    seen: 'Who looked',
    seenNote: 'Everybody who opened something of mine',
    checkIn: 'Check-ins',
    checkInNote: 'How you are, in a few questions',
    care: 'My care',
    careNote: 'What was decided, and why',
    safety: 'My safety plan',
    safetyNote: 'What helps in a hard moment',
    medicine: 'My medicines',
    medicineNote: 'How you take them, and what comes next',
    sharing: 'Who can see my things',
    sharingNote: 'Share, stop, keep private',
    record: 'My record',
    recordNote: 'A copy of everything, to keep or print',
    notice: 'Privacy notice',
    noticeNote: 'What we may do with your record, and your rights',
    notes: 'Messages',
    notesNote: 'How and when you are told things, and what they say',
    calendar: 'My calendar',
    calendarNote: 'See when you are busy in your own calendar',
    print: 'Print my week',
    printNote: 'On one page, with or without words',
    look: 'Light, dark, easier letters',
    lookNote: 'How these pages look on this device',
    keys: 'How you sign in',
    keysNote: 'Your devices and your e-mail',
    out: 'Sign out',
  },
  {
    title: 'Más',
    seen: 'Quién miró',
    seenNote: 'Todos los que abrieron algo mío',
    checkIn: 'Cómo estoy',
    checkInNote: 'En unas pocas preguntas',
    care: 'Mi atención',
    careNote: 'Qué se decidió y por qué',
    safety: 'Mi plan de seguridad',
    safetyNote: 'Lo que ayuda en un momento difícil',
    medicine: 'Mis medicinas',
    medicineNote: 'Cómo las toma y qué sigue',
    sharing: 'Quién puede ver mis cosas',
    sharingNote: 'Compartir, parar, mantener privado',
    record: 'Mi expediente',
    recordNote: 'Una copia de todo, para guardar o imprimir',
    notice: 'Aviso de privacidad',
    noticeNote: 'Qué podemos hacer con su expediente, y sus derechos',
    notes: 'Avisos',
    notesNote: 'Cómo y cuándo le avisan, y qué dicen',
    calendar: 'Mi calendario',
    calendarNote: 'Vea cuándo está ocupado en su propio calendario',
    print: 'Imprimir mi semana',
    printNote: 'En una página, con palabras o sin ellas',
    look: 'Claro, oscuro, letra más fácil',
    lookNote: 'Cómo se ven estas páginas en este aparato',
    keys: 'Cómo entra',
    keysNote: 'Sus aparatos y su correo',
    out: 'Cerrar sesión',
  },
);

/** What is not needed every day. */
export default function More() {
  const t = useWords(w);
  const client = useQueryClient();
  const leaving = useMutation({
    mutationFn: () => api.post('/api/sign-out'),
    onSuccess: () => {
      client.clear();
      window.location.replace('/sign-in');
    },
  });
  return (
    <Page title={t.title} tabs={<Bottom />}>
      <h1>{t.title}</h1>
      <ErrorSummary problem={leaving.error instanceof Problem ? leaving.error : null} />
      <ul className={styles.list}>
        <Way to="/check-in" icon="check" name={t.checkIn} note={t.checkInNote} />
        <Way to="/more/care" icon="heart" name={t.care} note={t.careNote} />
        <Way to="/more/safety-plan" icon="shield" name={t.safety} note={t.safetyNote} />
        <Way to="/more/medicine" icon="pill" name={t.medicine} note={t.medicineNote} />
        <Way to="/more/sharing" icon="eye" name={t.sharing} note={t.sharingNote} />
        <Way to="/more/seen-by" icon="eye" name={t.seen} note={t.seenNote} />
        <Way to="/more/my-record" icon="book" name={t.record} note={t.recordNote} />
        <Way to="/more/notice" icon="book" name={t.notice} note={t.noticeNote} />
        <Way to="/more/notifications" icon="bell" name={t.notes} note={t.notesNote} />
        <Way to="/week/calendar" icon="calendar" name={t.calendar} note={t.calendarNote} />
        <Way to="/week/print" icon="print" name={t.print} note={t.printNote} />
        <Way to="/a11y" icon="sun" name={t.look} note={t.lookNote} />
        <Way to="/sign-in/keys" icon="lock" name={t.keys} note={t.keysNote} />
      </ul>
      <p>
        <Button icon="exit" busy={leaving.isPending} onClick={() => leaving.mutate()}>
          {t.out}
        </Button>
      </p>
    </Page>
  );
}

interface WayProps {
  readonly to: string;
  readonly icon: IconName;
  readonly name: string;
  readonly note: string;
}

function Way({ to, icon, name, note }: WayProps) {
  return (
    <li>
      <Link to={to} className={styles.way}>
        <Icon name={icon} />
        <span>
          <b>{name}</b>
          <span className="sm muted">{note}</span>
        </span>
        <Icon name="right" />
      </Link>
    </li>
  );
}
