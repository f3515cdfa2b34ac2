import { base32 } from '@better-auth/utils/base32';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createHttpApp, type HttpApp } from '../../platform/http/app.ts';
import { newId } from '../../platform/ids.ts';
import { createLog } from '../../platform/log.ts';
import { systemActor } from '../actors.ts';
import { endpoint } from '../endpoint.ts';
import type { House } from '../house.ts';
import { newOrgKey } from '../sealing.ts';
import { signInRoutes } from '../sign-in.ts';
import { houseForTest } from '../testing.ts';
import { deviceOf } from './device.ts';
import { hotp } from './hotp.ts';

const org = newId();
const dana = { org, kind: 'staff', id: newId() } as const;
const lee = { org, kind: 'staff', id: newId() } as const;
const alex = { org, kind: 'participant', id: newId() } as const;
const START = new Date('2026-11-23T15:00:00Z');
const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0';
let now = START;
let house: House;
let app: HttpApp;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ house, drop } = await houseForTest({ clock: { now: () => now } }));
  await house.door.asActor(systemActor('system:setup', org), 'setup', async (db) => {
    await db
      .insertInto('guard.org')
      .values({
        org_id: org,
        name: 'A program',
        neutral_name: 'My week',
        zone: 'America/New_York',
        phone: '813-555-0100',
        leave_url: 'https://weather.example/',
        key_wrapped: newOrgKey(house.masterKey),
      })
      .execute();
    await db
      .insertInto('guard.staff')
      .values([
        { org_id: org, staff_id: dana.id, display_name: 'Dana R.', role: 'counselor' },
        { org_id: org, staff_id: lee.id, display_name: 'Lee P.', role: 'counselor' },
      ])
      .execute();
  });
});
beforeEach(() => {
  now = START;
  app = createHttpApp(createLog('silent'));
  signInRoutes(app, house);
  endpoint(
    app,
    house,
    {
      method: 'post',
      path: '/api/to-sign',
      summary: 'Something that is signed',
      tag: 'Test',
      audience: 'signed-in',
      purpose: 'treatment',
      fresh: true,
      answer: z.object({}),
    },
    async () => ({ body: {} }),
  );
});
afterEach(async () => {
  await house.door.asPart('auth', (run) => run('delete from totp', []));
});
afterAll(() => drop());

const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000);
};

async function signIn(person: typeof dana | typeof alex = dana, userAgent = FIREFOX): Promise<string> {
  const link = await house.signIn.oneTimeLink(person, 10);
  const answer = await app.request(new URL(link).pathname, { headers: { 'user-agent': userAgent } });
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

async function call(cookie: string, method: string, path: string, body?: unknown, idleSeconds?: number) {
  const answer = await app.request(path, {
    method,
    headers: {
      cookie,
      'content-type': 'application/json',
      ...(idleSeconds === undefined ? {} : { 'x-idle': String(idleSeconds) }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}
const me = (cookie: string, idleSeconds?: number) => call(cookie, 'GET', '/api/me', undefined, idleSeconds);
const stateOf = async (cookie: string) => (await call(cookie, 'GET', '/api/sign-in/state')).body;

/** Sets up an authenticator; what it shows at this moment. */
async function authenticator(cookie: string): Promise<() => string> {
  const { body } = await call(cookie, 'POST', '/api/sign-in/second-step/begin');
  const secret = base32.decode(String(body.secret));
  const code = () => hotp(secret, Math.floor(now.getTime() / 30_000));
  expect((await call(cookie, 'POST', '/api/sign-in/second-step', { code: code() })).status).toBe(200);
  return code;
}

describe('the screen of somebody of the team', () => {
  test('is locked by the server after 15 minutes without a touch, and the session is not over', async () => {
    const cookie = await signIn();
    later(14.9);
    expect((await stateOf(cookie)).is).toBe('signed-in');
    later(0.2);
    expect(await me(cookie)).toMatchObject({ status: 423, body: { code: 'locked' } });
    expect((await stateOf(cookie)).is).toBe('locked');
    expect((await call(cookie, 'GET', '/api/sign-in/sessions')).status).toBe(423);
    expect((await call(cookie, 'POST', '/api/sign-in/second-step/begin')).status).toBe(423);
  });

  test('asking whether somebody is there does not count as being there, nor does a page that asks by itself', async () => {
    const cookie = await signIn();
    for (let minute = 0; minute < 15; minute += 1) {
      later(1);
      await stateOf(cookie);
      await me(cookie, (minute + 1) * 60);
    }
    expect((await me(cookie)).status).toBe(423);
  });

  test('stays open while a hand is on it, also without a question to the server', async () => {
    const cookie = await signIn();
    for (let times = 0; times < 4; times += 1) {
      later(10);
      expect((await call(cookie, 'POST', '/api/sign-in/stay', undefined, 5)).status).toBe(200);
    }
    expect((await me(cookie)).status).toBe(200);
  });

  test('ends twelve hours after it began, however it is used', async () => {
    const cookie = await signIn();
    for (let times = 0; times < 71; times += 1) {
      later(10);
      await me(cookie);
    }
    expect((await me(cookie)).status).toBe(200);
    later(10);
    expect((await me(cookie)).status).toBe(401);
  });

  test('is locked by hand at once, and opened by the authenticator, each code once', async () => {
    const cookie = await signIn();
    const code = await authenticator(cookie);
    await call(cookie, 'POST', '/api/sign-in/lock');
    expect((await me(cookie)).status).toBe(423);
    expect((await stateOf(cookie)).ways).toEqual({ key: false, code: true, mail: false });
    // The code that set it up was used already.
    expect((await call(cookie, 'POST', '/api/sign-in/prove/code', { code: code() })).status).toBe(422);
    later(1);
    expect((await call(cookie, 'POST', '/api/sign-in/prove/code', { code: code() })).status).toBe(200);
    expect((await me(cookie)).status).toBe(200);
  });

  test('guessing codes at a locked screen is slow', async () => {
    const cookie = await signIn();
    await authenticator(cookie);
    await call(cookie, 'POST', '/api/sign-in/lock');
    const tries = [];
    for (let times = 0; times < 7; times += 1) {
      tries.push((await call(cookie, 'POST', '/api/sign-in/prove/code', { code: '000000' })).status);
    }
    expect(tries).toEqual([422, 422, 422, 422, 422, 429, 429]);
  });

  test('an authenticator that whoever sits there only begins to set up opens nothing', async () => {
    const cookie = await signIn();
    const { body } = await call(cookie, 'POST', '/api/sign-in/second-step/begin');
    await call(cookie, 'POST', '/api/sign-in/lock');
    const code = hotp(base32.decode(String(body.secret)), Math.floor(now.getTime() / 30_000));
    expect((await call(cookie, 'POST', '/api/sign-in/prove/code', { code })).status).toBe(404);
    expect((await me(cookie)).status).toBe(423);
  });
});

describe('a proof that is fresh', () => {
  test('is asked for by what is signed, opened in an emergency or sent out, five minutes after the last', async () => {
    const cookie = await signIn();
    const code = await authenticator(cookie);
    later(4);
    expect((await call(cookie, 'POST', '/api/to-sign')).status).toBe(200);
    later(2);
    expect(await call(cookie, 'POST', '/api/to-sign')).toMatchObject({
      status: 403,
      body: { code: 'prove-again' },
    });
    expect((await me(cookie)).status).toBe(200);
    expect((await call(cookie, 'POST', '/api/sign-in/prove/code', { code: code() })).status).toBe(200);
    expect((await call(cookie, 'POST', '/api/to-sign')).status).toBe(200);
  });

  test('is needed to change how one comes in, once there is a way to give it', async () => {
    const cookie = await signIn();
    later(6);
    // Nobody who came by a link has another way yet: the first may be set up.
    await authenticator(cookie);
    later(6);
    for (const [path, body] of [
      ['/api/sign-in/keys/begin', undefined],
      ['/api/sign-in/email', { email: 'someone@example.com' }],
    ] as const) {
      expect(await call(cookie, 'POST', path, body)).toMatchObject({
        status: 403,
        body: { code: 'prove-again' },
      });
    }
    expect((await call(cookie, 'DELETE', '/api/sign-in/keys/any')).status).toBe(403);
  });

  test("is not somebody else's code", async () => {
    const [mine, theirs] = [await signIn(dana), await signIn(lee)];
    await authenticator(mine);
    const code = await authenticator(theirs);
    later(6);
    expect((await call(mine, 'POST', '/api/sign-in/prove/code', { code: code() })).status).toBe(422);
    expect((await call(mine, 'POST', '/api/to-sign')).status).toBe(403);
  });
});

describe('a participant', () => {
  test('is signed out after 20 minutes without a touch on a device that is not theirs', async () => {
    const cookie = await signIn(alex);
    later(19);
    expect((await me(cookie)).status).toBe(200);
    later(20);
    expect((await me(cookie)).status).toBe(401);
    expect((await stateOf(cookie)).is).toBe('signed-out');
    now = START;
    expect((await me(cookie)).status).toBe(401);
  });

  test('keeps their own phone for 30 days, locked when it lies about; only with a key to unlock it', async () => {
    const cookie = await signIn(alex);
    const withoutKey = await call(cookie, 'POST', '/api/sign-in/mine', { isMine: true });
    expect(withoutKey).toMatchObject({ status: 409, body: { code: 'no-key' } });
    await house.door.asPart('auth', (run) =>
      run(
        `insert into passkey ("id", "publicKey", "userId", "credentialID", "counter", "deviceType", "backedUp")
         select 'k', '', "userId", '', 0, 'singleDevice', false from "session" s
         join presence p on p.session_id = s."id" order by p.began_at desc, s."createdAt" desc limit 1`,
        [],
      ),
    );
    expect((await call(cookie, 'POST', '/api/sign-in/mine', { isMine: true })).status).toBe(200);
    later(29 * 24 * 60);
    expect(await stateOf(cookie)).toMatchObject({ is: 'locked', isMine: true, ways: { key: true } });
    expect((await me(cookie)).status).toBe(423);
    later(2 * 24 * 60);
    expect((await me(cookie)).status).toBe(401);
  });

  test('somebody of the team has no phone of their own here', async () => {
    expect((await call(await signIn(dana), 'POST', '/api/sign-in/mine', { isMine: true })).status).toBe(404);
  });
});

describe('where I am signed in', () => {
  test('shows the device and no more, and ends there', async () => {
    await house.door.asPart('auth', (run) => run('delete from "session"', []));
    const here = await signIn(dana);
    later(1);
    const there = await signIn(dana, 'curl/8');
    const other = await signIn(lee);
    const { body } = await call(here, 'GET', '/api/sign-in/sessions');
    const sessions = body.sessions as { id: string; device: string; isThis: boolean }[];
    expect(sessions.map(({ device, isThis }) => [device, isThis])).toEqual([
      ['', false],
      ['Firefox, Windows', true],
    ]);
    const [away] = sessions;
    expect((await call(other, 'DELETE', `/api/sign-in/sessions/${away?.id}`)).status).toBe(404);
    expect((await me(there)).status).toBe(200);
    expect((await call(here, 'DELETE', `/api/sign-in/sessions/${away?.id}`)).status).toBe(200);
    expect((await me(there)).status).toBe(401);
    expect((await me(here)).status).toBe(200);
  });

  test('ends everywhere but here', async () => {
    const elsewhere = [await signIn(dana), await signIn(dana)];
    const here = await signIn(dana);
    await call(here, 'POST', '/api/sign-in/sessions/end-others');
    expect((await me(here)).status).toBe(200);
    for (const cookie of elsewhere) expect((await me(cookie)).status).toBe(401);
  });

  test.each([
    [FIREFOX, 'Firefox, Windows'],
    [
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/142.0.0.0 Mobile Safari/537.36',
      'Chrome, Android',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile/15E148 Safari/604.1',
      'Safari, iPhone',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0',
      'Edge, Windows',
    ],
    ['<script>alert(1)</script>', ''],
    [null, ''],
  ])('%s is told as "%s"', (said, told) => {
    expect(deviceOf(said)).toBe(told);
  });
});

test('what is asked at once shares a look: nobody is taken for another, or for signed in after they left', async () => {
  const cookieOf = async (person: typeof dana | typeof lee): Promise<string> =>
    ((await house.signIn.begin(person))?.cookies ?? []).map((each) => each.split(';')[0]).join('; ');
  const [ofDana, ofLee] = [await cookieOf(dana), await cookieOf(lee)];
  const asked = (cookies: readonly string[]) =>
    Promise.all(
      cookies.map(async (cookie) => (await house.signIn.signedIn(new Headers({ cookie })))?.account.id),
    );
  expect(await asked([ofDana, ofLee, ofDana])).toEqual([dana.id, lee.id, dana.id]);
  await house.signIn.leave(new Headers({ cookie: ofDana }));
  expect(await asked([ofDana, ofLee, ofDana])).toEqual([undefined, lee.id, undefined]);
});
