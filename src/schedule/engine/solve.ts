/** The whole answer: a plan at once by search, then goal after goal made as good as can be proven in the time. */
import { Worker } from 'node:worker_threads';
import { checkPlan } from './check.ts';
import { explainUnserved } from './explain.ts';
import { type Assignment, type Fault, type Plan, parseWeek, type Score, type Week } from './format.ts';
import { modelOf, type WeekModel } from './model.ts';
import { bestWeek } from './person-week.ts';
import { sparse, type Terms } from './program.ts';
import { compareScores } from './score.ts';
import { optionsOf, type PersonOptions, polishPlan, search } from './search.ts';
import type { Goal, WorkerInput, WorkerWord } from './worker.ts';

export interface Progress {
  readonly stage:
    | 'reading'
    | 'searching'
    | 'served'
    | 'credited'
    | 'opened'
    | 'moves'
    | 'friction'
    | 'explaining';
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
  /** Kept for the search that draws lots; the exact arm needs none. */
  readonly seed?: number;
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
const TICK_MS = 500;
const ROUNDS_PER_EFFORT = 4;
/** Beyond this many columns the whole-model programme would not fit in memory or time; the search answers alone. */
const COLUMNS_MAX = 150_000;

/**
 * Everybody's week at once.
 *
 * @throws WeekFault when the input contradicts itself
 */
export async function solveWeek(input: Week, options: SolveOptions = {}): Promise<Plan> {
  const startedMs = performance.now();
  const parsed = parseWeek(input);
  if (!parsed.ok) throw new WeekFault(parsed.faults);
  const run = new Run(inCanonicalOrder(parsed.week), options, startedMs);
  try {
    return await run.solve();
  } finally {
    run.end();
  }
}

/** The order of the lists must never matter: ids decide. */
function inCanonicalOrder(week: Week): Week {
  const byId = <T extends { readonly id: string }>(list: readonly T[]) =>
    [...list].sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    ...week,
    sites: byId(week.sites),
    rooms: byId(week.rooms),
    staff: byId(week.staff),
    sessions: byId(week.sessions).sort((a, b) => a.start - b.start),
    people: byId(week.people),
  };
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
  #bound: { served: number; credited: number } | null = null;
  #isProven = false;

  constructor(week: Week, options: SolveOptions, startedMs: number) {
    this.#week = week;
    this.#options = options;
    this.#startedMs = startedMs;
    this.#limitMs = (options.seconds ?? DEFAULT_SECONDS) * 1000;
    this.#timer = setInterval(() => this.#tell(), TICK_MS);
  }

  async solve(): Promise<Plan> {
    const everybody = optionsOf(this.#week);
    this.#bound = boundAlone(everybody);
    this.#enter('searching');
    const rounds = (this.#options.effort ?? 2) * ROUNDS_PER_EFFORT;
    const first = search(this.#week, everybody, new Set(), rounds, () => this.#isOver);
    this.#offer([...first.assignments.values()], []);
    await this.#breathe();
    const columns = everybody.reduce(
      (sum, { problem }) => sum + problem.sessions.length + problem.visits.length,
      0,
    );
    if (!this.#isOver && columns <= COLUMNS_MAX) await this.#prove(everybody);
    this.#polish(everybody, rounds);
    this.#enter('explaining');
    return this.#answer(everybody);
  }

  end(): void {
    clearInterval(this.#timer);
  }

  get #elapsedMs(): number {
    return performance.now() - this.#startedMs;
  }
  get #isOver(): boolean {
    return this.#options.signal?.aborted === true || this.#elapsedMs >= this.#limitMs;
  }

  #enter(stage: Progress['stage']): void {
    this.#stage = stage;
    this.#tell();
  }

  #tell(): void {
    this.#options.onProgress?.({
      stage: this.#stage,
      elapsedMs: Math.round(this.#elapsedMs),
      limitMs: this.#limitMs,
      best: this.#best?.score ?? null,
      bound: this.#bound,
      message: this.#stage,
    });
  }

  /** Lets timers and the cancel button have their turn. */
  #breathe(): Promise<void> {
    return new Promise((resume) => setImmediate(resume));
  }

  /** Takes a plan that is better than the best so far, after the checker has passed it. */
  #offer(assignments: readonly Assignment[], opened: readonly string[]): void {
    const plan = this.#asPlan(assignments, opened);
    const check = checkPlan(this.#week, plan);
    if (!check.ok) return;
    if (this.#best !== undefined && compareScores(check.score, this.#best.score) >= 0) return;
    this.#best = { assignments, opened, score: check.score };
  }

  #asPlan(assignments: readonly Assignment[], opened: readonly string[]): Plan {
    return {
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
    };
  }

  async #prove(everybody: readonly PersonOptions[]): Promise<void> {
    const model = modelOf(this.#week, everybody);
    const leftSeconds = (this.#limitMs - this.#elapsedMs) / 1000;
    const goals = goalsOf(model, leftSeconds);
    const start = model.write(
      new Map(this.#best?.assignments.map((assignment) => [assignment.person, assignment])),
      new Set(this.#best?.opened),
    );
    this.#enter('served');
    await this.#inWorker({ programme: sparse(model.programme), goals, start }, model);
  }

  #inWorker(input: WorkerInput, model: WeekModel): Promise<void> {
    return new Promise((finish, fail) => {
      const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: input });
      const proven = new Set<string>();
      const stop = () => {
        clearInterval(watch);
        void worker.terminate();
        finish();
      };
      const watch = setInterval(() => this.#isOver && stop(), 100);
      worker.on('message', (word: WorkerWord) => {
        if (word.word === 'done') return stop();
        const { assignments, opened } = model.read(word.values);
        this.#offer(assignments, opened);
        if (word.word !== 'ended') return;
        if (word.isProven) proven.add(word.goal);
        this.#learn(word.goal, word.bound, proven);
        const next = input.goals[input.goals.findIndex(({ name }) => name === word.goal) + 1];
        if (next !== undefined) this.#enter(next.name);
        this.#isProven = proven.size === input.goals.length;
      });
      worker.on('error', (fault) => {
        clearInterval(watch);
        // A solver that breaks leaves the best so far; only a broken program is worth stopping for.
        if (this.#best === undefined) fail(fault);
        else finish();
      });
    });
  }

  /** A bound of goal 2 counts only while goal 1 is held at its true best. */
  #learn(goal: string, bound: number, proven: ReadonlySet<string>): void {
    if (this.#bound === null || !Number.isFinite(bound)) return;
    const whole = Math.floor(bound + 1e-6);
    if (goal === 'served') this.#bound = { ...this.#bound, served: Math.min(this.#bound.served, whole) };
    if (goal === 'credited' && proven.has('served')) {
      this.#bound = { ...this.#bound, credited: Math.min(this.#bound.credited, whole) };
    }
  }

  #polish(everybody: readonly PersonOptions[], rounds: number): void {
    const best = this.#best;
    if (best === undefined || this.#isProven || this.#isOver) return;
    const opened = new Set(best.opened);
    const polished = polishPlan(this.#week, everybody, opened, best.assignments, rounds, () => this.#isOver);
    this.#offer(polished, best.opened);
  }

  #answer(everybody: readonly PersonOptions[]): Plan {
    const best = this.#best ?? {
      assignments: this.#week.people.map(({ id }) => ({ person: id, sessions: [], visits: [] })),
      opened: [],
      score: { served: 0, credited: 0, opened: 0, moves: 0, friction: 0 },
    };
    const bound = this.#bound ?? { served: 0, credited: 0 };
    return {
      ...this.#asPlan(best.assignments, best.opened),
      score: best.score,
      bound,
      gap: { served: bound.served - best.score.served, credited: bound.credited - best.score.credited },
      status: this.#isProven ? 'optimal' : 'feasible',
      // Somebody who stops early keeps this plan: it tells its reasons like any other.
      unserved: explainUnserved(this.#week, everybody, best.assignments, best.opened),
      stats: {
        seconds: Math.round(this.#elapsedMs) / 1000,
        people: this.#week.people.length,
        stopped: this.#isOver,
      },
    };
  }
}

/** A true bound at once: what each person could get alone in the world, with every candidate open. */
function boundAlone(everybody: readonly PersonOptions[]): { served: number; credited: number } {
  let [served, credited] = [0, 0];
  for (const { person, problem } of everybody) {
    const alone = bestWeek(problem);
    if (alone.isServed) served += person.weight;
    credited += Math.min(person.needs.minutes, alone.isServed ? person.needs.minutes : mostMinutes(problem));
  }
  return { served, credited };
}

/** The most minutes somebody can get; a person who cannot be served may still be credited all of them. */
const mostMinutes = (problem: PersonOptions['problem']): number => bestWeek(problem).minutes;

function goalsOf({ goals }: WeekModel, leftSeconds: number): Goal[] {
  const goal = (name: Goal['name'], sense: Goal['sense'], terms: Terms): Goal => ({
    name,
    sense,
    columns: Int32Array.from(terms, ([column]) => column),
    factors: Float64Array.from(terms, ([, factor]) => factor),
    seconds: leftSeconds,
  });
  return [
    goal('served', 'most', goals.served),
    goal('credited', 'most', goals.credited),
    goal('opened', 'least', goals.opened),
    goal('moves', 'least', goals.moves.terms),
    goal('friction', 'least', goals.friction),
  ].filter(({ columns }) => columns.length > 0);
}
