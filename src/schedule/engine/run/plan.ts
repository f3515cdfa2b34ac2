/** The plan's own thread: a first plan at once, a search, then proof goal by goal, or part by part where the week is large. */
import loadHighs from 'highs';
import { goalsOf, settle } from '../bound/settle.ts';
import { type Crowd, crowdOf } from '../core/compile.ts';
import { Finder } from '../core/finder.ts';
import { lots } from '../core/lots.ts';
import { proveWhole } from '../exact/prove.ts';
import { construct } from '../search/construct.ts';
import { Draft } from '../search/draft.ts';
import { improve } from '../search/improve.ts';
import { makeLarge } from './large.ts';
import type { Stage, Task, Word } from './words.ts';

/** Weeks of up to so many people are decided in one programme. */
export const WHOLE_MAX = 400;
const TELL_MS = 200;
/** A large plan takes its time to tell and to check. */
const TELL_MS_PERSON = 0.3;
const NODES = 50;

// One copy of the solver a thread: it takes as long to load as a small week takes to solve.
let loaded: ReturnType<typeof loadHighs> | undefined;

/**
 * Works to the end of its effort, telling every better plan (at most a few times a second) and bound.
 *
 * @param isStopped for work in the caller's own thread; a thread of its own is simply ended
 */
export async function makePlan(
  { week, effort, seed }: Task,
  say: (word: Word) => void,
  isStopped: () => boolean = () => false,
): Promise<void> {
  loaded ??= loadHighs();
  const crowd = crowdOf(week);
  const finder = new Finder(crowd.house);
  const draft = new Draft(crowd.house, crowd.people, finder);
  const teller = new Teller(draft, say);
  const { people } = crowd;
  teller.stage('searching');
  construct(draft, isStopped);
  teller.tellSoon();
  say({ word: 'bound', ...aloneBound(crowd, draft) });
  const highs = await loaded;
  const search = { draw: lots(seed), isStopped, onBetter: () => teller.tellSoon() };
  if (people.length > WHOLE_MAX) {
    teller.tell();
    makeLarge(highs, finder, draft, { ...search, effort, teller });
    teller.tellLast();
    say({ word: 'done', proven: [] });
    return;
  }
  improve(draft, { ...search, rounds: people.length * effort });
  teller.tell();
  const polish = () => improve(draft, { ...search, rounds: people.length * effort });
  let proven: readonly string[] = settleWhole(
    highs,
    finder,
    draft,
    crowd,
    { effort, isStopped, teller, polish },
    say,
  );
  if (proven.length < GOALS && !isStopped()) {
    proven = proveWhole(highs, draft, proven, { effort, isStopped, say, teller });
  }
  if (proven.length < GOALS) improve(draft, { ...search, rounds: people.length * 4 * effort });
  teller.tellLast();
  say({ word: 'done', proven });
}

const GOALS = 5;

/** What everybody could have with the house to themself: a bound at once. */
function aloneBound({ house, people }: Crowd, draft: Draft): { served: number; credited: number } {
  const bound = { served: 0, credited: 0 };
  const session = Float64Array.from(house.seats, (seats, nth) =>
    seats === 0 || house.isBarred[nth] === 1 ? Infinity : 0,
  );
  const finder = new Finder(house);
  // Of a house with nobody in it.
  const { free } = new Draft(house, people, finder);
  for (const one of people) {
    const week = finder.best(one, { ...free, session, kept: 0, friction: 0, triesMax: 3000 });
    // Where ways are missing from the list, or were not all tried, everything is still possible.
    const isSure = one.isWhole && finder.slack === 0;
    if (week.isServed || !isSure) bound.served += one.weight;
    else draft.isHopeless[one.index] = 1;
    if (isSure) draft.mostCredited[one.index] = week.credited;
    bound.credited += isSure ? week.credited : one.person.needs.minutes;
  }
  return bound;
}

function settleWhole(
  highs: Awaited<ReturnType<typeof loadHighs>>,
  finder: Finder,
  draft: Draft,
  { house, people }: Crowd,
  {
    effort,
    isStopped,
    teller,
    polish,
  }: { effort: number; isStopped: () => boolean; teller: Teller; polish: () => void },
  say: (word: Word) => void,
): string[] {
  let isServedHeld = false;
  return settle(highs, finder, draft, people, {
    goals: goalsOf(house, people),
    dives: 1 + effort,
    nodes: NODES * effort,
    isStopped,
    onBetter: () => teller.tellSoon(),
    onGoal: (goal) => {
      // What was found for one goal looked at no goal after it.
      if (goal !== 'served') polish();
      if (goal !== 'both') teller.stage(goal);
    },
    onBound: (goal, bound, isProven) => {
      if (goal === 'served') say({ word: 'bound', served: bound });
      if (goal === 'credited' && isServedHeld) say({ word: 'bound', credited: bound });
      if (goal === 'served') isServedHeld = isProven;
    },
  });
}

/** Tells better plans, not each of hundreds a second. */
export class Teller {
  readonly #draft: Draft;
  readonly #say: (word: Word) => void;
  #toldMs = 0;
  #isFresh = false;

  constructor(draft: Draft, say: (word: Word) => void) {
    this.#draft = draft;
    this.#say = say;
  }
  stage(stage: Stage): void {
    this.tell();
    this.#say({ word: 'stage', stage });
  }
  tellSoon(): void {
    this.#isFresh = true;
    const pause = TELL_MS + this.#draft.people.length * TELL_MS_PERSON;
    if (performance.now() - this.#toldMs >= pause) this.tell();
  }
  /** The plan in the end, also where it is only as good as one told before: which were told depends on the clock. */
  tellLast(): void {
    this.#isFresh = true;
    this.tell();
  }
  tell(): void {
    if (!this.#isFresh) return;
    this.#isFresh = false;
    const { score } = this.#draft;
    this.#say({
      word: 'better',
      assignments: this.#draft.assignments(),
      opened: this.#draft.openedIds(),
      score,
    });
    this.#toldMs = performance.now();
  }
}
