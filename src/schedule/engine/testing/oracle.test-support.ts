/**
 * The oracle: every opening of candidates with everybody's every legal week, for weeks so small that this ends. It
 * shares no code with the search or the model; the checker judges each person's week and counts its score.
 */
import { checkPlan } from '../check/check.ts';
import type { Assignment, Person, Plan, Score, Visit, Week } from '../format/format.ts';

export interface Best {
  readonly score: Score;
  readonly plan: Plan;
}

/** A plan with nothing claimed but who goes where. */
export const planOf = (assignments: readonly Assignment[], opened: readonly string[] = []): Plan => ({
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

/** The best score of all plans, and a plan that has it. Cost grows beyond reason with more than a few people. */
export function bestOfAll(week: Week): Best {
  const legal = week.people.map((person) => legalWeeks(week, person));
  let best: Best | undefined;
  for (const opened of openings(week)) {
    const found = bestWithOpened(week, legal, opened);
    if (found !== undefined && (best === undefined || isBetter(found.score, best.score))) best = found;
  }
  if (best === undefined) throw new Error('A week always has the plan in which nobody goes anywhere.');
  return best;
}

export function isBetter(a: Score, b: Score): boolean {
  if (a.served !== b.served) return a.served > b.served;
  if (a.credited !== b.credited) return a.credited > b.credited;
  if (a.opened !== b.opened) return a.opened < b.opened;
  if (a.moves !== b.moves) return a.moves < b.moves;
  return a.friction < b.friction;
}

interface OwnWeek {
  readonly assignment: Assignment;
  readonly score: Score;
}

/** Every week the person could have with the house to themself. Whatever is illegal stays so with more in it. */
export function legalWeeks(week: Week, person: Person): readonly OwnWeek[] {
  const alone: Week = {
    ...week,
    staff: week.staff.map((member) => ({ ...member, maxMinutes: 10_080, maxMinutesPerDay: 1440 })),
    sessions: week.sessions.map(({ room: _, ...session }) => ({
      ...session,
      staff: [],
      status: 'fixed',
      min: 0,
      max: 1,
    })),
    people: [person],
    apart: [],
  };
  const visits: Visit[] = person.needs.visits.flatMap(({ kind, staff }) =>
    week.staff
      .filter(({ id }) => staff.includes(id))
      .flatMap((member) =>
        [...startsOf(week, member.free)].map((start) => ({ kind, staff: member.id, start })),
      ),
  );
  const things = [
    ...week.sessions.map(({ id }) => ({ sessions: [id], visits: [] })),
    ...visits.map((visit) => ({ sessions: [], visits: [visit] })),
  ];
  const found: OwnWeek[] = [];
  const grow = (assignment: Assignment, from: number) => {
    const { ok, score } = checkPlan(alone, planOf([assignment]));
    if (!ok) return;
    found.push({ assignment, score });
    things.slice(from).forEach(({ sessions, visits }, nth) => {
      const more = {
        person: person.id,
        sessions: [...assignment.sessions, ...sessions],
        visits: [...assignment.visits, ...visits],
      };
      grow(more, from + nth + 1);
    });
  };
  grow({ person: person.id, sessions: [], visits: [] }, 0);
  return found;
}

function startsOf(week: Week, free: readonly (readonly [number, number])[]): Set<number> {
  const starts = new Set<number>();
  for (const [from, to] of free) {
    for (let start = from; start < to; start++) if (start % week.settings.tick === 0) starts.add(start);
  }
  return starts;
}

export const subsets = (ids: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: 2 ** ids.length }, (_, bits) => ids.filter((_, nth) => (bits >> nth) % 2 === 1));

/** Every set of candidates whose rooms and staff are free, were there people enough. */
function openings(week: Week): readonly (readonly string[])[] {
  const candidates = week.sessions.filter(({ status }) => status === 'candidate').map(({ id }) => id);
  const withoutMin: Week = { ...week, sessions: week.sessions.map((session) => ({ ...session, min: 0 })) };
  return subsets(candidates).filter((opened) => checkPlan(withoutMin, planOf([], opened)).ok);
}

interface Partial {
  readonly assignments: readonly Assignment[];
  readonly score: Score;
  readonly rosters: ReadonlyMap<string, readonly string[]>;
  readonly held: readonly { readonly staff: string; readonly start: number; readonly end: number }[];
}

/** Person after person; of two ways that leave the same to those after, the better one is kept. */
function bestWithOpened(
  week: Week,
  legal: readonly (readonly OwnWeek[])[],
  opened: readonly string[],
): Best | undefined {
  const runs = week.sessions.filter(({ id, status }) => status === 'fixed' || opened.includes(id));
  const cost = runs.reduce((sum, { status, openCost }) => sum + (status === 'candidate' ? openCost : 0), 0);
  let partials: Partial[] = [
    {
      assignments: [],
      score: { served: 0, credited: 0, opened: cost, moves: 0, friction: 0 },
      rosters: new Map(runs.map(({ id }) => [id, []])),
      held: [],
    },
  ];
  week.people.forEach((person, nth) => {
    const kept = new Map<string, Partial>();
    for (const own of legal[nth] ?? []) {
      if (!own.assignment.sessions.every((id) => runs.some((session) => session.id === id))) continue;
      for (const partial of partials) {
        const next = withWeek(week, runs, partial, person, own);
        if (next === undefined) continue;
        const leaves = leftOver(week, runs, next, week.people.slice(nth + 1));
        const rival = kept.get(leaves);
        if (rival === undefined || isBetter(next.score, rival.score)) kept.set(leaves, next);
      }
    }
    partials = [...kept.values()];
  });
  let best: Partial | undefined;
  for (const partial of partials) {
    const isFilled = runs.every(
      ({ id, status, min }) => status === 'fixed' || (partial.rosters.get(id)?.length ?? 0) >= min,
    );
    if (isFilled && (best === undefined || isBetter(partial.score, best.score))) best = partial;
  }
  return best === undefined ? undefined : { score: best.score, plan: planOf(best.assignments, opened) };
}

/** What those after can still have: seats where they can bind, who they are kept apart from, and their staff. */
function leftOver(
  week: Week,
  runs: Week['sessions'],
  { rosters, held }: Partial,
  after: readonly Person[],
): string {
  const wanted = new Set(after.flatMap(({ needs }) => needs.visits.flatMap(({ staff }) => staff)));
  const shunned = new Set(week.apart.filter((pair) => after.some(({ id }) => pair.includes(id))).flat());
  const seats = runs.map((session) => {
    const roster = rosters.get(session.id) ?? [];
    const isFree = session.status === 'fixed' && seatsOf(week, session) >= week.people.length;
    return [isFree ? '' : roster.length, roster.filter((id) => shunned.has(id))];
  });
  return JSON.stringify([seats, held.filter(({ staff }) => wanted.has(staff))]);
}

const seatsOf = (week: Week, { room, max }: Week['sessions'][number]): number =>
  Math.min(max, week.rooms.find(({ id }) => id === room)?.seats ?? max);

function withWeek(
  week: Week,
  runs: Week['sessions'],
  partial: Partial,
  person: Person,
  own: OwnWeek,
): Partial | undefined {
  const rosters = new Map(partial.rosters);
  for (const session of runs) {
    if (!own.assignment.sessions.includes(session.id)) continue;
    const roster = rosters.get(session.id) ?? [];
    const isApart = week.apart.some(
      ([one, other]) =>
        (one === person.id && roster.includes(other)) || (other === person.id && roster.includes(one)),
    );
    if (isApart || roster.length >= seatsOf(week, session)) return undefined;
    rosters.set(session.id, [...roster, person.id]);
  }
  const held = [...partial.held];
  for (const { kind, staff, start } of own.assignment.visits) {
    const length = person.needs.visits.find((need) => need.kind === kind)?.minutes ?? 0;
    held.push({ staff, start, end: start + length });
  }
  for (const member of week.staff) {
    const isAsked = own.assignment.visits.some(({ staff }) => staff === member.id);
    if (isAsked && !isWithin(member, runs, held)) return undefined;
  }
  return {
    assignments: [...partial.assignments, own.assignment],
    score: {
      served: partial.score.served + own.score.served,
      credited: partial.score.credited + own.score.credited,
      opened: partial.score.opened,
      moves: partial.score.moves + own.score.moves,
      friction: partial.score.friction + own.score.friction,
    },
    rosters,
    held: held.sort((a, b) => a.start - b.start || (a.staff < b.staff ? -1 : 1)),
  };
}

/** One thing at a time; what the plan adds fits beside the fixed groups this member of staff leads anyway. */
function isWithin(member: Week['staff'][number], runs: Week['sessions'], visits: Partial['held']): boolean {
  const mine = visits.filter(({ staff }) => staff === member.id);
  const led = runs.filter(({ staff }) => staff.includes(member.id));
  const meets = (a: { start: number; end: number }, b: { start: number; end: number }) =>
    a.start < b.end && b.start < a.end;
  for (const [nth, visit] of mine.entries()) {
    if (led.some((session) => meets(session, visit))) return false;
    if (mine.slice(nth + 1).some((other) => meets(other, visit))) return false;
  }
  const fits = (on: (start: number) => boolean, most: number) => {
    const sum = (list: readonly { start: number; end: number }[]) =>
      list.filter(({ start }) => on(start)).reduce((total, { start, end }) => total + end - start, 0);
    const added = sum(mine) + sum(led.filter(({ status }) => status === 'candidate'));
    return added <= Math.max(0, most - sum(led.filter(({ status }) => status === 'fixed')));
  };
  if (!fits(() => true, member.maxMinutes)) return false;
  return [0, 1, 2, 3, 4, 5, 6].every((day) =>
    fits((start) => Math.floor(start / 1440) === day, member.maxMinutesPerDay),
  );
}
