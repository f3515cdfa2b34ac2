/** GLPK's glpsol (Debian: glpk-utils). */
import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Week } from '../../../src/schedule/engine/format/format.ts';
import { type FileSolver, reachAims, type Told } from './aims-by-file.ts';
import { runSolver } from './solver-process.ts';
import type { Speaker } from './speaker.ts';

export const runGlpk = (week: Week, speaker: Speaker, folder: string): Promise<void> =>
  reachAims(week, speaker, folder, glpk);

const glpk: FileSolver = {
  async solve({ mps, columns, seconds }, tell) {
    const answer = `${mps}.answer`;
    let relaxed = Number.NaN;
    let isRoot = true;
    const limit = `${Math.max(1, Math.ceil(seconds))}`;
    const words = ['--freemps', mps, '--tmlim', limit, '--cuts', '--fpump', '-w', answer];
    await runSolver('glpsol', words, (line) => {
      relaxed = Number(/^[* ].*obj =\s+(\S+)/.exec(line)?.[1] ?? relaxed);
      if (isRoot && line.startsWith('OPTIMAL LP SOLUTION FOUND')) {
        isRoot = false;
        tell({ bound: -relaxed });
      }
      const told = readLine(line);
      if (told !== undefined) tell(told);
    });
    return readAnswer(answer, columns);
  },
};

function readLine(line: string): Told | undefined {
  const heuristic = /^Solution found by heuristic: (\S+)/.exec(line)?.[1];
  if (heuristic !== undefined) return { found: -Number(heuristic) };
  const tree = /(?:mip =|>>>>>)\s+(\S+)(?: found yet)? >=\s+(\S+)/.exec(line);
  return tree === null ? undefined : { found: -Number(tree[1]), bound: -Number(tree[2]) };
}

/** `s mip ROWS COLUMNS STATUS OBJECTIVE`, then `j COLUMN VALUE` with columns from 1. */
async function readAnswer(file: string, columns: number) {
  if (!existsSync(file)) return undefined;
  const values = new Float64Array(columns);
  let status = '';
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const words = line.split(/\s+/);
    if (words[0] === 's') status = words[4] ?? '';
    if (words[0] === 'j') values[Number(words[1]) - 1] = Number(words[2]);
  }
  // "o" is optimal, "f" a plan; "u" and "n" are no plan.
  return status === 'o' || status === 'f' ? { values, isProven: status === 'o' } : undefined;
}
