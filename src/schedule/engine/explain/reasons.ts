/** Why somebody has no full week beside everybody else's: a smallest set of facts that rules every week out. */
import type { Because } from '../format/format.ts';
import type { Fact, Situation } from './situation.ts';

/** A minimal set of facts: with all of them there is no full week, without any one of them there is. */
export function reasonsOf(situation: Situation, minutes: number): Because[] {
  const { facts } = situation;
  if (situation.canBeServed(new Set(facts))) return [{ code: 'others-first' }];
  if (!situation.canBeServed(new Set())) return [{ code: 'too-few-hours', minutes }];
  // What is behind another fact can always be looked away from while that one holds.
  const inFront = facts.filter(({ isBehind }) => !isBehind);
  const enforced = new Set(inFront);
  withoutNeedless(situation, enforced, inFront);
  return [...enforced].map(({ because }) => because);
}

/** Takes out what can go, in order, with still no week left: whole stretches at once where that works. */
function withoutNeedless(situation: Situation, enforced: Set<Fact>, stretch: readonly Fact[]): void {
  const [first] = stretch;
  if (first === undefined) return;
  const others = new Set(enforced);
  for (const fact of stretch) others.delete(fact);
  if (!situation.canBeServed(others)) {
    for (const fact of stretch) enforced.delete(fact);
    return;
  }
  if (stretch.length === 1) return;
  const middle = Math.ceil(stretch.length / 2);
  withoutNeedless(situation, enforced, stretch.slice(0, middle));
  withoutNeedless(situation, enforced, stretch.slice(middle));
}
