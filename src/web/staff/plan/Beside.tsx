import { useNavigate } from '@tanstack/react-router';
import { addDays, LinkButton, Pill, useWords } from '../../design/index.ts';
import styles from './Plan.module.css';
import type { PlanBoard, PlanShown } from './plan.ts';
import type { ScenarioShown } from './whatif/whatif.ts';
import { whatIfWords } from './whatif/words.ts';
import { planWords } from './words.ts';

interface Props {
  readonly week: string;
  readonly board: PlanBoard | undefined;
  readonly scenario: ScenarioShown | undefined;
}

/** Beside the heading: the state in a pill, the other weeks, the other plans of this one. */
export function Beside({ week, board, scenario }: Props) {
  const t = useWords(planWords);
  const { head } = useWords(whatIfWords);
  const plans = board?.plans.filter(({ scenario: supposed }) => supposed === null) ?? [];
  return (
    <>
      {scenario ? (
        <Pill tone="info">{head.pill(scenario.number)}</Pill>
      ) : (
        board && <StatePill board={board} />
      )}
      <nav className={styles.weeks} aria-label={t.weeks}>
        <LinkButton look="text" compact icon="left" to={`/plan/${addDays(week, -7)}`} aria-label={t.before}>
          {null}
        </LinkButton>
        <LinkButton look="text" compact icon="right" to={`/plan/${addDays(week, 7)}`} aria-label={t.after}>
          {null}
        </LinkButton>
      </nav>
      {board && !scenario && plans.length > 1 && <PlanPicker week={week} board={board} plans={plans} />}
    </>
  );
}

function StatePill({ board: { plan, isOver } }: { readonly board: PlanBoard }) {
  const t = useWords(planWords);
  if (plan === null) return <Pill>{isOver ? t.over : t.state.none}</Pill>;
  const tone = { draft: 'warn', published: 'ok', superseded: 'neutral' } as const;
  return <Pill tone={tone[plan.state]}>{t.state[plan.state](plan.draftNumber)}</Pill>;
}

interface PickerProps {
  readonly week: string;
  readonly board: PlanBoard;
  readonly plans: readonly PlanShown[];
}

function PlanPicker({ week, board, plans }: PickerProps) {
  const t = useWords(planWords);
  const navigate = useNavigate();
  const line = ({ state, draftNumber, placed, people }: PlanShown) =>
    t.draftLine(t.state[state](draftNumber), placed, people);
  return (
    <select
      className={styles.picker}
      aria-label={t.drafts}
      value={board.plan?.id ?? ''}
      onChange={(event) =>
        void navigate({ to: '/plan/$week/$plan', params: { week, plan: event.target.value } })
      }
    >
      {plans.map((plan) => (
        <option key={plan.id} value={plan.id}>
          {line(plan)}
        </option>
      ))}
    </select>
  );
}
