/**
 * Price and branch: for each goal in order the weeks worth having are generated until the bound is true and tight,
 * then the best plan made of them is found by branch and bound. A goal whose bound is reached is proven and held.
 */
import type { Highs } from 'highs';
import type { Finder } from '../core/finder.ts';
import type { House } from '../core/house.ts';
import type { OwnWeek } from '../core/own-week.ts';
import type { Someone } from '../core/someone.ts';
import type { Draft } from '../search/draft.ts';
import { Dive } from './dive.ts';
import { Master, type MasterAnswer, priceAll } from './master.ts';
import { betterOpenings } from './openings.ts';
import { candidatesOf, type Decision, scopeOf, standing, take } from './region.ts';
import type { Aim, Column, Scope } from './rows.ts';

export interface Goal {
  readonly name: 'served' | 'credited' | 'opened' | 'moves' | 'friction' | 'both';
  readonly aim: Aim;
  /** The value of every plan is a whole multiple of this. */
  readonly unit: number;
}

export interface SettleOptions {
  readonly goals: readonly Goal[];
  /** How many dives are tried, and branch-and-bound nodes after them; 0: none. */
  readonly dives: number;
  readonly nodes: number;
  readonly isStopped: () => boolean;
  readonly onBetter: () => void;
  /** Called before each goal: the moment to better what comes after the goals held. */
  readonly onGoal?: (goal: Goal['name']) => void;
  /** A goal's true bound, with the goals before it held at what the draft has. */
  readonly onBound?: (goal: Goal['name'], bound: number, isProven: boolean) => void;
}

const NOTHING: Aim = { served: 0, credited: 0, opened: 0, kept: 0, friction: 0 };
/**
 * The goals up to one, as a sum: any factors are true, as a plan that keeps the goals before and betters this one is
 * worth more. Not so far apart that numbers lose their last digits.
 */
const BESIDE = {
  served: { ...NOTHING, served: 1 },
  credited: { ...NOTHING, served: 600, credited: 1 },
  opened: { ...NOTHING, served: 600, credited: 1 },
  moves: { ...NOTHING, served: 6000, credited: 10, kept: 1 },
  friction: { ...NOTHING, served: 600_000, credited: 1000, kept: 1000, friction: 1 },
} as const;
const ROUNDS_MAX = 200;
const TRIES_MAX = 6;
/** What dive after dive takes for granted: weeks this near to whole. */
const SURE = [0.8, 0.95, 0.6, 0.7, 0.9] as const;
const EPS = 1e-5;

const gcd = (a: number, b: number): number => (b === 0 ? Math.abs(a) : gcd(b, a % b));
const gcdOf = (numbers: Iterable<number>): number => {
  let all = 0;
  for (const each of numbers) all = gcd(all, each);
  return all === 0 ? 1 : all;
};

/** The five goals in order, each with the unit its values come in. */
export function goalsOf(house: House, people: readonly Someone[]): Goal[] {
  const softUnit = gcdOf(
    people.flatMap(({ person }) =>
      person.busy.flatMap(({ start, end, soft }) => (soft === undefined ? [] : [start, end])),
    ),
  );
  const hasSoft = people.some(({ person }) => person.busy.some(({ soft }) => soft !== undefined));
  return [
    { name: 'served', aim: { ...NOTHING, served: 1 }, unit: gcdOf(people.map(({ weight }) => weight)) },
    {
      name: 'credited',
      aim: { ...NOTHING, credited: 1 },
      unit: gcdOf([house.grain, ...people.map(({ person }) => person.needs.minutes)]),
    },
    {
      name: 'opened',
      aim: { ...NOTHING, opened: 1 },
      unit: gcdOf(
        house.sessions.flatMap(({ status, openCost }) => (status === 'candidate' ? [openCost] : [])),
      ),
    },
    { name: 'moves', aim: { ...NOTHING, kept: 1 }, unit: 1 },
    {
      name: 'friction',
      aim: { ...NOTHING, friction: 1 },
      unit: hasSoft ? gcd(gcd(house.grain, 60), softUnit) : gcd(house.grain, 60),
    },
  ];
}

/** Served and credited at once, for a part of a week: one person served outweighs any day's minutes. */
export const BOTH: Goal = {
  name: 'both',
  aim: { ...NOTHING, served: 1500, credited: 1 },
  unit: 1,
};

/**
 * Betters these people's part of the draft, goal after goal.
 *
 * @returns the goals proven, in order, up to the first that is not
 */
export function settle(
  highs: Highs,
  finder: Finder,
  draft: Draft,
  people: readonly Someone[],
  options: SettleOptions,
): Goal['name'][] {
  // With nobody to place there is nothing to decide.
  if (people.length === 0) return options.goals.map(({ name }) => name);
  const candidates = candidatesOf(draft, people);
  const scope = scopeOf(draft, people, candidates);
  const master = new Master(highs, scope);
  const proven: Goal['name'][] = [];
  try {
    let isProven = true;
    for (const goal of options.goals) {
      if (options.isStopped()) break;
      options.onGoal?.(goal.name);
      const isReached = new GoalRun(master, finder, draft, scope, goal, options).run();
      isProven &&= isReached;
      if (isProven) proven.push(goal.name);
      master.atLeast(goal.aim, worthOf(goal.aim, draft, people, scope));
    }
  } finally {
    master.dispose();
  }
  return proven;
}

/** What a region of the draft is worth by an aim. */
function worthOf(aim: Aim, draft: Draft, people: readonly Someone[], { candidates, house }: Scope): number {
  let value = 0;
  for (const { index, weight } of people) {
    const week = draft.weeks[index] as OwnWeek;
    value += (week.isServed ? aim.served * weight : 0) + aim.credited * week.credited;
    value += aim.kept * week.kept - aim.friction * week.friction;
  }
  for (const session of candidates) {
    if (draft.opened[session] === 1) value -= aim.opened * (house.sessions[session]?.openCost ?? 0);
  }
  return value;
}

class GoalRun {
  readonly #master: Master;
  readonly #finder: Finder;
  readonly #draft: Draft;
  readonly #scope: Scope;
  readonly #goal: Goal;
  readonly #options: SettleOptions;
  #bound = Infinity;

  constructor(
    master: Master,
    finder: Finder,
    draft: Draft,
    scope: Scope,
    goal: Goal,
    options: SettleOptions,
  ) {
    this.#master = master;
    this.#finder = finder;
    this.#draft = draft;
    this.#scope = scope;
    this.#goal = goal;
    this.#options = options;
  }

  /** Whether what the draft has is proven to be the best. */
  run(): boolean {
    this.#addStanding();
    this.#master.aimAt(this.#goal.aim);
    const isReached = this.#generate() || this.#dive() || this.#openElse() || this.#branch();
    this.#options.onBound?.(this.#goal.name, this.#bound, isReached);
    return isReached;
  }

  #whole(value: number): number {
    const { unit } = this.#goal;
    return Math.floor(value / unit + EPS) * unit;
  }
  get #has(): number {
    return worthOf(this.#goal.aim, this.#draft, this.#scope.people, this.#scope);
  }

  #addStanding(): number[] {
    const { people, candidates } = this.#scope;
    const { weeks } = standing(this.#draft, people, candidates);
    const columns = [...weeks].map(([person, week]): Column => ({ person, week }));
    this.#master.add(columns);
    return this.#master.indexesOf(columns);
  }

  /** Generates weeks until the bound cannot fall any more, or is reached by the draft. */
  #generate(): boolean {
    for (let round = 0; round < ROUNDS_MAX && !this.#options.isStopped(); round++) {
      const answer = this.#master.solve();
      if (answer === undefined) return false;
      const { value } = answer;
      const { columns, bound } = priceAll(this.#master, this.#finder, this.#scope);
      const whole = this.#whole(bound);
      if (whole < this.#bound) {
        this.#bound = whole;
        this.#options.onBound?.(this.#goal.name, whole, whole <= this.#has);
      }
      if (this.#bound <= this.#has) return true;
      if (this.#bound <= this.#whole(value) || this.#master.add(columns) === 0) return false;
    }
    return false;
  }

  #dive(): boolean {
    const { people, candidates } = this.#scope;
    const { dives, isStopped } = this.#options;
    for (let nth = 0; nth < dives && !isStopped() && this.#bound > this.#has; nth++) {
      const sure = SURE[nth % SURE.length] as number;
      const plan = new Dive(this.#master, this.#finder, this.#scope, sure, isStopped).run(
        (value) => this.#whole(value) > this.#has,
      );
      if (plan !== undefined && take(this.#draft, people, candidates, this.#decision(plan))) {
        this.#options.onBetter();
      }
    }
    return this.#bound <= this.#has;
  }

  /** A better plan by way of other openings is found or ruled out, as long as that can be told. */
  #openElse(): boolean {
    const { people, candidates } = this.#scope;
    const { name, unit } = this.#goal;
    if (candidates.length === 0 || !(name in BESIDE)) return false;
    const aim = BESIDE[name as keyof typeof BESIDE];
    let found: ReturnType<typeof betterOpenings> = 'unknown';
    while (!this.#options.isStopped()) {
      const cost = -worthOf({ ...NOTHING, opened: 1 }, this.#draft, people, this.#scope);
      if (name === 'opened' && cost === 0) break;
      // Before openings are a goal they cost nothing.
      const isCostHeld = name === 'moves' || name === 'friction';
      found = betterOpenings({
        master: this.#master,
        finder: this.#finder,
        scope: this.#scope,
        aim,
        target: worthOf(aim, this.#draft, people, this.#scope) + unit * this.#worth(aim),
        costMost: name === 'opened' ? cost - unit : isCostHeld ? cost : Infinity,
        isStopped: this.#options.isStopped,
      });
      if (typeof found === 'string' || !take(this.#draft, people, candidates, this.#decision(found))) break;
      this.#options.onBetter();
    }
    if (found === 'none') this.#bound = this.#has;
    this.#master.aimAt(this.#goal.aim);
    return this.#bound <= this.#has;
  }

  /** What one more of this goal is worth by an aim of several. */
  #worth(aim: Aim): number {
    const { name } = this.#goal;
    if (name === 'moves') return aim.kept;
    return name === 'served' || name === 'credited' || name === 'friction' ? aim[name] : 0;
  }

  /** The best plan of the weeks there are; rows it breaks are added and it is found again. */
  #branch(): boolean {
    const { people, candidates } = this.#scope;
    if (this.#options.nodes === 0) return false;
    for (let nth = 0; nth < TRIES_MAX && !this.#options.isStopped(); nth++) {
      const start = this.#addStanding();
      const open = candidates.filter((session) => this.#draft.opened[session] === 1);
      const rows = this.#master.rowCount;
      const found = this.#master.solveWhole(start, open, this.#options.nodes, this.#goal.unit);
      if (found === undefined) return false;
      if (take(this.#draft, people, candidates, this.#decision(found))) this.#options.onBetter();
      if (this.#bound <= this.#has) return true;
      if (this.#master.rowCount === rows) return false;
    }
    return false;
  }

  #decision({ columns, opened }: MasterAnswer): Decision {
    const weeks = new Map<number, OwnWeek>();
    columns.forEach((value, nth) => {
      const column = this.#master.columns[nth];
      if (value > 0.5 && column !== undefined) weeks.set(column.person, column.week);
    });
    return { weeks, opened: this.#master.candidates.filter((_, nth) => (opened[nth] as number) > 0.5) };
  }
}
