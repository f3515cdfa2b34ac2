/** What the threads tell while they work. */
import type { Assignment, Score, Week } from '../format/format.ts';

export type Stage = 'searching' | 'served' | 'credited' | 'opened' | 'moves' | 'friction';

export type Word =
  | { readonly word: 'stage'; readonly stage: Stage }
  | {
      readonly word: 'better';
      readonly assignments: readonly Assignment[];
      readonly opened: readonly string[];
      readonly score: Score;
    }
  /** What no plan can beat: of `credited`, no plan that serves as many as the one before. */
  | {
      readonly word: 'bound';
      readonly served?: number;
      readonly credited?: number;
      /** Of minutes credited and so many minutes for each person served, together. */
      readonly both?: { readonly bound: number; readonly served: number };
    }
  /** The goals proven, in their order, up to the first that is not. */
  | { readonly word: 'done'; readonly proven: readonly string[] };

export interface Task {
  readonly part: 'plan' | 'bound';
  readonly week: Week;
  readonly effort: number;
  readonly seed: number;
}
