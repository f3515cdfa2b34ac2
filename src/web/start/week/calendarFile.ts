import {
  type AskReason,
  type BusyReading,
  busyWeek,
  type EventReason,
  type FileReason,
  readBusy,
} from '../../../interop/ical/read.ts';
import { addDays } from '../../design/time.ts';
import { EMPTY_WEEK, type LifeKind, type PaintedWeek, paint } from '../../design/WeekGrid/week.ts';

/** How many weeks ahead a calendar is looked at to find the usual one. */
export const WEEKS = 6;

export type { AskReason, EventReason, FileReason };
export type FileRead = Extract<ReturnType<typeof readBusy>, { ok: false }> | FoundWeek;

export interface FoundWeek {
  readonly ok: true;
  readonly reading: BusyReading;
  readonly zone: string;
  readonly monday: string;
}

/**
 * Reads a calendar on this device. Times come out as wall time where the program is: its sessions are held there.
 * @param today the date to look from, "2026-11-27"
 * @param floatingZone where times that name no zone are meant: this device's own
 */
export function readCalendar(text: string, zone: string, floatingZone: string, today: string): FileRead {
  const monday = mondayOnOrAfter(today);
  const reading = readBusy(text, { zone, floatingZone, from: monday, to: addDays(monday, WEEKS * 7) });
  return reading.ok ? { ok: true, reading, zone, monday } : reading;
}

function mondayOnOrAfter(date: string): string {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return addDays(date, (8 - weekday) % 7);
}

/** The usual week of a file as the grid paints it, with the doubtful times the person chose to count. */
export function usualWeek(found: FoundWeek, counted: readonly AskReason[], kind: LifeKind): PaintedWeek {
  const asked = found.reading.ask.filter(({ reason }) => counted.includes(reason));
  const { usual } = busyWeek([...found.reading.busy, ...asked], found.zone, found.monday, WEEKS);
  return usual.reduce((week, { start, end }) => paint(week, start, end, kind), EMPTY_WEEK);
}

/** Doubtful times of a file, by why, with how many there are. */
export function doubts({ reading }: FoundWeek): readonly (readonly [reason: AskReason, count: number])[] {
  const counts = new Map<AskReason, number>();
  for (const { reason } of reading.ask) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts];
}

/** Lays a found week over a painted one; what the file leaves free stays as it was. */
export function layOver(week: PaintedWeek, found: PaintedWeek): PaintedWeek {
  return week.map((was, slot) => found[slot] ?? was);
}
