import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.ts';

/** Minutes that counted of one person in one week (`monday` and the six days after): of groups by session, of visits by kind and hour. */
export const countedInWeek = (db: Db, participant: string, monday: string) =>
  db
    .selectFrom('treat.attendance as a')
    .leftJoin('treat.meeting as m', (on) =>
      on.onRef('m.org_id', '=', 'a.org_id').onRef('m.meeting_id', '=', 'a.meeting_id'),
    )
    .select([
      'a.session_id as session',
      'a.on_date as on',
      'a.status',
      'a.counted_minutes as minutes',
      'm.kind',
      'm.starts_at as startsAt',
    ])
    .where('a.participant_id', '=', participant)
    .where('a.status', 'in', ['here', 'late', 'away'])
    .where('a.on_date', '>=', monday)
    .where('a.on_date', '<', sql<string>`${monday}::date + 7`)
    .execute();

export interface WeekDelivered {
  readonly participant: string;
  /** A Monday. */
  readonly monday: string;
  readonly minutes: number;
}

/** Minutes that counted, by person and week, from one Monday up to another (not included): weeks with any record. */
export const countedByWeek = (db: Db, from: string, until: string): Promise<readonly WeekDelivered[]> =>
  db
    .selectFrom('treat.attendance')
    .select([
      'participant_id as participant',
      sql<string>`date_trunc('week', on_date)::date`.as('monday'),
      sql<number>`sum(counted_minutes)::int`.as('minutes'),
    ])
    .where('status', 'in', ['here', 'late', 'away'])
    .where('on_date', '>=', from)
    .where('on_date', '<', until)
    .groupBy(['participant_id', sql`date_trunc('week', on_date)`])
    .execute();

/** Sessions missed one after another up to now. */
export interface MissedRun {
  readonly count: number;
  /** The newest day among them. */
  readonly since: string;
}

/** Of each person the sessions missed since they last came to one; a day on which they came to any ends the row. */
export async function missedInRow(
  db: Db,
  from: string,
  participant?: string,
): Promise<ReadonlyMap<string, MissedRun>> {
  const days = await db
    .selectFrom('treat.attendance')
    .select([
      'participant_id as person',
      'on_date as on',
      sql<number>`count(*) filter (where status = 'away')::int`.as('away'),
      sql<number>`count(*) filter (where status in ('here', 'late'))::int`.as('there'),
    ])
    .where('on_date', '>=', from)
    .$if(participant !== undefined, (q) => q.where('participant_id', '=', participant ?? ''))
    .groupBy(['participant_id', 'on_date'])
    .orderBy('on_date', 'desc')
    .execute();
  const runs = new Map<string, MissedRun>();
  const over = new Set<string>();
  for (const { person, on, away, there } of days) {
    if (there > 0) over.add(person);
    if (over.has(person)) continue;
    const run = runs.get(person);
    runs.set(person, { count: (run?.count ?? 0) + away, since: run?.since ?? on });
  }
  return runs;
}
