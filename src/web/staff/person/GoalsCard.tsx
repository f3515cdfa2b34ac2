import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Card, dateWords, Pill, useLanguage, useWords, words } from '../../design/index.ts';
import { goalWords, STATUS_TONES } from '../../goals/activities.ts';
import styles from './Person.module.css';
import { treatmentPlanOf } from './plan/usePlan.ts';

const w = words(
  {
    title: 'Goals, in their words',
    none: 'No plan yet.',
    due: (date: string) => `review due ${date}`,
    overdue: (date: string) => `review was due ${date}`,
    next: (step: string) => `Next step: ${step}`,
    open: 'Open the plan',
    waits: 'Waits for their signature',
    draft: 'A draft is under way',
    letGo: 'They said it is not their goal any more.',
    own: (count: number) => (count === 1 ? 'They added a goal.' : `They added ${count} goals.`),
  },
  {
    title: 'Metas, con sus palabras',
    none: 'Aún no hay plan.',
    due: (date) => `revisión para el ${date}`,
    overdue: (date) => `la revisión era para el ${date}`,
    next: (step) => `Próximo paso: ${step}`,
    open: 'Abrir el plan',
    waits: 'Espera su firma',
    draft: 'Hay un borrador',
    letGo: 'Dijo que ya no es su meta.',
    own: (count) => (count === 1 ? 'Agregó una meta.' : `Agregó ${count} metas.`),
  },
);

/** The goals of the plan with how each goes, for the overview of a person. */
export function GoalsCard({ participant }: { readonly participant: string }) {
  const t = useWords(w);
  const g = useWords(goalWords);
  const language = useLanguage();
  const { data } = useQuery(treatmentPlanOf(participant));
  if (data === undefined) return null;
  const plan = data.inForce ?? data.waiting ?? data.draft;
  const today = new Map(data.goals.map((goal) => [goal.goal, goal]));
  const goals = plan?.content.goals.filter(({ isArchived }) => !isArchived) ?? [];
  const { review } = data;
  return (
    <Card
      title={t.title}
      icon="flag"
      aside={
        review && (
          <span className="sm muted">
            {(review.state === 'overdue' ? t.overdue : t.due)(
              dateWords(review.by, language, { month: 'short', day: 'numeric' }),
            )}
          </span>
        )
      }
    >
      {goals.length === 0 && <p className="muted">{t.none}</p>}
      {goals.map(({ id, words: said, nextStep }) => {
        const now = today.get(id);
        return (
          <div key={id} className={styles.series}>
            <p className="row wrap">
              <b>“{said}”</b>
              {now && <Pill tone={STATUS_TONES[now.status]}>{g.status[now.status]}</Pill>}
            </p>
            <p className="sm muted">
              {now?.isLetGo
                ? t.letGo
                : [now?.progress, nextStep && t.next(nextStep)].filter(Boolean).join(' ')}
            </p>
          </div>
        );
      })}
      <p className="row wrap">
        <Link to="/people/$person/plan" params={{ person: participant }}>
          {t.open}
        </Link>
        {data.waiting && <Pill tone="info">{t.waits}</Pill>}
        {data.draft && <Pill>{t.draft}</Pill>}
        {data.notTakenUp.length > 0 && <span className="sm">{t.own(data.notTakenUp.length)}</span>}
      </p>
    </Card>
  );
}
