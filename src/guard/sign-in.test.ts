import { createServer, type AddressInfo } from 'node:net';
import { createOTP } from '@better-auth/utils/otp';
import { base32 } from '@better-auth/utils/base32';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHttpApp, type HttpApp } from '../platform/http/app.ts';
import { createLog } from '../platform/log.ts';
import { newId } from '../platform/ids.ts';
import { systemActor } from './actors.ts';
import type { House } from './house.ts';
import { newOrgKey } from './sealing.ts';
import { signInRoutes } from './sign-in.ts';
import { houseForTest } from './testing.ts';

const org = newId();
const dana = newId();
const gone = newId();
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
    headers: { 'content-type': 'application/json', origin: 'http://localhost:4310', host: 'localhost:4310', ...headers },
  });

describe('a one-time address', () => {
  test('signs in once, leads home, and its cookie cannot be read by a page', async () => {
    const link = await house.signIn.oneTimeLink(person, 10);
    const first = await app.request(at(link));
    expect(first.status).toBe(302);
    expect(first.headers.get('location')).toBe('/intake');
    const [cookie = ''] = first.headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(await (await me(cookieOf(first))).json()).toMatchObject({ kind: 'staff', role: 'counselor', name: 'Dana R.' });
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

  test('ends at Leave, on the server too', async () => {
    const cookie = await signIn();
    expect((await me(cookie)).status).toBe(200);
    expect((await post('/leave', null, { cookie })).status).toBe(204);
    expect((await me(cookie)).status).toBe(401);
  });

  test('keeps no address and no browser name', async () => {
    await signIn();
    const rows = await house.door.asPart('auth', (run) => run('select "ipAddress", "userAgent" from "session"', []));
    for (const row of rows.rows) expect(row).toEqual({ ipAddress: null, userAgent: null });
  });

  test('does nothing for a page of another site', async () => {
    const cookie = await signIn();
    const answer = await post('/api/sign-out', null, { cookie, 'sec-fetch-site': 'cross-site' });
    expect(answer.status).toBe(400);
    expect((await me(cookie)).status).toBe(200);
  });
});

describe('a code by e-mail', () => {
  const ask = (email: string) => post('/api/auth/email-otp/send-verification-otp', { email, type: 'sign-in' });

  test('signs in; an address nobody has is answered alike and gets no letter', async () => {
    await house.signIn.setEmail(person, 'dana@example.com');
    const known = await ask('dana@example.com');
    await expect.poll(() => letters.length).toBe(1);
    const unknown = await ask('nobody@example.com');
    expect(unknown.status).toBe(known.status);
    expect(await unknown.text()).toBe(await known.text());
    expect(letters).toHaveLength(1);
    expect(letters[0]).toMatch(/^Subject: Your code\r?$/m);
    const otp = /Your code: (\d{6})/.exec(letters[0] ?? '')?.[1] ?? '';

    const wrong = await post('/api/auth/sign-in/email-otp', { email: 'dana@example.com', otp: otp === '000000' ? '111111' : '000000' });
    expect(wrong.status).toBeGreaterThanOrEqual(400);
    const right = await post('/api/auth/sign-in/email-otp', { email: 'dana@example.com', otp });
    expect(right.status).toBe(200);
    expect((await me(cookieOf(right))).status).toBe(200);
    const again = await post('/api/auth/sign-in/email-otp', { email: 'dana@example.com', otp });
    expect(again.status).toBeGreaterThanOrEqual(400);
  });

  test('five codes a minute are enough', async () => {
    now = new Date(now.getTime() + 120_000);
    const statuses = [];
    for (let nth = 0; nth < 7; nth++) statuses.push((await ask('nobody@example.com')).status);
    expect(statuses.at(-1)).toBe(429);
    now = new Date(now.getTime() + 120_000);
  });
});

describe('the second step', () => {
  test('once set up, a session is nobody until its code fits, and each code works once', async () => {
    const cookie = await signIn();
    const begun = (await (await post('/api/sign-in/second-step/begin', {}, { cookie })).json()) as { secret: string };
    const secret = new TextDecoder().decode(base32.decode(begun.secret));
    const codeAt = (instant: Date) => createOTP(secret).hotp(Math.floor(instant.getTime() / 30_000));
    const pass = async (code: string, who = cookie) => (await post('/api/sign-in/second-step', { code }, { cookie: who })).status;

    expect(await pass('12345')).toBe(422);
    expect(await pass(await codeAt(now))).toBe(200);
    expect((await me(cookie)).status).toBe(200);

    const other = await signIn();
    expect((await me(other)).status).toBe(401);
    expect(await (await app.request('/api/sign-in/state', { headers: { cookie: other } })).json()).toMatchObject({
      is: 'owes-second-step',
    });
    expect(await pass(await codeAt(now), other)).toBe(422);
    now = new Date(now.getTime() + 120_000);
    expect(await pass(await codeAt(now), other)).toBe(200);
    expect((await me(other)).status).toBe(200);
  });
});
