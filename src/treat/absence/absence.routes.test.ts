import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openProgram, PEOPLE, type Program } from '../../../test/support/program.ts';
import { systemActor } from '../../guard/actors.ts';
import { newId } from '../../platform/ids.ts';

// A Monday in Tampa, so that the week is still to come.
const NOW = new Date('2026-11-16T14:00:00Z');
let now = NOW;
let program: Program;
let karen: string;
let marisol: string;
let dana: string;
let rosa: string;
beforeAll(async () => {
  program = await openProgram({ clock: { now: () => now } });
  [karen, marisol, dana, rosa] = (await Promise.all(
    [PEOPLE.karen, PEOPLE.marisol, PEOPLE.dana, PEOPLE.rosa].map((each) => program.signIn(each)),
  )) as [string, string, string, string];
});
afterAll(() => program.drop());

const get = async (path: string, cookie = karen) => (await program.send(path, { cookie })).json();
const post = (path: string, json: unknown, cookie = karen) =>
  program.send(path, { method: 'POST', cookie, json });
const of = (meeting: string) => `/api/my/sessions/${meeting}`;
const roster = systemActor('system:roster');

interface Item {
  readonly meeting: string | null;
  readonly said: string | null;
  readonly startsAt: string;
  readonly id: string;
}
/** Groups of Karen's week still to come. */
async function ahead(): Promise<(Item & { meeting: string })[]> {
  const { items } = (await get('/api/week')) as { items: Item[] };
  return items.filter(
    (item): item is Item & { meeting: string } =>
      item.meeting !== null && item.id !== item.meeting && Date.parse(item.startsAt) > now.getTime(),
  );
}
async function firstGroup() {
  for (const item of await ahead()) {
    const { rows } = await program.look('system:roster', roster.id, (db) =>
      sql<{
        is: boolean;
      }>`select session_id is not null as is from treat.meeting where meeting_id = ${item.meeting}`.execute(
        db,
      ),
    );
    if (rows[0]?.is) return item;
  }
  throw new Error('Karen has no group to come.');
}

describe('coming or not', () => {
  test('is said of one session, shown on the week and on the roster, and taken back', async () => {
    const { meeting } = await firstGroup();
    const said = await post(`${of(meeting)}/say`, { said: 'cannot', reason: 'work' });
    expect(said.status).toBe(200);
    expect(await said.json()).toMatchObject({ said: 'cannot', reason: 'work', isOver: false });
    expect((await ahead()).find((item) => item.meeting === meeting)?.said).toBe('cannot');
    const rowOf = async () =>
      (await get(`/api/sessions/${meeting}`, dana)).roster.find(
        (row: { participant: string }) => row.participant === PEOPLE.karen.id,
      );
    // Told, not marked: what became of it stays with whoever holds it.
    expect(await rowOf()).toMatchObject({ said: 'cannot', status: 'expected', reason: null });
    await post(`${of(meeting)}/say`, { said: 'coming', reason: 'work' });
    expect(await get(`${of(meeting)}/swap`)).toMatchObject({ said: 'coming', reason: null, offers: [] });
    await post(`${of(meeting)}/say`, { said: null });
    expect(await rowOf()).toMatchObject({ said: null });
  });

  test('is nobody else’s to say, and of no session that is somebody else’s', async () => {
    const { meeting } = await firstGroup();
    const mine = new Set((await ahead()).map((item) => item.meeting));
    const { rows } = await program.look('system:roster', roster.id, (db) =>
      sql<{ id: string }>`select meeting_id as id from treat.meeting where starts_at > ${NOW}`.execute(db),
    );
    const other = rows.find(({ id }) => !mine.has(id))?.id;
    expect(other).toBeDefined();
    for (const foreign of [other ?? '', newId()]) {
      expect((await program.send(`${of(foreign)}/swap`, { cookie: karen })).status).toBe(404);
      expect((await post(`${of(foreign)}/say`, { said: 'coming' })).status).toBe(404);
    }
    expect((await post(`${of(meeting)}/say`, { said: 'cannot' }, dana)).status).toBe(404);
    expect((await post(`${of(meeting)}/say`, { said: 'maybe' })).status).toBe(422);
  });
});

describe('another session instead', () => {
  /** A group of Karen's for which something else fits. */
  async function withOffers() {
    for (const { meeting } of await ahead()) {
      await post(`${of(meeting)}/say`, { said: 'cannot' });
      const shown = await get(`${of(meeting)}/swap`);
      if (shown.offers.length > 0) return { meeting, shown };
      await post(`${of(meeting)}/say`, { said: null });
    }
    throw new Error('Nothing fits Karen in the demo.');
  }

  test('taken back or declined it leaves the way open, and coming after all takes it back', async () => {
    const { meeting, shown } = await withOffers();
    const [offer] = shown.offers;
    const ask = () => post(`${of(meeting)}/swap`, { into: offer.meeting });
    await ask();
    expect((await (await post(`${of(meeting)}/swap`, { into: null })).json()).asked).toBeNull();
    await ask();
    await post(`${of(meeting)}/say`, { said: 'coming' });
    expect((await get('/api/swaps', dana)).swaps).toEqual([]);
    await ask();
    const { swaps } = await get('/api/swaps', dana);
    await post(`/api/swaps/${swaps[0].request}/answer`, { answer: 'not-this-one' }, dana);
    const after = await get(`${of(meeting)}/swap`);
    expect(after.asked.state).toBe('not-this-one');
    expect(after.offers.length).toBeGreaterThan(0);
    expect((await ask()).status).toBe(200);
  });

  test('a seat that is gone in the meantime is not given', async () => {
    const { swaps } = await get('/api/swaps', dana);
    const [{ request, meeting }] = swaps;
    const set = (state: string) =>
      program.look('system:roster', roster.id, (db) =>
        sql`update treat.meeting set state = ${state} where meeting_id = ${meeting}`.execute(db),
      );
    await set('cancelled');
    const answer = await post(`/api/swaps/${request}/answer`, { answer: 'joined' }, dana);
    await set('planned');
    expect(answer.status).toBe(409);
    expect((await answer.json()).code).toBe('no-seat');
  });

  test('is offered as the team is shown it, asked for, and answered; then it stands in the week', async () => {
    const { meeting, shown } = await withOffers();
    const [offer] = shown.offers;
    expect(JSON.stringify(shown)).not.toContain('expected');
    // Nothing is taken up by looking, and what was taken back waits for nobody.
    await post(`${of(meeting)}/swap`, { into: null });
    expect((await get('/api/swaps', dana)).swaps).toEqual([]);
    const wrong = await post(`${of(meeting)}/swap`, { into: newId() });
    expect(wrong.status).toBe(422);
    const asked = await post(`${of(meeting)}/swap`, { into: offer.meeting });
    expect(asked.status).toBe(200);
    expect((await asked.json()).asked).toMatchObject({ state: 'asked', meeting: offer.meeting });

    const { swaps } = await get('/api/swaps', dana);
    expect(swaps).toMatchObject([{ participant: PEOPLE.karen.id, meeting: offer.meeting }]);
    // Whoever does not care for her sees no request, and answers none.
    expect((await get('/api/swaps', rosa)).swaps).toEqual([]);
    const path = `/api/swaps/${swaps[0].request}/answer`;
    expect((await post(path, { answer: 'joined' }, rosa)).status).toBe(404);
    expect((await post(path, { answer: 'joined' }, dana)).status).toBe(200);
    expect((await post(path, { answer: 'not-this-one' }, dana)).status).toBe(409);

    expect(await get(`${of(meeting)}/swap`)).toMatchObject({ asked: { state: 'joined' }, offers: [] });
    const { items } = await get('/api/week');
    expect(items.find((item: Item) => item.meeting === offer.meeting)).toMatchObject({ said: null });
    const row = (await get(`/api/sessions/${offer.meeting}`, dana)).roster?.find(
      (one: { participant: string }) => one.participant === PEOPLE.karen.id,
    );
    expect(row).toMatchObject({ source: 'make-up', status: 'expected' });
    expect((await post(`${of(meeting)}/swap`, { into: offer.meeting })).status).toBe(409);
  });
});

describe('what the person has behind them', () => {
  test('is days, sessions and goals, of their own', async () => {
    const shown = await get('/api/my/milestones');
    expect(shown.participant).toBe(PEOPLE.karen.id);
    expect(shown.days).toBeGreaterThan(0);
    expect(shown.sessions).toBeGreaterThan(0);
    expect(shown.lately.came).toBeLessThanOrEqual(shown.lately.of);
    expect((await get('/api/my/milestones', marisol)).participant).toBe(PEOPLE.marisol.id);
    expect((await program.send('/api/my/milestones', { cookie: dana })).status).toBe(404);
  });
});

test('what has begun is not said beforehand any more', async () => {
  const { meeting, startsAt } = await firstGroup();
  now = new Date(Date.parse(startsAt) + 1);
  const cookie = await program.signIn(PEOPLE.karen);
  const answer = await post(`${of(meeting)}/say`, { said: 'cannot' }, cookie);
  expect(answer.status).toBe(409);
  expect((await answer.json()).code).toBe('begun');
  expect((await post(`${of(meeting)}/swap`, { into: newId() }, cookie)).status).toBe(409);
  expect(await get(`${of(meeting)}/swap`, cookie)).toMatchObject({ isOver: true, offers: [] });
});
