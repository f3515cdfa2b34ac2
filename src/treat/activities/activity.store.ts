import type { Db } from '../../platform/db/index.ts';
import type { ClassOf } from '../attendance/attendance.store.ts';
import type { ActivityClass } from '../hours/counting.ts';

/** What this program's activities count as. One that nobody described is clinical, as the plan took it for. */
export async function classOfActivities(db: Db): Promise<ClassOf> {
  const rows = await db.selectFrom('treat.activity').select(['activity', 'class']).execute();
  const classes = new Map(rows.map((row) => [row.activity, row.class as ActivityClass]));
  return (activity) => classes.get(activity) ?? 'A';
}
