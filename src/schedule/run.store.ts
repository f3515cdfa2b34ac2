import { sql } from 'kysely';
import type { Actor, Db } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import type { Monday } from './calendar.ts';

export type RunState = 'queued' | 'running' | 'done' | 'cancelled' | 'failed';
/** What people want of a run that goes on; cancelling ends it at once. */
export type Wish = 'none' | 'use-best';

/** Why a run ended without a plan, as a word the page has a sentence for. */
export type RunFault = 'stopped' | 'contradiction' | 'unsound' | 'broken';

/** What is known while the planner works; numbers of people, never who. */
export interface Progress {
  readonly stage: string;
  /** People with a full week in the best plan so far, of all. */
  readonly done: number;
  readonly total: number;
  readonly elapsedMs: number;
  readonly limitMs: number;
  /** The best so far and what no plan can beat, in people with a full week; null until known. */
  readonly best: number | null;
  readonly bound: number | null;
  readonly message: string;
  /** What contradicts itself in the program's own groups, rooms and hours; only with fault `contradiction`. */
  readonly faults?: readonly string[];
}

export interface Run {
  readonly id: string;
  readonly week: Monday;
  readonly state: RunState;
  readonly wish: Wish;
  readonly progress: Progress;
  readonly seconds: number;
  readonly planId: string | null;
  readonly fault: RunFault | null;
  /** The scenario it works out; null: the week itself. */
  readonly scenario: string | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
}

const runs = (db: Db) =>
  db
    .selectFrom('schedule.run')
    .select([
      'run_id as id',
      'week',
      'state',
      'wish',
      'progress',
      'seconds_limit as seconds',
      'plan_id as planId',
      'fault',
      'scenario_id as scenario',
      'started_at as startedAt',
      'ended_at as endedAt',
    ]);

export async function runOf(db: Db, week: Monday, id: string): Promise<Run | undefined> {
  return foundAlive(db, () => oneRun(db, week, id));
}

/** The latest run of a week. */
export async function latestRun(db: Db, week: Monday): Promise<Run | undefined> {
  return foundAlive(db, () => newestRun(db, week));
}

/** Whoever looks at a run that goes on also finds out whether its process is still there. */
async function foundAlive(db: Db, look: () => Promise<Run | undefined>): Promise<Run | undefined> {
  const run = await look();
  if (run === undefined || !isGoing(run)) return run;
  return (await endLostRuns(db)) === 0 ? run : look();
}

async function oneRun(db: Db, week: Monday, id: string): Promise<Run | undefined> {
  return read(await runs(db).where('week', '=', week).where('run_id', '=', id).executeTakeFirst());
}

async function newestRun(db: Db, week: Monday): Promise<Run | undefined> {
  return read(
    await runs(db).where('week', '=', week).orderBy('started_at', 'desc').limit(1).executeTakeFirst(),
  );
}

// The columns' checks, and this file being the only one that writes them, stand behind these types.
const read = (row: Awaited<ReturnType<ReturnType<typeof runs>['executeTakeFirst']>>): Run | undefined =>
  row && {
    ...row,
    state: row.state as RunState,
    wish: row.wish as Wish,
    progress: row.progress as object as Progress,
    fault: row.fault as RunFault | null,
  };

export const isGoing = ({ state }: Pick<Run, 'state'>): boolean => state === 'queued' || state === 'running';

export async function queueRun(
  db: Db,
  actor: Actor,
  week: Monday,
  seconds: number,
  people: number,
  scenario: string | null = null,
): Promise<Run> {
  const id = newId();
  const waiting: Progress = {
    stage: 'waiting',
    done: 0,
    total: people,
    elapsedMs: 0,
    limitMs: seconds * 1000,
    best: null,
    bound: null,
    message: 'Waiting to start',
  };
  await db
    .insertInto('schedule.run')
    .values({
      org_id: actor.org,
      run_id: id,
      week,
      seconds_limit: seconds,
      progress: JSON.stringify(waiting),
      started_by: actor.id,
      scenario_id: scenario,
    })
    .execute();
  return (await runOf(db, week, id)) as Run;
}

/** A run starts once, whatever the queue does: undefined when it was taken up or called off before. */
export async function takeUp(
  db: Db,
  id: string,
): Promise<Pick<Run, 'week' | 'seconds' | 'scenario'> | undefined> {
  return db
    .updateTable('schedule.run')
    .set({ state: 'running', beat_at: sql`now()` })
    .where('run_id', '=', id)
    .where('state', '=', 'queued')
    .returning(['week', 'seconds_limit as seconds', 'scenario_id as scenario'])
    .executeTakeFirst();
}

/**
 * A sign of life with the newest progress; answers what people wish of the run. `over`: it was cancelled, or found
 * silent and ended by another process. In a transaction it also holds the run's row, so that nobody ends it meanwhile.
 */
export async function beat(db: Db, id: string, progress: Progress | undefined): Promise<Wish | 'over'> {
  const row = await db
    .updateTable('schedule.run')
    .set({
      beat_at: sql`now()`,
      ...(progress === undefined ? {} : { progress: JSON.stringify(progress) }),
    })
    .where('run_id', '=', id)
    .where('state', '=', 'running')
    .returning('wish')
    .executeTakeFirst();
  return row === undefined ? 'over' : (row.wish as Wish);
}

/** What contradicts itself in the week, beside the progress so far. */
export async function tellFaults(db: Db, id: string, faults: readonly string[]): Promise<void> {
  await db
    .updateTable('schedule.run')
    .set({ progress: sql`progress || ${JSON.stringify({ faults })}::jsonb` })
    .where('run_id', '=', id)
    .execute();
}

export async function endRun(
  db: Db,
  id: string,
  end: { state: 'done'; planId: string } | { state: 'cancelled' } | { state: 'failed'; fault: RunFault },
): Promise<void> {
  await db
    .updateTable('schedule.run')
    .set({
      state: end.state,
      ended_at: sql`now()`,
      ...('planId' in end ? { plan_id: end.planId } : {}),
      ...('fault' in end ? { fault: end.fault } : {}),
    })
    .where('run_id', '=', id)
    .where('state', 'in', ['queued', 'running'])
    .execute();
}

/** Notes that the best so far is enough; the process that does the run looks within a second. */
export async function wishForBest(db: Db, id: string): Promise<void> {
  await db.updateTable('schedule.run').set({ wish: 'use-best' }).where('run_id', '=', id).execute();
}

/** A run beats every half second; another process may only call it lost after many missed beats. */
export const SILENT_SECONDS = 30;
const QUEUED_MINUTES = 10;

/** Ends the runs whose process was killed: silent for so long, or never taken up. Answers how many. */
export async function endLostRuns(db: Db, silentSeconds: number = SILENT_SECONDS): Promise<number> {
  const rows = await db
    .updateTable('schedule.run')
    .set({ state: 'failed', fault: 'stopped', ended_at: sql`now()` })
    .where((q) =>
      q.or([
        q.and([
          q('state', '=', 'running'),
          q('beat_at', '<=', sql<Date>`now() - make_interval(secs => ${silentSeconds})`),
        ]),
        q.and([
          q('state', '=', 'queued'),
          q('beat_at', '<', sql<Date>`now() - make_interval(mins => ${QUEUED_MINUTES})`),
        ]),
      ]),
    )
    .returning('run_id')
    .execute();
  return rows.length;
}
