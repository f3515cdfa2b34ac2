import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Door } from '../platform/db/index.ts';
import { databaseForTest } from '../platform/db/testing.ts';
import { systemActor } from './actors.ts';

let door: Door;
let drop: () => Promise<void>;
beforeAll(async () => {
  ({ door, drop } = await databaseForTest());
});
afterAll(() => drop());

const names = (query: RawBuilder<{ name: string }>) =>
  door.asActor(systemActor('system:start'), 'setup', async (db) =>
    (await query.execute(db)).rows.map(({ name }) => name),
  );
const ours = sql`n.nspname not like 'pg_%' and n.nspname <> 'information_schema'`;

describe('what the database’s own catalog says', () => {
  test('the application role owns nothing at all: no table, no function, no schema, no type', async () => {
    expect(
      await names(sql`
        select o.name from (
          select 'relation ' || relname as name, relowner as owner from pg_class
          union all select 'function ' || proname, proowner from pg_proc
          union all select 'schema ' || nspname, nspowner from pg_namespace
          union all select 'type ' || typname, typowner from pg_type) o
        join pg_roles r on r.oid = o.owner where r.rolname = 'daybridge_app'`),
    ).toEqual([]);
  });

  test('the application role is a member of nothing, and may make nothing anywhere', async () => {
    expect(
      await names(sql`
        select g.rolname as name from pg_auth_members m
        join pg_roles u on u.oid = m.member join pg_roles g on g.oid = m.roleid
        where u.rolname = 'daybridge_app'`),
    ).toEqual([]);
    expect(
      await names(sql`
        select n.nspname as name from pg_namespace n
        where ${ours} and has_schema_privilege('daybridge_app', n.oid, 'create')`),
    ).toEqual([]);
  });

  test('every read policy that asks guard.allows looks at the team and the site first, once a statement', async () => {
    expect(
      await names(sql`
        select schemaname || '.' || tablename || ' ' || policyname as name from pg_policies
        where cmd = 'SELECT' and qual like '%guard.allows(%''read''::text)%'
          and (qual not like '%of_my_team%' or qual not like '%kept_at_my_site%')`),
    ).toEqual([]);
  });

  test('every table with a participant in it is forced, and asks guard.allows to read and to write', async () => {
    const except = ['guard.access'];
    const bare = await names(sql`
      select n.nspname || '.' || c.relname as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where ${ours} and c.relkind in ('r', 'p')
        and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'participant_id'
          and not a.attisdropped)
        and not (c.relrowsecurity and c.relforcerowsecurity
          and exists (select from pg_policy p where p.polrelid = c.oid and p.polcmd in ('r', '*')
            and pg_get_expr(p.polqual, c.oid) like '%allows%'))`);
    expect(bare.filter((name) => !except.includes(name))).toEqual([]);
  });

  test('no view looks past the policies', async () => {
    expect(
      await names(sql`
        select n.nspname || '.' || c.relname as name
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where ${ours} and c.relkind in ('v', 'm')
          and has_table_privilege('daybridge_app', c.oid, 'select')
          and not coalesce(c.reloptions::text like '%security_invoker=true%', false)`),
    ).toEqual([]);
  });

  test('nobody truncates, references or sets triggers on a table of a room', async () => {
    expect(
      await names(sql`
        select n.nspname || '.' || c.relname as name
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where ${ours} and c.relkind in ('r', 'p') and n.nspname not in ('auth', 'pgboss')
          and (has_table_privilege('daybridge_app', c.oid, 'truncate')
            or has_table_privilege('daybridge_app', c.oid, 'references')
            or has_table_privilege('daybridge_app', c.oid, 'trigger'))`),
    ).toEqual([]);
  });

  test('every function with its owner’s rights fixes its search path, and public may not call it', async () => {
    expect(
      await names(sql`
        select n.nspname || '.' || p.proname as name
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where ${ours} and p.prosecdef
          and (not coalesce(p.proconfig::text like '%search_path=%', false)
            or has_function_privilege('public', p.oid, 'execute'))`),
    ).toEqual([]);
  });

  test('2.13: without a session there is no row of anybody', async () => {
    const tables = await names(sql`
      select n.nspname || '.' || c.relname as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where ${ours} and c.relkind = 'r' and has_table_privilege('daybridge_app', c.oid, 'select')
        and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'participant_id')`);
    expect(tables.length).toBeGreaterThan(20);
    for (const table of tables) {
      const rows = await names(sql`select participant_id::text as name from ${sql.table(table)}`);
      expect(rows, table).toEqual([]);
    }
  });
});
