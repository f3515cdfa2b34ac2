/** One person's choices, prepared once: what the finder puts together to a week. */
import type { Person } from '../format/format.ts';
import { busyInTheWay, softFriction, type Thing } from '../person/rules.ts';
import { type Choice, type Day, dayFor } from './days.ts';
import type { House, SessionKind } from './house.ts';
import { placesOf } from './places.ts';

export interface Someone {
  readonly index: number;
  readonly person: Person;
  readonly weight: number;
  readonly minutesMax: number;
  readonly choices: readonly Choice[];
  readonly days: readonly Day[];
  /** How many visits of each need, for every combination that counts (the first: none). */
  readonly combinations: readonly (readonly number[])[];
  /** Combination reached from one (row) with another more (column); -1: more than asked for. */
  readonly visitSum: Int32Array;
  /** State of the activities asked for reached from one (row) with a day's minutes (column). */
  readonly activitySum: Int32Array;
  readonly activityStates: number;
  readonly activityKinds: number;
  /** The state in which every activity is met; -1: out of reach. */
  readonly activityFull: number;
  readonly currentSessions: ReadonlySet<number>;
  readonly currentVisits: readonly {
    readonly need: number;
    readonly staff: number;
    readonly start: number;
  }[];
  /** Who may not share a session with them, by index. */
  readonly apart: readonly number[];
  /** False when there are too many ways to list: some may be missing, so nothing is proven about this person. */
  readonly isWhole: boolean;
}

export function someoneOf(house: House, person: Person, index: number, apart: readonly number[]): Someone {
  const { week } = house;
  const tags = new Set(person.tags);
  const mayAttend = (kind: SessionKind) => kind.requires.every((tag) => tags.has(tag));
  const asked = person.needs.activities.map(({ activity }) => activity);
  let isWhole = asked.length <= 30;
  const choices = choicesOf(house, person, mayAttend, asked);
  const { combinations, isAll } = combinationsOf(person.needs.visits.map(({ count }) => count));
  isWhole &&= isAll;
  const placesByDay = placesOf(house, person);
  const days: Day[] = [];
  const activityKinds: number[][] = [];
  for (let day = 0; day < 7; day++) {
    const places = placesByDay[day] ?? [];
    const found = dayFor({ house, person, day, choices, places, combinations, activityKinds });
    isWhole &&= found.isWhole;
    if (found.options.length > 0) days.push(found);
  }
  return {
    index,
    person,
    weight: person.weight,
    minutesMax: person.needs.minutes + longestFor(house, mayAttend),
    choices,
    days,
    combinations,
    visitSum: visitSums(
      combinations,
      person.needs.visits.map(({ count }) => count),
    ),
    ...activitySums(
      person.needs.activities.map(({ minMinutes }) => minMinutes),
      activityKinds,
    ),
    currentSessions: new Set((person.current?.sessions ?? []).map((id) => house.sessionIndex.get(id) ?? -1)),
    currentVisits: (person.current?.visits ?? []).map(({ kind, staff, start }) => ({
      need: person.needs.visits.findIndex((need) => need.kind === kind),
      staff: house.staffIndex.get(staff) ?? -1,
      start,
    })),
    apart,
    isWhole,
  };

  function longestFor({ kinds }: House, may: (kind: SessionKind) => boolean): number {
    let longest = 0;
    for (const bySite of kinds) {
      for (const kind of bySite) {
        if (kind.end - kind.start > longest && may(kind)) longest = kind.end - kind.start;
      }
    }
    return Math.min(longest, 10_080 + week.settings.tick);
  }
}

function choicesOf(
  house: House,
  person: Person,
  mayAttend: (kind: SessionKind) => boolean,
  asked: readonly string[],
): Choice[] {
  const { settings } = house.week;
  const most = Math.min(person.needs.maxMinutesPerDay, settings.maxConsecutive);
  const places = [...new Set(person.sites.map((site) => house.siteIndex.get(site) ?? 0))];
  if (person.video) places.push(-1);
  const byKey = new Map<number | string, { thing: Thing; activities: number; sessions: readonly number[] }>();
  for (const place of places.sort((a, b) => a - b)) {
    for (const kind of house.kinds[place + 1] ?? []) {
      if (kind.end - kind.start > most || !mayAttend(kind)) continue;
      const thing = { start: kind.start, end: kind.end, site: place < 0 ? null : String(place) };
      if (busyInTheWay(person.busy, thing, settings) >= 0) continue;
      let activities = 0;
      asked.forEach((activity, nth) => {
        if (activity === kind.activity) activities |= 1 << nth;
      });
      const when = ((place + 1) * 10_081 + kind.start) * 1441 + kind.end - kind.start;
      const key = activities === 0 ? when : `${when} ${activities}`;
      const same = byKey.get(key);
      if (same === undefined) byKey.set(key, { thing, activities, sessions: kind.sessions });
      else same.sessions = [...same.sessions, ...kind.sessions].sort((a, b) => a - b);
    }
  }
  return [...byKey.values()]
    .map(({ thing, activities, sessions }) => ({
      start: thing.start,
      end: thing.end,
      site: thing.site,
      minutes: thing.end - thing.start,
      soft: softFriction(person.busy, thing),
      activities,
      sessions,
    }))
    .sort((a, b) => a.start - b.start || a.end - b.end || Number(a.site ?? -1) - Number(b.site ?? -1));
}

/** Every way to have some of the visits asked for; the first has none. */
function combinationsOf(counts: readonly number[]): { combinations: number[][]; isAll: boolean } {
  let combinations: number[][] = [[]];
  for (const count of counts) {
    combinations = combinations.flatMap((had) =>
      Array.from({ length: count + 1 }, (_, here) => [...had, here]),
    );
    if (combinations.length > 4096) return { combinations: [counts.map(() => 0)], isAll: false };
  }
  return { combinations, isAll: true };
}

function visitSums(combinations: readonly (readonly number[])[], most: readonly number[]): Int32Array {
  const keys = new Map(combinations.map((counts, nth) => [counts.join(' '), nth]));
  const sums = new Int32Array(combinations.length ** 2);
  combinations.forEach((had, row) => {
    combinations.forEach((more, column) => {
      const sum = had.map((count, need) => count + (more[need] ?? 0));
      const isTooMany = sum.some((count, need) => count > (most[need] ?? 0));
      sums[row * combinations.length + column] = isTooMany ? -1 : (keys.get(sum.join(' ')) ?? -1);
    });
  });
  return sums;
}

function activitySums(asked: readonly number[], kinds: readonly (readonly number[])[]) {
  const states: number[][] = [asked.map(() => 0)];
  const keys = new Map([[asked.map(() => 0).join(' '), 0]]);
  const sums: number[] = [];
  for (let row = 0; row < states.length; row++) {
    for (const more of kinds) {
      const sum = asked.map((most, at) => Math.min(most, (states[row]?.[at] ?? 0) + (more[at] ?? 0)));
      const key = sum.join(' ');
      let state = keys.get(key);
      if (state === undefined) {
        state = states.push(sum) - 1;
        keys.set(key, state);
      }
      sums.push(state);
    }
  }
  return {
    activitySum: Int32Array.from(sums),
    activityStates: states.length,
    activityKinds: kinds.length,
    activityFull: keys.get(asked.join(' ')) ?? -1,
  };
}
