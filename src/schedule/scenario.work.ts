import type { z } from '@hono/zod-openapi';
import type { Call, Reply } from '../guard/endpoint.ts';
import type { Actor, Db } from '../platform/db/index.ts';
import { Refusal, refusal, refuse } from '../platform/http/problem.ts';
import type { Monday } from './calendar.ts';
import { WeekFault } from './engine/index.ts';
import { addExceptions, exceptionsIn, isEffective } from './exception.store.ts';
import { mustStillHold } from './holds.ts';
import { labelsIn } from './labels.store.ts';
import { PLAN_WEEK } from './plan.jobs.ts';
import { adoptSupposed, headsOf, type PlanHead, planById, weeksIn } from './plan.store.ts';
import { planningWeek, type weekParam } from './planning.ts';
import { isGoing, latestRun, queueRun } from './run.store.ts';
import {
  addScenario,
  countOpen,
  endScenario,
  type Scenario,
  scenarioOf,
  scenariosOf,
} from './scenario.store.ts';
import { looseBound } from './scenario.ts';
import { runShown } from './shown.ts';
import { namedIn } from './solution.ts';
import { baseOf, supposedWeek } from './supposed.ts';
import { usualWeek, weekFile } from './week-file.ts';
import { CHANGES_MAX, type Obstacle, type ScenarioShown, type ScenariosShown } from './whatif.schema.ts';
import { isDisruption } from './whatif.ts';
import { obstaclesOf } from './whatif.use.ts';

type WeekCall = Omit<Call<z.output<typeof weekParam>, unknown, unknown>, 'body' | 'query'>;
type Begun = { scenario: ScenarioShown; run: ReturnType<typeof runShown> };

/** Scenarios of one week that are neither used nor discarded: more tabs than anybody compares. */
const OPEN_MAX = 20;

/** Keeps a scenario and starts its run. */
export async function beginScenario(
  { db, actor, params, now, house }: WeekCall,
  asked: Pick<Scenario, 'kind' | 'changes'> & {
    readonly seconds: number;
    /** Where a fault of "/changes/0/session" stands in what was sent. */
    readonly pointerOf: (pointer: string) => string;
  },
): Promise<Reply<Begun>> {
  const { week: monday, isOver } = await planningWeek(db, params.week, now);
  if (isOver) throw refusal(409, 'week-over', 'That week is over. Plan a week that is still to come.');
  await mayBegin(db, monday);
  if (asked.changes.length > CHANGES_MAX) {
    throw refusal(409, 'too-many-changes', `A scenario takes up to ${CHANGES_MAX} changes.`);
  }
  const base = await baseOf(db, monday);
  const { week } = await supposedWeek(db, monday, asked.changes, base).catch(async (fault: unknown) => {
    throw fault instanceof WeekFault ? await doesNotFit(db, fault, asked.pointerOf) : fault;
  });
  if (week.people.length === 0) {
    throw refusal(409, 'nobody-to-place', 'Nobody has hours prescribed in this week yet.');
  }
  const id = await addScenario(db, actor, monday, { ...asked, base: base?.id ?? null });
  const run = await queueRun(db, actor, monday, asked.seconds, week.people.length, id);
  const scenario = (await listShown(db, monday)).scenarios.find((each) => each.id === id);
  if (scenario === undefined) throw new Error('A scenario that was just added is listed.');
  return {
    body: { scenario, run: runShown(run) },
    after: () => house.jobs.send(PLAN_WEEK, { org: actor.org, run: run.id }),
  };
}

async function mayBegin(db: Db, monday: Monday): Promise<void> {
  const latest = await latestRun(db, monday);
  if (latest !== undefined && isGoing(latest)) {
    throw refusal(409, 'already-running', 'The planner is already at work on this week.');
  }
  if ((await countOpen(db, monday)) >= OPEN_MAX) {
    throw refusal(409, 'too-many-scenarios', `There are ${OPEN_MAX} scenarios already. Discard one first.`);
  }
}

/** "$.changes[3].room" of a fault is "/changes/3/room" of what was sent. */
async function doesNotFit(
  db: Db,
  { faults }: WeekFault,
  pointerOf: (pointer: string) => string,
): Promise<Refusal> {
  const labels = await labelsIn(db);
  const fields = faults.map(({ path, message }) => ({
    pointer: pointerOf(path.replace('$', '').replace(/[.[]/g, '/').replaceAll(']', '')),
    detail: namedIn(message, labels),
  }));
  return new Refusal({
    status: 422,
    code: 'change-does-not-fit',
    title: 'That does not go together with this week. Nothing was started.',
    detail: fields[0]?.detail,
    fields,
  });
}

export async function theScenario(db: Db, monday: Monday, id: string): Promise<Scenario> {
  const scenario = await scenarioOf(db, monday, id);
  if (scenario === undefined) throw refuse('not-found');
  return scenario;
}

/** The scenarios of a week with what stands in the way of each, and what is different in this week only. */
export async function listShown(db: Db, monday: Monday): Promise<ScenariosShown> {
  const scenarios = await scenariosOf(db, monday);
  const base = await baseOf(db, monday);
  const bases = await headsOf(
    db,
    scenarios.flatMap(({ base }) => base ?? []),
  );
  const shown: ScenarioShown[] = [];
  for (const scenario of scenarios) {
    shown.push({
      id: scenario.id,
      number: scenario.number,
      kind: scenario.kind,
      state: scenario.state,
      changes: [...scenario.changes],
      base: baseShown(scenario.base === null ? undefined : bases.get(scenario.base)),
      isOutdated: scenario.base !== (base?.id ?? null),
      run: scenario.run,
      planId: scenario.planId,
      outcome: scenario.outcome,
      obstacles: await obstaclesNow(db, scenario),
      createdAt: scenario.createdAt.toISOString(),
      version: scenario.version,
    });
  }
  const exceptions = await exceptionsIn(db, monday);
  const usual = exceptions.length === 0 ? undefined : await usualWeek(db, monday);
  return {
    scenarios: shown,
    exceptions: exceptions.map((exception) => ({
      ...exception,
      isEffective: usual !== undefined && isEffective(usual, exception),
    })),
  };
}

const baseShown = (plan: PlanHead | undefined): ScenarioShown['base'] =>
  plan === undefined ? null : { planId: plan.id, week: plan.week, draftNumber: plan.draftNumber ?? 0 };

async function obstaclesNow(
  db: Db,
  { week, state, changes, planId }: Pick<Scenario, 'week' | 'state' | 'changes' | 'planId'>,
): Promise<Obstacle[]> {
  if (state !== 'ready' || planId === null || changes.every(isDisruption)) return [];
  return obstaclesOf(await weekFile(db, week), changes, await weeksIn(db, planId));
}

/**
 * A scenario becomes the newest draft. Who is away and what is closed holds in this week from then on; everything
 * else has to be true in the program before.
 */
export async function adoptScenario(db: Db, actor: Actor, scenario: Scenario): Promise<PlanHead> {
  const { week, state, planId, changes } = scenario;
  if (state !== 'ready' || planId === null) {
    throw refusal(409, 'no-plan-yet', 'There is no plan of this scenario that could be used.');
  }
  const obstacles = await obstaclesNow(db, scenario);
  if (obstacles.length > 0) {
    throw new Refusal({
      status: 409,
      code: 'only-supposed',
      title: 'This scenario supposes what is not so in the program yet. Nothing was changed.',
      current: { obstacles },
    });
  }
  await addExceptions(db, actor, week, changes.filter(isDisruption));
  const plan = await planById(db, planId);
  if (plan === undefined) throw new Error('The plan of a scenario is kept as long as the scenario.');
  await mustStillHold(
    db,
    plan,
    'This scenario does not hold in the program as it is now. Nothing was changed.',
  );
  const isForced = changes.some(({ kind }) => kind === 'open-group');
  const proof = isForced
    ? { bound: looseBound(await weekFile(db, week)), status: 'feasible' as const }
    : { bound: plan.bound, status: plan.status };
  const used = (await endScenario(db, scenario, 'used'))
    ? await adoptSupposed(db, { ...plan, ...proof })
    : undefined;
  if (used === undefined) throw refuse('stale');
  return used;
}
