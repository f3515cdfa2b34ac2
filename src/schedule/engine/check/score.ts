import type { Person, Score, Visit } from '../format/format.ts';
import { type Assignment, dayOf, type Known } from './known.ts';

interface Thing {
  readonly start: number;
  readonly end: number;
  /** null: a visit. */
  readonly activity: string | null;
}

const lengthOf = ({ start, end }: Thing): number => end - start;
const total = (things: readonly Thing[]): number => things.reduce((sum, thing) => sum + lengthOf(thing), 0);

/** The five numbers of a plan, counted from who goes where. */
export function scoreOf(
  known: Known,
  opened: readonly string[],
  planned: ReadonlyMap<string, Assignment>,
): Score {
  let [served, credited, moves, friction] = [0, 0, 0, 0];
  for (const person of known.week.people) {
    const mine = planned.get(person.id) ?? { person: person.id, sessions: [], visits: [] };
    const things = thingsOf(known, person, mine);
    if (isServed(person, mine, things)) served += person.weight;
    credited += Math.min(total(things), person.needs.minutes);
    moves += movesOf(person, mine);
    friction += frictionOf(person, things);
  }
  const cost = opened.reduce((sum, id) => sum + (known.sessions.get(id)?.openCost ?? 0), 0);
  return { served, credited, opened: cost, moves, friction };
}

function thingsOf(known: Known, person: Person, { sessions, visits }: Assignment): Thing[] {
  const things: Thing[] = [];
  for (const id of sessions) {
    const session = known.sessions.get(id);
    if (session !== undefined) things.push(session);
  }
  for (const { kind, start } of visits) {
    const minutes = person.needs.visits.find((need) => need.kind === kind)?.minutes ?? 0;
    things.push({ start, end: start + minutes, activity: null });
  }
  return things;
}

function isServed({ needs }: Person, { visits }: Assignment, things: readonly Thing[]): boolean {
  return (
    total(things) >= needs.minutes &&
    new Set(things.map(({ start }) => dayOf(start))).size >= needs.minDays &&
    needs.visits.every(({ kind, count }) => visits.filter((visit) => visit.kind === kind).length >= count) &&
    needs.activities.every(
      ({ activity, minMinutes }) =>
        total(things.filter((thing) => thing.activity === activity)) >= minMinutes,
    )
  );
}

/** What of the current week is not kept. */
function movesOf({ current }: Person, { sessions, visits }: Assignment): number {
  if (current === undefined) return 0;
  const isSame = (before: Visit) => (visit: Visit) =>
    visit.kind === before.kind && visit.staff === before.staff && visit.start === before.start;
  const kept = new Set(sessions);
  return (
    current.sessions.filter((id) => !kept.has(id)).length +
    current.visits.filter((before) => !visits.some(isSame(before))).length
  );
}

/** Soft busy minutes at their weight, 60 for each day beyond the least, idle minutes of each day. */
function frictionOf({ busy, needs }: Person, things: readonly Thing[]): number {
  let friction = 0;
  for (const { start, end } of things) {
    for (const { soft, start: from, end: to } of busy) {
      if (soft !== undefined) friction += soft * Math.max(0, Math.min(end, to) - Math.max(start, from));
    }
  }
  let days = 0;
  for (let day = 0; day < 7; day++) {
    let [first, last, minutes] = [Infinity, -Infinity, 0];
    for (const thing of things) {
      if (dayOf(thing.start) !== day) continue;
      first = Math.min(first, thing.start);
      last = Math.max(last, thing.end);
      minutes += lengthOf(thing);
    }
    if (first === Infinity) continue;
    days++;
    friction += last - first - minutes;
  }
  return friction + 60 * Math.max(0, days - needs.minDays);
}
