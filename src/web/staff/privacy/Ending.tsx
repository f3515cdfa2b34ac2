import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../../api.ts';
import { dateWords, EmptyState, Pill, useLanguage, useWords, words } from '../../design/index.ts';
import { listed, type Part } from '../../sharing/sharing.ts';
import { Frame, useMe } from '../Frame.tsx';
import { ToDuties } from './Duties.tsx';
import { seenWords } from './look-words.ts';
import styles from './Privacy.module.css';

const w = words(
  {
    title: 'Consents ending',
    heading: 'Consents that end within 30 days',
    lead: 'A consent that ends opens nothing the day after. A new one is signed by the person on their own page, or on paper. That you looked is noted.',
    none: 'Nothing ends within 30 days',
    noneBody: 'A consent with a last day comes up here 30 days before.',
    who: 'Whose',
    whom: 'For whom',
    last: 'Last day',
    stops: 'What stops then',
    kinds: {
      supporter: 'family or a friend',
      organisation: 'another program or practice',
      intermediary: 'an exchange',
      class: 'those who treat, pay and help to run the program',
      payer: 'a payer',
      official: 'a court or an office',
    },
    of: (name: string, kind: string) => `${name} (${kind})`,
    nothing: 'nothing: another consent goes on',
    gone: (parts: string) => `They get no more: ${parts}.`,
    bills: 'Bills that rest on it wait for a new one.',
  },
  {
    title: 'Permisos por terminar',
    heading: 'Permisos que terminan en 30 días',
    lead: 'Un permiso que termina no abre nada al día siguiente. La persona firma uno nuevo en su propia página, o en papel. Queda anotado que usted miró.',
    none: 'Nada termina en 30 días',
    noneBody: 'Un permiso con un último día aparece aquí 30 días antes.',
    who: 'De quién',
    whom: 'Para quién',
    last: 'Último día',
    stops: 'Qué para entonces',
    kinds: {
      supporter: 'familia o amistad',
      organisation: 'otro programa o consultorio',
      intermediary: 'un intercambio',
      class: 'quienes atienden, pagan y ayudan al programa',
      payer: 'quien paga',
      official: 'un juzgado o una oficina',
    },
    of: (name, kind) => `${name} (${kind})`,
    nothing: 'nada: sigue otro permiso',
    gone: (parts) => `Ya no reciben: ${parts}.`,
    bills: 'Las cuentas que dependen de él esperan uno nuevo.',
  },
);

interface Ending {
  readonly consent: string;
  readonly participant: string;
  readonly recordCode: string | null;
  readonly recipient: { readonly kind: keyof (typeof w)['en']['kinds']; readonly name: string | null };
  readonly purposes: readonly string[];
  readonly lastOn: string;
  readonly stops: readonly Part[];
}

/** Whose consent ends soon, for whom it is and what stops then: for the privacy officer, and for a care team its own. */
export default function EndingPage() {
  const t = useWords(w);
  const isOfficer = useMe().data?.role === 'privacy';
  const reading = useQuery({
    queryKey: ['consents-ending'],
    queryFn: () => api.get<{ ending: readonly Ending[] }>('/api/consents-ending'),
  });
  const ending = reading.data?.ending ?? [];
  return (
    <Frame
      title={t.title}
      heading={t.heading}
      reading={reading}
      {...(isOfficer ? { beside: <ToDuties /> } : {})}
    >
      <p className="muted">{t.lead}</p>
      {ending.length === 0 ? (
        <EmptyState icon="clock" title={t.none}>
          {t.noneBody}
        </EmptyState>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t.who}</th>
              <th scope="col">{t.whom}</th>
              <th scope="col">{t.last}</th>
              <th scope="col">{t.stops}</th>
            </tr>
          </thead>
          <tbody>
            {ending.map((one) => (
              <Row key={one.consent} one={one} isOfficer={isOfficer} />
            ))}
          </tbody>
        </table>
      )}
    </Frame>
  );
}

function Row({ one, isOfficer }: { readonly one: Ending; readonly isOfficer: boolean }) {
  const t = useWords(w);
  const parts = useWords(seenWords);
  const language = useLanguage();
  const { kind, name } = one.recipient;
  return (
    <tr>
      <td data-label={t.who}>
        {isOfficer || one.recordCode === null ? (
          (one.recordCode ?? '…')
        ) : (
          <Link className="tap" to="/people/$person/sharing" params={{ person: one.participant }}>
            {one.recordCode}
          </Link>
        )}
      </td>
      <td data-label={t.whom}>{name === null || name === '' ? t.kinds[kind] : t.of(name, t.kinds[kind])}</td>
      <td data-label={t.last}>{dateWords(one.lastOn, language)}</td>
      <td data-label={t.stops}>
        {one.stops.length === 0 ? (
          <Pill tone="ok">{t.nothing}</Pill>
        ) : (
          <>
            {t.gone(
              listed(
                one.stops.map((part) => parts[part]),
                language,
              ),
            )}{' '}
            {one.purposes.includes('payment') && t.bills}
          </>
        )}
      </td>
    </tr>
  );
}
