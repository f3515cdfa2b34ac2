import { useSyncExternalStore } from 'react';
import type { Answers, SafetyConcern } from '../../fit/screener/screener.ts';
import { onWipe } from '../design/leave.ts';
import { EMPTY_WEEK, type PaintedWeek } from '../design/WeekGrid/week.ts';

/** The program's answer to "please call me". */
export interface Asked {
  /** A word to say on the phone ("harbor-41"); it stands for the request, not for the person. */
  readonly reference: string;
  /** ISO instant by which someone will have called. */
  readonly expect: string;
}

export type { Answers };

/** All that a stranger tells on the way. It lives here, in memory, and nowhere else until they ask for a call. */
export interface Walk {
  readonly answers: Answers;
  /** Concerns a calm page was already shown for. */
  readonly heard: readonly SafetyConcern[];
  readonly week: PaintedWeek;
  /** What the week was before each stroke, for Undo. */
  readonly earlier: readonly PaintedWeek[];
  /** Places the person can get to, and whether by video; null until they say so on the week's page. */
  readonly sites: readonly string[] | null;
  readonly video: boolean | null;
  /** Which of the weeks that fit they picked. */
  readonly chosenWeek: number;
  readonly asked: Asked | null;
}

const FRESH: Walk = {
  answers: {},
  heard: [],
  week: EMPTY_WEEK,
  earlier: [],
  sites: null,
  video: null,
  chosenWeek: 0,
  asked: null,
};
const UNDO_MAX = 50;

let walk: Walk = FRESH;
const listeners = new Set<() => void>();

function become(next: Walk): void {
  walk = next;
  for (const listener of listeners) listener();
}

onWipe(() => become(FRESH));

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const currentWalk = (): Walk => walk;

export function useWalk(): Walk {
  return useSyncExternalStore(subscribe, currentWalk, currentWalk);
}

export function change(part: Partial<Walk>): void {
  become({ ...walk, ...part });
}

export function answer(question: string, given: string | readonly string[]): void {
  change({ answers: { ...walk.answers, [question]: given } });
}

export function skip(question: string): void {
  const { [question]: _, ...rest } = walk.answers;
  change({ answers: rest });
}

/** Marks where Undo goes back to; call it before a change to the week. */
export function rememberWeek(): void {
  change({ earlier: [...walk.earlier, walk.week].slice(-UNDO_MAX) });
}

export function changeWeek(to: (week: PaintedWeek) => PaintedWeek): void {
  change({ week: to(walk.week), chosenWeek: 0 });
}

export function undoWeek(): void {
  const last = walk.earlier.at(-1);
  if (last) change({ week: last, earlier: walk.earlier.slice(0, -1), chosenWeek: 0 });
}
