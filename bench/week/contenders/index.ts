/** Everybody who may enter: ours, and the peers it is held against. */
import type { Week } from '../../../src/schedule/engine/format/format.ts';
import { reachAims } from './aims-by-file.ts';
import { cbc } from './cbc.ts';
import { glpk } from './glpk.ts';
import { runHighs } from './highs.ts';
import { runChuffed, runGecode } from './minizinc.ts';
import { minizincWasmVersion } from './minizinc-wasm.ts';
import { runOurs } from './ours.ts';
import { programFile } from './solver-process.ts';
import type { Speaker } from './speaker.ts';

export interface Contender {
  readonly name: string;
  /** As the table and the picture name it. */
  readonly title: string;
  /** What to install where it is absent; undefined when it is there. */
  readonly lacks: () => string | undefined;
  readonly run: (week: Week, speaker: Speaker, folder: string) => Promise<void>;
}

const debian = (program: string, name: string) => () =>
  programFile(program) === undefined ? `apt-get install ${name}` : undefined;

export const CONTENDERS: readonly Contender[] = [
  { name: 'ours', title: 'Daybridge', lacks: () => undefined, run: runOurs },
  { name: 'highs', title: 'HiGHS (npm highs)', lacks: () => undefined, run: runHighs },
  {
    name: 'cbc',
    title: 'CBC',
    lacks: debian('cbc', 'coinor-cbc'),
    run: (week, speaker, folder) => reachAims(week, speaker, folder, cbc),
  },
  {
    name: 'glpk',
    title: 'GLPK',
    lacks: debian('glpsol', 'glpk-utils'),
    run: (week, speaker, folder) => reachAims(week, speaker, folder, glpk),
  },
  {
    name: 'gecode',
    title: 'MiniZinc, Gecode',
    lacks: debian('minizinc', 'minizinc'),
    run: runGecode,
  },
  {
    name: 'chuffed',
    title: 'MiniZinc, Chuffed (npm minizinc)',
    lacks: () => (minizincWasmVersion() === undefined ? 'npm install --no-save minizinc@4.5.1' : undefined),
    run: runChuffed,
  },
];
