import type { TreatmentPlanShown } from '../../../../treat/index.ts';
import { Card, dateWords, Pill, useLanguage, useWords, words } from '../../../design/index.ts';
import { activityWords, goalWords } from '../../../goals/activities.ts';
import { dayOfInstant } from '../../../goals/day.ts';
import styles from './Plan.module.css';
import { planWords } from './words.ts';

const w = words(
  {
    title: (n: number) => `Version ${n}, signed`,
    problems: 'Problems',
    goals: 'Goals',
    next: 'Next step',
    by: (what: string, date: string) => `${what}, by ${date}`,
    review: (date: string) => `looked at again on ${date}`,
    about: (problems: string) => `About: ${problems}`,
    areas: 'Put off, or with somebody else',
    until: (area: string, date: string, why: string) => `${area}: put off to ${date}. ${why}`,
    with: (area: string, who: string) => `${area}: ${who}`,
    signed: (by: string, licence: string, date: string) => `Signed by ${by}, ${licence}, on ${date}.`,
    person: (name: string, date: string) => `Signed by the person as ${name} on ${date}.`,
    without: (reason: string, date: string) => `Not signed by the person (${date}): ${reason}`,
    waits: 'The person has not signed yet.',
  },
  {
    title: (n) => `Versión ${n}, firmada`,
    problems: 'Problemas',
    goals: 'Metas',
    next: 'Próximo paso',
    by: (what, date) => `${what}, para el ${date}`,
    review: (date) => `se revisa el ${date}`,
    about: (problems) => `Trata de: ${problems}`,
    areas: 'Para después, o con otra persona',
    until: (area, date, why) => `${area}: se deja para el ${date}. ${why}`,
    with: (area, who) => `${area}: ${who}`,
    signed: (by, licence, date) => `Firmado por ${by}, ${licence}, el ${date}.`,
    person: (name, date) => `Firmado por la persona como ${name} el ${date}.`,
    without: (reason, date) => `Sin firma de la persona (${date}): ${reason}`,
    waits: 'La persona aún no ha firmado.',
  },
);

type Version = NonNullable<TreatmentPlanShown['inForce']>;

/** A signed version, to read and to print. */
export function Agreed({ version }: { readonly version: Version }) {
  const t = useWords(w);
  const p = useWords(planWords);
  const g = useWords(goalWords);
  const names: Readonly<Record<string, string>> = useWords(activityWords);
  const language = useLanguage();
  const date = (on: string) => dateWords(on, language, { month: 'short', day: 'numeric', year: 'numeric' });
  const { content, signature, person } = version;
  const problems = content.problems.filter(({ isArchived }) => !isArchived);
  const goals = content.goals.filter(({ isArchived }) => !isArchived);
  return (
    <Card title={t.title(version.number)} icon="check">
      <h3>{t.problems}</h3>
      <ul className={styles.plain}>
        {problems.map((one) => (
          <li key={one.id}>
            {one.words}{' '}
            <span className="sm muted">{[p.kind[one.kind], one.icd10].filter(Boolean).join(', ')}</span>{' '}
            {one.status !== 'active' && (
              <Pill>
                {p.state[one.status]}
                {one.status === 'provisional' && one.reviewOn && `, ${t.review(date(one.reviewOn))}`}
              </Pill>
            )}
          </li>
        ))}
      </ul>
      <h3>{t.goals}</h3>
      {goals.map((goal) => (
        <div key={goal.id} className={styles.entry}>
          <p className={styles.words}>“{goal.words}”</p>
          {goal.nextStep && (
            <p>
              {t.next}: {goal.nextStep}
            </p>
          )}
          <ul className={styles.plain}>
            {goal.objectives
              .filter(({ isArchived }) => !isArchived)
              .map((one) => (
                <li key={one.id}>{one.targetOn ? t.by(one.words, date(one.targetOn)) : one.words}</li>
              ))}
            {goal.interventions
              .filter(({ isArchived }) => !isArchived)
              .map((one) => (
                <li key={one.id}>
                  {names[one.activity] ?? one.activity}: {g.often(one.times, one.every)}
                </li>
              ))}
          </ul>
          <p className="sm muted">
            {t.about(
              problems
                .filter(({ id }) => goal.problems.includes(id))
                .map((one) => one.words)
                .join('; '),
            )}
          </p>
        </div>
      ))}
      {content.areas.length > 0 && (
        <>
          <h3>{t.areas}</h3>
          <ul className={styles.plain}>
            {content.areas.map((one) => (
              <li key={one.area}>
                {one.answer === 'deferred' && one.until
                  ? t.until(p.area[one.area], date(one.until), one.words)
                  : t.with(p.area[one.area], one.words)}
              </li>
            ))}
          </ul>
        </>
      )}
      {signature && (
        <p className="sm">{t.signed(signature.by, signature.licence, date(dayOfInstant(signature.at)))}</p>
      )}
      <p className="sm">
        {person === null
          ? t.waits
          : (person.answer === 'signed' ? t.person : t.without)(person.words, date(dayOfInstant(person.at)))}
      </p>
    </Card>
  );
}
