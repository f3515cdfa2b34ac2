/** MiniZinc's solvers on the constraint model: Gecode from Debian, Chuffed from the npm package. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Week } from '../../../src/schedule/engine/format/format.ts';
import { readPlan, weekData } from '../minizinc/data.ts';
import { dznText, writeDzn } from '../minizinc/dzn.ts';
import { runMiniZincWasm } from './minizinc-wasm.ts';
import { runSolver } from './solver-process.ts';
import type { Speaker } from './speaker.ts';

const folderOfModels = new URL('../minizinc/', import.meta.url);
const THREADS = 2;
const NO_END = -2_147_483_000;

/** Runs MiniZinc with these settings of the model; `hear` gets its lines. */
type Start = (settings: Readonly<Record<string, number>>, hear: (line: string) => void) => Promise<void>;

export async function runGecode(week: Week, speaker: Speaker, folder: string): Promise<void> {
  const data = weekData(week);
  const file = join(folder, 'week.dzn');
  await writeDzn(file, data.dzn);
  await reachAims(week, speaker, data, (settings, hear) => {
    const limit = Math.ceil(speaker.secondsLeft * 1000);
    const set = Object.entries(settings).flatMap(([name, value]) => ['-D', `${name}=${value}`]);
    const words = ['--solver', 'gecode', '-i', '-p', `${THREADS}`, '--time-limit', `${limit}`, ...set];
    return runSolver(
      'minizinc',
      [...words, fileURLToPath(new URL('with-gecode.mzn', folderOfModels)), file],
      hear,
    );
  });
}

export async function runChuffed(week: Week, speaker: Speaker): Promise<void> {
  const data = weekData(week);
  const read = (name: string) => readFileSync(new URL(name, folderOfModels), 'utf8');
  const files = {
    'week.mzn': read('week.mzn'),
    'with-chuffed.mzn': read('with-chuffed.mzn'),
    'week.dzn': dznText(data.dzn),
  };
  await reachAims(week, speaker, data, (settings, hear) => {
    const limit = Math.ceil(speaker.secondsLeft * 1000);
    const set = Object.entries(settings).flatMap(([name, value]) => ['-D', `${name}=${value}`]);
    const words = ['--solver', 'org.minizinc.chuffed', '-i', '-f', '--time-limit', `${limit}`, ...set];
    return runMiniZincWasm([...words, 'with-chuffed.mzn', 'week.dzn'], files, hear);
  });
}

async function reachAims(
  week: Week,
  speaker: Speaker,
  data: ReturnType<typeof weekData>,
  start: Start,
): Promise<void> {
  const { seats, visits, candidates, timeline } = data;
  const rows = Object.values(data.dzn).reduce<number>(
    (sum, value) => sum + (Array.isArray(value) ? value.length : 1),
    0,
  );
  speaker.say({
    word: 'size',
    columns: seats.length + visits.length + candidates.length,
    rows,
    entries: rows,
  });
  const hasCurrent = week.people.some(({ current }) => current !== undefined);
  let held = NO_END;
  for (const aim of hasCurrent ? [1, 2] : [1]) {
    let isProven = false;
    let best = Number.NaN;
    await start({ aim, firstAimHeld: held }, (line) => {
      if (line.startsWith('PLAN')) {
        speaker.plan(readPlan(week, { seats, visits, candidates, timeline }, line));
      } else if (line.startsWith('AIM ')) {
        best = Number(line.slice(4));
        if (aim === 1) speaker.foundObjective(week, best);
      } else if (line.startsWith('==========')) isProven = true;
    });
    if (!isProven) {
      speaker.say({ word: 'ended', note: 'stopped by the limit' });
      return;
    }
    held = best;
    if (aim === 1) speaker.proven(week, best);
    else speaker.say({ word: 'moves-proven' });
  }
  speaker.say({ word: 'ended', note: 'optimal' });
}
