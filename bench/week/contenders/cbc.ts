/** CBC (Debian: coinor-cbc). */
import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Week } from '../../../src/schedule/engine/format/format.ts';
import { columnOf } from '../whole/mps.ts';
import { type FileSolver, reachAims, type Told } from './aims-by-file.ts';
import { runSolver } from './solver-process.ts';
import type { Speaker } from './speaker.ts';

const THREADS = 2;
/** Aims count in whole numbers, so less than one apart is the same. */
const SAME = 0.999;

export const runCbc = (week: Week, speaker: Speaker, folder: string): Promise<void> =>
  reachAims(week, speaker, folder, cbc);

const cbc: FileSolver = {
  async solve({ mps, start, columns, seconds }, tell) {
    const answer = `${mps}.answer`;
    let isProven = false;
    const words = ['-timeMode', 'elapsed', '-sec', `${seconds}`, '-threads', `${THREADS}`];
    // A start does not survive the preprocessing.
    const from = start === undefined ? [] : ['-preprocess', 'off', '-mipstart', start];
    const rest = [...from, '-allow', `${SAME}`, '-ratio', '0', '-solve', '-solu', answer];
    await runSolver('cbc', [mps, ...words, ...rest], (line) => {
      if (line.startsWith('Result - Optimal solution found')) isProven = true;
      const told = readLine(line);
      if (told !== undefined) tell(told);
    });
    return readAnswer(answer, columns, isProven);
  },
};

const NUMBER = '(-?[\\d.]+(?:e[+-]?\\d+)?)';
const INTEGER = new RegExp(`Integer solution of ${NUMBER} found`);
const UNDER_WAY = new RegExp(`${NUMBER} best solution, best possible ${NUMBER}`);
const BOUNDS = [
  new RegExp(`^Continuous objective value is ${NUMBER}`),
  new RegExp(`cuts changed objective from \\S+ to ${NUMBER}`),
  new RegExp(`best possible ${NUMBER}`),
  new RegExp(`^Lower bound:\\s+${NUMBER}`),
];
/** CBC writes this for "none yet". */
const NONE = 1e40;

function readLine(line: string): Told | undefined {
  const objective = (words: string | undefined) => {
    const value = -Number(words ?? Number.NaN);
    return Math.abs(value) < NONE ? value : Number.NaN;
  };
  const found = INTEGER.exec(line)?.[1];
  if (found !== undefined) return { found: objective(found) };
  const both = UNDER_WAY.exec(line);
  if (both !== null) return { found: objective(both[1]), bound: objective(both[2]) };
  for (const bound of BOUNDS) {
    const words = bound.exec(line)?.[1];
    if (words !== undefined) return { bound: objective(words) };
  }
  return undefined;
}

/** The columns that are not 0: number, name, value, cost. */
async function readAnswer(file: string, columns: number, isProven: boolean) {
  if (!existsSync(file)) return undefined;
  const values = new Float64Array(columns);
  let isFirst = true;
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (isFirst && /infeasible|no integer/i.test(line)) return undefined;
    if (!isFirst) {
      const [, name = '', value] = line.replace('**', '').trim().split(/\s+/);
      values[columnOf(name)] = Number(value);
    }
    isFirst = false;
  }
  return isFirst ? undefined : { values, isProven };
}
