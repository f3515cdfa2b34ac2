import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type Door, openDatabase } from './index.ts';

/**
 * A fresh, migrated database for one test file: in memory, or (when DATABASE_URL is set) a new database on that
 * server that is dropped at the end.
 */
export async function databaseForTest(): Promise<{ door: Door; drop: () => Promise<void> }> {
  const server = process.env.DATABASE_URL;
  if (server === undefined || server === '') {
    const door = await openDatabase({});
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

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
