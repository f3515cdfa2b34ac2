/**
 * Whoever still waits, decided together with the people who sit where they could sit: so many as one programme settles
 * in a moment, exactly as a small week is, beside everybody else's weeks as they stand.
 */
import type { Highs } from 'highs';
import { BOTH, settle } from '../bound/settle.ts';
import type { Finder } from '../core/finder.ts';
import { shuffle } from '../core/lots.ts';
import type { Someone } from '../core/someone.ts';
import type { Draft } from './draft.ts';

export interface VicinityOptions {
  /** People decided together. */
  readonly size: number;
  readonly draw: () => number;
  readonly isStopped: () => boolean;
  readonly onBetter: () => void;
}

/** Goes through everybody who waits, those who may yet have a full week first. */
export function decideVicinities(
  highs: Highs,
  finder: Finder,
  draft: Draft,
  { size, draw, isStopped, onBetter }: VicinityOptions,
): void {
  const waiting = draft.people.filter((one) => draft.isWaiting(one));
  const isHopeful = ({ index }: Someone) => draft.isHopeless[index] === 0;
  for (const one of [...waiting.filter(isHopeful), ...waiting.filter((one) => !isHopeful(one))]) {
    if (isStopped()) return;
    // Served meanwhile, with somebody else.
    if (!draft.isWaiting(one)) continue;
    const people = vicinityOf(draft, one, size, draw);
    settle(highs, finder, draft, people, { goals: [BOTH], dives: 1, nodes: 0, isStopped, onBetter });
  }
}

/** The person, people in the full sessions they could use, people in those these could use, and so on. */
export function vicinityOf(draft: Draft, first: Someone, size: number, draw: () => number): Someone[] {
  const chosen = new Set([first.index]);
  for (let edge = [first]; edge.length > 0 && chosen.size < size; ) {
    const rivals = edge.flatMap(({ choices }) =>
      choices.flatMap(({ sessions }) =>
        sessions.flatMap((session) =>
          draft.seatsLeft(session) > 0 ? [] : [...(draft.rosters[session] ?? [])],
        ),
      ),
    );
    shuffle(rivals, draw);
    const next = [...new Set(rivals)].filter((nth) => !chosen.has(nth)).slice(0, size - chosen.size);
    for (const nth of next) chosen.add(nth);
    edge = next.map((nth) => draft.people[nth] as Someone);
  }
  return [...chosen].sort((a, b) => a - b).map((nth) => draft.people[nth] as Someone);
}
