/**
 * Whether one person could have a full week, exactly: what each day can add is found by one sweep through its hours,
 * then the days are put together. Asked hundreds of times about one person with small differences, so that a day
 * that was seen before is not looked at again.
 */
import type { PersonProblem, StaffLeft } from '../person/person-week.ts';
import { BREAK_MINUTES, DAY, dayOf } from '../person/rules.ts';

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

/** A week as far as its sums go. */
export interface Sums {
  readonly minutes: number;
  readonly days: number;
}

export class Servable {
  readonly #ledgers = new Map<string, Ledger>();
  readonly #days = new Map<string, readonly number[]>();

  /** Whether some of these options (in order of start) make a full week. */
  isServed(options: readonly Option[], limits: Limits): boolean {
    return this.weeks(options, limits).next().done !== true;
  }

  /** The sums of every week that meets the limits, as they are found. */
  *weeks(options: readonly Option[], limits: Limits): Generator<Sums, undefined> {
    const shape = shapeOf(limits);
    let ledger = this.#ledgers.get(shape);
    if (ledger === undefined) {
      ledger = new Ledger(limits);
      this.#ledgers.set(shape, ledger);
    }
    const byDay: Option[][] = [[], [], [], [], [], [], []];
    for (const option of options) byDay[dayOf(option.start)]?.push(option);
    const days = byDay.flatMap((today, day) => {
      if (today.length === 0) return [];
      const key = `${day} ${shape} ${today.map(({ nth }) => nth).join()}`;
      let outcomes = this.#days.get(key);
      if (outcomes === undefined) {
        outcomes = outcomesOfDay(today, day, limits, ledger);
        this.#days.set(key, outcomes);
      }
      return outcomes.length === 0 ? [] : [outcomes];
    });
    yield* weeksOf(days, limits, ledger);
    return undefined;
  }
}

/** What the outcomes of a day depend on besides its options. */
const shapeOf = ({ minutesMax, maxMinutesPerDay, maxConsecutive, visits, activities, staffLeft }: Limits) =>
  `${minutesMax} ${maxMinutesPerDay} ${maxConsecutive} ${visits} ${activities} ${JSON.stringify(staffLeft)}`;

/** Amounts under small numbers: minutes, visits of each need, minutes of each activity and with each member of staff. */
class Ledger {
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

/** A day as far as it has come. */
interface Stay {
  readonly amounts: number;
  readonly end: number;
  /** Where the last thing in person was, and until when. */
  readonly site: number;
  readonly siteEnd: number;
  readonly runStart: number;
}

/** Everything a day can add, each once; nothing left out, nothing illegal. */
function outcomesOfDay(
  options: readonly Option[],
  day: number,
  { travel, maxConsecutive }: Limits,
  ledger: Ledger,
): readonly number[] {
  // So long after the last thing neither travel nor the run matters: only the amounts do.
  const rest = Math.max(travel, BREAK_MINUTES);
  const rested = new Set<number>([ledger.nothing]);
  let recent: Stay[] = [];
  for (const option of options) {
    const { start, end, site } = option;
    const own = ledger.of(option);
    recent = recent.filter((stay) => {
      if (stay.end + rest > start) return true;
      rested.add(stay.amounts);
      return false;
    });
    const before = recent.length;
    const seen = new Set<number>();
    const add = (from: number, runStart: number, last: Stay | undefined) => {
      if (end - runStart > maxConsecutive) return;
      const amounts = ledger.sum(from, own);
      // The same amounts, earlier and with rest behind them: this way leads nowhere that one does not.
      if (amounts < 0 || rested.has(amounts) || !ledger.isWithinDay(amounts, day)) return;
      const isVideo = site === BY_VIDEO;
      const place = isVideo ? (last?.site ?? BY_VIDEO) : site;
      const siteEnd = isVideo ? (last?.siteEnd ?? day * DAY) : end;
      const key =
        ((amounts * DAY + runStart - day * DAY) * PLACES + place + 1) * (DAY + 1) + siteEnd - day * DAY;
      if (seen.has(key)) return;
      seen.add(key);
      recent.push({ amounts, end, site: place, siteEnd, runStart });
    };
    for (const amounts of rested) add(amounts, start, undefined);
    for (let nth = 0; nth < before; nth++) {
      const last = recent[nth] as Stay;
      if (last.end > start) continue;
      const isFar = site !== BY_VIDEO && last.site !== BY_VIDEO && last.site !== site;
      if (isFar && last.siteEnd + travel > start) continue;
      add(last.amounts, start - last.end >= BREAK_MINUTES ? start : last.runStart, last);
    }
  }
  for (const { amounts } of recent) rested.add(amounts);
  rested.delete(ledger.nothing);
  return [...rested];
}

/** Weeks put together of days, those that can no longer reach what is asked for left out at once. */
function* weeksOf(days: readonly (readonly number[])[], limits: Limits, ledger: Ledger): Generator<Sums> {
  const most = mostToCome(days, ledger);
  const isServed = (amounts: number, count: number) =>
    count >= limits.minDays && ledger.isReached(ledger.row(amounts), [], limits);
  const sums = (amounts: number, count: number): Sums => ({ minutes: ledger.minutes(amounts), days: count });
  let states = new Set<number>([ledger.nothing * 8]);
  if (isServed(ledger.nothing, 0)) yield sums(ledger.nothing, 0);
  for (const [nth, outcomes] of days.entries()) {
    const toCome = most[nth + 1] ?? [];
    const daysToCome = days.length - nth - 1;
    const next = new Set<number>();
    const keep = (amounts: number, count: number) => {
      const state = amounts * 8 + count;
      if (next.has(state) || count + daysToCome < limits.minDays) return false;
      if (!ledger.isReached(ledger.row(amounts), toCome, limits)) return false;
      next.add(state);
      return true;
    };
    for (const state of states) {
      const [amounts, count] = [Math.floor(state / 8), state % 8];
      keep(amounts, count);
      for (const outcome of outcomes) {
        const grown = ledger.sum(amounts, outcome);
        if (grown < 0 || !keep(grown, count + 1)) continue;
        if (isServed(grown, count + 1)) yield sums(grown, count + 1);
      }
    }
    states = next;
  }
}

/** The most of each amount that the days from each on could add. */
function mostToCome(days: readonly (readonly number[])[], ledger: Ledger): readonly (readonly number[])[] {
  const width = ledger.row(ledger.nothing).length;
  const most: number[][] = [Array.from({ length: width }, () => 0)];
  for (const outcomes of days.toReversed()) {
    const after = most[0] ?? [];
    most.unshift(
      after.map(
        (sum, at) => sum + outcomes.reduce((top, outcome) => Math.max(top, ledger.row(outcome)[at] ?? 0), 0),
      ),
    );
  }
  return most;
}

/** A person's problem in these terms; `carried`: groups they cannot leave. */
export function askOf(
  problem: PersonProblem,
  carried: readonly string[],
): { options: Option[]; limits: Limits } {
  const { needs, settings, staffLeft = [] } = problem;
  const places = new Map<string, number>();
  const placeOf = (site: string | null) => {
    if (site === null) return BY_VIDEO;
    const known = places.get(site) ?? places.size;
    places.set(site, known);
    return known;
  };
  const sessions = problem.sessions.map((session, nth) => ({
    nth,
    start: session.start,
    end: session.end,
    site: placeOf(session.site),
    need: -1,
    staff: -1,
    activities: bitsOf(needs.activities, session.activity, carried, session.id),
  }));
  const visits = problem.visits.map((visit, nth) => ({
    nth: sessions.length + nth,
    start: visit.start,
    end: visit.end,
    site: placeOf(visit.site),
    need: visit.need,
    staff: staffLeft.findIndex(({ staff }) => staff === visit.staff),
    activities: 0,
  }));
  return {
    options: [...sessions, ...visits].sort((a, b) => a.start - b.start),
    limits: {
      ...needs,
      maxConsecutive: settings.maxConsecutive,
      travel: settings.travel,
      activities: [...needs.activities.map(({ minMinutes }) => minMinutes), ...carried.map(() => 1)],
      staffLeft,
    },
  };
}

/** Which of the activities asked for a session is, and which of the groups that cannot be left, as bits. */
export function bitsOf(
  asked: readonly { readonly activity: string }[],
  activity: string | undefined,
  carried: readonly string[],
  session: string | undefined,
): number {
  const marks = [...asked.map((each) => each.activity === activity), ...carried.map((id) => id === session)];
  return marks.reduce((bits, isMarked, nth) => (isMarked ? bits | (1 << nth) : bits), 0);
}
