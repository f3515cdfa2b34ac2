import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ORG_ID, openNextDoor, openProgram, PEOPLE, type Program } from '../../../test/support/program.ts';
import { newId } from '../../platform/ids.ts';
import { newStaff, openIntake } from '../testing.ts';
import { lookAtAll } from './measures.jobs.ts';

const CLEAR = [1, 1, 1, 1, 1, 1, 1, 1, 0];
const UNSAFE = [0, 0, 0, 0, 0, 0, 0, 0, 1];
const CALM = [0, 0, 0, 0, 0, 0, 0];

let now = new Date();
let program: Program;
let intake: Awaited<ReturnType<typeof openIntake>>;
let june: string;
beforeAll(async () => {
  program = await openProgram({ clock: { now: () => now } });
  intake = await openIntake(program);
  june = await program.signIn(PEOPLE.june);
});
afterAll(() => program.drop());
const START = now;
afterEach(() => {
  now = START;
});

// biome-ignore lint/suspicious/noExplicitAny: whatever the route answers
type Answer = any;
const json = async (answer: Response, status = 200): Promise<Answer> => {
  const words = await answer.json();
  expect(answer.status, JSON.stringify(words)).toBe(status);
  return words;
};

/** Somebody new in care, signed in, who is asked now. */
async function asked(instruments: readonly string[] = ['phq-9', 'gad-7']) {
  const { participant, person } = await intake.admitted();
  const cookie = await program.signIn(person);
  await json(await intake.post(`/api/people/${participant}/check-ins`, intake.dana, { instruments }), 201);
  const { checkIns } = await json(await intake.get('/api/my/check-ins', cookie));
  return { participant, cookie, checkIn: checkIns[0] as Answer };
}
const answersOf = (phq: readonly (number | null)[] = CLEAR, gad: readonly (number | null)[] = CALM) => [
  { instrument: 'phq-9', answers: phq },
  { instrument: 'gad-7', answers: gad },
];
const keep = (id: string, cookie: string, answers: unknown, version: number) =>
  intake.put(`/api/my/check-ins/${id}/answers`, cookie, { answers }, version);
const sendIn = (id: string, cookie: string, json_: unknown, version: number) =>
  intake.post(`/api/my/check-ins/${id}/send`, cookie, json_, version);
const alertsOf = async (participant: string, cookie = intake.dana, state = 'open'): Promise<Answer[]> =>
  (await json(await intake.get(`/api/alerts?state=${state}`, cookie))).alerts.filter(
    (each: Answer) => each.participant === participant,
  );

describe('a check-in', () => {
  test('names no form to the person but in its questions, keeps what is answered, and is sent once', async () => {
    const { participant, cookie, checkIn } = await asked();
    expect(checkIn).toMatchObject({ state: 'open', questionCount: 16, answeredCount: 0, minutes: 3 });
    const partly = [{ instrument: 'phq-9', answers: [1, null, null, null, null, null, null, null, null] }];
    const kept = await json(await keep(checkIn.id, cookie, partly, checkIn.version));
    expect(kept).toMatchObject({ answeredCount: 1, answers: [{ instrument: 'phq-9' }] });
    const again = await json(await intake.get('/api/my/check-ins', cookie));
    expect(again.checkIns[0].answers).toEqual(kept.answers);

    const sent = await json(await sendIn(checkIn.id, cookie, { answers: answersOf() }, kept.version), 201);
    expect(sent).toMatchObject({ help: null, checkIn: { state: 'sent', forms: [] } });
    const twice = await json(
      await sendIn(checkIn.id, cookie, { answers: answersOf() }, kept.version + 1),
      409,
    );
    expect(twice.code).toBe('sent');

    const measures = await json(await intake.get(`/api/people/${participant}/measures`, intake.dana));
    const phq = measures.series.find((each: Answer) => each.instrument === 'phq-9');
    expect(phq).toMatchObject({
      lines: [{ key: 'score', lowest: 0, highest: 27, better: 'lower', points: [{ value: 8 }] }],
      responses: [{ score: 8, band: 'mild', mode: 'self', safety: 'clear', status: 'complete' }],
    });
    expect(await alertsOf(participant)).toEqual([]);
  });

  test('asks once about blanks, and takes them when that is meant', async () => {
    const { participant, cookie, checkIn } = await asked(['phq-9']);
    const blank = [{ instrument: 'phq-9', answers: [1, 1, 1, null, 1, 1, 1, 1, null] }];
    const told = await json(await sendIn(checkIn.id, cookie, { answers: blank }, checkIn.version), 422);
    expect(told).toMatchObject({
      code: 'blanks',
      errors: [{ pointer: '/answers/0/answers/3' }, { pointer: '/answers/0/answers/8' }],
    });
    await json(await sendIn(checkIn.id, cookie, { answers: blank, withBlanks: true }, checkIn.version), 201);
    const { series } = await json(await intake.get(`/api/people/${participant}/measures`, intake.dana));
    expect(series.find((each: Answer) => each.instrument === 'phq-9').responses[0]).toMatchObject({
      status: 'prorated',
      safety: 'unanswered',
      flags: ['safety item unanswered'],
    });
  });

  test('refuses what is none of the answers, by place, and keeps what was there', async () => {
    const { cookie, checkIn } = await asked();
    const kept = await json(await keep(checkIn.id, cookie, answersOf(), checkIn.version));
    for (const [answers, pointer] of [
      [[{ instrument: 'phq-9', answers: [7, 0, 0, 0, 0, 0, 0, 0, 0] }], '/answers/0/answers/0'],
      [[{ instrument: 'phq-9', answers: [1] }], '/answers/0/answers'],
      [[{ instrument: 'audit', answers: [] }], '/answers/0/instrument'],
      [[...answersOf(), ...answersOf()], '/answers/2/instrument'],
      [[{ instrument: 'phq-9', answers: CLEAR, given: { sex: 'F' } }], '/answers/0/given/sex'],
    ] as const) {
      const told = await json(await keep(checkIn.id, cookie, answers, kept.version), 422);
      expect(told.errors[0].pointer).toBe(pointer);
    }
    const still = await json(await intake.get('/api/my/check-ins', cookie));
    expect(still.checkIns[0]).toMatchObject({ version: kept.version, answeredCount: 16 });
  });

  test('on two devices tells the second what the first kept', async () => {
    const { cookie, checkIn } = await asked();
    await json(await keep(checkIn.id, cookie, answersOf(), checkIn.version));
    const told = await json(await keep(checkIn.id, cookie, [], checkIn.version), 412);
    expect(told.current).toMatchObject({ answeredCount: 16 });
  });

  test('is nobody else’s', async () => {
    const { cookie, checkIn } = await asked(['gad-7']);
    const stranger = await program.signIn(PEOPLE.karen);
    expect((await keep(checkIn.id, stranger, [], checkIn.version)).status).toBe(404);
    expect((await keep(newId(), cookie, [], 1)).status).toBe(404);
  });

  test('that has lapsed says so and takes nothing more', async () => {
    const { participant, cookie, checkIn } = await asked(['gad-7']);
    await program.look('system:measures', newId(), (db) =>
      db
        .updateTable('fit.checkin')
        .set({ closes_on: sql`opened_on - 1`, due_on: sql`opened_on - 1`, opened_on: sql`opened_on - 7` })
        .where('participant_id', '=', participant)
        .execute(),
    );
    const told = await json(
      await sendIn(
        checkIn.id,
        cookie,
        { answers: [{ instrument: 'gad-7', answers: CALM }] },
        checkIn.version,
      ),
      409,
    );
    expect(told.code).toBe('lapsed');
    expect((await json(await intake.get('/api/my/check-ins', cookie))).checkIns[0].state).toBe('lapsed');
  });
});

describe('a yes to a safety question', () => {
  test('opens an alert with an owner and a clock whatever else is on the form, and says who will see it', async () => {
    const { participant, cookie, checkIn } = await asked(['phq-9']);
    const blank = [null, null, null, null, null, null, null, null, 1];
    const sent = await json(
      await sendIn(
        checkIn.id,
        cookie,
        { answers: [{ instrument: 'phq-9', answers: blank }], withBlanks: true },
        checkIn.version,
      ),
      201,
    );
    expect(sent.help).toMatchObject({ who: expect.stringMatching(/^Dana/) });
    const [alert] = await alertsOf(participant);
    expect(alert).toMatchObject({
      kind: 'safety',
      state: 'open',
      isOverdue: false,
      owner: { isMe: true },
      evidence: { instrument: 'phq-9', items: [9], next: 'c-ssrs-screener' },
      mayIAcknowledge: true,
      dueAt: sent.help.by,
    });
    expect(Date.parse(alert.dueAt) - now.getTime()).toBeLessThanOrEqual(2 * 3_600_000);
  });

  test('is taken on by a licence in force, then closed with what was done', async () => {
    const { participant, cookie, checkIn } = await asked(['phq-9']);
    await json(
      await sendIn(
        checkIn.id,
        cookie,
        { answers: [{ instrument: 'phq-9', answers: UNSAFE }] },
        checkIn.version,
      ),
      201,
    );
    const [alert] = await alertsOf(participant);
    const to = (what: string, cookie_: string, body: unknown, version: number) =>
      intake.post(`/api/alerts/${alert.id}/${what}`, cookie_, body, version);
    expect((await json(await to('close', intake.dana, { done: 'Called.' }, 1), 409)).code).toBe(
      'not-taken-on',
    );

    const lapsed = await newStaff(program, 'counselor', '2020-01-01');
    await program.look('counselor', PEOPLE.dana.id, (db) =>
      db
        .insertInto('guard.care_team')
        .values({ org_id: ORG_ID, participant_id: participant, staff_id: lapsed.id, from_on: '2020-01-01' })
        .execute(),
    );
    const theirs = await program.signIn(lapsed);
    expect((await alertsOf(participant, theirs))[0].mayIAcknowledge).toBe(false);
    expect((await to('acknowledge', theirs, {}, 1)).status).toBeGreaterThanOrEqual(403);

    const taken = await json(await to('acknowledge', intake.dana, {}, 1));
    expect(taken).toMatchObject({ state: 'acknowledged', acknowledged: { licence: expect.any(String) } });
    expect((await json(await to('acknowledge', intake.dana, {}, 1), 412)).current.state).toBe('acknowledged');
    expect((await json(await to('acknowledge', intake.dana, {}, 2), 409)).code).toBe('taken-on');
    expect((await json(await to('close', intake.dana, { done: ' ' }, 2), 422)).errors[0].pointer).toBe(
      '/done',
    );
    const handed = await json(await to('hand-over', intake.dana, { to: PEOPLE.luis.id }, 2), 422);
    expect(handed.errors[0].pointer).toBe('/to');
    const over = await json(await to('hand-over', intake.dana, { to: lapsed.id }, 2));
    expect(over.owner.id).toBe(lapsed.id);
    const closed = await json(await to('close', intake.dana, { done: 'Called, safe tonight.' }, 3));
    expect(closed).toMatchObject({ state: 'closed', closed: { done: 'Called, safe tonight.' } });
    expect(await alertsOf(participant)).toEqual([]);
    expect(await alertsOf(participant, intake.dana, 'closed')).toHaveLength(1);
  });

  test('asked in person counts the same, and its form is refused for a day to come or a version there is not', async () => {
    const { participant } = await intake.admitted();
    const say = (body: object) => intake.post(`/api/people/${participant}/responses`, intake.dana, body);
    const body = {
      instrument: 'c-ssrs-screener',
      answers: [1, 0, 0, 0, 0, 0, 0],
      mode: 'interview',
      on: program.today,
    };
    const { alert, response } = await json(await say(body), 201);
    expect(response).toMatchObject({
      mode: 'interview',
      by: expect.stringMatching(/^Dana/),
      safety: 'alert',
    });
    expect((await alertsOf(participant)).map(({ id }) => id)).toEqual([alert]);
    expect((await json(await say({ ...body, on: '2099-01-01' }), 422)).errors[0].pointer).toBe('/on');
    expect((await json(await say({ ...body, version: '1999' }), 422)).errors[0].pointer).toBe('/version');
    expect((await say({ ...body, instrument: 'none' })).status).toBe(404);
  });
});

describe('what a person answered', () => {
  test('is their care team’s alone', async () => {
    const { participant } = await intake.admitted();
    const nextDoor = await openNextDoor(program);
    for (const cookie of [intake.luis, intake.rosa, june, await program.signIn(nextDoor.counselor)]) {
      expect((await intake.get(`/api/people/${participant}/measures`, cookie)).status).toBe(404);
      expect((await intake.get(`/api/people/${participant}/alerts`, cookie)).status).toBe(404);
      expect(
        (await intake.post(`/api/people/${participant}/check-ins`, cookie, { instruments: ['phq-9'] }))
          .status,
      ).toBe(404);
    }
  });

  test('entered in error stays, says why, and counts no longer', async () => {
    const { participant } = await intake.admitted();
    const { response } = await json(
      await intake.post(`/api/people/${participant}/responses`, intake.dana, {
        instrument: 'phq-9',
        answers: CLEAR,
        mode: 'phone',
        on: program.today,
      }),
      201,
    );
    const path = `/api/responses/${response.id}/withdraw`;
    expect((await intake.post(path, intake.luis, { reason: 'Wrong person.' })).status).toBe(404);
    const after = await json(await intake.post(path, intake.dana, { reason: 'Wrong person.' }));
    const phq = after.series.find((each: Answer) => each.instrument === 'phq-9');
    expect(phq.lines[0].points).toEqual([]);
    expect(phq.responses[0].withdrawn).toMatchObject({ reason: 'Wrong person.' });
    expect((await json(await intake.post(path, intake.dana, { reason: 'Again.' }), 409)).code).toBe(
      'withdrawn',
    );
  });

  test('is asked again only when it is not open already and its words are there', async () => {
    const { participant } = await asked(['phq-9']);
    const ask = (instruments: readonly string[]) =>
      intake.post(`/api/people/${participant}/check-ins`, intake.dana, { instruments });
    expect((await json(await ask(['phq-9']), 422)).errors[0].pointer).toBe('/instruments/0');
    expect((await json(await ask(['gad-7', 'barc-10']), 422)).errors[0].pointer).toBe('/instruments/1');
    expect((await json(await ask(['gad-7', 'gad-7']), 422)).errors[0].pointer).toBe('/instruments/1');
  });
});

describe('what runs by itself', () => {
  test('opens a check-in for whoever is due, once; lets overdue alerts climb; told twice it adds nothing', async () => {
    const { participant, cookie } = await (async () => {
      const { participant, person } = await intake.admitted();
      return { participant, cookie: await program.signIn(person) };
    })();
    await lookAtAll(program.house, ORG_ID);
    const { checkIns } = await json(await intake.get('/api/my/check-ins', cookie));
    expect(checkIns).toHaveLength(1);
    expect(checkIns[0].forms.map((form: Answer) => form.instrument).sort()).toEqual([
      'bam',
      'gad-7',
      'pc-ptsd-5',
      'phq-9',
    ]);
    expect(await lookAtAll(program.house, ORG_ID)).toEqual({ checkIns: 0, alerts: 0, climbed: 0 });

    await json(
      await intake.post(`/api/people/${participant}/responses`, intake.dana, {
        instrument: 'phq-9',
        answers: UNSAFE,
        mode: 'interview',
        on: program.today,
      }),
      201,
    );
    now = new Date(now.getTime() + 3 * 3_600_000);
    expect((await lookAtAll(program.house, ORG_ID)).climbed).toBeGreaterThanOrEqual(1);
    expect((await alertsOf(participant, await program.signIn(PEOPLE.dana)))[0]).toMatchObject({
      hasClimbed: true,
      isOverdue: true,
    });
    now = START;
  });

  test('tells the team by rule: who is silent, once; and a rule of one person comes before everybody’s', async () => {
    const lookAfter = async (days: number) => {
      now = new Date(START.getTime() + days * 86_400_000);
      await lookAtAll(program.house, ORG_ID);
      now = START; // sessions do not outlive days
    };
    const { participant } = await asked(['gad-7']);
    await lookAfter(5);
    expect((await alertsOf(participant)).filter(({ kind }) => kind === 'silent')).toHaveLength(1);
    await lookAfter(5);
    expect((await alertsOf(participant)).filter(({ kind }) => kind === 'silent')).toHaveLength(1);

    const other = await asked(['gad-7']);
    await json(
      await intake.post(`/api/people/${other.participant}/alert-rules`, intake.dana, {
        condition: { kind: 'silent', days: 30 },
        dueHours: 24,
      }),
      201,
    );
    await lookAfter(5);
    expect((await alertsOf(other.participant)).filter(({ kind }) => kind === 'silent')).toEqual([]);
  });
});

describe('rules', () => {
  const rules = (cookie: string) => intake.get('/api/alert-rules', cookie);
  test('come with the program, are set by who is licensed or directs, and one a subject', async () => {
    const shipped = (await json(await rules(intake.dana))).rules;
    expect(shipped.map(({ setBy }: Answer) => setBy)).toContain(null);
    const wish = { condition: { kind: 'score', instrument: 'phq-9', at: 20 }, dueHours: 12 };
    const made = await json(await intake.post('/api/alert-rules', june, wish), 201);
    expect((await json(await intake.post('/api/alert-rules', june, wish), 409)).code).toBe('rule-exists');
    const off = { ...wish, isOn: false };
    expect((await json(await intake.put(`/api/alert-rules/${made.id}`, june, off, 1))).isOn).toBe(false);
    expect(
      (await json(await intake.put(`/api/alert-rules/${made.id}`, june, off, 1), 412)).current.version,
    ).toBe(2);
    expect((await intake.post('/api/alert-rules', intake.rosa, wish)).status).toBe(404);
  });

  test.each([
    [{ kind: 'score', instrument: 'none', at: 3 }, '/condition/instrument'],
    [{ kind: 'score', instrument: 'bam', at: 3 }, '/condition/instrument'],
    [{ kind: 'subscore', instrument: 'bam', subscore: 'luck', at: 3 }, '/condition/subscore'],
    [{ kind: 'worse', instrument: 'audit' }, '/condition/instrument'],
    [{ kind: 'silent', days: 1 }, '/condition/days'],
  ])('over %j are refused by place', async (condition, pointer) => {
    const told = await json(await intake.post('/api/alert-rules', june, { condition, dueHours: 24 }), 422);
    expect(told.errors[0].pointer).toBe(pointer);
  });
});

describe('what is asked when', () => {
  test('comes with the program and is set by who directs; the forms say whether they can be sent', async () => {
    const plan = await json(await intake.get('/api/measures/plan', intake.dana));
    expect(plan).toMatchObject({ isOwn: false, setBy: null });
    expect(plan.instruments.find((each: Answer) => each.instrument === 'barc-10')).toMatchObject({
      needsWords: true,
      canBeSent: false,
    });
    const items = [{ instrument: 'phq-9', levels: ['IOP'], when: { kind: 'every', days: 7 } }];
    expect(await json(await intake.put('/api/measures/plan', june, { items }))).toMatchObject({
      isOwn: true,
    });
    const told = await json(
      await intake.put('/api/measures/plan', june, { items: [{ ...items[0], instrument: 'none' }] }),
      422,
    );
    expect(told.errors[0].pointer).toBe('/items/0/instrument');
    expect((await intake.put('/api/measures/plan', intake.rosa, { items })).status).toBe(404);
    await json(await intake.put('/api/measures/plan', june, { items: plan.items }));
  });

  test('needs words: an administrator loads them, and they are refused where they do not fit', async () => {
    const admin = await program.signIn(await newStaff(program, 'admin', null));
    const { questions } = await json(await intake.get('/api/instruments/barc-10/form', intake.dana));
    const pack = {
      instrument: 'barc-10',
      version: '2026.1',
      language: 'en',
      notice: 'Invented words, for a test.',
      items: Object.fromEntries(
        questions.map((_: Answer, at: number) => [String(at + 1), `Invented sentence ${at + 1}`]),
      ),
      options: Object.fromEntries(
        questions.map((_: Answer, at: number) => [String(at + 1), ['a', 'b', 'c', 'd', 'e', 'f']]),
      ),
    };
    const put = (body: unknown, cookie = admin) => intake.put('/api/content-packs', cookie, body);
    expect((await put(pack, intake.dana)).status).toBe(404);
    expect((await json(await put({ ...pack, version: '1' }), 422)).errors[0].pointer).toMatch(
      /instrument|version/,
    );
    const { items: _, ...without } = pack;
    expect((await json(await put(without), 422)).errors[0].pointer).toBe('/items');
    const { packs } = await json(await put(pack));
    expect(packs).toMatchObject([{ instrument: 'barc-10', language: 'en', isInForce: true }]);
    const form = await json(await intake.get('/api/instruments/barc-10/form', intake.dana));
    expect(form.questions[0].words).toBe('Invented sentence 1');
    expect(form.copyright).toContain('Invented words, for a test.');
    const plan = await json(await intake.get('/api/measures/plan', intake.dana));
    expect(plan.instruments.find((each: Answer) => each.instrument === 'barc-10').canBeSent).toBe(true);
  });
});

describe('straight against the database', () => {
  const changed = (
    role: string,
    id: string,
    table: 'fit.alert' | 'fit.checkin',
    participant: string,
    set: object,
  ) =>
    program
      .look(role, id, (db) =>
        db.updateTable(table).set(set).where('participant_id', '=', participant).executeTakeFirst(),
      )
      .then(
        ({ numUpdatedRows }) => Number(numUpdatedRows),
        () => 0,
      );

  test('a person changes no alert, the job closes none, and nobody sends in a person’s name', async () => {
    const { participant, cookie, checkIn } = await asked(['phq-9']);
    const sent = { state: 'sent', sent_at: now };
    expect(await changed('counselor', PEOPLE.dana.id, 'fit.checkin', participant, sent)).toBe(0);
    expect(await changed('system:measures', newId(), 'fit.checkin', participant, sent)).toBe(0);
    await json(
      await sendIn(
        checkIn.id,
        cookie,
        { answers: [{ instrument: 'phq-9', answers: UNSAFE }] },
        checkIn.version,
      ),
      201,
    );
    const closed = { state: 'closed', closed_at: now, acknowledged_at: now, done_sealed: Buffer.from('x') };
    expect(await changed('participant', participant, 'fit.alert', participant, closed)).toBe(0);
    expect(await changed('system:measures', newId(), 'fit.alert', participant, closed)).toBe(0);
    expect(await changed('counselor', PEOPLE.luis.id, 'fit.alert', participant, closed)).toBe(0);
  });
});
