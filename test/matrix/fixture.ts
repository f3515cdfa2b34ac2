/**
 * One organisation in which a person's record stands in every way there is, with a row of theirs in every table of a
 * person, and one next door. Rows are made from the catalog, so that a new table is asked about as soon as it exists.
 */

import { type Door, doorOf } from '../../src/platform/db/door.ts';
import type { Engine } from '../../src/platform/db/engine.ts';
import { migrate } from '../../src/platform/db/migrate.ts';
import { openPGlite } from '../../src/platform/db/pglite.ts';
import { newId } from '../../src/platform/ids.ts';
import { type Cast, KEPT_BY_THE_STATE, type State, statesFor, ZONE } from './states.ts';
import { TABLES } from './tables.ts';
import type { Written } from './written.ts';

export const STAFF_ROLES = [
  'counselor',
  'facilitator',
  'coordinator',
  'prescriber',
  'nurse',
  'biller',
  'director',
  'privacy',
  'admin',
];

export interface Column {
  readonly name: string;
  readonly type: string;
  readonly isNeeded: boolean;
  /** The database gives it: an identity, or what follows from other columns. */
  readonly isMade: boolean;
}

export interface Person {
  readonly id: string;
  readonly state: State;
}

export interface Fixture {
  readonly engine: Engine;
  readonly door: Door;
  readonly org: string;
  readonly nextDoor: string;
  readonly cast: Cast;
  readonly people: readonly Person[];
  readonly written: readonly Written[];
  /** Every table with a participant_id, and the columns of each. */
  readonly tables: ReadonlyMap<string, readonly Column[]>;
  /** What the application may change: columns by table. */
  readonly changeable: ReadonlyMap<string, readonly string[]>;
  readonly removable: ReadonlySet<string>;
}

export async function openFixture(): Promise<Fixture> {
  const engine = await openPGlite();
  await migrate(engine);
  const ask = <T>(sql: string): Promise<readonly T[]> =>
    engine.transaction('select 1', async (run) => (await run(sql, [])).rows as readonly T[]);
  const written = await ask<Written>('select role, relation, category, verb, purpose from guard.permission');
  const tables = await tablesIn(ask);
  await engine.script(await withoutConstraints(ask));

  const [org, nextDoor] = [newId(), newId()];
  const cast: Cast = {
    staff: STAFF_ROLES.map((role) => ({ id: newId(), role })),
    supporter: newId(),
    outside: newId(),
    stranger: newId(),
  };
  const people = statesFor(cast).map((state): Person => ({ id: newId(), state }));
  await engine.script(`
    set local session_replication_role = replica;
    insert into guard.org (org_id, name, neutral_name, zone, phone, leave_url, key_wrapped)
      select id, '', '', '${ZONE}', '', '', '' from (values ('${org}'::uuid), ('${nextDoor}')) here (id);
    ${people.map((person) => placed(org, person, tables)).join('\n')}
    insert into guard.state_overlay (org_id, rule, state, recipient_kind, set_by, set_at)
      values ('${org}', 'no-exchange', 'NY', '${KEPT_BY_THE_STATE}', '${newId()}', now());`);
  return {
    engine,
    door: doorOf(engine),
    org,
    nextDoor,
    cast,
    people,
    written,
    tables,
    changeable: await changeableIn(ask),
    removable: new Set(
      (
        await ask<{ name: string }>(`
          select table_schema || '.' || table_name as name from information_schema.table_privileges
          where grantee = 'daybridge_app' and privilege_type = 'DELETE'`)
      ).map(({ name }) => name),
    ),
  };
}

type Ask = <T>(sql: string) => Promise<readonly T[]>;

export async function tablesIn(ask: Ask): Promise<ReadonlyMap<string, readonly Column[]>> {
  const rows = await ask<{ table: string } & Column>(`
    select n.nspname || '.' || c.relname as table, a.attname as name, format_type(a.atttypid, null) as type,
      a.attnotnull and not a.atthasdef and a.attidentity = '' as "isNeeded",
      a.attidentity <> '' or a.attgenerated <> '' as "isMade"
    from pg_attribute a
    join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p')
    join pg_namespace n on n.oid = c.relnamespace
    where n.nspname not like 'pg_%' and n.nspname <> 'information_schema' and a.attnum > 0 and not a.attisdropped
      and exists (select from pg_attribute b where b.attrelid = c.oid and b.attname = 'participant_id')
    order by 1, a.attnum`);
  const tables = new Map<string, Column[]>();
  for (const { table, ...column } of rows) tables.set(table, [...(tables.get(table) ?? []), column]);
  return tables;
}

/** What a row must look like is not what is asked here; whose it is, is. */
async function withoutConstraints(ask: Ask): Promise<string> {
  const rows = await ask<{ words: string }>(`
    select format('alter table %s drop constraint %I cascade;', x.conrelid::regclass, x.conname) as words
    from pg_constraint x join pg_class c on c.oid = x.conrelid join pg_namespace n on n.oid = c.relnamespace
    where x.contype in ('c', 'f', 'x') and n.nspname in ('guard', 'bridge', 'fit', 'schedule', 'treat', 'interop')`);
  return rows.map(({ words }) => words).join('\n');
}

async function changeableIn(ask: Ask): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await ask<{ table: string; name: string }>(`
    select table_schema || '.' || table_name as table, column_name as name
    from information_schema.column_privileges
    where grantee = 'daybridge_app' and privilege_type = 'UPDATE' order by 1, 2`);
  const found = new Map<string, string[]>();
  for (const { table, name } of rows) found.set(table, [...(found.get(table) ?? []), name]);
  return found;
}

let count = 0;

/** A value that any column of this type takes; another one every time. */
export function anyValue({ name, type }: Column): string {
  count += 1;
  if (type.endsWith('[]')) return "'{}'";
  switch (type) {
    case 'uuid':
      return `'${newId()}'`;
    case 'text':
      return name === 'state' ? "'open'" : `'w${count}'`;
    case 'date':
      return `date '2026-01-01' + ${count % 20_000}`;
    case 'boolean':
      return 'false';
    case 'jsonb':
      return "'{}'";
    case 'bytea':
      return `'\\x${count.toString(16).padStart(8, '0')}'`;
    case 'timestamp with time zone':
      return 'clock_timestamp()';
    default:
      return String(count);
  }
}

/** An insert of a row of this person; `columns` are SQL in place of any value. */
export function insertOf(
  table: string,
  described: readonly Column[],
  columns: Readonly<Record<string, string>>,
): string {
  const all = described.flatMap((column): [string, string][] => {
    const given = columns[column.name];
    if (given !== undefined) return [[column.name, given]];
    return column.isNeeded ? [[column.name, anyValue(column)]] : [];
  });
  return `insert into ${table} (${all.map(([name]) => name).join(', ')}) values (${all.map(([, value]) => value).join(', ')});`;
}

function placed(org: string, { id, state }: Person, tables: ReadonlyMap<string, readonly Column[]>): string {
  const own = { org_id: `'${org}'`, participant_id: `'${id}'` };
  const standing = {
    is_private: String(state.standing.isPrivate),
    stage: state.standing.isProspect ? "'prospect'" : "'participant'",
  };
  const described = (table: string): readonly Column[] => tables.get(table) ?? [];
  return [
    // Relations first: where a state says who is on the care team, no row of nobody in particular is needed.
    ...state.rows.map(({ table, columns }) =>
      tables.has(table)
        ? insertOf(table, described(table), { ...own, ...columns })
        : withoutPerson(table, { org_id: own.org_id, ...columns }),
    ),
    ...[...tables.keys()]
      .filter((table) => !state.rows.some((row) => row.table === table))
      .map((table) =>
        insertOf(table, described(table), {
          ...own,
          ...(table === 'guard.participant' ? standing : ENDED[table]),
        }),
      ),
  ].join('\n');
}

/** A row that a relation goes through and that is nobody's. */
const withoutPerson = (table: string, columns: Readonly<Record<string, string>>): string =>
  `insert into ${table} (${Object.keys(columns).join(', ')}) values (${Object.values(columns).join(', ')});`;

/** Rows of relations that hold nothing open: where a state does not say that they do. */
export const ENDED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'guard.care_team': { from_on: "'2020-01-01'", until_on: "'2020-01-02'" },
  'guard.emergency': { until_at: "'2020-01-02'" },
  'guard.representative': { until_on: "'2020-01-02'", from_on: "'2020-01-01'" },
  'guard.consent': { expires_at: "'2020-01-02'" },
};

/** Tables that nobody wrote a rule for, or rules for tables that are gone. */
export const unknownTables = ({ tables }: Fixture): readonly string[] => [
  ...[...tables.keys()].filter((table) => TABLES[table] === undefined),
  ...Object.keys(TABLES).filter((table) => !tables.has(table)),
];
