import { z } from '@hono/zod-openapi';
import { endpoint } from '../guard/endpoint.ts';
import type { House } from '../guard/house.ts';
import type { HttpApp } from '../platform/http/app.ts';
import { refusal, refuse } from '../platform/http/problem.ts';
import { removeException } from './exception.store.ts';
import { headSchema, runSchema } from './plan.schema.ts';
import { planOf, shortIn } from './plan.store.ts';
import { planningWeek, weekParam } from './planning.ts';
import { endRun } from './run.store.ts';
import { endScenario, scenarioOf } from './scenario.store.ts';
import { adoptScenario, beginScenario, listShown, theScenario } from './scenario.work.ts';
import { planShown } from './shown.ts';
import { fixBody, repairBody, scenarioBody, scenarioSchema, scenariosSchema } from './whatif.schema.ts';
import { changeOfFix } from './whatif.use.ts';

const begun = z.object({ scenario: scenarioSchema, run: runSchema });
const scenarioParams = weekParam.extend({ scenario: z.uuid() });

/** Seconds a repair may take: whoever asks for one waits for it. */
const REPAIR_SECONDS = 5;
const FIX_SECONDS = 10;

/** What-if scenarios of a week: begun, compared, used or discarded. */
export function scenarioRoutes(app: HttpApp, house: House): void {
  const common = { tag: 'Plan', audience: 'staff', purpose: 'operations' } as const;
  const beginning = {
    ...common,
    params: weekParam,
    answer: begun,
    method: 'post',
    status: 202,
    command: true,
  } as const;

  endpoint(
    app,
    house,
    {
      ...beginning,
      path: '/api/plan/:week/scenarios',
      summary: 'Work out the week with something different about it',
      body: scenarioBody,
    },
    ({ body: { changes, seconds }, ...call }) =>
      beginScenario(call, { kind: 'what-if', changes, seconds, pointerOf: (path) => path }),
  );

  endpoint(
    app,
    house,
    {
      ...beginning,
      path: '/api/plan/:week/repair',
      summary: 'Somebody is away, a room is closed or a group does not meet: keep as many weeks as can be',
      body: repairBody,
    },
    ({ body: { change }, ...call }) =>
      beginScenario(call, {
        kind: 'repair',
        changes: [change],
        seconds: REPAIR_SECONDS,
        pointerOf: (path) => path.replace('/changes/0', '/change'),
      }),
  );

  endpoint(
    app,
    house,
    {
      ...beginning,
      path: '/api/plan/:week/fix',
      summary: 'Try one of the fixes that the board names, in a scenario of its own',
      body: fixBody,
    },
    async ({ body, ...call }) => {
      const { week } = await planningWeek(call.db, call.params.week, call.now);
      const plan = await planOf(call.db, week, body.planId);
      const short = plan && (await shortIn(call.db, plan.id)).find(({ person }) => person === body.person);
      const fix = short?.fixes[body.fix];
      if (plan === undefined || fix === undefined) throw refuse('not-found');
      const change = changeOfFix(fix, body.person);
      if (change === undefined) {
        throw refusal(
          409,
          'not-a-change',
          'This cannot be tried in a scenario: it has to be changed in the program.',
        );
      }
      const before = plan.scenario === null ? undefined : await scenarioOf(call.db, week, plan.scenario);
      return beginScenario(call, {
        kind: 'fix',
        changes: [...(before?.changes ?? []), change],
        seconds: FIX_SECONDS,
        pointerOf: () => '/fix',
      });
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/plan/:week/scenarios',
      summary: 'The scenarios of a week beside the plan worked on, and what is different in this week only',
      params: weekParam,
      answer: scenariosSchema,
    },
    async ({ db, params, now }) => {
      const { week } = await planningWeek(db, params.week, now);
      return { body: await listShown(db, week) };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/plan/:week/scenarios/:scenario/use',
      summary: 'A scenario becomes the newest draft, where the program is as it supposes',
      params: scenarioParams,
      body: z.object({}),
      answer: z.object({ plan: headSchema }),
      command: true,
      versioned: true,
    },
    async ({ db, actor, params, version, now }) => {
      const at = await planningWeek(db, params.week, now);
      if (at.isOver) throw refusal(409, 'week-over', 'That week is over. Plan a week that is still to come.');
      const scenario = await theScenario(db, at.week, params.scenario);
      if (scenario.version !== version) {
        const current = (await listShown(db, at.week)).scenarios.find(({ id }) => id === scenario.id);
        throw refuse('stale', { current, shows: scenarioSchema });
      }
      const plan = await adoptScenario(db, actor, scenario);
      return { body: { plan: planShown(plan, now) }, version: plan.version };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/plan/:week/scenarios/:scenario/discard',
      summary: 'Put a scenario away; one that is still worked out is called off',
      params: scenarioParams,
      body: z.object({}),
      answer: scenariosSchema,
      command: true,
    },
    async ({ db, params, now }) => {
      const { week } = await planningWeek(db, params.week, now);
      const scenario = await theScenario(db, week, params.scenario);
      if (scenario.state === 'used') {
        throw refusal(409, 'scenario-used', 'This scenario is a draft now. Make another plan instead.');
      }
      await endRun(db, scenario.run, { state: 'cancelled' });
      if (!(await endScenario(db, scenario, 'discarded'))) throw refuse('stale');
      return { body: await listShown(db, week) };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/plan/:week/exceptions/:exception/remove',
      summary: 'What was different in this week only is as always again',
      params: weekParam.extend({ exception: z.uuid() }),
      body: z.object({}),
      answer: scenariosSchema,
      command: true,
    },
    async ({ db, params, now }) => {
      const { week, isOver } = await planningWeek(db, params.week, now);
      if (isOver) throw refusal(409, 'week-over', 'That week is over. Plan a week that is still to come.');
      if (!(await removeException(db, week, params.exception))) throw refuse('not-found');
      return { body: await listShown(db, week) };
    },
  );
}
