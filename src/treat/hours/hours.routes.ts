import { z } from '@hono/zod-openapi';
import { levelsBetween } from '../../bridge/index.ts';
import { endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import { mustAllow } from '../../guard/may.ts';
import { participantSeen } from '../../guard/seen.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refuse } from '../../platform/http/problem.ts';
import { mondayOf, todayIn, weekAfter } from '../../schedule/index.ts';
import { weeksCounted } from './hours.store.ts';

/** How far back the weeks go, the current one among them. */
const WEEKS_SHOWN = 6;

const hoursAnswer = z.object({
  participant: participantSeen('attendance', 'plan'),
  weeks: z.array(
    z.object({
      monday: z.iso.date(),
      countedMinutes: z.number().int(),
      prescribedMinutes: z
        .number()
        .int()
        .nullable()
        .describe('null: not in care on its Monday, or not for the reader to see'),
      isRunning: z.boolean().describe('It is not over yet'),
    }),
  ),
});
export type HoursShown = z.infer<typeof hoursAnswer>;

/** What counted of somebody's weeks beside what was prescribed for them. */
export function hoursRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      tag: 'Sessions',
      audience: 'staff',
      purpose: 'treatment',
      method: 'get',
      path: '/api/people/:participant/hours',
      summary: 'Hours that counted and hours prescribed, week by week',
      params: z.object({ participant: z.uuid() }),
      answer: hoursAnswer,
    },
    async ({ db, params: { participant }, now }) => {
      await mustAllow(db, participant, 'attendance', 'read');
      const org = await db.selectFrom('guard.org').select('zone').executeTakeFirst();
      if (org === undefined) throw refuse('not-ready');
      const current = mondayOf(todayIn(org.zone, now));
      const first = weekAfter(current, 1 - WEEKS_SHOWN);
      const after = weekAfter(current);
      const counted = new Map(
        (await weeksCounted(db, participant, first, after)).map(({ monday, minutes }) => [monday, minutes]),
      );
      const levels = await levelsBetween(db, participant, first, after);
      const weeks = Array.from({ length: WEEKS_SHOWN }, (_, nth) => weekAfter(first, nth)).map((monday) => ({
        monday,
        countedMinutes: counted.get(monday) ?? 0,
        // A level that begins within a week is for the week after: nobody is short in the days before they came.
        prescribedMinutes:
          levels.find(({ from, until }) => from <= monday && (until === null || until >= monday))
            ?.minutesPerWeek ?? null,
        isRunning: monday === current,
      }));
      // Weeks before somebody came say nothing about them.
      const begun = weeks.findIndex((week) => week.prescribedMinutes !== null || week.countedMinutes > 0);
      return { body: { participant, weeks: begun === -1 ? weeks.slice(-1) : weeks.slice(begun) } };
    },
  );
}
