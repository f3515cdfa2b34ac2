import { chmod, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite, type Results, types } from '@electric-sql/pglite';
import type { StatementResult } from './bound.ts';
import type { Engine } from './engine.ts';

/** Another process holds the data folder. */
export class FolderInUse extends Error {
  readonly pid: number;
  constructor(folder: string, pid: number) {
    super(`The data folder ${folder} is in use by another Daybridge (process ${pid}). Stop that one first.`);
    this.pid = pid;
  }
}

/**
 * PostgreSQL inside this process, its files in `folder` (mode 0700), or in memory when no folder is given.
 * One process only: a lock file names the holder, and a lock left by a killed process is taken over.
 *
 * @param image what `imageOf` made: the database in memory begins as that one stood
 * @throws FolderInUse when a living process holds the folder
 */
export async function openPGlite(folder?: string, image?: Blob): Promise<Engine> {
  const release = folder === undefined ? async () => {} : await holdFolder(folder);
  try {
    const pglite = await PGlite.create({
      ...(folder === undefined ? {} : { dataDir: join(folder, 'pglite') }),
      ...(image === undefined ? {} : { loadDataDir: image }),
      parsers: { [types.DATE]: (words) => words, [types.INT8]: Number },
    });
    return await engineOf(pglite, release);
  } catch (fault) {
    await release();
    throw fault;
  }
}

/** The files of a new database in memory as `prepare` leaves it, for `openPGlite` to begin with. */
export async function imageOf(prepare: (engine: Engine) => Promise<unknown>): Promise<Blob> {
  const pglite = await PGlite.create();
  try {
    await prepare(await engineOf(pglite, async () => {}));
    return await pglite.dumpDataDir('none');
  } finally {
    await pglite.close();
  }
}

async function engineOf(pglite: PGlite, release: () => Promise<void>): Promise<Engine> {
  const { rows } = await pglite.query<{ server_version: string }>('show server_version');
  return {
    kind: 'pglite',
    version: rows[0]?.server_version.split(' ')[0] ?? 'unknown',
    transaction: (preamble, work) =>
      pglite.transaction(async (tx) => {
        await tx.exec(preamble);
        return work(async (sql, parameters) => {
          if (parameters.length > 0) return resultOf(await tx.query(sql, [...parameters]));
          // Without parameters it may be several statements, as on a real server.
          const results = await tx.exec(sql);
          return results.length === 1 && results[0] !== undefined
            ? resultOf(results[0])
            : { rows: results.flatMap((part) => part.rows) };
        });
      }),
    script: async (sql) => {
      await pglite.transaction((tx) => tx.exec(sql));
    },
    close: async () => {
      await pglite.close();
      await release();
    },
  };
}

const resultOf = ({ rows, affectedRows }: Results): StatementResult => ({
  rows,
  ...(affectedRows === undefined ? {} : { affected: affectedRows }),
});

async function holdFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const lock = join(folder, 'daybridge.lock');
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const file = await open(lock, 'wx', 0o600);
      await file.writeFile(`${process.pid}\n`);
      await file.close();
      return () => rm(lock, { force: true });
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault;
      const pid = Number.parseInt(await readFile(lock, 'utf8').catch(() => ''), 10);
      if (isAlive(pid)) throw new FolderInUse(folder, pid);
      await rm(lock, { force: true });
    }
  }
  throw new Error(`Could not take the lock ${lock}. Is something else writing there?`);
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code === 'EPERM';
  }
}
