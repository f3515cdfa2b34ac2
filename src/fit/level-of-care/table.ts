import { readdir, readFile } from 'node:fs/promises';
import { type Dose, doseFrom, type LevelOfCareTable } from './level-of-care.ts';
import { parseTable, type TableFault } from './table-format.ts';
import { tablesByVersion } from './table-own.ts';

const FOLDER = new URL('./tables/', import.meta.url);
const IN_FORCE = 'loc-2026.1';

async function readTable(file: string): Promise<LevelOfCareTable> {
  const parsed = parseTable(JSON.parse(await readFile(new URL(file, FOLDER), 'utf8')));
  if (parsed.ok) return parsed.table;
  throw new Error(`${file} is no table: ${faultsInWords(parsed.faults)}`);
}

const faultsInWords = (faults: readonly TableFault[]): string =>
  faults.map(({ path, message }) => `${path}: ${message}`).join('; ');

/** Every table that comes with the program, by version: an old assessment keeps the one it was judged with. */
export const TABLES: ReadonlyMap<string, LevelOfCareTable> = tablesByVersion(
  await Promise.all((await readdir(FOLDER)).filter((file) => /^loc-.*\.json$/.test(file)).map(readTable)),
);

/** The level-of-care table in force. */
export const TABLE: LevelOfCareTable = tableOf(IN_FORCE);

function tableOf(version: string): LevelOfCareTable {
  const table = TABLES.get(version);
  if (table === undefined) throw new Error(`There is no table ${version} in ${FOLDER.pathname}.`);
  return table;
}

/**
 * The dose of a level to begin with and its range, when the recommendation itself brought none: what a program's own
 * table leaves out is as in the table that comes with the program.
 */
export function doseBounds(
  level: 'OP' | 'IOP' | 'PHP',
  table: LevelOfCareTable = TABLE,
  age: string = 'adult',
): Dose {
  const first = table.doses[age]?.[level]?.[0] ?? TABLE.doses[age]?.[level]?.[0];
  if (first === undefined) throw new Error(`Table ${TABLE.version} has no dose for ${level}.`);
  return doseFrom(first);
}
