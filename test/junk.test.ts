import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DB, Db } from '../src/platform/db/index.ts';
import { newId } from '../src/platform/ids.ts';
import { mondayOf, weekAfter } from '../src/schedule/index.ts';
import { keptSignedIn } from './support/guests.ts';
import { bent, junkBody, junkHeaders, junkInPath, type Schema, wellFormed } from './support/junk.ts';
import { demoId, openProgram, PEOPLE, type Program } from './support/program.ts';

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}
interface Route {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

const ASKERS = ['nobody', 'coordinator', 'counselor', 'participant'] as const;
// `JUNK_RUNS=100 npx vitest run test/junk.test.ts` throws more of it, JUNK_SEED other junk.
const RUNS = { each: Number(process.env.JUNK_RUNS ?? 8), seed: Number(process.env.JUNK_SEED ?? 20261130) };
/** A refusal is told at once; nothing that somebody made up may keep the program busy for long. */
const LONGEST_MS = 5000;

let program: Program;
let cookies: Readonly<Record<(typeof ASKERS)[number], string | undefined>>;
/** Signing out is a command that junk can give: it is asked for before each route. */
let everybody: () => Promise<typeof cookies>;
let routes: readonly Route[];
let schemas: Readonly<Record<string, Schema>>;
let ids: readonly string[];
let weeks: readonly string[];
const done = new Map<string, number>();

beforeAll(async () => {
  program = await openProgram();
  const { paths, components } = await (await program.send('/api/openapi.json')).json();
  schemas = components.schemas;
  routes = Object.entries(paths as Record<string, Record<string, Operation>>).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  everybody = keptSignedIn(program, {
    nobody: undefined,
    coordinator: PEOPLE.rosa,
    counselor: PEOPLE.dana,
    participant: PEOPLE.karen,
  });
  const week = mondayOf(program.today);
  weeks = [week, weekAfter(week), weekAfter(week, -1), weekAfter(week, 60), '2026-02-30'];
  const cookie = await program.signIn(PEOPLE.dana);
  const begun = await program.send(`/api/intake/${demoId('inquiry', 'lantern-55')}/assessment`, {
    method: 'POST',
    cookie,
    json: {},
  });
  ids = [
    (await begun.json()).assessment,
    demoId('inquiry', 'harbor-41'),
    demoId('inquiry', 'meadow-18'),
    demoId('assessment', 'R-1042'),
    demoId('site', 'cedar'),
    PEOPLE.karen.id,
    PEOPLE.dana.id,
    newId(),
  ];
});
afterAll(() => program.drop());

interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

async function expectCalm(call: Call, asker: (typeof ASKERS)[number], route: string) {
  const headers = new Headers({
    'content-type': 'application/json',
    'idempotency-key': newId(),
    'if-match': '"1"',
    'x-forwarded-for': newId(),
    ...call.headers,
  });
  const cookie = cookies[asker];
  if (cookie !== undefined) headers.set('cookie', cookie);
  const startedMs = performance.now();
  const answer = await program.app.request(call.path, {
    method: call.method,
    headers,
    ...(call.body === undefined || ['GET', 'HEAD'].includes(call.method) ? {} : { body: call.body }),
  });
  const type = answer.headers.get('content-type') ?? '';
  if (type.includes('event-stream')) {
    await answer.body?.cancel();
    return;
  }
  const words = await answer.text();
  const told = { asker, call: { ...call, body: call.body?.slice(0, 400) }, status: answer.status, words };
  expect(answer.status, JSON.stringify(told)).toBeLessThan(500);
  expect(performance.now() - startedMs, JSON.stringify(told)).toBeLessThan(LONGEST_MS);
  if (answer.status >= 400 && call.method !== 'HEAD') {
    expect(type, JSON.stringify(told)).toContain('application/problem+json');
    const problem = JSON.parse(words);
    expect(problem, JSON.stringify(told)).toMatchObject({
      status: answer.status,
      code: expect.stringMatching(/^[a-z-]+$/),
      title: expect.stringMatching(/^\S.*\.$/),
      type: `/api#${problem.code}`,
    });
  }
  if (answer.status < 300) {
    const command = `${call.method} ${route}`;
    done.set(command, (done.get(command) ?? 0) + 1);
  }
}

/** The address with something in each hole: an id that is there, one that is not, or junk. */
function addressOf({ path, operation }: Route): fc.Arbitrary<string> {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const hole = (name: string) =>
    fc.oneof(
      { weight: 4, arbitrary: name === 'week' ? fc.constantFrom(...weeks) : fc.constantFrom(...ids) },
      { weight: 1, arbitrary: junkInPath },
    );
  const queries = (operation.parameters ?? []).filter((each) => each.in === 'query').map(({ name }) => name);
  return fc
    .tuple(
      fc.tuple(...names.map(hole)),
      fc.tuple(...queries.map((name) => fc.option(hole(name), { freq: 2, nil: undefined }))),
    )
    .map(([inPath, inQuery]) => {
      const filled = names.reduce((address, name, i) => address.replace(`{${name}}`, inPath[i] ?? ''), path);
      const asked = queries.flatMap((name, i) => (inQuery[i] === undefined ? [] : [`${name}=${inQuery[i]}`]));
      return asked.length === 0 ? filled : `${filled}?${asked.join('&')}`;
    });
}

function bodyOf({ operation }: Route): fc.Arbitrary<string | undefined> {
  const schema = operation.requestBody?.content['application/json']?.schema;
  if (schema === undefined) return fc.option(junkBody, { nil: undefined });
  const good = wellFormed(schema, schemas, ids);
  return fc.oneof(
    good.map((value) => JSON.stringify(value)),
    good.chain(bent).map((value) => JSON.stringify(value)),
    junkBody,
  );
}

const callOf = (route: Route): fc.Arbitrary<Call> =>
  fc.record({
    method: fc.oneof(
      { weight: 5, arbitrary: fc.constant(route.method) },
      {
        weight: 1,
        arbitrary: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'QUERY'),
      },
    ),
    path: addressOf(route),
    headers: fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: junkHeaders }),
    body: bodyOf(route),
  });

/** Rows as somebody who sees all of them can count them; decisions and stays are seen by care teams. */
async function counts() {
  const count = (table: keyof DB) => (db: Db) =>
    db
      .selectFrom(table)
      .select((q) => q.fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow()
      .then(({ rows }) => Number(rows));
  const seenByCounselors = async (table: keyof DB) => {
    const seen = [PEOPLE.dana, PEOPLE.luis, PEOPLE.ana, PEOPLE.mei].map(({ id }) =>
      program.look('counselor', id, count(table)),
    );
    return (await Promise.all(seen)).reduce((sum, rows) => sum + rows, 0);
  };
  const { id } = PEOPLE.rosa;
  return {
    participants: await program.look('coordinator', id, count('guard.participant')),
    plans: await program.look('coordinator', id, count('schedule.plan')),
    runs: await program.look('coordinator', id, count('schedule.run')),
    decisions: await seenByCounselors('fit.decision'),
    episodes: await seenByCounselors('bridge.episode'),
  };
}

const commandOf = ({ method, path }: Route): string => `${method} ${path}`;
const REACHED = ['POST /api/public/ask', 'GET /api/intake/{inquiry}', 'PUT /api/assessments/{assessment}'];
const RUNS_TO_REACH = Math.max(30, RUNS.each);
const BEGIN_A_RUN = ['runs', 'scenarios', 'repair', 'fix'].map((it) => `POST /api/plan/{week}/${it}`);

test('every route takes whatever is thrown at it, says no in plain words, and does only what was asked well', async () => {
  const before = await counts();
  for (const route of routes) {
    cookies = await everybody();
    for (const asker of ASKERS) {
      await fc.assert(
        fc.asyncProperty(callOf(route), (call) => expectCalm(call, asker, route.path)),
        { numRuns: REACHED.includes(commandOf(route)) ? RUNS_TO_REACH : RUNS.each, seed: RUNS.seed },
      );
    }
  }
  const after = await counts();
  const times = (command: string) => done.get(command) ?? 0;
  expect(after).toEqual({
    participants: before.participants + times('POST /api/public/ask'),
    plans: before.plans,
    runs: before.runs + BEGIN_A_RUN.reduce((sum, command) => sum + times(command), 0),
    decisions: before.decisions + times('POST /api/assessments/{assessment}/decision'),
    episodes: before.episodes,
  });
  // The generators do reach what lies behind the checks.
  for (const command of REACHED) expect(times(command), command).toBeGreaterThan(0);
}, 1_800_000);

describe('addresses outside the document', () => {
  test('are nothing, in plain words', async () => {
    cookies = await everybody();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('/', '/api/', '/api/intake/', '/api/plan/', '/cal/', '/sign-in/', '/api/week/feeds/'),
        junkInPath,
        fc.constantFrom(...ASKERS),
        fc.constantFrom('GET', 'POST', 'DELETE', 'PATCH'),
        (start, junk, asker, method) =>
          expectCalm({ method, path: `${start}${junk}`, headers: {}, body: '{}' }, asker, 'nowhere'),
      ),
      { numRuns: 150, seed: RUNS.seed },
    );
  });
});
