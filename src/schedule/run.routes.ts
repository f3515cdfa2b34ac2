import { z } from '@hono/zod-openapi';
import { streamSSE } from 'hono/streaming';
import { endpoint, kindOf } from '../guard/endpoint.ts';
import type { House } from '../guard/house.ts';
import type { Db } from '../platform/db/index.ts';
import type { HttpApp } from '../platform/http/app.ts';
import { refusal, refuse } from '../platform/http/problem.ts';
import { PLAN_WEEK } from './plan.jobs.ts';
import { runSchema } from './plan.schema.ts';
import { planningWeek, weekParam } from './planning.ts';
import { endRun, isGoing, latestRun, queueRun, type Run, runOf, wishForBest } from './run.store.ts';
import { runShown } from './shown.ts';
import { peopleWithNeed } from './week-file.ts';

const runParams = weekParam.extend({ run: z.uuid() });
const oneRun = z.object({ run: runSchema });

/** How often a watcher looks, and for how long one stream lasts: a browser then opens the next by itself. */
const LOOK_MS = 500;
const STREAM_MS_MAX = 5 * 60_000;

/** Runs of the planner: start one, watch it, take its best so far, or call it off. */
export function runRoutes(app: HttpApp, house: House): void {
  const common = { tag: 'Plan', audience: 'staff', purpose: 'operations' } as const;

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/plan/:week/runs',
      summary: 'Let the planner find everybody’s week',
      params: weekParam,
      body: z.object({ seconds: z.number().int().min(5).max(60).default(20) }),
      answer: oneRun,
      status: 202,
      command: true,
    },
    async ({ db, actor, params, body, now }) => {
      const { week, isOver } = await planningWeek(db, params.week, now);
      if (isOver) throw refusal(409, 'week-over', 'That week is over. Plan a week that is still to come.');
      const latest = await latestRun(db, week);
      if (latest !== undefined && isGoing(latest)) {
        throw refusal(409, 'already-running', 'The planner is already at work on this week.');
      }
      const people = await peopleWithNeed(db, week);
      if (people === 0) {
        throw refusal(409, 'nobody-to-place', 'Nobody has hours prescribed in this week yet.');
      }
      const run = await queueRun(db, actor, week, body.seconds, people);
      return {
        body: { run: runShown(run) },
        after: () => house.jobs.send(PLAN_WEEK, { org: actor.org, run: run.id }),
      };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/plan/:week/runs/:run/use-best',
      summary: 'Stop here and keep the best so far',
      params: runParams,
      body: z.object({}),
      answer: oneRun,
      command: true,
    },
    async ({ db, params, now }) => {
      const run = await goingRun(db, params, now);
      if (run.progress.best === null) {
        throw refusal(409, 'no-plan-yet', 'There is no plan yet to keep. Wait a moment, or cancel.');
      }
      await wishForBest(db, run.id);
      return { body: { run: runShown(await theRun(db, run.week, run.id)) } };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/plan/:week/runs/:run/cancel',
      summary: 'Call a run off: everything stays as it was',
      params: runParams,
      body: z.object({}),
      answer: oneRun,
      command: true,
    },
    async ({ db, params, now }) => {
      const run = await goingRun(db, params, now);
      await endRun(db, run.id, { state: 'cancelled' });
      return { body: { run: runShown(await theRun(db, run.week, run.id)) } };
    },
  );

  runEvents(app, house);
}

async function goingRun(db: Db, params: z.infer<typeof runParams>, now: Date): Promise<Run> {
  const { week } = await planningWeek(db, params.week, now);
  const run = await theRun(db, week, params.run);
  if (!isGoing(run)) throw refusal(409, 'run-over', 'This run has already ended.');
  return run;
}

async function theRun(db: Db, week: string, id: string): Promise<Run> {
  const run = await runOf(db, week, id);
  if (run === undefined) throw refuse('not-found');
  return run;
}

/** Server-sent events: the run twice a second until it has ended. */
function runEvents(app: HttpApp, house: House): void {
  app.openAPIRegistry.registerPath({
    method: 'get',
    path: '/api/plan/{week}/runs/{run}/events',
    summary: 'Watch a run (server-sent events: "run" with the run as JSON)',
    tags: ['Plan'],
    security: [{ session: [] }],
    request: { params: runParams },
    responses: { 200: { description: 'A stream', content: { 'text/event-stream': { schema: z.string() } } } },
  });
  app.get('/api/plan/:week/runs/:run/events', async (c) => {
    const actor = await house.signIn.actorOf(c.req.raw.headers, c.get('request'));
    if (actor === undefined) throw refuse('not-signed-in');
    const params = runParams.safeParse(c.req.param());
    if (kindOf(actor.role) !== 'staff' || !params.success) throw refuse('not-found');
    const look = () =>
      house.door.asActor(actor, 'operations', async (db) => {
        const { week } = await planningWeek(db, params.data.week, house.clock.now());
        return theRun(db, week, params.data.run);
      });
    const first = await look();
    c.header('x-accel-buffering', 'no'); // a proxy that gathers events would hide the progress
    return streamSSE(c, async (stream) => {
      const endsMs = performance.now() + STREAM_MS_MAX;
      let run = first;
      while (true) {
        await stream.writeSSE({ event: 'run', data: JSON.stringify(runShown(run)) });
        if (!isGoing(run) || stream.aborted || performance.now() > endsMs) return;
        await stream.sleep(LOOK_MS);
        if (stream.aborted) return;
        run = await look();
      }
    });
  });
}
