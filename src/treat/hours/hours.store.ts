import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.ts';

/** One week of one person: a Monday, and the minutes that counted in it. */
export interface WeekCounted {
  readonly monday: string;
  readonly minutes: number;
}

/** Minutes that counted in each week with any record, from one Monday up to another (not included), oldest first. */
export const weeksCounted = (
  db: Db,
  participant: string,
  from: string,
  until: string,
): Promise<readonly WeekCounted[]> =>
  db
    .selectFrom('treat.attendance')
    .select([
      sql<string>`date_trunc('week', on_date)::date`.as('monday'),
      sql<number>`sum(counted_minutes)::int`.as('minutes'),
    ])
    .where('participant_id', '=', participant)
    .where('status', 'in', ['here', 'late', 'away'])
    .where('on_date', '>=', from)
    .where('on_date', '<', until)
    .groupBy(sql`date_trunc('week', on_date)`)
    .orderBy('monday')
    .execute();
