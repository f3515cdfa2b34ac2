/** One person's week, and what it is. */
import type { House } from './house.ts';
import type { Someone } from './someone.ts';

/** A whole legal week (a pattern). */
export interface OwnWeek {
  readonly sessions: readonly number[];
  readonly visits: readonly OwnVisit[];
  readonly isServed: boolean;
  /** Minutes that count towards the need. */
  readonly credited: number;
  /** Things of the current week kept. */
  readonly kept: number;
  readonly friction: number;
}
export interface OwnVisit {
  readonly need: number;
  readonly staff: number;
  readonly start: number;
  readonly end: number;
}

export const NO_WEEK: OwnWeek = {
  sessions: [],
  visits: [],
  isServed: false,
  credited: 0,
  kept: 0,
  friction: 0,
};

/** What a week of these things is: counted anew, so that it is true whatever the prices were. */
export function weekOf(
  one: Someone,
  house: House,
  sessions: readonly number[],
  visits: readonly OwnVisit[],
  friction: number,
): OwnWeek {
  const { needs } = one.person;
  let minutes = 0;
  let kept = 0;
  const days = new Set<number>();
  const activity = needs.activities.map(() => 0);
  for (const nth of sessions) {
    const session = house.sessions[nth];
    if (session === undefined) continue;
    minutes += session.end - session.start;
    days.add(Math.floor(session.start / 1440));
    if (one.currentSessions.has(nth)) kept++;
    needs.activities.forEach((need, at) => {
      if (need.activity === session.activity)
        activity[at] = (activity[at] ?? 0) + session.end - session.start;
    });
  }
  const counts = needs.visits.map(() => 0);
  for (const visit of visits) {
    minutes += visit.end - visit.start;
    days.add(Math.floor(visit.start / 1440));
    counts[visit.need] = (counts[visit.need] ?? 0) + 1;
    for (const had of one.currentVisits) {
      if (had.need === visit.need && had.staff === visit.staff && had.start === visit.start) kept++;
    }
  }
  const isServed =
    minutes >= needs.minutes &&
    days.size >= needs.minDays &&
    needs.visits.every(({ count }, nth) => (counts[nth] ?? 0) >= count) &&
    needs.activities.every(({ minMinutes }, nth) => (activity[nth] ?? 0) >= minMinutes);
  return { sessions, visits, isServed, credited: Math.min(minutes, needs.minutes), kept, friction };
}
