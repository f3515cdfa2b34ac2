import { type AddressInfo, createServer } from 'node:net';
import { base32 } from '@better-auth/utils/base32';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHttpApp, type HttpApp } from '../platform/http/app.ts';
import { newId } from '../platform/ids.ts';
import { createLog } from '../platform/log.ts';
import { systemActor } from './actors.ts';
import type { House } from './house.ts';
import { newOrgKey } from './sealing.ts';
import { hotp } from './sign-in/hotp.ts';
import { createSignIn, signInRoutes } from './sign-in.ts';
import { houseForTest } from './testing.ts';

const org = newId();
const dana = newId();
const gone = newId();
const leaving = newId();
const letters: string[] = [];
let now = new Date('2026-11-23T15:00:00Z');
let house: House;
let app: HttpApp;
let drop: () => Promise<void>;
let postOffice: SMTPServer;

const person = { org, kind: 'staff', id: dana } as const;

beforeAll(async () => {
  const port = await freePort();
  postOffice = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, _session, done) {
      let words = '';
      stream.on('data', (part) => {
        words += part;
      });
      stream.on('end', () => {
        letters.push(words);
        done();
      });
    },
  });
  await new Promise<void>((ready) => postOffice.listen(port, '127.0.0.1', ready));
  ({ house, drop } = await houseForTest({
    clock: { now: () => now },
    env: { DAYBRIDGE_MAIL_URL: `smtp://127.0.0.1:${port}` },
  }));
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
        { org_id: org, staff_id: dana, display_name: 'Dana R.', role: 'counselor' },
        { org_id: org, staff_id: gone, display_name: 'Lee P.', role: 'counselor', left_on: '2026-11-01' },
        { org_id: org, staff_id: leaving, display_name: 'Kim T.', role: 'counselor', left_on: '2026-12-02' },
      ])
      .execute();
  });
  app = createHttpApp(createLog('silent'));
  signInRoutes(app, house);
});
afterAll(async () => {
  await drop();
  await new Promise<void>((closed) => postOffice.close(closed));
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

const at = (link: string): string => new URL(link).pathname;
const cookieOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

async function signIn(): Promise<string> {
  const link = await house.signIn.oneTimeLink(person, 10);
  return cookieOf(await app.request(at(link)));
}
const me = (cookie: string) => app.request('/api/me', { headers: { cookie } });
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  app.request(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: {
      'content-type': 'application/json',
      origin: 'http://localhost:4310',
      host: 'localhost:4310',
      ...headers,
    },
  });

describe('a one-time address', () => {
  test('signs in once, leads home, and its cookie cannot be read by a page', async () => {
    const link = await house.signIn.oneTimeLink(person, 10);
    const first = await app.request(at(link));
    expect(first.status).toBe(302);
    expect(first.headers.get('location')).toBe('/today');
    const [cookie = ''] = first.headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(await (await me(cookieOf(first))).json()).toMatchObject({
      kind: 'staff',
      role: 'counselor',
      name: 'Dana R.',
    });
    const second = await app.request(at(link));
    expect(second.headers.get('location')).toBe('/sign-in?link=used');
    expect(second.headers.getSetCookie()).toEqual([]);
  });

  test('runs out, and a made-up one leads nowhere', async () => {
    const link = await house.signIn.oneTimeLink(person, 10);
    now = new Date(now.getTime() + 11 * 60_000);
    expect((await app.request(at(link))).headers.get('location')).toBe('/sign-in?link=used');
    expect((await app.request('/sign-in/link/made-up')).headers.get('location')).toBe('/sign-in?link=used');
  });

  test('is not used up by a program that only looks whether it is there', async () => {
    const link = await house.signIn.oneTimeLink(person, 10);
    expect((await app.request(at(link), { method: 'HEAD' })).headers.getSetCookie()).toEqual([]);
    expect((await app.request(at(link))).headers.get('location')).toBe('/today');
  });

  test('ends the session the browser had before', async () => {
    const before = await signIn();
    const link = await house.signIn.oneTimeLink(person, 10);
    await app.request(at(link), { headers: { cookie: before } });
    expect((await me(before)).status).toBe(401);
  });

  test('two at once open one session', async () => {
    const link = await house.signIn.oneTimeLink(person, 10);
    const answers = await Promise.all([app.request(at(link)), app.request(at(link))]);
    expect(answers.map((answer) => answer.headers.getSetCookie().length).sort()).toEqual([0, 1]);
  });

  test('does nothing for somebody who has left the program', async () => {
    const link = await house.signIn.oneTimeLink({ org, kind: 'staff', id: gone }, 10);
    expect((await app.request(at(link))).headers.getSetCookie()).toEqual([]);
  });
});

describe('a session', () => {
  test('without one there is a reason in plain words, and no more', async () => {
    const answer = await app.request('/api/me');
    expect(answer.status).toBe(401);
    expect(answer.headers.get('content-type')).toMatch('application/problem+json');
    expect(await answer.json()).toMatchObject({ code: 'not-signed-in' });
  });

  test('a cookie that was made up is nobody', async () => {
    expect((await me('w.session_token=made-up.made-up')).status).toBe(401);
    const real = await signIn();
    expect((await me(`${real.slice(0, -6)}AAAAAA`)).status).toBe(401);
  });

  test('ends at Leave, on the server too', async () => {
    const cookie = await signIn();
    expect((await me(cookie)).status).toBe(200);
    const left = await app.request('/leave', { method: 'POST', headers: { cookie } });
    expect(left.status).toBe(204);
    expect(left.headers.getSetCookie()[0]).toMatch(/Max-Age=0/);
    expect((await me(cookie)).status).toBe(401);
    expect((await app.request('/leave', { method: 'POST' })).status).toBe(204);
  });

  test('ends when somebody leaves the program', async () => {
    const before = now;
    now = new Date('2026-12-02T04:50:00Z');
    const link = await house.signIn.oneTimeLink({ org, kind: 'staff', id: leaving }, 10);
    const cookie = cookieOf(await app.request(at(link)));
    now = new Date('2026-12-02T04:59:00Z'); // still the first of December where the program is
    expect((await me(cookie)).status).toBe(200);
    now = new Date('2026-12-02T05:01:00Z');
    expect((await me(cookie)).status).toBe(401);
    now = before;
  });

  test('keeps no address and no browser name', async () => {
    await signIn();
    const rows = await house.door.asPart('auth', (run) =>
      run('select "ipAddress", "userAgent" from "session"', []),
    );
    for (const row of rows.rows) expect(row).toEqual({ ipAddress: null, userAgent: null });
  });

  test('does nothing for a page of another site', async () => {
    const cookie = await signIn();
    const answer = await post('/api/sign-out', null, { cookie, 'sec-fetch-site': 'cross-site' });
    expect(answer.status).toBe(400);
    const foreign = await post('/api/sign-out', null, { cookie, origin: 'https://elsewhere.example' });
    expect(foreign.status).toBe(400);
    expect((await me(cookie)).status).toBe(200);
  });

  test('is marked for encrypted connections only where the address is one', async () => {
    const door = house.door;
    const settings = { ...house.settings, url: 'https://week.example' };
    const secure = await createSignIn({ ...house, door, settings });
    const link = await secure.oneTimeLink(person, 10);
    const opened = await secure.openLink(link.slice(link.lastIndexOf('/') + 1));
    expect(opened?.cookies[0]).toMatch(/^__Secure-w\.session_token=.*; Secure/);
  });
});

describe('a code by e-mail', () => {
  const ask = (email: string, more = {}) => post('/api/sign-in/code', { email, ...more });
  const use = (email: string, code: string) => post('/api/sign-in/code/use', { email, code });
  const nextLetter = async (): Promise<string> => {
    await expect.poll(() => letters.length).toBe(1);
    return letters.shift() ?? '';
  };
  const codeIn = (letter: string): string => /: (\d{6})/.exec(letter)?.[1] ?? '';
  const otherThan = (code: string): string => (code === '000000' ? '111111' : '000000');
  const keepEmail = async (cookie: string, email: string): Promise<void> => {
    expect((await post('/api/sign-in/email', { email }, { cookie })).status).toBe(200);
    const code = codeIn(await nextLetter());
    const wrong = await post('/api/sign-in/email/confirm', { email, code: otherThan(code) }, { cookie });
    expect(wrong.status).toBe(422);
    expect((await post('/api/sign-in/email/confirm', { email, code }, { cookie })).status).toBe(200);
  };

  test('goes to the address the person proved to be theirs, and signs in once', async () => {
    await keepEmail(await signIn(), 'dana@example.com');
    expect((await ask('Dana@Example.com ')).status).toBe(422);
    expect((await ask('Dana@Example.com')).status).toBe(200);
    const letter = await nextLetter();
    expect(letter).toMatch(/^Subject: Your code\r?$/m);
    const code = codeIn(letter);
    expect((await use('dana@example.com', otherThan(code))).status).toBe(422);
    const right = await use('dana@example.com', `${code.slice(0, 3)} ${code.slice(3)}`);
    expect(await right.json()).toEqual({ next: '/today' });
    expect((await me(cookieOf(right))).status).toBe(200);
    expect((await use('dana@example.com', code)).status).toBe(422);
  });

  test('comes in Spanish to who reads Spanish', async () => {
    await ask('dana@example.com', { language: 'es' });
    const letter = await nextLetter();
    expect(letter).toMatch(/minutos/);
    expect(codeIn(letter)).toMatch(/^\d{6}$/);
  });

  test('an address nobody has is answered alike and gets no letter', async () => {
    const known = await ask('dana@example.com');
    await nextLetter();
    const unknown = await ask('nobody@example.com');
    expect(unknown.status).toBe(known.status);
    expect(await unknown.text()).toBe(await known.text());
    const wrongs = [await use('nobody@example.com', '123123'), await use('dana@example.com', 'x')];
    expect(wrongs.map(({ status }) => status)).toEqual([422, 422]);
    expect(letters).toEqual([]);
  });

  test('is worth nothing after three wrong tries', async () => {
    now = new Date(now.getTime() + 20 * 60_000);
    await ask('dana@example.com');
    const code = codeIn(await nextLetter());
    for (let nth = 0; nth < 3; nth++) await use('dana@example.com', otherThan(code));
    expect((await use('dana@example.com', code)).status).toBe(422);
  });

  test('can be asked for five times in a quarter of an hour, by anybody, for one address', async () => {
    const statuses: number[] = [];
    for (let nth = 0; nth < 6; nth++) statuses.push((await ask('somebody@example.com')).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    now = new Date(now.getTime() + 20 * 60_000);
    expect((await ask('somebody@example.com')).status).toBe(200);
  });

  test('cannot be guessed in bulk', async () => {
    const statuses: number[] = [];
    for (let nth = 0; nth < 25; nth++) statuses.push((await use('dana@example.com', '000000')).status);
    expect(statuses.at(-1)).toBe(429);
    now = new Date(now.getTime() + 120_000);
  });

  test('no address is kept anywhere', async () => {
    const kept = await house.door.asPart('auth', (run) =>
      run('select u.email, v.identifier from "user" u left join verification v on true', []),
    );
    expect(JSON.stringify(kept.rows)).not.toMatch(/example\.com/);
  });
});

describe('what a page is told', () => {
  test('no session token is ever in an answer', async () => {
    const cookie = await signIn();
    const token = decodeURIComponent(/session_token=([^;.]+)/.exec(cookie)?.[1] ?? '');
    expect(token).not.toBe('');
    for (const path of ['/api/me', '/api/sign-in/state', '/api/sign-in/keys']) {
      const answer = await app.request(path, { headers: { cookie } });
      expect(answer.status).toBe(200);
      expect(await answer.text()).not.toContain(token);
    }
  });

  test("the sign-in library's own addresses are not there", async () => {
    const cookie = await signIn();
    for (const path of ['get-session', 'update-user', 'list-sessions', 'email-otp/reset-password']) {
      expect((await post(`/api/auth/${path}`, {}, { cookie })).status).toBe(404);
    }
    expect((await app.request('/api/auth/get-session', { headers: { cookie } })).status).toBe(404);
  });

  test('rubbish is turned down in plain words', async () => {
    const cookie = await signIn();
    for (const path of ['code', 'code/use', 'email', 'email/confirm', 'passkey', 'keys', 'second-step']) {
      for (const body of [null, [], 'x', { email: 'x'.repeat(10_000), code: {} }, { id: 1, response: 'x' }]) {
        const answer = await post(`/api/sign-in/${path}`, body, { cookie });
        expect(answer.status).toBe(422);
        expect(answer.headers.get('content-type')).toMatch('problem+json');
      }
    }
    const notJson = await app.request('/api/sign-in/code', { method: 'POST', body: '{' });
    expect(notJson.status).toBe(400);
    const noKey = await app.request('/api/sign-in/keys/made-up', { method: 'DELETE', headers: { cookie } });
    expect(noKey.status).toBe(404);
  });

  test('a passkey that nobody added opens nothing', async () => {
    const begun = await post('/api/sign-in/passkey/begin', {});
    expect(await begun.json()).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
    const made = {
      id: 'bWFkZQ',
      rawId: 'bWFkZQ',
      type: 'public-key',
      clientExtensionResults: {},
      response: { clientDataJSON: 'e30', authenticatorData: 'AA', signature: 'AA' },
    };
    const answer = await post('/api/sign-in/passkey', made, { cookie: cookieOf(begun) });
    expect(answer.status).toBe(422);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });
});

describe('the second step', () => {
  const passing = async (code: string, cookie: string) =>
    (await post('/api/sign-in/second-step', { code }, { cookie })).status;
  const stateOf = async (cookie: string) =>
    (await app.request('/api/sign-in/state', { headers: { cookie } })).json();
  const later = (minutes: number) => {
    now = new Date(now.getTime() + minutes * 60_000);
  };

  test('codes are those of RFC 4226, appendix D', () => {
    const secret = Buffer.from('12345678901234567890');
    expect([0, 1, 2, 9].map((counter) => hotp(secret, counter))).toEqual([
      '755224',
      '287082',
      '359152',
      '520489',
    ]);
  });

  test('once set up, a session is nobody until its code fits, each code works once, and guessing is slow', async () => {
    const cookie = await signIn();
    expect(await passing('123456', cookie)).toBe(404);
    const begun = (await (await post('/api/sign-in/second-step/begin', {}, { cookie })).json()) as {
      secret: string;
      link: string;
    };
    expect(begun.secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(begun.link).toContain(begun.secret);
    const secret = base32.decode(begun.secret);
    const codeNow = () => hotp(secret, Math.floor(now.getTime() / 30_000));
    const wrong = () => (codeNow() === '000000' ? '111111' : '000000');

    expect(await passing('12345', cookie)).toBe(422);
    expect(await passing(codeNow(), cookie)).toBe(200);
    expect((await me(cookie)).status).toBe(200);
    expect((await post('/api/sign-in/second-step/begin', {}, { cookie })).status).toBe(409);

    const link = await house.signIn.oneTimeLink(person, 10);
    const opened = await app.request(at(link));
    expect(opened.headers.get('location')).toBe('/sign-in');
    const other = cookieOf(opened);
    expect((await me(other)).status).toBe(401);
    expect(await stateOf(other)).toMatchObject({ is: 'owes-second-step', home: '/today' });
    for (const path of ['keys/begin', 'second-step/begin']) {
      expect((await post(`/api/sign-in/${path}`, {}, { cookie: other })).status).toBe(401);
    }
    expect(await passing(codeNow(), other)).toBe(422);
    later(2);
    expect(await passing(codeNow(), other)).toBe(200);
    expect((await me(other)).status).toBe(200);

    later(2);
    const third = await signIn();
    const tries = await Promise.all(Array.from({ length: 8 }, () => passing(wrong(), third)));
    expect(tries.filter((status) => status === 422)).toHaveLength(5);
    expect(await passing(codeNow(), third)).toBe(429);
    later(6);
    expect(await passing(codeNow(), third)).toBe(200);

    later(2);
    const ended = await post('/api/sign-in/second-step/end', { code: codeNow() }, { cookie: third });
    expect(ended.status).toBe(200);
    expect((await me(await signIn())).status).toBe(200);
  });
});
