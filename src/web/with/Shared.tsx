import { Problem } from '../api.ts';
import {
  addDays,
  Card,
  dateWords,
  dayOf,
  EmptyState,
  ErrorSummary,
  hours,
  Icon,
  LinkButton,
  minuteOfDay,
  Page,
  pluralEn,
  pluralEs,
  timeRange,
  useLanguage,
  useWords,
  words,
  zoneName,
} from '../design/index.ts';
import { Tabs } from './Tabs.tsx';
import styles from './With.module.css';
import { useWithMe, type WithMe } from './with.ts';

const w = words(
  {
    title: 'Shared',
    heading: 'Shared with you',
    lead: 'They choose what you see, and they can change it at any time.',
    loading: 'Loading…',
    none: 'Nothing is shared right now',
    noneBody:
      'There can be many reasons. It does not mean that something is wrong, and it does not mean that all is well. If you want to know how someone is, ask them.',
    week: 'This week',
    noTimes: 'No times are on the list this week.',
    today: 'Today',
    video: 'By video',
    zone: (zone: string) => `Times are ${zone}.`,
    came: 'Did they come?',
    yes: 'Came',
    no: 'Did not come',
    noDays: 'Nothing is written down for this week yet.',
    ask: 'Plans change for many reasons. Ask before you guess.',
    plan: 'The plan',
    hours: (h: string, days: number) =>
      `${h} hours a week, over at least ${pluralEn(days, { one: '1 day', other: `${days} days` })}.`,
    noPlan: 'No hours are planned right now.',
    goals: 'Their goals',
    noGoals: 'No goals are agreed on right now.',
    goes: { 'on-track': 'on track', slow: 'going slowly', met: 'met', 'set-aside': 'set aside' },
    since: (date: string) => `since ${date}`,
    goalsNote: 'These are their own words. Ask how you can help with one.',
    medicines: 'Their medicines',
    noMedicines: 'No medicines are on the list.',
    medicinesNote:
      'This is what the list says, not whether it was taken. Please do not change or stop anything.',
    scores: 'Check-in scores',
    noScores: 'No scores yet.',
    before: (score: string) => `before: ${score}`,
    scoresNote: 'A score is a hint, not a grade. It goes up and down. The team looks at it with them.',
    worried: 'I’m worried',
    worriedBody: 'Get help now, or tell the counselor.',
    worriedGo: 'What can I do?',
    you: 'You count too',
    youBody: 'Three short questions about how you are. Only you can see them.',
    youGo: 'How am I doing?',
    instrument: {
      'phq-9': 'Mood',
      'gad-7': 'Worry',
      audit: 'Alcohol',
      'audit-c': 'Alcohol, short',
      'dast-10': 'Drugs',
      bam: 'The last 30 days',
      'bam-r': 'The last 30 days',
      'bam-7': 'The last 7 days',
      'barc-10': 'What helps me stay well',
      'pc-ptsd-5': 'Hard memories',
      'taps-1': 'Use',
    },
    band: {
      minimal: 'very low',
      mild: 'mild',
      moderate: 'medium',
      'moderately severe': 'rather high',
      severe: 'high',
    },
  },
  {
    title: 'Compartido',
    heading: 'Compartido con usted',
    lead: 'Esa persona elige qué ve usted, y lo puede cambiar cuando quiera.',
    loading: 'Cargando…',
    none: 'Ahora no hay nada compartido',
    noneBody:
      'Puede haber muchas razones. No quiere decir que algo esté mal, ni que todo esté bien. Si quiere saber cómo está alguien, pregúntele.',
    week: 'Esta semana',
    noTimes: 'No hay horas en la lista esta semana.',
    today: 'Hoy',
    video: 'Por video',
    zone: (zone) => `Las horas están en ${zone}.`,
    came: '¿Vino?',
    yes: 'Vino',
    no: 'No vino',
    noDays: 'Todavía no hay nada anotado de esta semana.',
    ask: 'Los planes cambian por muchas razones. Pregunte antes de suponer.',
    plan: 'El plan',
    hours: (h, days) =>
      `${h} horas por semana, en al menos ${pluralEs(days, { one: '1 día', other: `${days} días` })}.`,
    noPlan: 'Ahora no hay horas planeadas.',
    goals: 'Sus metas',
    noGoals: 'Ahora no hay metas acordadas.',
    goes: { 'on-track': 'va bien', slow: 'va despacio', met: 'cumplida', 'set-aside': 'de lado' },
    since: (date) => `desde el ${date}`,
    goalsNote: 'Son sus propias palabras. Pregunte cómo puede ayudar con una.',
    medicines: 'Sus medicinas',
    noMedicines: 'No hay medicinas en la lista.',
    medicinesNote: 'Es lo que dice la lista, no si se tomó. Por favor, no cambie ni quite nada.',
    scores: 'Puntos del control',
    noScores: 'Todavía no hay puntos.',
    before: (score) => `antes: ${score}`,
    scoresNote:
      'Los puntos son una pista, no una nota. Suben y bajan. El equipo los mira junto con esa persona.',
    worried: 'Me preocupa algo',
    worriedBody: 'Pida ayuda ahora, o dígaselo al consejero.',
    worriedGo: '¿Qué puedo hacer?',
    you: 'Usted también cuenta',
    youBody: 'Tres preguntas cortas sobre cómo está usted. Solo usted las ve.',
    youGo: '¿Cómo estoy yo?',
    instrument: {
      'phq-9': 'Ánimo',
      'gad-7': 'Preocupación',
      audit: 'Alcohol',
      'audit-c': 'Alcohol, corto',
      'dast-10': 'Drogas',
      bam: 'Los últimos 30 días',
      'bam-r': 'Los últimos 30 días',
      'bam-7': 'Los últimos 7 días',
      'barc-10': 'Lo que ayuda a estar bien',
      'pc-ptsd-5': 'Recuerdos duros',
      'taps-1': 'Consumo',
    },
    band: {
      minimal: 'muy bajo',
      mild: 'leve',
      moderate: 'medio',
      'moderately severe': 'más bien alto',
      severe: 'alto',
    },
  },
);

/** What somebody shares with me. A part that is not shared leaves no gap. */
export default function Shared() {
  const t = useWords(w);
  const reading = useWithMe();
  const shared = reading.data?.shared;
  return (
    <Page title={t.title} tabs={<Tabs />}>
      <div className="stack-tight">
        <h1>{t.heading}</h1>
        <p className="muted">{t.lead}</p>
      </div>
      {reading.isPending && (
        <p className="muted" role="status">
          {t.loading}
        </p>
      )}
      <ErrorSummary problem={reading.error instanceof Problem ? reading.error : null} />
      {shared && (
        <div className="stack" aria-live="polite">
          {Object.keys(shared).length === 0 && (
            <EmptyState icon="eye" title={t.none}>
              {t.noneBody}
            </EmptyState>
          )}
          {shared.week && <Week week={shared.week} />}
          {shared.came && <Came came={shared.came} />}
          {shared.plan && <Plan plan={shared.plan} />}
          {shared.goals && <Goals goals={shared.goals} />}
          {shared.medicines && <Medicines medicines={shared.medicines} />}
          {shared.scores && <Scores scores={shared.scores} />}
        </div>
      )}
      <Card title={t.worried} icon="warning" tone="dawn">
        <p>{t.worriedBody}</p>
        <p>
          <LinkButton to="/with/worried">{t.worriedGo}</LinkButton>
        </p>
      </Card>
      <Card title={t.you} icon="heart">
        <p>{t.youBody}</p>
        <p>
          <LinkButton to="/with/check-in">{t.youGo}</LinkButton>
        </p>
      </Card>
    </Page>
  );
}

type Tiles = WithMe['shared'];

function Week({ week }: { readonly week: NonNullable<Tiles['week']> }) {
  const t = useWords(w);
  const language = useLanguage();
  const days = [...new Set(week.times.map(({ start }) => dayOf(start)))];
  return (
    <Card title={t.week} icon="calendar">
      {days.length === 0 && <p className="muted">{t.noTimes}</p>}
      {days.map((day) => {
        const date = addDays(week.monday, day);
        const said = dateWords(date, language);
        return (
          <section key={day} className={styles.day}>
            <h3>{date === week.today ? `${t.today}, ${said}` : said}</h3>
            <ul className={styles.times}>
              {week.times
                .filter(({ start }) => dayOf(start) === day)
                .map(({ start, end, place }) => (
                  <li key={start}>
                    <b>{timeRange(minuteOfDay(start), minuteOfDay(start) + end - start, language)}</b>
                    <span className="sm muted">
                      {place === null ? t.video : `${place.name} · ${place.place}`}
                    </span>
                  </li>
                ))}
            </ul>
          </section>
        );
      })}
      <p className="sm muted">{t.zone(zoneName(week.zone, language))}</p>
    </Card>
  );
}

function Came({ came }: { readonly came: NonNullable<Tiles['came']> }) {
  const t = useWords(w);
  const language = useLanguage();
  return (
    <Card title={t.came} icon="check">
      {came.days.length === 0 && <p className="muted">{t.noDays}</p>}
      <ul className={styles.pairs}>
        {came.days.map(({ on, came: did }) => (
          <li key={on}>
            <span>{dateWords(on, language)}</span>
            <b className={styles.mark}>
              <Icon name={did ? 'check' : 'minus'} />
              {did ? t.yes : t.no}
            </b>
          </li>
        ))}
      </ul>
      <p className="sm muted">{t.ask}</p>
    </Card>
  );
}

function Plan({ plan }: { readonly plan: NonNullable<Tiles['plan']> }) {
  const t = useWords(w);
  const language = useLanguage();
  return (
    <Card title={t.plan} icon="flag">
      <p>
        {plan.hours === null
          ? t.noPlan
          : t.hours(hours(plan.hours.minutesPerWeek, language), plan.hours.daysMin)}
      </p>
    </Card>
  );
}

function Goals({ goals }: { readonly goals: NonNullable<Tiles['goals']> }) {
  const t = useWords(w);
  const language = useLanguage();
  return (
    <Card title={t.goals} icon="star">
      {goals.goals.length === 0 && <p className="muted">{t.noGoals}</p>}
      <ul className={styles.pairs}>
        {goals.goals.map(({ words: said, status, since }) => (
          <li key={said}>
            <span>{said}</span>
            <span>
              <b>{t.goes[status]}</b>
              <span className={styles.note}>{t.since(dateWords(since, language))}</span>
            </span>
          </li>
        ))}
      </ul>
      <p className="sm muted">{t.goalsNote}</p>
    </Card>
  );
}

function Medicines({ medicines }: { readonly medicines: NonNullable<Tiles['medicines']> }) {
  const t = useWords(w);
  const language = useLanguage();
  return (
    <Card title={t.medicines} icon="pill">
      {medicines.medicines.length === 0 && <p className="muted">{t.noMedicines}</p>}
      <ul className={styles.pairs}>
        {medicines.medicines.map(({ name, taken }) => (
          <li key={`${name.en} ${taken}`}>
            <b>{name[language]}</b>
            <span>{taken}</span>
          </li>
        ))}
      </ul>
      <p className="sm muted">{t.medicinesNote}</p>
    </Card>
  );
}

const wordIn = (list: Readonly<Record<string, string>>, term: string): string => list[term] ?? term;

function Scores({ scores }: { readonly scores: NonNullable<Tiles['scores']> }) {
  const t = useWords(w);
  const language = useLanguage();
  return (
    <Card title={t.scores} icon="chart">
      {scores.scores.length === 0 && <p className="muted">{t.noScores}</p>}
      <ul className={styles.pairs}>
        {scores.scores.map(({ instrument, on, score, band, before }) => (
          <li key={instrument}>
            <span>
              {wordIn(t.instrument, instrument)}
              <span className={styles.note}>{dateWords(on, language)}</span>
            </span>
            <span className={styles.score}>
              <b>{band === null ? score : `${score} · ${wordIn(t.band, band)}`}</b>
              {before !== null && <span className={styles.note}>{t.before(String(before))}</span>}
            </span>
          </li>
        ))}
      </ul>
      <p className="sm muted">{t.scoresNote}</p>
    </Card>
  );
}
