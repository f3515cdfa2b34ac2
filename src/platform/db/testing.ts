import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import pg from 'pg';
import { doorOf } from './door.ts';
import { type Door, openDatabase } from './index.ts';
import { migrate, shapeOf } from './migrate.ts';
import { imageOf, openPGlite } from './pglite.ts';

const IMAGES = new URL('../../../test/out/database/', import.meta.url);

/**
 * A fresh, migrated database for one test file: in memory, or (when DATABASE_URL is set) a new database on that
 * server that is dropped at the end.
 */
export async function databaseForTest(): Promise<{ door: Door; drop: () => Promise<void> }> {
  const server = process.env.DATABASE_URL;
  if (server === undefined || server === '') {
    const engine = await openPGlite(undefined, await migratedImage());
    await migrate(engine);
    const door = doorOf(engine);
    return { door, drop: () => door.close() };
  }
  const name = `daybridge_test_${randomBytes(6).toString('hex')}`;
  await onServer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const door = await openDatabase({ url: url.href });
  return {
    door,
    drop: async () => {
      await door.close();
      await onServer(server, `drop database ${name} with (force)`);
    },
  };
}

/** A migrated database, made by the first test that asks after a migration changed and kept for all the others. */
async function migratedImage(): Promise<Blob> {
  const name = `${await shapeOf()}.tar`;
  const file = new URL(name, IMAGES);
  const kept = await readFile(file).catch(() => undefined);
  if (kept !== undefined) return new Blob([kept]);
  const image = await imageOf(migrate);
  await mkdir(IMAGES, { recursive: true });
  // Two may make it at once: each writes its own, and the last in place is as good as the first.
  const mine = new URL(`${randomBytes(6).toString('hex')}.part`, IMAGES);
  await writeFile(mine, Buffer.from(await image.arrayBuffer()));
  await rename(mine, file);
  // Images of migrations as they were before are of no use any more.
  const older = (await readdir(IMAGES)).filter((each) => each.endsWith('.tar') && each !== name);
  await Promise.all(older.map((each) => rm(new URL(each, IMAGES), { force: true })));
  return image;
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
