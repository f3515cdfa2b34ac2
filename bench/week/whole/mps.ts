/** A programme as an MPS file, which CBC and GLPK read alike. The aim is written as its negative, to be made small. */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Programme, Terms } from './programme.ts';

/** Names hold at most eight signs in this format. */
export const columnName = (column: number): string => `C${column.toString(36)}`;
export const columnOf = (name: string): number => Number.parseInt(name.slice(1), 36);
const rowName = (row: number): string => `R${row.toString(36)}`;

const CHUNK_SIGNS = 1 << 20;

export async function writeMps(file: string, programme: Programme, aim: Terms): Promise<void> {
  await pipeline(Readable.from(inChunks(lines(programme, aim))), createWriteStream(file));
}

function* inChunks(pieces: Iterable<string>): Iterable<string> {
  let chunk = '';
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < CHUNK_SIGNS) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

function* lines(programme: Programme, aim: Terms): Iterable<string> {
  const { columns, rows } = programme;
  const rowLower = programme.rowLower.taken();
  const rowUpper = programme.rowUpper.taken();
  const upper = programme.upper.taken();
  const isWhole = programme.integrality.taken();
  const isAtMost = (row: number) => rowLower[row] === Number.NEGATIVE_INFINITY;
  yield 'NAME WEEK\nROWS\n N  COST\n';
  for (let row = 0; row < rows; row++) yield ` ${isAtMost(row) ? 'L' : 'G'}  ${rowName(row)}\n`;
  yield 'COLUMNS\n';
  const cost = new Float64Array(columns);
  for (const [column, factor] of aim) cost[column] = (cost[column] ?? 0) + factor;
  const { starts, entryRow, values } = byColumn(programme);
  let isInWhole = false;
  let markers = 0;
  for (let column = 0; column < columns; column++) {
    if ((isWhole[column] === 1) !== isInWhole) {
      isInWhole = !isInWhole;
      yield `    M${markers++}  'MARKER'  '${isInWhole ? 'INTORG' : 'INTEND'}'\n`;
    }
    const name = columnName(column);
    // A column without any entry must still be named.
    if (cost[column] !== 0 || starts[column] === starts[column + 1])
      yield `    ${name}  COST  ${-cost[column]!}\n`;
    for (let at = starts[column]!; at < starts[column + 1]!; at++)
      yield `    ${name}  ${rowName(entryRow[at]!)}  ${values[at]}\n`;
  }
  if (isInWhole) yield `    M${markers}  'MARKER'  'INTEND'\n`;
  yield 'RHS\n';
  for (let row = 0; row < rows; row++) {
    const end = isAtMost(row) ? rowUpper[row]! : rowLower[row]!;
    if (end !== 0) yield `    RHS  ${rowName(row)}  ${end}\n`;
  }
  yield 'BOUNDS\n';
  for (let column = 0; column < columns; column++) yield ` UP BND  ${columnName(column)}  ${upper[column]}\n`;
  yield 'ENDATA\n';
}

/** The entries in order of columns. */
function byColumn(programme: Programme) {
  const indices = programme.indices.taken();
  const rowStarts = programme.starts.taken();
  const given = programme.values.taken();
  const starts = new Int32Array(programme.columns + 1);
  for (const column of indices) starts[column + 1]!++;
  for (let column = 0; column < programme.columns; column++) starts[column + 1]! += starts[column]!;
  const next = starts.slice(0, -1);
  const entryRow = new Int32Array(indices.length);
  const values = new Float64Array(indices.length);
  for (let row = 0; row < programme.rows; row++) {
    for (let at = rowStarts[row]!; at < rowStarts[row + 1]!; at++) {
      const place = next[indices[at]!]!++;
      entryRow[place] = row;
      values[place] = given[at]!;
    }
  }
  return { starts, entryRow, values };
}
