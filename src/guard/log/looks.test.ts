import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openProgram, PEOPLE, type Program } from '../../../test/support/program.ts';
import { newId } from '../../platform/ids.ts';
import { dueOn } from '../cases/case.store.ts';
import { proveLog } from './chain.store.ts';

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

  test('reads names or roles alone, as the site chose; and those of outside alone', async () => {
    const put = (staffShown: string, cookie: string) =>
      program.send('/api/guard/staff-shown', { method: 'PUT', cookie, json: { staffShown } });
    expect((await put('role-only', dana)).status).toBe(404);
    expect((await put('role-only', kofi)).status).toBe(200);
    const hidden = await get('/api/my/seen-by', karen);
    expect(hidden).toMatchObject({ staffShown: 'role-only' });
    expect(hidden.looks.map(({ who }: Answer) => who.role)).toContain('counselor');
    expect(hidden.looks.every(({ who }: Answer) => who.name === null)).toBe(true);
    expect(JSON.stringify(hidden)).not.toContain('Dana');
    expect((await put('name-and-role', kofi)).status).toBe(200);
    expect(JSON.stringify(await get('/api/my/seen-by', karen))).toContain('Dana R.');
    expect((await get('/api/my/seen-by?who=outside', karen)).looks).toEqual([]);
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
  const search = (json: unknown, status = 200) => post('/api/guard/looks/search', kofi, json, status);

  test('finds looks by person, by staff and by what is unusual, and no clinical word', async () => {
    const { looks, staff } = await search({ person: 'R-1042' });
    expect(looks.length).toBeGreaterThan(0);
    expect(new Set(looks.map(({ recordCode }: Answer) => recordCode))).toEqual(new Set(['R-1042']));
    expect(
      looks.filter(({ who }: Answer) => who === 'Dana R.').every(({ isOnTeam }: Answer) => isOnTeam),
    ).toBe(true);
    const luis = staff.find(({ name }: Answer) => name.startsWith('Luis'));
    expect((await search({ staff: luis.id })).looks).toEqual([]);
    expect((await search({ marks: ['emergency'] })).looks).toEqual([]);
    const offTeam = (await search({ marks: ['off-team'] })).looks;
    expect(offTeam.every(({ isOnTeam }: Answer) => !isOnTeam)).toBe(true);
    expect((await search({ before: 1 })).looks).toEqual([]);
    expect((await search({ person: 'Q-0000' }, 422)).errors[0].pointer).toBe('/person');
    expect((await post('/api/guard/looks/search', dana, {}, 404)).looks).toBeUndefined();
  });

  test('is told of one look which row of the matrix allowed it, and what else was seen with it', async () => {
    const { looks } = await search({ person: 'R-1042', staff: PEOPLE.dana.id, category: 'assessment' });
    const told = await get(`/api/guard/looks/${looks[0].id}`, kofi);
    expect(told).toMatchObject({
      look: { id: looks[0].id, request: looks[0].request },
      because: { relation: 'team', emergency: null, consent: null },
      others: 0,
    });
    expect(told.alsoSeen.toSorted()).toEqual(['document', 'plan', 'schedule']);
    await get('/api/guard/looks/999999999', kofi, 404);
    await get(`/api/guard/looks/${looks[0].id}`, dana, 404);
  });

  test('keeps a search, is told what is new in it, and takes looks away as a file, which is noted', async () => {
    const kept = await post('/api/guard/look-watches', kofi, { person: 'R-1042', marks: ['export'] });
    const [watch] = kept.watches;
    expect(watch).toMatchObject({ recordCode: 'R-1042', marks: ['export'], fresh: 0 });
    const file = await program.send('/api/guard/looks/file', {
      method: 'POST',
      cookie: kofi,
      json: { person: 'R-1042', as: 'csv', language: 'en' },
    });
    expect(file.status).toBe(200);
    const lines = (await file.text()).trim().split('\r\n');
    expect(lines[0]).toBe('"at","who","role","record code","category","purpose","how","care team","request"');
    expect(lines.some((line) => line.includes('"Dana R."'))).toBe(true);
    const paper = await program.send('/api/guard/looks/file', {
      method: 'POST',
      cookie: kofi,
      json: { person: 'R-1042', as: 'pdf', language: 'es' },
    });
    expect(
      Buffer.from(await paper.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect((await get('/api/guard/look-watches', kofi)).watches[0].fresh).toBe(2);
    const seen = await post(`/api/guard/look-watches/${watch.id}`, kofi, {}, 200);
    expect(seen.watches[0].fresh).toBe(0);
    expect((await post(`/api/guard/look-watches/${watch.id}`, kofi, { isEnded: true }, 200)).watches).toEqual(
      [],
    );
    await post(`/api/guard/look-watches/${watch.id}`, kofi, {}, 404);
    await get('/api/guard/look-watches', dana, 404);
  });

  test('builds what left a record, of a time and of a kind, without a code in an address', async () => {
    const asked = { person: 'R-1042', from: '2020-01-01', until: '2020-12-31', basis: 'consent' };
    expect(await post('/api/guard/accounting', kofi, asked, 200)).toMatchObject({
      recordCode: 'R-1042',
      entries: [],
    });
    const wrong = await post('/api/guard/accounting', kofi, { person: 'Q-0000' }, 422);
    expect(wrong.errors[0].pointer).toBe('/person');
    await post('/api/guard/accounting', dana, asked, 404);
  });

  test('proves the log as a job that tells how far it is, one at a time', async () => {
    expect(await get('/api/guard/chain', kofi)).toMatchObject({ check: null });
    const { check } = await post('/api/guard/chain', kofi, {}, 202);
    expect(check).toMatchObject({ state: 'going', found: null });
    await post('/api/guard/chain', kofi, {}, 409);
    await proveLog(program.house, PEOPLE.kofi.org, check.id);
    const after = await get('/api/guard/chain', kofi);
    expect(after.check).toMatchObject({ state: 'done', found: { seals: 0, fault: null } });
    expect(await get('/api/guard/chain/checkpoint', kofi)).toEqual([]);
    await get('/api/guard/chain/checkpoint', dana, 404);
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
