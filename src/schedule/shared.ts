import { z } from '@hono/zod-openapi';
import { tile } from '../guard/supporters/tile.ts';
import type { Db } from '../platform/db/index.ts';
import { refuse } from '../platform/http/problem.ts';
import { mondayOf, todayIn } from './calendar.ts';
import { plannedWeek } from './week.store.ts';

async function zoneOf(db: Db): Promise<string> {
  const org = await db.selectFrom('guard.org').select('zone').executeTakeFirst();
  if (org === undefined) throw refuse('not-ready');
  return org.zone;
}

/** This week as a supporter sees it: when and where, for a ride or a meal. What a session is about stays out. */
export const sharedWeek = tile(
  'week',
  'schedule',
  {
    zone: z.string(),
    today: z.iso.date(),
    monday: z.iso.date(),
    times: z.array(
      z.object({
        start: z.number().int().describe('Minutes since Monday 0:00'),
        end: z.number().int(),
        place: z.object({ name: z.string(), place: z.string() }).nullable().describe('null: by video'),
      }),
    ),
  },
  async (db, participant, now) => {
    const zone = await zoneOf(db);
    const today = todayIn(zone, now);
    const monday = mondayOf(today);
    const planned = await plannedWeek(db, participant, monday);
    return {
      zone,
      today,
      monday,
      times: (planned?.items ?? []).map(({ start, end, place }) => ({
        start,
        end,
        place: place && { name: place.name, place: place.place },
      })),
    };
  },
);
