/** The whole model as a file for a solver that is a program of its own, aim after aim. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Week } from '../../../src/schedule/engine/format/format.ts';
import { wholeModel } from '../whole/model.ts';
import { columnName, writeMps } from '../whole/mps.ts';
import { planOf } from '../whole/plan-of.ts';
import { currentStart } from '../whole/start.ts';
import type { Speaker } from './speaker.ts';

/** A plan to start from, as CBC writes its answers. */
const answerText = (values: Float64Array): string =>
  ['Start', ...Array.from(values, (value, at) => `${at} ${columnName(at)} ${value} 0`), ''].join('\n');

/** What a solver's line tells of the aim under way, both as sums to be made large. */
export interface Told {
  readonly found?: number;
  readonly bound?: number;
}
export interface Solved {
  readonly values: Float64Array;
  readonly isProven: boolean;
}
export interface FileSolver {
  /** Solves the file. Undefined when it found no plan. */
  solve(
    given: {
      readonly mps: string;
      /** A plan to start from, for solvers that can. */
      readonly start: string | undefined;
      readonly columns: number;
      readonly seconds: number;
    },
    tell: (told: Told) => void,
  ): Promise<Solved | undefined>;
}

export async function reachAims(
  week: Week,
  speaker: Speaker,
  folder: string,
  solver: FileSolver,
): Promise<void> {
  const model = wholeModel(week);
  const { programme, aims } = model;
  const { columns, rows, entries } = programme;
  speaker.say({ word: 'size', columns, rows, entries });
  let start: string | undefined;
  const current = currentStart(week, model);
  if (current !== undefined) {
    start = join(folder, 'current.answer');
    await writeFile(start, answerText(current));
  }
  let note = 'optimal';
  for (const [nth, { terms }] of aims.entries()) {
    const isFirst = nth === 0;
    const mps = join(folder, `aim-${nth}.mps`);
    await writeMps(mps, programme, terms);
    const given = { mps, start, columns, seconds: speaker.secondsLeft };
    const solved = await solver.solve(given, ({ found, bound }) => {
      if (!isFirst) return;
      if (found !== undefined && Number.isFinite(found)) speaker.foundObjective(week, found);
      if (bound !== undefined && Number.isFinite(bound)) speaker.boundObjective(week, bound);
    });
    if (solved !== undefined) speaker.plan(planOf(week, model, solved.values));
    if (solved?.isProven !== true) {
      note = 'stopped by the limit';
      break;
    }
    const reached = terms.reduce((sum, [column, factor]) => sum + factor * solved.values[column]!, 0);
    if (isFirst) speaker.proven(week, Math.round(reached));
    else speaker.say({ word: 'moves-proven' });
    programme.atLeast(terms, Math.round(reached) - 0.1);
    start = `${mps}.answer`;
  }
  speaker.say({ word: 'ended', note });
}
