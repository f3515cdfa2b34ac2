import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventCame, isKeptFromHealthPlan, peerName } from '../src/guard/consent/index.ts';
import { newId } from '../src/platform/ids.ts';
import { openProgram, PEOPLE, type Program } from './support/program.ts';

// biome-ignore lint/suspicious/noExplicitAny: whatever the route answers
type Answer = any;

let program: Program;
let karen: string;
let marisol: string;
let dana: string;
let luis: string;
let kofi: string;
let rosa: string;
beforeAll(async () => {
  program = await openProgram();
  [karen, marisol, dana, luis, kofi, rosa] = (await Promise.all(
    [PEOPLE.karen, PEOPLE.marisol, PEOPLE.dana, PEOPLE.luis, PEOPLE.kofi, PEOPLE.rosa].map((it) =>
      program.signIn(it),
    ),
  )) as [string, string, string, string, string, string];
});
afterAll(() => program.drop());

const get = async (path: string, cookie: string): Promise<{ status: number; body: Answer }> => {
  const answer = await program.send(path, { cookie });
  return { status: answer.status, body: await answer.json() };
};
const give = async (
  path: string,
  cookie: string,
  json: unknown,
  more: { method?: string; version?: number; key?: string } = {},
): Promise<{ status: number; body: Answer }> => {
  const answer = await program.send(path, { method: 'POST', cookie, json, ...more });
  return { status: answer.status, body: await answer.json() };
};

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const forAna = (more: object = {}) => ({
  kind: 'specific',
  language: 'en',
  categories: ['schedule', 'attendance'],
  recipient: { kind: 'supporter', name: 'Ana', relation: 'my sister' },
  purposes: ['support'],
  because: 'So she can help with rides.',
  expiry: { on: inDays(90) },
  ...more,
});
const signed = (more: object = {}) => ({ ...forAna(more), signature: 'Karen R.', agreed: true });
const scheduleSeenBy = (supporter: string, person: string = PEOPLE.karen.id) =>
  program.house.door.asActor(
    { org: PEOPLE.karen.org, id: supporter, role: 'supporter', request: newId() },
    'support',
    async (db) =>
      (
        await db
          .selectFrom('schedule.need')
          .select('participant_id')
          .where('participant_id', '=', person)
          .execute()
      ).length,
  );

describe('a consent from the person’s own phone', () => {
  test('shows beforehand, through the database’s own policies, what the other would see', async () => {
    const { status, body } = await give('/api/my/sharing/preview', karen, forAna());
    expect(status).toBe(200);
    const categories = body.sees.map((it: Answer) => it.category);
    expect(categories).toContain('schedule');
    expect(categories.every((it: string) => ['schedule', 'attendance'].includes(it))).toBe(true);
    expect((await get('/api/my/sharing', karen)).body.consents).toEqual([]);
  });

  test('2.31: lets the other in at once, is kept with every word, and stops at once', async () => {
    const { status, body } = await give('/api/my/sharing', karen, signed());
    expect(status).toBe(201);
    expect(body.consent).toMatchObject({ state: 'in-force', canStop: true, recipient: { name: 'Ana' } });
    const { id, recipient } = body.consent;
    expect(await scheduleSeenBy(recipient.id)).toBeGreaterThan(0);
    expect(await scheduleSeenBy(recipient.id, PEOPLE.marisol.id)).toBe(0);

    const whole = (await get(`/api/my/sharing/${id}`, karen)).body;
    expect(whole).toMatchObject({
      isIntact: true,
      information: 'my week and if I came',
      signature: { name: 'Karen R.', by: 'participant', how: 'typed' },
    });
    expect(whole.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(whole.statements.map((it: Answer) => it.name).sort()).toEqual(
      ['redisclosure', 'refusal', 'reliance', 'revocation'].sort(),
    );

    const stopped = await give(`/api/my/sharing/${id}/stop`, karen, {});
    expect(stopped.body).toMatchObject({ isStopped: true, why: null, consent: { state: 'stopped' } });
    expect(await scheduleSeenBy(recipient.id)).toBe(0);
    const again = await give(`/api/my/sharing/${id}/stop`, karen, {});
    expect(again.body.consent.stoppedAt).toBe(stopped.body.consent.stoppedAt);
    expect((await get('/api/my/sharing', karen)).body.consents.map((it: Answer) => it.id)).toContain(id);
  });

  test('the same signature sent twice is one consent', async () => {
    const key = newId();
    const one = await give('/api/my/sharing', karen, signed(), { key });
    const two = await give('/api/my/sharing', karen, signed(), { key });
    expect(two.body.consent.id).toBe(one.body.consent.id);
  });

  test('what lacks is said field by field, in the language of the form', async () => {
    const { status, body } = await give('/api/my/sharing', karen, {
      kind: 'specific',
      language: 'es',
      signature: ' ',
      agreed: true,
    });
    expect(status).toBe(422);
    expect(body.errors.map((it: Answer) => it.pointer)).toEqual([
      '/categories',
      '/recipient',
      '/purposes',
      '/expiry',
      '/signature',
    ]);
    expect(body.errors[1].detail).toBe('Diga quién lo puede ver.');
  });

  test('without the tick there is no consent, and no words of others are taken along', async () => {
    expect((await give('/api/my/sharing', karen, { ...signed(), agreed: false })).status).toBe(422);
    expect((await give('/api/my/sharing', karen, { ...signed(), patient: 'Somebody else' })).status).toBe(
      422,
    );
  });

  test('a consent is nobody else’s to read or stop', async () => {
    const [first] = (await get('/api/my/sharing', karen)).body.consents;
    for (const cookie of [marisol]) {
      expect((await get(`/api/my/sharing/${first.id}`, cookie)).status).toBe(404);
      expect((await give(`/api/my/sharing/${first.id}/stop`, cookie, {})).status).toBe(404);
    }
    for (const cookie of [luis, rosa]) {
      expect((await get(`/api/people/${PEOPLE.karen.id}/sharing`, cookie)).status).toBe(404);
      expect((await get(`/api/people/${PEOPLE.karen.id}/sharing/${first.id}`, cookie)).status).toBe(404);
    }
    expect((await get(`/api/people/${PEOPLE.karen.id}/sharing`, dana)).status).toBe(200);
    expect((await get(`/api/people/${PEOPLE.karen.id}/sharing`, kofi)).status).toBe(200);
  });

  test('a supporter of somebody else cannot be borrowed', async () => {
    const [first] = (await get('/api/my/sharing', karen)).body.consents;
    const { status } = await give(
      '/api/my/sharing',
      marisol,
      signed({ recipient: { kind: 'supporter', name: 'Ana', supporter: first.recipient.id } }),
    );
    expect(status).toBe(404);
  });
});

describe('consents the staff takes', () => {
  const path = `/api/people/${PEOPLE.marisol.id}/sharing`;
  const paper = (more: object) => ({
    language: 'es',
    categories: ['attendance', 'plan'],
    signature: 'Marisol V.',
    signedBy: 'participant',
    signedOn: inDays(-1),
    isConditionOfCare: false,
    ...more,
  });

  test('treatment, payment and operations are signed on paper at admission', async () => {
    expect((await get(path, dana)).body.hasTpo).toBe(false);
    const { status } = await give(
      path,
      dana,
      paper({
        kind: 'tpo',
        recipient: {
          kind: 'class',
          name: 'quienes me atienden, mis planes de salud y quienes ayudan al programa',
        },
        purposes: ['treatment', 'payment', 'operations'],
        expiry: { event: 'none' },
        fundraising: 'may-not-ask',
      }),
    );
    expect(status).toBe(201);
    expect((await get(path, dana)).body.hasTpo).toBe(true);
  });

  test('the day on the paper cannot be in the future', async () => {
    const sent = paper({
      kind: 'specific',
      recipient: { kind: 'organisation', name: 'Dra. Lee' },
      purposes: ['treatment'],
      expiry: { event: 'end-of-treatment' },
      signedOn: inDays(3),
    });
    expect((await give(path, dana, sent)).status).toBe(422);
  });

  test('end-of-treatment ends what was to end with it', async () => {
    const { body } = await give(
      path,
      dana,
      paper({
        kind: 'specific',
        recipient: { kind: 'organisation', name: 'Dra. Lee' },
        purposes: ['treatment'],
        expiry: { event: 'end-of-treatment' },
      }),
    );
    expect(body.consent.state).toBe('in-force');
    const ended = await program.look('counselor', PEOPLE.dana.id, (db) =>
      eventCame(db, PEOPLE.marisol.id, 'end-of-treatment'),
    );
    expect(ended).toBe(1);
    const { consents } = (await get(path, dana)).body;
    expect(consents.find((it: Answer) => it.id === body.consent.id).state).toBe('ended');
  });

  test('2.35: a consent of a court case lasts until the case is over; the wish to stop is kept and explained', async () => {
    const { status, body } = await give(
      path,
      dana,
      paper({
        kind: 'criminal-justice',
        categories: ['attendance'],
        recipient: { kind: 'official', name: 'Probation office' },
        purposes: ['legal'],
        officials: ['Officer Hale'],
        caseNumber: '26-CF-1042',
        expiry: { event: 'final-disposition' },
        isConditionOfCare: true,
      }),
    );
    expect(status).toBe(201);
    const { id } = body.consent;
    const tried = await give(`/api/my/sharing/${id}/stop`, marisol, { words: 'Please stop.' });
    expect(tried.body).toMatchObject({
      isStopped: false,
      why: 'case-not-over',
      consent: { state: 'in-force' },
    });
    const over = await give(`${path}/${id}/case-over`, dana, {});
    expect(over.body.consent.state).toBe('ended');
    expect((await give(`/api/my/sharing/${id}/stop`, marisol, {})).body.isStopped).toBe(true);
  });

  test('care may not hang on a consent other than for treatment, payment and operations', async () => {
    const sent = paper({
      kind: 'counselling-notes',
      categories: ['counselling_note'],
      recipient: { kind: 'organisation', name: 'Dra. Lee' },
      purposes: ['treatment'],
      expiry: { on: inDays(30) },
      isConditionOfCare: true,
    });
    const { status, body } = await give(path, dana, sent);
    expect(status).toBe(422);
    expect(body.errors.map((it: Answer) => it.pointer)).toEqual(['/isConditionOfCare']);
  });
});

describe('2.26: what a person asks to be kept from somebody', () => {
  const nameSeenBy = (id: string) =>
    program.look(
      'counselor',
      id,
      async (db) =>
        (
          await db
            .selectFrom('guard.identity')
            .select('participant_id')
            .where('participant_id', '=', PEOPLE.karen.id)
            .execute()
        ).length,
    );

  test('the privacy officer answers; from then on it holds', async () => {
    const asked = await give('/api/my/restrictions', karen, {
      from: { staff: PEOPLE.dana.id },
      categories: ['identity'],
      reason: 'She knows my cousin.',
      isSelfPaid: false,
    });
    expect(asked.status).toBe(201);
    const [mine] = asked.body.restrictions;
    expect(mine).toMatchObject({ isAgreed: null, reason: 'She knows my cousin.' });
    expect(await nameSeenBy(PEOPLE.dana.id)).toBe(1);
    // Whom it is about does not read it.
    expect((await get(`/api/people/${PEOPLE.karen.id}/sharing`, dana)).body.restrictions).toEqual([]);

    const queue = await get('/api/restrictions', kofi);
    expect(queue.body.restrictions[0]).toMatchObject({ id: mine.id, participant: PEOPLE.karen.id });
    expect((await get('/api/restrictions', dana)).status).toBe(404);
    const answered = await give(
      `/api/restrictions/${mine.id}/answer`,
      kofi,
      { isAgreed: true, words: 'Agreed.' },
      { version: 1 },
    );
    expect(answered.body).toMatchObject({ isAgreed: true });
    expect(await nameSeenBy(PEOPLE.dana.id)).toBe(0);

    const ended = await give(`/api/my/restrictions/${mine.id}/end`, karen, {});
    expect(ended.body.restrictions[0].endedAt).not.toBeNull();
    expect(await nameSeenBy(PEOPLE.dana.id)).toBe(1);
  });

  test('what the person pays in full is kept from the health plan at once, and nobody may say no', async () => {
    const asked = await give('/api/my/restrictions', karen, {
      from: { recipient: 'health-plan' },
      categories: ['attendance', 'money'],
      reason: '',
      isSelfPaid: true,
    });
    const [mine] = asked.body.restrictions;
    expect(mine).toMatchObject({ isAgreed: true, mustAgree: true });
    const isKept = (category: 'attendance' | 'plan') =>
      program.house.door.asActor(
        { org: PEOPLE.karen.org, id: newId(), role: 'biller', request: newId() },
        'payment',
        (db) => isKeptFromHealthPlan(db, PEOPLE.karen.id, category),
      );
    expect([await isKept('attendance'), await isKept('plan')]).toEqual([true, false]);
    const refused = await give(
      `/api/restrictions/${mine.id}/answer`,
      kofi,
      { isAgreed: false, words: 'No.' },
      { version: 1 },
    );
    expect(refused.status).toBe(409);
  });
});

describe('2.51: a record opened in an emergency', () => {
  const fields = {
    nature: 'Found unconscious in the parking lot.',
    recipient: { name: 'Dr. Ortiz', affiliation: 'Tampa General' },
    discloser: 'Luis M.',
  };
  const open = (json: object) => give(`/api/people/${PEOPLE.karen.id}/emergency`, luis, json);

  test('cannot be opened without the four fields, nor for more than four hours', async () => {
    for (const missing of ['nature', 'recipient', 'discloser']) {
      expect((await open({ ...fields, [missing]: undefined })).status).toBe(422);
    }
    expect((await open({ ...fields, recipient: { name: 'Dr. Ortiz', affiliation: ' ' } })).status).toBe(422);
    expect((await open({ ...fields, minutes: 241 })).status).toBe(422);
  });

  test('is not for everybody, and an id that is nowhere looks the same', async () => {
    for (const cookie of [rosa, kofi]) {
      const there = await give(`/api/people/${PEOPLE.karen.id}/emergency`, cookie, fields);
      expect(there.status).toBe(404);
    }
    expect((await give(`/api/people/${newId()}/emergency`, luis, fields)).status).toBe(404);
  });

  test('shows what helps, says why in the log, tells the person and the privacy officer, and closes', async () => {
    const seen = () =>
      program.look('counselor', PEOPLE.luis.id, async (db) => ({
        names: (
          await db
            .selectFrom('guard.identity')
            .select('participant_id')
            .where('participant_id', '=', PEOPLE.karen.id)
            .execute()
        ).length,
        weeks: (
          await db
            .selectFrom('schedule.need')
            .select('participant_id')
            .where('participant_id', '=', PEOPLE.karen.id)
            .execute()
        ).length,
      }));
    expect(await seen()).toEqual({ names: 0, weeks: 0 });
    const opened = await open(fields);
    expect(opened.status).toBe(201);
    expect(opened.body.emergency).toMatchObject({ isOpen: true, minutesLeft: 60 });
    expect(await seen()).toEqual({ names: 1, weeks: 0 });

    const { id } = opened.body.emergency;
    await get('/api/emergencies/mine', luis);
    const record = await get(`/api/emergencies/${id}/record`, luis);
    expect(record.body).toMatchObject({
      participant: PEOPLE.karen.id,
      called: expect.stringMatching(/^Karen/),
    });
    expect((await get(`/api/emergencies/${id}/record`, dana)).status).toBe(404);
    const looks = await program.look('participant', PEOPLE.karen.id, (db) =>
      db.selectFrom('guard.access').select('purpose').where('actor_id', '=', PEOPLE.luis.id).execute(),
    );
    expect(new Set(looks.map((it) => it.purpose))).toEqual(new Set(['emergency']));

    const told = (await get('/api/my/emergencies', karen)).body.emergencies;
    expect(told[0]).toMatchObject({ id, reason: fields, by: { name: expect.stringMatching(/^Luis/) } });
    const left = await program.look('participant', PEOPLE.karen.id, (db) =>
      db.selectFrom('guard.disclosure').select(['basis', 'emergency_id']).execute(),
    );
    expect(left).toEqual([{ basis: 'emergency', emergency_id: id }]);

    const queue = (await get('/api/emergencies', kofi)).body;
    expect(queue.toReview).toBe(1);
    expect(queue.emergencies[0]).toMatchObject({ id, reason: fields, review: { at: null, isLate: false } });
    expect((await get('/api/emergencies', dana)).status).toBe(404);

    const closed = await give(`/api/emergencies/${id}/end`, luis, {});
    expect(closed.body.emergency).toMatchObject({ isOpen: false });
    expect((await get(`/api/emergencies/${id}/record`, luis)).status).toBe(404);
    expect(await seen()).toEqual({ names: 0, weeks: 0 });

    const { version } = (await get('/api/emergencies', kofi)).body.emergencies[0];
    const review = { isJustified: true, words: 'Rightly so.' };
    expect((await give(`/api/emergencies/${id}/review`, dana, review, { version })).status).toBe(404);
    const reviewed = await give(`/api/emergencies/${id}/review`, kofi, review, { version });
    expect(reviewed.body.emergency.review).toMatchObject({ isJustified: true, words: 'Rightly so.' });
    expect((await give(`/api/emergencies/${id}/review`, kofi, review, { version })).status).toBe(412);
    expect((await give(`/api/emergencies/${newId()}/review`, kofi, review, { version })).status).toBe(404);
  });
});

describe('a private record', () => {
  test('is made private by the person, and is then a code to all but the care team', async () => {
    const biller = { org: PEOPLE.karen.org, id: newId(), role: 'biller', request: newId() };
    const nameSeen = () =>
      program.house.door.asActor(biller, 'payment', async (db) => {
        const names = db.selectFrom('guard.identity').select('participant_id');
        return (await names.where('participant_id', '=', PEOPLE.karen.id).execute()).length;
      });
    expect(await nameSeen()).toBe(1);
    const { status } = await give('/api/my/privacy', karen, { isPrivate: true }, { method: 'PUT' });
    expect(status).toBe(200);
    expect((await get('/api/my/sharing', karen)).body.isPrivate).toBe(true);
    expect(await nameSeen()).toBe(0);
    const path = `/api/people/${PEOPLE.karen.id}/privacy`;
    expect((await give(path, dana, { isPrivate: false }, { method: 'PUT' })).status).toBe(404);
    expect((await give(path, kofi, { isPrivate: false }, { method: 'PUT' })).status).toBe(200);
    expect((await get('/api/my/sharing', karen)).body.isPrivate).toBe(false);
  });

  test('a person chooses the name their peers read', async () => {
    expect((await give('/api/my/alias', karen, { alias: 'Kay' }, { method: 'PUT' })).status).toBe(200);
    await give('/api/my/alias', karen, { alias: 'Kit' }, { method: 'PUT' });
    expect((await get('/api/my/sharing', karen)).body.alias).toBe('Kit');
    expect([
      peerName('Karen Whitfield', 'Kit'),
      peerName('Karen Whitfield', null),
      peerName('José María de la Peña', null),
      peerName('Kim', null),
    ]).toEqual(['Kit', 'Karen W.', 'José P.', 'Kim']);
  });
});

test('no route of this page carries a name in its address', async () => {
  const { paths } = (await get('/api/openapi.json', karen)).body;
  const sharing = Object.keys(paths).filter((path) => /sharing|emergenc|restriction/.test(path));
  expect(sharing.length).toBeGreaterThan(8);
  expect(program.logged.join('\n')).not.toMatch(/Karen R\.|Ortiz|unconscious/);
});
