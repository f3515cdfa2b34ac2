import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoPeople, loadDemo } from '../../demo/index.ts';
import { systemActor } from '../../guard/actors.ts';
import type { House } from '../../guard/house.ts';
import { firstOrg } from '../../guard/open-house.ts';
import { signInRoutes } from '../../guard/sign-in.ts';
import { houseForTest } from '../../guard/testing.ts';
import { createHttpApp, type HttpApp } from '../../platform/http/app.ts';
import { createLog } from '../../platform/log.ts';
import { routes as scheduleRoutes } from '../../schedule/index.ts';
import { routes as treatRoutes } from '../../treat/index.ts';
import { calendarRoutes } from './feed.routes.ts';

const MONDAY = '2026-11-02T15:00:00Z'; // the clocks of Tampa changed the night before
const lines: string[] = [];
let now = new Date(MONDAY);
let house: House;
let drop: () => Promise<void>;
let app: HttpApp;
let karen: string;
let other: string;

beforeAll(async () => {
  ({ house, drop } = await houseForTest({ clock: { now: () => now } }));
  await loadDemo(house, '2026-11-02');
  house.publicOrg = await firstOrg(house.door);
  app = createHttpApp(createLog('debug', { write: (line) => lines.push(line) }));
  signInRoutes(app, house);
  scheduleRoutes(app, house);
  treatRoutes(app, house);
  calendarRoutes(app, house);
  [karen, other] = (await Promise.all(['Participant', 'Participante'].map(signedInAs))) as [string, string];
});
afterAll(() => drop());

async function signedInAs(label: string): Promise<string> {
  const guest = demoPeople(house).find((each) => each.label === label);
  if (guest === undefined) throw new Error(label);
  const answer = await app.request(new URL(await house.signIn.oneTimeLink(guest.person, 10)).pathname);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

const post = (cookie: string, path: string, body: unknown) =>
  app.request(path, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

async function makeFeed(cookie: string, word = ''): Promise<{ id: string; path: string }> {
  const { id, address } = (await (await post(cookie, '/api/week/feeds', { word })).json()) as {
    id: string;
    address: string;
  };
  return { id, path: new URL(address).pathname };
}

const weekOf = async (week: string) =>
  (await (await app.request(`/api/week?week=${week}`, { headers: { cookie: karen } })).json()) as {
    participant: string;
    called: string;
    items: { id: string; start: number; startsAt: string; endsAt: string }[];
  };

describe('a calendar address', () => {
  test('shows the published sessions at the right instants on both sides of a clock change', async () => {
    const text = await (await app.request((await makeFeed(karen)).path)).text();
    const calendar = new ICAL.Component(ICAL.parse(text));
    for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
    const times = calendar.getAllSubcomponents('vevent').map((component) => {
      const event = new ICAL.Event(component);
      return `${event.startDate.toJSDate().toISOString()} ${event.endDate.toJSDate().toISOString()}`;
    });
    const weeks = await Promise.all(['2026-10-26', '2026-11-02'].map(weekOf));
    for (const { items } of weeks) {
      expect(items.length).toBeGreaterThan(2);
      for (const { startsAt, endsAt } of items) {
        expect(times).toContain(`${new Date(startsAt).toISOString()} ${new Date(endsAt).toISOString()}`);
      }
    }
    // Six in the evening is 22:00 UTC in summer time and 23:00 after it.
    const [summer, winter] = weeks.map(
      ({ items }) => items.find(({ start }) => start % 1440 === 1080)?.startsAt,
    );
    expect([summer?.slice(11, 16), winter?.slice(11, 16)]).toEqual(['22:00', '23:00']);
  });

  test('says when, and nothing else', async () => {
    const answer = await app.request((await makeFeed(karen)).path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const text = await answer.text();
    const { called, participant, items } = await weekOf('2026-11-02');
    expect(new Set([...text.matchAll(/^SUMMARY:(.*)\r$/gm)].map(([, word]) => word))).toEqual(
      new Set(['Busy']),
    );
    expect(text).not.toMatch(/LOCATION|DESCRIPTION|ATTENDEE|ORGANIZER|VALARM/);
    const ids = [participant, ...items.map(({ id }) => id)];
    for (const word of [called, 'Cedar', 'Bayview', 'Harbor', 'group', 'R-1042', ...ids])
      expect(text).not.toContain(word);
  });

  test('says “not changed” to whoever has it already, and answers HEAD', async () => {
    const { path } = await makeFeed(karen, 'Class');
    const first = await app.request(path);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"/);
    expect(first.headers.get('cache-control')).toBe('private, max-age=900');
    expect(first.headers.get('last-modified')).not.toBeNull();
    expect(await first.text()).toContain('SUMMARY:Class');
    now = new Date(now.getTime() + 60_000);
    const again = await app.request(path, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    for (const held of [`W/${etag}`, `"another", ${etag}`, '*']) {
      expect((await app.request(path, { headers: { 'if-none-match': held } })).status).toBe(304);
    }
    expect((await app.request(path, { headers: { 'if-none-match': '"another"' } })).status).toBe(200);
    const head = await app.request(path, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  test('stops when its owner stops it: empty for a month, then nothing', async () => {
    const { id, path } = await makeFeed(karen);
    expect((await post(other, `/api/week/feeds/${id}/stop`, {})).status).toBe(404);
    expect((await app.request(path)).status).toBe(200);
    expect((await post(karen, `/api/week/feeds/${id}/stop`, {})).status).toBe(200);
    const stopped = await app.request(path);
    expect(stopped.status).toBe(410);
    const text = await stopped.text();
    expect(text).toContain('BEGIN:VCALENDAR');
    expect(text).not.toContain('BEGIN:VEVENT');
    now = new Date(now.getTime() + 31 * 86_400_000);
    expect((await app.request(path)).status).toBe(404);
    now = new Date(MONDAY);
  });

  test('made up, leads nowhere; two people’s never share an id', async () => {
    expect((await app.request(`/cal/${'A'.repeat(43)}.ics`)).status).toBe(404);
    for (const cut of ['/cal/short.ics', '/cal/', `/cal/${'A'.repeat(43)}`]) {
      expect((await app.request(cut)).headers.get('content-type')).toContain('problem+json');
    }
    const uids = async (cookie: string) =>
      [...(await (await app.request((await makeFeed(cookie)).path)).text()).matchAll(/^UID:(.*)\r$/gm)].map(
        ([, uid]) => uid,
      );
    const [mine, theirs] = [await uids(karen), await uids(other)];
    expect(mine.length).toBeGreaterThan(0);
    expect(mine.filter((uid) => theirs.includes(uid))).toEqual([]);
  });

  test('takes a person’s own neutral word and makes it one plain line', async () => {
    const { path } = await makeFeed(karen, 'Class\r\nLOCATION:Cedar Street');
    expect(await (await app.request(path)).text()).not.toMatch(/^LOCATION/m);
    const long = await makeFeed(karen, `${'x'.repeat(39)}🙂`);
    expect(await (await app.request(long.path)).text()).toMatch(/^SUMMARY:x{39}\r$/m);
  });

  test('is nowhere kept in words: not in the database, not in the log', async () => {
    const { path } = await makeFeed(karen);
    const token = path.slice('/cal/'.length, -'.ics'.length);
    expect((await app.request(path)).status).toBe(200);
    expect((await app.request(`${path}x`)).status).toBe(404);
    expect(lines.some((line) => line.includes('/cal/'))).toBe(true);
    expect(lines.filter((line) => line.includes(token))).toEqual([]);
    const rows = await house.door.asActor(systemActor('system:feed'), 'self', (db) =>
      db.selectFrom('schedule.feed').selectAll().execute(),
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect(Buffer.from(row.token_hash)).toHaveLength(32);
      expect(Object.values(row).join(' ')).not.toContain(token);
    }
  });

  test('is nothing that whoever holds it can change: only that it was used is noted', async () => {
    await makeFeed(karen);
    const asHolder = (set: { word?: string; revoked_at?: Date | null; last_used_at?: Date }) =>
      house.door.asActor(systemActor('system:feed'), 'self', (db) =>
        db.updateTable('schedule.feed').set(set).executeTakeFirst(),
      );
    expect((await asHolder({ last_used_at: now })).numUpdatedRows).toBeGreaterThan(0n);
    for (const set of [{ word: 'Mine' }, { revoked_at: now }, { last_used_at: now, word: 'Mine' }]) {
      await expect(asHolder(set)).rejects.toMatchObject({ code: '42501' });
    }
  });

  test('is not for asking without end', async () => {
    const { path } = await makeFeed(karen);
    now = new Date(now.getTime() + 40 * 86_400_000); // past every call the tests above have made
    const answers = await Promise.all(Array.from({ length: 31 }, () => app.request(path)));
    expect(answers.map(({ status }) => status).filter((status) => status === 429)).toHaveLength(1);
    now = new Date(MONDAY);
  });
});

describe('calendar addresses', () => {
  test('are for whoever is in care and signed in', async () => {
    expect((await app.request('/api/week/feeds')).status).toBe(401);
    expect((await post(await signedInAs('Coordinator'), '/api/week/feeds', { word: '' })).status).toBe(404);
  });

  test('are ten at most, and only one’s own are listed', async () => {
    const { feeds } = (await (
      await app.request('/api/week/feeds', { headers: { cookie: other } })
    ).json()) as { feeds: unknown[] };
    expect(feeds).toHaveLength(1);
    for (let made = feeds.length; made < 10; made++) await makeFeed(other);
    expect((await post(other, '/api/week/feeds', { word: '' })).status).toBe(409);
  });
});
