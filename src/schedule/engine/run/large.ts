/** A plan for a week too large for one programme: what seats are worth first, a search led by it, then those who wait. */
import type { Highs } from 'highs';
import { Lagrange } from '../bound/lagrange.ts';
import { restore } from '../bound/region.ts';
import type { Finder } from '../core/finder.ts';
import { compareScores } from '../format/score.ts';
import { construct } from '../search/construct.ts';
import type { Draft } from '../search/draft.ts';
import { improve } from '../search/improve.ts';
import { decideVicinities } from '../search/vicinity.ts';

/** Both goals at once: a person served is worth about one session of theirs, which makes the tightest bound of goal 2. */
export const BOTH_AIM = { served: 100, credited: 1 } as const;

export interface LargeOptions {
  readonly effort: number;
  readonly draw: () => number;
  readonly isStopped: () => boolean;
  readonly onBetter: () => void;
  readonly teller: { tell(): void };
}

const ROUNDS = 40;
/** Neighbourhoods tried in one search, for each person. */
const ROUNDS_PERSON = 2;
/** People decided together the first time; then twice as many, and so on. */
const SIZE = 30;
/** A minute's worth of a seat in units of friction: far below a minute credited and anything kept, above most idle time. */
const GUIDE = 1000;
const GUIDE_MAX = 1000;

/** Betters a first plan to the end of the effort. */
export function makeLarge(highs: Highs, finder: Finder, draft: Draft, options: LargeOptions): void {
  const { house, people } = draft;
  const { effort, draw, isStopped, onBetter, teller } = options;
  const lagrange = new Lagrange(house, people, finder);
  lagrange.settle({ aim: BOTH_AIM, rounds: ROUNDS, draw, isStopped });
  startOver(
    draft,
    lagrange.seatPrices.map((price) =>
      price === Infinity ? 0 : Math.round(Math.min(price, GUIDE_MAX) * GUIDE),
    ),
    isStopped,
  );
  onBetter();
  const search = { rounds: people.length * ROUNDS_PERSON, draw, isStopped, onBetter };
  improve(draft, search);
  teller.tell();
  // From here on the guide would stand before goals 4 and 5.
  draft.setGuide(new Float64Array(house.sessions.length));
  improve(draft, search);
  teller.tell();
  for (let turn = 1; turn <= 2 * effort && !isStopped(); turn++) {
    decideVicinities(highs, finder, draft, { size: SIZE * turn, draw, isStopped, onBetter });
    teller.tell();
    improve(draft, search);
    teller.tell();
  }
}

/** Builds the plan anew by the guide; the better of the two stays. */
function startOver(draft: Draft, guide: Float64Array, isStopped: () => boolean): void {
  const before = { score: draft.score, weeks: draft.weeks.slice(), opened: draft.opened.slice() };
  for (const one of draft.people) draft.take(one);
  before.opened.forEach((isOpen, session) => {
    if (isOpen === 1) draft.close(session);
  });
  draft.setGuide(guide);
  construct(draft, isStopped);
  if (compareScores(draft.score, before.score) > 0) restore(draft, before.weeks, before.opened);
}
