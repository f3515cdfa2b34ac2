/** What the checker looks up by id, and the plan's stays as it meets them. */
import type { Person, Plan, Session, Week } from '../format/format.ts';

export type Staff = Week['staff'][number];
export type Assignment = Plan['assignments'][number];

export interface Stay {
  readonly what: string;
  readonly start: number;
  readonly end: number;
  /** null: by video. */
  readonly site: string | null;
}

export interface Known {
  readonly week: Week;
  readonly sessions: ReadonlyMap<string, Session>;
  readonly people: ReadonlyMap<string, Person>;
  readonly staff: ReadonlyMap<string, Staff>;
  readonly seats: ReadonlyMap<string, number>;
  /** The longest session for each set of tags that sessions require. */
  readonly longest: readonly { readonly requires: readonly string[]; readonly minutes: number }[];
  readonly opened: ReadonlySet<string>;
}

/** Who is where, filled person by person. */
export interface Tally {
  readonly rosters: Map<string, Set<string>>;
  /** The visits each member of staff gives. */
  readonly visits: Map<string, Stay[]>;
}

export function knownOf(week: Week, plan: Plan): Known {
  const longest = new Map<string, { requires: readonly string[]; minutes: number }>();
  for (const { requires, start, end } of week.sessions) {
    const key = JSON.stringify(requires);
    const minutes = Math.max(end - start, longest.get(key)?.minutes ?? 0);
    longest.set(key, { requires, minutes });
  }
  return {
    week,
    sessions: new Map(week.sessions.map((session) => [session.id, session])),
    people: new Map(week.people.map((person) => [person.id, person])),
    staff: new Map(week.staff.map((member) => [member.id, member])),
    seats: new Map(week.rooms.map(({ id, seats }) => [id, seats])),
    longest: [...longest.values()],
    opened: new Set(plan.opened),
  };
}

export const dayOf = (minute: number): number => Math.floor(minute / 1440);

export function addTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
