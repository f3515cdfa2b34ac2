/** Data in MiniZinc's own writing. */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

interface NumberSet {
  readonly set: string;
}
type Value = number | boolean | NumberSet | readonly number[] | readonly NumberSet[];
export type Dzn = Readonly<Record<string, Value>>;

/** A set; numbers in a row as a range, which is quicker to read. */
export function set(list: readonly number[]): NumberSet {
  const sorted = [...new Set(list)].sort((a, b) => a - b);
  const [first = 1, last = 0] = [sorted[0], sorted.at(-1)];
  const isRange = last - first + 1 === sorted.length;
  return { set: isRange ? `${first}..${last}` : `{${sorted.join(',')}}` };
}

const words = (value: number | boolean | NumberSet): string =>
  typeof value === 'object' ? value.set : `${value}`;

export async function writeDzn(file: string, dzn: Dzn): Promise<void> {
  await pipeline(Readable.from(lines(dzn)), createWriteStream(file));
}

export const dznText = (dzn: Dzn): string => [...lines(dzn)].join('');

function* lines(dzn: Dzn): Iterable<string> {
  for (const [name, value] of Object.entries(dzn)) {
    if (!Array.isArray(value)) {
      yield `${name} = ${words(value as number | boolean | NumberSet)};\n`;
      continue;
    }
    yield `${name} = [`;
    for (const item of value) yield `${words(item)},`;
    yield '];\n';
  }
}
