import { z } from '@hono/zod-openapi';
import { endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refusal, refuse } from '../../platform/http/problem.ts';
import { livesOf, mondayOf, todayIn } from '../../schedule/index.ts';
import { classOfActivities } from '../activities/activity.store.ts';
import { offerShown } from '../hours/hours.schema.ts';
import { type MakeUpOpening, rostersOf, thingsOf } from '../hours/ledger.store.ts';
import { makeUps } from '../hours/make-up.ts';
import { absenceReason, said, swapAnswer } from './absence.schema.ts';
import { type OwnMeeting, ownMeeting, sayOf } from './notice.store.ts';
import { askForSwap, newestSwap, ownOpenings, takeBackSwap } from './swap.store.ts';

const common = { tag: 'My week', audience: 'participant', purpose: 'self', answer: swapAnswer } as const;
const params = z.object({ meeting: z.uuid() });

/** What a person says of a session before it: that they come, that they cannot, and which other one they would take. */
export function absenceRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/my/sessions/:meeting/swap',
      summary: 'One session of mine, what I said of it, and others this week that fit instead',
      params,
    },
    async ({ db, actor, params: { meeting }, now }) => ({
      body: await shown(db, actor, await mineOrNothing(db, actor, meeting), now),
    }),
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/my/sessions/:meeting/say',
      summary: 'Say that I am coming or can’t make it; null takes it back',
      params,
      body: z.object({ said: said.nullable(), reason: absenceReason.nullable().default(null) }),
      command: true,
    },
    async ({ db, actor, params: { meeting }, body, now }) => {
      const mine = await mineOrNothing(db, actor, meeting);
      mustBeToCome(mine, now);
      await sayOf(
        db,
        actor,
        meeting,
        body.said === null ? null : { said: body.said, reason: body.said === 'cannot' ? body.reason : null },
        now,
      );
      // Whoever comes after all needs no other session instead.
      if (body.said !== 'cannot') await takeBackSwap(db, actor.id, meeting);
      return { body: await shown(db, actor, await mineOrNothing(db, actor, meeting), now) };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/my/sessions/:meeting/swap',
      summary: 'Ask for another session instead; null takes the wish back',
      params,
      body: z.object({ into: z.uuid().nullable() }),
      command: true,
    },
    async ({ db, actor, params: { meeting }, body, now }) => {
      const mine = await mineOrNothing(db, actor, meeting);
      mustBeToCome(mine, now);
      if (body.into === null) {
        await takeBackSwap(db, actor.id, meeting);
      } else {
        if ((await newestSwap(db, actor.id, meeting))?.state === 'joined') {
          throw refusal(409, 'joined', 'You have another session instead already. Call us to change it.');
        }
        const offers = await offersFor(db, actor, mine, now);
        // Taken, moved, never offered: all the same to whoever asks.
        if (!offers.some((one) => one.meeting === body.into)) {
          throw refuse('invalid', {
            fields: [
              { pointer: '/into', detail: 'That one has no free seat any more. Please pick another.' },
            ],
          });
        }
        await takeBackSwap(db, actor.id, meeting);
        await askForSwap(db, actor, { insteadOf: meeting, meeting: body.into, now });
        if (mine.said !== 'cannot') await sayOf(db, actor, meeting, { said: 'cannot', reason: null }, now);
      }
      return { body: await shown(db, actor, await mineOrNothing(db, actor, meeting), now) };
    },
  );
}

async function mineOrNothing(db: Db, actor: Actor, meeting: string): Promise<OwnMeeting> {
  const mine = await ownMeeting(db, actor.id, meeting);
  if (mine === undefined) throw refuse('not-found');
  return mine;
}

function mustBeToCome({ startsAt }: OwnMeeting, now: Date): void {
  if (startsAt <= now) {
    throw refusal(409, 'begun', 'It has begun. Please call us: nothing can be changed here any more.');
  }
}

async function shown(db: Db, actor: Actor, mine: OwnMeeting, now: Date) {
  const org = await db.selectFrom('guard.org').select('zone').executeTakeFirst();
  if (org === undefined) throw refuse('not-ready');
  const asked = await newestSwap(db, actor.id, mine.meeting);
  const isOver = mine.startsAt <= now;
  const wantsOther = !isOver && mine.said === 'cannot' && asked?.state !== 'joined';
  return {
    participant: actor.id,
    zone: org.zone,
    session: {
      meeting: mine.meeting,
      kind: mine.kind,
      label: mine.label,
      startsAt: mine.startsAt.toISOString(),
      endsAt: mine.endsAt.toISOString(),
      place: mine.place?.name ?? null,
    },
    isOver,
    said: mine.said,
    reason: mine.reason,
    offers: wantsOther ? (await offersFor(db, actor, mine, now)).map(offerShown) : [],
    asked:
      asked === undefined || asked.state === 'taken-back'
        ? null
        : {
            request: asked.request,
            state: asked.state,
            meeting: asked.meeting,
            kind: asked.kind,
            label: asked.label,
            startsAt: asked.startsAt.toISOString(),
            endsAt: asked.endsAt.toISOString(),
            place: asked.place,
          },
  };
}

/** By the rule that the team is shown make-ups by, around a week without the session that is missed. */
async function offersFor(
  db: Db,
  actor: Actor,
  { meeting, startsAt }: OwnMeeting,
  now: Date,
): Promise<readonly MakeUpOpening[]> {
  const { zone } = await db.selectFrom('guard.org').select('zone').executeTakeFirstOrThrow();
  const monday = mondayOf(todayIn(zone, startsAt));
  const life = (await livesOf(db, [actor.id])).get(actor.id);
  if (life === undefined) return [];
  const classOf = await classOfActivities(db);
  const roster = (await rostersOf(db, monday, classOf, [actor.id])).get(actor.id) ?? [];
  const kept = roster.filter((one) => one.meeting !== meeting);
  return makeUps(await ownOpenings(db, { monday, after: now }, classOf), { ...life, things: thingsOf(kept) });
}
