import { type Event, identityOf, isNewer, type Standing } from './events.ts';
import { type Budget, EventRefused, limits } from './limits.ts';
import { endOf, instant, type Length, type Moment } from './moments.ts';
import { startsOf } from './recurrence.ts';
import { DAY, type Instant, instantOf, type Wall, wallOf, type Zone } from './zones.ts';

/** A time taken: from `start` up to, not including, `end`. */
export type Taken = {
  readonly start: Instant;
  readonly end: Instant;
  readonly allDay: boolean;
  readonly standing: Standing;
};

export type Window = { readonly from: Instant; readonly to: Instant };

/** A series and the instances of it that were changed, under one UID. */
export type Series = { readonly masters: readonly Event[]; readonly changed: readonly Event[] };

/** Offsets and odd zones put a wall up to a day away from UTC; two cover both ends. */
const SLACK = 2 * DAY;

/** Gathers events by UID, keeping the newest version of each. An event without UID stands alone. */
export function seriesOf(events: Iterable<Event>): Series[] {
  const newest = new Map<string, Event>();
  const alone: Event[] = [];
  for (const event of events) {
    if (!event.uid) {
      alone.push(event);
      continue;
    }
    const known = newest.get(identityOf(event));
    if (!known || isNewer(event, known)) newest.set(identityOf(event), event);
  }
  const byUid = new Map<string, Event[]>();
  for (const event of newest.values()) {
    const same = byUid.get(event.uid);
    if (same) same.push(event);
    else byUid.set(event.uid, [event]);
  }
  return [
    ...[...byUid.values()].map((same) => ({
      masters: same.filter((event) => !event.instead),
      changed: same.filter((event) => event.instead),
    })),
    ...alone.map((event) => ({ masters: [event], changed: [] })),
  ];
}

/** The times a series takes that touch the window. Changed instances count where they moved to. */
export function takenBy(series: Series, window: Window, budget: Budget): Taken[] {
  const found: Taken[] = [];
  const add = (event: Event, wall: Wall, zone: Zone, length: Length) => {
    const start = instantOf(wall, zone);
    const end = endOf(wall, zone, length);
    if (start >= end || end <= window.from || start >= window.to) return;
    if (found.length >= limits.occurrencesPerEvent) throw new EventRefused('too-many-repeats', 'RRULE');
    found.push({ start, end, allDay: event.allDay, standing: event.standing });
  };
  for (const event of series.changed) add(event, event.start.wall, event.start.zone, event.length);
  for (const master of series.masters) {
    const isGone = exclusion([
      ...master.except,
      ...series.changed.flatMap((event) => (event.instead ? [event.instead] : [])),
    ]);
    const rangeAt = rangeChanges(series.changed);
    for (const { start, length } of occurrences(master, rangeAt.reach, window, budget)) {
      if (isGone(start)) continue;
      const range = rangeAt.find(instant(start));
      if (!range) add(master, start.wall, start.zone, length);
      else {
        const zone = range.event.start.zone;
        add(range.event, wallOf(instant(start), zone) + range.shift, zone, range.event.length);
      }
    }
  }
  return found;
}

/** Starts of a master that may matter to the window, each with its length, in no order, each start once. */
function* occurrences(master: Event, reach: number, window: Window, budget: Budget) {
  const { start, length } = master;
  const from = window.from - SLACK - reach - length.wall - length.elapsed;
  const to = window.to + SLACK + reach;
  const seen = new Set<Wall>();
  for (const rule of master.rules)
    for (const wall of startsOf(rule, start, from, to, budget)) {
      if (seen.has(wall)) continue;
      seen.add(wall);
      yield { start: { ...start, wall }, length };
    }
  // Without a rule DTSTART is the first occurrence; with one, only when the rule says so.
  if (master.rules.length === 0) {
    seen.add(start.wall);
    yield { start, length };
  }
  for (const added of master.more) {
    const wall = wallOf(instant(added.start), start.zone);
    if (seen.has(wall)) continue;
    seen.add(wall);
    yield added;
  }
}

/** Tells whether a start is among the moments: a time by its instant, a bare date by the day on the series' clock. */
function exclusion(moments: readonly Moment[]): (start: Moment) => boolean {
  const instants = new Set(moments.filter((one) => !one.isDate).map(instant));
  const days = new Set(moments.filter((one) => one.isDate).map((one) => one.wall));
  return (start) => {
    if (instants.has(instant(start))) return true;
    return days.has(Math.floor(start.wall / DAY) * DAY);
  };
}

/** "This and all later ones": each later start moves as far on the clock as the one that was changed. */
function rangeChanges(changed: readonly Event[]) {
  const ranges = changed
    .flatMap((event) => {
      if (!event.range || !event.instead) return [];
      const since = instant(event.instead);
      return [{ event, since, shift: event.start.wall - wallOf(since, event.start.zone) }];
    })
    .sort((a, b) => b.since - a.since);
  return {
    reach: Math.max(0, ...ranges.map((range) => Math.abs(range.shift) + range.event.length.wall)),
    find: (start: Instant) => ranges.find((range) => range.since <= start),
  };
}
