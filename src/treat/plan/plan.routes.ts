import { z } from '@hono/zod-openapi';
import { endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import { participantSeen } from '../../guard/seen.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refusal, refuse } from '../../platform/http/problem.ts';
import { goalRoutes } from './goal.routes.ts';
import { myGoalRoutes } from './my-goals.routes.ts';
import { content, planAnswer, stalePlan, wholeVersion } from './plan.schema.ts';
import { beginDraft, contentOf, keepDraft, sealerOf, versionsOf } from './plan.store.ts';
import { type PlanNeeds, planShown, planWhole, versionShown } from './plan-shown.ts';
import { planSignRoutes } from './plan-sign.routes.ts';
import { plansDueRoutes } from './plans-due.routes.ts';
import { lostEntries, repeatedEntries } from './treatment-plan.ts';

const common = { tag: 'Treatment plan', audience: 'staff', purpose: 'treatment' } as const;
const path = '/api/people/:participant/treatment-plan' as const;
const params = z.object({ participant: z.uuid() });

/** The treatment plan: one list for both conditions, drafts beside what is signed, goals and how they go. */
export function planRoutes(app: HttpApp, house: House, needs: PlanNeeds): void {
  planSignRoutes(app, house, needs);
  goalRoutes(app, house, needs);
  myGoalRoutes(app, house, needs);
  plansDueRoutes(app, house);

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path,
      summary: 'Somebody’s plan: in force, as a draft, and what is missing',
      params,
      answer: planAnswer,
    },
    async ({ db, actor, params: { participant }, now }) => {
      const whole = await planWhole(db, house.masterKey, needs, participant, now);
      const body = await planShown(db, actor, needs, whole);
      return { body, version: body.version };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: `${path}/draft`,
      summary: 'Begin the next version beside what is signed, or go on with it',
      params,
      body: z.object({}),
      answer: planAnswer,
      status: 201,
      command: true,
    },
    async ({ db, actor, params: { participant }, now }) => {
      await planWhole(db, house.masterKey, needs, participant, now);
      await beginDraft(db, actor, participant, now);
      const whole = await planWhole(db, house.masterKey, needs, participant, now);
      const body = await planShown(db, actor, needs, whole);
      return { body, version: body.version };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'put',
      path,
      summary: 'Keep the draft, whole; what is no longer wanted is archived and stays in it',
      params,
      body: content,
      answer: planAnswer,
      versioned: true,
    },
    async ({ db, actor, params: { participant }, body, version, now }) => {
      const { draft, sealer } = await planWhole(db, house.masterKey, needs, participant, now);
      if (draft === undefined) {
        throw refusal(
          409,
          'no-draft',
          'There is no draft. What is signed never changes: begin the next version.',
        );
      }
      if (repeatedEntries(body)) throw refuse('invalid', { detail: 'An id is there twice.' });
      const isNewest = draft.version === version;
      if (isNewest && lostEntries(await contentOf(db, sealer, draft), body).length > 0) {
        throw refuse('invalid', { detail: 'Nothing is taken out of a plan: archive it instead.' });
      }
      const kept = isNewest
        ? await keepDraft(db, sealer, actor, { participant, plan: draft.id, version, content: body, now })
        : undefined;
      // Read again: who kept it first may have done so a moment ago.
      const after = await planWhole(db, house.masterKey, needs, participant, now);
      // Nobody was first, and still nothing was kept: it is not this actor's to change.
      if (kept === undefined && after.draft?.version === version) throw refuse('not-found');
      const answer = await planShown(db, actor, needs, after);
      if (kept === undefined) throw refuse('stale', { current: { ...answer, sent: body }, shows: stalePlan });
      return { body: answer, version: kept };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: `${path}/:plan`,
      summary: 'One version of somebody’s plan, as it is or was',
      params: params.extend({ plan: z.uuid() }),
      answer: wholeVersion.extend({ participant: participantSeen('plan') }),
    },
    async ({ db, params: { participant, plan } }) => {
      const sealer = await sealerOf(db, house.masterKey, participant);
      const found = (await versionsOf(db, sealer, participant)).find(({ id }) => id === plan);
      if (found === undefined) throw refuse('not-found');
      return { body: { participant, ...versionShown(found, await contentOf(db, sealer, found)) } };
    },
  );
}
