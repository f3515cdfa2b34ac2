/** Why somebody has no full week beside everybody else's: a smallest set of facts that rules every week out. */

import type { Because, Person, Week } from '../format/format.ts';
import { needsOf, visitOptions } from '../person/compatible.ts';
import { canBeServed, type PersonProblem, type SessionOption } from '../person/person-week.ts';
import { busyInTheWay, softFriction } from '../person/rules.ts';
import type { Seating } from '../search/seats.ts';

/** One thing that stands in the way; facts that are not enforced are looked away from. */
export interface Fact {
  readonly key: string;
  readonly because: Because;
}

/** One person before a plan: `seating` holds everybody else. */
export interface View {
  readonly week: Week;
  readonly person: Person;
  readonly seating: Seating;
  readonly opened: ReadonlySet<string>;
}

/** Every fact that narrows this person's choice, hardest to change first. */
export function factsOf({ week, person, seating, opened }: View): readonly Fact[] {
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
  person.needs.activities.forEach(({ activity, minMinutes }, nth) => {
    facts.push({ key: `activity ${nth}`, because: { code: 'activity', activity, minutes: minMinutes } });
  });
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
export function relaxedProblem(
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
  const longest = Math.max(0, ...week.sessions.map(({ start, end }) => end - start));
  const visits = visitOptions(week, freer);
  return {
    sessions,
    visits: enforced.has('staff-free')
      ? visits.filter((visit) => seating.isStaffFree(visit))
      : [...visits, ...anyTime(week, freer)],
    ...(enforced.has('staff-free') ? { staffLeft: seating.scarceStaff(person) } : {}),
    needs: {
      ...needs,
      minDays: enforced.has('min-days') ? needs.minDays : 0,
      maxMinutesPerDay: enforced.has('day-limit') ? needs.maxMinutesPerDay : 1440,
      activities: needs.activities.filter((_, nth) => enforced.has(`activity ${nth}`)),
      minutesMax: enforced.has('tags') ? needs.minutesMax : needs.minutes + longest,
    },
    settings: enforced.has('day-limit') ? week.settings : { ...week.settings, maxConsecutive: 1440 },
  };
}

/** Visits as if their staff were free all day, every half hour. */
function anyTime(week: Week, person: Person): PersonProblem['visits'] {
  if (person.needs.visits.length === 0) return [];
  const always = week.staff.map((member) => ({
    ...member,
    free: Array.from({ length: 7 }, (_, day): [number, number] => [day * 1440 + 480, day * 1440 + 1260]),
  }));
  const settings = { ...week.settings, tick: Math.max(week.settings.tick, 30) };
  return visitOptions({ ...week, staff: always, settings }, person);
}

/** A minimal set of facts: with all of them there is no full week, without any one of them there is. */
export function reasonsOf(view: View): Because[] {
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
