import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoId, openProgram, PEOPLE, type Program } from '../../../test/support/program.ts';
import { newStaff, openIntake } from '../../fit/testing.ts';
import { newId } from '../../platform/ids.ts';
import { goalsToLink } from '../index.ts';

let program: Program;
let dana: string;
let luis: string;
let karen: string;
let marisol: string;
beforeAll(async () => {
  program = await openProgram();
  [dana, luis, karen, marisol] = (await Promise.all(
    [PEOPLE.dana, PEOPLE.luis, PEOPLE.karen, PEOPLE.marisol].map((each) => program.signIn(each)),
  )) as [string, string, string, string];
});
afterAll(() => program.drop());

const later = (days: number) =>
  new Date(Date.parse(program.today) + days * 86_400_000).toISOString().slice(0, 10);
const of = (participant: string) => `/api/people/${participant}/treatment-plan`;
const get = async (path: string, cookie: string) => (await program.send(path, { cookie })).json();
const post = (path: string, cookie: string, json: unknown = {}, version?: number) =>
  program.send(path, { method: 'POST', cookie, json, version });
const put = (path: string, cookie: string, json: unknown, version: number) =>
  program.send(path, { method: 'PUT', cookie, json, version });

const problem = (more: object = {}) => ({
  id: newId(),
  kind: 'substance',
  area: 'use',
  words: 'Drinking more than I want',
  icd10: 'F10.20',
  status: 'active',
  reviewOn: null,
  isArchived: false,
  ...more,
});
const goalOn = (problems: string[], more: object = {}) => ({
  id: newId(),
  words: 'Be home for dinner.',
  nextStep: 'Call on Tuesday.',
  problems,
  objectives: [{ id: newId(), words: '2 dinners a week', targetOn: later(30), isArchived: false }],
  interventions: [{ id: newId(), activity: 'A03', times: 2, every: 'week', words: '', isArchived: false }],
  isArchived: false,
  ...more,
});

/** Somebody new in care, with a draft begun. */
async function begun() {
  const intake = await openIntake(program);
  const { participant, person } = await intake.admitted();
  const answer = await post(`${of(participant)}/draft`, dana);
  expect(answer.status).toBe(201);
  const one = problem();
  const content = { problems: [one], goals: [goalOn([one.id])], areas: [] };
  return { participant, person, content };
}

describe('a draft', () => {
  test('is kept whole, and the same comes back', async () => {
    const { participant, content } = await begun();
    const kept = await put(of(participant), dana, content, 1);
    expect(kept.status).toBe(200);
    const shown = await get(of(participant), dana);
    expect(shown).toMatchObject({
      version: 2,
      inForce: null,
      waiting: null,
      missing: [],
      draft: { number: 1, content },
    });
    expect(shown.review).toMatchObject({ why: 'first', state: 'due' });
    expect(shown.goals).toMatchObject([{ goal: content.goals[0]?.id, status: 'on-track', links: [] }]);
    // Begun once more it is the same draft.
    expect((await (await post(`${of(participant)}/draft`, dana)).json()).version).toBe(2);
  });

  test('that somebody else changed is answered with both', async () => {
    const { participant, content } = await begun();
    await put(of(participant), dana, content, 1);
    const mine = { ...content, problems: [{ ...content.problems[0], words: 'Mine' }] };
    const answer = await put(of(participant), dana, mine, 1);
    expect(answer.status).toBe(412);
    const { current } = await answer.json();
    expect(current.draft.content.problems[0].words).toBe('Drinking more than I want');
    expect(current.sent.problems[0].words).toBe('Mine');
  });

  test('loses nothing: what is taken out is refused, what is archived stays and comes back', async () => {
    const { participant, content } = await begun();
    await put(of(participant), dana, content, 1);
    expect((await put(of(participant), dana, { ...content, goals: [] }, 2)).status).toBe(422);
    const archived = { ...content, goals: [{ ...content.goals[0], isArchived: true }] };
    expect((await put(of(participant), dana, archived, 2)).status).toBe(200);
    const shown = await get(of(participant), dana);
    expect(shown.draft.content.goals).toMatchObject([{ isArchived: true }]);
    expect(shown.missing.map((each: { code: string }) => each.code)).toContain('no-goals');
    expect((await put(of(participant), dana, content, 3)).status).toBe(200);
  });

  test.each<[string, (content: Awaited<ReturnType<typeof begun>>['content']) => object]>([
    [
      'an activity that cannot be one',
      (c) => ({
        ...c,
        goals: [
          goalOn([], {
            interventions: [
              { id: newId(), activity: 'B3', times: 1, every: 'week', words: '', isArchived: false },
            ],
          }),
        ],
      }),
    ],
    ['a code that cannot be one', (c) => ({ ...c, problems: [problem({ icd10: 'drunk' })] })],
    ['a day that is none', (c) => ({ ...c, problems: [problem({ reviewOn: '2026-13-45' })] })],
    ['words without end', (c) => ({ ...c, problems: [problem({ words: 'x'.repeat(1001) })] })],
    ['one id for two goals', (c) => ({ ...c, goals: [c.goals[0], c.goals[0]] })],
    [
      'two answers for one area',
      (c) => ({
        ...c,
        areas: [1, 2].map(() => ({ area: 'home', answer: 'referred', until: null, words: 'x' })),
      }),
    ],
  ])('is refused whole with %s', async (_, wrong) => {
    const { participant, content } = await begun();
    expect((await put(of(participant), dana, wrong(content), 1)).status).toBe(422);
    expect((await get(of(participant), dana)).draft.content).toEqual({ problems: [], goals: [], areas: [] });
  });

  test('takes no goal of somebody else', async () => {
    const { participant, content } = await begun();
    const theirs = { ...content.goals[0], id: demoId('goal', 'R-1042 fridays') };
    expect((await put(of(participant), dana, { ...content, goals: [theirs] }, 1)).status).toBe(404);
  });

  test('is nobody’s who is not on the care team', async () => {
    const { participant, content } = await begun();
    expect((await post(`${of(participant)}/draft`, luis)).status).toBe(404);
    expect((await put(of(participant), luis, content, 1)).status).toBe(404);
    expect((await post(`${of(participant)}/sign`, luis, { person: { how: 'phone' } }, 1)).status).toBe(404);
  });
});

describe('signing', () => {
  test('is refused with what is missing, and with a licence that has ended', async () => {
    const { participant, content } = await begun();
    const without = { ...content, goals: [{ ...content.goals[0], problems: [], words: '' }] };
    await put(of(participant), dana, without, 1);
    const answer = await post(`${of(participant)}/sign`, dana, { person: { how: 'phone' } }, 2);
    expect(answer.status).toBe(422);
    expect((await answer.json()).errors.map((each: { pointer: string }) => each.pointer)).toEqual([
      '/goals/0/words',
      '/goals/0/problems',
      '/areas/use',
    ]);
    await put(of(participant), dana, content, 2);
    const late = await newStaff(program, 'counselor', '2020-01-01');
    await program.look('counselor', PEOPLE.dana.id, (db) =>
      db
        .insertInto('guard.care_team')
        .values({ org_id: late.org, participant_id: participant, staff_id: late.id, from_on: '2020-01-01' })
        .execute(),
    );
    const cookie = await program.signIn(late);
    const refused = await post(`${of(participant)}/sign`, cookie, { person: { how: 'phone' } }, 3);
    expect(await refused.json()).toMatchObject({ status: 409, code: 'licence-ended' });
    expect((await get(of(participant), cookie)).licence.isInForce).toBe(false);
    // A reason is a reason.
    const empty = { person: { how: 'not-signed', reason: ' ' } };
    expect((await post(`${of(participant)}/sign`, dana, empty, 3)).status).toBe(422);
  });

  test('by both puts it in force; it never changes again, and the next version is a draft beside it', async () => {
    const { participant, person, content } = await begun();
    await put(of(participant), dana, content, 1);
    expect((await post(`${of(participant)}/sign`, dana, { person: { how: 'phone' } }, 2)).status).toBe(200);
    const waiting = await get(of(participant), dana);
    expect(waiting).toMatchObject({
      draft: null,
      inForce: null,
      waiting: { person: null, signature: { by: 'Dana R.' } },
    });
    expect((await put(of(participant), dana, content, 3)).status).toBe(409);

    const phone = await program.signIn(person);
    const mine = await get('/api/my/goals', phone);
    expect(mine.toSign).toMatchObject({ by: 'Dana R.', goals: [{ words: 'Be home for dinner.' }] });
    const sign = `/api/my/treatment-plan/${mine.toSign.plan}/sign`;
    expect((await post(sign, phone, { name: 'S', agreed: true })).status).toBe(422);
    expect((await post(sign, karen, { name: 'Karen', agreed: true })).status).toBe(404);
    const after = await (await post(sign, phone, { name: 'Sam', agreed: true })).json();
    expect(after).toMatchObject({ toSign: null, signed: { isByMe: true }, goals: [{ isInPlan: true }] });
    expect((await post(sign, phone, { name: 'Sam', agreed: true })).status).toBe(404);
    expect(await get(of(participant), dana)).toMatchObject({
      inForce: { person: { answer: 'signed', words: 'Sam' } },
    });

    const next = await (await post(`${of(participant)}/draft`, dana)).json();
    expect(next.draft).toMatchObject({ number: 2, content });
    const changed = { ...content, goals: [{ ...content.goals[0], words: 'Be home for dinner on Sundays.' }] };
    await put(of(participant), dana, changed, next.version);
    const both = await get(of(participant), dana);
    expect(both.inForce.content.goals[0].words).toBe('Be home for dinner.');
    expect((await get('/api/my/goals', phone)).goals[0].words).toBe('Be home for dinner.');

    // Past every handler the database holds it too.
    const tried = program.look('counselor', PEOPLE.dana.id, (db) =>
      db.updateTable('treat.plan_goal').set({ place: 9 }).where('plan_id', '=', both.inForce.plan).execute(),
    );
    await expect(tried).rejects.toThrow(/never changes/);
    const unsigned = program.look('counselor', PEOPLE.dana.id, (db) =>
      db
        .updateTable('treat.plan')
        .set({ licence: 'none' })
        .where('plan_id', '=', both.inForce.plan)
        .execute(),
    );
    await expect(unsigned).rejects.toThrow(/never changes/);
    expect(await get(`${of(participant)}/${both.inForce.plan}`, dana)).toMatchObject({ number: 1, content });
  });

  test('without the person keeps why, at once or later, and nobody signs in their name', async () => {
    const { participant, content } = await begun();
    await put(of(participant), dana, content, 1);
    await post(`${of(participant)}/sign`, dana, { person: { how: 'phone' } }, 2);
    const { waiting } = await get(of(participant), dana);
    const forged = program.look('counselor', PEOPLE.dana.id, (db) =>
      db
        .updateTable('treat.plan')
        .set({
          person_answer: 'signed',
          person_words_sealed: new Uint8Array(1),
          person_at: new Date(),
          person_noted_by: participant,
        })
        .where('plan_id', '=', waiting.plan)
        .execute(),
    );
    await expect(forged).rejects.toThrow(/row-level security/);
    const path = `${of(participant)}/${waiting.plan}/not-signed`;
    const answer = await post(path, dana, { reason: 'Wants to read it at home first.' });
    expect((await answer.json()).inForce.person).toMatchObject({
      answer: 'not-signed',
      words: 'Wants to read it at home first.',
    });
    expect((await post(path, dana, { reason: 'Again.' })).status).toBe(404);
  });
});

describe('a goal', () => {
  const fridays = demoId('goal', 'R-1042 fridays');
  const path = `/api/people/${PEOPLE.karen.id}/goals/${fridays}`;

  test('goes well, slowly, is met or set aside, and what it was stays', async () => {
    const set = await put(path, dana, { status: 'slow', progress: 'A hard week.' }, 1);
    expect(set.status).toBe(200);
    const goal = (await set.json()).goals.find((each: { goal: string }) => each.goal === fridays);
    expect(goal).toMatchObject({ status: 'slow', progress: 'A hard week.', version: 2 });
    expect(goal.remarks.at(-1)).toMatchObject({ kind: 'status', status: 'slow', by: 'Dana R.' });
    const stale = await put(path, dana, { status: 'met', progress: '' }, 1);
    expect(stale.status).toBe(412);
    expect((await stale.json()).current).toMatchObject({ status: 'slow', sent: { status: 'met' } });
    expect((await put(path, luis, { status: 'met', progress: '' }, 2)).status).toBe(404);
  });

  test('is spoken of by both', async () => {
    const said = await post(`/api/my/goals/${fridays}/say`, karen, {
      kind: 'comment',
      words: 'It gets easier.',
    });
    expect(said.status).toBe(201);
    expect((await post(`${path}/remarks`, dana, { words: 'Good to read.' })).status).toBe(201);
    const mine = (await get('/api/my/goals', karen)).goals.find(
      (each: { goal: string }) => each.goal === fridays,
    );
    expect(mine.said.slice(-2)).toMatchObject([
      { words: 'It gets easier.', isFromPerson: true, by: null },
      { words: 'Good to read.', isFromPerson: false, by: 'Dana R.' },
    ]);
    expect(
      (await post(`/api/my/goals/${fridays}/say`, marisol, { kind: 'comment', words: 'x' })).status,
    ).toBe(404);
    expect((await post(`/api/my/goals/${fridays}/say`, karen, { kind: 'status', words: 'x' })).status).toBe(
      422,
    );
    expect((await post(`/api/my/goals/${fridays}/say`, karen, { kind: 'comment', words: ' ' })).status).toBe(
      422,
    );
  });

  test('that is theirs no more is said to the counselor, holds the next signature, and can be taken back', async () => {
    const dinner = demoId('goal', 'R-1042 dinner');
    await post(`/api/my/goals/${dinner}/say`, karen, { kind: 'not-mine' });
    const draft = await (await post(`${of(PEOPLE.karen.id)}/draft`, dana)).json();
    expect(draft.goals.find((each: { goal: string }) => each.goal === dinner)).toMatchObject({
      isLetGo: true,
    });
    expect(draft.missing.map((each: { code: string }) => each.code)).toEqual(['goal-let-go']);
    await post(`/api/my/goals/${dinner}/say`, karen, { kind: 'mine-again' });
    expect((await get(of(PEOPLE.karen.id), dana)).missing).toEqual([]);
  });

  test('of the person’s own needs words', async () => {
    expect((await post('/api/my/goals', karen, { words: '' })).status).toBe(422);
  });

  test('of the person’s own waits to be taken up, and other rooms find it to link to', async () => {
    const added = await (await post('/api/my/goals', karen, { words: 'Sing in the choir again.' })).json();
    const own = added.goals.find((each: { words: string }) => each.words === 'Sing in the choir again.');
    expect(own).toMatchObject({ isMine: true, isInPlan: false });
    const shown = await get(of(PEOPLE.karen.id), dana);
    expect(shown.notTakenUp).toEqual([own.goal]);
    const taken = {
      ...shown.draft.content,
      goals: [
        ...shown.draft.content.goals,
        { ...goalOn([shown.draft.content.problems[0].id]), id: own.goal, words: own.words },
      ],
    };
    const kept = await (await put(of(PEOPLE.karen.id), dana, taken, shown.version)).json();
    expect(kept.notTakenUp).toEqual([]);
    const found = await program.look('counselor', PEOPLE.dana.id, (db) =>
      goalsToLink(db, program.house.masterKey, PEOPLE.karen.id),
    );
    expect(found.find(({ id }) => id === own.goal)).toEqual({
      id: own.goal,
      words: 'Sing in the choir again.',
      status: 'on-track',
      isOpen: true,
    });
  });
});

test('plans that are due or late, and those that wait on a phone, are a list of one’s own people', async () => {
  const { plans } = await get('/api/treatment-plans/due', dana);
  expect(plans.length).toBeGreaterThan(0);
  expect(plans.find((each: { participant: string }) => each.participant === PEOPLE.marisol.id)).toMatchObject(
    {
      waits: true,
      recordCode: 'M-1187',
    },
  );
  const late = (await get('/api/treatment-plans/due', luis)).plans;
  expect(late[0]).toMatchObject({ recordCode: 'Q-1556', review: { state: 'overdue' } });
  const dates = late.map((each: { review: { by: string } }) => each.review.by);
  expect(dates).toEqual(dates.toSorted());
});
