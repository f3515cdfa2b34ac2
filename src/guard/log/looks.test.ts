import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openProgram, PEOPLE, type Program } from '../../../test/support/program.ts';
import { newId } from '../../platform/ids.ts';
import { dueOn } from '../cases/case.store.ts';

let program: Program;
let karen: string;
let dana: string;
let kofi: string;
beforeAll(async () => {
  program = await openProgram();
  karen = await program.signIn(PEOPLE.karen);
  dana = await program.signIn(PEOPLE.dana);
  kofi = await program.signIn(PEOPLE.kofi);
});
afterAll(() => program.drop());

// biome-ignore lint/suspicious/noExplicitAny: whatever the route answers
type Answer = any;
const get = async (path: string, cookie: string, status = 200): Promise<Answer> => {
  const answer = await program.send(path, { cookie });
  const words = await answer.json();
  expect(answer.status, JSON.stringify(words)).toBe(status);
  return words;
};
const post = async (
  path: string,
  cookie: string,
  json: unknown,
  status = 201,
  version?: number,
): Promise<Answer> => {
  const answer = await program.send(path, { method: 'POST', cookie, json, version });
  const words = await answer.json();
  expect(answer.status, JSON.stringify(words)).toBe(status);
  return words;
};
const fit = `/api/people/${PEOPLE.karen.id}/fit`;

describe('the person', () => {
  test('sees one entry for each look, with who and what, and says that one looks wrong', async () => {
    await get(fit, dana);
    await get(fit, dana);
    const { looks } = await get('/api/my/seen-by', karen);
    expect(looks.length).toBeGreaterThanOrEqual(2);
    expect(looks[0]).toMatchObject({
      who: { name: 'Dana R.', role: 'counselor', kind: 'person' },
      categories: ['assessment', 'document', 'plan', 'schedule'],
      isEmergency: false,
    });
    const { dueOn: due } = await post(`/api/my/seen-by/${looks[0].id}/looks-wrong`, karen, {
      words: 'I was on holiday.',
    });
    expect(due > program.today).toBe(true);
    const { cases } = await get('/api/guard/cases', kofi);
    expect(cases).toMatchObject([
      { kind: 'looks-wrong', recordCode: 'R-1042', words: 'I was on holiday.', aboutLook: looks[0].id },
    ]);
    const answered = await post(
      `/api/guard/cases/${cases[0].id}/answer`,
      kofi,
      { answer: 'Dana is your counselor.' },
      200,
      cases[0].version,
    );
    expect(answered.cases).toEqual([]);
    const { requests } = await get('/api/my/requests', karen);
    expect(requests).toMatchObject([{ state: 'answered', answer: 'Dana is your counselor.' }]);
    await post(`/api/guard/cases/${cases[0].id}/answer`, kofi, { answer: 'Again.' }, 409, 2);
  });

  test('cannot point at a look at somebody else, and sees only their own', async () => {
    const marisol = await program.signIn(PEOPLE.marisol);
    const { looks } = await get('/api/my/seen-by', karen);
    await post(`/api/my/seen-by/${looks[0].id}/looks-wrong`, marisol, {}, 404);
    const hers = await get('/api/my/seen-by', marisol);
    expect(hers.looks.map(({ id }: Answer) => id)).not.toContain(looks[0].id);
  });

  test('asks for their record and complains; the team never sees that', async () => {
    const { requests } = await post('/api/my/requests', karen, {
      kind: 'complaint',
      words: 'The door was open.',
    });
    expect(requests[0]).toMatchObject({ kind: 'complaint', state: 'open' });
    await post('/api/my/requests', karen, { kind: 'breach' }, 422);
    await get('/api/guard/cases', dana, 404);
    const seen = await program.look('counselor', PEOPLE.dana.id, (db) =>
      db.selectFrom('guard.privacy_case').selectAll().execute(),
    );
    expect(seen).toEqual([]);
  });
});

describe('the privacy officer', () => {
  test('finds looks by person, by staff and by what is unusual, and no clinical word', async () => {
    const { looks, staff } = await get('/api/guard/looks?person=R-1042', kofi);
    expect(looks.length).toBeGreaterThan(0);
    expect(new Set(looks.map(({ recordCode }: Answer) => recordCode))).toEqual(new Set(['R-1042']));
    expect(
      looks.filter(({ who }: Answer) => who === 'Dana R.').every(({ isOnTeam }: Answer) => isOnTeam),
    ).toBe(true);
    const luis = staff.find(({ name }: Answer) => name.startsWith('Luis'));
    expect((await get(`/api/guard/looks?staff=${luis.id}`, kofi)).looks).toEqual([]);
    expect((await get('/api/guard/looks?only=emergency', kofi)).looks).toEqual([]);
    const offTeam = (await get('/api/guard/looks?only=off-team', kofi)).looks;
    expect(offTeam.every(({ isOnTeam }: Answer) => !isOnTeam)).toBe(true);
    expect((await get('/api/guard/looks?before=1', kofi)).looks).toEqual([]);
  });

  test('proves the log', async () => {
    expect(await get('/api/guard/chain', kofi)).toMatchObject({ fault: null, seals: 0 });
  });

  test('is told that a subpoena alone opens nothing, and what to answer', async () => {
    const said = (hasOrder: boolean, hasSubpoena: boolean) =>
      post('/api/guard/legal-requests', kofi, { hasOrder, hasSubpoena, words: 'A letter came in.' });
    expect(await said(false, true)).toMatchObject({
      isBlocked: true,
      reply: expect.stringMatching(/neither confirm nor deny/),
    });
    expect(await said(true, false)).toMatchObject({ isBlocked: true });
    expect(await said(true, true)).toMatchObject({ isBlocked: false, reply: null });
    await post('/api/guard/legal-requests', dana, { hasOrder: true, hasSubpoena: true, words: 'x' }, 404);
    await post(`/api/guard/cases/${newId()}/answer`, kofi, { answer: 'x' }, 404, 1);
  });
});

test('clocks count days on the program’s wall', () => {
  const late = new Date('2026-11-24T03:00:00Z');
  expect(dueOn('access', late, 'America/New_York')).toBe('2026-12-23');
  expect(dueOn('amendment', late, 'UTC')).toBe('2027-01-23');
});
