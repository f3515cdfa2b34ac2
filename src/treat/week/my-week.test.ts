import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoPeople, loadDemo } from '../../demo/index.ts';
import type { House } from '../../guard/house.ts';
import { firstOrg } from '../../guard/open-house.ts';
import { signInRoutes } from '../../guard/sign-in.ts';
import { houseForTest } from '../../guard/testing.ts';
import { createHttpApp, type HttpApp } from '../../platform/http/app.ts';
import { createLog } from '../../platform/log.ts';
import { scheduledMinutes } from '../../schedule/index.ts';
import { weekRoutes } from './my-week.routes.ts';

const TODAY = '2026-11-04'; // a Wednesday; the clocks of Tampa changed on Sunday
let house: House;
let drop: () => Promise<void>;
let app: HttpApp;
let karen: string;

interface Answer {
  readonly participant: string;
  readonly prescribed: { readonly minutes: number } | null;
  readonly clockChange: string | null;
  readonly scheduledMinutes: number;
  readonly deliveredMinutes: number;
  readonly items: readonly {
    readonly start: number;
    readonly startsAt: string;
    readonly counted: number | null;
  }[];
}

beforeAll(async () => {
  const now = new Date(`${TODAY}T15:00:00Z`);
  ({ house, drop } = await houseForTest({ clock: { now: () => now } }));
  await loadDemo(house, TODAY);
  house.publicOrg = await firstOrg(house.door);
  app = createHttpApp(createLog('silent'));
  signInRoutes(app, house);
  weekRoutes(app, house);
  karen = await signedInAs('Participant');
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

const get = (cookie: string, week?: string) =>
  app.request(week === undefined ? '/api/week' : `/api/week?week=${week}`, { headers: { cookie } });
const weekOf = async (week?: string, cookie = karen) => (await (await get(cookie, week)).json()) as Answer;

describe('my week', () => {
  test('is this week without being told which, and any day names its week', async () => {
    const week = await weekOf();
    expect(week).toMatchObject({ week: '2026-11-02', today: TODAY, isPublished: true, clockChange: null });
    expect((await weekOf('2026-11-08')).items).toEqual(week.items);
  });

  test('counts hours asked for, planned and done, each for itself', async () => {
    const week = await weekOf('2026-10-26');
    expect(week.prescribed?.minutes).toBe(540);
    expect(week.scheduledMinutes).toBeGreaterThanOrEqual(540);
    expect(week.deliveredMinutes).toBeGreaterThan(0);
    expect(week.items.reduce((sum, { counted }) => sum + (counted ?? 0), 0)).toBe(week.deliveredMinutes);
  });

  test('keeps the clock time over a clock change, and says when clocks change', async () => {
    const [before, after] = [await weekOf('2026-10-26'), await weekOf('2026-11-02')];
    expect([before.clockChange, after.clockChange]).toEqual(['2026-11-01', null]);
    const evening = ({ items }: Answer) => items.find(({ start }) => start === 18 * 60)?.startsAt;
    expect([evening(before), evening(after)]).toEqual(['2026-10-26T22:00:00Z', '2026-11-02T23:00:00Z']);
  });

  test('not published yet is an empty week, not a fault', async () => {
    for (const far of ['2027-06-07', '9999-12-31', '0001-01-01']) {
      expect(await weekOf(far)).toMatchObject({ isPublished: false, items: [], scheduledMinutes: 0 });
    }
  });

  test('is one’s own alone', async () => {
    const theirs = await weekOf(undefined, await signedInAs('Participante'));
    expect(theirs.participant).not.toBe((await weekOf()).participant);
    expect((await app.request('/api/week')).status).toBe(401);
    expect((await get(await signedInAs('Coordinator'))).status).toBe(404);
  });

  test.each(['monday', '2026-02-30', '0000-01-01', '', '99999-01-01'])(
    'there is no week “%s”',
    async (week) => {
      const { status } = await get(karen, week);
      expect([404, 422]).toContain(status);
    },
  );
});

test('a minute counts once, however many things share it', () => {
  expect(scheduledMinutes([])).toBe(0);
  expect(
    scheduledMinutes([
      { start: 60, end: 120 },
      { start: 0, end: 180 },
      { start: 180, end: 200 },
    ]),
  ).toBe(200);
});
