import { z } from '@hono/zod-openapi';
import { endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import { participantSeen } from '../../guard/seen.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refuse } from '../../platform/http/problem.ts';
import { addRemark, goalsToday, setStatus } from './goal.store.ts';
import { goalStatus, goalToday, planAnswer, SENTENCE_MAX } from './plan.schema.ts';
import { sealerOf } from './plan.store.ts';
import { goalShown, type PlanNeeds, planShown, planWhole } from './plan-shown.ts';

const common = {
  tag: 'Treatment plan',
  audience: 'staff',
  purpose: 'treatment',
  answer: planAnswer,
} as const;
const params = z.object({ participant: z.uuid(), goal: z.uuid() });
const standing = z.object({ status: goalStatus, progress: z.string().trim().max(SENTENCE_MAX) });
const staleGoal = goalToday.extend({ participant: participantSeen('plan'), sent: standing });

/** How a goal goes, and what the team says of it; the words of a goal are changed in the plan. */
export function goalRoutes(app: HttpApp, house: House, needs: PlanNeeds): void {
  const shown = async (db: Db, actor: Actor, participant: string, now: Date) =>
    planShown(db, actor, needs, await planWhole(db, house.masterKey, needs, participant, now));

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'put',
      path: '/api/people/:participant/goals/:goal',
      summary: 'Say how a goal goes, and where it stands',
      params,
      body: standing,
      versioned: true,
    },
    async ({ db, actor, params: { participant, goal }, body, version, now }) => {
      const sealer = await sealerOf(db, house.masterKey, participant);
      const kept = await setStatus(db, sealer, actor, { participant, goal, version, ...body, now });
      if (kept === undefined) {
        const newer = (await goalsToday(db, sealer, participant)).find(({ id }) => id === goal);
        if (newer === undefined || newer.version === version) throw refuse('not-found');
        throw refuse('stale', {
          current: { ...goalShown(newer), participant, sent: body },
          shows: staleGoal,
        });
      }
      return { body: await shown(db, actor, participant, now), version: kept };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/people/:participant/goals/:goal/remarks',
      summary: 'Answer what the person said of a goal; they read it',
      params,
      body: z.object({ words: z.string().trim().min(1, 'Say something.').max(SENTENCE_MAX) }),
      status: 201,
      command: true,
    },
    async ({ db, actor, params: { participant, goal }, body, now }) => {
      const sealer = await sealerOf(db, house.masterKey, participant);
      const known = (await goalsToday(db, sealer, participant)).some(({ id }) => id === goal);
      if (!known) throw refuse('not-found');
      await addRemark(db, sealer, actor, { participant, goal, kind: 'comment', words: body.words, now });
      return { body: await shown(db, actor, participant, now) };
    },
  );
}
