import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemActor } from '../guard/actors.ts';
import type { House } from '../guard/house.ts';
import { houseForTest } from '../guard/testing.ts';
import type { Actor, Db } from '../platform/db/index.ts';
import { createHttpApp, type HttpApp } from '../platform/http/app.ts';
import { newId } from '../platform/ids.ts';
import { createLog } from '../platform/log.ts';
import { mondayOf, todayIn, weekAfter } from './calendar.ts';
import { endLostRunsEverywhere, planWeek, planWork } from './plan.jobs.ts';
import { planRoutes } from './plan.routes.ts';
import type { PlanBoard, PlanChanges, PlanShown, RunShown } from './plan.schema.ts';
import { runRoutes } from './run.routes.ts';
import { beat, queueRun, takeUp } from './run.store.ts';
import { at, type Caller, callerAt, type Program, smallProgram, watchRun } from './testing.ts';
import { weekFile } from './week-file.ts';

// Sessions end by the real clock, so the tests begin today; only minutes are moved by hand.
const START = new Date();
const today = todayIn('America/New_York', START);
const WEEK = weekAfter(mondayOf(today));
const NEXT_WEEK = weekAfter(WEEK);
const addDays = (date: string, days: number) => Temporal.PlainDate.from(date).add({ days }).toString();
const later = (seconds: number) => new Date(START.getTime() + seconds * 1000);

/** A clock that a test moves by hand. */
const clock = { at: START, now: () => clock.at };

let drop: () => Promise<void>;
let house: House;
let app: HttpApp;
let program: Program;
let stranger: Program;

const as = <T>(actor: Actor, work: (db: Db) => Promise<T>): Promise<T> =>
  house.door.asActor(actor, 'operations', work);
const asDemo = <T>(org: string, work: (db: Db) => Promise<T>) => as(systemActor('system:demo', org), work);

const caller = (org: string, kind: 'staff' | 'participant', id: string): Promise<Caller> =>
  callerAt({ house, app }, org, kind, id);

let rosa: Caller;

beforeAll(async () => {
  ({ house, drop } = await houseForTest({ clock }));
  program = await smallProgram(house);
  stranger = await smallProgram(house);
  app = createHttpApp(createLog('silent'));
  planRoutes(app, house);
  runRoutes(app, house);
  planWork(house);
  await house.jobs.start();
  rosa = await caller(program.org, 'staff', program.coordinator);
}, 60_000);
afterAll(async () => {
  await house.jobs.stop();
  await drop();
});

const boardIn = async (week: string) => (await rosa.get<PlanBoard>(`/api/plan/${week}`)).body;

const watch = (week: string, run: string, onRun?: (run: RunShown) => void) =>
  watchRun(app, rosa, week, run, onRun);

/** Lets the planner make a draft and answers it. */
async function draft(week: string): Promise<PlanShown> {
  const started = await rosa.post<{ run: RunShown }>(`/api/plan/${week}/runs`, { seconds: 10 });
  expect(started.status).toBe(202);
  const run = await watch(week, started.body.run.id);
  expect(run).toMatchObject({ state: 'done', fault: null });
  const { plan } = await boardIn(week);
  expect(plan?.id).toBe(run.planId);
  return plan as PlanShown;
}

const publish = (week: string, plan: PlanShown) =>
  rosa.post<{ plan: PlanShown; people: number }>(
    `/api/plan/${week}/publish`,
    { planId: plan.id },
    plan.version,
  );

/** Everybody's week of the published plan, as sorted sessions by person. */
async function livedIn(week: string): Promise<ReadonlyMap<string, string>> {
  const { sessions } = await boardIn(week);
  const lived = new Map<string, string[]>();
  for (const { id, people } of sessions)
    for (const one of people) lived.set(one, [...(lived.get(one) ?? []), id]);
  return new Map([...lived].map(([one, list]) => [one, list.toSorted().join()]));
}

beforeEach(() => {
  clock.at = START;
});

describe('a week from nothing to published and back', () => {
  test('before the first run the board shows the groups, who waits, and no plan', async () => {
    const board = await boardIn(WEEK);
    expect(board).toMatchObject({ plan: null, run: null, tiles: null, waiting: 4, isOver: false });
    expect(board.sessions).toHaveLength(4);
    expect(board.people.map(({ code }) => code).toSorted()).toEqual(['K-1180', 'M-4410', 'R-2207', 'T-0931']);
  });

  test('a run becomes a draft that places everybody, checked and proven', async () => {
    const plan = await draft(WEEK);
    expect(plan).toMatchObject({ draftNumber: 1, state: 'draft', placed: 4, people: 4, status: 'optimal' });
    const board = await boardIn(WEEK);
    expect(board.tiles).toMatchObject({
      placed: { people: 4, of: 4, change: null },
      hours: { people: 4, of: 4, mostShort: 0 },
      moves: { people: 0, visitsOnly: 0, new: 4 },
      seats: { taken: 12, of: 12 },
      eveningSeats: { taken: 12, of: 12 },
    });
    expect(board.sessions.map(({ taken, max }) => [taken, max])).toEqual([
      [3, 3],
      [3, 3],
      [3, 3],
      [3, 3],
    ]);
    const changes = await rosa.get<PlanChanges>(`/api/plan/${WEEK}/changes`);
    expect(changes.body.people.map(({ reason, before }) => [reason, before])).toEqual(
      Array(4).fill(['new', null]),
    );
    expect(changes.body.message.en).not.toMatch(/program|group|IOP|treatment/i);
  });

  test('the planner leaves a draft alone: only publishing shows it to the people', async () => {
    expect((await weekFileAs(WEEK)).people.every(({ current }) => current === undefined)).toBe(true);
    const { plan } = await boardIn(WEEK);
    const answer = await publish(WEEK, plan as PlanShown);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ people: 4, plan: { state: 'published', version: 2 } });
    expect((await weekFileAs(WEEK)).people.map(({ current }) => current?.sessions.length)).toEqual([
      3, 3, 3, 3,
    ]);
  });

  test('a second plan starts from what people live by, and moves nobody without need', async () => {
    const before = await livedIn(WEEK);
    const plan = await draft(WEEK);
    expect(plan.draftNumber).toBe(2);
    expect((await boardIn(WEEK)).tiles?.moves).toEqual({ people: 0, visitsOnly: 0, new: 0 });
    expect(await livedIn(WEEK)).toEqual(before);
  });

  test('a plan for the week after starts from this week’s', async () => {
    const before = await livedIn(WEEK);
    await draft(NEXT_WEEK);
    expect(await livedIn(NEXT_WEEK)).toEqual(before);
  });

  test('when a life changes, publishing again moves as few people as can be', async () => {
    const before = await livedIn(WEEK);
    const [sam = ''] = program.people;
    const missed = program.evenings.findIndex((id) => !before.get(sam)?.includes(id));
    const taken = (missed + 1) % 4;
    await asDemo(program.org, (db) =>
      db
        .insertInto('schedule.busy')
        .values({
          org_id: program.org,
          participant_id: sam,
          start_minute: at(taken, 18),
          end_minute: at(taken, 20),
          kind: 'class',
        })
        .execute(),
    );
    const { plan: stale } = await boardIn(WEEK);
    const refused = await publish(WEEK, stale as PlanShown);
    expect(refused).toMatchObject({ status: 409, body: { code: 'plan-outdated' } });
    expect(JSON.stringify(refused.body)).toContain('R-2207');
    expect(JSON.stringify(refused.body)).not.toContain(sam);

    await draft(WEEK);
    // Sam takes the evening missed so far; the seat there comes from one other person, who takes Sam's.
    const { people } = (await rosa.get<PlanChanges>(`/api/plan/${WEEK}/changes`)).body;
    expect(people).toHaveLength(2);
    expect(people.find(({ person }) => person === sam)?.reason).toBe('life-changed');
    expect(people.find(({ person }) => person !== sam)?.reason).toBe('makes-room');
  });

  test('publishing can be taken back for a minute: what was there before counts again', async () => {
    const { plan } = await boardIn(WEEK);
    const before = await publishedIn(WEEK);
    const published = await publish(WEEK, plan as PlanShown);
    expect(published.body.plan.undoUntil).toBe(later(60).toISOString());
    expect((await publishedIn(WEEK))?.id).toBe(plan?.id);
    clock.at = later(59);
    const undone = await rosa.post<{ plan: PlanShown; restored: PlanShown }>(
      `/api/plan/${WEEK}/undo`,
      {},
      published.body.plan.version,
    );
    expect(undone.body).toMatchObject({
      plan: { id: plan?.id, state: 'draft' },
      restored: { id: before?.id },
    });
    expect((await publishedIn(WEEK))?.id).toBe(before?.id);
  });

  test('after the minute it stays', async () => {
    const { plan } = await boardIn(WEEK);
    const { body } = await publish(WEEK, plan as PlanShown);
    clock.at = later(61);
    const late = await rosa.post(`/api/plan/${WEEK}/undo`, {}, body.plan.version);
    expect(late).toMatchObject({ status: 409, body: { code: 'undo-over' } });
    expect((await publishedIn(WEEK))?.id).toBe(plan?.id);
  });
});

const publishedIn = async (week: string) =>
  (await boardIn(week)).plans.find(({ state }) => state === 'published');
const weekFileAs = (week: string) =>
  as(systemActor('system:planner', program.org), (db) => weekFile(db, week));

describe('runs', () => {
  const planner = () => systemActor('system:planner', program.org);
  const queued = (week: string) => as(planner(), (db) => queueRun(db, planner(), week, 10, 4));
  const act = (run: { id: string }, what: string, week = NEXT_WEEK) =>
    rosa.post<{ run: RunShown }>(`/api/plan/${week}/runs/${run.id}/${what}`);

  test('a run called off leaves everything as it was, even when its process goes on', async () => {
    const before = (await boardIn(NEXT_WEEK)).plans;
    const run = await queued(NEXT_WEEK);
    expect((await act(run, 'cancel')).body.run.state).toBe('cancelled');
    await planWeek(house, program.org, run.id);
    expect(await boardIn(NEXT_WEEK)).toMatchObject({
      plans: before,
      run: { state: 'cancelled', planId: null },
    });
    expect(await act(run, 'cancel')).toMatchObject({ status: 409, body: { code: 'run-over' } });
  });

  test('called off while it thinks, a run keeps nothing of what it found', async () => {
    const before = (await boardIn(NEXT_WEEK)).plans;
    const run = await queued(NEXT_WEEK);
    const taken = await as(planner(), (db) => takeUp(db, run.id));
    expect(taken).toEqual({ week: NEXT_WEEK, seconds: 10, scenario: null });
    await act(run, 'cancel');
    expect(await as(planner(), (db) => beat(db, run.id, undefined))).toBe('over');
    expect((await boardIn(NEXT_WEEK)).plans).toEqual(before);
  });

  test('the best so far can be kept once there is one; the run hears of it with its next beat', async () => {
    const run = await queued(NEXT_WEEK);
    await as(planner(), (db) => takeUp(db, run.id));
    expect(await act(run, 'use-best')).toMatchObject({ status: 409, body: { code: 'no-plan-yet' } });
    await as(planner(), (db) => beat(db, run.id, { ...run.progress, stage: 'served', best: 3, bound: 4 }));
    expect((await act(run, 'use-best')).body.run).toMatchObject({ wish: 'use-best', state: 'running' });
    expect(await as(planner(), (db) => beat(db, run.id, undefined))).toBe('use-best');
    await act(run, 'cancel');
  });

  test('one run at a time in a week', async () => {
    const run = await queued(NEXT_WEEK);
    expect(await rosa.post(`/api/plan/${NEXT_WEEK}/runs`)).toMatchObject({
      status: 409,
      body: { code: 'already-running' },
    });
    await expect(queued(NEXT_WEEK)).rejects.toThrow();
    await act(run, 'cancel');
  });

  test('a run whose process was killed is found and says so', async () => {
    const run = await queued(NEXT_WEEK);
    await as(planner(), (db) => takeUp(db, run.id));
    expect(await endLostRunsEverywhere(house, 30)).toBe(0); // it beat just now
    expect(await endLostRunsEverywhere(house, 0)).toBe(1);
    expect((await boardIn(NEXT_WEEK)).run).toMatchObject({ state: 'failed', fault: 'stopped' });
    expect((await draft(NEXT_WEEK)).state).toBe('draft');
  });

  test('whoever looks at a run that fell silent is told that it stopped', async () => {
    const run = await queued(NEXT_WEEK);
    await as(planner(), async (db) => {
      await takeUp(db, run.id);
      await db
        .updateTable('schedule.run')
        .set({ beat_at: new Date(Date.now() - 60_000) })
        .where('run_id', '=', run.id)
        .execute();
    });
    expect(await watch(NEXT_WEEK, run.id)).toMatchObject({ state: 'failed', fault: 'stopped' });
  });

  test('groups that contradict each other stop the run with the reason, in the program’s own words', async () => {
    const [first = ''] = program.evenings;
    const extra = newId();
    await asDemo(program.org, async (db) => {
      const session = await db
        .selectFrom('schedule.session')
        .selectAll()
        .where('session_id', '=', first)
        .executeTakeFirstOrThrow();
      await db
        .insertInto('schedule.session')
        .values({ ...session, session_id: extra, label_en: 'Late evening' })
        .execute();
    });
    const started = await rosa.post<{ run: RunShown }>(`/api/plan/${NEXT_WEEK}/runs`, { seconds: 10 });
    const run = await watch(NEXT_WEEK, started.body.run.id);
    expect(run).toMatchObject({ state: 'failed', fault: 'contradiction', planId: null });
    expect(run.progress.faults?.join()).toMatch(/Room 1.*[Ee]vening/);
    await asDemo(program.org, (db) =>
      db.deleteFrom('schedule.session').where('session_id', '=', extra).execute(),
    );
  });
});

describe('what is refused', () => {
  test('a plan that somebody touched is not published', async () => {
    const plan = await draft(WEEK);
    const [sam = ''] = program.people;
    const before = await livedIn(WEEK);
    const missing = program.evenings.find((id) => !before.get(sam)?.includes(id)) ?? '';
    await asDemo(program.org, (db) =>
      db
        .insertInto('schedule.placement')
        .values({ org_id: program.org, plan_id: plan.id, participant_id: sam, session_id: missing })
        .execute(),
    );
    expect(await publish(WEEK, plan)).toMatchObject({ status: 409, body: { code: 'plan-outdated' } });
    expect((await publishedIn(WEEK))?.id).not.toBe(plan.id);
  });

  test('a stale version, and a plan that is no draft any more', async () => {
    const published = (await publishedIn(WEEK)) as PlanShown;
    expect(await publish(WEEK, { ...published, version: published.version + 5 })).toMatchObject({
      status: 412,
      body: { code: 'stale', current: { id: published.id } },
    });
    expect(await publish(WEEK, published)).toMatchObject({ status: 409, body: { code: 'not-a-draft' } });
  });

  test.each([
    [addDays(WEEK, 1), 422, 'not-a-week'],
    [weekAfter(WEEK, 60), 422, 'not-a-week'],
    [weekAfter(WEEK, -60), 422, 'not-a-week'],
    ['2026-13-45', 404, 'not-found'],
    ['soon', 404, 'not-found'],
  ])('%s is no week', async (week, status, code) => {
    expect(await rosa.get(`/api/plan/${week}`)).toMatchObject({ status, body: { code } });
    expect(await rosa.post(`/api/plan/${week}/runs`)).toMatchObject({ status, body: { code } });
  });

  test('a week that is over is not planned', async () => {
    expect(await rosa.post(`/api/plan/${weekAfter(WEEK, -3)}/runs`)).toMatchObject({
      status: 409,
      body: { code: 'week-over' },
    });
  });

  test.each([{ seconds: 4 }, { seconds: 61 }, { seconds: 'long' }])('a run of %o', async (body) => {
    expect(await rosa.post(`/api/plan/${NEXT_WEEK}/runs`, body)).toMatchObject({
      status: 422,
      body: { code: 'invalid' },
    });
  });

  test('unknown plans and runs', async () => {
    const nobody = newId();
    expect((await rosa.get(`/api/plan/${WEEK}?plan=${nobody}`)).status).toBe(404);
    expect((await rosa.get(`/api/plan/${WEEK}/changes?plan=${nobody}`)).status).toBe(404);
    expect((await rosa.post(`/api/plan/${WEEK}/publish`, { planId: nobody }, 1)).status).toBe(404);
    expect((await rosa.post(`/api/plan/${WEEK}/runs/${nobody}/cancel`)).status).toBe(404);
    expect((await rosa.get(`/api/plan/${WEEK}/runs/${nobody}/events`)).status).toBe(404);
  });
});

describe('who sees a plan', () => {
  test('everybody shown on the board is noted in who looked', async () => {
    const before = await looks();
    await boardIn(WEEK);
    expect((await looks()) - before).toBe(4);
  });

  const looks = () =>
    as({ org: program.org, id: newId(), role: 'privacy', request: newId() }, async (db) => {
      const rows = await db
        .selectFrom('guard.access')
        .select('access_id')
        .where('category', '=', 'schedule')
        .execute();
      return rows.length;
    });

  test('a participant, a counselor and somebody not signed in find nothing here', async () => {
    const [sam = ''] = program.people;
    const plan = (await publishedIn(WEEK)) as PlanShown;
    for (const who of [
      await caller(program.org, 'participant', sam),
      await caller(program.org, 'staff', program.counselor),
    ]) {
      expect((await who.get(`/api/plan/${WEEK}`)).status).toBe(404);
      expect((await who.get(`/api/plan/${WEEK}/changes`)).status).toBe(404);
      expect((await who.post(`/api/plan/${WEEK}/runs`)).status).toBe(404);
      expect((await who.post(`/api/plan/${WEEK}/publish`, { planId: plan.id }, plan.version)).status).toBe(
        404,
      );
      expect((await who.post(`/api/plan/${WEEK}/undo`, {}, plan.version)).status).toBe(404);
    }
    expect((await app.request(`/api/plan/${WEEK}`)).status).toBe(401);
    expect((await app.request(`/api/plan/${WEEK}/runs/${newId()}/events`)).status).toBe(401);
  });

  test('another program’s coordinator sees her own week and none of this one’s plans', async () => {
    const other = await caller(stranger.org, 'staff', stranger.coordinator);
    const plan = (await publishedIn(WEEK)) as PlanShown;
    const { body } = await other.get<PlanBoard>(`/api/plan/${WEEK}`);
    expect(body).toMatchObject({ plan: null, plans: [], waiting: 4 });
    expect(body.people.map(({ person }) => person).toSorted()).toEqual(stranger.people.toSorted());
    expect((await other.get(`/api/plan/${WEEK}?plan=${plan.id}`)).status).toBe(404);
    expect((await other.post(`/api/plan/${WEEK}/publish`, { planId: plan.id }, plan.version)).status).toBe(
      404,
    );
  });
});
