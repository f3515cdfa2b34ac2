/**
 * Large weeks part by part: people who compete for the same sites' seats are decided together, exactly as a small week
 * is, beside everybody else's weeks as they stand; then the next part.
 */
import type { Highs } from 'highs';
import { BOTH, settle } from '../bound/settle.ts';
import type { Finder } from '../core/finder.ts';
import type { Someone } from '../core/someone.ts';
import type { Draft } from './draft.ts';

export interface SweepOptions {
  /** Which sweep this is: every other one draws the borders elsewhere. */
  readonly turn: number;
  readonly isStopped: () => boolean;
  readonly onBetter: () => void;
}

/** People decided together. */
const PART_MAX = 180;

export function sweep(highs: Highs, finder: Finder, draft: Draft, options: SweepOptions): void {
  for (const people of partsOf(draft, options.turn)) {
    if (options.isStopped()) return;
    // Where nobody waits there is little to better.
    if (people.some((one) => draft.isWaiting(one)))
      settle(highs, finder, draft, people, {
        ...options,
        goals: [BOTH],
        dives: 1,
        nodes: 0,
      });
  }
}

/** Everybody in parts of one place each, by the site most of their choices are at; large places in several. */
export function partsOf({ people }: Draft, turn: number): Someone[][] {
  const bySite = new Map<number, Someone[]>();
  for (const one of people) {
    const home = homeOf(one, turn);
    const list = bySite.get(home);
    if (list === undefined) bySite.set(home, [one]);
    else list.push(one);
  }
  const inOrder = [...bySite].sort(([a], [b]) => a - b).map(([, list]) => list);
  // Small neighbours go together; every other sweep begins with half a part, so that the borders fall elsewhere.
  const parts: Someone[][] = [];
  let part: Someone[] = [];
  let most = turn % 2 === 0 ? PART_MAX : PART_MAX / 2;
  for (const list of inOrder) {
    for (const one of byLife(list, turn)) {
      if (part.length >= most) {
        parts.push(part);
        part = [];
        most = PART_MAX;
      }
      part.push(one);
    }
  }
  if (part.length > 0) parts.push(part);
  return parts;
}

/** The site that holds most of their choices; every other turn the second, for those who may be at several. */
function homeOf(one: Someone, turn: number): number {
  const counts = new Map<number, number>();
  for (const { site, sessions } of one.choices) {
    const at = site === null ? -1 : Number(site);
    counts.set(at, (counts.get(at) ?? 0) + sessions.length + (at < 0 ? -1000 : 0));
  }
  const sites = [...counts].sort(([a, many], [b, more]) => more - many || a - b);
  return sites[turn % 2 === 1 && sites.length > 1 && (sites[1]?.[0] ?? -1) >= 0 ? 1 : 0]?.[0] ?? -1;
}

/** Those with few ways beside those with few ways: they want the same seats. */
function byLife(list: readonly Someone[], turn: number): Someone[] {
  if (list.length <= PART_MAX * 1.5) return [...list];
  const ways = (one: Someone) => one.choices.length;
  return [...list].sort((a, b) => (turn % 2 === 0 ? ways(a) - ways(b) : 0) || a.index - b.index);
}
