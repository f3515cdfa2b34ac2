import { checkPlan, type Fault, type Progress as Found, type Plan, type Week } from './engine/index.ts';
import type { Labels } from './labels.store.ts';
import type { NewPlan, PlanHead } from './plan.store.ts';
import type { PersonWeek, PlannedVisit } from './plan.ts';
import type { Progress } from './run.store.ts';

/** Whether a plan breaks no rule and its five numbers are what it says, by the checker that shares no code with the search. */
export function isSound(week: Week, plan: Plan): boolean {
  const { ok, score } = checkPlan(week, plan);
  return (
    ok && (Object.keys(score) as (keyof typeof score)[]).every((goal) => score[goal] === plan.score[goal])
  );
}

/** What is wrong with a kept plan in the week as it is now; empty while it holds. */
export function faultsNow(
  week: Week,
  kept: Pick<PlanHead, 'opened' | 'score' | 'bound' | 'status'>,
  weeks: ReadonlyMap<string, PersonWeek>,
): readonly Fault[] {
  const { faults, score } = checkPlan(week, planAgain(kept, weeks));
  if (faults.length > 0) return faults;
  const isAsGood = score.served === kept.score.served && score.credited === kept.score.credited;
  return isAsGood ? [] : [{ path: '$.score', message: 'What is prescribed changed for somebody.' }];
}

/** A kept plan in the optimiser's form. Its visits carry no length there: the need says it. */
export const planAgain = (
  { opened, score, bound, status }: Pick<PlanHead, 'opened' | 'score' | 'bound' | 'status'>,
  weeks: ReadonlyMap<string, PersonWeek>,
): Plan => ({
  format: 'daybridge-week-plan/1',
  assignments: [...weeks].map(([person, { sessions, visits }]) => ({
    person,
    sessions: [...sessions],
    visits: visits.map(({ kind, staff, start }) => ({ kind, staff, start })),
  })),
  opened: [...opened],
  score,
  bound,
  gap: { served: bound.served - score.served, credited: bound.credited - score.credited },
  status,
  unserved: [],
  stats: { seconds: 0 },
});

/** The optimiser's answer as it is kept: visits get their length and place, people without anything no row. */
export function newPlan(week: Week, plan: Plan): NewPlan {
  const short = shortOf(week, plan);
  const people = new Map(week.people.map((person) => [person.id, person]));
  const weeks = new Map<string, PersonWeek>();
  for (const { person, sessions, visits } of plan.assignments) {
    if (sessions.length + visits.length === 0) continue;
    weeks.set(person, { sessions, visits: visits.map((visit) => plannedVisit(people.get(person), visit)) });
  }
  return {
    weeks,
    short,
    opened: plan.opened,
    score: plan.score,
    bound: plan.bound,
    status: plan.status,
    people: week.people.length,
    seconds: plan.stats.seconds,
  };
}

/** Who has no full week, with reasons and the ways out that the program can take. */
function shortOf(week: Week, plan: Plan): NewPlan['short'] {
  const holders = visitHolders(week);
  return plan.unserved.map(({ fixes, ...short }) => ({
    ...short,
    fixes: fixes.filter(
      ({ kind, visit, staff }) =>
        kind !== 'other-staff' || holders.get(String(visit))?.has(String(staff)) === true,
    ),
  }));
}

/** Who holds visits of a kind at all: a counselor is no way out where a prescriber is missing. */
function visitHolders(week: Week): ReadonlyMap<string, ReadonlySet<string>> {
  const holders = new Map<string, Set<string>>();
  for (const { needs } of week.people) {
    for (const { kind, staff } of needs.visits) {
      const known = holders.get(kind) ?? new Set();
      for (const one of staff) known.add(one);
      holders.set(kind, known);
    }
  }
  return holders;
}

function plannedVisit(
  person: Week['people'][number] | undefined,
  { kind, staff, start }: Plan['assignments'][number]['visits'][number],
): PlannedVisit {
  const need = person?.needs.visits.find((visit) => visit.kind === kind);
  if (person === undefined || need === undefined)
    throw new Error('A sound plan has no visit nobody asked for.');
  const site = need.site === undefined ? (person.sites[0] ?? null) : need.site;
  return { kind, staff, start, minutes: need.minutes, site };
}

/** A run's progress as it is kept and shown: numbers of people. */
export function progressOf(week: Week, { stage, elapsedMs, limitMs, best, bound, message }: Found): Progress {
  return {
    stage,
    done: best?.served ?? 0,
    total: week.people.length,
    elapsedMs: Math.round(elapsedMs),
    limitMs: Math.round(limitMs),
    best: best?.served ?? null,
    bound: bound?.served ?? null,
    message,
  };
}

const FAULTS_TOLD = 10;

/** Faults in words people of the program understand: ids become names of groups and rooms, and record codes. */
export function faultWords(week: Week, labels: Labels, faults: readonly Fault[]): string[] {
  const named = (words: string) => namedIn(words, labels);
  return faults.slice(0, FAULTS_TOLD).map(({ path, message }) => {
    const about = subjectOf(week, path);
    const name = about === undefined ? undefined : nameOf(about, labels);
    return name === undefined || message.includes(`"${about}"`)
      ? named(message)
      : `${name}: ${named(message)}`;
  });
}

/** Quoted ids in a sentence become names. */
export const namedIn = (words: string, labels: Labels): string =>
  words.replace(QUOTED_ID, (quoted, id: string) => nameOf(id, labels) ?? quoted);

const QUOTED_ID = /"([0-9a-f]{8}-[0-9a-f-]{27})"/g;

const nameOf = (id: string, { sessions, staff, rooms, sites, people }: Labels): string | undefined =>
  sessions.get(id)?.label.en ?? staff.get(id) ?? rooms.get(id) ?? sites.get(id) ?? people.get(id);

/** The id of the thing a path starts with: "$.sessions[3].room" is the fourth session. */
function subjectOf(week: Week, path: string): string | undefined {
  const [, list = '', at = ''] = /^\$\.(sessions|people|staff|rooms)\[(\d+)\]/.exec(path) ?? [];
  const things: Readonly<Record<string, readonly { id: string }[]>> = {
    sessions: week.sessions,
    people: week.people,
    staff: week.staff,
    rooms: week.rooms,
  };
  return things[list]?.[Number(at)]?.id;
}
