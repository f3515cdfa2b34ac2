import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';

const CLI = fileURLToPath(new URL('../src/cli.ts', import.meta.url));
const running: ChildProcess[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'daybridge-serve-'));
  folders.push(folder);
  return join(folder, 'data');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
  /** Everything said so far. */
  said(): string;
  ended(): Promise<number | null>;
}

async function start(env: Readonly<Record<string, string>>): Promise<Started> {
  const port = env.PORT ?? String(await freePort());
  // Always the embedded database: this is about one process and its folder.
  const child = spawn(process.execPath, [CLI, 'serve'], {
    env: { ...process.env, DATABASE_URL: '', DATABASE_OWNER_URL: '', PORT: port, ...env },
  });
  running.push(child);
  let words = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (part) => {
      words += part;
    });
  }
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  return { child, url: `http://127.0.0.1:${port}`, said: () => words, ended: () => ended };
}

const isReady = async ({ url }: Started) => {
  await expect
    .poll(async () => (await fetch(`${url}/healthz`).catch(() => null))?.status, {
      timeout: 90_000,
      interval: 200,
    })
    .toBe(200);
};

describe('daybridge serve', { timeout: 240_000 }, () => {
  test('says it is well, greets with links, holds its folder, and stops when told', async () => {
    const data = await freshFolder();
    const one = await start({ DAYBRIDGE_DATA: data });
    await isReady(one);
    expect(await (await fetch(`${one.url}/healthz`)).json()).toEqual({
      status: 'ok',
      database: expect.stringMatching(/^pglite 18\./),
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    });
    expect(one.said()).toMatch(/Coordinator\s+http:\/\/localhost:\d+\/sign-in\/link\//);

    const two = await start({ DAYBRIDGE_DATA: data });
    expect(await two.ended()).toBe(1);
    expect(two.said()).toContain(`in use by another Daybridge (process ${one.child.pid})`);
    expect((await fetch(`${one.url}/healthz`)).status).toBe(200);

    one.child.kill('SIGTERM');
    expect(await one.ended()).toBe(0);
    expect(existsSync(join(data, 'daybridge.lock'))).toBe(false);
  });

  test('killed without warning, it starts again with what was acknowledged', async () => {
    const data = await freshFolder();
    const one = await start({ DAYBRIDGE_DATA: data });
    await isReady(one);
    const answer = await fetch(`${one.url}/api/public/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'kill-test-1' },
      body: JSON.stringify({
        name: 'Somebody',
        contact: { channel: 'call', value: '813-555-0199', hours: ['morning'], ifSomeoneElse: 'say-nothing' },
        language: 'en',
      }),
    });
    expect(answer.status).toBe(201);
    const { reference } = (await answer.json()) as { reference: string };
    one.child.kill('SIGKILL');
    await one.ended();

    const two = await start({ DAYBRIDGE_DATA: data });
    await isReady(two);
    const link = /Coordinator\s+http:\/\/localhost:\d+(\/\S+)/.exec(two.said())?.[1] ?? '';
    const signedIn = await fetch(`${two.url}${link}`, { redirect: 'manual' });
    const cookie = signedIn.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
    const inbox = await (await fetch(`${two.url}/api/intake`, { headers: { cookie } })).text();
    expect(inbox).toContain(reference);
  });

  test('without the demo there is nothing, and that is said', async () => {
    const one = await start({ DAYBRIDGE_DATA: await freshFolder(), DAYBRIDGE_DEMO: 'off' });
    await isReady(one);
    const answer = await fetch(`${one.url}/api/public/site`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ code: 'not-ready' });
    expect(one.said()).toContain('Nothing is set up yet');
  });

  test.each([
    [{ PORT: 'seven' }, /PORT/],
    [{ DAYBRIDGE_DEMO: 'maybe' }, /DAYBRIDGE_DEMO/],
    [{ DAYBRIDGE_URL: 'not an address' }, /DAYBRIDGE_URL/],
  ])('a setting that makes no sense stops the start and is named: %j', async (env, named) => {
    const one = await start({ DAYBRIDGE_DATA: await freshFolder(), ...env });
    expect(await one.ended()).toBe(2);
    expect(one.said()).toMatch(named);
  });

  test('a port that is taken is said in a sentence', async () => {
    const taken = createServer();
    await new Promise<void>((ready) => taken.listen(0, '127.0.0.1', ready));
    const { port } = taken.address() as AddressInfo;
    const one = await start({ DAYBRIDGE_DATA: await freshFolder(), PORT: String(port) });
    expect(await one.ended()).toBe(2);
    expect(one.said()).toContain(`Port ${port} is taken by another program.`);
    await new Promise((closed) => taken.close(closed));
  });
});
