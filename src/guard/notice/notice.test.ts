import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openProgram, PEOPLE, type Program } from '../../../test/support/program.ts';
import { openIntake, wishFor } from '../../fit/testing.ts';
import { easeEs, gradeEn } from '../consent/reading.ts';
import { USUAL } from './notice.store.ts';

let program: Program;
let intake: Awaited<ReturnType<typeof openIntake>>;
beforeAll(async () => {
  program = await openProgram();
  intake = await openIntake(program);
});
afterAll(() => program.drop());

const decide = async (notice: unknown) => {
  const { path, version, participant } = await intake.filled();
  const answer = await intake.post(
    `${path}/decision`,
    intake.dana,
    wishFor(program.today, { notice }),
    version,
  );
  return { participant, path, status: answer.status, body: await answer.json() };
};
const noticeOf = async (participant: string) =>
  (await intake.get(`/api/people/${participant}/notice`, intake.dana)).json();

describe('2.22: the notice of privacy practices', () => {
  test('admission waits until it was given: signed for, or with the reason why not', async () => {
    const without = await decide(null);
    expect(without).toMatchObject({ status: 422, body: { code: 'notice-first' } });
    const silent = await decide({ version: USUAL.version, isAcknowledged: false });
    expect(silent).toMatchObject({ status: 422, body: { code: 'notice-reason' } });
    expect(await noticeOf(silent.participant)).toMatchObject({ givenAt: null });

    const signed = await decide({ version: USUAL.version, isAcknowledged: true });
    expect(signed.status).toBe(201);
    expect(await noticeOf(signed.participant)).toMatchObject({ isAcknowledged: true });
    const refused = await decide({
      version: USUAL.version,
      isAcknowledged: false,
      reason: 'Wants to read at home.',
    });
    expect(refused.status).toBe(201);
    expect(await noticeOf(refused.participant)).toMatchObject({ isAcknowledged: false });
  });

  test('one that was given before the decision is enough', async () => {
    const { path, version, participant } = await intake.filled();
    const given = await intake.post(`/api/people/${participant}/notice`, intake.dana, {
      version: USUAL.version,
      isAcknowledged: true,
    });
    expect(given.status).toBe(201);
    const wish = wishFor(program.today, { notice: null });
    expect((await intake.post(`${path}/decision`, intake.dana, wish, version)).status).toBe(201);
  });

  test('a level this program does not give needs none', async () => {
    const { path, version } = await intake.filled();
    const wish = wishFor(program.today, { notice: null, decided: 'EMERGENCY', reason: 'In danger now.' });
    expect((await intake.post(`${path}/decision`, intake.dana, wish, version)).status).toBe(201);
  });

  test('is read and signed for by the person, and asked for anew when it changes', async () => {
    const karen = await program.signIn(PEOPLE.karen);
    const mine = async () => (await intake.get('/api/my/notice', karen)).json();
    expect(await mine()).toMatchObject({ notice: { version: USUAL.version }, givenAt: null });
    expect((await intake.post('/api/my/notice', karen, { version: 'another' })).status).toBe(409);
    expect((await intake.post('/api/my/notice', karen, { version: USUAL.version })).status).toBe(201);
    expect(await mine()).toMatchObject({ isAcknowledged: true });

    const changed = { ...USUAL, version: '2027-01', inForceOn: program.today };
    expect((await intake.post('/api/guard/notices', intake.dana, changed)).status).toBe(404);
    const officer = await program.signIn(PEOPLE.kofi);
    expect((await intake.post('/api/guard/notices', officer, { ...changed, en: [] })).status).toBe(422);
    expect((await intake.post('/api/guard/notices', officer, changed)).status).toBe(201);
    expect((await intake.post('/api/guard/notices', officer, changed)).status).toBe(409);
    expect(await mine()).toMatchObject({ notice: { version: '2027-01' }, givenAt: null });
    const old = await decide({ version: USUAL.version, isAcknowledged: true });
    expect(old).toMatchObject({ status: 409, body: { code: 'notice-changed' } });
  });

  test('says what the rule asks for, in words of eighth grade or sooner, in both languages', () => {
    const words = (language: 'en' | 'es') => USUAL[language].flatMap(({ lines }) => lines);
    for (const { title, lines } of USUAL.en) expect(gradeEn(lines.join(' ')), title).toBeLessThanOrEqual(8);
    expect(gradeEn(words('en').join(' '))).toBeLessThanOrEqual(6);
    expect(easeEs(words('es').join(' '))).toBeGreaterThanOrEqual(75);
    expect(words('en')).toHaveLength(words('es').length);
    expect(words('en').join(' ')).toMatch(
      /42 CFR Part 2.*HIPAA.*court order.*three years.*privacy officer.*Health and Human Services/,
    );
  });
});
