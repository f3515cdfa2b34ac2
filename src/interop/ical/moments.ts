import { EventRefused } from './limits.ts';
import type { ContentLine } from './lines.ts';
import { DAY, HOUR, type Instant, instantOf, isSkipped, MINUTE, utc, type Wall, type Zone } from './zones.ts';

/** A DATE or DATE-TIME with the zone it is said in. */
export type Moment = { readonly wall: Wall; readonly zone: Zone; readonly isDate: boolean };

/** From a TZID to its clock; `undefined` asks for the zone of times that name none. */
export type ZoneFinder = (tzid: string | undefined) => Zone;

/**
 * How long something lasts: first moved on the wall clock, then in elapsed time. A night shift from 23:00 to
 * 07:00 ends at 07:00 on the night the clocks change too; a DURATION of PT8H lasts eight hours whatever they do.
 */
export type Length = { readonly wall: number; readonly elapsed: number };

export const instant = (moment: Moment): Instant => instantOf(moment.wall, moment.zone);

/** The end of something that starts when the clock in `zone` shows `wall`. */
export function endOf(wall: Wall, zone: Zone, length: Length): Instant {
  const start = instantOf(wall, zone);
  // 02:30–03:30 on the night 02:30 is skipped starts at 03:30; on the wall it would last no time at all.
  if (isSkipped(wall, zone)) return start + length.wall + length.elapsed;
  return instantOf(wall + length.wall, zone) + length.elapsed;
}

const DATE_TIME = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?$/i;

/** @throws EventRefused for what is no date, a date that is on no calendar, or a zone nobody knows */
export function moment(line: ContentLine, zones: ZoneFinder): Moment {
  const match = DATE_TIME.exec(line.value);
  if (!match) throw new EventRefused('unreadable-time', line.name);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((digits) => Number(digits ?? 0));
  const wall = Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59));
  const date = new Date(wall);
  const exists =
    year >= 1000 &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    hour < 24 &&
    minute < 60 &&
    second <= 60;
  if (!exists) throw new EventRefused('unreadable-time', line.name);
  const isDate = match[4] === undefined;
  if (match[7]) return { wall, zone: utc, isDate };
  // A date is the person's own day, wherever the calendar that wrote it stood.
  return { wall, zone: zones(isDate ? undefined : line.parameters.get('TZID')), isDate };
}

const DURATION =
  /^([+-])?P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?$/i;

/** RFC 5545 §3.3.6: weeks and days are counted on the calendar, hours and less in elapsed time. */
export function duration(text: string, name: string): Length {
  const match = DURATION.exec(text);
  if (!match || !/\d/.test(text)) throw new EventRefused('unreadable-time', name);
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(2)
    .map((digits) => Number(digits ?? 0));
  const length = {
    wall: (weeks * 7 + days) * DAY,
    elapsed: hours * HOUR + minutes * MINUTE + seconds * 1000,
  };
  if (match[1] === '-' && length.wall + length.elapsed > 0) throw new EventRefused('negative-length', name);
  return length;
}

/** A start and how long from there: "19970101T180000Z/PT5H30M" or "…/19970102T070000Z". */
export type Period = { readonly start: Moment; readonly length: Length };

export function period(line: ContentLine, zones: ZoneFinder): Period {
  const [from = '', until = ''] = line.value.split('/');
  const start = moment({ ...line, value: from }, zones);
  if (/^[+-]?P/i.test(until)) return { start, length: duration(until, line.name) };
  return { start, length: lengthBetween(start, moment({ ...line, value: until }, zones), line.name) };
}

export function lengthBetween(start: Moment, end: Moment, name: string): Length {
  if (instant(end) < instant(start)) throw new EventRefused('negative-length', name);
  return start.zone === end.zone
    ? { wall: end.wall - start.wall, elapsed: 0 }
    : { wall: 0, elapsed: instant(end) - instant(start) };
}
