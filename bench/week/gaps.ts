/** How far plans are from what no plan can beat. */
import type { Moment, Outcome } from './contest.ts';
import type { Reached } from './words.ts';

/** In per cent of the bound. */
export const gapOf = (reached: number, bound: number): number =>
  bound <= 0 ? 0 : (100 * Math.max(0, bound - reached)) / bound;

/** The least bound anybody has proven. */
export function leastBound(outcomes: readonly Outcome[]): Reached | null {
  const bounds = outcomes.flatMap(({ bound }) => (bound === null ? [] : [bound]));
  if (bounds.length === 0) return null;
  return {
    served: Math.min(...bounds.map(({ served }) => served)),
    credited: Math.min(...bounds.map(({ credited }) => credited)),
  };
}

/** When a contender first was, and knew it was, this near in both goals. Infinity when never. */
export const secondsWithin = ({ moments }: Outcome, percent: number): number =>
  firstTime(
    moments,
    ({ score, bound }) =>
      score !== null &&
      bound !== null &&
      gapOf(score.served, bound.served) <= percent &&
      gapOf(score.credited, bound.credited) <= percent,
  );

/** When goal 1 was proven. */
export const secondsToServedProven = ({ moments }: Outcome): number =>
  firstTime(moments, ({ score, bound }) => score !== null && bound !== null && score.served >= bound.served);

export const secondsToFirst = ({ moments }: Outcome): number =>
  firstTime(moments, ({ score }) => score !== null);

const firstTime = (moments: readonly Moment[], isReached: (moment: Moment) => boolean): number =>
  moments.find(isReached)?.seconds ?? Number.POSITIVE_INFINITY;
