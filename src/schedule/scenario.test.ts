import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemActor } from '../guard/actors.ts';
import type { House } from '../guard/house.ts';
import { addPerson } from '../guard/sealing.ts';
import { houseForTest } from '../guard/testing.ts';
import type { Actor, Db } from '../platform/db/index.ts';
import { createHttpApp, type HttpApp } from '../platform/http/app.ts';
import { newId } from '../platform/ids.ts';
import { createLog } from '../platform/log.ts';
import { mondayOf, todayIn, weekAfter } from './calendar.ts';
import { routes } from './index.ts';
import { isInvented } from './invented.ts';
import { planWeek, planWork } from './plan.jobs.ts';
import type { PlanBoard, PlanChanges, PlanShown, RunShown } from './plan.schema.ts';
import { queueRun } from './run.store.ts';
import { addScenario } from './scenario.store.ts';
import { at, type Caller, callerAt, type Program, smallProgram, watchRun } from './testing.ts';
import { weekFile } from './week-file.ts';
import type {
  GrowthShown,
  PreviewShown,
  ScenarioShown,
  ScenariosShown,
  WeekChange,
} from './whatif.schema.ts';

const WEEK = weekAfter(mondayOf(todayIn('America/New_York', new Date())));
/** Later weeks begin from the published one; each is left alone by the other tests. */
const [HYPOTHETICAL_WEEK, FULL_WEEK, LAST_WEEK] = [weekAfter(WEEK), weekAfter(WEEK, 2), weekAfter(WEEK, 3)];

let drop: () => Promise<void>;
let house: House;
let app: HttpApp;
let program: Program;
let stranger: Program;
let rosa: Caller;
/** A candidate on Saturday morning, led by somebody else; four seats. */
let saturday: string;
let eli: string;

const as = <T>(actor: Actor, work: (db: Db) => Promise<T>): Promise<T> =>
  house.door.asActor(actor, 'operations', work);
const asDemo = <T>(work: (db: Db) => Promise<T>) => as(systemActor('system:demo', program.org), work);
const planner = () => systemActor('system:planner', program.org);

async function withSaturday({ org, site, room }: Program): Promise<{ saturday: string; eli: string }> {
  const of = { org_id: org };
  const ids = { saturday: newId(), eli: newId() };
  await as(systemActor('system:demo', org), async (db) => {
    await db
      .insertInto('guard.staff')
      .values({ ...of, staff_id: ids.eli, display_name: 'Eli M.', role: 'counselor' })
      .execute();
    await db
      .insertInto('schedule.staff_hours')
      .values(
        [5, 6].map((day) => ({
          ...of,
          staff_id: ids.eli,
          start_minute: at(day, 8),
          end_minute: at(day, 16),
        })),
      )
      .execute();
    await db
      .insertInto('schedule.session')
      .values({
        ...of,
        session_id: ids.saturday,
        kind: 'group',
        activity: 'recovery-skills',
        label_en: 'Saturday',
        label_es: 'Sábado',
        start_minute: at(5, 9),
        end_minute: at(5, 12),
        site_id: site,
        room_id: room,
        requires: ['iop'],
        people_min: 2,
        people_max: 4,
        status: 'candidate',
        open_cost: 2,
        from_on: '2020-01-01',
      })
      .execute();
    await db
      .insertInto('schedule.session_staff')
      .values({ ...of, session_id: ids.saturday, staff_id: ids.eli })
      .execute();
  });
  return ids;
}

beforeAll(async () => {
  ({ house, drop } = await houseForTest());
  program = await smallProgram(house);
  stranger = await smallProgram(house);
  ({ saturday, eli } = await withSaturday(program));
  app = createHttpApp(createLog('silent'));
  routes(app, house);
  planWork(house);
  await house.jobs.start();
  rosa = await callerAt({ house, app }, program.org, 'staff', program.coordinator);
  const started = await rosa.post<{ run: RunShown }>(`/api/plan/${WEEK}/runs`, { seconds: 10 });
  await watchRun(app, rosa, WEEK, started.body.run.id);
  const { plan } = await boardIn(WEEK);
  expect(await publish(WEEK, plan as PlanShown)).toMatchObject({ status: 200, body: { people: 4 } });
}, 60_000);
afterAll(async () => {
  await house.jobs.stop();
  await drop();
});

const boardIn = async (week: string, plan?: string | null) =>
  (await rosa.get<PlanBoard>(`/api/plan/${week}${plan == null ? '' : `?plan=${plan}`}`)).body;
const publish = (week: string, plan: PlanShown) =>
  rosa.post<{ plan: PlanShown }>(`/api/plan/${week}/publish`, { planId: plan.id }, plan.version);
const listed = async (week: string) => (await rosa.get<ScenariosShown>(`/api/plan/${week}/scenarios`)).body;

interface Begun {
  readonly scenario: ScenarioShown;
  readonly run: RunShown;
}

/** Begins a scenario and waits for what it comes to. */
async function workedOut(week: string, path: string, body: Readonly<Record<string, unknown>>) {
  const begun = await rosa.post<Begun>(`/api/plan/${week}/${path}`, body);
  expect(begun).toMatchObject({ status: 202, body: { scenario: { state: 'working', outcome: null } } });
  expect(begun.body.run.scenario).toBe(begun.body.scenario.id);
  const run = await watchRun(app, rosa, week, begun.body.run.id);
  expect(run).toMatchObject({ state: 'done', fault: null });
  const scenario = (await listed(week)).scenarios.find(({ id }) => id === begun.body.scenario.id);
  expect(scenario).toMatchObject({ state: 'ready', planId: run.planId });
  return scenario as ScenarioShown;
}
const whatIf = (week: string, ...changes: WeekChange[]) =>
  workedOut(week, 'scenarios', { changes, seconds: 10 });
const use = (week: string, { id, version }: ScenarioShown) =>
  rosa.post<{ plan: PlanShown }>(`/api/plan/${week}/scenarios/${id}/use`, {}, version);
const discard = (week: string, { id }: Pick<ScenarioShown, 'id'>) =>
  rosa.post<ScenariosShown>(`/api/plan/${week}/scenarios/${id}/discard`);

describe('a repair, from the call in the morning to the week that people see', () => {
  let repair: ScenarioShown;
  let monday: string;

  test('a group that does not meet moves only those who sat in it, and says how many', async () => {
    monday = program.evenings[0] ?? '';
    const before = await boardIn(WEEK);
    repair = await workedOut(WEEK, 'repair', { change: { kind: 'close-group', session: monday } });
    expect(repair).toMatchObject({
      number: 1,
      kind: 'repair',
      isOutdated: false,
      base: { planId: before.plan?.id, draftNumber: 1 },
      obstacles: [],
      outcome: {
        placed: { people: 4, of: 4, change: 0 },
        hours: { people: 4, change: 0, mostShort: 0 },
        moved: { people: 3, visitsOnly: 0 },
        staffMinutes: { change: 0 },
        groups: { meeting: 4, change: 0, opened: 1 },
        invented: { placed: 0, of: 0 },
      },
    });
  });

  test('it is looked at as a board, beside the draft that stays as it is', async () => {
    const board = await boardIn(WEEK, repair.planId);
    expect(board.plan).toMatchObject({ scenario: repair.id, draftNumber: 0, placed: 4, people: 4 });
    expect(board.tiles?.moves).toEqual({ people: 3, visitsOnly: 0, new: 0 });
    expect(board.sessions.map(({ id }) => id)).not.toContain(monday);
    expect(board.sessions.find(({ id }) => id === saturday)).toMatchObject({
      isProposed: true,
      isOpen: true,
      taken: 3,
    });
    const worked = await boardIn(WEEK);
    expect(worked.plan?.state).toBe('published');
    expect(worked.plans.map(({ id }) => id)).not.toContain(repair.planId);
    expect(worked.sessions.map(({ id }) => id)).toContain(monday);
    const changes = await rosa.get<PlanChanges>(`/api/plan/${WEEK}/changes?plan=${repair.planId}`);
    expect(changes.body.people.map(({ reason }) => reason)).toEqual(Array(3).fill('group-ended'));
  });

  test('it cannot be published past its use', async () => {
    const { plan } = await boardIn(WEEK, repair.planId);
    expect(await publish(WEEK, plan as PlanShown)).toMatchObject({
      status: 409,
      body: { code: 'only-supposed' },
    });
  });

  test('another version of it is stale, and shown', async () => {
    const stale = await use(WEEK, { ...repair, version: repair.version + 3 });
    expect(stale).toMatchObject({ status: 412, body: { code: 'stale', current: { id: repair.id } } });
    const noVersion = await rosa.post(`/api/plan/${WEEK}/scenarios/${repair.id}/use`);
    expect(noVersion).toMatchObject({ status: 428 });
  });

  test('used, it is the newest draft, and the group does not meet in this week', async () => {
    const used = await use(WEEK, repair);
    expect(used).toMatchObject({
      status: 200,
      body: { plan: { id: repair.planId, state: 'draft', scenario: null, draftNumber: 2 } },
    });
    const { scenarios, exceptions } = await listed(WEEK);
    expect(scenarios[0]).toMatchObject({ id: repair.id, state: 'used' });
    expect(exceptions).toMatchObject([
      { change: { kind: 'close-group', session: monday }, isEffective: true },
    ]);
    const board = await boardIn(WEEK);
    expect(board.plan?.id).toBe(repair.planId);
    expect(board.sessions.map(({ id }) => id)).not.toContain(monday);
    expect((await boardIn(HYPOTHETICAL_WEEK)).sessions.map(({ id }) => id)).toContain(monday);
    expect(await use(WEEK, repair)).toMatchObject({ status: 412 });
    expect(await discard(WEEK, repair)).toMatchObject({ status: 409, body: { code: 'scenario-used' } });
  });

  test('the planner minds it from now on, and the plan is published as any other', async () => {
    const file = await as(planner(), (db) => weekFile(db, WEEK));
    expect(file.sessions.map(({ id }) => id)).not.toContain(monday);
    const { plan } = await boardIn(WEEK);
    expect(await publish(WEEK, plan as PlanShown)).toMatchObject({ status: 200, body: { people: 4 } });
  });

  test('the group meets again once the exception is taken out', async () => {
    const [exception] = (await listed(WEEK)).exceptions;
    const path = `/api/plan/${WEEK}/exceptions/${exception?.id}/remove`;
    expect(await rosa.post<ScenariosShown>(path)).toMatchObject({ status: 200, body: { exceptions: [] } });
    expect(await rosa.post(path)).toMatchObject({ status: 404 });
    expect((await boardIn(WEEK)).sessions.map(({ id }) => id)).toContain(monday);
  });
});

describe('what is only supposed', () => {
  test('nobody sits in the program’s plan by a seat, a group or a person that is not there', async () => {
    const [sam = '', kim = ''] = program.people;
    const scenario = await whatIf(
      HYPOTHETICAL_WEEK,
      {
        kind: 'add-group',
        like: saturday,
        start: at(6, 9),
        end: at(6, 12),
        site: program.site,
        room: program.room,
        staff: [eli],
        max: 6,
      },
      ...program.evenings.map((session) => ({ kind: 'close-group', session }) as const).slice(0, 2),
      { kind: 'accept-intakes', count: 2, like: kim },
      { kind: 'lower-step', person: sam, minutes: 360, days: 2 },
    );
    expect(scenario.outcome?.invented.of).toBe(2);
    expect(scenario.outcome?.placed.of).toBe(4);
    expect(scenario.obstacles.map(({ change, reason }) => [change, reason])).toEqual([
      [0, 'group-not-there'],
      [3, 'not-admitted'],
      [4, 'still-prescribed'],
    ]);
    const board = await boardIn(HYPOTHETICAL_WEEK, scenario.planId);
    const sunday = board.sessions.find(({ id }) => isInvented(id));
    expect(sunday).toMatchObject({
      label: { en: 'Saturday' },
      start: at(6, 9),
      isProposed: true,
      staff: ['Eli M.'],
    });
    expect(board.people).toHaveLength(4);
    expect(board.invented).toHaveLength(2);
    const seated = board.invented.filter(({ sessions }) => sessions.includes(sunday?.id ?? '')).length;
    expect((sunday?.people.length ?? 0) + seated).toBe(sunday?.taken);

    expect(await use(HYPOTHETICAL_WEEK, scenario)).toMatchObject({
      status: 409,
      body: { code: 'only-supposed', current: { obstacles: scenario.obstacles } },
    });
    expect((await listed(HYPOTHETICAL_WEEK)).exceptions).toEqual([]);
    expect((await boardIn(HYPOTHETICAL_WEEK)).plan).toBeNull();
  });

  test('a candidate that is opened is a plan like any other', async () => {
    const scenario = await whatIf(HYPOTHETICAL_WEEK, { kind: 'open-group', session: saturday });
    expect(scenario.obstacles).toEqual([]);
    const used = await use(HYPOTHETICAL_WEEK, scenario);
    expect(used).toMatchObject({ status: 200 });
    const board = await boardIn(HYPOTHETICAL_WEEK);
    expect(board.plan).toMatchObject({ id: scenario.planId, draftNumber: 1 });
    expect(await publish(HYPOTHETICAL_WEEK, board.plan as PlanShown)).toMatchObject({ status: 200 });
  });

  test('what is made true meanwhile is no obstacle any more; a plan that does not hold is not used', async () => {
    const [sam = ''] = program.people;
    const [first = ''] = program.evenings;
    const lower = await whatIf(LAST_WEEK, { kind: 'lower-step', person: sam, minutes: 360, days: 2 });
    expect(lower.obstacles).toEqual([{ change: 0, reason: 'still-prescribed' }]);
    const prescribe = (minutes: number, days_min: number) =>
      asDemo((db) =>
        db
          .updateTable('schedule.need')
          .set({ minutes, days_min })
          .where('participant_id', '=', sam)
          .execute(),
      );
    await prescribe(360, 2);
    expect((await listed(LAST_WEEK)).scenarios[0]?.obstacles).toEqual([]);
    const busy = { org_id: program.org, kind: 'class', end_minute: at(4, 0) };
    const people =
      (await boardIn(LAST_WEEK, lower.planId)).sessions.find(({ id }) => id === first)?.people ?? [];
    const blocked = people[0] ?? '';
    await asDemo((db) =>
      db
        .insertInto('schedule.busy')
        .values({ ...busy, participant_id: blocked, start_minute: at(0, 18), end_minute: at(0, 20) })
        .execute(),
    );
    expect(await use(LAST_WEEK, lower)).toMatchObject({ status: 409, body: { code: 'plan-outdated' } });
    await asDemo((db) =>
      db
        .deleteFrom('schedule.busy')
        .where('participant_id', '=', blocked)
        .where('kind', '=', 'class')
        .execute(),
    );
    expect(await use(LAST_WEEK, lower)).toMatchObject({ status: 200 });
    await prescribe(540, 3);
  });

  test('a scenario knows when the plan it began from is not the one worked on any more', async () => {
    const kept = await whatIf(LAST_WEEK, { kind: 'raise-cap', session: saturday, seats: 2 });
    expect(kept.isOutdated).toBe(false);
    // One person is enough there, so that the plan holds whoever of those alike is given the seat.
    await asDemo((db) =>
      db.updateTable('schedule.session').set({ people_min: 1 }).where('session_id', '=', saturday).execute(),
    );
    const next = await whatIf(LAST_WEEK, { kind: 'open-group', session: saturday });
    expect(await use(LAST_WEEK, next)).toMatchObject({ status: 200 });
    expect((await listed(LAST_WEEK)).scenarios.find(({ id }) => id === kept.id)?.isOutdated).toBe(true);
  });

  test('discarded, it is gone; called off, it never was', async () => {
    const scenario = (await listed(HYPOTHETICAL_WEEK)).scenarios.find(({ state }) => state === 'ready');
    const after = await discard(HYPOTHETICAL_WEEK, scenario as ScenarioShown);
    expect(after.body.scenarios.map(({ id }) => id)).not.toContain(scenario?.id);
    expect(await discard(HYPOTHETICAL_WEEK, scenario as ScenarioShown)).toMatchObject({ status: 404 });
    const begun = await as(
      { org: program.org, id: program.coordinator, role: 'coordinator', request: newId() },
      async (db) => {
        const actor = { org: program.org, id: program.coordinator, role: 'coordinator', request: newId() };
        const change: WeekChange = { kind: 'open-group', session: saturday };
        const id = await addScenario(db, actor, HYPOTHETICAL_WEEK, {
          kind: 'what-if',
          changes: [change],
          base: null,
        });
        return { id, run: await queueRun(db, actor, HYPOTHETICAL_WEEK, 10, 4, id) };
      },
    );
    expect((await listed(HYPOTHETICAL_WEEK)).scenarios[0]).toMatchObject({ id: begun.id, state: 'working' });
    await discard(HYPOTHETICAL_WEEK, begun);
    await planWeek(house, program.org, begun.run.id);
    expect((await boardIn(HYPOTHETICAL_WEEK)).run).toMatchObject({ state: 'cancelled', planId: null });
  });

  test('a program that changed under a scenario ends its run with the reason', async () => {
    const actor = { org: program.org, id: program.coordinator, role: 'coordinator', request: newId() };
    const run = await as(actor, async (db) => {
      const changes: WeekChange[] = [{ kind: 'close-group', session: newId() }];
      const id = await addScenario(db, actor, HYPOTHETICAL_WEEK, { kind: 'what-if', changes, base: null });
      return queueRun(db, actor, HYPOTHETICAL_WEEK, 10, 4, id);
    });
    await planWeek(house, program.org, run.id);
    const board = await boardIn(HYPOTHETICAL_WEEK);
    expect(board.run).toMatchObject({ state: 'failed', fault: 'contradiction' });
    expect(board.run?.progress.faults?.join()).toContain('There is no group');
    expect((await listed(HYPOTHETICAL_WEEK)).scenarios[0]).toMatchObject({ state: 'failed', planId: null });
  });
});

describe('a fix that the board names', () => {
  test('is tried in a scenario of its own, or on top of the scenario whose board names it', async () => {
    const { participantId: late } = await asDemo((db) =>
      addPerson(db, house.masterKey, program.org, { stage: 'participant', recordCode: 'L-0007' }),
    );
    await asDemo(async (db) => {
      await db
        .insertInto('schedule.need')
        .values({
          org_id: program.org,
          participant_id: late,
          minutes: 540,
          days_min: 3,
          minutes_per_day_max: 240,
          visits: JSON.stringify([]),
          tags: ['iop', 'en'],
          sites: [program.site],
          from_on: FULL_WEEK,
          until_on: FULL_WEEK,
        })
        .execute();
      await db
        .insertInto('schedule.busy')
        .values(
          [0, 1, 5].map((day) => ({
            org_id: program.org,
            participant_id: late,
            start_minute: at(day, 7),
            end_minute: at(day, 23),
            kind: 'work',
          })),
        )
        .execute();
    });
    const started = await rosa.post<{ run: RunShown }>(`/api/plan/${FULL_WEEK}/runs`, { seconds: 10 });
    await watchRun(app, rosa, FULL_WEEK, started.body.run.id);
    const board = await boardIn(FULL_WEEK);
    const short = board.unserved.find(({ person }) => person === late);
    const nth = short?.fixes.findIndex(({ kind }) => kind === 'lower-step') ?? -1;
    expect(nth).toBeGreaterThanOrEqual(0);

    const asked = { planId: board.plan?.id, person: late, fix: nth };
    const scenario = await workedOut(FULL_WEEK, 'fix', asked);
    expect(scenario).toMatchObject({ kind: 'fix', changes: [{ kind: 'lower-step', person: late }] });
    expect(scenario.outcome?.placed.change).toBe(short?.fixes[nth]?.serves);

    const closed = program.evenings.slice(0, 2).map((session) => ({ kind: 'close-group', session }) as const);
    const worse = await whatIf(FULL_WEEK, ...closed);
    const [first] = (await boardIn(FULL_WEEK, worse.planId)).unserved.filter(({ fixes }) => fixes.length > 0);
    const onTop = await workedOut(FULL_WEEK, 'fix', { planId: worse.planId, person: first?.person, fix: 0 });
    expect(onTop.changes).toHaveLength(3);
    expect(onTop.changes.slice(0, 2)).toEqual(worse.changes);
    expect(onTop.outcome?.placed.people).toBeGreaterThan(worse.outcome?.placed.people ?? 0);

    expect(await rosa.post(`/api/plan/${FULL_WEEK}/fix`, { ...asked, fix: 40 })).toMatchObject({
      status: 404,
    });
    expect(await rosa.post(`/api/plan/${FULL_WEEK}/fix`, { ...asked, person: newId() })).toMatchObject({
      status: 404,
    });
  });
});

describe('new groups that would place most people', () => {
  const grow = (planId: string, week = FULL_WEEK) =>
    rosa.post<GrowthShown>(`/api/plan/${week}/growth`, { planId });

  test('are named with whom they would place, and each can be tried as it is', async () => {
    const board = await boardIn(FULL_WEEK);
    expect(board.unserved.length).toBeGreaterThan(0);
    const { status, body } = await grow(board.plan?.id ?? '');
    expect(status).toBe(200);
    const [first] = body.suggestions;
    if (first === undefined) throw new Error('Nobody could be placed by a new group.');
    expect(first.people.length).toBeGreaterThan(0);
    const short = board.unserved.map(({ person }) => person);
    for (const { people } of body.suggestions)
      expect(people.every((person) => short.includes(person))).toBe(true);
    const asked = await rosa.post<{ scenario: ScenarioShown }>(`/api/plan/${FULL_WEEK}/scenarios`, {
      changes: first.groups,
    });
    expect(asked.status).toBe(202);
  });

  test('a plan that is not of this week is not there', async () => {
    expect((await grow(newId())).status).toBe(404);
  });
});

describe('the week that somebody new would get', () => {
  const ask = (body: Readonly<Record<string, unknown>>, week = WEEK) =>
    rosa.post<PreviewShown>(`/api/plan/${week}/preview`, body);
  const usual = () => ({ minutes: 360, days: 2, sites: [program.site], tags: ['iop'] });

  test('is made of the seats that the plan leaves free, and of visits when staff are free', async () => {
    const free = (await boardIn(WEEK)).sessions.filter(({ isOpen, taken, max }) => isOpen && taken < max);
    const visits = [{ kind: 'individual', minutes: 50, count: 1, staff: [program.counselor] }];
    const startedMs = performance.now();
    const { status, body } = await ask({ ...usual(), minutes: 180, days: 1, visits });
    expect(performance.now() - startedMs).toBeLessThan(500);
    expect(status).toBe(200);
    expect(body).toMatchObject({ isBesidePlan: true, closest: null, because: [], fixes: [] });
    const [best] = body.weeks;
    expect(best?.trade).toBe('best');
    expect(best?.visits).toMatchObject([{ kind: 'individual', staff: program.counselor, minutes: 50 }]);
    for (const id of best?.sessions ?? []) expect(free.map((session) => session.id)).toContain(id);
  });

  test('or the reason why there is none, and what would change it', async () => {
    const { body } = await ask({ ...usual(), minutes: 540, days: 3, busy: [{ start: 0, end: 10080 }] });
    expect(body.weeks).toEqual([]);
    expect(body.closest).toBeNull();
    expect(body.because.length).toBeGreaterThan(0);
  });

  test('nothing of it is kept, and nobody is noted as seen', async () => {
    const looks = () =>
      as({ org: program.org, id: newId(), role: 'privacy', request: newId() }, (db) =>
        db.selectFrom('guard.access').select('access_id').execute(),
      );
    const before = (await looks()).length;
    await ask(usual());
    expect((await looks()).length).toBe(before);
    expect((await boardIn(WEEK)).waiting).toBe(4);
  });

  test.each([
    [{ sites: [newId()] }, '/sites/0'],
    [{ busy: [{ start: 60, end: 60 }] }, '/busy/0/end'],
    [{ visits: [{ kind: 'individual', minutes: 50, count: 1, staff: [newId()] }] }, '/visits/0/staff'],
    [{ minutes: 0 }, '/minutes'],
    [{ busy: [{ start: -1, end: 60 }] }, '/busy/0/start'],
  ])('%o is refused', async (wrong, pointer) => {
    expect(await ask({ ...usual(), ...wrong })).toMatchObject({
      status: 422,
      body: { code: 'invalid', errors: [{ pointer }] },
    });
  });
});

describe('what is refused', () => {
  const begin = (body: Readonly<Record<string, unknown>>, week = LAST_WEEK) =>
    rosa.post(`/api/plan/${week}/scenarios`, body);

  test('changes that do not fit are told by what was sent, in the program’s own words', async () => {
    const [first = ''] = program.evenings;
    const changes = [
      { kind: 'close-group', session: first },
      { kind: 'move-group', session: first, start: at(0, 12) },
      { kind: 'move-group', session: program.evenings[1], start: at(2, 18) },
    ];
    const answer = await begin({ changes });
    expect(answer).toMatchObject({
      status: 422,
      body: {
        code: 'change-does-not-fit',
        errors: [{ pointer: '/changes/1/session' }, { pointer: '/changes/2/start' }],
      },
    });
    expect(JSON.stringify(answer.body)).toMatch(/Evening/);
    expect(JSON.stringify(answer.body)).not.toContain(first);
    const repair = { change: { kind: 'room-closed', room: newId() } };
    expect(await rosa.post(`/api/plan/${LAST_WEEK}/repair`, repair)).toMatchObject({
      status: 422,
      body: { code: 'change-does-not-fit', errors: [{ pointer: '/change/room' }] },
    });
  });

  test.each([
    {},
    { changes: [] },
    { changes: 'all' },
    { changes: [{ kind: 'earthquake' }] },
    { changes: [{ kind: 'staff-away', staff: 'Dana' }] },
    { changes: [{ kind: 'accept-intakes', count: 31, like: newId() }] },
    { changes: [{ kind: 'close-group', session: newId() }], seconds: 61 },
    { changes: Array(21).fill({ kind: 'close-group', session: newId() }) },
  ])('%o', async (body) => {
    expect(await begin(body)).toMatchObject({ status: 422 });
  });

  test('a repair takes no change of the program', async () => {
    const change = { kind: 'raise-cap', session: saturday, seats: 1 };
    expect(await rosa.post(`/api/plan/${LAST_WEEK}/repair`, { change })).toMatchObject({ status: 422 });
  });

  test('a week that is over, and no week at all', async () => {
    const changes = [{ kind: 'open-group', session: saturday }];
    expect(await begin({ changes }, weekAfter(WEEK, -3))).toMatchObject({
      status: 409,
      body: { code: 'week-over' },
    });
    expect(await begin({ changes }, 'soon')).toMatchObject({ status: 404 });
  });

  test('a second one while the planner works, and more tabs than anybody compares', async () => {
    const actor = { org: program.org, id: program.coordinator, role: 'coordinator', request: newId() };
    const changes: WeekChange[] = [{ kind: 'open-group', session: saturday }];
    const run = await as(actor, (db) => queueRun(db, actor, LAST_WEEK, 10, 4));
    expect(await begin({ changes })).toMatchObject({ status: 409, body: { code: 'already-running' } });
    await rosa.post(`/api/plan/${LAST_WEEK}/runs/${run.id}/cancel`);
    await as(actor, async (db) => {
      for (let nth = 0; nth < 20; nth++) {
        await addScenario(db, actor, LAST_WEEK, { kind: 'what-if', changes, base: null });
      }
    });
    expect(await begin({ changes })).toMatchObject({ status: 409, body: { code: 'too-many-scenarios' } });
  });
});

describe('who sees a scenario', () => {
  test('whoever is named in it is noted in who looked', async () => {
    const [sam = ''] = program.people;
    const looks = () =>
      as({ org: program.org, id: newId(), role: 'privacy', request: newId() }, (db) =>
        db.selectFrom('guard.access').select(['access_id', 'participant_id']).orderBy('access_id').execute(),
      );
    const before = (await looks()).length;
    await listed(LAST_WEEK);
    const noted = (await looks()).slice(before);
    expect(noted.map(({ participant_id }) => participant_id)).toEqual([sam]);
  });

  test('a participant, a counselor and somebody not signed in find nothing here', async () => {
    const [sam = ''] = program.people;
    const [one] = (await listed(LAST_WEEK)).scenarios;
    const at = `/api/plan/${LAST_WEEK}`;
    const change = { kind: 'close-group', session: program.evenings[0] };
    for (const who of [
      await callerAt({ house, app }, program.org, 'participant', sam),
      await callerAt({ house, app }, program.org, 'staff', program.counselor),
    ]) {
      expect((await who.get(`${at}/scenarios`)).status).toBe(404);
      expect((await who.post(`${at}/scenarios`, { changes: [change] })).status).toBe(404);
      expect((await who.post(`${at}/repair`, { change })).status).toBe(404);
      expect((await who.post(`${at}/fix`, { planId: newId(), person: sam, fix: 0 })).status).toBe(404);
      expect((await who.post(`${at}/preview`, { minutes: 180, days: 1 })).status).toBe(404);
      expect((await who.post(`${at}/growth`, { planId: newId() })).status).toBe(404);
      expect((await who.post(`${at}/scenarios/${one?.id}/use`, {}, one?.version)).status).toBe(404);
      expect((await who.post(`${at}/scenarios/${one?.id}/discard`)).status).toBe(404);
      expect((await who.post(`${at}/exceptions/${newId()}/remove`)).status).toBe(404);
    }
    expect((await app.request(`${at}/scenarios`)).status).toBe(401);
  });

  test('the rows themselves are closed to them, whatever the route', async () => {
    const [sam = ''] = program.people;
    for (const [role, id] of [
      ['participant', sam],
      ['counselor', program.counselor],
      ['director', newId()],
    ] as const) {
      const rows = await as({ org: program.org, id, role, request: newId() }, (db) =>
        db.selectFrom('schedule.scenario').select('scenario_id').execute(),
      );
      expect(rows).toEqual([]);
    }
  });

  test('another program’s coordinator sees none of them', async () => {
    const other = await callerAt({ house, app }, stranger.org, 'staff', stranger.coordinator);
    const [one] = (await listed(LAST_WEEK)).scenarios;
    const at = `/api/plan/${LAST_WEEK}`;
    expect((await other.get<ScenariosShown>(`${at}/scenarios`)).body).toEqual({
      scenarios: [],
      exceptions: [],
    });
    expect((await other.get(`${at}?plan=${one?.planId}`)).status).toBe(404);
    expect((await other.post(`${at}/scenarios/${one?.id}/use`, {}, one?.version)).status).toBe(404);
    expect((await other.post(`${at}/scenarios/${one?.id}/discard`)).status).toBe(404);
  });
});
