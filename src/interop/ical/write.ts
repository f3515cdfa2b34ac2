/**
 * The calendar a person's phone follows. It says when, and nothing else: a glance at a lock screen, a shared
 * family calendar or an employer's server learns that a time is taken, not where the person is.
 */
import { createHash } from 'node:crypto';
import { tzlib_get_ical_block, tzlib_get_timezones } from 'timezones-ical-library';
import { escaped, folded } from './fold.ts';

export type FeedEvent = {
  /** Opaque and steady: the same session keeps it when it moves. */
  readonly uid: string;
  /** One more with each change; phones ignore a change without it. */
  readonly sequence: number;
  /** Wall time in `zone`: "2026-11-30T18:00". */
  readonly start: string;
  readonly end: string;
  readonly zone: string;
  /** The person's own neutral word, up to 40 letters; "Busy" without one. */
  readonly word?: string;
  readonly cancelled?: boolean;
  /** When it last changed. Without it the feed differs at each `now`, and phones fetch it whole each time. */
  readonly changedAt?: Date;
};

export type Feed = {
  readonly events: readonly FeedEvent[];
  /** The person's zone. */
  readonly zone: string;
  readonly now: Date;
};

const WORD_LETTERS_MAX = 40;

/**
 * The feed as one text/calendar file: single events, no recurrence rules, since plans change from week to week
 * and phones differ on changed instances.
 * @throws RangeError for a zone or time that doesn't exist: the caller's bug, not the person's
 */
export function writeFeed({ events, zone, now }: Feed): string {
  const zones = new Set([zone, ...events.map((event) => event.zone)]);
  return calendar(
    [...zones].flatMap(zoneLines),
    events.flatMap((event) => eventLines(event, now)),
  );
}

/** What a revoked address answers: valid and without events, so that phones clear what they hold. */
export const emptyFeed = (): string => calendar(zoneLines('Etc/UTC'), []);

/** A strong ETag of the text as sent. */
export const feedEtag = (text: string): string =>
  `"${createHash('sha256').update(text).digest('base64url').slice(0, 32)}"`;

function calendar(zones: readonly string[], events: readonly string[]): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Calendar//Busy times//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'X-WR-CALNAME:Busy',
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...zones,
    ...events,
    'END:VCALENDAR',
  ]
    .map(folded)
    .join('');
}

function zoneLines(zone: string): string[] {
  const [block] = isKnown(zone) ? tzlib_get_ical_block(zone) : [];
  if (!block) throw new RangeError(`no such zone: ${zone}`);
  return block.split('\r\n').filter((line) => !line.startsWith('X-') && !line.startsWith('LAST-MODIFIED'));
}

/** Asked first, because the library writes to the console about a zone it doesn't know. */
const isKnown = (zone: string) => tzlib_get_timezones().includes(zone);

function eventLines(event: FeedEvent, now: Date): string[] {
  if (event.end <= event.start) throw new RangeError(`ends before it starts: ${event.start}/${event.end}`);
  const changed = utcStamp(event.changedAt ?? now);
  const word = event.word?.trim().slice(0, WORD_LETTERS_MAX) || 'Busy';
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(event.uid)}`,
    `DTSTAMP:${changed}`,
    `LAST-MODIFIED:${changed}`,
    `SEQUENCE:${event.sequence}`,
    `DTSTART;TZID=${event.zone}:${wallStamp(event.start)}`,
    `DTEND;TZID=${event.zone}:${wallStamp(event.end)}`,
    `SUMMARY:${escaped(word)}`,
    'CLASS:PRIVATE',
    // A phone that doesn't know STATUS:CANCELLED would go on showing the time as taken.
    ...(event.cancelled ? ['STATUS:CANCELLED', 'TRANSP:TRANSPARENT'] : ['STATUS:CONFIRMED', 'TRANSP:OPAQUE']),
    'END:VEVENT',
  ];
}

const utcStamp = (at: Date): string => at.toISOString().replaceAll(/[-:]|\.\d+/g, '');

function wallStamp(wall: string): string {
  const exists =
    /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(wall) && new Date(`${wall}Z`).toJSON()?.startsWith(wall) === true;
  if (!exists) throw new RangeError(`not a wall time: ${wall}`);
  return `${wall.replaceAll(/[-:]/g, '')}00`;
}
