import { sql } from 'kysely';
import type { Sealer } from '../../guard/sealing.ts';
import type { Db } from '../../platform/db/index.ts';
import { PARTS, type Part } from './parts.ts';
import { type Language, partWords, ROLES } from './words.ts';

/** Rows of one part; a person with ten years of looks still gets a file that opens. */
const ROWS_MAX = 5000;

export interface PartCopied {
  readonly part: string;
  readonly title: string;
  /** There were more than a file should hold; these are the newest. */
  readonly isCut: boolean;
  readonly rows: Record<string, unknown>[];
}

/**
 * What the database shows a person of themself, part by part, with their own words opened and names in place of ids.
 * The policies decide: what they hide is not here. Parts with nothing in them are left out.
 *
 * @see 42 CFR 2.23; 45 CFR 164.524
 */
export async function copyOf(
  db: Db,
  sealer: Sealer,
  me: string,
  language: Language,
): Promise<readonly PartCopied[]> {
  const names = await namesFor(db, me, language);
  const copied: PartCopied[] = [];
  for (const part of PARTS) {
    const found = await rowsOf(db, part, me);
    const rows = found
      .slice(0, ROWS_MAX)
      .filter((row) => part.onlyWith === undefined || names.has(String(row[part.onlyWith])))
      .map((row) => shown(row, part, sealer, names, language));
    if (rows.length > 0) {
      copied.push({
        part: part.table,
        title: partWords(part.table, language),
        isCut: found.length > ROWS_MAX,
        rows,
      });
    }
  }
  return copied;
}

type Row = Readonly<Record<string, unknown>>;

async function rowsOf(db: Db, { table, shows, names, opens, of, newestBy }: Part, me: string) {
  const columns = [...names, ...shows, ...opens].map((column) => sql.ref(column));
  const { rows } = await sql<Row>`
    select ${sql.join(columns)} from ${sql.table(table)}
    where ${sql.ref(of)} = ${me}
    order by ${sql.ref(newestBy)} desc limit ${ROWS_MAX + 1}`.execute(db);
  return rows;
}

function shown(
  row: Row,
  { shows, names, opens }: Part,
  sealer: Sealer,
  known: ReadonlyMap<string, string>,
  language: Language,
): Record<string, unknown> {
  const called = (id: unknown): unknown =>
    Array.isArray(id) ? id.map(called) : (known.get(String(id)) ?? null);
  const pairs = [
    ...shows.map((column): [string, unknown] => [column, said(column, row[column], language)]),
    ...names.map((column): [string, unknown] => [column.replace(/_id$/, ''), called(row[column])]),
    ...opens.map((column): [string, unknown] => {
      const sealed = row[column];
      return [column.replace(/_sealed$/, ''), sealed === null ? null : sealer.open(sealed as Uint8Array)];
    }),
  ];
  return Object.fromEntries(
    pairs.filter(([, value]) => value !== null && value !== undefined && value !== ''),
  );
}

function said(column: string, value: unknown, language: Language): unknown {
  if (value instanceof Date) return value.toISOString();
  return column === 'actor_role' ? (ROLES[language][String(value)] ?? value) : value;
}

/** What people, groups, places and published weeks are called. */
async function namesFor(db: Db, me: string, language: Language): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select staff_id as id, display_name as name from guard.staff
    union all select site_id, name from guard.site
    union all select session_id, ${sql.ref(language === 'es' ? 'label_es' : 'label_en')} from schedule.session
    union all select payer_id, name from treat.payer
    union all select plan_id, to_char(week, 'YYYY-MM-DD') from schedule.plan where published_at is not null`.execute(
    db,
  );
  return new Map([
    ...rows.map(({ id, name }): [string, string] => [id, name]),
    [me, language === 'es' ? 'yo' : 'me'],
  ]);
}
