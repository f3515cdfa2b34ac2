import type { Actor, Db } from '../platform/db/index.ts';
import type { Monday } from './calendar.ts';
import type { Plan, Week } from './engine/index.ts';
import { outcomeOf, type PlannedWeek } from './outcome.ts';
import { keepDraft, planById } from './plan.store.ts';
import { askedOf, keepOutcome, type Scenario } from './scenario.store.ts';
import { supposedPlan } from './scenario.ts';
import { supposedWeek } from './supposed.ts';

/** A scenario as the planner works it out. */
export interface ScenarioTask {
  readonly id: string;
  readonly kind: Scenario['kind'];
  readonly changes: Scenario['changes'];
  readonly week: Week;
  readonly before: PlannedWeek | undefined;
}

/** @throws WeekFault when the program has changed so that the changes do not fit any more */
export async function scenarioTask(db: Db, monday: Monday, id: string): Promise<ScenarioTask> {
  const { kind, changes, base } = await askedOf(db, id);
  const head = base === null ? undefined : await planById(db, base);
  const { week, before } = await supposedWeek(db, monday, changes, head);
  return { id, kind, changes, week, before };
}

/** Keeps what a scenario comes to; answers the id of its plan. */
export async function keepScenario(
  db: Db,
  planner: Actor,
  monday: Monday,
  { id, changes, week, before }: ScenarioTask,
  found: Plan,
): Promise<string> {
  const { plan, weeks, invented, short } = supposedPlan(week, found, changes);
  const outcome = outcomeOf(before, { week, weeks, opened: plan.opened, short });
  await keepOutcome(db, id, outcome, invented);
  return keepDraft(db, planner, monday, plan, id);
}
