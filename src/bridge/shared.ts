import { z } from '@hono/zod-openapi';
import { tile } from '../guard/supporters/tile.ts';
import { todayIn } from '../schedule/index.ts';
import { levelsOn } from './level-change.store.ts';

/** What is planned, in hours: no level of care, no reason. */
export const sharedPlan = tile(
  'plan',
  'plan',
  {
    hours: z.object({ minutesPerWeek: z.number().int(), daysMin: z.number().int() }).nullable(),
  },
  async (db, participant, now) => {
    const org = await db.selectFrom('guard.org').select('zone').executeTakeFirstOrThrow();
    const level = (await levelsOn(db, todayIn(org.zone, now), participant)).at(-1);
    return { hours: level ? { minutesPerWeek: level.minutesPerWeek, daysMin: level.daysMin } : null };
  },
);
