import { type Busy, busyInTheWay, clash, hasTooLongRun, type Thing, TRAVEL } from '../../schedule/index.ts';
import type { ActivityClass } from './counting.ts';

/** A session later in the week with a seat that somebody could have: open to them by what it asks and who is there. */
export interface Opening extends Thing {
  readonly meeting: string;
  readonly activityClass: ActivityClass;
  /** As planned, less its breaks. */
  readonly minutes: number;
}

/** What a person's week already holds, in minutes of the week. */
export interface OwnTimes {
  readonly busy: readonly Busy[];
  readonly things: readonly Thing[];
  readonly minutesPerDayMax: number;
}

const DAY_MINUTES = 1440;
const OFFERS_MAX = 3;

/**
 * Sessions that fit around somebody's hard hours with the way there, around their other sessions, and within a day they
 * can bear; the soonest first. Each is by itself a possibility: nothing is taken up here, and nothing is made up.
 */
export function makeUps<T extends Opening>(openings: readonly T[], own: OwnTimes): readonly T[] {
  return openings
    .filter((one) => one.activityClass !== 'C' && one.minutes > 0 && fits(one, own))
    .toSorted((a, b) => a.start - b.start || (a.meeting < b.meeting ? -1 : 1))
    .slice(0, OFFERS_MAX);
}

function fits(one: Opening, { busy, things, minutesPerDayMax }: OwnTimes): boolean {
  if (busyInTheWay(busy, one, TRAVEL) >= 0) return false;
  if (things.some((other) => clash(one, other, TRAVEL))) return false;
  const day = Math.floor(one.start / DAY_MINUTES);
  const ofDay = [...things, one]
    .filter(({ start }) => Math.floor(start / DAY_MINUTES) === day)
    .toSorted((a, b) => a.start - b.start);
  const minutes = ofDay.reduce((all, { start, end }) => all + end - start, 0);
  return minutes <= minutesPerDayMax && !hasTooLongRun(ofDay, TRAVEL);
}
