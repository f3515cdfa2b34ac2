import { z } from '@hono/zod-openapi';
import { endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import { sealersFor } from '../../guard/sealing.ts';
import { participantSeen } from '../../guard/seen.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refuse } from '../../platform/http/problem.ts';
import {
  clockChangeIn,
  instantOf,
  lifeOf,
  mondayOf,
  needOf,
  plannedWeek,
  scheduledMinutes,
  todayIn,
} from '../../schedule/index.ts';
import { said } from '../absence/absence.schema.ts';
import { ownMeetings } from '../absence/notice.store.ts';
import { countedInWeek } from '../attendance/counted.store.ts';

const place = z.object({
  name: z.string(),
  place: z.string(),
  directions: z.string(),
  room: z.string().nullable(),
});

const answer = z.object({
  participant: participantSeen('identity', 'schedule', 'attendance'),
  called: z.string(),
  zone: z.string(),
  now: z.iso.datetime(),
  today: z.string(),
  week: z.string(),
  isPublished: z.boolean(),
  clockChange: z.string().nullable().describe('The date on which clocks change this week'),
  prescribed: z.object({ minutes: z.number().int(), daysMin: z.number().int() }).nullable(),
  scheduledMinutes: z.number().int(),
  deliveredMinutes: z.number().int(),
  items: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      label: z.object({ en: z.string(), es: z.string() }).nullable(),
      start: z.number().int(),
      end: z.number().int(),
      startsAt: z.iso.datetime(),
      endsAt: z.iso.datetime(),
      place: place.nullable(),
      with: z.array(z.string()),
      counted: z.number().int().nullable().describe('Minutes that counted, once it has happened'),
      meeting: z
        .uuid()
        .nullable()
        .describe('By which one says whether one comes; null: its roster is not made yet'),
      said: said.nullable().describe('What I said of it beforehand'),
    }),
  ),
  life: z.array(z.object({ start: z.number().int(), end: z.number().int(), kind: z.string() })),
});

/** The participant's own week: what is next, the hours, the days. */
export function weekRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      method: 'get',
      path: '/api/week',
      summary: 'My week: this one, or the one of the given Monday',
      tag: 'My week',
      audience: 'participant',
      purpose: 'self',
      query: z.object({ week: z.iso.date().optional() }),
      answer,
    },
    async ({ db, actor, query, now }) => {
      const org = await db.selectFrom('guard.org').select('zone').executeTakeFirst();
      if (org === undefined) throw refuse('not-ready');
      const today = todayIn(org.zone, now);
      const week = mondayOf(query.week ?? today);
      const planned = await plannedWeek(db, actor.id, week);
      const items = planned?.items ?? [];
      const counted = await countedInWeek(db, actor.id, week);
      // A visit is known by what it is and when it began.
      const startOf = ({ start }: { start: number }) => instantOf(week, start, org.zone).epochMilliseconds;
      const countedOf = (item: (typeof items)[number]): number | null =>
        counted.find(
          ({ session, kind, startsAt }) =>
            session === item.id ||
            (session === null && kind === item.kind && startsAt?.getTime() === startOf(item)),
        )?.minutes ?? null;
      const own = await ownMeetings(db, actor.id, week);
      const ownOf = (item: (typeof items)[number]) =>
        own.find(({ session, kind, startsAt }) =>
          session === null ? kind === item.kind && startsAt.getTime() === startOf(item) : session === item.id,
        );
      // A session taken instead of another is on no plan: it comes from the roster.
      const instead = own
        .filter(({ source }) => source === 'make-up')
        .map(({ meeting, session, startsAt, endsAt, start, ...more }) => ({
          id: meeting,
          kind: more.kind,
          label: more.label,
          start,
          end: start + Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000),
          startsAt: startsAt.toISOString(),
          endsAt: endsAt.toISOString(),
          place: more.place,
          with: [...more.with],
          counted: counted.find((one) => one.session !== null && one.session === session)?.minutes ?? null,
          meeting,
          said: more.said,
        }));
      const identity = await db
        .selectFrom('guard.identity')
        .select('name_sealed')
        .where('participant_id', '=', actor.id)
        .executeTakeFirst();
      const sealer = (await sealersFor(db, house.masterKey, [actor.id])).get(actor.id);
      if (identity === undefined || sealer === undefined) throw refuse('not-found');
      return {
        body: {
          participant: actor.id,
          called: (sealer.open(identity.name_sealed) as { called: string }).called,
          zone: org.zone,
          now: now.toISOString(),
          today,
          week,
          isPublished: planned !== undefined,
          clockChange: clockChangeIn(week, org.zone) ?? null,
          prescribed: (await needOf(db, actor.id)) ?? null,
          scheduledMinutes: scheduledMinutes(items),
          deliveredMinutes: counted.reduce((sum, { minutes }) => sum + minutes, 0),
          items: [
            ...items.map((item) => ({
              ...item,
              with: [...item.with],
              startsAt: instantOf(week, item.start, org.zone).toString(),
              endsAt: instantOf(week, item.end, org.zone).toString(),
              counted: countedOf(item),
              meeting: ownOf(item)?.meeting ?? null,
              said: ownOf(item)?.said ?? null,
            })),
            ...instead,
          ].sort((a, b) => a.start - b.start),
          life: await lifeOf(db, actor.id),
        },
      };
    },
  );
}
