import type { Db } from '../platform/db/index.ts';
import { Refusal } from '../platform/http/problem.ts';
import { labelsIn } from './labels.store.ts';
import { type PlanHead, weeksIn } from './plan.store.ts';
import { faultsNow, faultWords } from './solution.ts';
import { weekFile } from './week-file.ts';

/**
 * Checks the stored plan against the program as it is now: between the run and this moment a shift may have changed,
 * a room may have closed, or somebody may have touched the plan.
 */
export async function mustStillHold(
  db: Db,
  draft: PlanHead,
  otherwise = 'Something changed since this plan was made, so it does not hold any more. Nothing was published.',
): Promise<void> {
  const week = await weekFile(db, draft.week);
  const faults = faultsNow(week, draft, await weeksIn(db, draft.id));
  if (faults.length === 0) return;
  const told = faultWords(week, await labelsIn(db), faults);
  throw new Refusal({
    status: 409,
    code: 'plan-outdated',
    title: otherwise,
    detail: `${told[0]} Run the planner again: it keeps everybody else where they are.`,
    current: { faults: told },
  });
}
