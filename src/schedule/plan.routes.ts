import { z } from '@hono/zod-openapi';
import { endpoint } from '../guard/endpoint.ts';
import type { House } from '../guard/house.ts';
import type { Db } from '../platform/db/index.ts';
import type { HttpApp } from '../platform/http/app.ts';
import { refusal, refuse } from '../platform/http/problem.ts';
import { boardOf, changesShown } from './board.ts';
import { mustStillHold } from './holds.ts';
import { boardSchema, changesSchema, headSchema, publishedSchema } from './plan.schema.ts';
import { type PlanHead, planOf, plansOf, publishPlan, takeBack, weeksIn, workedOn } from './plan.store.ts';
import { undoUntil } from './plan.ts';
import { type PlanningWeek, planningWeek, weekParam } from './planning.ts';
import { planShown } from './shown.ts';

const whichPlan = z.object({ plan: z.uuid().optional().describe('Another than the one worked on') });

/** The plan board: a week of the whole program, its drafts, and what people live by. */
export function planRoutes(app: HttpApp, house: House): void {
  const common = { tag: 'Plan', audience: 'staff', purpose: 'operations', params: weekParam } as const;

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/plan/:week',
      summary: 'The board of a week: groups with their people, who has no full week, drafts, the current run',
      query: whichPlan,
      answer: boardSchema,
    },
    async ({ db, params, query, now }) => {
      const at = await planningWeek(db, params.week, now);
      const plans = await plansOf(db, at.week);
      const shown = query.plan === undefined ? workedOn(plans) : await thePlan(db, at, query.plan);
      const body = await boardOf(db, at, plans, shown, now);
      return shown === undefined ? { body } : { body, version: shown.version };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/plan/:week/changes',
      summary: 'Whose week a plan changes: before, after and why',
      query: whichPlan,
      answer: changesSchema,
    },
    async ({ db, params, query, now }) => {
      const at = await planningWeek(db, params.week, now);
      const shown =
        query.plan === undefined ? workedOn(await plansOf(db, at.week)) : await thePlan(db, at, query.plan);
      if (shown === undefined) throw refuse('not-found');
      return { body: await changesShown(db, at, shown, now), version: shown.version };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/plan/:week/publish',
      summary: 'The draft becomes the week that people see',
      body: z.object({ planId: z.uuid() }),
      answer: publishedSchema,
      command: true,
      versioned: true,
    },
    async ({ db, actor, params, body, version, now }) => {
      const at = await planningWeek(db, params.week, now);
      if (at.isOver) throw refusal(409, 'week-over', 'That week is over. Plan a week that is still to come.');
      const draft = await thePlan(db, at, body.planId);
      if (draft.version !== version) throw refuse('stale', { current: planShown(draft, now) });
      if (draft.state !== 'draft') throw refusal(409, 'not-a-draft', 'This plan is not a draft any more.');
      if (draft.scenario !== null) {
        throw refusal(
          409,
          'only-supposed',
          'This plan is only a scenario. Use it first, then it can be published.',
        );
      }
      await mustStillHold(db, draft);
      const published = await publishPlan(db, actor, draft, now);
      if (published === undefined) throw refuse('stale');
      return {
        body: { plan: planShown(published, now), people: (await weeksIn(db, published.id)).size },
        version: published.version,
      };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/plan/:week/undo',
      summary: 'Take the last publication back, within a minute: what was there before counts again',
      body: z.object({}),
      answer: z.object({ plan: headSchema, restored: headSchema.nullable() }),
      command: true,
      versioned: true,
    },
    async ({ db, params, version, now }) => {
      const at = await planningWeek(db, params.week, now);
      const published = (await plansOf(db, at.week)).find(({ state }) => state === 'published');
      if (published === undefined || published.publishedAt === null) {
        throw refusal(409, 'nothing-published', 'Nothing is published for this week.');
      }
      if (published.version !== version) throw refuse('stale', { current: planShown(published, now) });
      if (now > undoUntil(published.publishedAt)) {
        throw refusal(
          409,
          'undo-over',
          'People may have seen their week by now, so this cannot be taken back. Make a new plan and publish that.',
        );
      }
      const plan = await takeBack(db, published);
      if (plan === undefined) throw refuse('stale');
      const restored =
        published.replaces === null ? undefined : await planOf(db, at.week, published.replaces);
      return {
        body: {
          plan: planShown(plan, now),
          restored: restored === undefined ? null : planShown(restored, now),
        },
        version: plan.version,
      };
    },
  );
}

async function thePlan(db: Db, { week }: PlanningWeek, id: string): Promise<PlanHead> {
  const plan = await planOf(db, week, id);
  if (plan === undefined) throw refuse('not-found');
  return plan;
}
