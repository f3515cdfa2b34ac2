import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openProgram, PEOPLE, type Program } from '../../../test/support/program.ts';
import { createLog } from '../log.ts';
import { createHttpApp } from './app.ts';

let program: Program;
let karen: string;
beforeAll(async () => {
  program = await openProgram();
  karen = await program.signIn(PEOPLE.karen);
});
afterAll(() => program.drop());

describe('every answer', () => {
  test.each([
    ['a page of the person', '/api/week'],
    ['a public one', '/api/public/site'],
    ['a refusal', '/api/alerts'],
    ['what is not there', '/api/nothing/at/all'],
    ['the reference', '/api'],
    ['a wrong address', '/%2e%2e/etc/passwd'],
  ])('%s allows nothing from elsewhere and is kept nowhere', async (_, path) => {
    const { headers } = await program.send(path, { cookie: karen });
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^default-src 'self';/);
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(Object.fromEntries(headers)).toMatchObject({
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    expect(headers.has('strict-transport-security')).toBe(false);
  });

  test('over https asks browsers to stay there', async () => {
    const { headers } = await createHttpApp(createLog('silent'), true).request('/');
    expect(headers.get('strict-transport-security')).toMatch(/^max-age=31536000/);
  });
});

describe('an attack', () => {
  test('through another site’s page reaches no command', async () => {
    const json = { kind: 'complaint', words: '' };
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'same-site', origin: 'http://localhost:4310.evil.example' },
      { origin: 'null' },
    ]) {
      const answer = await program.send('/api/my/requests', { method: 'POST', cookie: karen, json, headers });
      expect(answer.status).toBe(400);
    }
  });

  test('with a body too large or nested without end is refused at once', async () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    for (const words of [`{"words":"${'x'.repeat(300_000)}"}`, `{"words":${deep}}`]) {
      const answer = await program.app.request('/api/my/requests', {
        method: 'POST',
        headers: {
          cookie: karen,
          'content-type': 'application/json',
          'idempotency-key': crypto.randomUUID(),
        },
        body: words,
      });
      expect([400, 413, 422]).toContain(answer.status);
    }
  });

  test('that dresses a private answer as a style sheet finds nothing to keep', async () => {
    for (const path of [
      '/api/week/style.css',
      '/api/week%2fstyle.css',
      '/api/week;/x.css',
      '/api/week/..%2fstyle.css',
    ]) {
      const answer = await program.send(path, { cookie: karen });
      expect(answer.status).toBe(404);
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
  });

  test('with fields nobody asked for changes nothing by them', async () => {
    const answer = await program.send('/api/my/requests', {
      method: 'POST',
      cookie: karen,
      json: {
        kind: 'complaint',
        words: 'x',
        state: 'answered',
        asked_by: PEOPLE.dana.id,
        participant: PEOPLE.marisol.id,
      },
    });
    const { requests } = await answer.json();
    expect(requests[0]).toMatchObject({ participant: PEOPLE.karen.id, state: 'open' });
  });

  test('with a session of somebody’s choosing is nobody’s', async () => {
    for (const cookie of [
      'w.session_token=chosen',
      `${karen.slice(0, -6)}AAAAAA`,
      'w.session_token=; w.session_token=x',
    ]) {
      expect((await program.send('/api/week', { cookie })).status).toBe(401);
    }
    const before = await program.signIn(PEOPLE.karen);
    expect(await program.signIn(PEOPLE.karen)).not.toBe(before);
  });
});
