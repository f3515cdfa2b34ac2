import { z } from '@hono/zod-openapi';
import { endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refusal, refuse } from '../../platform/http/problem.ts';
import { planAnswer, SENTENCE_MAX } from './plan.schema.ts';
import { answerForPerson, contentOf, signPlan } from './plan.store.ts';
import { basisOf, type PlanNeeds, planShown, planWhole } from './plan-shown.ts';
import { planFaults } from './treatment-plan.ts';

const common = {
  tag: 'Treatment plan',
  audience: 'staff',
  purpose: 'treatment',
  answer: planAnswer,
} as const;
const reason = z.string().trim().min(1, 'Say why.').max(SENTENCE_MAX);

/** The clinician's signature under a plan, and what becomes of the person's. */
export function planSignRoutes(app: HttpApp, house: House, needs: PlanNeeds): void {
  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/people/:participant/treatment-plan/sign',
      summary: 'Sign the draft; then the person signs on their phone, or the reason why not is kept',
      params: z.object({ participant: z.uuid() }),
      body: z.object({
        person: z.discriminatedUnion('how', [
          z.object({ how: z.literal('phone') }),
          z.object({ how: z.literal('not-signed'), reason }),
        ]),
      }),
      command: true,
      versioned: true,
      fresh: true,
    },
    async ({ db, actor, params: { participant }, body, version, now }) => {
      const whole = await planWhole(db, house.masterKey, needs, participant, now);
      const { draft, level, sealer, decision, today } = whole;
      if (draft === undefined) throw refusal(409, 'no-draft', 'There is no draft to sign.');
      if (draft.version !== version) throw refuse('stale');
      if (level === undefined) {
        throw refusal(409, 'no-level', 'This person has no level of care today. The draft is kept.');
      }
      const faults = planFaults(await contentOf(db, sealer, draft), basisOf(whole));
      if (faults.length > 0) {
        throw refuse('invalid', {
          detail: 'Something is still missing. The draft is kept.',
          fields: faults.map(({ pointer, detail }) => ({ pointer, detail: detail.en })),
        });
      }
      await signPlan(db, sealer, actor, {
        plan: draft.id,
        version,
        level: level.level,
        track: level.track,
        decision: decision?.id ?? null,
        licence: await needs.licenceInForce(db, actor, today),
        reason: body.person.how === 'not-signed' ? body.person.reason : null,
        now,
      });
      const after = await planWhole(db, house.masterKey, needs, participant, now);
      return { body: await planShown(db, actor, needs, after) };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/people/:participant/treatment-plan/:plan/not-signed',
      summary: 'Keep the reason why the person does not sign',
      params: z.object({ participant: z.uuid(), plan: z.uuid() }),
      body: z.object({ reason }),
      command: true,
    },
    async ({ db, actor, params: { participant, plan }, body, now }) => {
      const { sealer, waiting } = await planWhole(db, house.masterKey, needs, participant, now);
      if (waiting?.id !== plan) throw refuse('not-found');
      await answerForPerson(db, sealer, actor, plan, { reason: body.reason }, now);
      const after = await planWhole(db, house.masterKey, needs, participant, now);
      return { body: await planShown(db, actor, needs, after) };
    },
  );
}
