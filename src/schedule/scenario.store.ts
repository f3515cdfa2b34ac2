import { sql } from 'kysely';
import type { Actor, Db } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import type { Monday } from './calendar.ts';
import type { PersonWeek } from './plan.ts';
import { endLostRuns, isGoing, type RunState } from './run.store.ts';
import type { Outcome, WeekChange } from './whatif.schema.ts';

/** A week with something different about it, and what it comes to. */
export interface Scenario {
  readonly id: string;
  readonly week: Monday;
  readonly number: number;
  readonly kind: 'what-if' | 'repair' | 'fix';
  readonly state: 'working' | 'ready' | 'failed' | 'used';
  readonly changes: readonly WeekChange[];
  /** The plan it began from, of this week or an earlier one. */
  readonly base: string | null;
  readonly run: string;
  readonly planId: string | null;
  readonly outcome: Outcome | null;
  readonly invented: readonly InventedWeek[];
  readonly createdAt: Date;
  readonly version: number;
}

/** The week of somebody whom only a scenario supposes. */
export interface InventedWeek extends PersonWeek {
  readonly minutes: number;
  readonly isServed: boolean;
}

const scenarios = (db: Db) =>
  db
    .selectFrom('schedule.scenario as s')
    .innerJoin('schedule.run as r', (on) =>
      on.onRef('r.org_id', '=', 's.org_id').onRef('r.scenario_id', '=', 's.scenario_id'),
    )
    .leftJoin('schedule.plan as p', (on) =>
      on.onRef('p.org_id', '=', 's.org_id').onRef('p.scenario_id', '=', 's.scenario_id'),
    )
    .select([
      's.scenario_id as id',
      's.week',
      's.scenario_number as number',
      's.kind',
      's.state as fate',
      's.changes',
      's.base_plan_id as base',
      's.outcome',
      's.invented',
      's.created_at as createdAt',
      's.version',
      'r.run_id as run',
      'r.state as runState',
      'p.plan_id as planId',
    ])
    .where('s.state', '!=', 'discarded');

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof scenarios>['executeTakeFirst']>>>;

// The columns' checks, and this file being the only one that writes them, stand behind these types.
const read = ({ fate, runState, ...row }: Row): Scenario => ({
  ...row,
  kind: row.kind as Scenario['kind'],
  state: stateOf(fate, runState as RunState, row.planId),
  changes: row.changes as object as WeekChange[],
  outcome: row.outcome as object | null as Outcome | null,
  invented: row.invented as object as InventedWeek[],
});

function stateOf(fate: string, run: RunState, plan: string | null): Scenario['state'] {
  if (fate === 'used') return 'used';
  if (isGoing({ state: run })) return 'working';
  return plan === null ? 'failed' : 'ready';
}

/** The scenarios of a week, newest first. */
export async function scenariosOf(db: Db, week: Monday): Promise<Scenario[]> {
  const look = () => scenarios(db).where('s.week', '=', week).orderBy('s.scenario_number', 'desc').execute();
  const rows = (await look()).map(read);
  // Whoever looks at one that goes on also finds out whether its process is still there.
  const isLost = rows.some(({ state }) => state === 'working') && (await endLostRuns(db)) > 0;
  return isLost ? (await look()).map(read) : rows;
}

export async function scenarioOf(db: Db, week: Monday, id: string): Promise<Scenario | undefined> {
  const row = await scenarios(db)
    .where('s.week', '=', week)
    .where('s.scenario_id', '=', id)
    .executeTakeFirst();
  return row && read(row);
}

/** What the planner has to work out for a scenario's run. */
export async function askedOf(
  db: Db,
  scenario: string,
): Promise<Pick<Scenario, 'kind' | 'changes' | 'base'>> {
  const row = await db
    .selectFrom('schedule.scenario')
    .select(['kind', 'changes', 'base_plan_id as base'])
    .where('scenario_id', '=', scenario)
    .executeTakeFirstOrThrow();
  return {
    ...row,
    kind: row.kind as Scenario['kind'],
    changes: row.changes as object as WeekChange[],
  };
}

/** How many scenarios of a week are neither used nor discarded. */
export async function countOpen(db: Db, week: Monday): Promise<number> {
  const { open } = await db
    .selectFrom('schedule.scenario')
    .select(sql<number>`count(*)::int`.as('open'))
    .where('week', '=', week)
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow();
  return open;
}

export async function addScenario(
  db: Db,
  actor: Actor,
  week: Monday,
  { kind, changes, base }: Pick<Scenario, 'kind' | 'changes' | 'base'>,
): Promise<string> {
  const id = newId();
  await db
    .insertInto('schedule.scenario')
    .values((q) => ({
      org_id: actor.org,
      scenario_id: id,
      week,
      scenario_number: q
        .selectFrom('schedule.scenario')
        .select(sql<number>`coalesce(max(scenario_number), 0) + 1`.as('next'))
        .where('week', '=', week),
      kind,
      changes: JSON.stringify(changes),
      base_plan_id: base,
      created_by: actor.id,
    }))
    .execute();
  return id;
}

export async function keepOutcome(
  db: Db,
  id: string,
  outcome: Outcome,
  invented: readonly InventedWeek[],
): Promise<void> {
  await db
    .updateTable('schedule.scenario')
    .set((q) => ({
      outcome: JSON.stringify(outcome),
      invented: JSON.stringify(invented),
      version: q('version', '+', 1),
    }))
    .where('scenario_id', '=', id)
    .execute();
}

/** Ends a scenario, unless somebody did before; answers whether it was open until now. */
export async function endScenario(
  db: Db,
  { id, version }: Pick<Scenario, 'id' | 'version'>,
  state: 'used' | 'discarded',
): Promise<boolean> {
  const ended = await db
    .updateTable('schedule.scenario')
    .set((q) => ({ state, version: q('version', '+', 1) }))
    .where('scenario_id', '=', id)
    .where('state', '=', 'open')
    .where('version', '=', version)
    .returning('scenario_id')
    .executeTakeFirst();
  return ended !== undefined;
}
