/** Which of one person's options exclude each other, as few and as strong groups as is simple. */
import type { Week } from '../../../src/schedule/engine/format/format.ts';
import { dayOf, overlaps } from './options.ts';

interface Stay {
  readonly start: number;
  readonly end: number;
}
interface PlacedStay extends Stay {
  readonly site: string | null;
}

/** Largest sets of stays that all overlap at one moment, two or more each. Stays are in order of start; indexes. */
export function cliques(stays: readonly Stay[]): number[][] {
  const found: number[][] = [];
  let open: number[] = [];
  let isNew = false;
  stays.forEach((stay, at) => {
    const still = open.filter((other) => stays[other]!.end > stay.start);
    if (still.length < open.length) {
      if (isNew && open.length > 1) found.push(open);
      isNew = false;
    }
    open = [...still, at];
    isNew = true;
  });
  if (isNew && open.length > 1) found.push(open);
  return found;
}

/** Sets at most one of which can be had, because no time is left to travel from one site to another. */
export function travelSets(stays: readonly PlacedStay[], { settings }: Week): number[][] {
  const found: number[][] = [];
  stays.forEach((one, at) => {
    if (one.site === null) return;
    const near: number[] = [];
    for (let next = at + 1; next < stays.length; next++) {
      const other = stays[next]!;
      if (other.start >= one.end + settings.travel) break;
      if (other.start >= one.end && other.site !== null && other.site !== one.site) near.push(next);
    }
    const areAllAtOnce = near.every((a, nth) =>
      near.slice(nth + 1).every((b) => overlaps(stays[a]!, stays[b]!)),
    );
    if (near.length > 0 && areAllAtOnce) found.push([at, ...near]);
    else for (const other of near) found.push([at, other]);
  });
  return found;
}

const BREAK_MINUTES = 15;

/**
 * Chains of stays with shorter breaks than end a run, one stay longer than the longest run allowed. Chains with more
 * visits of a need than are asked for (`counts`) are forbidden without this.
 */
export function longRuns(
  stays: readonly (Stay & { readonly need: number })[],
  counts: readonly number[],
  maxConsecutive: number,
): number[][] {
  const found: number[][] = [];
  const extend = (chain: readonly number[], begun: number): void => {
    const last = stays[chain.at(-1)!]!;
    if (last.end - begun > maxConsecutive) {
      found.push([...chain]);
      return;
    }
    for (let next = chain.at(-1)! + 1; next < stays.length; next++) {
      const stay = stays[next]!;
      if (stay.start >= last.end + BREAK_MINUTES || dayOf(stay.start) !== dayOf(begun)) break;
      const isSpare =
        stay.need < 0 ||
        chain.filter((at) => stays[at]!.need === stay.need).length < (counts[stay.need] ?? 0);
      if (stay.start >= last.end && isSpare) extend([...chain, next], begun);
    }
  };
  stays.forEach((stay, at) => extend([at], stay.start));
  return found;
}
