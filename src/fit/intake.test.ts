import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anAsk, demoId, ORG_ID, openProgram, PEOPLE, type Program } from '../../test/support/program.ts';
import { systemActor } from '../guard/actors.ts';
import { USUAL } from '../guard/notice/notice.store.ts';
import type { Db } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { QUESTIONS } from './assessment/assessment.ts';

let program: Program;
let rosa: string;
let dana: string;
let luis: string;

beforeAll(async () => {
  program = await openProgram();
  rosa = await program.signIn(PEOPLE.rosa);
  dana = await program.signIn(PEOPLE.dana);
  luis = await program.signIn(PEOPLE.luis);
});
afterAll(() => program.drop());

const post = (path: string, cookie: string, version?: number, json: unknown = {}) =>
  program.send(path, { method: 'POST', cookie, json, version });
const get = (path: string, cookie: string) => program.send(path, { cookie });
const asDana = <T>(work: (db: Db) => Promise<T>) => program.look('counselor', PEOPLE.dana.id, work);

/** Nothing of concern, and a use disorder that fits weekly or intensive care. */
const INPUTS: Record<string, string | number> = {
  ...Object.fromEntries(QUESTIONS.map(({ key, values: [usual = ''] }) => [key, usual])),
  sud: 6,
  relapse: 'moderate',
};
const CEDAR = demoId('site', 'cedar');
const wish = (more: Readonly<Record<string, unknown>> = {}) => ({
  decided: 'IOP',
  reason: '',
  minutesPerWeek: null,
  daysMin: null,
  sites: [CEDAR],
  video: false,
  from: program.today,
  notice: { version: USUAL.version, isAcknowledged: true },
  ...more,
});

async function newInquiry(more: Readonly<Record<string, unknown>> = {}) {
  const answer = await program.send('/api/public/ask', { method: 'POST', json: anAsk(more) });
  const { reference } = await answer.json();
  const { inquiries } = await (await get('/api/intake', rosa)).json();
  return inquiries.find((each: { reference: string }) => each.reference === reference);
}

/** Somebody who asked and whose assessment is filled in: its address and version. */
async function assessed(inputs: Record<string, string | number> = INPUTS) {
  const inquiry = await newInquiry();
  const begun = await post(`/api/intake/${inquiry.id}/assessment`, dana);
  const path = `/api/assessments/${(await begun.json()).assessment}`;
  const kept = await program.send(path, {
    method: 'PUT',
    cookie: dana,
    version: 1,
    json: { inputs, remarks: '' },
  });
  expect(kept.status).toBe(200);
  const shown = await kept.json();
  return { path, inquiry, participant: shown.participant as string, version: shown.version as number, shown };
}

/** A counselor whose licence ends with this day: signed in. */
async function counselorUntil(expires: string | null): Promise<string> {
  const id = newId();
  await program.house.door.asActor(systemActor('system:setup', ORG_ID), 'setup', (db) =>
    db
      .insertInto('guard.staff')
      .values({
        org_id: ORG_ID,
        staff_id: id,
        display_name: 'Ines G.',
        role: 'counselor',
        licence_type: expires === null ? null : 'LMHC',
        licence_state: expires === null ? null : 'FL',
        licence_expires_on: expires,
      })
      .execute(),
  );
  return program.signIn({ org: ORG_ID, kind: 'staff', id });
}

describe('from asking to the first week', () => {
  test('each step leaves what the next one needs', async () => {
    const inquiry = await newInquiry({
      language: 'es',
      answers: { who: 'me', danger: 'no', what: ['alcohol'] },
      week: {
        busy: [{ start: 540, end: 1020, kind: 'work' }],
        prefer: [{ start: 1080, end: 1260 }],
        sites: [CEDAR],
        video: false,
      },
    });
    expect(inquiry).toMatchObject({
      state: 'new',
      called: 'Sam',
      owner: null,
      hasAnswers: true,
      hasWeek: true,
    });

    const called = await post(`/api/intake/${inquiry.id}/called`, rosa, inquiry.version);
    expect(await called.json()).toMatchObject({
      state: 'called',
      owner: 'Rosa V.',
      contact: { value: '813-555-0190' },
      answers: { what: ['alcohol'] },
      week: [
        { start: 540, end: 1020, kind: 'work' },
        { start: 1080, end: 1260, kind: 'best' },
      ],
    });

    const begun = await post(`/api/intake/${inquiry.id}/assessment`, dana);
    expect(begun.status).toBe(201);
    const { assessment } = await begun.json();
    const path = `/api/assessments/${assessment}`;
    const draft = await (await get(path, dana)).json();
    expect(draft).toMatchObject({ state: 'draft', called: 'Sam', language: 'es', version: 1 });
    expect(await (await get(`/api/intake/${inquiry.id}`, rosa)).json()).toMatchObject({
      state: 'assessing',
      owner: 'Dana R.',
    });

    const kept = await program.send(path, {
      method: 'PUT',
      cookie: dana,
      version: draft.version,
      json: { inputs: INPUTS, remarks: 'Sleeps badly.', evidence: {} },
    });
    const filled = await kept.json();
    expect(filled).toMatchObject({ version: 2, remarks: 'Sleeps badly.', recommendation: { level: 'IOP' } });

    const signed = await post(`${path}/decision`, dana, filled.version, wish());
    expect(signed.status).toBe(201);
    const decision = await signed.json();
    expect(decision).toMatchObject({ participant: draft.participant, decided: 'IOP' });
    expect(decision.recordCode).toMatch(/^[A-HJ-NPR-Y]-[1-9]\d{3}$/);

    const of = draft.participant;
    const rows = await asDana(async (db) => ({
      person: await db
        .selectFrom('guard.participant')
        .select(['stage', 'record_code'])
        .where('participant_id', '=', of)
        .executeTakeFirst(),
      team: await db
        .selectFrom('guard.care_team')
        .select(['staff_id', 'from_on', 'until_on'])
        .where('participant_id', '=', of)
        .execute(),
      episodes: await db
        .selectFrom('bridge.episode')
        .select(['opened_on', 'closed_on'])
        .where('participant_id', '=', of)
        .execute(),
      levels: await db
        .selectFrom('bridge.level_of_care')
        .select(['level', 'track', 'minutes_per_week', 'days_min', 'from_on', 'until_on', 'visits'])
        .where('participant_id', '=', of)
        .execute(),
      needs: await db
        .selectFrom('schedule.need')
        .select(['minutes', 'days_min', 'tags', 'sites', 'video', 'visits', 'from_on'])
        .where('participant_id', '=', of)
        .execute(),
      decisions: await db
        .selectFrom('fit.decision')
        .select(['recommended', 'decided', 'decided_by', 'licence', 'signed_name', 'reason_sealed', 'inputs'])
        .where('participant_id', '=', of)
        .execute(),
      inquiry: await db
        .selectFrom('bridge.inquiry')
        .select('state')
        .where('participant_id', '=', of)
        .executeTakeFirst(),
    }));
    const today = program.today;
    const { dose } = filled.recommendation;
    expect(rows).toMatchObject({
      person: { stage: 'participant', record_code: decision.recordCode },
      team: [{ staff_id: PEOPLE.dana.id, from_on: today, until_on: null }],
      episodes: [{ opened_on: today, closed_on: null }],
      levels: [
        {
          level: 'IOP',
          track: 'standard',
          minutes_per_week: dose.minutes,
          days_min: dose.days,
          from_on: today,
          until_on: null,
          visits: [{ kind: 'individual', minutes: 50, count: 1 }],
        },
      ],
      needs: [
        {
          minutes: dose.minutes,
          days_min: dose.days,
          tags: ['iop', 'en', 'es'],
          sites: [CEDAR],
          video: false,
          visits: [{ kind: 'individual', minutes: 50, count: 1, staff: [PEOPLE.dana.id] }],
          from_on: today,
        },
      ],
      decisions: [
        {
          recommended: 'IOP',
          decided: 'IOP',
          decided_by: PEOPLE.dana.id,
          licence: expect.stringMatching(/^LCSW, FL, to \d{4}-\d\d-\d\d$/),
          signed_name: 'Dana R.',
          reason_sealed: null,
          inputs: INPUTS,
        },
      ],
      inquiry: { state: 'admitted' },
    });
    expect(await (await get('/api/people', dana)).json()).toMatchObject({
      people: expect.arrayContaining([
        expect.objectContaining({ participant: of, recordCode: decision.recordCode, called: 'Sam' }),
      ]),
    });
  });

  test('once somebody is in care, only their care team sees their name', async () => {
    const { path, version, inquiry, participant } = await assessed();
    expect((await get(`/api/intake/${inquiry.id}`, rosa)).status).toBe(200);
    expect((await get(path, luis)).status).toBe(200);
    await post(`${path}/decision`, dana, version, wish());

    expect((await get(`/api/intake/${inquiry.id}`, rosa)).status).toBe(404);
    expect(await (await get('/api/intake', rosa)).text()).not.toContain(participant);
    const seen = (role: string, id: string) =>
      program.look(role, id, (db) =>
        db
          .selectFrom('guard.identity')
          .select('participant_id')
          .where('participant_id', '=', participant)
          .execute(),
      );
    expect(await seen('coordinator', PEOPLE.rosa.id)).toEqual([]);
    expect(await seen('counselor', PEOPLE.luis.id)).toEqual([]);
    expect(await seen('counselor', PEOPLE.dana.id)).toHaveLength(1);
    expect((await get(path, luis)).status).toBe(404);
    expect(await (await get(path, dana)).json()).toMatchObject({ state: 'signed', called: 'Sam' });
  });

  test('an assessment begun twice is the same one', async () => {
    const { id } = await newInquiry();
    const first = await (await post(`/api/intake/${id}/assessment`, dana)).json();
    const second = await (await post(`/api/intake/${id}/assessment`, luis)).json();
    expect(second).toEqual(first);
  });

  test('somebody decided for care elsewhere is not admitted here', async () => {
    const { path, version, participant } = await assessed();
    const words = { decided: 'RES', reason: 'There is nowhere safe to sleep.', sites: [] };
    const signed = await post(`${path}/decision`, dana, version, wish(words));
    expect(await signed.json()).toEqual({
      participant,
      decision: expect.any(String),
      decided: 'RES',
      isWaiting: false,
      recordCode: null,
    });
    const episodes = await asDana((db) =>
      db
        .selectFrom('bridge.episode')
        .select('episode_id')
        .where('participant_id', '=', participant)
        .execute(),
    );
    expect(episodes).toEqual([]);
  });
});

describe('what keeps a decision from being signed', () => {
  const refused = async (answer: Response) => {
    const problem = await answer.json();
    return {
      status: answer.status,
      code: problem.code,
      at: problem.errors?.map((e: { pointer: string }) => e.pointer),
    };
  };

  test.each([
    ['it differs without a reason', { decided: 'OP' }, '/reason'],
    ['its reason is only spaces', { decided: 'OP', reason: '  \n ' }, '/reason'],
    ['more hours than the level has', { minutesPerWeek: 3600 }, '/minutesPerWeek'],
    ['fewer hours than the level has', { minutesPerWeek: 30 }, '/minutesPerWeek'],
    ['hours that are no number', { minutesPerWeek: '540' }, '/minutesPerWeek'],
    ['more days than a week has', { daysMin: 8 }, '/daysMin'],
    ['neither a place nor video', { sites: [] }, '/sites'],
    ['a place that is not there', { sites: [newId()] }, '/sites'],
    ['a first day in the past', { from: '2020-01-01' }, '/from'],
    ['a first day far away', { from: '2999-01-01' }, '/from'],
    ['a day that does not exist', { from: '2026-02-30' }, '/from'],
    ['a level that does not exist', { decided: 'SPA' }, '/decided'],
    ['no level', { decided: 'INCOMPLETE' }, '/decided'],
  ])('%s', async (_, more, pointer) => {
    const { path, version } = await assessed();
    expect(await refused(await post(`${path}/decision`, dana, version, wish(more)))).toEqual({
      status: 422,
      code: 'invalid',
      at: [pointer],
    });
    expect(await (await get(path, dana)).json()).toMatchObject({ state: 'draft', version });
  });

  test('questions that are not answered yet', async () => {
    const { sud: _, ...some } = INPUTS;
    const { path, version, shown } = await assessed(some);
    expect(shown.recommendation).toMatchObject({ level: 'INCOMPLETE', missing: ['sud'] });
    const answer = await post(`${path}/decision`, dana, version, wish({ reason: 'I know them well.' }));
    expect(await refused(answer)).toEqual({ status: 422, code: 'invalid', at: ['/decided'] });
  });

  test('answers that no question has', async () => {
    const { path, version } = await assessed();
    for (const [key, value] of [
      ['sud', 12],
      ['sud', 'six'],
      ['age', 'old'],
      ['shoe', 'blue'],
    ] as const) {
      const put = await program.send(path, {
        method: 'PUT',
        cookie: dana,
        version,
        json: { inputs: { ...INPUTS, [key]: value }, remarks: '' },
      });
      const { status, at } = await refused(put);
      expect({ status, at }).toEqual({ status: 422, at: [`/inputs${key === 'shoe' ? '' : `/${key}`}`] });
    }
  });

  test('a reason makes a decision that differs one’s own', async () => {
    const { path, version } = await assessed();
    const reason = 'They cannot get away from work more than once a week.';
    const signed = await post(`${path}/decision`, dana, version, wish({ decided: 'OP', reason }));
    expect(await signed.json()).toMatchObject({ decided: 'OP', recordCode: expect.any(String) });
  });

  test('it is signed already, also where several sign at once', async () => {
    const { path, version, participant } = await assessed();
    const answers = await Promise.all([1, 2, 3].map(() => post(`${path}/decision`, dana, version, wish())));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409 || status === 412)).toHaveLength(2);
    const decisions = await asDana((db) =>
      db.selectFrom('fit.decision').select('decision_id').where('participant_id', '=', participant).execute(),
    );
    expect(decisions).toHaveLength(1);
    expect(await refused(await post(`${path}/decision`, dana, version, wish()))).toMatchObject({
      status: 409,
      code: 'signed',
    });
    const put = { method: 'PUT', cookie: dana, version: version + 1, json: { inputs: {}, remarks: '' } };
    expect(await refused(await program.send(path, put))).toMatchObject({ status: 409, code: 'signed' });
  });

  test('the draft changed since it was opened', async () => {
    const { path, version } = await assessed();
    const put = { method: 'PUT', cookie: luis, version, json: { inputs: INPUTS, remarks: 'Called again.' } };
    expect((await program.send(path, put)).status).toBe(200);
    const stale = await post(`${path}/decision`, dana, version, wish());
    expect(stale.status).toBe(412);
    expect(await stale.json()).toMatchObject({
      code: 'stale',
      current: { version: version + 1, remarks: 'Called again.' },
    });
    expect((await program.send(path, { ...put, cookie: dana })).status).toBe(412);
  });

  test('the licence on file has ended', async () => {
    const { path, version } = await assessed();
    const cookie = await counselorUntil('2020-01-31');
    expect(await (await get(path, cookie)).json()).toMatchObject({ licence: { isInForce: false } });
    const answer = await post(`${path}/decision`, cookie, version, wish());
    expect(await refused(answer)).toMatchObject({ status: 409, code: 'licence-ended' });
    expect(await (await get(path, dana)).json()).toMatchObject({ state: 'draft', version });
  });

  test('the licence ends with the day on file, and not before', async () => {
    const { path, version } = await assessed();
    const cookie = await counselorUntil(program.today);
    expect((await post(`${path}/decision`, cookie, version, wish())).status).toBe(201);
  });

  test('there is no licence on file', async () => {
    const { path, version } = await assessed();
    const cookie = await counselorUntil(null);
    expect(await refused(await post(`${path}/decision`, cookie, version, wish()))).toMatchObject({
      status: 409,
      code: 'no-licence',
    });
  });

  test('a coordinator signs nothing and sees no assessment', async () => {
    const { path, version, inquiry } = await assessed();
    expect(await refused(await post(`${path}/decision`, rosa, version, wish()))).toMatchObject({
      status: 404,
    });
    expect((await get(path, rosa)).status).toBe(404);
    const begun = await post(`/api/intake/${(await newInquiry()).id}/assessment`, rosa);
    expect(await refused(begun)).toMatchObject({ status: 404 });
    expect((await post(`/api/intake/${inquiry.id}/assessment`, rosa)).status).toBe(404);
  });
});

describe('an inquiry that goes no further', () => {
  test('is closed with a reason and can be taken up again', async () => {
    const { id, version } = await newInquiry();
    const closed = await post(`/api/intake/${id}/close`, rosa, version, { reason: 'not-reached' });
    expect(await closed.json()).toMatchObject({ state: 'closed', version: version + 1 });
    expect((await post(`/api/intake/${id}/assessment`, dana)).status).toBe(409);
    expect((await post(`/api/intake/${id}/called`, rosa, version + 1)).status).toBe(409);
    const opened = await post(`/api/intake/${id}/reopen`, rosa, version + 1);
    expect(await opened.json()).toMatchObject({ state: 'new', version: version + 2 });
    const [row] = await program.look('coordinator', PEOPLE.rosa.id, (db) =>
      db
        .selectFrom('bridge.inquiry')
        .select(['state', 'closed_reason'])
        .where('inquiry_id', '=', id)
        .execute(),
    );
    expect(row).toEqual({ state: 'new', closed_reason: null });
  });

  test('needs one of the reasons', async () => {
    const { id, version } = await newInquiry();
    for (const json of [{}, { reason: '' }, { reason: 'he was drunk' }]) {
      expect((await post(`/api/intake/${id}/close`, rosa, version, json)).status).toBe(422);
    }
  });

  test('is not closed once an assessment is under way', async () => {
    const { inquiry } = await assessed();
    const { version } = await (await get(`/api/intake/${inquiry.id}`, rosa)).json();
    expect((await post(`/api/intake/${inquiry.id}/close`, rosa, version, { reason: 'other' })).status).toBe(
      409,
    );
  });
});

describe('the front door', () => {
  const front = <T>(work: (db: Db) => Promise<T>) => {
    const { role, id } = systemActor('system:front-door', ORG_ID);
    return program.look(role, id, work);
  };

  test('takes in what somebody asks and can read nothing back', async () => {
    await newInquiry({
      week: { busy: [{ start: 0, end: 60, kind: 'rest' }], prefer: [], sites: [], video: true },
    });
    const seen = await front(async (db) => [
      ...(await db.selectFrom('bridge.inquiry').select('reference').execute()),
      ...(await db.selectFrom('guard.participant').select('participant_id').execute()),
      ...(await db.selectFrom('guard.participant_key').select('participant_id').execute()),
      ...(await db.selectFrom('guard.identity').select('participant_id').execute()),
      ...(await db.selectFrom('guard.contact').select('participant_id').execute()),
      ...(await db.selectFrom('schedule.busy').select('participant_id').execute()),
    ]);
    expect(seen).toEqual([]);
  });

  test('finds nobody whose row it could change', async () => {
    const { id } = await newInquiry();
    const { numUpdatedRows } = await front((db) =>
      db
        .updateTable('bridge.inquiry')
        .set({ state: 'closed' })
        .where('inquiry_id', '=', id)
        .executeTakeFirst(),
    );
    expect(numUpdatedRows).toBe(0n);
  });

  test('keeps a week painted twice over without stumbling', async () => {
    const piece = { start: 540, end: 600, kind: 'work' };
    const week = {
      busy: [piece, piece, { start: 570, end: 700, kind: 'care' }],
      prefer: [],
      sites: [],
      video: false,
    };
    const { id } = await newInquiry({ week });
    const { week: kept } = await (await get(`/api/intake/${id}`, rosa)).json();
    expect(kept).toEqual([piece, { start: 570, end: 700, kind: 'care' }]);
  });
});
