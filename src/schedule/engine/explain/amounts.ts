/** What things add up to: minutes, visits, activities, staff; every different sum once, under a small number. */
import type { StaffLeft } from '../person/person-week.ts';

/** By video: no way to go. */
export const BY_VIDEO = -1;
/** Places are numbered below this. */
export const PLACES = 1024;

/** One session or visit somebody could have. */
export interface Option {
  /** The same number is the same option, whichever question it is part of. */
  readonly nth: number;
  readonly start: number;
  readonly end: number;
  /** A number for each place; `BY_VIDEO` for none. */
  readonly site: number;
  /** The visit need it meets; -1: a session. */
  readonly need: number;
  /** Whose minutes it uses, by place in `staffLeft`; -1 when they cannot run out. */
  readonly staff: number;
  /** Which of the `activities` in the limits it counts for, as bits. */
  readonly activities: number;
}

/** What a full week takes, and what it may not pass. Times in minutes. */
export interface Limits {
  readonly minutes: number;
  readonly minutesMax: number;
  readonly minDays: number;
  readonly maxMinutesPerDay: number;
  readonly maxConsecutive: number;
  readonly travel: number;
  /** How many visits of each need: exactly so many. */
  readonly visits: readonly number[];
  /** The fewest minutes of each activity. */
  readonly activities: readonly number[];
  readonly staffLeft: readonly StaffLeft[];
}

/** Amounts under small numbers: minutes, visits of each need, minutes of each activity and with each member of staff. */
export class Ledger {
  readonly #rows: (readonly number[])[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #sums = new Map<number, number>();
  readonly #options = new Map<number, number>();
  readonly #visitsAt = 1;
  readonly #activitiesAt: number;
  readonly #staffAt: number;
  readonly #limits: Limits;
  readonly nothing: number;

  constructor(limits: Limits) {
    this.#limits = limits;
    this.#activitiesAt = this.#visitsAt + limits.visits.length;
    this.#staffAt = this.#activitiesAt + limits.activities.length;
    this.nothing = this.#number(Array.from({ length: this.#staffAt + limits.staffLeft.length }, () => 0));
  }

  of(option: Option): number {
    const known = this.#options.get(option.nth);
    if (known !== undefined) return known;
    const { start, end, need, activities, staff } = option;
    const length = end - start;
    const number = this.#number([
      length,
      ...this.#limits.visits.map((_, nth) => (nth === need ? 1 : 0)),
      ...this.#limits.activities.map((least, nth) => ((activities >> nth) & 1 ? Math.min(least, length) : 0)),
      ...this.#limits.staffLeft.map((_, nth) => (nth === staff ? length : 0)),
    ]);
    this.#options.set(option.nth, number);
    return number;
  }

  minutes(number: number): number {
    return this.#rows[number]?.[0] ?? 0;
  }

  row(number: number): readonly number[] {
    return this.#rows[number] ?? [];
  }

  /** Both together; -1 when that is more than allowed. Activities count up to what is asked for. */
  sum(one: number, other: number): number {
    const key = one < other ? one * 2 ** 26 + other : other * 2 ** 26 + one;
    const known = this.#sums.get(key);
    if (known !== undefined) return known;
    const { activities } = this.#limits;
    const others = this.row(other);
    const row = this.row(one).map((amount, at) => {
      const both = amount + (others[at] ?? 0);
      const isActivity = at >= this.#activitiesAt && at < this.#staffAt;
      return isActivity ? Math.min(both, activities[at - this.#activitiesAt] ?? 0) : both;
    });
    const number = this.#isAllowed(row) ? this.#number(row) : -1;
    this.#sums.set(key, number);
    return number;
  }

  #isAllowed(row: readonly number[]): boolean {
    const { minutesMax, visits, staffLeft } = this.#limits;
    return (
      (row[0] ?? 0) <= minutesMax &&
      visits.every((count, nth) => (row[this.#visitsAt + nth] ?? 0) <= count) &&
      staffLeft.every(({ week }, nth) => (row[this.#staffAt + nth] ?? 0) <= Math.max(0, week))
    );
  }

  isWithinDay(number: number, day: number): boolean {
    const { maxMinutesPerDay, staffLeft } = this.#limits;
    const row = this.row(number);
    return (
      (row[0] ?? 0) <= maxMinutesPerDay &&
      staffLeft.every(({ days }, nth) => (row[this.#staffAt + nth] ?? 0) <= Math.max(0, days[day] ?? 0))
    );
  }

  /** Whether at least so much is asked for: `row` with the most that is still to come. */
  isReached(
    row: readonly number[],
    more: readonly number[],
    { minutes, visits, activities }: Limits,
  ): boolean {
    const has = (at: number, least: number) => (row[at] ?? 0) + (more[at] ?? 0) >= least;
    if (!has(0, minutes)) return false;
    for (let nth = 0; nth < visits.length; nth++) {
      if (!has(this.#visitsAt + nth, visits[nth] ?? 0)) return false;
    }
    for (let nth = 0; nth < activities.length; nth++) {
      if (!has(this.#activitiesAt + nth, activities[nth] ?? 0)) return false;
    }
    return true;
  }

  #number(row: readonly number[]): number {
    const key = row.join();
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#rows.length;
      this.#rows.push(row);
      this.#numbers.set(key, number);
    }
    return number;
  }
}
