/** The whole answer: the best plan the threads find, passed by the checker, with its bounds and everybody's reasons. */
import { availableParallelism } from 'node:os';
import { checkPlan } from './check/check.ts';
import { explainUnserved } from './explain/explain.ts';
import { inCanonicalOrder } from './format/canonical.ts';
import { type Assignment, type Fault, type Plan, parseWeek, type Score, type Week } from './format/format.ts';
import { compareScores } from './format/score.ts';
import { makePlan, WHOLE_MAX } from './run/plan.ts';
import { startTask, warmUp } from './run/threads.ts';
import type { Stage, Task, Word } from './run/words.ts';

export interface Progress {
  readonly stage: 'reading' | Stage | 'explaining';
  readonly elapsedMs: number;
  readonly limitMs: number;
  readonly best: Score | null;
  readonly bound: { readonly served: number; readonly credited: number } | null;
  readonly message: string;
}

export interface SolveOptions {
  /** How thorough the search is, 1 to 5; 2 when left out. */
  readonly effort?: number;
  /** Wall-clock limit in seconds; the answer is then the best so far. */
  readonly seconds?: number;
  /** Of the lots the search draws. */
  readonly seed?: number;
  /** How many threads may work at once; the answer is the same with any number. */
  readonly threads?: number;
  readonly onProgress?: (progress: Progress) => void;
  /** Aborting ends the work within a second with the best so far. */
  readonly signal?: AbortSignal;
}

/** The week contradicts itself; every fault with its JSON path. */
export class WeekFault extends Error {
  readonly faults: readonly Fault[];
  constructor(faults: readonly Fault[]) {
    super(`The week contradicts itself: ${faults[0]?.path} ${faults[0]?.message}`);
    this.name = 'WeekFault';
    this.faults = faults;
  }
}

const DEFAULT_SECONDS = 30;
const DEFAULT_EFFORT = 2;
const TICK_MS = 500;
const TELLING_MS = 300;
const WATCH_MS = 50;
const GOALS = 5;
/** A week this small is solved in this thread: another takes longer to start than the work takes. */
const SMALL = { people: 8, sessions: 16, visits: 12 };
const SMALL_MS = 500;

/**
 * Everybody's week at once.
 *
 * @throws WeekFault when the input contradicts itself
 */
export async function solveWeek(input: Week, options: SolveOptions = {}): Promise<Plan> {
  const startedMs = performance.now();
  if (input.people?.length > SMALL.people) warmUp();
  const parsed = parseWeek(input);
  if (!parsed.ok) throw new WeekFault(parsed.faults);
  const run = new Run(inCanonicalOrder(parsed.week), options, startedMs);
  try {
    return await run.solve();
  } finally {
    run.end();
  }
}

interface Found {
  readonly assignments: readonly Assignment[];
  readonly opened: readonly string[];
  readonly score: Score;
}

class Run {
  readonly #week: Week;
  readonly #options: SolveOptions;
  readonly #startedMs: number;
  readonly #limitMs: number;
  readonly #timer: NodeJS.Timeout;
  #stage: Progress['stage'] = 'reading';
  #best: Found | undefined;
  #bound: { served: number; credited: number };
  #both: { bound: number; served: number } | undefined;
  #proven: readonly string[] = [];
  #overMs: number | undefined;

  constructor(week: Week, options: SolveOptions, startedMs: number) {
    this.#week = week;
    this.#options = options;
    this.#startedMs = startedMs;
    this.#limitMs = (options.seconds ?? DEFAULT_SECONDS) * 1000;
    // Before anything is known: everybody served.
    this.#bound = {
      served: week.people.reduce((sum, { weight }) => sum + weight, 0),
      credited: week.people.reduce((sum, { needs }) => sum + needs.minutes, 0),
    };
    this.#timer = setInterval(() => this.#tell(), TICK_MS);
  }

  async solve(): Promise<Plan> {
    this.#tell();
    const { effort = DEFAULT_EFFORT, seed = 1 } = this.#options;
    const task: Task = { part: 'plan', week: this.#week, effort, seed };
    if (isSmall(this.#week)) await this.#here(task);
    // What was not proven in a moment, a thread does over.
    if (!this.#isProven) await this.#inThreads(task);
    this.#stage = 'explaining';
    this.#tell();
    return this.#answer();
  }

  end(): void {
    clearInterval(this.#timer);
  }

  get #elapsedMs(): number {
    return performance.now() - this.#startedMs;
  }
  get #isProven(): boolean {
    return this.#proven.length === GOALS;
  }
  get #isOver(): boolean {
    return this.#options.signal?.aborted === true || this.#elapsedMs >= this.#limitMs;
  }

  #tell(): void {
    this.#options.onProgress?.({
      stage: this.#stage,
      elapsedMs: Math.round(this.#elapsedMs),
      limitMs: this.#limitMs,
      best: this.#best?.score ?? null,
      bound: this.#best === undefined ? this.#bound : this.#boundOf(this.#best.score),
      message: this.#stage,
    });
  }

  async #here(task: Task): Promise<void> {
    const startedMs = performance.now();
    const isStopped = () => this.#isOver || performance.now() - startedMs > SMALL_MS;
    await makePlan(task, (word) => this.#hear(word, task.part), isStopped);
  }

  async #inThreads(task: Task): Promise<void> {
    const bound: Task = { ...task, part: 'bound' };
    const { threads = availableParallelism() } = this.#options;
    // A week decided in one programme has its bounds from there.
    if (this.#week.people.length <= WHOLE_MAX) await this.#inThread(task);
    else if (threads > 1) await Promise.all([this.#inThread(task), this.#inThread(bound)]);
    else {
      await this.#inThread(task);
      await this.#inThread(bound);
    }
  }

  async #inThread(task: Task): Promise<void> {
    if (this.#isOver) return;
    const running = startTask(task, (word) => this.#hear(word, task.part));
    const watch = setInterval(() => this.#isOver && running.stop(), WATCH_MS);
    try {
      await running.ended;
    } catch (fault) {
      // A solver that breaks leaves the best so far; only a broken program is worth stopping for.
      if (this.#best === undefined && task.part === 'plan') throw fault;
    } finally {
      clearInterval(watch);
    }
  }

  #hear(word: Word, part: Task['part']): void {
    switch (word.word) {
      case 'stage':
        this.#stage = word.stage;
        break;
      case 'better':
        this.#offer(word.assignments, word.opened);
        break;
      case 'bound':
        this.#bound = {
          served: Math.min(this.#bound.served, word.served ?? Infinity),
          credited: Math.min(this.#bound.credited, word.credited ?? Infinity),
        };
        if (word.both !== undefined && word.both.bound < (this.#both?.bound ?? Infinity))
          this.#both = word.both;
        break;
      case 'done':
        if (part === 'plan') this.#proven = word.proven;
    }
    this.#tell();
  }

  /** Takes a plan that is no worse than the best so far, after the checker has passed it. */
  #offer(assignments: readonly Assignment[], opened: readonly string[]): void {
    const check = checkPlan(this.#week, asPlan(assignments, opened));
    if (!check.ok) return;
    if (this.#best !== undefined && compareScores(check.score, this.#best.score) > 0) return;
    this.#best = { assignments, opened, score: check.score };
  }

  async #answer(): Promise<Plan> {
    const nothing = this.#week.people.map(({ id }) => ({ person: id, sessions: [], visits: [] }));
    if (this.#best === undefined) this.#offer(nothing, []);
    const plan = asPlan(this.#best?.assignments ?? nothing, this.#best?.opened ?? []);
    const score = this.#best?.score ?? plan.score;
    const bound = this.#boundOf(score);
    const wasStopped = !this.#isProven && this.#isOver;
    // Somebody who stops early keeps this plan: it tells its reasons like any other, as far as there is time.
    const everybody = this.#week.people.map((person) => ({ person }));
    const unserved = await explainUnserved(this.#week, everybody, plan, () => this.#isTold());
    return {
      ...plan,
      score,
      bound,
      gap: { served: bound.served - score.served, credited: bound.credited - score.credited },
      status: this.#isProven ? 'optimal' : 'feasible',
      unserved,
      stats: {
        seconds: Math.round(this.#elapsedMs) / 1000,
        people: this.#week.people.length,
        proven: [...this.#proven],
        stopped: wasStopped,
      },
    };
  }

  /** What no plan can beat; of goal 2: no plan that serves as many. */
  #boundOf({ served, credited }: Score): { served: number; credited: number } {
    if (this.#isProven) return { served, credited };
    const beside = this.#both === undefined ? Infinity : this.#both.bound - this.#both.served * served;
    return { served: this.#bound.served, credited: Math.min(this.#bound.credited, beside) };
  }

  /** Reasons are worth a moment after the time is over. */
  async #isTold(): Promise<boolean> {
    await new Promise((resume) => setImmediate(resume));
    if (!this.#isOver) return false;
    this.#overMs ??= performance.now();
    return performance.now() - this.#overMs > TELLING_MS;
  }
}

const isSmall = ({ people, sessions }: Week): boolean =>
  people.length <= SMALL.people &&
  sessions.length <= SMALL.sessions &&
  people.reduce((sum, { needs }) => sum + needs.visits.length, 0) <= SMALL.visits;

/** A plan with nothing claimed but who goes where. */
const asPlan = (assignments: readonly Assignment[], opened: readonly string[]): Plan => ({
  format: 'daybridge-week-plan/1',
  assignments: assignments.map(({ person, sessions, visits }) => ({
    person,
    sessions: [...sessions],
    visits: visits.map((visit) => ({ ...visit })),
  })),
  opened: [...opened],
  score: { served: 0, credited: 0, opened: 0, moves: 0, friction: 0 },
  bound: { served: 0, credited: 0 },
  gap: { served: 0, credited: 0 },
  status: 'feasible',
  unserved: [],
  stats: { seconds: 0 },
});
