import { z } from '@hono/zod-openapi';
import { endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import type { Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refuse } from '../../platform/http/problem.ts';
import { todayHere, wallDate } from './day.ts';
import { addOwnGoal, addRemark, type GoalToday } from './goal.store.ts';
import { type MyGoalsAnswer, myGoalsAnswer, SENTENCE_MAX } from './plan.schema.ts';
import { answerForPerson, contentOf } from './plan.store.ts';
import { goalShown, type PlanNeeds, type PlanWhole, planWhole } from './plan-shown.ts';
import type { Goal } from './treatment-plan.ts';

const common = { tag: 'My week', audience: 'participant', purpose: 'self', answer: myGoalsAnswer } as const;
const words = z.string().trim().max(SENTENCE_MAX);
const some = words.min(1, 'Write it in your own words.');

/** What the person wants, in their own words: how it goes, what helps, and what they say of it. */
export function myGoalRoutes(app: HttpApp, house: House, needs: PlanNeeds): void {
  const mine = (db: Db, id: string, now: Date) => planWhole(db, house.masterKey, needs, id, now);

  endpoint(
    app,
    house,
    { ...common, method: 'get', path: '/api/my/goals', summary: 'My goals, and my plan to sign' },
    async ({ db, actor, now }) => ({ body: await myGoals(db, await mine(db, actor.id, now), now) }),
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/my/goals',
      summary: 'Add a goal in my own words',
      body: z.object({ words: some }),
      status: 201,
      command: true,
    },
    async ({ db, actor, body, now }) => {
      const { sealer } = await mine(db, actor.id, now);
      await addOwnGoal(db, sealer, actor, body.words, now);
      return { body: await myGoals(db, await mine(db, actor.id, now), now) };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/my/goals/:goal/say',
      summary: 'Say something of a goal: a comment, that it is not mine any more, or that it is again',
      params: z.object({ goal: z.uuid() }),
      body: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('comment'), words: some }),
        z.object({ kind: z.enum(['not-mine', 'mine-again']), words: words.default('') }),
      ]),
      status: 201,
      command: true,
    },
    async ({ db, actor, params: { goal }, body, now }) => {
      const { sealer, goals } = await mine(db, actor.id, now);
      if (!goals.some(({ id }) => id === goal)) throw refuse('not-found');
      await addRemark(db, sealer, actor, { participant: actor.id, goal, ...body, now });
      return { body: await myGoals(db, await mine(db, actor.id, now), now) };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/my/treatment-plan/:plan/sign',
      summary: 'Sign the plan I was given',
      params: z.object({ plan: z.uuid() }),
      body: z.object({ name: z.string().trim().min(2, 'Type your name.').max(200), agreed: z.literal(true) }),
      command: true,
      fresh: true,
    },
    async ({ db, actor, params: { plan }, body, now }) => {
      const { sealer, waiting } = await mine(db, actor.id, now);
      if (waiting?.id !== plan) throw refuse('not-found');
      await answerForPerson(db, sealer, actor, plan, { name: body.name }, now);
      return { body: await myGoals(db, await mine(db, actor.id, now), now) };
    },
  );
}

async function myGoals(db: Db, whole: PlanWhole, now: Date): Promise<MyGoalsAnswer> {
  const { participant, sealer, inForce, waiting, goals, review } = whole;
  const { zone } = await todayHere(db, now);
  const agreed = inForce && (await contentOf(db, sealer, inForce));
  const asked = waiting && (await contentOf(db, sealer, waiting));
  const inPlan = new Map(agreed?.goals.filter(isKept).map((goal) => [goal.id, goal]));
  const today = new Map(goals.map((goal) => [goal.id, goal]));
  return {
    participant,
    // What a counselor only drafted is not told as if it were agreed.
    goals: goals
      .filter(({ id, isFromPerson }) => inPlan.has(id) || isFromPerson)
      .map((goal) => myGoal(goal, inPlan.get(goal.id), inPlan.has(goal.id))),
    toSign:
      waiting?.signature && asked
        ? {
            plan: waiting.id,
            by: waiting.signature.by,
            on: wallDate(waiting.signature.at, zone),
            problems: asked.problems
              .filter(({ isArchived }) => !isArchived)
              .map(({ words, status }) => ({ words, status })),
            goals: asked.goals.filter(isKept).flatMap((goal) => {
              const known = today.get(goal.id);
              return known === undefined ? [] : [{ ...myGoal(known, goal, true), words: goal.words }];
            }),
          }
        : null,
    signed:
      inForce?.person && inForce.signature
        ? {
            on: wallDate(inForce.person.answer === 'signed' ? inForce.person.at : inForce.signature.at, zone),
            isByMe: inForce.person.answer === 'signed',
          }
        : null,
    reviewBy: review?.by ?? null,
  };
}

const isKept = ({ isArchived }: { readonly isArchived: boolean }): boolean => !isArchived;

function myGoal(today: GoalToday, inPlan: Goal | undefined, isInPlan: boolean) {
  const { goal, progress, status, isFromPerson, isLetGo, remarks } = goalShown(today);
  return {
    goal,
    words: inPlan?.words ?? today.words,
    nextStep: inPlan?.nextStep ?? '',
    progress,
    status,
    isMine: isFromPerson,
    isLetGo,
    isInPlan,
    seenBy: (inPlan?.objectives ?? [])
      .filter(isKept)
      .map(({ words: seen, targetOn }) => ({ words: seen, by: targetOn ?? '' })),
    help: (inPlan?.interventions ?? [])
      .filter(isKept)
      .map(({ activity, times, every }) => ({ activity, times, every })),
    said: remarks,
  };
}
