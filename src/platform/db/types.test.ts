import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../ids.ts';
import type { Door } from './index.ts';
import { databaseForTest } from './testing.ts';

const ROOMS = ['guard', 'platform', 'bridge', 'fit', 'schedule', 'treat'];

let door: Door;
let drop: () => Promise<void>;
beforeAll(async () => {
  ({ door, drop } = await databaseForTest());
});
afterAll(() => drop());

test('the written types have exactly the columns of the migrated database, null where it may be null', async () => {
  const words = await readFile(new URL('./types.ts', import.meta.url), 'utf8');
  const written = [...words.matchAll(/"([a-z]+\.[a-z_]+)": (\w+);/g)].flatMap(([, table, name]) => {
    const body = new RegExp(`export interface ${name} \\{([^}]*)\\}`).exec(words)?.[1] ?? '';
    return [...body.matchAll(/^ {2}(\w+): (.*);$/gm)].map(
      ([, column, type]) => `${table}.${column}${type?.endsWith('| null') ? '?' : ''}`,
    );
  });
  const there = await door.asActor(
    { org: newId(), id: newId(), role: 'nobody', request: newId() },
    'setup',
    async (db) => {
      const { rows } = await sql<{ name: string }>`
      select n.nspname || '.' || c.relname || '.' || a.attname || case when a.attnotnull then '' else '?' end as name
      from pg_attribute a
      join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p')
      join pg_namespace n on n.oid = c.relnamespace and n.nspname in (${sql.join(ROOMS)})
      where a.attnum > 0 and not a.attisdropped`.execute(db);
      return rows.map(({ name }) => name);
    },
  );
  expect(written.sort()).toEqual(there.sort());
});
