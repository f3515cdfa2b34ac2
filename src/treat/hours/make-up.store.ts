import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.ts';

interface ToCome {
  readonly id: string;
  readonly on: string;
  readonly session: string | null;
  readonly startsAt: Date;
}

/** A session of the plan that has not begun and was not called off. */
export const stillToCome = (db: Db, meeting: string, now: Date): Promise<ToCome | undefined> =>
  db
    .selectFrom('treat.meeting')
    .select(['meeting_id as id', 'on_date as on', 'session_id as session', 'starts_at as startsAt'])
    .where('meeting_id', '=', meeting)
    .where('state', '=', 'planned')
    .where('starts_at', '>', now)
    .executeTakeFirst();

/** What somebody missed in the week of a Monday that nothing stands in for yet, the first; null: nothing. */
export async function missedInWeek(db: Db, participant: string, monday: string): Promise<string | null> {
  const row = await db
    .selectFrom('treat.attendance as a')
    .select('a.meeting_id')
    .where('a.participant_id', '=', participant)
    .where('a.status', '=', 'away')
    .where('a.on_date', '>=', monday)
    .where('a.on_date', '<', sql<string>`${monday}::date + 7`)
    .where((q) =>
      q.not(
        q.exists(
          q
            .selectFrom('treat.attendance as b')
            .select('b.meeting_id')
            .whereRef('b.participant_id', '=', 'a.participant_id')
            .whereRef('b.makes_up', '=', 'a.meeting_id')
            .where('b.status', '<>', 'off'),
        ),
      ),
    )
    .orderBy('a.on_date')
    .limit(1)
    .executeTakeFirst();
  return row?.meeting_id ?? null;
}
