import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../src/platform/ids.ts';
import { openProgram, PEOPLE, type Program } from '../support/program.ts';

let program: Program;
let now = new Date();
const later = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
beforeAll(async () => {
  program = await openProgram({ clock: { now: () => now } });
});
afterAll(() => program.drop());

const week = async (cookie: string): Promise<number> => (await program.send('/api/week', { cookie })).status;
const COOKIE = 'w.session_token';

describe('a session', () => {
  test('that somebody made up, cut, swapped or signed by themself is nobody’s', async () => {
    const mine = await program.signIn(PEOPLE.karen);
    const theirs = await program.signIn(PEOPLE.marisol);
    expect(await week(mine)).toBe(200);
    const cookie = mine.split('; ').find((each) => each.startsWith(COOKIE)) ?? mine;
    const [key = '', whole = ''] = cookie.split(/=(.*)/s);
    const [token = '', signature = ''] = decodeURIComponent(whole).split('.');
    const other = decodeURIComponent(theirs.split(/=(.*)/s)[1] ?? '').split('.');
    const signed = (words: string, secret: string) =>
      `${words}.${createHmac('sha256', secret).update(words).digest('base64')}`;
    for (const forged of [
      token,
      `${token}.`,
      `.${signature}`,
      `${token}.${other[1]}`,
      `${other[0]}.${signature}`,
      `${token}x.${signature}`,
      `${token.toUpperCase()}.${signature}`,
      `${token}.${signature.slice(0, -2)}`,
      `${token}.${signature}.${signature}`,
      signed(token, ''),
      signed(token, 'secret'),
      signed(PEOPLE.karen.id, 'secret'),
      `{"alg":"none"}.${token}`,
      PEOPLE.karen.id,
      '',
      'null',
    ]) {
      expect(await week(`${key}=${encodeURIComponent(forged)}`), forged).toBe(401);
    }
    expect(await week(mine)).toBe(200);
  });

  test('that was signed out, or ended from elsewhere, is over for whoever kept it', async () => {
    const kept = await program.signIn(PEOPLE.karen);
    await program.send('/api/sign-out', { method: 'POST', cookie: kept, json: {} });
    expect(await week(kept)).toBe(401);
    const [here, there] = [await program.signIn(PEOPLE.karen), await program.signIn(PEOPLE.karen)];
    await program.send('/api/sign-in/sessions/end-others', { method: 'POST', cookie: here, json: {} });
    expect([await week(here), await week(there)]).toEqual([200, 401]);
    const left = await program.signIn(PEOPLE.karen);
    await program.send('/leave', { method: 'POST', cookie: left });
    expect(await week(left)).toBe(401);
  });

  test('grows no younger when a clock jumps, and none is forever', async () => {
    const before = now;
    const cookie = await program.signIn(PEOPLE.karen);
    now = later(-24 * 60);
    expect([200, 401]).toContain(await week(cookie));
    now = later(24 * 60 + 13 * 60);
    expect(await week(cookie)).toBe(401);
    now = before;
  });

  test('is said by its cookie alone: no header, question or field makes somebody else of one', async () => {
    const cookie = await program.signIn(PEOPLE.marisol);
    for (const headers of [
      { 'x-user-id': PEOPLE.karen.id },
      { 'x-forwarded-user': PEOPLE.karen.id },
      { 'x-daybridge-actor': PEOPLE.karen.id },
      { authorization: `Bearer ${PEOPLE.karen.id}` },
      { 'x-original-url': '/api/alerts', 'x-rewrite-url': '/api/alerts' },
    ]) {
      const answer = await program.send(`/api/week?participant=${PEOPLE.karen.id}&as=${PEOPLE.karen.id}`, {
        cookie,
        headers,
      });
      expect((await answer.json()).participant).toBe(PEOPLE.marisol.id);
    }
    expect(await week('')).toBe(401);
  });
});

describe('a one-time address', () => {
  const open = async (token: string) =>
    program.app.request(`/sign-in/link/${token}`, { headers: { 'x-forwarded-for': newId() } });
  const opens = async (token: string): Promise<boolean> =>
    (await open(token)).headers.getSetCookie().length > 0;
  const tokenFor = async (minutes: number) =>
    new URL(await program.house.signIn.oneTimeLink(PEOPLE.karen, minutes)).pathname.split('/').at(-1) ?? '';

  test('opens for its own letters alone, once, and in its time', async () => {
    const token = await tokenFor(10);
    for (const forged of [
      token.slice(0, -1),
      `${token}A`,
      token.toLowerCase() === token ? token.toUpperCase() : token.toLowerCase(),
      encodeURIComponent(`${token}\0`),
      `${token}%20`,
      '%25',
      PEOPLE.karen.id,
      "'%20or%20''='",
    ]) {
      expect(await opens(forged), forged).toBe(false);
    }
    expect(await opens(token)).toBe(true);
    expect(await opens(token)).toBe(false);
    const late = await tokenFor(10);
    const before = now;
    now = later(10);
    expect(await opens(late)).toBe(false);
    now = before;
  });

  test('leads to a page of the program, whatever is asked for beside it', async () => {
    for (const more of ['next', 'redirect', 'return_to', 'callbackURL', 'url', 'continue']) {
      for (const to of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
        const token = await tokenFor(10);
        const answer = await open(`${token}?${more}=${encodeURIComponent(to)}`);
        expect(answer.status).toBe(302);
        expect(answer.headers.get('location')).toBe('/week');
      }
    }
    const used = await open(`x?next=//evil.example`);
    expect(used.headers.get('location')).toBe('/sign-in?link=used');
  });
});

describe('a redirect', () => {
  test('goes nowhere else, from any address of the program', async () => {
    for (const path of [
      '//evil.example',
      '/\\evil.example',
      '/%5cevil.example',
      '/https://evil.example',
      '/sign-in?next=https://evil.example',
      '/api/sign-out?next=//evil.example',
      '/leave?url=https://evil.example',
      '/api//evil.example/',
      '/.evil.example',
    ]) {
      for (const method of ['GET', 'POST']) {
        const answer = await program.send(path, {
          method,
          headers: { 'x-forwarded-host': 'evil.example', host: 'evil.example' },
        });
        const to = answer.headers.get('location');
        if (to !== null) expect(to, path).toMatch(/^\/(?![/\\])/);
        await answer.body?.cancel();
      }
    }
  });

  test('an address that is sent names this program, whatever host was asked', async () => {
    const cookie = await program.signIn(PEOPLE.karen);
    const made = await program.send('/api/week/feeds', {
      method: 'POST',
      cookie,
      json: { word: 'Busy' },
      headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' },
    });
    const { address } = await made.json();
    expect(new URL(address).origin).toBe('http://localhost:4310');
  });

  test('the page Leave goes to is the program’s own choice', async () => {
    const { leaveUrl } = await (
      await program.send('/api/public/site?leaveUrl=https://evil.example', {
        headers: { referer: 'https://evil.example', host: 'evil.example' },
      })
    ).json();
    expect(leaveUrl).toBe('https://www.weather.gov/');
  });
});

describe('a calendar address', () => {
  test('forged, cut or stopped shows no hour of anybody', async () => {
    const cookie = await program.signIn(PEOPLE.karen);
    const made = await program.send('/api/week/feeds', { method: 'POST', cookie, json: { word: 'Busy' } });
    const { id, address } = await made.json();
    const path = new URL(address).pathname;
    const hours = async (at: string) =>
      ((await (await program.send(at)).text()).match(/BEGIN:VEVENT/g) ?? []).length;
    expect(await hours(path)).toBeGreaterThan(0);
    for (const forged of [
      path.replace(/.\.ics$/, 'A.ics'),
      path.replace(/\.ics$/, ''),
      path.replace('/cal/', '/cal//'),
      '/cal/%27or%271.ics',
      `/cal/${'A'.repeat(43)}.ics`,
    ]) {
      if (forged !== path) expect(await hours(forged), forged).toBe(0);
    }
    await program.send(`/api/week/feeds/${id}/stop`, { method: 'POST', cookie, json: {} });
    expect(await hours(path)).toBe(0);
  });
});
