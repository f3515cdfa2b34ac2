/** Everybody who may enter: ours, and the peers it is held against. Each loads only what it runs, before its time begins. */
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
  readonly load: () => Promise<Run>;
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
    load: async () => (await import('./ours.ts')).runOurs,
  },
  {
    name: 'highs',
    title: 'HiGHS (npm highs)',
    lacks: isThere,
    load: async () => (await import('./highs.ts')).runHighs,
  },
  {
    name: 'cbc',
    title: 'CBC',
    lacks: debian('cbc', 'coinor-cbc'),
    load: async () => (await import('./cbc.ts')).runCbc,
  },
  {
    name: 'glpk',
    title: 'GLPK',
    lacks: debian('glpsol', 'glpk-utils'),
    load: async () => (await import('./glpk.ts')).runGlpk,
  },
  {
    name: 'gecode',
    title: 'MiniZinc, Gecode',
    lacks: debian('minizinc', 'minizinc'),
    load: async () => (await import('./minizinc.ts')).runGecode,
  },
  {
    name: 'chuffed',
    title: 'MiniZinc, Chuffed (npm minizinc)',
    lacks: npm(minizincWasmVersion(), 'minizinc@4.5.1'),
    load: async () => (await import('./minizinc.ts')).runChuffed,
  },
];
