import type { TreatmentPlanShown } from '../../../../treat/index.ts';
import { Card, Pill, Select, TextField, useWords, words } from '../../../design/index.ts';
import styles from './Plan.module.css';
import type { Content } from './usePlan.ts';
import { planWords } from './words.ts';

const w = words(
  {
    title: 'Areas rated 2 or more in the decision in force',
    rated: (n: number) => `rated ${n}`,
    addressed: 'A goal is about it.',
    what: 'What is done about it',
    open: 'Nothing said yet',
    deferred: 'Put off to a day',
    referred: 'Somebody else takes care of it',
    until: 'Until',
    why: 'Why',
    who: 'Who',
  },
  {
    title: 'Áreas valoradas en 2 o más en la decisión vigente',
    rated: (n) => `valorada en ${n}`,
    addressed: 'Una meta trata de esto.',
    what: 'Qué se hace',
    open: 'Aún no se dijo nada',
    deferred: 'Se deja para un día',
    referred: 'Otra persona se encarga',
    until: 'Hasta',
    why: 'Por qué',
    who: 'Quién',
  },
);

interface Props {
  readonly content: Content;
  readonly shown: TreatmentPlanShown;
  readonly onChange: (changes: (before: Content) => Content) => void;
}

/** What weighed in the decision is addressed by a goal, put off with a date, or with somebody else. */
export function Areas({ content, shown, onChange }: Props) {
  const t = useWords(w);
  const p = useWords(planWords);
  const heavy = shown.rated?.areas.filter(({ mustBeAnswered }) => mustBeAnswered) ?? [];
  if (heavy.length === 0) return null;
  const listed = new Map(content.problems.filter((one) => !one.isArchived).map((one) => [one.id, one]));
  const isAddressed = (area: string) =>
    content.goals.some(
      (goal) => !goal.isArchived && goal.problems.some((id) => listed.get(id)?.area === area),
    );
  return (
    <Card title={t.title}>
      {heavy.map(({ area, rating }) => {
        const answer = content.areas.find((one) => one.area === area);
        const set = (next: Content['areas'][number] | undefined) =>
          onChange((before) => ({
            ...before,
            areas: [...before.areas.filter((one) => one.area !== area), ...(next ? [next] : [])],
          }));
        return (
          <section key={area} className={styles.entry} aria-label={p.area[area]}>
            <p className="row wrap">
              <b>{p.area[area]}</b> <Pill>{t.rated(rating)}</Pill>
              {isAddressed(area) && <span>{t.addressed}</span>}
            </p>
            {!isAddressed(area) && (
              <div className={styles.fields}>
                <Select
                  label={t.what}
                  value={answer?.answer ?? 'open'}
                  onChange={(chosen) =>
                    set(
                      chosen === 'open'
                        ? undefined
                        : { area, answer: chosen, until: answer?.until ?? null, words: answer?.words ?? '' },
                    )
                  }
                  options={[
                    { value: 'open', label: t.open },
                    { value: 'deferred', label: t.deferred },
                    { value: 'referred', label: t.referred },
                  ]}
                />
                {answer?.answer === 'deferred' && (
                  <TextField
                    label={t.until}
                    type="date"
                    value={answer.until ?? ''}
                    onChange={(on) => set({ ...answer, until: on === '' ? null : on })}
                  />
                )}
                {answer && (
                  <TextField
                    label={answer.answer === 'deferred' ? t.why : t.who}
                    maxLength={1000}
                    value={answer.words}
                    onChange={(typed) => set({ ...answer, words: typed })}
                  />
                )}
              </div>
            )}
          </section>
        );
      })}
    </Card>
  );
}
