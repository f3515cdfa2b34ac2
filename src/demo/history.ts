import { Temporal } from 'temporal-polyfill';
import { SESSIONS } from './groups.ts';
import type { DemoPerson } from './people/person.ts';
import { chanceOf } from './seed.ts';

const DAY = 1440;
const LATE_SHARE = 0.09;
const LEFT_EARLY_SHARE = 0.03;

/** One person's time in one group, or at one visit, on one day. */
export interface Attended {
  readonly on: string;
  /** The group's key, or the kind of the visit. */
  readonly session: string;
  readonly status: 'here' | 'late' | 'away';
  /** Minutes of the day; null when they were not there. */
  readonly arrived: number | null;
  readonly left: number | null;
  readonly counted: number;
}

/**
 * What became of a week of groups: mostly there, now and then late or away, each person in their own measure.
 * The same words for the same person, group and week on every start.
 *
 * @param until the first date that is not yet over
 */
export function attendedWeek(
  { code, comes }: Pick<DemoPerson, 'code' | 'comes'>,
  sessions: readonly string[],
  monday: string,
  weeksAgo: number,
  until: string,
): readonly Attended[] {
  const shortWeek = chanceOf('short week', code, weeksAgo) < (1 - comes) / 2;
  return sessions.flatMap((key): Attended[] => {
    const session = SESSIONS.find((one) => one.key === key);
    if (session === undefined) throw new Error(`No group "${key}" in the demo program.`);
    const on = Temporal.PlainDate.from(monday)
      .add({ days: Math.floor(session.start / DAY) })
      .toString();
    if (on >= until) return [];
    const chance = (what: string) => chanceOf(what, code, key, weeksAgo);
    const start = session.start % DAY;
    const end = start + session.end - session.start;
    if (chance('comes') > (shortWeek ? comes / 2 : comes)) {
      return [{ on, session: key, status: 'away', arrived: null, left: null, counted: 0 }];
    }
    const isLate = chance('late') < LATE_SHARE;
    const arrived = isLate ? start + 16 + Math.floor(chance('minutes late') * 20) : start;
    const left = chance('early') < LEFT_EARLY_SHARE ? end - 30 : end;
    return [
      {
        on,
        session: key,
        status: isLate ? ('late' as const) : ('here' as const),
        arrived,
        left,
        counted: left - arrived,
      },
    ];
  });
}

/** What became of a visit: people come to the one who knows them a little more often than to a group. */
export function attendedVisit(
  { code, comes }: Pick<DemoPerson, 'code' | 'comes'>,
  {
    kind,
    on,
    start,
    end,
  }: { readonly kind: string; readonly on: string; readonly start: number; readonly end: number },
  weeksAgo: number,
): Attended {
  const isThere = chanceOf('visit', code, kind, start, weeksAgo) < (1 + comes) / 2;
  return isThere
    ? { on, session: kind, status: 'here', arrived: start, left: end, counted: end - start }
    : { on, session: kind, status: 'away', arrived: null, left: null, counted: 0 };
}
