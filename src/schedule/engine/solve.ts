/** The whole answer: a plan at once by search, then goal after goal made as good as can be proven in the time. */
import { Worker } from 'node:worker_threads';
import { checkPlan } from './check/check.ts';
import { type Goal, type GoalsInput, type GoalWord, reachGoals } from './exact/goals.ts';
import { modelOf, type WeekModel } from './exact/model.ts';
import { sparse, type Terms } from './exact/program.ts';
import type { WorkerWord } from './exact/worker.ts';
import { explainUnserved } from './explain/explain.ts';
import { type Assignment, type Fault, type Plan, parseWeek, type Score, type Week } from './format/format.ts';
import { compareScores } from './format/score.ts';
import { bestWeek } from './person/person-week.ts';
import { optionsOf, type PersonOptions, polishPlan, search } from './search/search.ts';

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
const BREATH_MS = 50;
const TELLING_MS = 300;
const ROUNDS_PER_EFFORT = 4;
/** Beyond this many columns the whole-model programme would not fit in memory or time; the search answers alone. */
const COLUMNS_MAX = 150_000;
/** A programme of this size is tried in this thread first, each goal for this long: the program stands still so long. */
const SMALL_COLUMNS = 400;
const SMALL_SECONDS = 0.1;

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

/** The order of lists must never matter: ids and times decide. A person's first site is the one order that counts. */
function inCanonicalOrder(week: Week): Week {
  const by = <T>(list: readonly T[], ...keys: ((item: T) => string | number)[]) =>
    [...list].sort((a, b) => {
      const key = keys.find((each) => each(a) !== each(b));
      return key === undefined ? 0 : key(a) < key(b) ? -1 : 1;
    });
  const byId = <T extends { readonly id: string }>(list: readonly T[]) => by(list, ({ id }) => id);
  return {
    ...week,
    sites: byId(week.sites),
    rooms: byId(week.rooms),
    staff: byId(week.staff).map((member) => ({
      ...member,
      free: by(
        member.free,
        ([from]) => from,
        ([, to]) => to,
      ),
    })),
    sessions: by(
      week.sessions,
      ({ start }) => start,
      ({ id }) => id,
    ),
    people: byId(week.people).map((person) => ({
      ...person,
      busy: by(
        person.busy,
        ({ start }) => start,
        ({ end }) => end,
        ({ soft, travel }) => `${soft} ${travel}`,
      ),
      needs: {
        ...person.needs,
        visits: by(person.needs.visits, ({ kind }) => kind).map((need) => ({
          ...need,
          staff: by(need.staff, (id) => id),
        })),
        activities: by(
          person.needs.activities,
          ({ activity }) => activity,
          ({ minMinutes }) => minMinutes,
        ),
      },
    })),
    apart: by(
      week.apart.map(([one, other]): [string, string] => (one < other ? [one, other] : [other, one])),
      ([one]) => one,
      ([, other]) => other,
    ),
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
  #breathedMs = performance.now();
  #overMs: number | undefined;
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
    const everybody = await this.#everybody();
    this.#enter('searching');
    const rounds = (this.#options.effort ?? 2) * ROUNDS_PER_EFFORT;
    const first = await search(this.#week, everybody, new Set(), rounds, () => this.#isStopped());
    this.#offer([...first.assignments.values()], []);
    const columns = everybody.reduce(
      (sum, { problem }) => sum + problem.sessions.length + problem.visits.length,
      0,
    );
    if (!(await this.#isStopped()) && columns <= COLUMNS_MAX) await this.#prove(everybody);
    await this.#polish(everybody, rounds);
    this.#enter('explaining');
    return this.#answer(everybody);
  }

  /** Everybody's options, and a true bound at once: what each could get alone, with every candidate open. */
  async #everybody(): Promise<readonly PersonOptions[]> {
    const everybody: PersonOptions[] = [];
    const bound = { served: 0, credited: 0 };
    for (const person of this.#week.people) {
      const options = optionsOf(this.#week, person);
      everybody.push(options);
      const isOver = await this.#isStopped();
      const alone = isOver ? undefined : bestWeek(options.problem);
      const mayBeServed = alone === undefined || alone.isServed || !alone.isExact;
      if (mayBeServed) bound.served += person.weight;
      bound.credited += mayBeServed ? person.needs.minutes : Math.min(alone.minutes, person.needs.minutes);
    }
    this.#bound = bound;
    return everybody;
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

  /** Lets timers and the cancel button have their turn, when one is due. */
  async #breathe(): Promise<void> {
    if (performance.now() - this.#breathedMs < BREATH_MS) return;
    await new Promise((resume) => setImmediate(resume));
    this.#breathedMs = performance.now();
  }

  async #isStopped(): Promise<boolean> {
    await this.#breathe();
    return this.#isOver;
  }

  /** Reasons are worth a moment after the time is over. */
  async #isTold(): Promise<boolean> {
    if (!(await this.#isStopped())) return false;
    this.#overMs ??= performance.now();
    return performance.now() - this.#overMs > TELLING_MS;
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
    const input: GoalsInput = {
      programme: sparse(model.programme),
      goals: goalsOf(model),
      start: model.write(
        new Map(this.#best?.assignments.map((assignment) => [assignment.person, assignment])),
        new Set(this.#best?.opened),
      ),
      secondsEach: (this.#limitMs - this.#elapsedMs) / 1000,
      stopsUnproven: false,
    };
    this.#enter('served');
    // Nobody and nothing to choose from: the empty plan is the best.
    this.#isProven = input.goals.length === 0;
    if (this.#isProven) return;
    if (input.programme.numCols <= SMALL_COLUMNS) {
      // A thread takes longer to start than this takes; what it does not prove, the thread does over.
      const hear = this.#hearer(input, model);
      await reachGoals({ ...input, secondsEach: SMALL_SECONDS, stopsUnproven: true }, hear);
    }
    if (!this.#isProven && !this.#isOver) await this.#inWorker(input, model);
  }

  /** Takes the solver's words: better plans, and goals that ended. */
  #hearer({ goals }: GoalsInput, model: WeekModel): (word: GoalWord) => void {
    const proven = new Set<string>();
    return (word) => {
      const { assignments, opened } = model.read(word.values);
      this.#offer(assignments, opened);
      if (word.word !== 'ended') return;
      if (word.isProven) proven.add(word.goal);
      this.#learn(word.goal, word.bound, proven);
      const next = goals[goals.findIndex(({ name }) => name === word.goal) + 1];
      if (next !== undefined) this.#enter(next.name);
      this.#isProven = proven.size === goals.length;
    };
  }

  #inWorker(input: GoalsInput, model: WeekModel): Promise<void> {
    return new Promise((finish, fail) => {
      const worker = new Worker(new URL('./exact/worker.ts', import.meta.url), { workerData: input });
      const hear = this.#hearer(input, model);
      const stop = () => {
        clearInterval(watch);
        void worker.terminate();
        finish();
      };
      const watch = setInterval(() => this.#isOver && stop(), 100);
      worker.on('message', (word: WorkerWord) => (word.word === 'done' ? stop() : hear(word)));
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

  async #polish(everybody: readonly PersonOptions[], rounds: number): Promise<void> {
    const best = this.#best;
    if (best === undefined || this.#isProven || (await this.#isStopped())) return;
    const opened = new Set(best.opened);
    const polished = await polishPlan(this.#week, everybody, opened, best.assignments, rounds, () =>
      this.#isStopped(),
    );
    this.#offer(polished, best.opened);
  }

  async #answer(everybody: readonly PersonOptions[]): Promise<Plan> {
    const empty = this.#week.people.map(({ id }) => ({ person: id, sessions: [], visits: [] }));
    if (this.#best === undefined) this.#offer(empty, []);
    const plan = this.#asPlan(this.#best?.assignments ?? empty, this.#best?.opened ?? []);
    const score = this.#best?.score ?? plan.score;
    const bound = this.#bound ?? plan.bound;
    return {
      ...plan,
      score,
      bound,
      gap: { served: bound.served - score.served, credited: bound.credited - score.credited },
      status: this.#isProven ? 'optimal' : 'feasible',
      // Somebody who stops early keeps this plan: it tells its reasons like any other, as far as there is time.
      unserved: await explainUnserved(this.#week, everybody, plan, () => this.#isTold()),
      stats: {
        seconds: Math.round(this.#elapsedMs) / 1000,
        people: this.#week.people.length,
        stopped: !this.#isProven && this.#isOver,
      },
    };
  }
}

function goalsOf({ goals }: WeekModel): Goal[] {
  const goal = (name: Goal['name'], sense: Goal['sense'], terms: Terms): Goal => ({
    name,
    sense,
    columns: Int32Array.from(terms, ([column]) => column),
    factors: Float64Array.from(terms, ([, factor]) => factor),
  });
  return [
    goal('served', 'most', goals.served),
    goal('credited', 'most', goals.credited),
    goal('opened', 'least', goals.opened),
    goal('moves', 'least', goals.moves.terms),
    goal('friction', 'least', goals.friction),
  ].filter(({ columns }) => columns.length > 0);
}
