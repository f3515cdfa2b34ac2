/** What a day can add, and what weeks are made of days: exactly, with nothing listed twice. */
import { BREAK_MINUTES, DAY } from '../person/rules.ts';
import { BY_VIDEO, type Ledger, type Limits, type Option, PLACES } from './amounts.ts';

/** A week as far as its sums go. */
export interface Sums {
  readonly minutes: number;
  readonly days: number;
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
export function outcomesOfDay(
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
export function* weeksOf(
  days: readonly (readonly number[])[],
  limits: Limits,
  ledger: Ledger,
): Generator<Sums> {
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
