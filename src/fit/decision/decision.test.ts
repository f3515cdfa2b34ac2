import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openProgram, PEOPLE, type Person, type Program } from '../../../test/support/program.ts';
import { newId } from '../../platform/ids.ts';
import { CEDAR, INPUTS, newStaff, openIntake, wishFor } from '../testing.ts';

let program: Program;
let intake: Awaited<ReturnType<typeof openIntake>>;
let june: string;
beforeAll(async () => {
  program = await openProgram();
  intake = await openIntake(program);
  june = await program.signIn(PEOPLE.june);
});
afterAll(() => program.drop());

const asDana = <T>(work: Parameters<typeof program.look<T>>[2]) =>
  program.look('counselor', PEOPLE.dana.id, work);
const levelsOf = (participant: string) =>
  asDana((db) =>
    db
      .selectFrom('bridge.level_of_care')
      .select(['level', 'minutes_per_week', 'from_on', 'until_on', 'episode_id'])
      .where('participant_id', '=', participant)
      .orderBy('from_on')
      .execute(),
  );
const asksSecond = (isAsked: boolean, cookie = june) =>
  intake.put(`/api/sites/${CEDAR}/second-signature`, cookie, { isAsked });
const problem = async (answer: Response) => {
  const { code, errors } = await answer.json();
  return { status: answer.status, code, at: errors?.map((each: { pointer: string }) => each.pointer) };
};
const later = (days: number) =>
  new Date(Date.parse(program.today) + days * 86_400_000).toISOString().slice(0, 10);

/** A review that is filled in and ready to sign. */
async function reviewed(participant: string, inputs: Record<string, string | number> = INPUTS) {
  const begun = await intake.post(`/api/people/${participant}/assessment`, intake.dana);
  expect(begun.status).toBe(201);
  const path = `/api/assessments/${(await begun.json()).assessment}`;
  const { version } = await (await intake.get(path, intake.dana)).json();
  const kept = await intake.put(path, intake.dana, { inputs, remarks: '', evidence: {} }, version);
  return { path, version: (await kept.json()).version as number };
}

describe('a second signature', () => {
  let first: { path: string; participant: string; decision: string };
  beforeEach(async () => {
    expect((await asksSecond(true)).status).toBe(200);
    const { path, version, participant } = await intake.filled();
    const answer = await intake.post(`${path}/decision`, intake.dana, wishFor(program.today), version);
    const signed = await answer.json();
    expect(signed).toMatchObject({ participant, isWaiting: true, recordCode: null });
    first = { path, participant, decision: signed.decision };
  });
  const second = (cookie: string, agrees: boolean, reason = '') =>
    intake.post(`/api/decisions/${first.decision}/second`, cookie, { agrees, reason });

  test('is waited for, and admission happens with it', async () => {
    const shown = await (await intake.get(first.path, intake.luis)).json();
    expect(shown).toMatchObject({
      state: 'signed',
      decision: {
        id: first.decision,
        state: 'waiting',
        first: { by: 'Dana R.' },
        second: null,
        mayISignSecond: true,
      },
    });
    expect(await levelsOf(first.participant)).toEqual([]);

    const answer = await second(intake.luis, true);
    expect(await answer.json()).toMatchObject({ recordCode: expect.any(String), isWaiting: false });
    expect(await levelsOf(first.participant)).toMatchObject([{ level: 'IOP', from_on: program.today }]);
    const after = await (await intake.get(first.path, intake.dana)).json();
    expect(after.decision).toMatchObject({ state: 'in-force', second: { by: 'Luis M.', agrees: true } });
    // The person's own counselor is who decided; who only signed second sees them no more.
    expect((await intake.get(first.path, intake.luis)).status).toBe(404);
  });

  test('is never one’s own', async () => {
    expect(await (await intake.get(first.path, intake.dana)).json()).toMatchObject({
      decision: { mayISignSecond: false },
    });
    expect(await problem(await second(intake.dana, true))).toMatchObject({
      status: 409,
      code: 'own-decision',
    });
    expect(await levelsOf(first.participant)).toEqual([]);
  });

  test('needs a licence in force', async () => {
    const cookie = await program.signIn(await newStaff(program, 'counselor', '2020-01-31'));
    expect(await problem(await second(cookie, true))).toMatchObject({ status: 409, code: 'licence-ended' });
    expect((await second(intake.luis, true)).status).toBe(201);
  });

  test('is given once, also where two colleagues sign at the same time', async () => {
    const mei = await program.signIn(PEOPLE.mei);
    const answers = await Promise.all([intake.luis, mei].map((cookie) => second(cookie, true)));
    const [won, told] = answers.map(({ status }) => status).sort();
    expect(won).toBe(201);
    // Whoever comes second finds it answered, or the person no longer within their sight.
    expect(told).toBeOneOf([404, 409]);
    expect(await levelsOf(first.participant)).toHaveLength(1);
  });

  test('may be refused with a reason: the draft is there again, with all that was in it', async () => {
    expect(await problem(await second(intake.luis, false))).toEqual({
      status: 422,
      code: 'invalid',
      at: ['/reason'],
    });
    expect((await second(intake.luis, false, 'Ask about the nights again.')).status).toBe(201);
    const back = await (await intake.get(first.path, intake.dana)).json();
    expect(back).toMatchObject({
      state: 'draft',
      inputs: INPUTS,
      decision: { state: 'returned', second: { by: 'Luis M.', reason: 'Ask about the nights again.' } },
    });
    expect(await problem(await second(intake.luis, true))).toMatchObject({ status: 409, code: 'answered' });
    const again = await intake.post(
      `${first.path}/decision`,
      intake.dana,
      wishFor(program.today),
      back.version,
    );
    const { decision } = await again.json();
    const answer = await intake.post(`/api/decisions/${decision}/second`, intake.luis, {
      agrees: true,
      reason: '',
    });
    expect(answer.status).toBe(201);
    expect(await levelsOf(first.participant)).toHaveLength(1);
  });

  test('is nobody’s who sees no assessment', async () => {
    expect((await second(intake.rosa, true)).status).toBe(404);
    expect((await second(june, true)).status).toBe(404);
    const missing = await intake.post(`/api/decisions/${newId()}/second`, intake.luis, {
      agrees: true,
      reason: '',
    });
    expect(missing.status).toBe(404);
  });

  test('is not waited for in an emergency', async () => {
    const { path, version } = await intake.filled({ inputs: { ...INPUTS, suicide: 'imminent' } });
    const wish = wishFor(program.today, { decided: 'EMERGENCY', sites: [] });
    const answer = await intake.post(`${path}/decision`, intake.dana, wish, version);
    expect(await answer.json()).toMatchObject({ decided: 'EMERGENCY', isWaiting: false });
  });

  test('is not seen twice: the same intake goes on with the decision that waits', async () => {
    const { inquiries } = await (await intake.get('/api/intake', intake.rosa)).json();
    const of = inquiries.find((each: { participant: string }) => each.participant === first.participant);
    const again = await intake.post(`/api/intake/${of.id}/assessment`, intake.dana);
    expect(`/api/assessments/${(await again.json()).assessment}`).toBe(first.path);
  });
});

describe('whether a place asks for a second signature', () => {
  test('is said by the director or an administrator, and by nobody else', async () => {
    const admin = await program.signIn(await newStaff(program, 'admin', null));
    for (const cookie of [intake.dana, intake.rosa]) {
      expect((await asksSecond(true, cookie)).status).toBe(404);
    }
    expect(await (await asksSecond(false, admin)).json()).toEqual({ site: CEDAR, isAsked: false });
    const unknown = await intake.put(`/api/sites/${newId()}/second-signature`, june, { isAsked: true });
    expect(unknown.status).toBe(404);
  });
});

describe('a review of somebody in care', () => {
  beforeEach(async () => {
    await asksSecond(false);
  });

  test('begins with the last signed answers, to be confirmed, and the care they are in', async () => {
    const { participant } = await intake.admitted();
    const begun = await intake.post(`/api/people/${participant}/assessment`, intake.dana);
    const { assessment } = await begun.json();
    const shown = await (await intake.get(`/api/assessments/${assessment}`, intake.dana)).json();
    expect(shown).toMatchObject({ kind: 'review', state: 'draft', inputs: { sud: 6, current: 'iop' } });
    expect(shown.inputs).not.toHaveProperty('response');
    expect(shown.unconfirmed).toHaveLength(Object.keys(INPUTS).length - 1);
    expect(shown.evidence.sud).toMatchObject({ source: 'last-assessment', isConfirmed: false });
    const again = await intake.post(`/api/people/${participant}/assessment`, intake.dana);
    expect(await again.json()).toEqual({ participant, assessment });
  });

  test('that changes the level ends the one before and opens the next from the chosen day, in the same stay', async () => {
    const { participant } = await intake.admitted();
    const worse = { ...INPUTS, current: 'iop', response: 'worsening' };
    const { path, version } = await reviewed(participant, worse);
    const from = later(7);
    const wish = wishFor(from, { decided: 'PHP' });
    const signed = await intake.post(`${path}/decision`, intake.dana, wish, version);
    expect(signed.status).toBe(201);
    const levels = await levelsOf(participant);
    expect(levels).toMatchObject([
      { level: 'IOP', from_on: program.today, until_on: later(6) },
      { level: 'PHP', from_on: from, until_on: null, minutes_per_week: 1200 },
    ]);
    expect(levels[0]?.episode_id).toBe(levels[1]?.episode_id);
    const need = await asDana((db) =>
      db
        .selectFrom('schedule.need')
        .select(['minutes', 'tags', 'version'])
        .where('participant_id', '=', participant)
        .executeTakeFirstOrThrow(),
    );
    expect(need).toMatchObject({ minutes: 1200, version: 2 });
    expect(need.tags).toContain('php');
    expect(need.tags).not.toContain('iop');

    // Decided anew before it began: the level that never was leaves no trace.
    const { path: next, version: at } = await reviewed(participant, { ...INPUTS, current: 'iop' });
    await intake.post(`${next}/decision`, intake.dana, wishFor(later(3), { minutesPerWeek: 720 }), at);
    expect(await levelsOf(participant)).toMatchObject([
      { level: 'IOP', minutes_per_week: 540, from_on: program.today, until_on: later(2) },
      { level: 'IOP', minutes_per_week: 720, from_on: later(3), until_on: null },
    ]);
  });

  test('that changes nothing leaves the level as it is', async () => {
    const { participant } = await intake.admitted();
    const before = await levelsOf(participant);
    const { path, version } = await reviewed(participant);
    expect((await intake.post(`${path}/decision`, intake.dana, wishFor(program.today), version)).status).toBe(
      201,
    );
    expect(await levelsOf(participant)).toEqual(before);
  });

  test('of the first day, on the first day, replaces it', async () => {
    const { participant } = await intake.admitted();
    const { path, version } = await reviewed(participant);
    await intake.post(
      `${path}/decision`,
      intake.dana,
      wishFor(program.today, { minutesPerWeek: 600 }),
      version,
    );
    expect(await levelsOf(participant)).toMatchObject([{ minutes_per_week: 600, until_on: null }]);
  });

  test('cannot begin later than in two weeks', async () => {
    const { participant } = await intake.admitted();
    const { path, version } = await reviewed(participant);
    const answer = await intake.post(`${path}/decision`, intake.dana, wishFor(later(15)), version);
    expect(await problem(answer)).toEqual({ status: 422, code: 'invalid', at: ['/from'] });
  });

  test('is not begun for somebody who is not in care, or by who is not on the care team', async () => {
    const { participant: prospect } = await intake.filled();
    const early = await intake.post(`/api/people/${prospect}/assessment`, intake.dana);
    expect(await problem(early)).toMatchObject({ status: 409, code: 'not-in-care' });
    const { participant } = await intake.admitted();
    for (const cookie of [intake.luis, intake.rosa, june]) {
      expect((await intake.post(`/api/people/${participant}/assessment`, cookie)).status).toBe(404);
    }
  });

  test('that needs a second signature lets in the colleague who is asked', async () => {
    const { participant } = await intake.admitted();
    await asksSecond(true);
    const { path, version } = await reviewed(participant);
    const wish = wishFor(program.today, { minutesPerWeek: 600 });
    expect(await problem(await intake.post(`${path}/decision`, intake.dana, wish, version))).toEqual({
      status: 422,
      code: 'invalid',
      at: ['/secondSigner'],
    });
    const asked = { ...wish, secondSigner: PEOPLE.luis.id };
    const { decision } = await (await intake.post(`${path}/decision`, intake.dana, asked, version)).json();
    expect(await (await intake.get(path, intake.luis)).json()).toMatchObject({
      decision: { state: 'waiting', asked: 'Luis M.', mayISignSecond: true },
    });
    const meanwhile = await intake.post(`/api/people/${participant}/assessment`, intake.dana);
    expect(await problem(meanwhile)).toMatchObject({ status: 409, code: 'waiting' });
    const answer = await intake.post(`/api/decisions/${decision}/second`, intake.luis, {
      agrees: true,
      reason: '',
    });
    expect(answer.status).toBe(201);
    expect(await levelsOf(participant)).toMatchObject([{ minutes_per_week: 600 }]);
  });
});

describe('what the person reads', () => {
  const mine = async (person: Person) => {
    const answer = await intake.get('/api/my/decision', await program.signIn(person));
    expect(answer.status).toBe(200);
    return answer.json();
  };

  test('is their level in plain words, with what it means and who decided', async () => {
    await asksSecond(false);
    const { person } = await intake.admitted();
    expect(await mine(person)).toEqual({
      participant: person.id,
      decision: {
        level: 'IOP',
        name: { en: 'Intensive outpatient', es: 'Ambulatorio intensivo' },
        because: { en: expect.stringMatching(/\.$/), es: expect.stringMatching(/\.$/) },
        means: { en: expect.stringContaining('sleep at home'), es: expect.any(String) },
        hoursPerWeek: 9,
        daysPerWeek: 3,
        since: program.today,
        reviewOn: later(14),
        decidedOn: program.today,
        decidedBy: ['Dana R.'],
      },
    });
  });

  test('never holds the clinician’s reason or remarks, nor the table’s sentence on another level', async () => {
    const reason = 'Zyxqwv cannot get away from work.';
    const { path, version, participant } = await intake.filled({ remarks: 'Gribbleford.' });
    const wish = wishFor(program.today, { decided: 'OP', reason });
    await intake.post(`${path}/decision`, intake.dana, wish, version);
    const words = await mine({ ...PEOPLE.karen, id: participant });
    expect(JSON.stringify(words)).not.toMatch(/Zyxqwv|Gribbleford/);
    expect(words.decision).toMatchObject({ level: 'OP', because: words.decision.means, reviewOn: later(30) });
  });

  test('is nothing while it waits', async () => {
    await asksSecond(true);
    const { path, version, participant } = await intake.filled();
    await intake.post(`${path}/decision`, intake.dana, wishFor(program.today), version);
    expect(await mine({ ...PEOPLE.karen, id: participant })).toEqual({ participant, decision: null });
    await asksSecond(false);
  });

  test('is all the database gives them: no assessment, no suggestion, nobody else’s decision', async () => {
    const { person } = await intake.admitted();
    const seen = await program.look('participant', person.id, async (db) => ({
      decisions: await db.selectFrom('fit.decision').select('participant_id').execute(),
      assessments: await db.selectFrom('fit.assessment').select('assessment_id').execute(),
      suggestions: await db.selectFrom('fit.suggestion').select('suggestion_id').execute(),
    }));
    expect(seen).toEqual({ decisions: [{ participant_id: person.id }], assessments: [], suggestions: [] });
  });
});
