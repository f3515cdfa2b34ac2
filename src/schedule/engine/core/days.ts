/** The ways one person's day could go: legal sets of sessions, and visits that fit beside them. */
import type { Person } from '../format/format.ts';
import { BREAK_MINUTES, clash, dayOf, type Thing, type WeekSettings } from '../person/rules.ts';
import type { House } from './house.ts';
import type { Place } from './places.ts';

/** Sessions the person could sit in alike: same time, same place, and the same activity where one is asked for. */
export interface Choice extends Thing {
  readonly minutes: number;
  readonly soft: number;
  /** Which of the activities asked for it counts towards, as bits. */
  readonly activities: number;
  readonly sessions: readonly number[];
}

/** What a day adds to the week, whatever it is made of. */
export interface DayKind {
  readonly minutes: number;
  /** Index of the combination of visits. */
  readonly visits: number;
  /** Index of the minutes towards each activity asked for, among those of any day. */
  readonly activity: number;
}

export interface Day {
  readonly day: number;
  /** Choices of each set; the first set is empty. */
  readonly sets: readonly (readonly number[])[];
  /** Four numbers a set: see SET. */
  readonly facts: Int32Array;
  readonly places: readonly Place[];
  /** Places each set leaves open: one bit a place, `words` words a set. */
  readonly openPlaces: Uint32Array;
  readonly words: number;
  readonly kinds: readonly DayKind[];
  /** A set with a combination of visits that fit beside it: set * KINDS_MAX + kind. */
  readonly options: Int32Array;
  /** False when there were too many to list. */
  readonly isWhole: boolean;
}

/** Where a set's facts stand: soft minutes times weight, first start, last end, minutes of treatment. */
export const SET = { size: 4, soft: 0, first: 1, last: 2, minutes: 3 } as const;
export const KINDS_MAX = 65_536;

const SETS_MAX = 4000;
const OPTIONS_MAX = 200_000;

export interface DayInput {
  readonly house: House;
  readonly person: Person;
  readonly day: number;
  readonly choices: readonly Choice[];
  readonly places: readonly Place[];
  readonly combinations: readonly (readonly number[])[];
  /** Minutes towards each activity that some day can have; new ones are added. */
  readonly activityKinds: number[][];
}

export function dayFor({ house, person, day, choices, places, combinations, activityKinds }: DayInput): Day {
  const { settings } = house.week;
  const most = person.needs.maxMinutesPerDay;
  const { sets, isWhole: hasAllSets } = setsOf(day, choices, most, settings);
  const words = Math.ceil(places.length / 32);
  const openPlaces = openBeside(sets, choices, places, most, settings);
  const facts = new Int32Array(sets.length * SET.size);
  const visitMinutes = combinations.map((counts) =>
    counts.reduce((sum, count, need) => sum + count * (person.needs.visits[need]?.minutes ?? 0), 0),
  );
  const kinds: DayKind[] = [];
  const kindAt = new Map<string, number>();
  const options: number[] = [];
  for (const [nth, set] of sets.entries()) {
    const minutes = putFacts(facts, nth, set, choices);
    const activity = activityOf(person, set, choices, activityKinds);
    const open = openPlaces.subarray(nth * words, nth * words + words);
    for (const [combination, counts] of combinations.entries()) {
      const total = minutes + (visitMinutes[combination] as number);
      if (total === 0 || total > most || options.length >= OPTIONS_MAX) continue;
      if (combination > 0 && !hasRoom(places, open, set, choices, counts, settings)) continue;
      const key = `${total} ${combination} ${activity}`;
      let kind = kindAt.get(key);
      if (kind === undefined) {
        kind = kinds.push({ minutes: total, visits: combination, activity }) - 1;
        kindAt.set(key, kind);
      }
      options.push(nth * KINDS_MAX + kind);
    }
  }
  return {
    day,
    sets,
    facts,
    places,
    openPlaces,
    words,
    kinds,
    options: Int32Array.from(options),
    isWhole: hasAllSets && options.length < OPTIONS_MAX && kinds.length < KINDS_MAX,
  };
}

/** Every legal set of a day's choices, the empty one first. */
function setsOf(
  day: number,
  choices: readonly Choice[],
  most: number,
  settings: WeekSettings,
): { sets: number[][]; isWhole: boolean } {
  const today: number[] = [];
  choices.forEach((choice, nth) => {
    if (dayOf(choice.start) === day) today.push(nth);
  });
  const sets: number[][] = [[]];
  let isWhole = true;
  const grow = (set: readonly number[], from: number, minutes: number) => {
    for (let at = from; at < today.length; at++) {
      const nth = today[at] as number;
      const choice = choices[nth] as Choice;
      if (minutes + choice.minutes > most) continue;
      if (set.some((other) => clash(choices[other] as Choice, choice, settings))) continue;
      // Not spread: there are very many, and concat takes no more memory than they need.
      const bigger = set.concat(nth);
      if (set.length > 0 && isRunTooLong(thingsOf(bigger, choices), settings.maxConsecutive)) continue;
      if (sets.length >= SETS_MAX) {
        isWhole = false;
        return;
      }
      sets.push(bigger);
      grow(bigger, at + 1, minutes + choice.minutes);
    }
  };
  grow([], 0, 0);
  return { sets, isWhole };
}

const thingsOf = (set: readonly number[], choices: readonly Choice[]): Thing[] =>
  set.map((nth) => choices[nth] as Choice);

/** Notes the facts of a set; its minutes. */
function putFacts(
  facts: Int32Array,
  nth: number,
  set: readonly number[],
  choices: readonly Choice[],
): number {
  let soft = 0;
  let first = 10_080;
  let last = 0;
  let minutes = 0;
  for (const each of set) {
    const choice = choices[each] as Choice;
    soft += choice.soft;
    first = Math.min(first, choice.start);
    last = Math.max(last, choice.end);
    minutes += choice.minutes;
  }
  facts.set([soft, first, last, minutes], nth * SET.size);
  return minutes;
}

function activityOf(
  { needs }: Person,
  set: readonly number[],
  choices: readonly Choice[],
  kinds: number[][],
): number {
  const minutes = needs.activities.map((_, activity) =>
    set.reduce((sum, each) => {
      const choice = choices[each] as Choice;
      return sum + ((choice.activities >> activity) & 1 ? choice.minutes : 0);
    }, 0),
  );
  const known = kinds.findIndex((other) => other.every((each, at) => each === minutes[at]));
  return known >= 0 ? known : kinds.push(minutes) - 1;
}

function openBeside(
  sets: readonly (readonly number[])[],
  choices: readonly Choice[],
  places: readonly Place[],
  most: number,
  settings: WeekSettings,
): Uint32Array {
  const words = Math.ceil(places.length / 32);
  const open = new Uint32Array(words * sets.length);
  const beside = new Map<number, Uint8Array>();
  const isOpenBeside = (choice: number) => {
    let known = beside.get(choice);
    if (known === undefined) {
      known = new Uint8Array(places.length);
      for (let at = 0; at < places.length; at++) {
        known[at] = clash(choices[choice] as Choice, places[at] as Place, settings) ? 0 : 1;
      }
      beside.set(choice, known);
    }
    return known;
  };
  for (let nth = 0; nth < sets.length; nth++) {
    const set = sets[nth] as readonly number[];
    const tables = set.map(isOpenBeside);
    const minutes = set.reduce((sum, each) => sum + (choices[each] as Choice).minutes, 0);
    for (let at = 0; at < places.length; at++) {
      let isOpen = true;
      for (let each = 0; each < tables.length && isOpen; each++)
        isOpen = (tables[each] as Uint8Array)[at] === 1;
      const place = places[at] as Place;
      if (!isOpen || minutes + place.minutes > most) continue;
      if (
        touches(set, choices, place) &&
        isRunTooLong([...thingsOf(set, choices), place], settings.maxConsecutive)
      )
        continue;
      open[nth * words + (at >> 5)] = ((open[nth * words + (at >> 5)] as number) | (1 << (at & 31))) >>> 0;
    }
  }
  return open;
}

/** Whether the breaks between the place and some choice are too short to end a run. */
function touches(set: readonly number[], choices: readonly Choice[], place: Place): boolean {
  for (const each of set) {
    const choice = choices[each] as Choice;
    if (place.start - choice.end < BREAK_MINUTES && choice.start - place.end < BREAK_MINUTES) return true;
  }
  return false;
}

/** Soft minutes, times their weight, of a set. */
export const softOf = (day: Day, set: number): number => day.facts[set * SET.size + SET.soft] as number;

/** Waiting between the sessions of a set. */
export const idleOf = (day: Day, set: number): number =>
  day.facts[set * SET.size + SET.minutes] === 0
    ? 0
    : (day.facts[set * SET.size + SET.last] as number) -
      (day.facts[set * SET.size + SET.first] as number) -
      (day.facts[set * SET.size + SET.minutes] as number);

export function idleWith(day: Day, set: number, places: readonly Place[], placed: readonly number[]): number {
  let from =
    (day.facts[set * SET.size + SET.minutes] as number) === 0
      ? 10_080
      : (day.facts[set * SET.size + SET.first] as number);
  let to =
    (day.facts[set * SET.size + SET.minutes] as number) === 0
      ? 0
      : (day.facts[set * SET.size + SET.last] as number);
  let minutes = day.facts[set * SET.size + SET.minutes] as number;
  for (const at of placed) {
    const place = places[at] as Place;
    from = Math.min(from, place.start);
    to = Math.max(to, place.end);
    minutes += place.minutes;
  }
  return minutes === 0 ? 0 : to - from - minutes;
}

export function isRunTooLong(things: readonly Thing[], most: number): boolean {
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
  set: readonly number[],
  choices: readonly Choice[],
  counts: readonly number[],
  settings: WeekSettings,
): boolean {
  const wanted = counts.flatMap((count, need) => Array.from({ length: count }, () => need));
  const isOpen = (at: number) => ((open[at >> 5] as number) & (1 << (at & 31))) !== 0;
  if (wanted.length === 1) return places.some(({ need }, at) => need === wanted[0] && isOpen(at));
  const things = thingsOf(set, choices);
  const place = (nth: number, taken: readonly Place[], from: number): boolean => {
    if (nth === wanted.length) return true;
    for (let at = from; at < places.length; at++) {
      const here = places[at] as Place;
      if (here.need !== wanted[nth] || !isOpen(at)) continue;
      if (taken.some((other) => clash(other, here, settings))) continue;
      if (taken.length > 0 && isRunTooLong([...things, ...taken, here], settings.maxConsecutive)) continue;
      if (place(nth + 1, [...taken, here], wanted[nth + 1] === wanted[nth] ? at + 1 : 0)) return true;
    }
    return false;
  };
  return place(0, [], 0);
}
