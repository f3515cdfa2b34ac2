/** What would give somebody a full week while everybody else keeps theirs. Every change offered was tried. */
import { checkPlan } from '../check/check.ts';
import type { Assignment, Fix, Person, Plan, Week } from '../format/format.ts';
import { visitSite } from '../person/compatible.ts';
import { bestWeek, canBeServed, type PersonProblem } from '../person/person-week.ts';
import { busyInTheWay, softFriction } from '../person/rules.ts';
import { assignmentOf, optionsOf, type PersonOptions } from '../search/search.ts';
import { Seating } from '../search/seats.ts';
import type { View } from './reasons.ts';

const FIXES_MAX = 6;
/** So many people at most are tried for the seats of a group not opened. */
const TRIES_MAX = 40;

/** The single changes that help, those that serve most people first. */
export function fixesOf(view: View, candidates: CandidateGroups): Fix[] {
  const { week, person, seating } = view;
  const { problem: all } = optionsOf(week, person);
  const free = seating.free(person, all);
  const problem: PersonProblem = { ...all, ...free };
  const fixes = [
    ...candidates.fixesFor(person),
    ...seatFixes(view, all, problem),
    ...videoFixes(view, problem),
    ...busyFixes(view),
    ...staffFixes(view),
    ...lowerStep(problem),
  ];
  return fixes.sort((a, b) => b.serves - a.serves).slice(0, FIXES_MAX);
}

function seatFixes({ week, person, seating, opened }: View, all: PersonProblem, free: PersonProblem): Fix[] {
  const closed = new Set(
    week.sessions.filter(({ id, status }) => status === 'candidate' && !opened.has(id)).map(({ id }) => id),
  );
  return all.sessions
    .filter(({ id }) => !closed.has(id) && seating.seatsLeft(id) <= 0 && !seating.isApartHere(person.id, id))
    .filter((option) => canBeServed({ ...free, sessions: [...free.sessions, option] }))
    .map(({ id }) => ({ kind: 'add-seat', session: id, serves: 1 }));
}

/** One group joined from home: no way to go, so busy time may be nearer. */
function videoFixes({ week, person, seating }: View, free: PersonProblem): Fix[] {
  if (!person.video) return [];
  return week.sessions.flatMap((session) => {
    if (session.site === null || free.sessions.some(({ id }) => id === session.id)) return [];
    if (!session.requires.every((tag) => person.tags.includes(tag))) return [];
    const byVideo = { ...session, site: null };
    if (!seating.isOpenTo(person.id, session.id) || busyInTheWay(person.busy, byVideo, week.settings) >= 0)
      return [];
    const option = { ...byVideo, friction: softFriction(person.busy, byVideo), isCurrent: false };
    return canBeServed({ ...free, sessions: [...free.sessions, option] })
      ? [{ kind: 'by-video', session: session.id, serves: 1 }]
      : [];
  });
}

/** The options of a changed person that are still free. */
function freeProblem({ week, seating }: View, changed: Person): PersonProblem {
  const { problem } = optionsOf(week, changed);
  return { ...problem, ...seating.free(changed, problem) };
}

function busyFixes(view: View): Fix[] {
  const { person } = view;
  return person.busy.flatMap((busy, nth) => {
    if (busy.soft !== undefined) return [];
    const freer = { ...person, busy: person.busy.filter((_, at) => at !== nth) };
    return canBeServed(freeProblem(view, freer))
      ? [{ kind: 'free-busy', busy: [busy.start, busy.end], serves: 1 }]
      : [];
  });
}

/** One more member of staff for one kind of visit. */
function staffFixes(view: View): Fix[] {
  const { week, person } = view;
  return person.needs.visits.flatMap((need) => {
    if (visitSite(person, need) === undefined) return [];
    const withStaff = (more: readonly string[]): PersonProblem => {
      const visits = person.needs.visits.map((each) =>
        each === need ? { ...each, staff: [...each.staff, ...more] } : each,
      );
      return freeProblem(view, { ...person, needs: { ...person.needs, visits } });
    };
    const others = week.staff.filter(({ id }) => !need.staff.includes(id)).map(({ id }) => id);
    const found = bestWeek(withStaff(others));
    if (!found.isServed) return [];
    const helpers = [...new Set(found.visits.map(({ staff }) => staff))].filter((id) => others.includes(id));
    const helper = helpers.find((id) => canBeServed(withStaff([id])));
    return helper === undefined ? [] : [{ kind: 'other-staff', visit: need.kind, staff: helper, serves: 1 }];
  });
}

/** Fewer hours, with everything else that is asked for: for the clinician to judge. */
function lowerStep(free: PersonProblem): Fix[] {
  const most = bestWeek(free);
  if (most.minutes === 0 || most.minutes >= free.needs.minutes) return [];
  const needs = { ...free.needs, minutes: most.minutes, minDays: Math.min(free.needs.minDays, most.days) };
  if (!canBeServed({ ...free, needs })) return [];
  return [{ kind: 'lower-step', minutes: most.minutes, days: most.days, serves: 1 }];
}

/** The groups not opened, and who of those without a full week would get one in each. */
export class CandidateGroups {
  readonly #week: Week;
  readonly #plan: Plan;
  readonly #unserved: readonly PersonOptions[];
  readonly #closed: readonly string[];
  readonly #takers = new Map<string, ReadonlySet<string>>();

  constructor(week: Week, plan: Plan, unserved: readonly PersonOptions[]) {
    this.#week = week;
    this.#plan = plan;
    this.#unserved = unserved;
    this.#closed = week.sessions
      .filter(({ id, status }) => status === 'candidate' && !plan.opened.includes(id))
      .map(({ id }) => id);
  }

  fixesFor(person: Person): Fix[] {
    const mine = this.#unserved.find((one) => one.person.id === person.id);
    return this.#closed.flatMap((session) => {
      if (mine === undefined || !mine.problem.sessions.some(({ id }) => id === session)) return [];
      let takers = this.#takers.get(session);
      if (takers === undefined) {
        takers = this.#fill(session, this.#unserved);
        this.#takers.set(session, takers);
      }
      // Seats may have run out before it was this person's turn.
      const others = this.#unserved.filter((one) => one !== mine);
      if (takers.size > 0 && !takers.has(person.id)) takers = this.#fill(session, [mine, ...others]);
      return takers.has(person.id) ? [{ kind: 'open-candidate', session, serves: takers.size }] : [];
    });
  }

  /** Who would have a full week at the same time, were it opened; nobody when it cannot be. */
  #fill(session: string, inOrder: readonly PersonOptions[]): ReadonlySet<string> {
    const opened = [...this.#plan.opened, session];
    const seating = new Seating(this.#week, new Set(opened));
    const weeks = new Map<string, Assignment>();
    for (const assignment of this.#plan.assignments) {
      weeks.set(assignment.person, assignment);
      seating.add(assignment);
    }
    const takers = new Set<string>();
    const askers = inOrder.filter(({ problem }) => problem.sessions.some(({ id }) => id === session));
    for (const { person, problem } of askers.slice(0, TRIES_MAX)) {
      if (seating.seatsLeft(session) <= 0) break;
      const before = weeks.get(person.id) ?? { person: person.id, sessions: [], visits: [] };
      seating.remove(before);
      const found = bestWeek({ ...problem, ...seating.free(person, problem) });
      const isTaker = found.isServed && found.sessions.some(({ id }) => id === session);
      const after = isTaker ? assignmentOf(person, found) : before;
      seating.add(after);
      weeks.set(person.id, after);
      if (isTaker) takers.add(person.id);
    }
    const changed = { ...this.#plan, opened, assignments: [...weeks.values()].map(copied) };
    return takers.size > 0 && checkPlan(this.#week, changed).ok ? takers : new Set();
  }
}

const copied = ({ person, sessions, visits }: Assignment): Plan['assignments'][number] => ({
  person,
  sessions: [...sessions],
  visits: visits.map((visit) => ({ ...visit })),
});
