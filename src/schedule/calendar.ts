import { Temporal } from 'temporal-polyfill';

export { dayIn as todayIn } from '../platform/clock.ts';

/** Minutes from Monday 00:00 wall time, 0..10079. */
export type WeekMinute = number;

/** A Monday as "2026-11-30". */
export type Monday = string;

/** The Monday of the week a date lies in. */
export const mondayOf = (date: string): Monday => {
  const day = Temporal.PlainDate.from(date);
  return day.subtract({ days: day.dayOfWeek - 1 }).toString();
};

export const weekAfter = (monday: Monday, weeks = 1): Monday =>
  Temporal.PlainDate.from(monday).add({ weeks }).toString();

/** The wall time of a minute of a week: "2026-11-30" and 1080 is 2026-11-30T18:00. */
export const wallTime = (monday: Monday, minute: WeekMinute): Temporal.PlainDateTime =>
  Temporal.PlainDate.from(monday).toPlainDateTime().add({ minutes: minute });

/** The instant of a minute of a week on the wall of `zone`; a wall time that a clock change skips moves later. */
export const instantOf = (monday: Monday, minute: WeekMinute, zone: string): Temporal.Instant =>
  wallTime(monday, minute).toZonedDateTime(zone, { disambiguation: 'compatible' }).toInstant();

/** Whether the clocks change in `zone` within this week, and on which date. */
export function clockChangeIn(monday: Monday, zone: string): string | undefined {
  const first = Temporal.PlainDate.from(monday);
  for (let day = 0; day < 7; day++) {
    const date = first.add({ days: day });
    if (date.toZonedDateTime(zone).hoursInDay !== 24) return date.toString();
  }
  return undefined;
}
