/** What a contender's process says on its standard output, one JSON object a line. Seconds since it had the file. */
import type { Assignment } from '../../src/schedule/engine/format/format.ts';

export interface Reached {
  readonly served: number;
  readonly credited: number;
}
export interface PlanWord {
  readonly word: 'plan';
  readonly seconds: number;
  readonly assignments: readonly Assignment[];
  readonly opened: readonly string[];
}
export type Word =
  /** The file is read: the clock starts. */
  | { readonly word: 'begun' }
  | {
      readonly word: 'size';
      readonly seconds: number;
      readonly columns: number;
      readonly rows: number;
      readonly entries: number;
    }
  /** A better plan, by its own account; `moves` where it tells them. */
  | {
      readonly word: 'found';
      readonly seconds: number;
      readonly score: Reached & { readonly moves?: number };
    }
  | { readonly word: 'bound'; readonly seconds: number; readonly bound: Reached }
  /** The plan to be checked; the last one in time counts. */
  | PlanWord
  /** No plan has fewer moves, goals 1 to 3 held. */
  | { readonly word: 'moves-proven'; readonly seconds: number }
  | { readonly word: 'ended'; readonly seconds: number; readonly note: string };
