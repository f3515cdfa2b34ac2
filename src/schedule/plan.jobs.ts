import { systemActor } from '../guard/actors.ts';
import type { House } from '../guard/house.ts';
import type { Actor, Db } from '../platform/db/index.ts';
import type { Monday } from './calendar.ts';
import { type Plan, solveWeek, type Week, WeekFault } from './engine/index.ts';
import { labelsIn } from './labels.store.ts';
import { keepDraft } from './plan.store.ts';
import {
  beat,
  endLostRuns,
  endRun,
  type Progress,
  SILENT_SECONDS,
  takeUp,
  tellFaults,
  type Wish,
} from './run.store.ts';
import { keepScenario, type ScenarioTask, scenarioTask } from './scenario.jobs.ts';
import { faultWords, isSound, newPlan, progressOf } from './solution.ts';
import { weekFile } from './week-file.ts';

export const PLAN_WEEK = 'plan-week';

/** How often a run beats: its progress is kept, and the wish is read. */
const BEAT_MS = 500;

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

type AsPlanner = <T>(work: (db: Db) => Promise<T>) => Promise<T>;

/**
 * One run, from the week's file to a draft. It reads and writes as the planner, who sees no name, and holds no
 * transaction while it thinks. Whatever goes wrong ends the run with a reason; nothing half done stays.
 */
export async function planWeek(house: House, org: string, run: string): Promise<void> {
  const planner = systemActor('system:planner', org);
  const asPlanner: AsPlanner = (work) => house.door.asActor(planner, 'operations', work);
  const taken = await asPlanner((db) => takeUp(db, run));
  if (taken === undefined) return;
  const { week: monday, seconds, scenario } = taken;
  let task: Task | undefined;
  try {
    task = await asPlanner((db) => taskOf(db, monday, scenario));
    const plan = await solveWatched(asPlanner, run, task.week, { seconds, ...effortOf(task) });
    if (plan === undefined) return;
    const { week } = task;
    const kept = isSound(week, plan) ? plan : undefined;
    const keep = task.scenario === undefined ? keepsWeek(week) : keepsScenario(task.scenario);
    await asPlanner((db) => keepResult(db, run, kept, (found) => keep(db, planner, monday, found)));
  } catch (fault) {
    if (fault instanceof WeekFault) {
      await asPlanner((db) => endContradicted(db, run, monday, task?.week, fault));
    } else {
      await asPlanner((db) => endRun(db, run, { state: 'failed', fault: 'broken' }));
      house.log.error({ part: 'planner', run, kind: fault instanceof Error ? fault.name : 'unknown' });
    }
  }
}

/** What there is to plan: the week itself, or a scenario of it. */
interface Task {
  readonly week: Week;
  readonly scenario?: ScenarioTask;
}

async function taskOf(db: Db, monday: Monday, scenario: string | null): Promise<Task> {
  if (scenario === null) return { week: await weekFile(db, monday) };
  const task = await scenarioTask(db, monday, scenario);
  return { week: task.week, scenario: task };
}

/** Whoever repairs a week waits for it. */
const effortOf = ({ scenario }: Task): { effort?: number } =>
  scenario?.kind === 'repair' ? { effort: 1 } : {};

type Keep = (db: Db, planner: Actor, monday: Monday, plan: Plan) => Promise<string>;

const keepsWeek =
  (week: Week): Keep =>
  (db, planner, monday, plan) =>
    keepDraft(db, planner, monday, newPlan(week, plan));

const keepsScenario =
  (task: ScenarioTask): Keep =>
  (db, planner, monday, plan) =>
    keepScenario(db, planner, monday, task, plan);

/** The program's own groups, rooms or hours cannot all be: that is for people to mend, so they are told which. */
async function endContradicted(
  db: Db,
  run: string,
  monday: Monday,
  week: Week | undefined,
  { faults }: WeekFault,
): Promise<void> {
  await tellFaults(db, run, faultWords(week ?? (await weekFile(db, monday)), await labelsIn(db), faults));
  await endRun(db, run, { state: 'failed', fault: 'contradiction' });
}

/**
 * Solves while it beats: the progress goes into the run's row, the wish comes out of it.
 *
 * @returns undefined when the run was over before the plan was there
 */
async function solveWatched(
  asPlanner: AsPlanner,
  run: string,
  week: Week,
  options: { readonly seconds: number; readonly effort?: number },
): Promise<Plan | undefined> {
  const stop = new AbortController();
  let progress: Progress | undefined;
  let wish: Wish | 'over' = 'none';
  let beating: Promise<void> | undefined;
  const beatOnce = async () => {
    wish = await asPlanner((db) => beat(db, run, progress));
    if (wish !== 'none') stop.abort();
    beating = undefined;
  };
  const timer = setInterval(() => {
    // Without the database there is nobody to work for: then the run stops as well.
    beating ??= beatOnce().catch(() => stop.abort());
  }, BEAT_MS);
  try {
    const plan = await solveWeek(week, {
      ...options,
      signal: stop.signal,
      onProgress: (now) => {
        progress = progressOf(week, now);
      },
    });
    await beatOnce();
    return (wish as Wish | 'over') === 'over' ? undefined : plan;
  } finally {
    clearInterval(timer);
    await beating;
  }
}

/** The plan is kept, unless the run was called off meanwhile or the independent checker found a fault. */
async function keepResult(
  db: Db,
  run: string,
  plan: Plan | undefined,
  keep: (plan: Plan) => Promise<string>,
): Promise<void> {
  if ((await beat(db, run, undefined)) === 'over') return;
  if (plan === undefined) {
    await endRun(db, run, { state: 'failed', fault: 'unsound' });
    return;
  }
  await endRun(db, run, { state: 'done', planId: await keep(plan) });
}
