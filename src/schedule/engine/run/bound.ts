/** The bound's own thread, for weeks too large for one programme. */
import { Lagrange } from '../bound/lagrange.ts';
import { goalsOf } from '../bound/settle.ts';
import { crowdOf } from '../core/compile.ts';
import { Finder } from '../core/finder.ts';
import { lots } from '../core/lots.ts';
import { BOTH_AIM } from './large.ts';
import type { Task, Word } from './words.ts';

/** A first bound soon, then the real one. */
const FIRST_ROUNDS = 30;
const ROUNDS = 40;
const EPS = 1e-6;

/**
 * Bounds of both goals at once (so that goal 2 has one beside as many served), and of goal 1.
 *
 * @param isStopped for work in the caller's own thread; a thread of its own is simply ended
 */
export function makeBound(
  { week, effort, seed }: Task,
  say: (word: Word) => void,
  isStopped: () => boolean = () => false,
): void {
  const { house, people } = crowdOf(week);
  const lagrange = new Lagrange(house, people, new Finder(house));
  const unit = goalsOf(house, people)[0]?.unit ?? 1;
  const draw = lots(seed);
  for (const rounds of [FIRST_ROUNDS, ROUNDS * effort]) {
    lagrange.settle({ aim: BOTH_AIM, rounds, draw, isStopped });
    const both = Math.floor(lagrange.bound(BOTH_AIM, isStopped) + EPS);
    say({ word: 'bound', both: { bound: both, served: BOTH_AIM.served } });
  }
  const served = { served: 1, credited: 0 };
  lagrange.settle({ aim: served, rounds: ROUNDS * effort, draw, isStopped });
  say({ word: 'bound', served: Math.floor(lagrange.bound(served, isStopped) / unit + EPS) * unit });
}
