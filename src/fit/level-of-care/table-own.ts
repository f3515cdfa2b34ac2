/** A program's own table: taken only when it is whole and does not contradict itself. */
import type { InputRule, LevelOfCareTable } from './level-of-care.ts';
import { checkTable, type Finding, type FindingKind } from './table-check.ts';
import { parseTable, type TableFault } from './table-format.ts';

export type OwnTable =
  | {
      readonly ok: true;
      readonly table: LevelOfCareTable;
      /** What a clinical director should look at, though it refuses nothing. */
      readonly remarks: readonly Finding[];
    }
  | { readonly ok: false; readonly faults: readonly TableFault[] };

/** With one of these, somebody would get no answer, or two. */
const REFUSED: readonly FindingKind[] = ['gap', 'unknown', 'contradiction', 'too-large'];

export function ownTable(json: unknown, rules: readonly InputRule[]): OwnTable {
  const parsed = parseTable(json);
  if (!parsed.ok) return parsed;
  const { findings } = checkTable(parsed.table, rules);
  const faults = findings.filter(({ kind }) => REFUSED.includes(kind));
  if (faults.length === 0) return { ok: true, table: parsed.table, remarks: findings };
  return {
    ok: false,
    faults: faults.map(({ path, message, example }) => ({
      path,
      message: example === null ? message : `${message} For example: ${JSON.stringify(example)}`,
    })),
  };
}

/** Tables by their version; several may be in use at once, no two of the same version. */
export function tablesByVersion(tables: Iterable<LevelOfCareTable>): ReadonlyMap<string, LevelOfCareTable> {
  const found = new Map<string, LevelOfCareTable>();
  for (const table of tables) {
    if (found.has(table.version)) throw new RangeError(`There are two tables ${table.version}.`);
    found.set(table.version, table);
  }
  return found;
}
