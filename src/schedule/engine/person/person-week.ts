/**
 * One person's best week by itself, exactly: every legal day is listed once, then the days are put together by
 * dynamic programming over (minutes, days, visits, activity minutes). Browser-safe.
 */
import {
  type Busy,
  clash,
  dayOf,
  EXTRA_DAY_FRICTION,
  hasTooLongRun,
  idleMinutes,
  type Thing,
  type WeekSettings,
} from './rules.ts';

export interface SessionOption extends Thing {
  readonly id: string;
  readonly activity: string;
  /** Friction of this session alone: soft minutes it meets. */
  readonly friction: number;
  /** Set against `friction` before anything else: a current session kept is worth one move. */
  readonly isCurrent: boolean;
}

export interface VisitOption extends Thing {
  /** Which of the person's visit needs it meets. */
  readonly need: number;
  readonly staff: string;
  readonly friction: number;
  readonly isCurrent: boolean;
}

export interface PersonNeeds {
  readonly minutes: number;
  readonly minDays: number;
  readonly maxMinutesPerDay: number;
  /** How many visits of each need. */
  readonly visits: readonly number[];
  readonly activities: readonly { readonly activity: string; readonly minMinutes: number }[];
  /** Minutes a week may have at most: the need plus one session. */
  readonly minutesMax: number;
}

export interface PersonWeek {
  readonly sessions: readonly SessionOption[];
  readonly visits: readonly VisitOption[];
  readonly minutes: number;
  readonly days: number;
  readonly isServed: boolean;
  /** Current things kept. */
  readonly kept: number;
  readonly friction: number;
  /** Whether truly no week is better: with several visits to place on a day, or too many ways, one may be missed. */
  readonly isExact: boolean;
}

interface DayChoice {
  readonly sessions: readonly SessionOption[];
  readonly visits: readonly VisitOption[];
  readonly minutes: number;
  readonly kept: number;
  readonly friction: number;
  readonly visitCounts: readonly number[];
  readonly activityMinutes: readonly number[];
  /** Visit minutes by member of staff, as `staffLeft` lists them. */
  readonly staffMinutes: readonly number[];
}

interface State {
  readonly minutes: number;
  readonly days: number;
  readonly visitCounts: readonly number[];
  readonly activityMinutes: readonly number[];
  readonly staffMinutes: readonly number[];
  readonly kept: number;
  readonly friction: number;
  readonly choice: DayChoice | null;
  readonly before: State | null;
}

/** Lists of this length and more are cut: far beyond what a real week holds, it bounds time and memory. */
const DAY_CHOICES_MAX = 4000;
const STATES_MAX = 20_000;

export const EMPTY_WEEK: PersonWeek = {
  sessions: [],
  visits: [],
  minutes: 0,
  days: 0,
  isServed: false,
  kept: 0,
  friction: 0,
  isExact: false,
};

export interface PersonProblem {
  readonly sessions: readonly SessionOption[];
  readonly visits: readonly VisitOption[];
  readonly needs: PersonNeeds;
  readonly settings: WeekSettings;
  /** Extra cost of using a day or a session, for weeks with another accent. 0 when left out. */
  readonly accent?: (session: SessionOption) => number;
  /** Members of staff whose minutes this person's visits together could use up. */
  readonly staffLeft?: readonly StaffLeft[];
}

/** What a member of staff has left for visits, in minutes. */
export interface StaffLeft {
  readonly staff: string;
  readonly week: number;
  /** Monday first. */
  readonly days: readonly number[];
}

/** The best week: served, then minutes credited, then things kept, then least friction; ties by order of ids. */
export function bestWeek(problem: PersonProblem): PersonWeek {
  const { states, isExact } = finalStates(problem);
  let best: State | undefined;
  for (const state of states) {
    if (best === undefined || isBetter(problem.needs, state, best)) best = state;
  }
  return best === undefined ? EMPTY_WEEK : { ...weekOf(problem.needs, best), isExact };
}

function finalStates(problem: PersonProblem): { states: Iterable<State>; isExact: boolean } {
  const { needs } = problem;
  // Of two visits on one day the first is placed without looking at the second.
  let isExact = needs.visits.reduce((sum, count) => sum + count, 0) < 2;
  let states = new Map<string, State>();
  const first: State = {
    minutes: 0,
    days: 0,
    visitCounts: needs.visits.map(() => 0),
    activityMinutes: needs.activities.map(() => 0),
    staffMinutes: (problem.staffLeft ?? []).map(() => 0),
    kept: 0,
    friction: 0,
    choice: null,
    before: null,
  };
  states.set('', first);
  for (let day = 0; day < 7; day++) {
    const choices = dayChoices(problem, day);
    if (choices.length === 0) continue;
    if (choices.length > DAY_CHOICES_MAX) isExact = false;
    const next = new Map(states);
    for (const state of states.values()) {
      for (const choice of choices) {
        const grown = grow(problem, state, choice);
        if (grown === undefined) continue;
        const key = keyOf(needs, grown);
        const rival = next.get(key);
        if (rival === undefined || isCheaper(grown, rival)) next.set(key, grown);
      }
      if (next.size > STATES_MAX) {
        isExact = false;
        break;
      }
    }
    states = next;
  }
  return { states: states.values(), isExact };
}

const isCheaper = (a: State, b: State): boolean =>
  a.kept > b.kept || (a.kept === b.kept && a.friction < b.friction);

function grow({ needs, staffLeft = [] }: PersonProblem, state: State, choice: DayChoice): State | undefined {
  const minutes = state.minutes + choice.minutes;
  if (minutes > needs.minutesMax) return undefined;
  const visitCounts = state.visitCounts.map((count, nth) => count + (choice.visitCounts[nth] ?? 0));
  if (visitCounts.some((count, nth) => count > (needs.visits[nth] ?? 0))) return undefined;
  const staffMinutes = state.staffMinutes.map((had, nth) => had + (choice.staffMinutes[nth] ?? 0));
  if (staffLeft.some(({ week }, nth) => (staffMinutes[nth] ?? 0) > Math.max(0, week))) return undefined;
  const days = state.days + 1;
  return {
    minutes,
    days,
    visitCounts,
    activityMinutes: state.activityMinutes.map((had, nth) => had + (choice.activityMinutes[nth] ?? 0)),
    staffMinutes,
    kept: state.kept + choice.kept,
    friction: state.friction + choice.friction + (days > needs.minDays ? EXTRA_DAY_FRICTION : 0),
    choice,
    before: state,
  };
}

const keyOf = (needs: PersonNeeds, state: State): string =>
  `${state.minutes}.${state.days}.${state.visitCounts.join('.')}.${state.activityMinutes
    .map((had, nth) => Math.min(had, needs.activities[nth]?.minMinutes ?? 0))
    .join('.')}.${state.staffMinutes.join('.')}`;

function isServed(needs: PersonNeeds, state: State): boolean {
  return (
    state.minutes >= needs.minutes &&
    state.days >= needs.minDays &&
    state.visitCounts.every((count, nth) => count >= (needs.visits[nth] ?? 0)) &&
    state.activityMinutes.every((had, nth) => had >= (needs.activities[nth]?.minMinutes ?? 0))
  );
}

function isBetter(needs: PersonNeeds, a: State, b: State): boolean {
  const [servedA, servedB] = [isServed(needs, a), isServed(needs, b)];
  if (servedA !== servedB) return servedA;
  const [creditA, creditB] = [Math.min(a.minutes, needs.minutes), Math.min(b.minutes, needs.minutes)];
  if (creditA !== creditB) return creditA > creditB;
  if (a.kept !== b.kept) return a.kept > b.kept;
  return a.friction < b.friction;
}

function weekOf(needs: PersonNeeds, state: State): Omit<PersonWeek, 'isExact'> {
  const sessions: SessionOption[] = [];
  const visits: VisitOption[] = [];
  for (let at: State | null = state; at !== null; at = at.before) {
    if (at.choice === null) continue;
    sessions.push(...at.choice.sessions);
    visits.push(...at.choice.visits);
  }
  return {
    sessions: sessions.sort((a, b) => a.start - b.start),
    visits: visits.sort((a, b) => a.start - b.start),
    minutes: state.minutes,
    days: state.days,
    isServed: isServed(needs, state),
    kept: state.kept,
    friction: state.friction,
  };
}

/** Every legal, non-empty set of things on one day; of visits only the best placing beside each set of sessions. */
function dayChoices(problem: PersonProblem, day: number): readonly DayChoice[] {
  const { needs, settings } = problem;
  const sessions = problem.sessions
    .filter(({ start }) => dayOf(start) === day)
    .sort((a, b) => a.start - b.start);
  const visits = problem.visits.filter(({ start }) => dayOf(start) === day);
  const choices: DayChoice[] = [];
  const take = (chosen: readonly SessionOption[], from: number, minutes: number) => {
    if (choices.length > DAY_CHOICES_MAX) return;
    addVisits(problem, chosen, visits, choices);
    for (let nth = from; nth < sessions.length; nth++) {
      const session = sessions[nth];
      if (session === undefined) continue;
      const sum = minutes + session.end - session.start;
      if (sum > needs.maxMinutesPerDay || chosen.some((other) => clash(other, session, settings))) continue;
      take([...chosen, session], nth + 1, sum);
    }
  };
  take([], 0, 0);
  return choices;
}

function addVisits(
  problem: PersonProblem,
  sessions: readonly SessionOption[],
  visits: readonly VisitOption[],
  into: DayChoice[],
): void {
  const plain = choiceOf(problem, sessions, []);
  if (plain !== undefined && sessions.length > 0) into.push(plain);
  // For each combination of visit counts keep the placing with most kept and least friction.
  let layer = new Map<string, DayChoice>();
  const first = sessions.length === 0 ? emptyChoice(problem) : plain;
  // A run that is too long without visits only gets longer with them.
  if (first === undefined) return;
  layer.set('', first);
  const most = problem.needs.visits.reduce((sum, count) => sum + count, 0);
  for (let size = 0; size < most && layer.size > 0; size++) {
    const next = new Map<string, DayChoice>();
    for (const choice of layer.values()) {
      for (const visit of visits) {
        if ((choice.visitCounts[visit.need] ?? 0) >= (problem.needs.visits[visit.need] ?? 0)) continue;
        if (choice.minutes + visit.end - visit.start > problem.needs.maxMinutesPerDay) continue;
        if (choice.visits.some((other) => clash(other, visit, problem.settings))) continue;
        if (sessions.some((other) => clash(other, visit, problem.settings))) continue;
        const grown = choiceOf(problem, sessions, [...choice.visits, visit]);
        if (grown === undefined) continue;
        const key = `${grown.visitCounts.join('.')} ${grown.staffMinutes.join('.')}`;
        const rival = next.get(key);
        if (
          rival === undefined ||
          grown.kept > rival.kept ||
          (grown.kept === rival.kept && grown.friction < rival.friction)
        ) {
          next.set(key, grown);
        }
      }
    }
    into.push(...next.values());
    layer = next;
  }
}

const emptyChoice = ({ needs, staffLeft = [] }: PersonProblem): DayChoice => ({
  sessions: [],
  visits: [],
  minutes: 0,
  kept: 0,
  friction: 0,
  visitCounts: needs.visits.map(() => 0),
  activityMinutes: needs.activities.map(() => 0),
  staffMinutes: staffLeft.map(() => 0),
});

function choiceOf(
  { needs, settings, accent, staffLeft = [] }: PersonProblem,
  sessions: readonly SessionOption[],
  visits: readonly VisitOption[],
): DayChoice | undefined {
  const things: Thing[] = [...sessions, ...visits].sort((a, b) => a.start - b.start);
  if (hasTooLongRun(things, settings)) return undefined;
  const staffMinutes = staffLeft.map(({ staff }) =>
    visits.reduce((sum, visit) => sum + (visit.staff === staff ? visit.end - visit.start : 0), 0),
  );
  const day = dayOf(things[0]?.start ?? 0);
  if (staffLeft.some(({ days }, nth) => (staffMinutes[nth] ?? 0) > Math.max(0, days[day] ?? 0)))
    return undefined;
  const all = [...sessions, ...visits];
  return {
    sessions,
    visits,
    staffMinutes,
    minutes: all.reduce((sum, { start, end }) => sum + end - start, 0),
    kept: all.filter(({ isCurrent }) => isCurrent).length,
    friction:
      idleMinutes(things) +
      all.reduce((sum, { friction }) => sum + friction, 0) +
      (accent === undefined ? 0 : sessions.reduce((sum, session) => sum + accent(session), 0)),
    visitCounts: needs.visits.map((_, nth) => visits.filter(({ need }) => need === nth).length),
    activityMinutes: needs.activities.map(({ activity }) =>
      sessions.reduce(
        (sum, session) => sum + (session.activity === activity ? session.end - session.start : 0),
        0,
      ),
    ),
  };
}

/** Hard and soft busy time as the rules want it. */
export type { Busy };
