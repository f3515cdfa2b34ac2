import { Link } from '@tanstack/react-router';
import type { FitShown } from '../../../fit/index.ts';
import {
  Card,
  dateWords,
  dayName,
  dayOf,
  Icon,
  type IconName,
  type Language,
  Pill,
  timeRange,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';
import { levelWords } from '../assessment/assessment.ts';
import { said } from '../measures-words.ts';
import { Suggestions } from '../reviews/Suggestions.tsx';
import styles from './Person.module.css';

const w = words(
  {
    title: 'Why this program, and what it must leave room for',
    groups: {
      works: 'Has a job',
      'works-nights': 'Works nights',
      children: 'Cares for children',
      'elder-care': 'Cares for an elder',
      studies: 'Studies',
      'people-behind': 'Has people behind them',
      privacy: 'Nobody must find out',
      'mental-health': 'Lives with a mental-health condition too',
    },
    noGroups:
      'Nothing noted yet. It comes from the assessment, the week they painted and their first answers.',
    protect: 'The week must protect',
    kinds: {
      work: 'Work',
      children: 'Children',
      'elder-care': 'Care for an elder',
      care: 'Care',
      classes: 'Classes',
      sleep: 'Sleep',
      other: 'Something else',
    },
    movable: 'can be moved',
    noTimes: 'times not known',
    behind: 'Who stands behind them',
    knows: 'knows',
    unaware: 'does not know',
    nobody: 'Nobody noted. Peer support can stand in: ask.',
    level: (level: string, date: string) => `${level} since ${date}`,
    decision: 'The signed decision',
    review: (date: string) => `To be rated again by ${date}`,
    waiting: 'A decision waits for its second signature',
  },
  {
    title: 'Por qué este programa y qué debe respetar',
    groups: {
      works: 'Trabaja',
      'works-nights': 'Trabaja de noche',
      children: 'Cuida a sus hijos',
      'elder-care': 'Cuida a una persona mayor',
      studies: 'Estudia',
      'people-behind': 'Tiene quien le apoye',
      privacy: 'Nadie debe enterarse',
      'mental-health': 'Vive también con una condición de salud mental',
    },
    noGroups: 'Nada anotado aún. Sale de la evaluación, de la semana que pintó y de sus primeras respuestas.',
    protect: 'La semana debe respetar',
    kinds: {
      work: 'Trabajo',
      children: 'Hijos',
      'elder-care': 'Cuidado de una persona mayor',
      care: 'Cuidado',
      classes: 'Clases',
      sleep: 'Sueño',
      other: 'Otra cosa',
    },
    movable: 'se puede mover',
    noTimes: 'sin horas conocidas',
    behind: 'Quién le apoya',
    knows: 'lo sabe',
    unaware: 'no lo sabe',
    nobody: 'Nadie anotado. El apoyo de pares puede ayudar: pregunte.',
    level: (level, date) => `${level} desde el ${date}`,
    decision: 'La decisión firmada',
    review: (date) => `Por revisar antes del ${date}`,
    waiting: 'Una decisión espera su segunda firma',
  },
);

const ICONS: Readonly<Record<FitShown['groups'][number]['group'], IconName>> = {
  works: 'work',
  'works-nights': 'moon',
  children: 'child',
  'elder-care': 'heart',
  studies: 'class',
  'people-behind': 'group',
  privacy: 'lock',
  'mental-health': 'sun',
};

/** Which of the people this program is made for somebody is, what their week protects, who stands behind them. */
export function FitCard({ fit }: { readonly fit: FitShown }) {
  const t = useWords(w);
  const levels = useWords(levelWords).level;
  const language = useLanguage();
  const date = (on: string) => dateWords(on, language, { month: 'short', day: 'numeric', year: 'numeric' });
  return (
    <Card title={t.title}>
      {fit.groups.length === 0 ? (
        <p className="muted">{t.noGroups}</p>
      ) : (
        <ul className={styles.groups}>
          {fit.groups.map(({ group }) => (
            <li key={group}>
              <Pill tone="info">
                <Icon name={ICONS[group]} /> {t.groups[group]}
              </Pill>
            </li>
          ))}
        </ul>
      )}
      {fit.protect.length > 0 && (
        <>
          <h3>{t.protect}</h3>
          <ul>
            {fit.protect.map((one) => (
              <li key={`${one.kind} ${one.what} ${one.times[0]?.start ?? ''}`}>
                {one.what || t.kinds[one.kind]}: {timesOf(one.times, language) || t.noTimes}
                {!one.isFixed && ` (${t.movable})`}
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{t.behind}</h3>
      {fit.behind.length === 0 ? (
        <p className="muted">{t.nobody}</p>
      ) : (
        <ul>
          {fit.behind.map(({ called, knows, canHelpWith }) => (
            <li key={called}>
              {called}
              {knows !== null && ` (${knows ? t.knows : t.unaware})`}
              {canHelpWith && `: ${canHelpWith}`}
            </li>
          ))}
        </ul>
      )}
      {fit.level && <p>{t.level(said(levels, fit.level.level), date(fit.level.since))}</p>}
      {fit.decision && (
        <p>
          <Link to="/assessments/$assessment" params={{ assessment: fit.decision.assessment }}>
            {t.decision}
          </Link>
        </p>
      )}
      {fit.isWaiting && (
        <p>
          <Pill tone="info">{t.waiting}</Pill>
        </p>
      )}
      {fit.reviewOn && <p>{t.review(date(fit.reviewOn))}</p>}
      {fit.level && (
        <Suggestions
          participant={fit.participant}
          draft={null}
          isWaiting={fit.isWaiting}
          suggestions={fit.suggestions}
        />
      )}
    </Card>
  );
}

/** "Mon, Tue 9:00 am to 5:00 pm": days with the same hours said once. */
function timesOf(times: FitShown['protect'][number]['times'], language: Language): string {
  const days = new Map<string, number[]>();
  for (const { start, end } of times) {
    const range = timeRange(start % 1440, (start % 1440) + (end - start), language);
    days.set(range, [...(days.get(range) ?? []), dayOf(start)]);
  }
  return [...days]
    .map(([range, on]) => `${on.map((day) => dayName(day, language, 'short')).join(', ')} ${range}`)
    .join('; ');
}
