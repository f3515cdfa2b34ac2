import { z } from '@hono/zod-openapi';
import { sql } from 'kysely';
import { endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import { mustAllow } from '../../guard/may.ts';
import { participantSeen } from '../../guard/seen.ts';
import type { Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refusal } from '../../platform/http/problem.ts';
import { livesOf, mondayOf, todayIn } from '../../schedule/index.ts';
import { classOfActivities } from '../activities/activity.store.ts';
import { offer, offerShown } from '../hours/hours.schema.ts';
import { type MakeUpOpening, openingsFor, rostersOf, thingsOf } from '../hours/ledger.store.ts';
import { makeUps } from '../hours/make-up.ts';
import { todayHere } from '../plan/day.ts';
import { cannotMake, seatsToCome, takeSeatBack } from './make-up-seat.store.ts';

const makeUpsAnswer = z.object({
  participant: participantSeen('attendance', 'schedule'),
  zone: z.string(),
  mayGive: z.boolean().describe('Whether the reader may give them a seat, and take it back'),
  offers: z.array(offer).describe('Sessions left this week that fit beside everything else, with a seat'),
  given: z.array(
    offer.omit({ minutes: true }).extend({
      isAskedFor: z.boolean().describe('They asked for it themself: it is changed with them'),
    }),
  ),
});
export type MakeUpsShown = z.output<typeof makeUpsAnswer>;

const common = { tag: 'Sessions', audience: 'staff', purpose: 'treatment', answer: makeUpsAnswer } as const;
const params = z.object({ participant: z.uuid() });

/** Seats that would make up for what somebody misses, and those that were given and can be taken back. */
export function makeUpSeatRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/people/:participant/make-ups',
      summary:
        'Sessions left this week that fit somebody’s week and have a seat; and the seats they were given',
      params,
    },
    async ({ db, params: { participant }, now }) => {
      await mustAllow(db, participant, 'attendance', 'read');
      await mustAllow(db, participant, 'schedule', 'read');
      return { body: await shown(db, participant, now) };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/people/:participant/make-ups/:meeting/take-back',
      summary: 'Take back a seat that was given, as long as its session has not begun',
      params: params.extend({ meeting: z.uuid() }),
      body: z.strictObject({}),
      command: true,
    },
    async ({ db, params: { participant, meeting }, now }) => {
      await mustAllow(db, participant, 'attendance', 'write');
      await mustAllow(db, participant, 'attendance', 'read');
      await mustAllow(db, participant, 'schedule', 'read');
      const seat = (await seatsToCome(db, participant, now)).find((one) => one.meeting === meeting);
      if (seat?.isAskedFor) {
        throw refusal(409, 'asked-for', 'They asked for this seat themself. Change it with them.');
      }
      if (seat === undefined || !(await takeSeatBack(db, participant, meeting))) {
        throw refusal(409, 'no-such-seat', 'There is no seat to take back any more. Nothing was changed.');
      }
      return { body: await shown(db, participant, now) };
    },
  );
}

async function shown(db: Db, participant: string, now: Date): Promise<z.input<typeof makeUpsAnswer>> {
  const { zone } = await todayHere(db, now);
  const { rows } = await sql<{ may: boolean }>`
    select guard.allows(${participant}, 'attendance', 'write') as may`.execute(db);
  return {
    participant,
    zone,
    mayGive: rows[0]?.may === true,
    offers: (await offersFor(db, participant, { monday: mondayOf(todayIn(zone, now)), now })).map(offerShown),
    given: (await seatsToCome(db, participant, now)).map(({ startsAt, endsAt, ...seat }) => ({
      ...seat,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
    })),
  };
}

/** By the rule that the person is offered other times by, around a week without what they cannot make. */
async function offersFor(
  db: Db,
  participant: string,
  { monday, now }: { readonly monday: string; readonly now: Date },
): Promise<readonly MakeUpOpening[]> {
  const life = (await livesOf(db, [participant])).get(participant);
  if (life === undefined) return [];
  const classOf = await classOfActivities(db);
  const openings = (await openingsFor(db, [participant], { monday, after: now }, classOf)).get(participant);
  const roster = (await rostersOf(db, monday, classOf, [participant])).get(participant) ?? [];
  const cannot = await cannotMake(db, participant);
  const kept = roster.filter(({ meeting }) => !cannot.has(meeting));
  return makeUps(openings ?? [], { ...life, things: thingsOf(kept) });
}
