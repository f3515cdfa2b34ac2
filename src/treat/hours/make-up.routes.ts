import { z } from '@hono/zod-openapi';
import { endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import { mustAllow } from '../../guard/may.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refusal } from '../../platform/http/problem.ts';
import { mondayOf } from '../../schedule/index.ts';
import { hasSeatFor } from '../absence/swap.store.ts';
import { addToRoster } from '../attendance/attendance.store.ts';
import { missedInWeek, stillToCome } from './make-up.store.ts';

/** A seat in a session that helps to make somebody's week whole. */
export function makeUpRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      tag: 'Sessions',
      audience: 'staff',
      purpose: 'treatment',
      method: 'post',
      path: '/api/people/:participant/make-ups',
      summary: 'Give somebody the seat of a session to come that fits in their week',
      params: z.object({ participant: z.uuid() }),
      body: z.strictObject({ meeting: z.uuid() }),
      answer: z.object({ meeting: z.uuid() }),
      status: 201,
      command: true,
    },
    async ({ db, actor, params: { participant }, body, now }) => {
      await mustAllow(db, participant, 'attendance', 'write');
      const held = await stillToCome(db, body.meeting, now);
      // Asked again: since it was offered a seat may be gone, or two may have been put apart.
      if (held === undefined || !(await hasSeatFor(db, participant, { ...held, meeting: held.id }))) {
        throw refusal(
          409,
          'no-seat',
          'There is no seat for them there any more. Nothing was changed. Look at what else fits.',
        );
      }
      const makesUp = await missedInWeek(db, participant, mondayOf(held.on));
      await addToRoster(db, actor, held, { participant, makesUp });
      return { body: { meeting: held.id } };
    },
  );
}
