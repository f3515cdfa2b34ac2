/** The first plan, at once: what people have now is kept where it still can be, then the hardest to place come first. */

import { isRunTooLong } from '../core/days.ts';
import type { House } from '../core/house.ts';
import { type OwnVisit, type OwnWeek, weekOf } from '../core/own-week.ts';
import type { Someone } from '../core/someone.ts';
import type { Assignment } from '../format/format.ts';
import {
  busyInTheWay,
  clash,
  dayOf,
  EXTRA_DAY_FRICTION,
  idleMinutes,
  softFriction,
  type Thing,
} from '../person/rules.ts';
import type { Draft } from './draft.ts';

/**
 * Fills an empty draft.
 *
 * @param isStopped asked between people
 */
export function construct(draft: Draft, isStopped: () => boolean): void {
  openAll(draft);
  const inOrder = byHardness(draft.people);
  for (const one of inOrder) {
    const { current } = one.person;
    if (current === undefined || isStopped()) continue;
    const week = readWeek(draft.house, one, { person: one.person.id, ...current });
    if (week !== undefined && draft.fits(one, week)) draft.put(one, week);
  }
  // Half a week helps nobody be served, and its seats may serve somebody: full weeks first.
  const left = inOrder.filter((one) => !isStopped() && !fill(draft, one, (week) => week.isServed));
  for (const one of left) if (!isStopped()) fill(draft, one, () => true);
  closeShort(draft);
}

/** Gives the person the best week left if it will do; whether they have one that does. */
function fill(draft: Draft, one: Someone, willDo: (week: OwnWeek) => boolean): boolean {
  if (draft.weeks[one.index]?.isServed === true) return true;
  const had = draft.take(one);
  const found = draft.find(one);
  const takes = willDo(found);
  draft.put(one, takes ? found : had);
  return takes;
}

/** Opens every candidate whose room and leaders are free, the cheapest first. */
export function openAll(draft: Draft): void {
  const { sessions, isCandidate } = draft.house;
  const candidates = sessions.map((_, nth) => nth).filter((nth) => isCandidate[nth] === 1);
  const costOf = (nth: number) => sessions[nth]?.openCost ?? 0;
  for (const session of candidates.sort((a, b) => costOf(a) - costOf(b) || a - b)) {
    if (draft.mayOpen(session)) draft.open(session);
  }
}

/** Closes candidates with too few people, the emptiest first; who sat there gets the best week that is left. */
export function closeShort(draft: Draft): void {
  const { sessions } = draft.house;
  while (true) {
    const short = sessions
      .map((_, nth) => nth)
      .filter((nth) => draft.opened[nth] === 1 && isShort(draft, nth))
      .sort((a, b) => (draft.taken[a] as number) - (draft.taken[b] as number) || a - b)[0];
    if (short === undefined) return;
    const roster = [...(draft.rosters[short] ?? [])]
      .sort((a, b) => a - b)
      .map((nth) => draft.people[nth] as Someone);
    for (const one of roster) draft.take(one);
    draft.close(short);
    for (const one of roster) draft.put(one, draft.find(one));
  }
}

/** Nobody's candidate, or one with fewer people than it needs. */
export const isShort = (draft: Draft, session: number): boolean =>
  draft.taken[session] === 0 || (draft.taken[session] as number) < (draft.house.sessions[session]?.min ?? 0);

/** Fewest ways first, then the heavier, then by place in the list. */
export const byHardness = (people: readonly Someone[]): Someone[] => {
  const ways = new Map(
    people.map((one) => [one, one.choices.reduce((sum, { sessions }) => sum + sessions.length, 0)]),
  );
  return [...people].sort(
    (a, b) => (ways.get(a) ?? 0) - (ways.get(b) ?? 0) || b.weight - a.weight || a.index - b.index,
  );
};

/** An assignment as a week of this person; undefined when it breaks a rule that is theirs alone. */
export function readWeek(house: House, one: Someone, assignment: Assignment): OwnWeek | undefined {
  const { person } = one;
  const { settings } = house.week;
  const sessions: number[] = [];
  const things: Thing[] = [];
  for (const id of assignment.sessions) {
    const nth = house.sessionIndex.get(id) ?? -1;
    const session = house.sessions[nth];
    if (session === undefined || !one.choices.some((choice) => choice.sessions.includes(nth)))
      return undefined;
    sessions.push(nth);
    things.push({ start: session.start, end: session.end, site: session.site });
  }
  const visits: OwnVisit[] = [];
  const counts = person.needs.visits.map(() => 0);
  for (const visit of assignment.visits) {
    const need = person.needs.visits.findIndex(({ kind }) => kind === visit.kind);
    const staff = house.staffIndex.get(visit.staff) ?? -1;
    const place = one.days
      .flatMap(({ places }) => places)
      .find((each) => each.need === need && each.start === visit.start && each.staff.includes(staff));
    if (place === undefined) return undefined;
    counts[need] = (counts[need] ?? 0) + 1;
    if ((counts[need] ?? 0) > (person.needs.visits[need]?.count ?? 0)) return undefined;
    visits.push({ need, staff, start: place.start, end: place.end });
    const site = place.site === null ? null : (house.week.sites[Number(place.site)]?.id ?? null);
    things.push({ start: place.start, end: place.end, site });
  }
  things.sort((a, b) => a.start - b.start);
  let friction = 0;
  let total = 0;
  const days = new Set<number>();
  for (const [nth, thing] of things.entries()) {
    if (busyInTheWay(person.busy, thing, settings) >= 0) return undefined;
    if (things.slice(nth + 1).some((other) => clash(thing, other, settings))) return undefined;
    friction += softFriction(person.busy, thing);
    total += thing.end - thing.start;
    days.add(dayOf(thing.start));
  }
  if (total > one.minutesMax) return undefined;
  for (const day of days) {
    const today = things.filter(({ start }) => dayOf(start) === day);
    const minutes = today.reduce((sum, { start, end }) => sum + end - start, 0);
    if (minutes > person.needs.maxMinutesPerDay || isRunTooLong(today, settings.maxConsecutive))
      return undefined;
    friction += idleMinutes(today);
  }
  friction += EXTRA_DAY_FRICTION * Math.max(0, days.size - person.needs.minDays);
  return weekOf(
    one,
    house,
    sessions.sort((a, b) => a - b),
    visits,
    friction,
  );
}
