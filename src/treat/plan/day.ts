import { Temporal } from 'temporal-polyfill';
import type { Db } from '../../platform/db/index.ts';

/** Today on the organisation's wall, and where that wall is. */
export async function todayHere(
  db: Db,
  now: Date,
): Promise<{ readonly zone: string; readonly today: string }> {
  const { zone } = await db.selectFrom('guard.org').select('zone').executeTakeFirstOrThrow();
  return { zone, today: wallDate(now, zone) };
}

/** The date of an instant on a wall. */
export const wallDate = (at: Date, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString();
