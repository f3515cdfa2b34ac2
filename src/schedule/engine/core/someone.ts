/** One person's choices, prepared once: which sets of sessions make a legal day, and where visits fit beside them. */
import type { Person } from '../format/format.ts';
import { BREAK_MINUTES, busyInTheWay, clash, dayOf, softFriction, type Thing } from '../person/rules.ts';
import type { House, SessionKind } from './house.ts';

/** Sessions the person could sit in alike: same time, same place, and the same activity where one is asked for. */
export interface Choice extends Thing {
  readonly minutes: number;
  readonly soft: number;
  /** Which of the activities asked for it counts towards, as bits. */
  readonly activities: number;
  readonly sessions: Int32Array;
}

/** A time and place where a visit of one need could be, with any of these members of staff. */
export interface Place extends Thing {
  readonly need: number;
  readonly minutes: number;
  readonly soft: number;
  readonly staff: Int32Array;
}

/** What a day adds to the week, whatever it is made of. */
export interface DayKind {
  readonly minutes: number;
  /** Index of the combination of visits. */
  readonly visits: number;
  /** Index of the minutes towards each activity asked for, among those of any day. */
  readonly activity: number;
}

/** A set of sessions with a combination of visits that fit beside it. */
export interface DayOption {
  readonly set: number;
  readonly kind: number;
}

export interface Day {
  readonly day: number;
  /** Choices of each set; the first set is empty. */
  readonly sets: readonly (readonly number[])[];
  /** Of each set: soft minutes, first start, last end, minutes of treatment. */
  readonly setSoft: Float64Array;
  readonly setFirst: Int32Array;
  readonly setLast: Int32Array;
  readonly setMinutes: Int32Array;
  readonly places: readonly Place[];
  /** Places each set leaves open: one bit a place, `words` words a set. */
  readonly openPlaces: Uint32Array;
  readonly words: number;
  readonly kinds: readonly DayKind[];
  readonly options: readonly DayOption[];
}

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
  /** Things of `current` that no week can keep any more. */
  readonly apart: readonly number[];
  /** False when there are too many ways to list: some may be missing, so nothing is proven about this person. */
  readonly isWhole: boolean;
}

const SETS_MAX = 4000;
const COMBINATIONS_MAX = 64;

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
    const found = dayOf7(house, person, day, choices, placesByDay[day] ?? [], combinations, activityKinds);
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
  const byKey = new Map<number | string, { thing: Thing; activities: number; sessions: number[] }>();
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
      if (same === undefined) byKey.set(key, { thing, activities, sessions: [...kind.sessions] });
      else same.sessions.push(...kind.sessions);
    }
  }
  return [...byKey.values()]
    .map(({ thing, activities, sessions }) => ({
      ...thing,
      minutes: thing.end - thing.start,
      soft: softFriction(person.busy, thing),
      activities,
      sessions: Int32Array.from(sessions.sort((a, b) => a - b)),
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

/** Where visits could be, by day: staff free and not leading what runs anyway, the person free as well. */
function placesOf(house: House, person: Person): Place[][] {
  const byDay: Place[][] = Array.from({ length: 7 }, () => []);
  const { tick } = house.week.settings;
  person.needs.visits.forEach(({ count, minutes, site: asked, staff }, need) => {
    const site = asked === undefined ? (person.sites[0] ?? null) : asked;
    if (count === 0 || (site === null ? !person.video : !person.sites.includes(site))) return;
    const where = site === null ? null : String(house.siteIndex.get(site) ?? 0);
    const byStart = new Map<number, Set<number>>();
    for (const name of staff) {
      const member = house.staffIndex.get(name) ?? 0;
      for (const [from, to] of house.week.staff[member]?.free ?? []) {
        for (let start = Math.ceil(from / tick) * tick; start + minutes <= to; start += tick) {
          if (dayOf(start) !== dayOf(start + minutes - 1) || isLeadingIn(house, member, start, minutes))
            continue;
          const here = byStart.get(start);
          if (here === undefined) byStart.set(start, new Set([member]));
          else here.add(member);
        }
      }
    }
    for (const start of [...byStart.keys()].sort((a, b) => a - b)) {
      const thing = { start, end: start + minutes, site: where };
      if (minutes > person.needs.maxMinutesPerDay || minutes > house.week.settings.maxConsecutive) continue;
      if (busyInTheWay(person.busy, thing, house.week.settings) >= 0) continue;
      byDay[dayOf(start)]?.push({
        ...thing,
        need,
        minutes,
        soft: softFriction(person.busy, thing),
        staff: Int32Array.from([...(byStart.get(start) ?? [])].sort((a, b) => a - b)),
      });
    }
  });
  return byDay;
}

function isLeadingIn({ isLeading, slots, grain }: House, member: number, start: number, minutes: number) {
  const from = member * slots + start / grain;
  for (let at = from; at < from + minutes / grain; at++) if (isLeading[at] === 1) return true;
  return false;
}

type BuiltDay = Day & { readonly isWhole: boolean };

function dayOf7(
  house: House,
  person: Person,
  day: number,
  choices: readonly Choice[],
  places: readonly Place[],
  combinations: readonly (readonly number[])[],
  activityKinds: number[][],
): BuiltDay {
  const { settings } = house.week;
  const most = person.needs.maxMinutesPerDay;
  const today = choices.flatMap((choice, nth) => (dayOf(choice.start) === day ? [nth] : []));
  const sets: number[][] = [[]];
  let isWhole = true;
  const grow = (set: readonly number[], from: number, minutes: number) => {
    for (let at = from; at < today.length; at++) {
      const nth = today[at] as number;
      const choice = choices[nth] as Choice;
      if (minutes + choice.minutes > most) continue;
      if (set.some((other) => clash(choices[other] as Choice, choice, settings))) continue;
      const bigger = [...set, nth];
      if (
        isRunTooLong(
          bigger.map((each) => choices[each] as Choice),
          settings.maxConsecutive,
        )
      )
        continue;
      if (sets.length >= SETS_MAX) {
        isWhole = false;
        return;
      }
      sets.push(bigger);
      grow(bigger, at + 1, minutes + choice.minutes);
    }
  };
  grow([], 0, 0);

  const words = Math.ceil(places.length / 32);
  const openBeside = new Map<number, Uint32Array>();
  for (const nth of today) {
    const open = new Uint32Array(words);
    places.forEach((place, at) => {
      if (!clash(choices[nth] as Choice, place, settings)) {
        open[at >> 5] = ((open[at >> 5] as number) | (1 << (at & 31))) >>> 0;
      }
    });
    openBeside.set(nth, open);
  }
  const openPlaces = new Uint32Array(words * sets.length);
  const kinds: DayKind[] = [];
  const kindAt = new Map<string, number>();
  const options: DayOption[] = [];
  const asked = person.needs.activities.length;
  sets.forEach((set, nth) => {
    const things = set.map((each) => choices[each] as Choice);
    const minutes = things.reduce((sum, each) => sum + each.minutes, 0);
    const open = openPlaces.subarray(nth * words, nth * words + words);
    open.fill(0xffffffff);
    for (const each of set) {
      const beside = openBeside.get(each) as Uint32Array;
      for (let word = 0; word < words; word++)
        open[word] = ((open[word] as number) & (beside[word] as number)) >>> 0;
    }
    places.forEach((place, at) => {
      if (((open[at >> 5] as number) & (1 << (at & 31))) === 0) return;
      const isTooMuch = minutes + place.minutes > most;
      const touches = things.some(
        (each) => place.start - each.end < BREAK_MINUTES && each.start - place.end < BREAK_MINUTES,
      );
      if (isTooMuch || (touches && isRunTooLong([...things, place], settings.maxConsecutive))) {
        open[at >> 5] = ((open[at >> 5] as number) & ~(1 << (at & 31))) >>> 0;
      }
    });
    const activityMinutes = Array.from({ length: asked }, (_, activity) =>
      things.reduce((sum, each) => sum + ((each.activities >> activity) & 1 ? each.minutes : 0), 0),
    );
    let activity = activityKinds.findIndex((other) =>
      other.every((each, at) => each === activityMinutes[at]),
    );
    if (activity < 0) activity = activityKinds.push(activityMinutes) - 1;
    combinations.forEach((counts, combination) => {
      if (combination === 0 && set.length === 0) return;
      const visitMinutes = counts.reduce(
        (sum, count, need) => sum + count * (person.needs.visits[need]?.minutes ?? 0),
        0,
      );
      if (minutes + visitMinutes > most) return;
      if (combination > 0 && options.length > SETS_MAX * COMBINATIONS_MAX) {
        isWhole = false;
        return;
      }
      if (!hasRoom(places, open, things, counts, settings)) return;
      const key = `${minutes + visitMinutes} ${combination} ${activity}`;
      let kind = kindAt.get(key);
      if (kind === undefined) {
        kind = kinds.length;
        kindAt.set(key, kind);
        kinds.push({ minutes: minutes + visitMinutes, visits: combination, activity });
      }
      options.push({ set: nth, kind });
    });
  });
  return {
    day,
    sets,
    setSoft: Float64Array.from(sets, (set) => set.reduce((sum, each) => sum + (choices[each]?.soft ?? 0), 0)),
    setFirst: Int32Array.from(sets, (set) =>
      Math.min(10_080, ...set.map((each) => choices[each]?.start ?? 0)),
    ),
    setLast: Int32Array.from(sets, (set) => Math.max(0, ...set.map((each) => choices[each]?.end ?? 0))),
    setMinutes: Int32Array.from(sets, (set) =>
      set.reduce((sum, each) => sum + (choices[each]?.minutes ?? 0), 0),
    ),
    places,
    openPlaces,
    words,
    kinds,
    options,
    isWhole,
  };
}

export function isRunTooLong(things: readonly Thing[], most: number): boolean {
  if (things.length === 1) return (things[0] as Thing).end - (things[0] as Thing).start > most;
  const inOrder = [...things].sort((a, b) => a.start - b.start);
  let from = Number.NEGATIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const { start, end } of inOrder) {
    if (start - to >= BREAK_MINUTES) from = start;
    to = Math.max(to, end);
    if (to - from > most) return true;
  }
  return false;
}

/** Whether so many visits of each need fit among the open places at once. */
function hasRoom(
  places: readonly Place[],
  open: Uint32Array,
  things: readonly Thing[],
  counts: readonly number[],
  settings: House['week']['settings'],
): boolean {
  const wanted = counts.flatMap((count, need) => Array.from({ length: count }, () => need));
  if (wanted.length === 0) return true;
  const isOpen = (at: number) => ((open[at >> 5] as number) & (1 << (at & 31))) !== 0;
  const seat = (nth: number, taken: readonly Place[], from: number): boolean => {
    if (nth === wanted.length) return true;
    for (let at = from; at < places.length; at++) {
      const place = places[at] as Place;
      if (place.need !== wanted[nth] || !isOpen(at)) continue;
      if (taken.some((other) => clash(other, place, settings))) continue;
      if (taken.length > 0 && isRunTooLong([...things, ...taken, place], settings.maxConsecutive)) continue;
      if (seat(nth + 1, [...taken, place], wanted[nth + 1] === wanted[nth] ? at + 1 : 0)) return true;
    }
    return false;
  };
  return seat(0, [], 0);
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
