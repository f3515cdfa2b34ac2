/**
 * What somebody has behind them. Everything here only grows, and a session that was missed takes nothing away: a count
 * that falls back to zero tells people that what they did is gone, and it is not.
 */
interface Milestones {
  /** Days in the program, today among them, of every time in it. */
  readonly days: number;
  /** Sessions come to, ever. */
  readonly sessions: number;
  readonly goalsMet: number;
  /** Of the last sessions, at most seven: how many they came to. null: they came to none of them, so nothing is said. */
  readonly lately: { readonly came: number; readonly of: number } | null;
}

const LATELY = 7;
const DAY_MS = 86_400_000;

export interface MilestonesGiven {
  /** YYYY-MM-DD on the program's wall. */
  readonly today: string;
  /** Times in care; null: still. May touch or overlap. */
  readonly times: readonly { readonly from: string; readonly until: string | null }[];
  readonly sessions: number;
  /** The newest first; what was excused is left out by whoever asks. */
  readonly newest: readonly { readonly came: boolean }[];
  readonly goalsMet: number;
}

export function milestonesOf({ today, times, sessions, newest, goalsMet }: MilestonesGiven): Milestones {
  const last = newest.slice(0, LATELY);
  const came = last.filter((one) => one.came).length;
  return {
    days: daysIn(times, today),
    sessions,
    goalsMet,
    lately: came === 0 ? null : { came, of: last.length },
  };
}

/** Days that lie in any of these times, up to today, each once. */
function daysIn(times: MilestonesGiven['times'], today: string): number {
  const last = dayOf(today);
  let after = Number.NEGATIVE_INFINITY;
  let days = 0;
  for (const { from, until } of times.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const begin = Math.max(dayOf(from), after);
    const end = Math.min(until === null ? last : dayOf(until), last);
    if (end < begin) continue;
    days += end - begin + 1;
    after = end + 1;
  }
  return days;
}

const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;
