/** What every fit command does the same way: words in, files in, text out. */
import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { LevelOfCareTable } from '../level-of-care/level-of-care.ts';
import { INPUT_RULES } from '../level-of-care/level-of-care-inputs.ts';
import { TABLE } from '../level-of-care/table.ts';
import { parseTable, type TableFault } from '../level-of-care/table-format.ts';
import { ownTable } from '../level-of-care/table-own.ts';

export const EXIT = { done: 0, failed: 1, badInput: 2 } as const;

/** Something about the words or files given is wrong; its message says what. */
export class BadInput extends Error {}

export function wordsOf<T extends NonNullable<Parameters<typeof parseArgs>[0]>>(config: T) {
  try {
    return parseArgs(config);
  } catch (fault) {
    throw new BadInput(messageOf(fault));
  }
}

export const messageOf = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault));

/** A reader who has gone away (as `head` does) has what they wanted: then the answer is false. */
export function print(text: string): Promise<boolean> {
  return new Promise((done) => {
    const gone = () => done(false);
    process.stdout.once('error', gone);
    process.stdout.write(text, (fault) => {
      // The event follows the call back, and nobody else would catch it.
      if (fault) return;
      process.stdout.off('error', gone);
      done(true);
    });
  });
}

const TABLE_BYTES_MAX = 4 * 1024 * 1024;

/** The table in force, or the one in a file of one's own, if it is whole. */
export async function tableFrom(file: string | undefined): Promise<LevelOfCareTable> {
  if (file === undefined) return TABLE;
  const own = ownTable(await readTableFile(file), INPUT_RULES);
  if (!own.ok) throw noTable(file, own.faults);
  for (const { path, message } of own.remarks) process.stderr.write(`${file}: ${path}: ${message}\n`);
  return own.table;
}

/** A table that has the shape of one, whatever it says. */
export async function tableAsWritten(file: string): Promise<LevelOfCareTable> {
  const parsed = parseTable(await readTableFile(file));
  if (!parsed.ok) throw noTable(file, parsed.faults);
  return parsed.table;
}

const noTable = (file: string, faults: readonly TableFault[]): BadInput =>
  new BadInput(
    `${file} is no table to work with:\n${faults.map(({ path, message }) => `  ${path}: ${message}`).join('\n')}`,
  );

async function readTableFile(file: string): Promise<unknown> {
  try {
    const { size } = await stat(file);
    if (size > TABLE_BYTES_MAX) throw new Error(`it has ${size} bytes, ${TABLE_BYTES_MAX} are the most`);
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (fault) {
    throw new BadInput(`${file} cannot be read: ${messageOf(fault)}`);
  }
}
