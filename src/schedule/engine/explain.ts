/**
 * Why somebody got no full week, and what would change that, beside everybody else's weeks as the plan has them.
 */

import { needsOf, sessionOptions, visitOptions, visitSite } from './compatible.ts';
import type { Assignment, Because, Fix, Person, Plan, Week } from './format.ts';
import { bestWeek, canBeServed, type PersonProblem, type SessionOption } from './person-week.ts';
import { busyInTheWay, clash, softFriction } from './rules.ts';
import type { PersonOptions } from './search.ts';
import { Seating } from './seats.ts';

/** One thing that stands in the way; `relaxed` facts are looked away from. */
interface Fact {
  readonly key: string;
  readonly because: Because;
}

interface View {
  readonly week: Week;
  readonly person: Person;
  readonly seating: Seating;
  readonly opened: ReadonlySet<string>;
}

/** Everybody a plan does not serve, each with a minimal set of reasons and the fixes that were checked. */
export function explainUnserved(
  week: Week,
  everybody: readonly PersonOptions[],
  assignments: readonly Assignment[],
  opened: readonly string[],
): Plan['unserved'] {
  const mine = new Map(assignments.map((assignment) => [assignment.person, assignment]));
  const unserved = everybody.filter(({ person }) => !isServedBy(week, person, mine.get(person.id)));
  if (unserved.length === 0) return [];
  const open = new Set(opened);
  const seating = new Seating(week, open);
  for (const assignment of assignments) seating.add(assignment);
  return unserved.map(({ person }) => {
    const assignment = mine.get(person.id);
    if (assignment !== undefined) seating.remove(assignment);
    const view = { week, person, seating, opened: open };
    const because = reasons(view);
    const fixes = fixesFor(
      view,
      unserved.map((one) => one.person),
      mine,
    );
    if (assignment !== undefined) seating.add(assignment);
    return { person: person.id, minutes: minutesOf(week, person, assignment), because, fixes };
  });
}

/** The same for one person of a plan. @throws when the plan has no such person */
export function explainPerson(week: Week, plan: Plan, id: string): Plan['unserved'][number] | undefined {
  const person = week.people.find((one) => one.id === id);
  if (person === undefined) throw new Error(`There is no person "${id}" in this week.`);
  const everybody = week.people.map((one) => ({ person: one, problem: problemOf(week, one) }));
  return explainUnserved(week, everybody, plan.assignments, plan.opened).find((one) => one.person === id);
}

const problemOf = (week: Week, person: Person): PersonProblem => ({
  sessions: sessionOptions(week, person),
  visits: visitOptions(week, person),
  needs: needsOf(week, person),
  settings: week.settings,
});

function minutesOf(week: Week, person: Person, assignment: Assignment | undefined): number {
  const lengths = new Map(week.sessions.map(({ id, start, end }) => [id, end - start]));
  const visits = new Map(person.needs.visits.map(({ kind, minutes }) => [kind, minutes]));
  return (
    (assignment?.sessions.reduce((sum, id) => sum + (lengths.get(id) ?? 0), 0) ?? 0) +
    (assignment?.visits.reduce((sum, { kind }) => sum + (visits.get(kind) ?? 0), 0) ?? 0)
  );
}

function isServedBy(week: Week, person: Person, assignment: Assignment | undefined): boolean {
  const things = new Map(week.sessions.map((session) => [session.id, session]));
  const sessions = (assignment?.sessions ?? []).flatMap((id) => things.get(id) ?? []);
  const visits = assignment?.visits ?? [];
  const days = new Set([...sessions, ...visits].map(({ start }) => Math.floor(start / 1440)));
  const { needs } = person;
  return (
    minutesOf(week, person, assignment) >= needs.minutes &&
    days.size >= needs.minDays &&
    needs.visits.every(({ kind, count }) => visits.filter((visit) => visit.kind === kind).length >= count) &&
    needs.activities.every(
      ({ activity, minMinutes }) =>
        sessions.reduce((sum, each) => sum + (each.activity === activity ? each.end - each.start : 0), 0) >=
        minMinutes,
    )
  );
}

/** Every fact that narrows this person's choice, hardest to change first. */
function factsOf({ week, person, seating, opened }: View): readonly Fact[] {
  const facts: Fact[] = [];
  const mayAttend = (session: Week['sessions'][number]) =>
    session.requires.every((tag) => person.tags.includes(tag));
  const runs = week.sessions.filter(({ status, id }) => status === 'fixed' || opened.has(id));
  if (runs.some((session) => !mayAttend(session))) facts.push({ key: 'tags', because: { code: 'tags' } });
  if (runs.some((session) => mayAttend(session) && !isWhere(person, session.site))) {
    facts.push({ key: 'site', because: { code: 'site', sites: person.sites, video: person.video } });
  }
  if (person.needs.minDays > 1) {
    facts.push({ key: 'min-days', because: { code: 'min-days', days: person.needs.minDays } });
  }
  facts.push({ key: 'day-limit', because: { code: 'day-limit', minutes: person.needs.maxMinutesPerDay } });
  if (person.needs.visits.length > 0) facts.push({ key: 'staff-free', because: { code: 'staff-free' } });
  for (const session of runs) {
    if (!mayAttend(session) || !isWhere(person, session.site)) continue;
    if (busyInTheWay(person.busy, session, week.settings) >= 0) continue;
    if (seating.isApartHere(person.id, session.id)) {
      facts.push({ key: `apart ${session.id}`, because: { code: 'apart', session: session.id } });
    }
    if (seating.seatsLeft(session.id) <= 0) {
      facts.push({ key: `full ${session.id}`, because: { code: 'full', session: session.id } });
    }
  }
  person.busy.forEach((busy, nth) => {
    if (busy.soft !== undefined) return;
    facts.push({ key: `busy ${nth}`, because: { code: 'busy', busy: [busy.start, busy.end] } });
  });
  return facts;
}

const isWhere = (person: Person, site: string | null): boolean =>
  site === null ? person.video : person.sites.includes(site);

/** The person's problem with some facts looked away from. */
function relaxedProblem(
  { week, person, seating, opened }: View,
  enforced: ReadonlySet<string>,
): PersonProblem {
  const busy = person.busy.filter((at, nth) => at.soft !== undefined || enforced.has(`busy ${nth}`));
  const freer: Person = { ...person, busy };
  const sessions: SessionOption[] = week.sessions.flatMap((session) => {
    if (session.status === 'candidate' && !opened.has(session.id)) return [];
    if (enforced.has('tags') && !session.requires.every((tag) => person.tags.includes(tag))) return [];
    if (enforced.has('site') && !isWhere(person, session.site)) return [];
    if (busyInTheWay(busy, session, week.settings) >= 0) return [];
    if (enforced.has(`apart ${session.id}`)) return [];
    if (enforced.has(`full ${session.id}`)) return [];
    return [{ ...session, friction: softFriction(busy, session), isCurrent: false }];
  });
  const needs = needsOf(week, person);
  const visits = visitOptions(week, freer).filter(
    (visit) => !enforced.has('staff-free') || seating.isStaffFree(visit),
  );
  return {
    sessions,
    visits: enforced.has('staff-free') ? visits : anyTime(week, freer, visits),
    needs: {
      ...needs,
      minDays: enforced.has('min-days') ? needs.minDays : 0,
      maxMinutesPerDay: enforced.has('day-limit') ? needs.maxMinutesPerDay : 1440,
    },
    settings: enforced.has('day-limit') ? week.settings : { ...week.settings, maxConsecutive: 1440 },
  };
}

/** Visits as if their staff were always free in the daytime. */
function anyTime(week: Week, person: Person, known: PersonProblem['visits']): PersonProblem['visits'] {
  if (person.needs.visits.length === 0) return known;
  const always = week.staff.map((member) => ({
    ...member,
    free: Array.from({ length: 7 }, (_, day): [number, number] => [day * 1440 + 480, day * 1440 + 1260]),
  }));
  const hourly = {
    ...week,
    staff: always,
    settings: { ...week.settings, tick: Math.max(week.settings.tick, 30) },
  };
  return visitOptions(hourly, person).filter(
    ({ site, need }) => site === visitSite(person, person.needs.visits[need] ?? NO_VISIT),
  );
}
const NO_VISIT = { kind: '', minutes: 0, count: 0, staff: [] };

/** A minimal set of facts: with all of them there is no full week, without any one of them there is. */
function reasons(view: View): Because[] {
  const facts = factsOf(view);
  const enforced = new Set(facts.map(({ key }) => key));
  if (canBeServed(relaxedProblem(view, enforced))) return [{ code: 'others-first' }];
  if (canBeServed(relaxedProblem(view, new Set()))) {
    for (const { key } of facts) {
      enforced.delete(key);
      if (canBeServed(relaxedProblem(view, enforced))) enforced.add(key);
    }
    return facts.filter(({ key }) => enforced.has(key)).map(({ because }) => because);
  }
  return [{ code: 'too-few-hours', minutes: view.person.needs.minutes }];
}

const FIXES_MAX = 6;

/**
 * Single changes after which this person has a full week while everybody else keeps theirs. For a candidate group
 * the people without a week who would fill it are counted too: fewer than its minimum, and it is not offered.
 */
function fixesFor(view: View, unserved: readonly Person[], mine: ReadonlyMap<string, Assignment>): Fix[] {
  const { week, person, seating } = view;
  const all = problemOf(week, person);
  const free = seating.free(person, all);
  const problem = { ...all, ...free };
  const fixes: Fix[] = [];

  for (const session of week.sessions) {
    if (session.status !== 'candidate' || view.opened.has(session.id)) continue;
    const takers = unserved.filter((one) =>
      isServedWithSession(week, seating, one, mine.get(one.id), session.id),
    );
    if (takers.length >= Math.max(1, session.min) && takers.some(({ id }) => id === person.id)) {
      fixes.push({ kind: 'open-candidate', session: session.id, serves: takers.length });
    }
  }
  for (const option of all.sessions) {
    if (free.sessions.includes(option)) continue;
    const session = week.sessions.find(({ id }) => id === option.id);
    if (session?.status === 'candidate' && !view.opened.has(option.id)) continue;
    if (seating.seatsLeft(option.id) > 0 || seating.isApartHere(person.id, option.id)) continue;
    if (canBeServed({ ...problem, sessions: [...free.sessions, option] })) {
      fixes.push({ kind: 'add-seat', session: option.id, serves: 1 });
    }
  }
  for (const session of week.sessions) {
    if (
      session.site === null ||
      session.status === 'candidate' ||
      free.sessions.some(({ id }) => id === session.id)
    )
      continue;
    if (
      !session.requires.every((tag) => person.tags.includes(tag)) ||
      !seating.isOpenTo(person.id, session.id)
    )
      continue;
    const byVideo = { ...session, site: null };
    if (busyInTheWay(person.busy, byVideo, week.settings) >= 0) continue;
    const option = { ...byVideo, friction: softFriction(person.busy, byVideo), isCurrent: false };
    if (canBeServed({ ...problem, sessions: [...free.sessions, option] })) {
      fixes.push({ kind: 'by-video', session: session.id, serves: 1 });
    }
  }
  person.busy.forEach((busy, nth) => {
    if (busy.soft !== undefined) return;
    const freer = { ...person, busy: person.busy.filter((_, at) => at !== nth) };
    const opened = problemOf(week, freer);
    if (canBeServed({ ...opened, ...seating.free(freer, opened) })) {
      fixes.push({ kind: 'free-busy', busy: [busy.start, busy.end], serves: 1 });
    }
  });
  for (const need of person.needs.visits) {
    const others = week.staff.filter(({ id }) => !need.staff.includes(id)).map(({ id }) => id);
    const wider = {
      ...person,
      needs: {
        ...person.needs,
        visits: person.needs.visits.map((each) =>
          each === need ? { ...each, staff: [...each.staff, ...others] } : each,
        ),
      },
    };
    const opened = problemOf(week, wider);
    const found = bestWeek({ ...opened, ...seating.free(wider, opened) });
    const helper = found.visits.find(({ staff }) => others.includes(staff));
    if (found.isServed && helper !== undefined) {
      fixes.push({ kind: 'other-staff', visit: need.kind, staff: helper.staff, serves: 1 });
    }
  }
  const most = bestWeek(problem);
  if (most.minutes > 0 && most.minutes < person.needs.minutes) {
    fixes.push({ kind: 'lower-step', minutes: most.minutes, days: most.days, serves: 1 });
  }
  return fixes.sort((a, b) => b.serves - a.serves).slice(0, FIXES_MAX);
}

/** Whether somebody without a week would have one if this candidate ran and had a seat. */
function isServedWithSession(
  week: Week,
  seating: Seating,
  person: Person,
  assignment: Assignment | undefined,
  candidate: string,
): boolean {
  const problem = problemOf(week, person);
  const option = problem.sessions.find(({ id }) => id === candidate);
  if (option === undefined || seating.isApartHere(person.id, candidate)) return false;
  const own = new Set(assignment?.sessions ?? []);
  const free = seating.free(person, problem);
  // Their own seats and visits are theirs to give up or keep.
  const sessions = problem.sessions.filter((each) => own.has(each.id) || free.sessions.includes(each));
  const held = (assignment?.visits ?? []).map(({ staff, start }) => `${staff} ${start}`);
  const visits = problem.visits.filter(
    (each) => free.visits.includes(each) || held.includes(`${each.staff} ${each.start}`),
  );
  const found = bestWeek({
    ...problem,
    sessions: [...sessions.filter(({ id }) => id !== candidate), option],
    visits,
  });
  return (
    found.isServed &&
    found.sessions.some(({ id }) => id === candidate) &&
    !found.sessions.some((a) => found.sessions.some((b) => a !== b && clash(a, b, week.settings)))
  );
}
