/**
 * The fewest openings, proven: branch and bound over which candidates open. At every node the weeks worth having are
 * generated anew, so its bound is true; where it falls below what the draft has, no plan opens so little.
 */
import type { Finder } from '../core/finder.ts';
import { Dive } from './dive.ts';
import { type Master, type MasterAnswer, priceAll, type Scope } from './master.ts';

export interface OpeningsInput {
  readonly master: Master;
  readonly finder: Finder;
  readonly scope: Scope;
  /** What the draft has in the goals before, and what its openings cost. */
  readonly served: number;
  readonly credited: number;
  readonly cost: number;
  /** Costs come in whole multiples of this. */
  readonly unit: number;
  readonly isStopped: () => boolean;
}

/** Worth of one person served, in minutes credited: any would be true, this one keeps numbers small. */
const SERVED_WORTH = 600;
const NODES_MAX = 80;
const ROUNDS_MAX = 100;
const EPS = 1e-5;

type Fixings = ReadonlyMap<number, 0 | 1>;

/** 'none' is cheaper (proven), a plan that is, or 'unknown'. */
export function cheaperOpenings(input: OpeningsInput): 'none' | 'unknown' | MasterAnswer {
  const { master, cost, unit } = input;
  return master.withoutGoals(() => {
    master.aimAt({ served: SERVED_WORTH, credited: 1, opened: 0, kept: 0, friction: 0 });
    master.atLeast({ served: 0, credited: 0, opened: 1, kept: 0, friction: 0 }, unit - cost);
    const open: Fixings[] = [new Map()];
    for (let node = 0; node < NODES_MAX && !input.isStopped(); node++) {
      const fixings = open.pop();
      if (fixings === undefined) return 'none';
      const found = visit(input, fixings);
      if (found === 'cut') continue;
      if (!Array.isArray(found)) return found;
      open.push(...found);
    }
    return 'unknown';
  });
}

function visit(input: OpeningsInput, fixings: Fixings): 'cut' | 'unknown' | MasterAnswer | Fixings[] {
  const { master, finder, scope, served, credited } = input;
  const target = SERVED_WORTH * served + credited;
  for (const [column, value] of fixings) master.fix(column, value);
  try {
    for (let round = 0; round < ROUNDS_MAX && !input.isStopped(); round++) {
      const answer = master.solve();
      if (answer === undefined) return 'unknown';
      const { columns, bound } = priceAll(master, finder, scope);
      if (bound < target - 0.5) return 'cut';
      if (master.add(columns) > 0) continue;
      const part = mostInDoubt(answer.opened);
      if (part >= 0) {
        return [new Map(fixings).set(part, 1), new Map(fixings).set(part, 0)];
      }
      // The openings are whole and the bound allows it: perhaps there is such a plan.
      answer.opened.forEach((value, nth) => {
        master.fix(nth, value > 0.5 ? 1 : 0);
      });
      const plan = new Dive(master, finder, scope, 0.8, input.isStopped).run(
        (value) => value >= target - 0.5,
      );
      return plan ?? 'unknown';
    }
    return 'unknown';
  } finally {
    master.release();
  }
}

function mostInDoubt(opened: Float64Array): number {
  let most = -1;
  opened.forEach((value, nth) => {
    const doubt = Math.min(value, 1 - value);
    if (doubt > EPS && (most < 0 || doubt > Math.min(opened[most] as number, 1 - (opened[most] as number)))) {
      most = nth;
    }
  });
  return most;
}
