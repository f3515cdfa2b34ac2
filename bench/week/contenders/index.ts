/** Everybody who may enter: ours, and the peers it is held against. Each loads only what it runs. */
import type { Week } from '../../../src/schedule/engine/format/format.ts';
import { minizincWasmVersion } from './minizinc-wasm.ts';
import { programFile } from './solver-process.ts';
import type { Speaker } from './speaker.ts';

type Run = (week: Week, speaker: Speaker, folder: string) => Promise<void>;

export interface Contender {
  readonly name: string;
  /** As the table and the picture name it. */
  readonly title: string;
  /** What to install where it is absent; undefined when it is there. */
  readonly lacks: () => string | undefined;
  readonly run: Run;
}

const isThere = () => undefined;
const debian = (program: string, name: string) => () =>
  programFile(program) === undefined ? `apt-get install ${name}` : undefined;
const npm = (version: string | undefined, name: string) => () =>
  version === undefined ? `npm install --no-save ${name}` : undefined;

export const CONTENDERS: readonly Contender[] = [
  {
    name: 'ours',
    title: 'Daybridge',
    lacks: isThere,
    run: async (week, speaker) => (await import('./ours.ts')).runOurs(week, speaker),
  },
  {
    name: 'highs',
    title: 'HiGHS (npm highs)',
    lacks: isThere,
    run: async (week, speaker) => (await import('./highs.ts')).runHighs(week, speaker),
  },
  {
    name: 'cbc',
    title: 'CBC',
    lacks: debian('cbc', 'coinor-cbc'),
    run: async (...given) => (await import('./cbc.ts')).runCbc(...given),
  },
  {
    name: 'glpk',
    title: 'GLPK',
    lacks: debian('glpsol', 'glpk-utils'),
    run: async (...given) => (await import('./glpk.ts')).runGlpk(...given),
  },
  {
    name: 'gecode',
    title: 'MiniZinc, Gecode',
    lacks: debian('minizinc', 'minizinc'),
    run: async (...given) => (await import('./minizinc.ts')).runGecode(...given),
  },
  {
    name: 'chuffed',
    title: 'MiniZinc, Chuffed (npm minizinc)',
    lacks: npm(minizincWasmVersion(), 'minizinc@4.5.1'),
    run: async (week, speaker) => (await import('./minizinc.ts')).runChuffed(week, speaker),
  },
];
