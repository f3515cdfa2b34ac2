import { describe, expect, test } from 'vitest';
import { EMPTY_WEEK, paint, spansOf } from '../../design/WeekGrid/week.ts';
import { doubts, type FoundWeek, layOver, readCalendar, usualWeek } from './calendarFile.ts';

const ZONE = 'America/New_York';

function read(...events: readonly string[]): FoundWeek {
  const text = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', ...events, 'END:VCALENDAR'].join(
    '\r\n',
  );
  const answer = readCalendar(text, ZONE, ZONE, '2026-11-27');
  if (!answer.ok) throw new Error(answer.reason);
  return answer;
}

const event = (uid: string, ...lines: readonly string[]) =>
  ['BEGIN:VEVENT', `UID:${uid}`, 'DTSTAMP:20260101T000000Z', ...lines, 'END:VEVENT'].join('\r\n');

const WORK = event(
  '1',
  `DTSTART;TZID=${ZONE}:20260105T090000`,
  `DTEND;TZID=${ZONE}:20260105T170000`,
  'RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  'SUMMARY:Something private',
);
const MAYBE = event(
  '2',
  'DTSTART:20260106T190000',
  'DTEND:20260106T203000',
  'RRULE:FREQ=WEEKLY',
  'STATUS:TENTATIVE',
);

describe('a calendar file', () => {
  test('gives the usual week, looked at from the next Monday', () => {
    const found = read(WORK);
    expect(found.monday).toBe('2026-11-30');
    expect(spansOf(usualWeek(found, [], 'work'))).toEqual(
      [0, 1, 2, 3, 4].map((day) => ({ start: day * 1440 + 540, end: day * 1440 + 1020, kind: 'work' })),
    );
  });

  test('keeps no word of an event', () => {
    expect(JSON.stringify(read(WORK))).not.toContain('private');
  });

  test('counts a “maybe” only when the person says so', () => {
    const found = read(MAYBE);
    expect(doubts(found)).toEqual([['tentative', 6]]);
    expect(spansOf(usualWeek(found, [], 'care'))).toEqual([]);
    expect(spansOf(usualWeek(found, ['tentative'], 'care'))).toEqual([
      { start: 1440 + 1140, end: 1440 + 1230, kind: 'care' },
    ]);
  });

  test('one event in a single week is not the usual week', () => {
    const once = event('3', `DTSTART;TZID=${ZONE}:20261201T080000`, `DTEND;TZID=${ZONE}:20261201T090000`);
    expect(spansOf(usualWeek(read(once), [], 'work'))).toEqual([]);
  });

  test('what is no calendar is refused with a reason', () => {
    expect(readCalendar('hello', ZONE, ZONE, '2026-11-27')).toEqual({ ok: false, reason: 'not-a-calendar' });
  });
});

test('a found week lies over the painted one and clears nothing', () => {
  const mine = paint(EMPTY_WEEK, 0, 60, 'rest');
  const found = paint(EMPTY_WEEK, 30, 120, 'work');
  expect(spansOf(layOver(mine, found))).toEqual([
    { start: 0, end: 30, kind: 'rest' },
    { start: 30, end: 120, kind: 'work' },
  ]);
});
