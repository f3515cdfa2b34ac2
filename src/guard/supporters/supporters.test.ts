import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ORG_ID, openProgram, PEOPLE, type Program } from '../../../test/support/program.ts';
import { newId } from '../../platform/ids.ts';
import { systemActor } from '../actors.ts';
import { addPerson } from '../sealing.ts';

// biome-ignore lint/suspicious/noExplicitAny: whatever the route answers
type Answer = any;

const HOUR_MS = 3_600_000;
let now = new Date();
let program: Program;
let karen: string;
let dana: string;
let luis: string;
beforeAll(async () => {
  program = await openProgram({ clock: { now: () => now } });
  [karen, dana, luis] = await signedIn();
});
afterAll(() => program.drop());
const signedIn = () =>
  Promise.all([PEOPLE.karen, PEOPLE.dana, PEOPLE.luis].map((it) => program.signIn(it))) as Promise<
    [string, string, string]
  >;

interface Got {
  readonly status: number;
  readonly body: Answer;
  readonly cookie: string;
}
const cookieIn = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
async function send(method: string, path: string, cookie?: string, json?: unknown): Promise<Got> {
  const answer = await program.send(path, {
    method,
    ...(cookie === undefined ? {} : { cookie }),
    ...(json === undefined ? {} : { json }),
  });
  return { status: answer.status, body: await answer.json(), cookie: cookieIn(answer) };
}
const get = (path: string, cookie?: string) => send('GET', path, cookie);
const post = (path: string, cookie?: string, json: unknown = {}) => send('POST', path, cookie, json);

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
async function share(cookie: string, categories: readonly string[], supporter?: string): Promise<Answer> {
  const { status, body } = await post('/api/my/sharing', cookie, {
    kind: 'specific',
    language: 'en',
    categories,
    recipient: {
      kind: 'supporter',
      name: 'Ana',
      relation: 'my sister',
      ...(supporter === undefined ? {} : { supporter }),
    },
    purposes: ['support'],
    because: 'For rides.',
    expiry: { on: inDays(90) },
    signature: 'Karen R.',
    agreed: true,
  });
  expect(status).toBe(201);
  return body.consent;
}
const invite = async (cookie: string, supporter: string) => {
  const { status, body } = await post(`/api/my/supporters/${supporter}/invite`, cookie);
  expect(status).toBe(201);
  return { token: new URL(body.link).pathname.split('/').at(-1) ?? '', code: body.code as string };
};
const join = (way: { token: string; code: string }, called = 'Ana R.') =>
  post('/api/sign-in/invitation', undefined, { ...way, called });
const approve = (cookie: string, supporter: string) =>
  post(`/api/my/supporters/${supporter}/approve`, cookie);
const shared = async (cookie: string): Promise<string[]> => {
  const { status, body } = await get('/api/with', cookie);
  expect(status).toBe(200);
  expect(Object.keys(body)).toEqual(['shared']);
  return Object.keys(body.shared).sort();
};
const mine = async (cookie: string, supporter: string) =>
  (await get('/api/my/supporters', cookie)).body.supporters.find((it: Answer) => it.id === supporter);

/** Somebody who was let in with these parts, and approved. */
async function letIn(categories: readonly string[]) {
  const consent = await share(karen, categories);
  const supporter = consent.recipient.id as string;
  const { cookie } = await join(await invite(karen, supporter));
  expect((await approve(karen, supporter)).status).toBe(200);
  return { consent: consent.id as string, supporter, cookie };
}

const wrong = (code: string) => (code === '000000' ? '000001' : '000000');

describe('the way in', () => {
  test('the link and the code lead in together; nothing is seen until the person approves the name', async () => {
    const consent = await share(karen, ['schedule']);
    const supporter = consent.recipient.id;
    expect(await mine(karen, supporter)).toMatchObject({ state: 'named', called: 'Ana' });
    const way = await invite(karen, supporter);
    expect(await mine(karen, supporter)).toMatchObject({ state: 'invited' });

    const joined = await join(way, 'Ana Maria R.');
    expect(joined).toMatchObject({ status: 200, body: { next: '/with' } });
    expect(await shared(joined.cookie)).toEqual([]);
    expect((await get('/api/me', joined.cookie)).body).toEqual({
      kind: 'supporter',
      role: 'supporter',
      home: '/with',
      name: 'Ana Maria R.',
    });
    expect(await mine(karen, supporter)).toMatchObject({
      state: 'said-their-name',
      saidName: 'Ana Maria R.',
    });

    const approved = await approve(karen, supporter);
    expect(approved.body.supporter).toMatchObject({ state: 'here', called: 'Ana Maria R.', saidName: null });
    expect(await shared(joined.cookie)).toEqual(['week']);
    expect((await join(way)).status).toBe(422);
    expect((await post(`/api/my/supporters/${supporter}/invite`, karen)).status).toBe(409);
  });

  test('a link without its code, a code without its link, and a link nobody made are answered alike', async () => {
    const way = await invite(karen, (await share(karen, ['schedule'])).recipient.id);
    const answers = await Promise.all([
      join({ ...way, code: wrong(way.code) }),
      join({ ...way, token: 'a'.repeat(43) }),
      join({ token: 'b'.repeat(43), code: '123456' }),
    ]);
    const said = answers.map(({ status, body: { request: _, ...body }, cookie }) => ({
      status,
      body,
      cookie,
    }));
    expect(new Set(said.map((it) => JSON.stringify(it))).size).toBe(1);
    expect(said[0]).toMatchObject({ status: 422, body: { code: 'no-way-in' }, cookie: '' });
  });

  test('five wrong codes end it, though the right one comes after', async () => {
    const supporter = (await share(karen, ['schedule'])).recipient.id;
    const way = await invite(karen, supporter);
    for (let tries = 0; tries < 5; tries++) {
      expect((await join({ ...way, code: wrong(way.code) })).status).toBe(422);
    }
    expect((await join(way)).status).toBe(422);
    expect(await mine(karen, supporter)).toMatchObject({ state: 'invite-over' });
    expect((await join(await invite(karen, supporter))).status).toBe(200);
  });

  test('after 72 hours it is over, and a new one ends the one before', async () => {
    const supporter = (await share(karen, ['schedule'])).recipient.id;
    const first = await invite(karen, supporter);
    const second = await invite(karen, supporter);
    expect((await join(first)).status).toBe(422);
    const before = now;
    now = new Date(now.getTime() + 72 * HOUR_MS);
    try {
      expect((await join(second)).status).toBe(422);
      now = new Date(before.getTime() + 72 * HOUR_MS - 1000);
      expect((await join(second)).status).toBe(200);
    } finally {
      now = before;
      // Three days later everybody was signed out.
      [karen, dana, luis] = await signedIn();
    }
  });

  test('whoever was not meant is out at once, and the one who was can be invited', async () => {
    const supporter = (await share(karen, ['schedule'])).recipient.id;
    const stranger = await join(await invite(karen, supporter), 'Somebody');
    expect((await post(`/api/my/supporters/${supporter}/take-back`, karen)).body.supporter.state).toBe(
      'named',
    );
    expect((await get('/api/with', stranger.cookie)).status).toBe(401);
    const ana = await join(await invite(karen, supporter));
    await approve(karen, supporter);
    expect(await shared(ana.cookie)).toEqual(['week']);
    expect((await get('/api/with', stranger.cookie)).status).toBe(401);
  });

  test('nobody else invites, approves or takes back', async () => {
    const supporter = (await share(karen, ['schedule'])).recipient.id;
    await join(await invite(karen, supporter));
    const marisol = await program.signIn(PEOPLE.marisol);
    for (const what of ['invite', 'approve', 'take-back']) {
      expect((await post(`/api/my/supporters/${supporter}/${what}`, marisol)).status).toBe(404);
    }
    for (const what of ['invite', 'take-back']) {
      const path = `/api/people/${PEOPLE.karen.id}/supporters/${supporter}/${what}`;
      expect((await post(path, luis)).status).toBe(404);
    }
    expect(await mine(karen, supporter)).toMatchObject({ state: 'said-their-name' });
  });

  test('the supporter cannot approve their own name, whatever they send to the database', async () => {
    const supporter = (await share(karen, ['schedule'])).recipient.id;
    await join(await invite(karen, supporter));
    const self = { org: ORG_ID, id: supporter, role: 'supporter', request: newId() };
    await expect(
      program.house.door.asActor(self, 'support', (db) =>
        db.updateTable('guard.supporter').set({ approved_at: new Date() }).execute(),
      ),
    ).rejects.toThrow('The person approves the name.');
  });
});

describe('what a supporter sees', () => {
  test('each part is there only where it was signed for, and is noted as a look', async () => {
    const parts = {
      schedule: ['week'],
      attendance: ['came'],
      plan: ['plan', 'goals'],
      measure: ['scores'],
      medication: ['medicines'],
    };
    for (const [category, names] of Object.entries(parts)) {
      const { cookie, supporter } = await letIn([category]);
      const { body } = await get('/api/with', cookie);
      expect(Object.keys(body.shared)).toEqual(names);
      const looked = await program.look('privacy', PEOPLE.kofi.id, (db) =>
        db
          .selectFrom('guard.access')
          .select(['participant_id', 'category', 'actor_role', 'purpose'])
          .where('actor_id', '=', supporter)
          .execute(),
      );
      expect(looked).toEqual([
        { participant_id: PEOPLE.karen.id, category, actor_role: 'supporter', purpose: 'support' },
      ]);
    }
  });

  test('a week is times and places, and no word of what a session is about', async () => {
    const { cookie } = await letIn(['schedule', 'attendance', 'plan', 'measure']);
    const { shared: seen } = (await get('/api/with', cookie)).body;
    expect(seen.week.times.length).toBeGreaterThan(0);
    expect(Object.keys(seen.week.times[0]).sort()).toEqual(['end', 'place', 'start']);
    expect(seen.plan.hours.minutesPerWeek).toBeGreaterThan(0);
    expect(seen.scores.scores.length).toBeGreaterThan(0);
    for (const { on, came } of seen.came.days)
      expect([typeof on, typeof came]).toEqual(['string', 'boolean']);
    expect(JSON.stringify(seen)).not.toMatch(/karen|relapse|label|IOP|PHP|dual|answers/i);
  });

  test('goals are words and how they go, medicines what and when; what staff say of either is not there', async () => {
    const { cookie } = await letIn(['plan', 'medication']);
    const { shared: seen } = (await get('/api/with', cookie)).body;
    expect(Object.keys(seen).sort()).toEqual(['goals', 'medicines', 'plan']);
    const own = (await get('/api/my/goals', karen)).body;
    const agreed = own.goals.filter((it: Answer) => it.isInPlan);
    expect(agreed.length).toBeGreaterThan(0);
    expect(seen.goals.goals.map(({ words }: Answer) => words).sort()).toEqual(
      agreed.map(({ words }: Answer) => words).sort(),
    );
    for (const goal of seen.goals.goals)
      expect(Object.keys(goal).sort()).toEqual(['since', 'status', 'words']);
    const taken = (await get('/api/my/medication', karen)).body.medicines;
    expect(taken.length).toBeGreaterThan(0);
    expect(seen.medicines.medicines).toEqual(taken.map(({ name, dose }: Answer) => ({ name, taken: dose })));
  });

  test('no word of a goal or a medicine is in what somebody gets who was not granted it', async () => {
    const goals = (await get('/api/my/goals', karen)).body.goals.map(({ words }: Answer) => words);
    const medicines = (await get('/api/my/medication', karen)).body.medicines.flatMap(
      ({ name, dose }: Answer) => [name.en, name.es, dose],
    );
    for (const [granted, words] of [
      [
        ['schedule', 'attendance', 'measure'],
        [...goals, ...medicines],
      ],
      [['plan'], medicines],
      [['medication'], goals],
    ] as const) {
      const said = JSON.stringify((await get('/api/with', (await letIn(granted)).cookie)).body);
      for (const word of words) expect(said).not.toContain(word);
    }
  });

  test('stopping takes it away at the next read, and leaves no trace of what was there', async () => {
    const { cookie, consent } = await letIn(['schedule']);
    const nothing = await get(
      '/api/with',
      (await join(await invite(karen, (await share(karen, ['plan'])).recipient.id))).cookie,
    );
    expect(await shared(cookie)).toEqual(['week']);
    await post(`/api/my/sharing/${consent}/stop`, karen);
    const after = await get('/api/with', cookie);
    // The same bytes as for somebody who was never let in.
    expect(after.body).toEqual(nothing.body);
    expect(after.body).toEqual({ shared: {} });
  });

  test('a consent that ran out shows nothing either', async () => {
    const { cookie, consent } = await letIn(['schedule']);
    await program.house.door.asActor(
      { org: ORG_ID, id: PEOPLE.karen.id, role: 'participant', request: newId() },
      'self',
      (db) =>
        db
          .updateTable('guard.consent')
          .set({ event_at: new Date(Date.now() - 1000) })
          .where('consent_id', '=', consent)
          .execute(),
    );
    expect(await shared(cookie)).toEqual([]);
  });

  test('no other page of the program opens for them, and theirs for nobody else', async () => {
    const { cookie } = await letIn(['schedule', 'attendance', 'plan', 'measure', 'note', 'medication']);
    const paths = [
      '/api/week',
      '/api/my/sharing',
      '/api/people',
      '/api/intake',
      '/api/alerts',
      '/api/worries',
      `/api/people/${PEOPLE.karen.id}/sharing`,
      `/api/people/${PEOPLE.karen.id}/measures`,
      '/api/plan/2026-11-30/runs/none/events',
    ];
    for (const path of paths) expect((await get(path, cookie)).status, path).toBe(404);
    for (const path of ['/api/with', '/api/with/check-ins']) {
      expect((await get(path, karen)).status).toBe(404);
      expect((await get(path, dana)).status).toBe(404);
      expect((await get(path)).status).toBe(401);
    }
  });
});

describe('what a supporter says', () => {
  test('a worry reaches the care team alone; the answer is the same when nothing is shared any more', async () => {
    const { cookie, consent } = await letIn(['schedule']);
    const first = await post('/api/with/worry', cookie, { words: 'She has not slept for days.' });
    await post(`/api/my/sharing/${consent}/stop`, karen);
    const second = await post('/api/with/worry', cookie, { words: 'Still worried.' });
    expect([first.status, first.body]).toEqual([second.status, second.body]);
    expect(first.body).toEqual({});

    const { worries } = (await get('/api/worries', dana)).body;
    expect(worries.map((it: Answer) => it.words)).toEqual(['She has not slept for days.', 'Still worried.']);
    expect(worries[0]).toMatchObject({ participant: PEOPLE.karen.id, by: { called: 'Ana R.' } });
    expect((await get('/api/worries', luis)).body).toEqual({ worries: [] });
    expect((await get('/api/worries', karen)).status).toBe(404);

    expect((await post(`/api/worries/${worries[0].id}/read`, luis)).status).toBe(404);
    expect((await post(`/api/worries/${worries[0].id}/read`, dana)).status).toBe(200);
    expect((await get('/api/worries', dana)).body.worries).toHaveLength(1);
  });

  test('an empty worry is asked for again, and a flood is stopped', async () => {
    const { cookie } = await letIn(['schedule']);
    expect((await post('/api/with/worry', cookie, { words: '  ' })).status).toBe(422);
    const statuses: number[] = [];
    for (let i = 0; i < 11; i++) {
      statuses.push((await post('/api/with/worry', cookie, { words: `Worry ${i}` })).status);
    }
    expect(statuses).toEqual([...Array(10).fill(200), 429]);
  });

  test('how they are doing themselves is theirs alone, and can be erased', async () => {
    const { cookie } = await letIn(['schedule']);
    const other = await letIn(['schedule']);
    const answers = { sleep: 2, strain: 3, company: 0 };
    expect((await post('/api/with/check-ins', cookie, answers)).status).toBe(201);
    expect((await get('/api/with/check-ins', cookie)).body.checkIns).toMatchObject([{ answers }]);
    expect((await get('/api/with/check-ins', other.cookie)).body.checkIns).toEqual([]);
    for (const role of ['counselor', 'privacy', 'participant']) {
      const rows = await program.look(role, PEOPLE.karen.id, (db) =>
        db.selectFrom('guard.supporter_check_in').select('check_in_id').execute(),
      );
      expect(rows, role).toEqual([]);
    }
    expect((await post('/api/with/check-ins', cookie, { ...answers, sleep: 4 })).status).toBe(422);
    expect((await send('DELETE', '/api/with/check-ins', cookie)).status).toBe(200);
    expect((await get('/api/with/check-ins', cookie)).body.checkIns).toEqual([]);
  });

  test('who leaves is out in the same moment, with no way back', async () => {
    const { cookie, supporter } = await letIn(['schedule']);
    await post('/api/with/check-ins', cookie, { sleep: 1, strain: 1, company: 1 });
    expect((await post('/api/with/leave', cookie)).status).toBe(200);
    expect((await get('/api/with', cookie)).status).toBe(401);
    expect(await mine(karen, supporter)).toMatchObject({ state: 'left' });
    expect((await post(`/api/my/supporters/${supporter}/invite`, karen)).status).toBe(404);
    const seen = await program.house.door.asActor(
      { org: ORG_ID, id: supporter, role: 'supporter', request: newId() },
      'support',
      async (db) => [
        ...(await db.selectFrom('schedule.busy').select('participant_id').execute()),
        ...(await db.selectFrom('guard.supporter_check_in').select('check_in_id').execute()),
        ...(await db.selectFrom('guard.participant_key').select('participant_id').execute()),
      ],
    );
    expect(seen).toEqual([]);
  });
});

describe('parents, guardians and representatives', () => {
  /** Somebody on Dana's care team, with a week. */
  const somebody = (years: number) =>
    program.house.door.asActor(systemActor('system:demo', ORG_ID), 'setup', async (db) => {
      const { participantId, sealer } = await addPerson(db, program.house.masterKey, ORG_ID, {
        stage: 'participant',
      });
      const of = { org_id: ORG_ID, participant_id: participantId };
      const born_on = `${now.getUTCFullYear() - years - 1}-01-01`;
      await db
        .insertInto('guard.identity')
        .values({ ...of, name_sealed: sealer.seal({ called: 'Sam', born_on }) })
        .execute();
      await db
        .insertInto('guard.care_team')
        .values({ ...of, staff_id: PEOPLE.dana.id, from_on: '2020-01-01' })
        .execute();
      return participantId;
    });
  const named = async (person: string, relation: string): Promise<string> => {
    const { status, body } = await post(`/api/people/${person}/supporters`, dana, {
      called: 'Pat',
      relation,
      language: 'en',
    });
    expect(status).toBe(201);
    return body.supporter.id;
  };
  const invitedByTeam = async (person: string, supporter: string): Promise<string> => {
    const { status, body } = await post(`/api/people/${person}/supporters/${supporter}/invite`, dana);
    expect(status).toBe(201);
    const token = new URL(body.link).pathname.split('/').at(-1) ?? '';
    return (await join({ token, code: body.code }, 'Pat')).cookie;
  };
  const represents = (person: string, supporter: string, more: object) =>
    post(`/api/people/${person}/representatives`, dana, {
      supporter,
      basis: 'power-of-attorney',
      proof: 'Paper seen.',
      from: '2020-01-01',
      until: inDays(30),
      ...more,
    });

  test('2.14: the guardian of a sixteen-year-old who decides alone gets no data, then only what was signed for', async () => {
    const person = await somebody(16);
    const minor = await program.signIn({ org: ORG_ID, kind: 'participant', id: person });
    const parent = await named(person, 'a parent');
    expect((await represents(person, parent, { basis: 'parent' })).body.code).toBe('minor-decides');
    expect((await represents(person, parent, { basis: 'guardian' })).body.code).toBe('minor-decides');
    const guardian = await invitedByTeam(person, parent);
    expect(await shared(guardian)).toEqual([]);
    expect((await approve(minor, parent)).status).toBe(200);
    expect(await shared(guardian)).toEqual([]);
    await share(minor, ['schedule'], parent);
    expect(await shared(guardian)).toEqual(['week']);
  });

  test('2.15: a representative sees until their last day, and not the day after', async () => {
    const person = await somebody(70);
    const [today, before] = [await named(person, 'an agent'), await named(person, 'an agent before')];
    const last = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format(new Date());
    const yesterday = new Date(Date.parse(last) - 86_400_000).toISOString().slice(0, 10);
    expect((await represents(person, today, { until: last })).status).toBe(201);
    expect((await represents(person, before, { until: yesterday })).status).toBe(201);
    expect(await shared(await invitedByTeam(person, today))).toEqual([
      'came',
      'goals',
      'medicines',
      'plan',
      'scores',
      'week',
    ]);
    expect(await shared(await invitedByTeam(person, before))).toEqual([]);
  });
});
