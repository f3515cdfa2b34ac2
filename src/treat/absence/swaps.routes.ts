import { z } from '@hono/zod-openapi';
import { endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import { mustAllow } from '../../guard/may.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refusal, refuse } from '../../platform/http/problem.ts';
import { todayIn } from '../../schedule/index.ts';
import { addToRoster } from '../attendance/attendance.store.ts';
import { caredForBy } from '../hours/ledger.store.ts';
import { rosterNames } from '../meetings/meeting.store.ts';
import { swapsAnswer } from './absence.schema.ts';
import { answerSwap, hasSeatFor, swapById, swapsAsked } from './swap.store.ts';

const common = { tag: 'Sessions', audience: 'staff', purpose: 'treatment', answer: swapsAnswer } as const;

/** Other sessions that my people ask for, and the answer to each. */
export function swapsRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/swaps',
      summary: 'My people who can’t make a session and ask for another one this week',
    },
    async ({ db, actor, now }) => ({ body: await asked(db, house, actor, now) }),
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/swaps/:request/answer',
      summary: 'Give them the seat, or say that it is not possible this time',
      params: z.object({ request: z.uuid() }),
      body: z.object({ answer: z.enum(['joined', 'not-this-one']) }),
      command: true,
    },
    async ({ db, actor, params: { request }, body, now }) => {
      const swap = await swapById(db, request);
      if (swap === undefined) throw refuse('not-found');
      await mustAllow(db, swap.participant, 'attendance', 'write');
      if (swap.state !== 'asked') {
        throw refusal(409, 'answered', 'This was answered or taken back in the meantime.');
      }
      if (body.answer === 'joined') {
        // Asked again: since then a seat may be gone, or two may have been put apart.
        if (swap.startsAt <= now || !(await hasSeatFor(db, swap.participant, swap))) {
          throw refusal(
            409,
            'no-seat',
            'There is no seat for them there any more. Say that it is not possible, and they can pick another.',
          );
        }
        await addToRoster(
          db,
          actor,
          { id: swap.meeting, on: swap.on, session: swap.session },
          { participant: swap.participant, makesUp: swap.insteadOf },
        );
      }
      if (!(await answerSwap(db, actor, request, body.answer, now))) {
        throw refusal(409, 'answered', 'This was answered or taken back in the meantime.');
      }
      return { body: await asked(db, house, actor, now) };
    },
  );
}

async function asked(db: Db, house: House, actor: Actor, now: Date): Promise<z.input<typeof swapsAnswer>> {
  const org = await db.selectFrom('guard.org').select('zone').executeTakeFirst();
  if (org === undefined) throw refuse('not-ready');
  const swaps = await swapsAsked(db, await caredForBy(db, actor.id, todayIn(org.zone, now)), now);
  const names = await rosterNames(
    db,
    house.masterKey,
    swaps.map(({ participant }) => participant),
  );
  return {
    zone: org.zone,
    swaps: swaps.flatMap(({ participant, request, meeting, kind, label, startsAt, endsAt, place }) => {
      const called = names.get(participant);
      return called === undefined
        ? []
        : [
            {
              participant,
              called,
              request,
              meeting,
              kind,
              label,
              startsAt: startsAt.toISOString(),
              endsAt: endsAt.toISOString(),
              place,
            },
          ];
    }),
  };
}
