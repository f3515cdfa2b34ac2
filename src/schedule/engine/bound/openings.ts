/**
 * Which candidates open, by branch and bound: at every node the weeks worth having are generated anew, so its bound is
 * true, and where it falls below what is sought there is no such plan. Where openings are whole, a dive looks for it.
 */
import type { Finder } from '../core/finder.ts';
import { Dive } from './dive.ts';
import { type Master, type MasterAnswer, priceAll } from './master.ts';
import type { Aim, Column, Scope } from './rows.ts';

export interface OpeningsInput {
  readonly master: Master;
  readonly finder: Finder;
  readonly scope: Scope;
  /** A plan is sought that is worth at least `target` by this aim, with openings that cost at most so much. */
  readonly aim: Aim;
  readonly target: number;
  readonly costMost: number;
  readonly isStopped: () => boolean;
}

const NODES_MAX = 80;
const ROUNDS_MAX = 100;
const SURE = 0.8;
const EPS = 1e-5;
/** Off the price of a session somebody is to sit in whatever it costs. */
const WANTED = 1e9;

type Fixings = ReadonlyMap<number, 0 | 1>;

/** 'none': proven that there is no such plan. */
export function betterOpenings(input: OpeningsInput): 'none' | 'unknown' | MasterAnswer {
  const { master, aim, costMost } = input;
  return master.withoutGoals(() => {
    master.aimAt(aim);
    master.atLeast({ served: 0, credited: 0, opened: 1, kept: 0, friction: 0 }, -costMost);
    const open: Fixings[] = [new Map()];
    let isSure = true;
    for (let node = 0; node < NODES_MAX && !input.isStopped(); node++) {
      const fixings = open.pop();
      if (fixings === undefined) return isSure ? 'none' : 'unknown';
      const found = visit(input, fixings);
      if (Array.isArray(found)) open.push(...found);
      else if (found === 'unknown') isSure = false;
      else if (found !== 'cut') return found;
    }
    return 'unknown';
  });
}

function visit(input: OpeningsInput, fixings: Fixings): 'cut' | 'unknown' | MasterAnswer | Fixings[] {
  const { master, finder, scope, target } = input;
  for (const [column, value] of fixings) master.fix(column, value);
  try {
    for (let round = 0; round < ROUNDS_MAX && !input.isStopped(); round++) {
      const answer = master.solve();
      if (answer === undefined) {
        if (isImpossible(input, fixings)) return 'cut';
        // No week listed sits where too few would: some are listed, once.
        if (round === 0 && master.add(weeksWith(input, fixings)) > 0) continue;
        return 'unknown';
      }
      const { columns, bound } = priceAll(master, finder, scope);
      if (bound < target - EPS) return 'cut';
      if (master.add(columns) > 0) continue;
      const part = mostInDoubt(answer.opened);
      if (part >= 0) return [new Map(fixings).set(part, 0), new Map(fixings).set(part, 1)];
      answer.opened.forEach((value, nth) => {
        master.fix(nth, value > 0.5 ? 1 : 0);
      });
      const dive = new Dive(master, finder, scope, SURE, input.isStopped);
      return dive.run((value) => value >= target - EPS) ?? 'unknown';
    }
    return 'unknown';
  } finally {
    master.release();
  }
}

const opening = (fixings: Fixings, { master }: OpeningsInput): number[] =>
  [...fixings].flatMap(([column, value]) => (value === 1 ? [master.candidates[column] ?? -1] : []));

/** Whether openings taken for granted shut each other out, or cost too much together. */
function isImpossible(input: OpeningsInput, fixings: Fixings): boolean {
  const { house } = input.scope;
  const open = opening(fixings, input);
  const cost = open.reduce((sum, session) => sum + (house.sessions[session]?.openCost ?? 0), 0);
  return (
    cost > input.costMost ||
    open.some((session) => house.rivals[session]?.some((rival) => open.includes(rival)))
  );
}

/** A week in each of these sessions for everybody who could have one. */
function weeksWith(input: OpeningsInput, fixings: Fixings): Column[] {
  const { finder, scope, master } = input;
  const { prices } = master.prices();
  return opening(fixings, input).flatMap((session) =>
    scope.people
      .filter(({ choices }) => choices.some(({ sessions }) => sessions.includes(session)))
      .map((one) => ({
        person: one.index,
        week: finder.best(one, prices, new Map([...(scope.shunned(one) ?? []), [session, -WANTED]])),
      })),
  );
}

function mostInDoubt(opened: Float64Array): number {
  const doubt = (value: number) => Math.min(value, 1 - value);
  let most = -1;
  opened.forEach((value, nth) => {
    if (doubt(value) > EPS && (most < 0 || doubt(value) > doubt(opened[most] as number))) most = nth;
  });
  return most;
}
