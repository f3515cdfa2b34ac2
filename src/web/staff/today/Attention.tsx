import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReviewShown } from '../../../fit/index.ts';
import type { DueListShown } from '../../../treat/index.ts';
import { api } from '../../api.ts';
import {
  Card,
  dateWords,
  hours,
  type Language,
  Pill,
  pluralEn,
  pluralEs,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';
import { useAlerts } from '../Frame.tsx';
import styles from './Today.module.css';

const w = words(
  {
    title: 'Who to look at',
    nobody: 'Nobody waits right now.',
    kinds: {
      safety: 'A safety question was answered yes',
      score: 'A score passed its mark',
      worse: 'Answers got worse',
      silent: 'Nothing heard',
      'missed-sessions': 'Sessions missed',
    },
    overdue: 'Overdue',
    short: (had: string, due: string) => `${had} of ${due} h last week`,
    review: (date: string) => `Level to be rated again, due ${date}`,
    more: (n: number) => `${n} more`,
    allAlerts: 'All alerts',
    allReviews: 'All reviews',
    medicines: 'Medicines',
    comesUp: (n: number) => pluralEn(n, { one: '1 thing comes up', other: `${n} things come up` }),
    warned: (n: number) => pluralEn(n, { one: '1 warning', other: `${n} warnings` }),
    allMedicines: 'All that comes up',
  },
  {
    title: 'A quién mirar',
    nobody: 'Ahora no espera nadie.',
    kinds: {
      safety: 'Contestó que sí a una pregunta de seguridad',
      score: 'Un puntaje pasó su marca',
      worse: 'Las respuestas empeoraron',
      silent: 'Sin noticias',
      'missed-sessions': 'Faltó a sesiones',
    },
    overdue: 'Vencida',
    short: (had, due) => `${had} de ${due} h la semana pasada`,
    review: (date) => `Toca revisar el nivel, para el ${date}`,
    more: (n) => `${n} más`,
    allAlerts: 'Todas las alertas',
    allReviews: 'Todas las revisiones',
    medicines: 'Medicinas',
    comesUp: (n) => pluralEs(n, { one: '1 pendiente', other: `${n} pendientes` }),
    warned: (n) => pluralEs(n, { one: '1 aviso', other: `${n} avisos` }),
    allMedicines: 'Todo lo pendiente',
  },
);

const SHOWN_MAX = 5;

interface Reason {
  readonly participant: string;
  readonly who: string;
  readonly why: string;
  readonly isUrgent: boolean;
}

/** People of my care teams that something speaks for looking at, each once with every reason; the urgent first. */
export function Attention() {
  const t = useWords(w);
  const language = useLanguage();
  const alerts = useAlerts().data?.alerts ?? [];
  const reviews = useQuery({
    queryKey: ['reviews'],
    queryFn: () => api.get<{ reviews: ReviewShown[] }>('/api/reviews'),
  });
  const who = (one: { readonly called: string | null; readonly recordCode: string | null }) =>
    one.called ?? one.recordCode ?? '';
  const reasons: readonly Reason[] = [
    ...alerts.map((alert) => ({
      participant: alert.participant,
      who: who(alert),
      why: t.kinds[alert.kind],
      isUrgent: alert.kind === 'safety' || alert.isOverdue,
    })),
    ...(reviews.data?.reviews ?? []).flatMap((review) =>
      whyOf(review, language, t).map((why) => ({
        participant: review.participant,
        who: who(review),
        why,
        isUrgent: review.isOverdue,
      })),
    ),
  ];
  const people = [...Map.groupBy(reasons, ({ participant }) => participant).entries()].toSorted(
    ([, a], [, b]) => urgentOf(b) - urgentOf(a),
  );
  if (reviews.isPending) return null;
  return (
    <Card title={t.title} icon="bell">
      {people.length === 0 && <p className="muted">{t.nobody}</p>}
      <ul className={styles.line}>
        {people.slice(0, SHOWN_MAX).map(([participant, all]) => (
          <li key={participant} className={styles.person}>
            <Link to="/people/$person" params={{ person: participant }}>
              <b>{all[0]?.who}</b>
            </Link>{' '}
            {urgentOf(all) > 0 && <Pill tone="warn">{t.overdue}</Pill>}
            <p className="sm muted">{[...new Set(all.map(({ why }) => why))].join(' · ')}</p>
          </li>
        ))}
      </ul>
      <p className="row wrap sm">
        {people.length > SHOWN_MAX && <span className="muted">{t.more(people.length - SHOWN_MAX)}</span>}
        <Link to="/alerts">{t.allAlerts}</Link>
        <Link to="/reviews">{t.allReviews}</Link>
      </p>
    </Card>
  );
}

const urgentOf = (reasons: readonly Reason[]): number => reasons.filter(({ isUrgent }) => isUrgent).length;

/** Hours short in the last whole week, and a level that is due: what else a review says is on its own page. */
function whyOf(
  review: ReviewShown,
  language: Language,
  t: { readonly short: (had: string, due: string) => string; readonly review: (date: string) => string },
): readonly string[] {
  const short = review.suggestions
    .filter(({ kind }) => kind === 'hours-short')
    .flatMap(({ evidence }) => evidence.weeks?.at(-1) ?? []);
  return [
    ...short.map((week) =>
      t.short(hours(week.deliveredMinutes, language), hours(week.prescribedMinutes, language)),
    ),
    ...(review.isOverdue
      ? [t.review(dateWords(review.dueOn, language, { month: 'short', day: 'numeric' }))]
      : []),
  ];
}

/** The same for whoever looks after medicines. */
export function MedicineAttention() {
  const t = useWords(w);
  const due = useQuery({
    queryKey: ['medicine-due'],
    queryFn: () => api.get<DueListShown>('/api/medication/due'),
  });
  if (due.data === undefined) return null;
  const { people } = due.data;
  return (
    <Card title={t.medicines} icon="pill">
      {people.length === 0 && <p className="muted">{t.nobody}</p>}
      <ul className={styles.line}>
        {people.slice(0, SHOWN_MAX).map((one) => (
          <li key={one.participant} className={styles.person}>
            <Link to="/people/$person/medicine" params={{ person: one.participant }}>
              <b>{one.called ?? one.recordCode}</b>
            </Link>{' '}
            {one.due.some(({ isOverdue }) => isOverdue) && <Pill tone="warn">{t.overdue}</Pill>}
            <p className="sm muted">
              {[
                ...(one.due.length > 0 ? [t.comesUp(one.due.length)] : []),
                ...(one.alerts.length > 0 ? [t.warned(one.alerts.length)] : []),
              ].join(' · ')}
            </p>
          </li>
        ))}
      </ul>
      <p className="row wrap sm">
        {people.length > SHOWN_MAX && <span className="muted">{t.more(people.length - SHOWN_MAX)}</span>}
        <Link to="/medicine-due">{t.allMedicines}</Link>
      </p>
    </Card>
  );
}
