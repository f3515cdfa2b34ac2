/**
 * Nothing that was acknowledged is lost when the program is killed without warning. `npm test` kills it a few times;
 * the whole trial is `CHAOS_KILLS=200 npx vitest run --project unit test/chaos`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const KILLS = Number(process.env.CHAOS_KILLS ?? 10);
const SEED = Number(process.env.CHAOS_SEED ?? 20261130);
/** A kill comes this many savings after the first of its round, at most. */
const SAVINGS = 12;
const START_MS = 180_000;

let folder: string;
let child: ChildProcess | undefined;
let url: string;
let cookie: string;

/** The same moments on every run with the same seed (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
const next = chance(SEED);

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

/** Starts the program on its folder and signs the counselor in. */
async function start(): Promise<void> {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const started = spawn(process.execPath, [CLI, 'serve'], {
    env: {
      ...process.env,
      DATABASE_URL: '',
      DATABASE_OWNER_URL: '',
      PORT: String(port),
      DAYBRIDGE_DATA: join(folder, 'data'),
    },
  });
  child = started;
  let words = '';
  for (const stream of [started.stdout, started.stderr]) {
    stream?.on('data', (part) => {
      words += part;
    });
  }
  const link = () => /Counselor\s+http:\/\/localhost:\d+(\/\S+)/.exec(words)?.[1];
  await vi.waitUntil(() => link() !== undefined || started.exitCode !== null, {
    timeout: START_MS,
    interval: 50,
  });
  expect(link(), words).toBeDefined();
  const signedIn = await fetch(`${url}${link()}`, { redirect: 'manual' });
  cookie = signedIn.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
}

async function kill(): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daybridge-chaos-'));
  await start();
}, START_MS);
afterAll(async () => {
  await kill();
  await rm(folder, { recursive: true, force: true });
});

// biome-ignore lint/suspicious/noExplicitAny: whatever the route answers
type Answer = any;
/** Undefined when nobody answered: the program was killed meanwhile. */
async function send(method: string, path: string, json?: unknown, headers: Record<string, string> = {}) {
  try {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { cookie, 'content-type': 'application/json', ...headers },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    });
    return { status: answer.status, body: (await answer.json()) as Answer };
  } catch {
    return undefined;
  }
}
const get = async (path: string): Promise<Answer> => {
  const answer = await send('GET', path);
  expect(answer?.status, path).toBe(200);
  return answer?.body;
};

/** A session of the last days that the counselor held, with people who came and are not written about yet. */
async function someSession(): Promise<{ meeting: string; people: readonly string[] }> {
  const { toWrite } = await get('/api/notes/due');
  const byMeeting = Map.groupBy(
    toWrite.filter((entry: Answer) => entry.meeting !== null && entry.note === null),
    (entry: Answer) => entry.meeting as string,
  );
  const [found] = [...byMeeting].sort(([, a], [, b]) => b.length - a.length);
  if (found === undefined) throw new Error('Nothing is left to write in the demo program.');
  return { meeting: found[0], people: found[1].map((entry: Answer) => entry.participant as string) };
}

test(
  `killed ${KILLS} times while notes and attendance are saved, it keeps all that it said it had`,
  async () => {
    const { meeting, people } = await someSession();
    /** What was acknowledged, by person: the newest response, and the version of their mark. */
    const responses = new Map<string, string>();
    const versions = new Map<string, number>(people.map((person) => [person, 0]));
    const reasons = new Map<string, string>();
    let acknowledged = 0;

    for (let round = 0; round < KILLS; round++) {
      let isKilled = false;
      let deadline: NodeJS.Timeout | undefined;
      for (let n = 0; !isKilled; n++) {
        const person = people[Math.floor(next() * people.length)] as string;
        const said = `Round ${round}, sentence ${n} of what they said that evening.`;
        const version = versions.get(person) ?? 0;
        const sentMs = Date.now();
        const saved = await send(
          'PUT',
          `/api/sessions/${meeting}/notes/${person}`,
          { response: said },
          {
            'if-match': `"${version}"`,
          },
        );
        if (saved === undefined) break;
        expect(saved.status, JSON.stringify(saved.body)).toBe(200);
        responses.set(person, said);
        versions.set(person, saved.body.note.version);
        acknowledged += 1;
        // Somewhere within the next few savings, however long one takes on this machine.
        deadline ??= setTimeout(
          () => {
            isKilled = true;
            void kill();
          },
          next() * SAVINGS * Math.max(1, Date.now() - sentMs),
        );

        const session = await send('GET', `/api/sessions/${meeting}`);
        if (session === undefined) break;
        const row = session.body.roster.find((each: Answer) => each.participant === person);
        const reason = n % 2 === 0 ? 'told-us' : 'no-word';
        const marked = await send(
          'POST',
          `/api/sessions/${meeting}/marks`,
          { marks: [{ participant: person, version: row.version, mark: { is: 'away', reason } }] },
          { 'idempotency-key': crypto.randomUUID() },
        );
        if (marked === undefined) break;
        expect(marked.status, JSON.stringify(marked.body)).toBe(200);
        reasons.set(person, reason);
        acknowledged += 1;
      }
      clearTimeout(deadline);
      await kill();
      await start();

      const after = await get(`/api/sessions/${meeting}/notes`);
      const roster = (await get(`/api/sessions/${meeting}`)).roster;
      for (const person of people) {
        const note = after.people.find((each: Answer) => each.participant === person).note;
        const version = versions.get(person) ?? 0;
        // One more may have been kept whose answer was lost on the way; none that was told is missing.
        expect((note?.version ?? 0) - version, `versions of round ${round}`).toBeOneOf([0, 1]);
        if (note !== null && note.version === version)
          expect(note.content.response).toBe(responses.get(person));
        versions.set(person, note?.version ?? 0);
        if (note !== null) responses.set(person, note.content.response);
        const row = roster.find((each: Answer) => each.participant === person);
        if (reasons.has(person)) expect(row.status).toBe('away');
        if (row.reason !== null) reasons.set(person, row.reason);
      }
    }
    expect(acknowledged).toBeGreaterThanOrEqual(KILLS);
  },
  (KILLS + 1) * START_MS,
);
