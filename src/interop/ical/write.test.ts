import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { escaped, folded } from './fold.ts';
import { emptyFeed, type FeedEvent, feedEtag, readBusy, writeFeed } from './index.ts';

const zone = 'America/New_York';
const now = new Date('2026-11-23T09:06:13.250Z');
const changedAt = new Date('2026-11-20T12:00:00Z');
const evening: FeedEvent = {
  uid: 'q7Jm2-1',
  sequence: 2,
  start: '2026-11-30T18:00',
  end: '2026-11-30T21:00',
  zone,
  changedAt,
};
const octets = (text: string) => new TextEncoder().encode(text).length;
const linesOf = (text: string) => text.split('\r\n').slice(0, -1);
const unfolded = (text: string) => text.replaceAll('\r\n ', '');

describe('the feed', () => {
  test('says that a time is taken, and nothing else', () => {
    const text = writeFeed({ events: [evening], zone, now });
    const event = text.slice(text.indexOf('BEGIN:VEVENT'), text.indexOf('END:VCALENDAR'));
    expect(linesOf(event)).toEqual([
      'BEGIN:VEVENT',
      'UID:q7Jm2-1',
      'DTSTAMP:20261120T120000Z',
      'LAST-MODIFIED:20261120T120000Z',
      'SEQUENCE:2',
      'DTSTART;TZID=America/New_York:20261130T180000',
      'DTEND;TZID=America/New_York:20261130T210000',
      'SUMMARY:Busy',
      'CLASS:PRIVATE',
      'STATUS:CONFIRMED',
      'TRANSP:OPAQUE',
      'END:VEVENT',
    ]);
    expect(text).not.toMatch(/LOCATION:|DESCRIPTION|ATTENDEE|ORGANIZER|VALARM|URL|daybridge/i);
  });

  test('tells phones to come back each hour and carries each zone once', () => {
    const madrid = { ...evening, uid: 'b', zone: 'Europe/Madrid' };
    const text = writeFeed({ events: [evening, madrid, evening], zone, now });
    expect(text).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n');
    expect(text).toContain('X-PUBLISHED-TTL:PT1H\r\n');
    expect(text).toContain('X-WR-CALNAME:Busy\r\n');
    expect(text.match(/^TZID:.*$/gm)).toEqual(['TZID:America/New_York', 'TZID:Europe/Madrid']);
  });

  test('uses the person’s own word, made safe and short', () => {
    const summary = (word: string) =>
      /SUMMARY:(.*)\r\n/.exec(unfolded(writeFeed({ events: [{ ...evening, word }], zone, now })))?.[1];
    expect(summary('Class')).toBe('Class');
    expect(summary('  ')).toBe('Busy');
    expect(summary('Clase; piano, sí')).toBe('Clase\\; piano\\, sí');
    expect(summary('a\r\nATTENDEE:x')).toBe('a\\nATTENDEE:x');
    expect(summary('y'.repeat(200))).toHaveLength(40);
  });

  test('shows a cancelled time as free even to phones that don’t know the status', () => {
    const text = writeFeed({ events: [{ ...evening, cancelled: true }], zone, now });
    expect(text).toContain('STATUS:CANCELLED\r\nTRANSP:TRANSPARENT\r\n');
    const got = readBusy(text, { zone, from: '2026-11-30', to: '2026-12-07' });
    expect(got).toMatchObject({ ok: true, busy: [], counts: { notBusy: 1 } });
  });

  test('is the same text, with the same tag, until something changes', () => {
    const later = new Date(now.getTime() + 3_600_000);
    const [one, two] = [now, later].map((at) => writeFeed({ events: [evening], zone, now: at }));
    expect(feedEtag(one ?? '')).toBe(feedEtag(two ?? ''));
    expect(feedEtag(writeFeed({ events: [{ ...evening, sequence: 3 }], zone, now }))).not.toBe(
      feedEtag(one ?? ''),
    );
    expect(feedEtag('')).toMatch(/^"[\w-]{32}"$/);
  });

  test('for a revoked address is a valid calendar without events', () => {
    const text = emptyFeed();
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\n.*BEGIN:VTIMEZONE.*END:VCALENDAR\r\n$/s);
    expect(text).not.toContain('VEVENT');
    const got = readBusy(text, { zone, from: '2026-11-30', to: '2026-12-07' });
    expect(got).toMatchObject({ ok: true, busy: [], refusedEvents: [] });
  });

  test('won’t write a time or zone that doesn’t exist', () => {
    const write = (change: Partial<FeedEvent>) => () =>
      writeFeed({ events: [{ ...evening, ...change }], zone, now });
    expect(write({ start: '2026-02-30T18:00' })).toThrow(RangeError);
    expect(write({ start: 'soon' })).toThrow(RangeError);
    expect(write({ end: evening.start })).toThrow(RangeError);
    expect(write({ zone: 'Middle/Earth' })).toThrow(RangeError);
    expect(write({ zone: 'X\r\nATTENDEE:x' })).toThrow(RangeError);
  });
});

describe('lines', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 300 });

  test('are never longer than 75 octets and never cut a character', () => {
    fc.assert(
      fc.property(text, (value) => {
        const out = folded(escaped(value));
        expect(unfolded(out).slice(0, -2)).toBe(escaped(value));
        for (const line of linesOf(out)) {
          expect(octets(line)).toBeLessThanOrEqual(75);
          expect(line.isWellFormed()).toBe(true);
        }
      }),
    );
  });

  test('of a whole feed all end in CRLF and keep to the measure, whatever the word', () => {
    fc.assert(
      fc.property(text, (word) => {
        const feed = writeFeed({ events: [{ ...evening, uid: 'u'.repeat(90), word }], zone, now });
        expect(feed.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
        for (const line of linesOf(feed)) expect(octets(line)).toBeLessThanOrEqual(75);
      }),
    );
  });
});

test('what is written is read back as the same instants, across both clock changes', () => {
  const session = fc.record({
    minute: fc.integer({ min: 0, max: 26 * 7 * 96 - 1 }),
    quarters: fc.integer({ min: 1, max: 16 }),
    zone: fc.constantFrom(zone, 'America/Chicago', 'America/Phoenix', 'Europe/Madrid', 'Asia/Kathmandu'),
  });
  fc.assert(
    fc.property(fc.array(session, { maxLength: 12 }), (sessions) => {
      const events = sessions.flatMap((one, index) => {
        const start = Temporal.PlainDateTime.from('2026-10-12T00:00').add({ minutes: one.minute * 15 });
        const end = start.add({ minutes: one.quarters * 15 });
        const instants = [start, end].map((at) => at.toZonedDateTime(one.zone));
        // A program plans nothing into the hour that clocks skip.
        if (instants.some((at, which) => !at.toPlainDateTime().equals(which ? end : start))) return [];
        const [from, to] = instants.map((at) => at.epochMilliseconds);
        const wall = (at: Temporal.PlainDateTime) => at.toString().slice(0, 16);
        return [
          {
            event: { uid: `${index}`, sequence: 0, start: wall(start), end: wall(end), zone: one.zone },
            from,
            to,
          },
        ];
      });
      const text = writeFeed({ events: events.map((one) => one.event), zone, now });
      const minutesOf = (intervals: { start: number; end: number }[]) => {
        const minutes = new Set<number>();
        for (const { start, end } of intervals) for (let at = start; at < end; at += 900_000) minutes.add(at);
        return [...minutes].sort();
      };
      const meant = minutesOf(events.map(({ from, to }) => ({ start: from ?? 0, end: to ?? 0 })));
      // Once by the zone's name, and once, under a name nobody knows, by the VTIMEZONE that was written.
      for (const file of [text, text.replaceAll(/TZID([=:])(\w+)\//g, 'TZID$1$2 ')]) {
        const got = readBusy(file, { zone, from: '2026-10-10', to: '2027-04-17', clock: () => 0 });
        expect(got).toMatchObject({ ok: true, refusedEvents: [] });
        if (got.ok) expect(minutesOf([...got.busy])).toEqual(meant);
      }
    }),
    { numRuns: 150 },
  );
});
