import { afterAll, beforeAll, expect, test } from 'vitest';
import { openProgram, PEOPLE, type Program } from '../../../test/support/program.ts';
import { NO_WORDS } from './safety-plan.ts';

let now = new Date('2026-11-16T14:00:00Z');
let program: Program;
let karen: string;
let dana: string;
let rosa: string;
let marisol: string;
beforeAll(async () => {
  program = await openProgram({ clock: { now: () => now } });
  [karen, dana, rosa, marisol] = (await Promise.all(
    [PEOPLE.karen, PEOPLE.dana, PEOPLE.rosa, PEOPLE.marisol].map((each) => program.signIn(each)),
  )) as [string, string, string, string];
});
afterAll(() => program.drop());

const MINE = '/api/my/safety-plan';
const HERS = `/api/people/${PEOPLE.karen.id}/safety-plan`;
const get = async (path: string, cookie: string) => (await program.send(path, { cookie })).json();
const put = (path: string, cookie: string, json: unknown, version: number) =>
  program.send(path, { method: 'PUT', cookie, json, version });

test('it is nobody’s who does not care for them', async () => {
  expect((await program.send(HERS, { cookie: rosa })).status).toBe(404);
  expect((await put(HERS, rosa, NO_WORDS, 0)).status).toBe(404);
  expect((await program.send(HERS, { cookie: marisol })).status).toBe(404);
  expect((await get(MINE, marisol)).words).toEqual(NO_WORDS);
  expect((await program.send(MINE, { cookie: dana })).status).toBe(404);
});

test('a safety plan is written with the person and by them; what stood there before is kept', async () => {
  expect(await get(MINE, karen)).toMatchObject({ words: NO_WORDS, savedAt: null, version: 0, earlier: [] });
  const first = { ...NO_WORDS, signs: 'I stop answering the phone.' };
  expect((await put(HERS, dana, first, 0)).status).toBe(200);
  const longer = { ...first, coping: 'A walk to the river.' };
  const again = await put(HERS, dana, longer, 1);
  expect(again.headers.get('etag')).toBe('"2"');
  // Typed on, it is the same version.
  expect(await get(MINE, karen)).toMatchObject({ words: longer, writer: 'Dana R.', version: 2, earlier: [] });

  const own = { ...longer, people: 'My sister.' };
  expect((await put(MINE, karen, own, 2)).status).toBe(200);
  expect(await get(HERS, dana)).toMatchObject({
    words: own,
    writer: null,
    version: 3,
    earlier: [{ number: 1, writer: 'Dana R.', words: longer }],
  });
  now = new Date(now.getTime() + 13 * 3_600_000);
  const tomorrow = { ...own, places: 'The library.' };
  expect((await put(MINE, await program.signIn(PEOPLE.karen), tomorrow, 3)).status).toBe(200);
  expect((await get(HERS, await program.signIn(PEOPLE.dana))).earlier).toHaveLength(2);
});

test('two who write at once are shown both', async () => {
  const { version } = await get(MINE, await program.signIn(PEOPLE.karen));
  const cookie = await program.signIn(PEOPLE.dana);
  const answer = await put(HERS, cookie, { ...NO_WORDS, safer: 'Mine' }, version - 1);
  expect(answer.status).toBe(412);
  const { current } = await answer.json();
  expect(current.words.places).toBe('The library.');
  expect(current.sent.safer).toBe('Mine');
  expect((await put(HERS, cookie, { ...NO_WORDS, signs: 'a'.repeat(2001) }, version)).status).toBe(422);
  expect((await program.send(HERS, { method: 'PUT', cookie, json: NO_WORDS })).status).toBe(428);
});
