import { systemActor } from '../guard/actors.ts';
import type { House } from '../guard/house.ts';
import type { Actor, Db } from '../platform/db/index.ts';
import type { Monday } from './calendar.ts';
import { checkPlan, type Plan, solveWeek, type Week, WeekFault } from './engine/index.ts';
import { keepDraft, type NewPlan } from './plan.store.ts';
import {
  beat,
  endLostRuns,
  endRun,
  type Progress,
  type RunFault,
  SILENT_SECONDS,
  takeUp,
  type Wish,
} from './run.store.ts';
import { keptWeeks, shortOf } from './solution.ts';
import { weekFile } from './week-file.ts';

export const PLAN_WEEK = 'plan-week';

/** How often a run beats: its progress is kept, and the wish is read. */
const BEAT_MS = 500;
const FAULTS_KEPT = 10;

/** Registers the planner's job, and ends what a killed process left behind. */
export function planWork(house: House): void {
  // Another process may share a server; an embedded database has only this one, so nothing can be at work yet.
  const silentSeconds = house.door.kind === 'pglite' ? 0 : SILENT_SECONDS;
  const swept = endLostRunsEverywhere(house, silentSeconds).catch((fault: Error) => {
    house.log.error({ part: 'planner', kind: fault.name, what: 'lost runs could not be ended' });
  });
  house.jobs.takes(PLAN_WEEK, async ({ org = '', run = '' }) => {
    await swept;
    await planWeek(house, org, run);
  });
}

/** Ends the lost runs of every organisation; answers how many there were. */
export async function endLostRunsEverywhere(house: House, silentSeconds: number): Promise<number> {
  const orgs = await house.door.asActor(systemActor('system:start'), 'setup', (db) =>
    db.selectFrom('guard.org').select('org_id').execute(),
  );
  let ended = 0;
  for (const { org_id } of orgs) {
    ended += await house.door.asActor(systemActor('system:planner', org_id), 'operations', (db) =>
      endLostRuns(db, silentSeconds),
    );
  }
  return ended;
}

/**
 * One run, from the week's file to a draft. It reads and writes as the planner, who sees no name, and holds no
 * transaction while it thinks. Whatever goes wrong ends the run with a reason; nothing half done stays.
 */
export async function planWeek(house: House, org: string, run: string): Promise<void> {
  const planner = systemActor('system:planner', org);
  const asPlanner = <T>(work: (db: Db) => Promise<T>) => house.door.asActor(planner, 'operations', work);
  const taken = await asPlanner((db) => takeUp(db, run));
  if (taken === undefined) return;
  try {
    const week = await asPlanner((db) => weekFile(db, taken.week));
    const { plan, wish, progress } = await solveWatched(asPlanner, run, week, taken.seconds);
    await asPlanner(async (db) => {
      if (wish === 'cancel') {
        await endRun(db, run, { state: 'cancelled' }, progress);
      } else if (plan === undefined || !isSound(week, plan)) {
        await endRun(db, run, { state: 'failed', fault: 'unsound' }, progress);
      } else {
        await endWithDraft(db, planner, run, taken.week, week, plan, progress);
      }
    });
  } catch (fault) {
    await asPlanner((db) => endRun(db, run, { state: 'failed', fault: reasonOf(fault) }, reasonsIn(fault)));
    const kind = fault instanceof Error ? fault.name : 'unknown';
    house.log.error({ part: 'planner', run, kind });
  }
}
