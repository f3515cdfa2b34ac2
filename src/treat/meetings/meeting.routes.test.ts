import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  demoId,
  ORG_ID,
  openProgram,
  PEOPLE,
  type Person,
  type Program,
} from '../../../test/support/program.ts';
import { personId } from '../../demo/people.rows.ts';
import { systemActor } from '../../guard/actors.ts';
import { newId } from '../../platform/ids.ts';
import type { MarksShown, SessionShown, TodayShown } from '../index.ts';

const MINUTE = 60_000;
const TOM: Person = { org: ORG_ID, kind: 'staff', id: demoId('staff', 'tom') };

let program: Program;
let dana: string;
let luis: string;
let tom: string;
/** Dana's people. */
let caseload: string[];
beforeAll(async () => {
  program = await openProgram();
  [dana, luis, tom] = (await Promise.all(
    [PEOPLE.dana, PEOPLE.luis, TOM].map((each) => program.signIn(each)),
  )) as [string, string, string];
  const people = (await (await program.send('/api/people', { cookie: dana })).json()).people;
  caseload = people.map((each: { participant: string }) => each.participant);
});
afterAll(() => program.drop());

interface Held {
  readonly leaders?: readonly string[];
  readonly people: readonly string[];
  /** Days from today. */
  readonly day?: number;
  readonly isVideo?: boolean;
}
/** Minutes two people share count once, so no two of these overlap. */
let held = 0;
/** Three hours that began an hour ago, or before the last one made here. */
async function hold({ leaders = [PEOPLE.dana.id], people, day = 0, isVideo = false }: Held) {
  const meeting = newId();
  const startsAt = new Date(Math.floor(Date.now() / MINUTE) * MINUTE - (60 + 240 * held++) * MINUTE);
  const endsAt = new Date(startsAt.getTime() + 180 * MINUTE);
  const on = new Date(Date.parse(program.today) + day * 1440 * MINUTE).toISOString().slice(0, 10);
  const of = { org_id: ORG_ID, meeting_id: meeting };
  await program.house.door.asActor(systemActor('system:roster', ORG_ID), 'operations', async (db) => {
    const site = await db.selectFrom('guard.site').select('site_id').executeTakeFirstOrThrow();
    await db
      .insertInto('treat.meeting')
      .values({
        ...of,
        on_date: on,
        kind: 'group',
        activity: 'evening-process',
        label_en: 'Evening group',
        label_es: 'Grupo de la tarde',
        starts_at: startsAt,
        ends_at: endsAt,
        site_id: isVideo ? null : site.site_id,
      })
      .execute();
    await db
      .insertInto('treat.meeting_leader')
      .values(leaders.map((staff_id) => ({ ...of, staff_id })))
      .execute();
    await db
      .insertInto('treat.attendance')
      .values(
        people.map((participant_id) => ({
          ...of,
          participant_id,
          on_date: on,
          status: 'expected',
          counted_minutes: 0,
        })),
      )
      .execute();
  });
  return { meeting, startsAt, endsAt, path: `/api/sessions/${meeting}` };
}

const show = async (path: string, cookie = dana): Promise<SessionShown> =>
  (await program.send(path, { cookie })).json();
const post = (path: string, json: unknown, cookie = dana) =>
  program.send(path, { method: 'POST', cookie, json });
const minutesIn = (from: Date, minutes: number) => new Date(from.getTime() + minutes * MINUTE).toISOString();
const some = (count: number, from = 0) => caseload.slice(from, from + count);

type Row = SessionShown['roster'][number];
const rowOf = (roster: readonly Row[], participant: string | undefined): Row => {
  const row = roster.find((each) => each.participant === participant);
  if (row === undefined) throw new Error('Not on the roster.');
  return row;
};
async function mark(path: string, participant: string | undefined, its: object, cookie = dana) {
  const { version } = rowOf((await show(path, cookie)).roster, participant);
  return post(`${path}/marks`, { marks: [{ participant, version, mark: its }] }, cookie);
}
async function markedRow(path: string, participant: string | undefined, its: object): Promise<Row> {
  const answer = await mark(path, participant, its);
  expect(answer.status).toBe(200);
  return rowOf(((await answer.json()) as MarksShown).roster, participant);
}

describe('attendance', () => {
  test('"the rest are here" is one call, and their minutes count to the end as planned', async () => {
    const people = some(6);
    const { path } = await hold({ people });
    const { roster } = await show(path);
    expect(roster.map(({ participant }) => participant).sort()).toEqual([...people].sort());
    expect(roster.every(({ status, version }) => status === 'expected' && version === 1)).toBe(true);
    const answer = await post(`${path}/marks`, {
      marks: roster.map(({ participant, version }) => ({ participant, version, mark: { is: 'here' } })),
    });
    const { roster: now, changedByOthers } = (await answer.json()) as MarksShown;
    expect(changedByOthers).toEqual([]);
    expect(
      now.map(({ status, deliveredMinutes, countedMinutes }) => [status, deliveredMinutes, countedMinutes]),
    ).toEqual(people.map(() => ['here', 180, 180]));
    const before = new Map(roster.map((row) => [row.participant, row.week.countedMinutes]));
    for (const row of now) {
      expect(row.week.countedMinutes).toBe((before.get(row.participant) ?? 0) + 180);
      expect(row.week.prescribedMinutes).toBeGreaterThan(0);
    }
  });

  test('late counts from when they came, rounded down as the rule says', async () => {
    const [person] = some(1);
    const { path, startsAt } = await hold({ people: some(1) });
    const row = await markedRow(path, person, { is: 'late', at: minutesIn(startsAt, 20) });
    expect(row).toMatchObject({ status: 'late', deliveredMinutes: 160 });
    expect(row.stays).toMatchObject([{ from: minutesIn(startsAt, 20), by: 'room' }]);
    expect(row.countedMinutes).toBeLessThanOrEqual(160);
    expect(row.countedMinutes).toBeGreaterThanOrEqual(150);
  });

  test('who left and came back counts without the time between', async () => {
    const [person] = some(1);
    const { path, startsAt } = await hold({ people: some(1) });
    expect((await markedRow(path, person, { is: 'here' })).deliveredMinutes).toBe(180);
    expect(
      (await markedRow(path, person, { is: 'left', at: minutesIn(startsAt, 60) })).deliveredMinutes,
    ).toBe(60);
    const row = await markedRow(path, person, { is: 'back', at: minutesIn(startsAt, 90) });
    expect(row).toMatchObject({ status: 'here', deliveredMinutes: 150 });
    expect(row.stays).toHaveLength(2);
  });

  test('away has a reason and no minutes; taking a mark back leaves nothing of it', async () => {
    const [person] = some(1);
    const { path } = await hold({ people: some(1) });
    await markedRow(path, person, { is: 'here' });
    expect(await markedRow(path, person, { is: 'away', reason: 'told-us' })).toMatchObject({
      status: 'away',
      reason: 'told-us',
      stays: [],
      deliveredMinutes: 0,
      countedMinutes: 0,
    });
    expect(await markedRow(path, person, { is: 'expected' })).toMatchObject({
      status: 'expected',
      reason: null,
      stays: [],
      countedMinutes: 0,
    });
    expect((await mark(path, person, { is: 'away' })).status).toBe(422);
  });

  test('by video nobody was in the room', async () => {
    const [person] = some(1);
    const { path } = await hold({ people: some(1), isVideo: true });
    expect((await markedRow(path, person, { is: 'here' })).stays).toMatchObject([{ by: 'video' }]);
  });

  test('what cannot be is told in words, of each row, and nothing of the lot is written', async () => {
    const [one, two] = some(2);
    const stranger = caseload.at(-1);
    const { path, startsAt, endsAt } = await hold({ people: some(2) });
    const answer = await post(`${path}/marks`, {
      marks: [
        { participant: one, version: 1, mark: { is: 'here' } },
        { participant: two, version: 1, mark: { is: 'late', at: minutesIn(endsAt, 5) } },
        { participant: stranger, version: 1, mark: { is: 'here' } },
        { participant: newId(), version: 1, mark: { is: 'here' } },
      ],
    });
    expect(answer.status).toBe(422);
    const { errors } = await answer.json();
    expect(errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/marks/1/mark',
      '/marks/2/participant',
      '/marks/3/participant',
    ]);
    expect(errors[0].detail).toMatch(/^The session is from .+ to .+\.$/);
    expect((await show(path)).roster.map(({ status }) => status)).toEqual(['expected', 'expected']);
    for (const its of [
      { is: 'late', at: minutesIn(startsAt, -61) },
      { is: 'left', at: minutesIn(startsAt, 30) },
    ]) {
      expect((await mark(path, one, its)).status).toBe(422);
    }
    await markedRow(path, one, { is: 'late', at: minutesIn(startsAt, 30) });
    expect((await mark(path, one, { is: 'left', at: minutesIn(startsAt, 20) })).status).toBe(422);
    expect((await mark(path, one, { is: 'back', at: minutesIn(startsAt, 40) })).status).toBe(422);
  });

  test('is of a day that is open: not of one to come, nor of one more than a week ago', async () => {
    const [person] = some(1);
    for (const [day, code] of [
      [1, 'not-yet'],
      [-8, 'closed'],
    ] as const) {
      const { path } = await hold({ people: some(1), day });
      const answer = await mark(path, person, { is: 'here' });
      expect(answer.status).toBe(409);
      expect((await answer.json()).code).toBe(code);
    }
    const { path } = await hold({ people: some(1), day: -7 });
    expect((await mark(path, person, { is: 'here' })).status).toBe(200);
  });

  test('of two at once the second is told whose row the first wrote, and the other rows are written', async () => {
    const [one, two] = some(2);
    const { path } = await hold({ people: some(2), leaders: [PEOPLE.dana.id, TOM.id] });
    await markedRow(path, one, { is: 'away', reason: 'no-word' });
    const answer = await post(
      `${path}/marks`,
      {
        marks: [one, two].map((participant) => ({ participant, version: 1, mark: { is: 'here' } })),
      },
      tom,
    );
    const { roster, changedByOthers } = (await answer.json()) as MarksShown;
    expect(changedByOthers).toEqual([one]);
    expect(rowOf(roster, one)).toMatchObject({ status: 'away', reason: 'no-word', version: 2 });
    expect(rowOf(roster, two).status).toBe('here');
  });

  test('sent twice under one key it is done once', async () => {
    const [person] = some(1);
    const { path } = await hold({ people: some(1) });
    const json = { marks: [{ participant: person, version: 1, mark: { is: 'here' } }] };
    const key = newId();
    const send = () => program.send(`${path}/marks`, { method: 'POST', cookie: dana, json, key });
    const [first, second] = [await send(), await send()];
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(await second.json()).toEqual(await first.json());
    expect(rowOf((await show(path)).roster, person).version).toBe(2);
  });
});

describe('somebody who is away', () => {
  test('is written to once, in neutral words; who is not away, or is not theirs to see, is not', async () => {
    const [gone, there] = some(2);
    const { path, meeting } = await hold({ people: [gone ?? '', there ?? ''] });
    const askAfter = (participant: unknown, cookie?: string) =>
      post(`${path}/ask-after`, { participant }, cookie);
    expect((await askAfter(gone)).status).toBe(409);
    await markedRow(path, gone, { is: 'away', reason: 'no-word' });
    const asked = await askAfter(gone);
    expect(asked.status).toBe(200);
    const { isNew, text } = await asked.json();
    expect([isNew, text.en]).toEqual([true, 'Somebody has a question for you.']);
    expect((await (await askAfter(gone)).json()).isNew).toBe(false);
    const { rows } = await program.house.door.asActor(
      systemActor('system:messenger', ORG_ID),
      'operations',
      (db) =>
        sql<{ participant_id: string; kind: string; facts: unknown }>`
        select participant_id, kind, facts from guard.message where occasion = ${`away ${meeting}`}`.execute(
          db,
        ),
    );
    expect(rows).toEqual([{ participant_id: gone, kind: 'ask', facts: {} }]);
    expect((await askAfter(there)).status).toBe(409);
    expect((await askAfter(newId())).status).toBe(404);
    expect((await askAfter(gone, await program.signIn(PEOPLE.rosa))).status).toBe(404);
  });
});

describe('somebody who is not on the plan', () => {
  test('is added as a walk-in, or to make up for what they missed', async () => {
    const [there, walksIn, makesUp] = some(3);
    const missed = await hold({ people: [makesUp ?? ''], day: -1 });
    const { path } = await hold({ people: [there ?? ''] });
    const added = await post(`${path}/people`, { participant: walksIn });
    expect(added.status).toBe(201);
    expect(rowOf((await added.json()).roster, walksIn)).toMatchObject({
      source: 'walk-in',
      status: 'expected',
    });
    await post(`${path}/people`, { participant: makesUp, makesUp: missed.meeting });
    const { roster } = await show(path);
    expect(rowOf(roster, makesUp).source).toBe('make-up');
    // Once more changes nothing.
    await post(`${path}/people`, { participant: walksIn });
    expect((await show(path)).roster).toHaveLength(3);
    // Whom a changed plan took off comes back with a version of their own.
    await program.house.door.asActor(systemActor('system:roster', ORG_ID), 'operations', (db) =>
      db
        .updateTable('treat.attendance')
        .set({ status: 'off' })
        .where('meeting_id', '=', path.split('/').at(-1) ?? '')
        .where('participant_id', '=', there ?? '')
        .execute(),
    );
    expect((await show(path)).roster).toHaveLength(2);
    await post(`${path}/people`, { participant: there });
    expect(rowOf((await show(path)).roster, there)).toMatchObject({ source: 'walk-in', version: 2 });
  });

  test('never meets there whom they are kept apart from, and why is not told', async () => {
    const [one, other] = [personId('K-1180'), personId('B-0417')];
    const everybody = await program.house.door.asActor(
      systemActor('system:roster', ORG_ID),
      'operations',
      (db) =>
        sql<{ participant_id: string; staff_id: string }>`
        select participant_id, staff_id from guard.care_team where participant_id in (${one}, ${other})`.execute(
          db,
        ),
    );
    const leader = everybody.rows.find((row) => row.participant_id === one)?.staff_id ?? PEOPLE.dana.id;
    const cookie = await program.signIn({ org: ORG_ID, kind: 'staff', id: leader });
    const { path } = await hold({ people: [other], leaders: [leader] });
    const answer = await post(`${path}/people`, { participant: one }, cookie);
    expect(answer.status).toBe(409);
    const problem = await answer.json();
    expect(problem.code).toBe('kept-apart');
    expect(JSON.stringify(problem)).not.toContain('married');
    expect((await show(path, cookie)).roster).toHaveLength(1);
  });

  test('whom one may not see is nobody', async () => {
    const theirs = (await (await program.send('/api/people', { cookie: luis })).json()).people;
    const stranger = theirs.find((each: { participant: string }) => !caseload.includes(each.participant));
    const { path } = await hold({ people: some(1) });
    for (const participant of [stranger.participant, newId()]) {
      expect((await post(`${path}/people`, { participant })).status).toBe(404);
    }
  });
});

describe('a break', () => {
  test('is nobody’s time, lies within the session, and is changed on the version that was read', async () => {
    const [person] = some(1);
    const { path, startsAt, endsAt } = await hold({ people: some(1) });
    await markedRow(path, person, { is: 'here' });
    const put = (breaks: object[], version: number, cookie = dana) =>
      program.send(`${path}/breaks`, { method: 'PUT', cookie, json: { breaks }, version });
    const quarter = { from: minutesIn(startsAt, 60), until: minutesIn(startsAt, 75) };
    const made = await put([quarter], 1);
    expect(made.status).toBe(200);
    expect(rowOf((await made.json()).roster, person).deliveredMinutes).toBe(165);
    expect((await show(path)).session).toMatchObject({ plannedMinutes: 165, version: 2 });
    expect((await put([], 1)).status).toBe(412);
    expect((await put([{ from: minutesIn(endsAt, -5), until: minutesIn(endsAt, 5) }], 2)).status).toBe(422);
    expect((await put([], 2, luis)).status).toBe(404);
    expect((await put([], 2)).status).toBe(200);
    expect(rowOf((await show(path)).roster, person).deliveredMinutes).toBe(180);
  });
});

describe('whose session it is', () => {
  test('a facilitator sees the roster by holding it, and of nobody else', async () => {
    const people = some(2);
    const { path } = await hold({ people, leaders: [TOM.id] });
    const { session, roster } = await show(path, tom);
    expect(session.isMine).toBe(true);
    expect(roster).toHaveLength(2);
    expect((await mark(path, people[0], { is: 'here' }, tom)).status).toBe(200);
    // Whom they hold no session with stays unseen.
    const seen = await program.look('facilitator', TOM.id, (db) =>
      db.selectFrom('treat.attendance').select('participant_id').distinct().execute(),
    );
    const unseen = caseload.find((each) => !seen.some(({ participant_id }) => participant_id === each));
    const other = await hold({ people: [unseen ?? ''], leaders: [PEOPLE.dana.id] });
    expect((await program.send(other.path, { cookie: tom })).status).toBe(404);
  });

  test('a counselor who does not lead it sees their own people there; with none of theirs there is no session', async () => {
    const { path } = await hold({ people: some(2), leaders: [TOM.id] });
    expect(await show(path)).toMatchObject({ session: { isMine: false } });
    for (const [to, json] of [
      [path, undefined],
      [`${path}/marks`, { marks: [{ participant: caseload[0], version: 1, mark: { is: 'here' } }] }],
      [`${path}/people`, { participant: caseload[0] }],
      [`/api/sessions/${newId()}`, undefined],
    ] as const) {
      const answer = await (json === undefined ? program.send(to, { cookie: luis }) : post(to, json, luis));
      expect(answer.status, to).toBe(404);
    }
  });

  test('my day lists what I hold, in order, with how many came', async () => {
    const { meeting, path } = await hold({ people: some(3), leaders: [TOM.id] });
    await mark(path, caseload[0], { is: 'here' }, tom);
    await mark(path, caseload[1], { is: 'away', reason: 'excused' }, tom);
    const today: TodayShown = await (await program.send('/api/today', { cookie: tom })).json();
    expect(today.today).toBe(program.today);
    const starts = today.meetings.map(({ startsAt }) => startsAt);
    expect(starts).toEqual(starts.toSorted());
    expect(today.meetings.find((each) => each.meeting === meeting)).toMatchObject({
      expected: 3,
      here: 1,
      marked: 2,
      with: null,
    });
    const theirs: TodayShown = await (await program.send('/api/today', { cookie: luis })).json();
    expect(theirs.meetings.some((each) => each.meeting === meeting)).toBe(false);
    expect((await program.send('/api/today?on=yesterday', { cookie: tom })).status).toBe(422);
  });
});
