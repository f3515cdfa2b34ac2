import { DAY, type Instant, ianaZone, MINUTE, type Wall, wallOf, type Zone } from './zones.ts';

/** A time taken, in milliseconds since 1970-01-01T00:00Z, half-open: instants, because a wall clock shows one hour a year twice. */
export type BusyInterval = { readonly start: Instant; readonly end: Instant; readonly allDay: boolean };

/** Minutes from Monday 00:00 on the wall, half-open. */
export type WeekInterval = { readonly start: number; readonly end: number };

export type UsualWeek = {
  /** Minutes busy in at least half of the weeks, joined and sorted. */
  readonly usual: readonly WeekInterval[];
  /** Times, in the weeks looked at, that have minutes outside the usual week. */
  readonly exceptional: readonly BusyInterval[];
};

const WEEK_MINUTES = 10_080;

/** Sorted; those of a kind that touch or overlap become one. */
export function joined(intervals: readonly BusyInterval[]): BusyInterval[] {
  const sorted = [...intervals].sort((a, b) => Number(a.allDay) - Number(b.allDay) || a.start - b.start);
  const out: BusyInterval[] = [];
  for (const next of sorted) {
    const last = out.at(-1);
    if (last && last.allDay === next.allDay && next.start <= last.end)
      out[out.length - 1] = { ...last, end: Math.max(last.end, next.end) };
    else out.push(next);
  }
  return out.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** "2026-11-30T18:00" on the wall of `zone`. */
export function wallTimeIn(zone: string, instant: Instant): string {
  return new Date(wallOf(instant, known(zone))).toISOString().slice(0, 16);
}

/**
 * What a week mostly looks like, to paint: minute by minute, busy in at least half of `weeks` weeks.
 *
 * By the minute and not by event, because shifts drift: Monday 9–5 one week and 10–6 the next is busy 9 to 6.
 * @param monday the first week, "2026-11-30"
 * @throws RangeError for a zone the device doesn't know, a day that isn't a Monday, or no weeks
 */
export function busyWeek(
  intervals: readonly BusyInterval[],
  zoneName: string,
  monday: string,
  weeks: number,
): UsualWeek {
  const zone = known(zoneName);
  const first = Date.parse(`${monday}T00:00:00Z`);
  if (new Date(first).getUTCDay() !== 1) throw new RangeError(`not a Monday: ${monday}`);
  if (!Number.isInteger(weeks) || weeks < 1 || weeks > 53) throw new RangeError(`weeks: ${weeks}`);

  const pieces = intervals.map((interval) => ({
    interval,
    minutes: onTheWall(interval, zone)
      .map(({ start, end }) => ({
        start: Math.max(0, Math.floor((start - first) / MINUTE)),
        end: Math.min(weeks * WEEK_MINUTES, Math.ceil((end - first) / MINUTE)),
      }))
      .filter(({ start, end }) => start < end),
  }));
  const taken = new Uint8Array(weeks * WEEK_MINUTES);
  for (const { minutes } of pieces) for (const { start, end } of minutes) taken.fill(1, start, end);
  const weeksTaken = new Uint8Array(WEEK_MINUTES);
  for (const [minute, isTaken] of taken.entries()) {
    const ofWeek = minute % WEEK_MINUTES;
    weeksTaken[ofWeek] = (weeksTaken[ofWeek] ?? 0) + isTaken;
  }
  const isUsual = (ofWeek: number) => (weeksTaken[ofWeek] ?? 0) * 2 >= weeks;
  return {
    usual: runs(isUsual),
    exceptional: pieces
      .filter(({ minutes }) => minutes.some(({ start, end }) => !allIn(start, end, isUsual)))
      .map(({ interval }) => interval),
  };
}

function allIn(start: number, end: number, isUsual: (ofWeek: number) => boolean): boolean {
  for (let minute = start; minute < end; minute++) if (!isUsual(minute % WEEK_MINUTES)) return false;
  return true;
}

function runs(isIn: (minute: number) => boolean): WeekInterval[] {
  const out: WeekInterval[] = [];
  let start: number | undefined;
  for (let minute = 0; minute <= WEEK_MINUTES; minute++) {
    const inside = minute < WEEK_MINUTES && isIn(minute);
    if (inside && start === undefined) start = minute;
    if (!inside && start !== undefined) {
      out.push({ start, end: minute });
      start = undefined;
    }
  }
  return out;
}

/** The readings of the wall clock during an interval: in pieces where the clock jumps. */
function onTheWall({ start, end }: BusyInterval, zone: Zone): { start: Wall; end: Wall }[] {
  const offset = zone.offsetAt(start);
  // No zone changes twice within three days; longer times are cut, so that a change never hides another.
  if (end - start > 3 * DAY)
    return [
      ...onTheWall({ start, end: start + 3 * DAY, allDay: false }, zone),
      ...onTheWall({ start: start + 3 * DAY, end, allDay: false }, zone),
    ];
  if (zone.offsetAt(end) === offset) return [{ start: start + offset, end: end + offset }];
  let before = start;
  let after = end;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (zone.offsetAt(middle) === offset) before = middle;
    else after = middle;
  }
  return [
    { start: start + offset, end: after + offset },
    { start: after + zone.offsetAt(after), end: end + zone.offsetAt(end) },
  ].filter((piece) => piece.start < piece.end);
}

function known(name: string): Zone {
  const zone = ianaZone(name);
  if (!zone) throw new RangeError(`no such zone: ${name}`);
  return zone;
}
