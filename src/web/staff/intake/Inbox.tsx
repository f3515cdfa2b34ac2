import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../../api.ts';
import { EmptyState, Icon, Pill, useWords, words } from '../../design/index.ts';
import { Frame } from '../Frame.tsx';
import styles from './Intake.module.css';
import type { InquiryRow } from './intake.ts';
import { CallClock, StatePill } from './parts.tsx';

const w = words(
  {
    title: 'Intake',
    heading: 'Who asked for a call',
    waiting: 'Waiting',
    closed: 'Closed in the last 30 days',
    empty: 'Nobody is waiting for a call',
    emptyBody:
      'When someone asks for a call on the public pages, they appear here, with how to reach them safely.',
    answers: 'sent answers',
    week: 'painted a week',
    spanish: 'Spanish',
    with: (name: string) => `with ${name}`,
  },
  {
    title: 'Ingreso',
    heading: 'Quién pidió una llamada',
    waiting: 'En espera',
    closed: 'Cerradas en los últimos 30 días',
    empty: 'Nadie espera una llamada',
    emptyBody:
      'Cuando alguien pide una llamada en las páginas públicas, aparece aquí, con la forma segura de contactarle.',
    answers: 'envió respuestas',
    week: 'marcó su semana',
    spanish: 'español',
    with: (name) => `con ${name}`,
  },
);

export default function Inbox() {
  const t = useWords(w);
  const reading = useQuery({
    queryKey: ['intake'],
    queryFn: () => api.get<{ inquiries: readonly InquiryRow[] }>('/api/intake'),
    refetchInterval: 60_000,
  });
  const all = reading.data?.inquiries ?? [];
  const waiting = all.filter(({ state }) => state !== 'closed');
  const closed = all.filter(({ state }) => state === 'closed');
  return (
    <Frame title={t.title} heading={t.heading} reading={reading}>
      {waiting.length === 0 && (
        <EmptyState icon="inbox" title={t.empty}>
          {t.emptyBody}
        </EmptyState>
      )}
      {waiting.length > 0 && <Rows label={t.waiting} rows={waiting} />}
      {closed.length > 0 && (
        <>
          <h2 className={styles.later}>{t.closed}</h2>
          <Rows label={t.closed} rows={closed} />
        </>
      )}
    </Frame>
  );
}

function Rows({ label, rows }: { readonly label: string; readonly rows: readonly InquiryRow[] }) {
  const t = useWords(w);
  return (
    <ul className={styles.rows} aria-label={label}>
      {rows.map((row) => (
        <li key={row.id}>
          <Link to="/intake/$inquiry" params={{ inquiry: row.id }} className={styles.row}>
            <span className={styles.who}>
              <b>{row.called}</b>
              <span className="sm muted">{row.reference}</span>
            </span>
            <span className={styles.notes}>
              <StatePill state={row.state} />
              {row.state === 'new' && <CallClock callBy={row.callBy} />}
              {row.language === 'es' && <Pill tone="info">{t.spanish}</Pill>}
              {row.owner && <span className="sm muted">{t.with(row.owner)}</span>}
            </span>
            <span className={styles.brought}>
              {row.hasAnswers && (
                <span className="sm muted">
                  <Icon name="check" size={16} /> {t.answers}
                </span>
              )}
              {row.hasWeek && (
                <span className="sm muted">
                  <Icon name="calendar" size={16} /> {t.week}
                </span>
              )}
            </span>
            <Icon name="right" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
