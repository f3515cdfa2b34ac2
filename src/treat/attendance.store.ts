import { sql } from 'kysely';
import type { Db } from '../platform/db/index.ts';

/** Minutes that counted, by session and date, of one person in one week (`monday` and the six days after). */
export const countedInWeek = (db: Db, participant: string, monday: string) =>
  db
    .selectFrom('treat.attendance')
    .select(['session_id as session', 'on_date as on', 'status', 'counted_minutes as minutes'])
    .where('participant_id', '=', participant)
    .where('on_date', '>=', monday)
    .where('on_date', '<', sql<string>`${monday}::date + 7`)
    .execute();
