import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHttpApp } from '../src/platform/http/app.ts';
import { newId } from '../src/platform/ids.ts';
import { createLog } from '../src/platform/log.ts';
import { anAsk, demoId, openProgram, PEOPLE, type Program } from './support/program.ts';

let program: Program;
let rosa: string;
let dana: string;
let karen: string;

beforeAll(async () => {
  program = await openProgram();
  rosa = await program.signIn(PEOPLE.rosa);
  dana = await program.signIn(PEOPLE.dana);
  karen = await program.signIn(PEOPLE.karen);
});
afterAll(() => program.drop());

const ask = (more: Parameters<Program['send']>[1] = {}) =>
  program.send('/api/public/ask', { method: 'POST', json: anAsk(), ...more });
const inquiry = (reference: string) => `/api/intake/${demoId('inquiry', reference)}`;
const inbox = async (): Promise<{ id: string; reference: string; state: string; version: number }[]> =>
  (await (await program.send('/api/intake', { cookie: rosa })).json()).inquiries;
const asked = async () => (await inbox()).length;
const oneOf = async (reference: string) => {
  const found = (await inbox()).find((each) => each.reference === reference);
  if (found === undefined) throw new Error(`No ${reference} in the inbox.`);
  return found;
};
const newAsk = async () => oneOf((await (await ask()).json()).reference);

async function expectProblem(answer: Response, status: number, code: string) {
  expect({ status: answer.status, type: answer.headers.get('content-type') }).toEqual({
    status,
    type: 'application/problem+json; charset=utf-8',
  });
  const problem = await answer.json();
  expect(problem).toMatchObject({ status, code, title: expect.stringMatching(/^[A-Z].*\.$/) });
  return problem;
}

describe('a command sent again', () => {
  test('with the same key and words is answered the same and done once', async () => {
    const before = await asked();
    const key = newId();
    const first = await ask({ key });
    const second = await ask({ key });
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(await second.json()).toEqual(await first.json());
    expect(await asked()).toBe(before + 1);
  });

  test('with the same key and other words is told so and does nothing', async () => {
    const before = await asked();
    const key = newId();
    await ask({ key });
    await expectProblem(await ask({ key, json: anAsk({ name: 'Pat' }) }), 409, 'conflict');
    expect(await asked()).toBe(before + 1);
  });

  test('many times at once is done once, and every one is answered the same', async () => {
    const before = await asked();
    const key = newId();
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask({ key })));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(201));
    const words = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(words).size).toBe(1);
    expect(await asked()).toBe(before + 1);
  });

  test('keeps its version in the answer', async () => {
    const { id, version } = await newAsk();
    const call = { method: 'POST', cookie: rosa, json: {}, version, key: newId() };
    const first = await program.send(`/api/intake/${id}/called`, call);
    const second = await program.send(`/api/intake/${id}/called`, call);
    expect(first.headers.get('etag')).toBe(`"${version + 1}"`);
    expect(second.status).toBe(200);
    expect(second.headers.get('etag')).toBe(`"${version + 1}"`);
    expect((await oneOf((await first.json()).reference)).version).toBe(version + 1);
  });

  test('by somebody else under the same key is their own command', async () => {
    const { id, version } = await newAsk();
    const call = { method: 'POST', json: {}, version, key: newId() };
    expect((await program.send(`/api/intake/${id}/called`, { ...call, cookie: rosa })).status).toBe(200);
    await expectProblem(
      await program.send(`/api/intake/${id}/called`, { ...call, cookie: dana }),
      412,
      'stale',
    );
  });

  test('without a key, or with one that is none, is refused', async () => {
    const before = await asked();
    for (const key of ['', 'short', 'x'.repeat(101), 'with a space', 'ñandúes-ñandúes'.slice(0, 4)]) {
      const answer = await program.send('/api/public/ask', {
        method: 'POST',
        json: anAsk(),
        headers: { 'idempotency-key': key },
      });
      await expectProblem(answer, 400, 'bad-request');
    }
    expect(await asked()).toBe(before);
  });

  test('that was refused does nothing, and its key stays free', async () => {
    const key = newId();
    await expectProblem(await ask({ key, json: anAsk({ name: '' }) }), 422, 'invalid');
    expect((await ask({ key })).status).toBe(201);
  });
});

describe('an edit', () => {
  test('without the version it changes is refused', async () => {
    const { id } = await newAsk();
    const answer = await program.send(`/api/intake/${id}/called`, { method: 'POST', cookie: rosa, json: {} });
    await expectProblem(answer, 428, 'version-needed');
  });

  test.each(['*', 'W/"1"', '"one"', '-1', '1.5', '12345678901', '"1", "2"'])(
    'with the version %s is asked for one',
    async (match) => {
      const { id } = await newAsk();
      const answer = await program.send(`/api/intake/${id}/called`, {
        method: 'POST',
        cookie: rosa,
        json: {},
        headers: { 'if-match': match },
      });
      await expectProblem(answer, 428, 'version-needed');
    },
  );

  test('of something that changed meanwhile shows what it is now, and changes nothing', async () => {
    const { id, version } = await newAsk();
    const called = { method: 'POST', cookie: rosa, json: {}, version };
    await program.send(`/api/intake/${id}/called`, called);
    const problem = await expectProblem(
      await program.send(`/api/intake/${id}/close`, { ...called, json: { reason: 'other' } }),
      412,
      'stale',
    );
    expect(problem.current).toMatchObject({ id, state: 'called', version: version + 1 });
    expect(await program.send(`/api/intake/${id}`, { cookie: rosa }).then((it) => it.json())).toMatchObject({
      state: 'called',
      version: version + 1,
    });
  });

  test('by two at once is done by one of them', async () => {
    const { id, version } = await newAsk();
    const answers = await Promise.all(
      [rosa, dana, rosa, dana].map((cookie) =>
        program.send(`/api/intake/${id}/called`, { method: 'POST', cookie, json: {}, version }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
  });

  test('in the wrong order says so', async () => {
    const { id, version } = await newAsk();
    const answer = await program.send(`/api/intake/${id}/reopen`, {
      method: 'POST',
      cookie: rosa,
      json: {},
      version,
    });
    await expectProblem(answer, 409, 'wrong-step');
  });
});

describe('what is sent', () => {
  test('more fields than were asked for are not kept', async () => {
    const answer = await ask({ json: anAsk({ state: 'admitted', org_id: newId(), role: 'admin' }) });
    expect(Object.keys(await answer.json()).sort()).toEqual(['expect', 'reference']);
  });

  test('every wrong field is pointed at', async () => {
    const problem = await expectProblem(
      await ask({ json: { name: 7, contact: { channel: 'pigeon', value: 'x', hours: [] }, language: 'fr' } }),
      422,
      'invalid',
    );
    expect(problem.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(
      expect.arrayContaining(['/name', '/contact/channel', '/contact/value', '/language']),
    );
  });

  test.each([
    ['no body', undefined],
    ['null', 'null'],
    ['a list', '[]'],
    ['a word', '"words"'],
    ['a number', '1e999'],
  ])('%s is not an ask', async (_, body) => {
    const answer = await raw(body);
    await expectProblem(answer, 422, 'invalid');
  });

  test.each([
    ['half a document', '{"name":"S'],
    ['XML', '<ask/>'],
    ['a form', 'name=Sam&language=en'],
    ['a raw null character', '{"name":"S\0"}'],
    ['an escaped null character', '{"name":"S\\u0000"}'],
    ['two documents', '{}{}'],
  ])('%s is not JSON we can keep', async (_, body) => {
    await expectProblem(await raw(body), 400, 'bad-request');
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/jsonx',
    '',
  ])(
    'JSON that calls itself "%s" is refused: a page of another site can send that without asking',
    async (type) => {
      await expectProblem(await raw(JSON.stringify(anAsk()), { 'content-type': type }), 415, 'not-json');
    },
  );

  test.each(['application/json', 'Application/JSON', 'application/json; charset=utf-8'])(
    '%s is JSON',
    async (type) => {
      expect((await raw(JSON.stringify(anAsk()), { 'content-type': type })).status).toBe(201);
    },
  );

  test('an object of endless depth is refused or ignored, never a crash', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    await expectProblem(await raw(`{"name":${deep}}`), 422, 'invalid');
    const { id, version } = await newAsk();
    const answer = await program.app.request(`/api/intake/${id}/called`, {
      method: 'POST',
      headers: {
        cookie: rosa,
        'content-type': 'application/json',
        'idempotency-key': newId(),
        'if-match': `"${version}"`,
      },
      body: `{"more":${deep}}`,
    });
    expect(answer.status).toBe(200);
  });

  test('dates and characters that no database keeps are refused in plain words', async () => {
    await expectProblem(await program.send('/api/week?week=0000-01-01', { cookie: karen }), 422, 'invalid');
    const removed = await program.send('/api/sign-in/keys/a%00b', { method: 'DELETE', cookie: karen });
    expect(removed.status).toBeOneOf([404, 422]);
  });

  test('more than 256 KB is refused, with or without its length said beforehand', async () => {
    const body = JSON.stringify(anAsk({ name: 'x'.repeat(300_000) }));
    await expectProblem(await raw(body), 413, 'too-large');
    await expectProblem(await raw(body, { 'content-length': String(body.length) }), 413, 'too-large');
  });

  const raw = (body: string | undefined, headers: Record<string, string> = {}) =>
    program.app.request('/api/public/ask', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': newId(),
        'x-forwarded-for': newId(),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
    });
});

describe('a page of another site', () => {
  test.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://elsewhere.example' },
    { origin: 'null' },
    { origin: 'http://localhost:4310.elsewhere.example' },
    { origin: 'http://localhost:9999' },
    { origin: 'not an address' },
  ])('that sends %o can do nothing with somebody’s session', async (headers) => {
    const { id, version } = await newAsk();
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      const answer = await program.send(`/api/intake/${id}/called`, {
        method,
        cookie: rosa,
        json: {},
        version,
        headers: headers as Record<string, string>,
      });
      await expectProblem(answer, 400, 'bad-request');
    }
    expect((await inbox()).find((each) => each.id === id)).toMatchObject({ state: 'new', version });
  });

  test('our own page can', async () => {
    for (const headers of [
      { 'sec-fetch-site': 'same-origin' },
      { origin: 'http://localhost:4310' },
    ] as Record<string, string>[]) {
      expect((await ask({ headers })).status).toBe(201);
    }
  });
});

describe('every answer', () => {
  const looks = async () => [
    await program.send('/api/public/site'),
    await program.send('/api/me'),
    await program.send('/api/me', { cookie: karen }),
    await program.send('/api/week', { cookie: karen }),
    await program.send('/api/intake', { cookie: rosa }),
    await program.send(inquiry('harbor-41'), { cookie: rosa }),
    await program.send('/api/people', { cookie: dana }),
    await program.send('/api/nowhere'),
    await program.send('/nowhere'),
    await program.send('/healthz'),
    await program.send('/api/openapi.json'),
    await program.send('/api'),
    await program.send('/sign-in/link/made-up'),
    await ask(),
    await ask({ json: {} }),
    await ask({ json: anAsk({ name: 'x'.repeat(300_000) }) }),
    await ask({ headers: { 'sec-fetch-site': 'cross-site' } }),
  ];

  test('carries the security headers', async () => {
    for (const { headers } of await looks()) {
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('x-robots-tag')).toBe('noindex, nofollow');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  test('is kept by nobody on the way', async () => {
    for (const { headers } of await looks()) expect(headers.get('cache-control')).toBe('no-store');
  });
});

describe('personal words', () => {
  const CANARIES = ['Zyxqwv', 'qvortle', '8135550197', 'gribbleford'];

  test('are in no log line, address, Location or problem document', async () => {
    const answers: Response[] = [];
    const keep = async (answer: Promise<Response>) => {
      answers.push(await answer);
      return answer;
    };
    const contact = {
      channel: 'email',
      value: 'qvortle@mail.example',
      hours: [],
      ifSomeoneElse: 'say-nothing',
    };
    const sent = anAsk({ name: 'Zyxqwv', contact, answers: { note: 'gribbleford' } });
    const given = await keep(ask({ json: sent }));
    const { id, version } = await oneOf((await given.clone().json()).reference);
    await keep(ask({ json: { ...sent, language: 'xx' } }));
    await keep(
      ask({ json: { ...sent, contact: { ...contact, channel: 'call', value: '8135550197 Zyxqwv' } } }),
    );
    await keep(ask({ json: { ...sent, contact: { ...contact, channel: 'Zyxqwv' } } }));
    await keep(ask({ json: { ...sent, Zyxqwv: 'gribbleford', week: { Zyxqwv: 1 } } }));
    await keep(ask({ json: { ...sent, name: 'Zyxqwv'.repeat(60_000) } }));
    await keep(program.send(`/api/intake/${id}/close`, { method: 'POST', cookie: karen, json: {}, version }));
    const called = { method: 'POST', cookie: rosa, json: {}, version };
    const seen = await program.send(`/api/intake/${id}/called`, called);
    expect(await seen.text()).toContain('Zyxqwv');
    await keep(program.send(`/api/intake/${id}/reopen`, { ...called, version: version + 1 }));
    await keep(program.send('/api/intake/Zyxqwv', { cookie: rosa }));
    await keep(
      program.send('/api/sign-in/code', { method: 'POST', json: { email: 'qvortle@mail.example' } }),
    );
    await keep(program.send('/sign-in/link/Zyxqwv'));

    for (const answer of answers) {
      for (const [name, value] of answer.headers) expectNone(`${name}: ${value}`);
      expectNone(await answer.text());
    }
    expect(program.logged.length).toBeGreaterThan(10);
    for (const line of program.logged) expectNone(line);
  });

  test('stay out of the log when something breaks', async () => {
    const lines: string[] = [];
    const app = createHttpApp(createLog('debug', { write: (line) => void lines.push(line) }));
    app.get('/broken', () => {
      throw new Error('invalid input syntax for Zyxqwv');
    });
    const answer = await app.request('/broken?name=gribbleford');
    expect(answer.status).toBe(500);
    expectNone(await answer.text());
    expect(lines).toHaveLength(2);
    for (const line of lines) expectNone(line);
  });

  test('are sealed in the database: no column shows them', async () => {
    await ask({ json: anAsk({ name: 'Zyxqwv' }) });
    const rows = await program.look('coordinator', PEOPLE.rosa.id, async (db) => [
      ...(await sql`select i::text as words from bridge.inquiry i`.execute(db)).rows,
      ...(await sql`select i::text as words from guard.identity i`.execute(db)).rows,
      ...(await sql`select c::text as words from guard.contact c`.execute(db)).rows,
    ]);
    expect(rows.length).toBeGreaterThan(3);
    expectNone(JSON.stringify(rows));
  });

  function expectNone(words: string) {
    for (const canary of CANARIES) {
      expect(words).not.toContain(canary);
      // bytea is written in hexadecimal
      expect(words).not.toContain(Buffer.from(canary).toString('hex'));
    }
  }
});
