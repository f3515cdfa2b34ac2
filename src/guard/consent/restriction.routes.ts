import { z } from '@hono/zod-openapi';
import type { HttpApp } from '../../platform/http/app.ts';
import { refuse } from '../../platform/http/problem.ts';
import { endpoint } from '../endpoint.ts';
import type { House } from '../house.ts';
import { sealersFor } from '../sealing.ts';
import { participantSeen } from '../seen.ts';
import { sealerOf } from './consent.store.ts';
import { SHAREABLE } from './forms.ts';
import {
  answerRestriction,
  askRestriction,
  endRestriction,
  restrictionQueue,
  restrictionsOf,
} from './restriction.store.ts';
import { restrictionSchema } from './schema.ts';

const STAFF_ROLES = ['counselor', 'facilitator', 'coordinator', 'prescriber', 'nurse', 'biller'] as const;
const own = z.object({ participant: participantSeen('consent'), restrictions: z.array(restrictionSchema) });
const ofRestriction = z.object({ restriction: z.uuid() });

/** What a person asks to be kept from somebody, and what the program says to it. 2.26 */
export function restrictionRoutes(app: HttpApp, house: House): void {
  const tag = 'Sharing';
  const self = { tag, audience: 'participant', purpose: 'self' } as const;
  const officer = { tag, audience: 'staff', purpose: 'operations' } as const;

  endpoint(
    app,
    house,
    {
      ...self,
      method: 'post',
      path: '/api/my/restrictions',
      summary: 'Ask that something is kept from somebody',
      command: true,
      body: z.strictObject({
        from: z.union([
          z.strictObject({ staff: z.uuid() }),
          z.strictObject({ role: z.enum(STAFF_ROLES) }),
          z.strictObject({ recipient: z.enum(['health-plan']) }),
        ]),
        categories: z.array(z.enum(SHAREABLE)).min(1).max(SHAREABLE.length),
        reason: z.string().trim().max(500),
        isSelfPaid: z.boolean(),
      }),
      answer: own,
      status: 201,
    },
    async ({ db, actor, body: { from, ...asked } }) => {
      const sealer = await sealerOf(db, house.masterKey, actor.id);
      await askRestriction(db, actor, sealer, { ...asked, ...from });
      return { body: { participant: actor.id, restrictions: await restrictionsOf(db, sealer, actor.id) } };
    },
  );

  endpoint(
    app,
    house,
    {
      ...self,
      method: 'post',
      path: '/api/my/restrictions/:restriction/end',
      summary: 'Take back what I asked to be kept from somebody',
      command: true,
      params: ofRestriction,
      body: z.strictObject({}),
      answer: own,
    },
    async ({ db, actor, params }) => {
      await endRestriction(db, actor.id, params.restriction);
      const sealer = await sealerOf(db, house.masterKey, actor.id);
      return { body: { participant: actor.id, restrictions: await restrictionsOf(db, sealer, actor.id) } };
    },
  );

  endpoint(
    app,
    house,
    {
      ...officer,
      method: 'get',
      path: '/api/restrictions',
      summary: 'What people asked to be kept from somebody: those without an answer first',
      answer: z.object({
        restrictions: z.array(restrictionSchema.extend({ participant: participantSeen('consent') })),
      }),
    },
    async ({ db, actor }) => {
      if (actor.role !== 'privacy') throw refuse('not-found');
      const restrictions = await restrictionQueue(db, (people) => sealersFor(db, house.masterKey, people));
      return { body: { restrictions: [...restrictions] } };
    },
  );

  endpoint(
    app,
    house,
    {
      ...officer,
      method: 'post',
      path: '/api/restrictions/:restriction/answer',
      summary: 'Agree to what somebody asked to be kept, or say why not',
      versioned: true,
      params: ofRestriction,
      body: z.strictObject({ isAgreed: z.boolean(), words: z.string().trim().max(500) }),
      answer: z.object({ participant: participantSeen('consent'), isAgreed: z.boolean() }),
    },
    async ({ db, actor, params, body, version }) => {
      if (actor.role !== 'privacy') throw refuse('not-found');
      const participant = await answerRestriction(db, (people) => sealersFor(db, house.masterKey, people), {
        ...params,
        ...body,
        version,
      });
      return { body: { participant, isAgreed: body.isAgreed } };
    },
  );
}
