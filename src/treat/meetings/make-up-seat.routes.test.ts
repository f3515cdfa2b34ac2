import { afterAll, beforeAll, expect, test } from 'vitest';
import { openProgram, PEOPLE, type Program } from '../../../test/support/program.ts';
import { newId } from '../../platform/ids.ts';

// A Monday in Tampa, so that the week is still to come.
let now = new Date('2026-11-16T14:00:00Z');
let program: Program;
let dana: string;
let karen: string;
let rosa: string;
beforeAll(async () => {
  program = await openProgram({ clock: { now: () => now } });
  [dana, karen, rosa] = (await Promise.all(
    [PEOPLE.dana, PEOPLE.karen, PEOPLE.rosa].map((each) => program.signIn(each)),
  )) as [string, string, string];
});
afterAll(() => program.drop());

const OF = `/api/people/${PEOPLE.karen.id}/make-ups`;
// biome-ignore lint/suspicious/noExplicitAny: whatever the route answers
type Answer = any;
const get = async (path: string, cookie = dana): Promise<Answer> =>
  (await program.send(path, { cookie })).json();
const post = (path: string, json: unknown, cookie = dana) =>
  program.send(path, { method: 'POST', cookie, json });

/** What fits Karen; where her week is full, once she cannot make one of her groups. */
async function offered(): Promise<Answer> {
  const shown = await get(OF);
  if (shown.offers.length > 0) return shown;
  const { items } = await get('/api/week', karen);
  for (const { meeting } of items.filter((it: Answer) => it.meeting !== null)) {
    await post(`/api/my/sessions/${meeting}/say`, { said: 'cannot' }, karen);
    const after = await get(OF);
    if (after.offers.length > 0) return after;
  }
  throw new Error('Nothing fits Karen in the demo.');
}

test('what fits is offered, given at once, in the person’s week, and taken back', async () => {
  const shown = await offered();
  expect(shown).toMatchObject({ mayGive: true, given: [], zone: 'America/New_York' });
  const [{ meeting }] = shown.offers;
  expect((await post(OF, { meeting })).status).toBe(201);
  const after = await get(OF);
  expect(after.given).toMatchObject([{ meeting, isAskedFor: false }]);
  expect(after.offers.map((it: Answer) => it.meeting)).not.toContain(meeting);
  const inWeek = async () =>
    (await get('/api/week', karen)).items.some((it: Answer) => it.meeting === meeting);
  expect(await inWeek()).toBe(true);

  const back = await post(`${OF}/${meeting}/take-back`, {});
  expect(back.status).toBe(200);
  expect((await back.json()).given).toEqual([]);
  expect(await inWeek()).toBe(false);
  const again = await post(`${OF}/${meeting}/take-back`, {});
  expect([again.status, (await again.json()).code]).toEqual([409, 'no-such-seat']);
  // Given once more, it is there once more.
  expect((await post(OF, { meeting })).status).toBe(201);
  expect(await inWeek()).toBe(true);
});

test('nobody sees or takes back a seat of somebody who is not theirs', async () => {
  const { given } = await get(OF);
  for (const cookie of [rosa, karen]) {
    expect((await program.send(OF, { cookie })).status).toBe(404);
    expect((await post(`${OF}/${given[0].meeting}/take-back`, {}, cookie)).status).toBe(404);
  }
  expect((await get(OF)).given).toEqual(given);
});

test('a seat of the plan, or of no session at all, is not taken back', async () => {
  const { items } = await get('/api/week', karen);
  const { given } = await get(OF);
  const planned = items.find(
    (it: Answer) => it.meeting !== null && !given.some((one: Answer) => one.meeting === it.meeting),
  );
  for (const meeting of [planned.meeting, newId()]) {
    expect((await post(`${OF}/${meeting}/take-back`, {})).status).toBe(409);
  }
});

test('once it has begun it is not taken back any more', async () => {
  const { given } = await get(OF);
  now = new Date(Date.parse(given[0].startsAt) + 1);
  const cookie = await program.signIn(PEOPLE.dana);
  const answer = await post(`${OF}/${given[0].meeting}/take-back`, {}, cookie);
  expect([answer.status, (await answer.json()).code]).toEqual([409, 'no-such-seat']);
});
