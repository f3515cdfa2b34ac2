import { z } from '@hono/zod-openapi';
import { tile } from '../../guard/supporters/tile.ts';
import { refuse } from '../../platform/http/problem.ts';
import { mondayOf, todayIn } from '../../schedule/index.ts';
import { countedInWeek } from '../attendance/counted.store.ts';

/** Whether they came, day by day of this week; yes or no, and nothing about why. */
export const sharedDaysCame = tile(
  'came',
  'attendance',
  { days: z.array(z.object({ on: z.iso.date(), came: z.boolean() })) },
  async (db, participant, now) => {
    const org = await db.selectFrom('guard.org').select('zone').executeTakeFirst();
    if (org === undefined) throw refuse('not-ready');
    const rows = await countedInWeek(db, participant, mondayOf(todayIn(org.zone, now)));
    const days = new Map<string, boolean>();
    for (const { on, status } of rows) days.set(on, days.get(on) === true || status !== 'away');
    return {
      days: [...days].map(([on, came]) => ({ on, came })).sort((a, b) => (a.on < b.on ? -1 : 1)),
    };
  },
);
