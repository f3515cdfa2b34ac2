/** The bound's own thread, for weeks too large for one programme. */
import { Lagrange } from '../bound/lagrange.ts';
import { goalsOf } from '../bound/settle.ts';
import { crowdOf } from '../core/compile.ts';
import { Finder } from '../core/finder.ts';
import { construct } from '../search/construct.ts';
import { Draft } from '../search/draft.ts';
import type { Task, Word } from './words.ts';

const ROUNDS = 60;
/** What one person served is worth in minutes credited, where both goals make one bound. */
const SERVED_WORTH = 600;

/**
 * Bounds of goal 1, of both goals at once (so that goal 2 has one beside as many served), and of goal 2 alone.
 *
 * @param isStopped for work in the caller's own thread; a thread of its own is simply ended
 */
export function makeBound(
  { week, effort }: Task,
  say: (word: Word) => void,
  isStopped: () => boolean = () => false,
): void {
  const { house, people } = crowdOf(week);
  const finder = new Finder(house);
  const draft = new Draft(house, people, finder);
  construct(draft, isStopped);
  const lagrange = new Lagrange(house, people, finder);
  const [served, credited] = goalsOf(house, people);
  if (served === undefined || credited === undefined) return;
  const common = { rounds: ROUNDS * effort, isStopped };
  lagrange.bound({
    ...common,
    aim: { served: 1, credited: 0 },
    target: draft.served,
    unit: served.unit,
    onBound: (bound) => say({ word: 'bound', served: bound }),
  });
  lagrange.scale(SERVED_WORTH);
  lagrange.bound({
    ...common,
    aim: { served: SERVED_WORTH, credited: 1 },
    target: SERVED_WORTH * draft.served + draft.credited,
    unit: 1,
    onBound: (bound) => say({ word: 'bound', both: { bound, served: SERVED_WORTH } }),
  });
  lagrange.bound({
    ...common,
    aim: { served: 0, credited: 1 },
    target: draft.credited,
    unit: credited.unit,
    onBound: (bound) => say({ word: 'bound', credited: bound }),
  });
}
