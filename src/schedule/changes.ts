import type { Week } from './engine/index.ts';
import { busyInTheWay, type Thing } from './engine/person/rules.ts';
import { EMPTY_WEEK, isSameWeek, type PersonWeek } from './plan.ts';

type Person = Week['people'][number];
type Session = Week['sessions'][number];

/**
 * Why somebody's week is another than the one they live by now. The first that holds is given, from what nobody
 * could help to what the planner chose.
 */
export type ChangeReason =
  | 'new' // no week before
  | 'need-ended' // nothing is prescribed any more
  | 'group-ended' // a group of theirs does not meet this week
  | 'care-changed' // their level, track, language or site does not fit a group of theirs any more
  | 'life-changed' // their own time does not leave room for what they had
  | 'staff-away' // the person they had a visit with is not there
  | 'more-hours' // they get more of what is prescribed
  | 'makes-room'; // so that more people get their week

export interface Change {
  readonly person: string;
  readonly before: PersonWeek | undefined;
  readonly after: PersonWeek | undefined;
  readonly reason: ChangeReason;
}

/** Everybody whose week a plan changes, by id. `before` is what is published, `after` the plan. */
export function changesOf(
  week: Week,
  before: ReadonlyMap<string, PersonWeek>,
  after: ReadonlyMap<string, PersonWeek>,
): readonly Change[] {
  const people = new Map(week.people.map((person) => [person.id, person]));
  const why = reasonIn(week);
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .filter((id) => !isSameWeek(before.get(id) ?? EMPTY_WEEK, after.get(id) ?? EMPTY_WEEK))
    .map((id) => ({
      person: id,
      before: before.get(id),
      after: after.get(id),
      reason: why(people.get(id), before.get(id), after.get(id) ?? EMPTY_WEEK),
    }));
}

/** Minutes of treatment in a week. Nothing overlaps in a legal week, so they add up. */
export function minutesIn(
  { sessions, visits }: PersonWeek,
  sessionById: ReadonlyMap<string, Pick<Session, 'start' | 'end'>>,
): number {
  const inGroups = sessions.map((id) => {
    const session = sessionById.get(id);
    return session === undefined ? 0 : session.end - session.start;
  });
  return [...inGroups, ...visits.map(({ minutes }) => minutes)].reduce((sum, minutes) => sum + minutes, 0);
}

function reasonIn(week: Week) {
  const sessions = new Map(week.sessions.map((session) => [session.id, session]));
  const free = new Map(week.staff.map(({ id, free }) => [id, free]));

  return (person: Person | undefined, before: PersonWeek | undefined, after: PersonWeek): ChangeReason => {
    if (before === undefined) return 'new';
    if (person === undefined) return 'need-ended';
    const groups = before.sessions.map((id) => sessions.get(id));
    if (groups.includes(undefined)) return 'group-ended';
    const had = groups.filter((group) => group !== undefined);
    if (had.some((group) => !fits(person, group))) return 'care-changed';
    const visits = before.visits.map((visit) => ({ ...visit, end: visit.start + visit.minutes }));
    const meetsLife = (thing: Thing) => busyInTheWay(person.busy, thing, week.settings) !== -1;
    if (had.some(meetsLife) || visits.some(meetsLife)) return 'life-changed';
    if (visits.some(({ staff, start, end }) => !holds(free.get(staff), start, end))) return 'staff-away';
    return minutesIn(after, sessions) > minutesIn(before, sessions) ? 'more-hours' : 'makes-room';
  };
}

const fits = (person: Person, { requires, site }: Session): boolean =>
  requires.every((tag) => person.tags.includes(tag)) &&
  (site === null ? person.video : person.sites.includes(site));

const holds = (
  free: readonly (readonly [number, number])[] | undefined,
  start: number,
  end: number,
): boolean => free?.some(([from, until]) => from <= start && end <= until) ?? false;
