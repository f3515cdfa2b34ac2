/**
 * A person's busy times from a calendar file, read on their own device.
 *
 * Only times come out: titles, places, guests and notes are skipped while the file is read (components.ts) and
 * there is nowhere in these types to put them. Runs in a browser: no Node, no network, no clock but the given.
 */
import { type Calendar, type CalendarFile, type Component, componentsOf, listOf } from './components.ts';
import { type AskReason, type Event, eventFrom } from './events.ts';
import { Budget, type EventReason, EventRefused, type FileReason, FileRefused, limits } from './limits.ts';
import { endOf, instant, period, type ZoneFinder } from './moments.ts';
import { seriesOf, type Taken, takenBy, type Window } from './series.ts';
import { type BusyInterval, joined } from './usual-week.ts';
import { zoneDefined } from './vtimezone.ts';
import { isPlaceName, zoneNamed } from './zone-names.ts';
import { DAY, type Instant, ianaZone, instantOf, type Zone } from './zones.ts';

export type { AskReason } from './events.ts';
export type { EventReason, FileReason } from './limits.ts';
export { type BusyInterval, busyWeek, type UsualWeek, type WeekInterval, wallTimeIn } from './usual-week.ts';

/** A time the person should decide on: it may be busy. */
export type AskInterval = BusyInterval & { readonly reason: AskReason };

export type RefusedEvent = {
  readonly reason: EventReason;
  /** The property, zone name or frequency that is to blame; never a text the person wrote. */
  readonly detail: string;
};

export type BusyReading = {
  readonly ok: true;
  /** Sorted; those that touch or overlap are one. */
  readonly busy: readonly BusyInterval[];
  readonly ask: readonly AskInterval[];
  readonly refusedEvents: readonly RefusedEvent[];
  readonly counts: {
    /** VEVENTs and VFREEBUSYs in the file, readable or not. */
    readonly events: number;
    /** Readable ones that take no time: marked free, cancelled, or replaced by a newer version. */
    readonly notBusy: number;
    /** Tasks, journals, alarms. */
    readonly others: number;
  };
};

export type BusyRefusal = { readonly ok: false; readonly reason: FileReason };

export type BusyOptions = {
  /** The person's IANA zone: where their days begin and end. */
  readonly zone: string;
  /** The horizon as dates in `zone`, "2026-11-30", `to` not included. */
  readonly from: string;
  readonly to: string;
  /** Where times that name no zone are meant; the person's own unless they say otherwise. */
  readonly floatingZone?: string;
  /** Milliseconds for the time limit; a test may stop it. */
  readonly clock?: () => number;
};

/**
 * Reads an .ics text. Never throws: a file that can't be used answers `ok: false` with the reason, and one bad
 * event is listed in `refusedEvents` while the others count. Time is bounded by `limits`, whatever the file.
 */
export function readBusy(text: string, options: BusyOptions): BusyReading | BusyRefusal {
  try {
    return read(text, options);
  } catch (error) {
    if (error instanceof FileRefused) return { ok: false, reason: error.reason };
    // A bug of ours: the person's page goes on, and is told that this file is of no use.
    return { ok: false, reason: 'not-a-calendar' };
  }
}

function read(text: string, options: BusyOptions): BusyReading {
  const zone = ianaZone(options.zone);
  const floating = options.floatingZone === undefined ? zone : ianaZone(options.floatingZone);
  if (!zone || !floating) throw new FileRefused('unknown-zone');
  const window = { from: startOfDay(options.from, zone), to: startOfDay(options.to, zone) };
  if (window.from >= window.to || window.to - window.from > WINDOW_MAX) throw new FileRefused('bad-window');

  const file = componentsOf(checked(text));
  const budget = new Budget(options.clock ?? (() => performance.now()));
  const refusedEvents: RefusedEvent[] = Array.from({ length: file.cutShort }, () => ({
    reason: 'cut-short',
    detail: '',
  }));
  /** One bad event is left out and named; the budget of the whole file is not its to spend. */
  const orRefuse = <T>(work: () => T): T | undefined => {
    try {
      budget.beginEvent();
      return work();
    } catch (error) {
      if (error instanceof FileRefused) throw error;
      const refusal = error instanceof EventRefused ? error : new EventRefused('unreadable-time');
      refusedEvents.push({ reason: refusal.reason, detail: refusal.detail });
      return undefined;
    }
  };

  const taken: Taken[] = [];
  const events: Event[] = [];
  for (const calendar of file.calendars) {
    const zones = zoneFinder(calendar, floating, window, budget);
    for (const component of calendar.events) {
      const event = orRefuse(() => eventFrom(component, calendar.method, zones));
      if (event) events.push(event);
    }
    for (const component of calendar.freeBusy)
      taken.push(...(orRefuse(() => takenByFreeBusy(component, zones)) ?? []));
  }
  const series = seriesOf(events);
  for (const one of series) taken.push(...(orRefuse(() => takenBy(one, window, budget)) ?? []));

  const clipped = taken.flatMap((one) => clip(one, window));
  return {
    ok: true,
    busy: joined(clipped.filter((one) => one.standing === 'busy').map(interval)),
    ask: ASK_REASONS.flatMap((reason) =>
      joined(clipped.filter((one) => one.standing === reason).map(interval)).map((one) => ({
        ...one,
        reason,
      })),
    ).sort((a, b) => a.start - b.start),
    refusedEvents,
    counts: { ...countOf(file), notBusy: notBusy(events, series) },
  };
}

const ASK_REASONS: readonly AskReason[] = ['tentative', 'all-day', 'working-elsewhere'];

/** Half a year of weeks, and a week more for windows that begin on a Monday. */
const WINDOW_MAX = 27 * 7 * DAY + DAY;

/** Midnight of a date in `zone`. */
function startOfDay(date: string, zone: Zone): Instant {
  const wall = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(wall)) throw new FileRefused('bad-window');
  return instantOf(wall, zone);
}

/** The text without byte order mark, when it may be a calendar at all. */
function checked(text: string): string {
  if (text.length > limits.fileBytes || new TextEncoder().encode(text).length > limits.fileBytes)
    throw new FileRefused('too-large');
  if (text.includes('\0')) throw new FileRefused('binary');
  const body = text.replace(/^\uFEFF/, '').trimStart();
  if (!/^BEGIN:VCALENDAR/i.test(body)) throw new FileRefused('not-a-calendar');
  return body;
}

/**
 * Who says what a TZID means: the IANA database for names of places (files carry shortened copies of it), then
 * the file's own VTIMEZONE, then Windows names. A name nobody knows refuses the event: guessing shifts a week.
 */
function zoneFinder(calendar: Calendar, floating: Zone, window: Window, budget: Budget): ZoneFinder {
  const known = new Map<string, Zone | undefined>();
  const find = (tzid: string): Zone | undefined => {
    const place = isPlaceName(tzid) ? ianaZone(tzid) : undefined;
    if (place) return place;
    const definition = calendar.zones.get(tzid);
    // A year past the window, so that its last days know the change that ends their season.
    return (definition && zoneDefined(definition, window.to + 366 * DAY, budget)) ?? zoneNamed(tzid);
  };
  return (tzid) => {
    if (tzid === undefined) return floating;
    if (!known.has(tzid)) known.set(tzid, find(tzid));
    const zone = known.get(tzid);
    if (!zone) throw new EventRefused('unknown-zone', tzid);
    return zone;
  };
}

/** RFC 5545 §3.2.9: FREEBUSY without FBTYPE is busy. */
function takenByFreeBusy(component: Component, zones: ZoneFinder): Taken[] {
  return listOf(component, 'FREEBUSY').flatMap((line) => {
    const type = line.parameters.get('FBTYPE')?.toUpperCase() ?? 'BUSY';
    if (type === 'FREE') return [];
    const { start, length } = period(line, zones);
    const standing = type === 'BUSY-TENTATIVE' ? 'tentative' : 'busy';
    return [{ start: instant(start), end: endOf(start.wall, start.zone, length), allDay: false, standing }];
  });
}

function clip(taken: Taken, window: Window): Taken[] {
  const start = Math.max(taken.start, window.from);
  const end = Math.min(taken.end, window.to);
  return start < end ? [{ ...taken, start, end }] : [];
}

const interval = ({ start, end, allDay }: Taken): BusyInterval => ({ start, end, allDay });

const countOf = (file: CalendarFile) => ({
  events: file.calendars.reduce((sum, one) => sum + one.events.length + one.freeBusy.length, file.cutShort),
  others: file.others,
});

function notBusy(events: readonly Event[], series: ReturnType<typeof seriesOf>): number {
  const kept = series.flatMap((one) => [...one.masters, ...one.changed]);
  return events.length - kept.length + kept.filter((event) => event.standing === 'free').length;
}
