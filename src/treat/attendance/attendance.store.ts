import { sql } from 'kysely';
import type { Actor, Db } from '../../platform/db/index.ts';
import { type ActivityClass, type Attended, type CountingRule, countDay } from '../hours/counting.ts';
import { minutesOf, presentAt, type Stay, spansOf, type Written, without } from '../hours/presence.ts';
import type { AwayReason, Marked } from './mark.ts';

/** Somebody on the roster of a meeting, as it is written. */
export interface RosterRow extends Marked {
  readonly participant: string;
  readonly source: 'plan' | 'make-up' | 'walk-in' | 'visit';
  readonly deliveredMinutes: number;
  readonly countedMinutes: number;
  readonly version: number;
}

export async function rosterOf(db: Db, meeting: string): Promise<readonly RosterRow[]> {
  const rows = await db
    .selectFrom('treat.attendance')
    .selectAll()
    .where('meeting_id', '=', meeting)
    .where('status', '<>', 'off')
    .orderBy('participant_id')
    .execute();
  return rows.map((row) => ({
    participant: row.participant_id,
    status: row.status as RosterRow['status'],
    stays: row.stays as unknown as readonly Stay[],
    reason: row.reason as AwayReason | null,
    source: row.source as RosterRow['source'],
    deliveredMinutes: row.delivered_minutes,
    countedMinutes: row.counted_minutes,
    version: row.version,
  }));
}

/**
 * Writes what became of people at a meeting, each only where it is still at the version that was read.
 *
 * @returns who was written; the others were changed by somebody else in the meantime
 */
export async function writeMarks(
  db: Db,
  meeting: string,
  rows: readonly { readonly participant: string; readonly version: number; readonly marked: Marked }[],
): Promise<readonly string[]> {
  if (rows.length === 0) return [];
  const { rows: written } = await sql<{ participant: string }>`
    update treat.attendance a set status = row.status, stays = row.stays::jsonb, reason = row.reason,
      delivered_minutes = case when row.status in ('here', 'late') then a.delivered_minutes else 0 end,
      counted_minutes = case when row.status in ('here', 'late') then a.counted_minutes else 0 end,
      version = a.version + 1
    from unnest(
      ${rows.map(({ participant }) => participant)}::uuid[], ${rows.map(({ version }) => version)}::int[],
      ${rows.map(({ marked }) => marked.status)}::text[], ${rows.map(({ marked }) => JSON.stringify(marked.stays))}::text[],
      ${rows.map(({ marked }) => marked.reason)}::text[]) as row (participant, version, status, stays, reason)
    where a.meeting_id = ${meeting} and a.participant_id = row.participant and a.version = row.version
    returning a.participant_id as participant`.execute(db);
  return written.map(({ participant }) => participant);
}

/** Which class an activity of this program is of; `otherwise` where nobody described it. */
export type ClassOf = (activity: string, otherwise?: ActivityClass) => ActivityClass;

/**
 * Counts the days of people anew, after something in them changed: minutes that two meetings share count once, so a
 * change in one may change another.
 */
export async function countDays(
  db: Db,
  on: string,
  people: readonly string[],
  { rule, classOf, now }: { readonly rule: CountingRule; readonly classOf: ClassOf; readonly now: Date },
): Promise<void> {
  if (people.length === 0) return;
  const rows = await db
    .selectFrom('treat.attendance as a')
    .innerJoin('treat.meeting as m', (join) =>
      join.onRef('m.org_id', '=', 'a.org_id').onRef('m.meeting_id', '=', 'a.meeting_id'),
    )
    .select([
      'a.participant_id',
      'a.meeting_id',
      'a.stays',
      'a.delivered_minutes',
      'a.counted_minutes',
      'm.starts_at',
      'm.ends_at',
      'm.breaks',
      'm.activity',
    ])
    .where('a.on_date', '=', on)
    .where('a.participant_id', 'in', people)
    .where('a.status', 'in', ['here', 'late'])
    .execute();
  const changed = [...Map.groupBy(rows, (row) => row.participant_id)].flatMap(([participant, day]) => {
    const before = new Map(day.map((row) => [row.meeting_id, row]));
    return countDay(
      day.map((row) => attended(row, classOf, now)),
      rule,
    )
      .filter(({ meeting, delivered, counted }) => {
        const row = before.get(meeting);
        return row?.delivered_minutes !== delivered || row.counted_minutes !== counted;
      })
      .map((minutes) => ({ participant, ...minutes }));
  });
  if (changed.length === 0) return;
  await sql`
    update treat.attendance a set delivered_minutes = row.delivered, counted_minutes = row.counted
    from unnest(
      ${changed.map(({ participant }) => participant)}::uuid[], ${changed.map(({ meeting }) => meeting)}::uuid[],
      ${changed.map(({ delivered }) => delivered)}::int[], ${changed.map(({ counted }) => counted)}::int[])
      as row (participant, meeting, delivered, counted)
    where a.participant_id = row.participant and a.meeting_id = row.meeting
      -- said once more as a list, so that who may write is asked of these rows and not of everybody's
      and a.meeting_id = any(${[...new Set(changed.map(({ meeting }) => meeting))]}::uuid[])
      and a.participant_id = any(${people}::uuid[])`.execute(db);
}

interface DayRow {
  readonly meeting_id: string;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly breaks: unknown;
  readonly stays: unknown;
  readonly activity: string;
}

function attended(row: DayRow, classOf: ClassOf, now: Date): Attended {
  const breaks = spansOf(row.breaks as readonly Written[]);
  const held = { from: row.starts_at.getTime(), until: row.ends_at.getTime(), breaks };
  const stays = row.stays as readonly Stay[];
  return {
    meeting: row.meeting_id,
    startsAt: held.from,
    // A session that was moved leaves a break outside of it, which takes nothing away.
    plannedMinutes: minutesOf(without([held], breaks)),
    present: presentAt(held, stays, now.getTime()),
    activityClass: classOf(row.activity),
    byVideoAlone: stays.length > 0 && stays.every(({ by }) => by !== 'room'),
  };
}

/**
 * Somebody who comes without being on the plan: by themselves, or with a seat that stands in for what they missed (null:
 * for hours their week lacks). Once more is no other: they are on the roster already.
 */
export async function addToRoster(
  db: Db,
  actor: Actor,
  meeting: { readonly id: string; readonly on: string; readonly session: string | null },
  { participant, makesUp }: { readonly participant: string; readonly makesUp?: string | null | undefined },
): Promise<void> {
  const source = makesUp === undefined ? 'walk-in' : 'make-up';
  await db
    .insertInto('treat.attendance')
    .values({
      org_id: actor.org,
      participant_id: participant,
      meeting_id: meeting.id,
      on_date: meeting.on,
      session_id: meeting.session,
      status: 'expected',
      counted_minutes: 0,
      source,
      makes_up: makesUp ?? null,
    })
    .onConflict((there) =>
      there
        .columns(['org_id', 'participant_id', 'meeting_id'])
        .doUpdateSet({
          status: 'expected',
          source,
          makes_up: makesUp ?? null,
          version: sql<number>`attendance.version + 1`,
        })
        .where(sql<boolean>`attendance.status = 'off'`),
    )
    .execute();
}

/** Minutes that counted in the week of a Monday, of each of these people. */
export async function weekCounted(
  db: Db,
  people: readonly string[],
  monday: string,
): Promise<ReadonlyMap<string, number>> {
  if (people.length === 0) return new Map();
  const rows = await db
    .selectFrom('treat.attendance')
    .select(['participant_id', sql<number>`sum(counted_minutes)::int`.as('minutes')])
    .where('participant_id', 'in', people)
    .where('on_date', '>=', monday)
    .where('on_date', '<', sql<string>`${monday}::date + 7`)
    .groupBy('participant_id')
    .execute();
  return new Map(rows.map((row) => [row.participant_id, row.minutes]));
}
