import { sql } from 'kysely';
import type { Actor, Db } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import type { Monday } from './calendar.ts';
import type { Because, Fix, Plan, Score } from './engine/index.ts';
import { isInvented } from './invented.ts';
import type { PersonWeek, PlannedVisit } from './plan.ts';

export interface PlanHead {
  readonly id: string;
  readonly week: Monday;
  /** null: a scenario's plan that is only supposed. */
  readonly draftNumber: number | null;
  /** The scenario of a plan that is only supposed. */
  readonly scenario: string | null;
  readonly state: 'draft' | 'published' | 'superseded';
  readonly status: 'optimal' | 'feasible';
  readonly opened: readonly string[];
  readonly score: Score;
  readonly bound: Plan['bound'];
  /** How many people were to be placed, and how many of them got no full week. */
  readonly people: number;
  readonly short: number;
  readonly createdAt: Date;
  readonly publishedAt: Date | null;
  readonly replaces: string | null;
  readonly version: number;
}

/** Somebody without a full week: what they get all the same, why, and what would change it. */
export interface Short {
  readonly person: string;
  readonly minutes: number;
  readonly because: Because[];
  readonly fixes: Fix[];
}

/** A plan as the planner hands it over to be kept. */
export interface NewPlan {
  readonly weeks: ReadonlyMap<string, PersonWeek>;
  readonly short: readonly Short[];
  readonly opened: readonly string[];
  readonly score: Score;
  readonly bound: Plan['bound'];
  readonly status: 'optimal' | 'feasible';
  readonly people: number;
  readonly seconds: number;
}

const heads = (db: Db) =>
  db.selectFrom('schedule.plan as p').select([
    'p.plan_id as id',
    'p.week',
    'p.draft_number as draftNumber',
    sql<string | null>`case when p.draft_number is null then p.scenario_id end`.as('scenario'),
    'p.state',
    'p.status',
    'p.opened',
    'p.score',
    'p.bound',
    'p.people',
    'p.created_at as createdAt',
    'p.published_at as publishedAt',
    'p.replaces',
    'p.version',
    sql<number>`(
        select count(*)::int from schedule.unserved u
        where u.org_id = p.org_id and u.plan_id = p.plan_id)`.as('short'),
  ]);

type HeadRow = NonNullable<Awaited<ReturnType<ReturnType<typeof heads>['executeTakeFirst']>>>;

// The columns' checks, and this file being the only one that writes them, stand behind these types.
const head = (row: HeadRow): PlanHead => ({
  ...row,
  state: row.state as PlanHead['state'],
  status: row.status as PlanHead['status'],
  score: row.score as object as Score,
  bound: row.bound as object as Plan['bound'],
});

export async function planOf(db: Db, week: Monday, id: string): Promise<PlanHead | undefined> {
  const row = await heads(db).where('p.week', '=', week).where('p.plan_id', '=', id).executeTakeFirst();
  return row && head(row);
}

/** A plan of whatever week. */
export async function planById(db: Db, id: string): Promise<PlanHead | undefined> {
  return (await headsOf(db, [id])).get(id);
}

/** Plans of whatever weeks, by id. */
export async function headsOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, PlanHead>> {
  if (ids.length === 0) return new Map();
  const rows = await heads(db).where('p.plan_id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, head(row)]));
}

const PLANS_LISTED = 20;

/** The plans of a week, newest first; the published one is always among them, and none that is only supposed. */
export async function plansOf(db: Db, week: Monday): Promise<PlanHead[]> {
  const rows = await heads(db)
    .where('p.week', '=', week)
    .where('p.draft_number', 'is not', null)
    .orderBy(sql`p.state = 'published'`, 'desc')
    .orderBy('p.draft_number', 'desc')
    .limit(PLANS_LISTED)
    .execute();
  return rows.map(head).sort((a, b) => numberOf(b) - numberOf(a));
}

const numberOf = ({ draftNumber }: PlanHead): number => draftNumber ?? 0;

/** What somebody opening the week works on: the newest draft made after the published plan, else that plan. */
export function workedOn(plans: readonly PlanHead[]): PlanHead | undefined {
  const published = plans.find(({ state }) => state === 'published');
  const since = published === undefined ? 0 : numberOf(published);
  const drafts = plans.filter((plan) => plan.state === 'draft' && numberOf(plan) > since);
  return drafts.toSorted((a, b) => numberOf(b) - numberOf(a))[0] ?? published;
}

/** What people live by now: the published plan of this week, else of the latest week before it. */
export async function publishedBefore(db: Db, week: Monday): Promise<PlanHead | undefined> {
  const row = await heads(db)
    .where('p.state', '=', 'published')
    .where('p.week', '<=', week)
    .orderBy('p.week', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && head(row);
}

/** Everybody's week in a plan. */
export async function weeksIn(db: Db, plan: string): Promise<ReadonlyMap<string, PersonWeek>> {
  const seats = await db
    .selectFrom('schedule.placement')
    .select(['participant_id as person', 'session_id as session'])
    .where('plan_id', '=', plan)
    .unionAll((q) =>
      q
        .selectFrom('schedule.supposed_seat')
        .select(['participant_id as person', 'supposed_id as session'])
        .where('plan_id', '=', plan),
    )
    .orderBy('person')
    .orderBy('session')
    .execute();
  const visits = await db
    .selectFrom('schedule.visit')
    .select([
      'participant_id as person',
      'kind',
      'staff_id as staff',
      'start_minute as start',
      'minutes',
      'site_id as site',
    ])
    .where('plan_id', '=', plan)
    .orderBy('participant_id')
    .orderBy('start_minute')
    .execute();
  const weeks = new Map<string, { sessions: string[]; visits: PlannedVisit[] }>();
  const of = (person: string) => {
    const week = weeks.get(person) ?? { sessions: [], visits: [] };
    weeks.set(person, week);
    return week;
  };
  for (const { person, session } of seats) of(person).sessions.push(session);
  for (const { person, ...visit } of visits) of(person).visits.push(visit);
  return weeks;
}

export async function shortIn(db: Db, plan: string): Promise<Short[]> {
  const rows = await db
    .selectFrom('schedule.unserved')
    .select(['participant_id as person', 'minutes', 'because', 'fixes'])
    .where('plan_id', '=', plan)
    .orderBy('participant_id')
    .execute();
  return rows.map((row) => ({
    ...row,
    because: row.because as Because[],
    fixes: row.fixes as Fix[],
  }));
}

/** Rows go in with the statement that names their columns once; PostgreSQL takes at most 65,535 parameters. */
const ROWS_AT_ONCE = 5000;

function* inSets<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) yield rows.slice(at, at + ROWS_AT_ONCE);
}

/** Keeps a plan as the next draft of its week, or as what a scenario comes to. */
export async function keepDraft(
  db: Db,
  actor: Actor,
  week: Monday,
  plan: NewPlan,
  scenario: string | null = null,
): Promise<string> {
  const of = { org_id: actor.org, plan_id: newId() };
  await db
    .insertInto('schedule.plan')
    .values((q) => ({
      ...of,
      week,
      draft_number:
        scenario === null ? q.selectFrom('schedule.plan').select(nextNumber).where('week', '=', week) : null,
      scenario_id: scenario,
      score: JSON.stringify(plan.score),
      bound: JSON.stringify(plan.bound),
      status: plan.status,
      opened: [...plan.opened],
      people: plan.people,
      seconds: plan.seconds,
      created_by: actor.id,
    }))
    .execute();
  const weeks = [...plan.weeks];
  const seats = weeks.flatMap(([participant_id, { sessions }]) =>
    sessions.map((session_id) => ({ ...of, participant_id, session_id })),
  );
  for (const rows of inSets(seats.filter(({ session_id }) => !isInvented(session_id)))) {
    await db.insertInto('schedule.placement').values(rows).execute();
  }
  const supposed = seats
    .filter(({ session_id }) => isInvented(session_id))
    .map(({ session_id, ...seat }) => ({ ...seat, supposed_id: session_id }));
  for (const rows of inSets(supposed)) await db.insertInto('schedule.supposed_seat').values(rows).execute();
  const visits = weeks.flatMap(([participant_id, week]) =>
    week.visits.map(({ kind, staff, start, minutes, site }) => ({
      ...of,
      participant_id,
      kind,
      staff_id: staff,
      start_minute: start,
      minutes,
      site_id: site,
    })),
  );
  for (const rows of inSets(visits)) await db.insertInto('schedule.visit').values(rows).execute();
  const short = plan.short.map(({ person, minutes, because, fixes }) => ({
    ...of,
    participant_id: person,
    minutes,
    because: JSON.stringify(because),
    fixes: JSON.stringify(fixes),
  }));
  for (const rows of inSets(short)) await db.insertInto('schedule.unserved').values(rows).execute();
  return of.plan_id;
}

const nextNumber = sql<number>`coalesce(max(draft_number), 0) + 1`.as('next');

/** A scenario's plan becomes the newest draft of its week. undefined: it is one already. */
export async function adoptSupposed(
  db: Db,
  { week, id, bound, status }: Pick<PlanHead, 'week' | 'id' | 'bound' | 'status'>,
): Promise<PlanHead | undefined> {
  const moved = await db
    .updateTable('schedule.plan')
    .set((q) => ({
      draft_number: q.selectFrom('schedule.plan').select(nextNumber).where('week', '=', week),
      bound: JSON.stringify(bound),
      status,
      version: q('version', '+', 1),
    }))
    .where('plan_id', '=', id)
    .where('draft_number', 'is', null)
    .returning('plan_id')
    .executeTakeFirst();
  return moved === undefined ? undefined : planOf(db, week, id);
}

/** The draft becomes what people see; the plan it takes over from is kept. undefined: it is no longer that draft. */
export async function publishPlan(
  db: Db,
  actor: Actor,
  { week, id, version }: Pick<PlanHead, 'week' | 'id' | 'version'>,
  now: Date,
): Promise<PlanHead | undefined> {
  const before = await db
    .updateTable('schedule.plan')
    .set((q) => ({ state: 'superseded', version: q('version', '+', 1) }))
    .where('week', '=', week)
    .where('state', '=', 'published')
    .returning('plan_id')
    .executeTakeFirst();
  const moved = await db
    .updateTable('schedule.plan')
    .set((q) => ({
      state: 'published',
      replaces: before?.plan_id ?? null,
      published_at: now,
      published_by: actor.id,
      version: q('version', '+', 1),
    }))
    .where('plan_id', '=', id)
    .where('state', '=', 'draft')
    .where('draft_number', 'is not', null)
    .where('version', '=', version)
    .returning('plan_id')
    .executeTakeFirst();
  return moved === undefined ? undefined : planOf(db, week, id);
}

/** Takes a publication back: it is a draft again, and what it replaced counts again. */
export async function takeBack(
  db: Db,
  { week, id, version, replaces }: Pick<PlanHead, 'week' | 'id' | 'version' | 'replaces'>,
): Promise<PlanHead | undefined> {
  const moved = await db
    .updateTable('schedule.plan')
    .set((q) => ({
      state: 'draft',
      replaces: null,
      published_at: null,
      published_by: null,
      version: q('version', '+', 1),
    }))
    .where('plan_id', '=', id)
    .where('state', '=', 'published')
    .where('version', '=', version)
    .returning('plan_id')
    .executeTakeFirst();
  if (moved === undefined) return undefined;
  if (replaces !== null) {
    await db
      .updateTable('schedule.plan')
      .set((q) => ({ state: 'published', version: q('version', '+', 1) }))
      .where('plan_id', '=', replaces)
      .execute();
  }
  return planOf(db, week, id);
}
