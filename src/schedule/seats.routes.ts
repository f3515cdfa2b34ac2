import { z } from '@hono/zod-openapi';
import { endpoint } from '../guard/endpoint.ts';
import type { House } from '../guard/house.ts';
import type { Db } from '../platform/db/index.ts';
import type { HttpApp } from '../platform/http/app.ts';
import { refuse } from '../platform/http/problem.ts';
import { type Monday, mondayOf, todayIn, weekAfter } from './calendar.ts';
import { exceptionsIn } from './exception.store.ts';
import { openSessions, TRAVEL } from './seats.store.ts';
import { seatsShown } from './seats.ts';
import { weekFile } from './week-file.ts';

const seatsSchema = z.object({
  week: z.string(),
  zone: z.string(),
  settings: z.object({
    travel: z.number().int(),
    tick: z.number().int(),
    maxConsecutive: z.number().int(),
  }),
  sessions: z.array(
    z.object({
      id: z.uuid(),
      kind: z.string(),
      activity: z.string(),
      label: z.object({ en: z.string(), es: z.string() }),
      start: z.number().int(),
      end: z.number().int(),
      site: z.uuid().nullable(),
      seats: z.enum(['open', 'few', 'waitlist']),
      requires: z.array(z.string()),
    }),
  ),
  dose: z.object({
    iop: z.object({
      minutes: z.number().int(),
      minDays: z.number().int(),
      maxMinutesPerDay: z.number().int(),
    }),
  }),
});

/** The usual adult dose at entry: 9 hours over 3 days. @see SAMHSA Advisory 2021, IOP: 9 or more hours a week */
const ENTRY_DOSE = { iop: { minutes: 540, minDays: 3, maxMinutesPerDay: 240 } };

/** The program's open seats of next week, rounded: the browser finds the week with them, nothing is sent here. */
export function seatsRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      method: 'get',
      path: '/api/public/seats',
      summary: 'Next week’s groups with their seats, rounded',
      tag: 'Public',
      audience: 'public',
      as: 'system:planner',
      purpose: 'intake',
      answer: seatsSchema,
    },
    async ({ db, now }) => {
      const org = await db.selectFrom('guard.org').select('zone').executeTakeFirst();
      if (org === undefined) throw refuse('not-ready');
      const week = weekAfter(mondayOf(todayIn(org.zone, now)));
      const sessions = await openSessions(db, week);
      const isMeeting = await meetingIn(db, week);
      return {
        body: {
          week,
          zone: org.zone,
          settings: TRAVEL,
          dose: ENTRY_DOSE,
          sessions: sessions
            .filter(({ id }) => isMeeting(id))
            .map(({ taken, max, ...session }) => ({
              ...session,
              seats: seatsShown(taken, max),
            })),
        },
      };
    },
  );
}

/** Whether a group meets in this week, with what is different in it. */
async function meetingIn(db: Db, week: Monday): Promise<(session: string) => boolean> {
  if ((await exceptionsIn(db, week)).length === 0) return () => true;
  const meeting = new Set((await weekFile(db, week)).sessions.map(({ id }) => id));
  return (session) => meeting.has(session);
}
