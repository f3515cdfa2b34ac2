import type { Score } from './format.ts';

/** Negative when `a` is the better one, by the five goals in order. */
export const compareScores = (a: Score, b: Score): number =>
  b.served - a.served ||
  b.credited - a.credited ||
  a.opened - b.opened ||
  a.moves - b.moves ||
  a.friction - b.friction;
