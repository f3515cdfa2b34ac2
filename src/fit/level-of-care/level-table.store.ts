import { sql } from 'kysely';
import type { Actor, Db } from '../../platform/db/index.ts';
import type { LevelOfCareTable } from './level-of-care.ts';
import { TABLE, TABLES } from './table.ts';
import { parseTable } from './table-format.ts';

/**
 * The table in force on a day: what the organisation set, else the one that comes with the program.
 *
 * @param on a date on the organisation's wall
 */
export async function tableOn(db: Db, on: string): Promise<LevelOfCareTable> {
  const set = await db
    .selectFrom('fit.table_in_force')
    .select('version')
    .where('from_on', '<=', on)
    .orderBy('from_on', 'desc')
    .limit(1)
    .executeTakeFirst();
  return set === undefined ? TABLE : ((await tableNamed(db, set.version)) ?? TABLE);
}

/** A table by its version: one that comes with the program, or the organisation's own; undefined where there is none. */
export async function tableNamed(db: Db, version: string): Promise<LevelOfCareTable | undefined> {
  return TABLES.get(version) ?? (await ownTableNamed(db, version));
}

export async function ownTableNamed(db: Db, version: string): Promise<LevelOfCareTable | undefined> {
  const row = await db
    .selectFrom('fit.level_table')
    .select('content')
    .where('version', '=', version)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const parsed = parseTable(row.content);
  // It was checked when it was loaded and cannot change: anything else is a broken database.
  if (!parsed.ok) throw new Error(`The kept table ${version} can no longer be read.`);
  return parsed.table;
}

interface Remark {
  readonly path: string;
  readonly message: string;
}

/** @returns false when a table of this version is there already */
export async function keepTable(
  db: Db,
  actor: Actor,
  table: { readonly version: string; readonly content: unknown },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('fit.level_table')
    .values({
      org_id: actor.org,
      version: table.version,
      content: JSON.stringify(table.content),
      loaded_by: actor.id,
    })
    .onConflict((there) => there.columns(['org_id', 'version']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** What the check of a table that was just kept found, though it refuses nothing. */
export const keepRemarks = (db: Db, version: string, remarks: readonly Remark[]) =>
  db
    .updateTable('fit.level_table')
    .set({ remarks: JSON.stringify(remarks) })
    .where('version', '=', version)
    .execute();

export const putInForce = (db: Db, actor: Actor, version: string, from: string, now: Date) =>
  db
    .insertInto('fit.table_in_force')
    .values({ org_id: actor.org, from_on: from, version, set_by: actor.id, set_at: now })
    .onConflict((there) =>
      there.columns(['org_id', 'from_on']).doUpdateSet({ version, set_by: actor.id, set_at: now }),
    )
    .execute();

export interface TableListed {
  readonly version: string;
  readonly about: string;
  readonly isBuiltIn: boolean;
  readonly loadedAt: string | null;
  readonly loadedBy: string | null;
  readonly remarks: readonly Remark[];
  /** The days from which it was, is or will be in force. */
  readonly inForceFrom: readonly string[];
}

/** Every table there is, the newest loaded first, those of the program last. */
export async function tablesListed(db: Db): Promise<readonly TableListed[]> {
  const set = await db
    .selectFrom('fit.table_in_force')
    .select(['version', 'from_on'])
    .orderBy('from_on')
    .execute();
  const own = await db
    .selectFrom('fit.level_table as t')
    .innerJoin('guard.staff as s', (on) =>
      on.onRef('s.org_id', '=', 't.org_id').onRef('s.staff_id', '=', 't.loaded_by'),
    )
    .select([
      't.version',
      't.loaded_at',
      't.remarks',
      's.display_name',
      sql<string>`t.content ->> 'about'`.as('about'),
    ])
    .orderBy('t.loaded_at', 'desc')
    .limit(200)
    .execute();
  const fromOf = (version: string) =>
    set.filter((each) => each.version === version).map(({ from_on }) => from_on);
  return [
    ...own.map((row) => ({
      version: row.version,
      about: row.about,
      isBuiltIn: false,
      loadedAt: row.loaded_at.toISOString(),
      loadedBy: row.display_name,
      remarks: row.remarks as unknown as Remark[],
      inForceFrom: fromOf(row.version),
    })),
    ...[...TABLES.values()].map((table) => ({
      version: table.version,
      about: aboutOf(table),
      isBuiltIn: true,
      loadedAt: null,
      loadedBy: null,
      remarks: [],
      inForceFrom: fromOf(table.version),
    })),
  ];
}

const aboutOf = (table: LevelOfCareTable): string =>
  'about' in table && typeof table.about === 'string' ? table.about : '';

export interface PastDecision {
  readonly id: string;
  readonly inputs: Readonly<Record<string, string | number>>;
}

/** Past decisions by id, after the given one: a page of them, as many as whoever asks may see. */
export const decisionsAfter = async (
  db: Db,
  after: string | null,
  count: number,
): Promise<readonly PastDecision[]> => {
  const rows = await db
    .selectFrom('fit.decision')
    .select(['decision_id', 'inputs'])
    .$if(after !== null, (q) => q.where('decision_id', '>', after ?? ''))
    .orderBy('decision_id')
    .limit(count)
    .execute();
  return rows.map((row) => ({ id: row.decision_id, inputs: row.inputs as PastDecision['inputs'] }));
};

export const decisionCount = async (db: Db): Promise<number> =>
  Number(
    (
      await db
        .selectFrom('fit.decision')
        .select((q) => q.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
    ).count,
  );

/** Those of these decisions that whoever asks may see. */
export const visibleAmong = async (db: Db, ids: readonly string[]): Promise<ReadonlySet<string>> =>
  ids.length === 0
    ? new Set()
    : new Set(
        (
          await db.selectFrom('fit.decision').select('decision_id').where('decision_id', 'in', ids).execute()
        ).map((row) => row.decision_id),
      );
