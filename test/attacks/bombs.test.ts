import { describe, expect, test } from 'vitest';
import { readBusy } from '../../src/interop/ical/index.ts';

const LONGEST_MS = 10_000;
const MOST_BYTES = 600 * 1024 * 1024;

describe('a calendar that was made to burst', () => {
  const calendar = (inside: string) => `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${inside}\r\nEND:VCALENDAR\r\n`;
  const event = (more: string) =>
    `BEGIN:VEVENT\r\nUID:x\r\nDTSTART:20261130T090000Z\r\nDTEND:20261130T100000Z\r\n${more}\r\nEND:VEVENT`;
  const many = (count: number, of: (nth: number) => string) =>
    Array.from({ length: count }, (_, nth) => of(nth));

  const BOMBS: Readonly<Record<string, () => string>> = {
    'more than anybody has': () => calendar('X'.repeat(20_000_000)),
    'one line of five megabytes, folded at every letter': () =>
      calendar(event(`RDATE:${'2\r\n '.repeat(1_000_000)}`)),
    'a hundred thousand components': () =>
      calendar(many(100_000, () => 'BEGIN:VTODO\r\nEND:VTODO').join('\r\n')),
    'components within components': () => calendar('BEGIN:VEVENT\r\n'.repeat(100_000)),
    'every second for ever': () => calendar(event('RRULE:FREQ=SECONDLY')),
    'a rule that never comes true': () => calendar(event('RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30')),
    'a rule with all its parts': () =>
      calendar(
        event(
          `RRULE:FREQ=YEARLY;BYHOUR=${many(24, String)};BYMINUTE=${many(60, String)};BYSECOND=${many(60, String)}`,
        ),
      ),
    'a thousand rules a minute': () =>
      calendar(many(1000, (nth) => event(`UID:${nth}\r\nRRULE:FREQ=MINUTELY;COUNT=999999999`)).join('\r\n')),
    'a hundred thousand dates': () =>
      calendar(event(`RDATE:${many(100_000, () => '20261201T090000Z').join(',')}`)),
    'an hour that lasts ten thousand years': () =>
      calendar(event('').replace('20261130T100000Z', '99991231T235959Z')),
    'ten thousand zones': () =>
      calendar(many(10_000, (nth) => `BEGIN:VTIMEZONE\r\nTZID:${nth}\r\nEND:VTIMEZONE`).join('\r\n')),
    'parameters without end': () => calendar(event(`DTSTART${';A="'.repeat(500_000)}`)),
  };

  test.each(Object.keys(BOMBS))('%s: refused or read, soon, in little room', (name) => {
    const text = BOMBS[name]?.() ?? '';
    const before = process.memoryUsage().heapUsed;
    const startedMs = performance.now();
    const reading = readBusy(text, { zone: 'America/New_York', from: '2026-11-30', to: '2027-01-25' });
    expect(performance.now() - startedMs).toBeLessThan(LONGEST_MS);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(MOST_BYTES);
    if (reading.ok) expect(reading.busy.length).toBeLessThanOrEqual(50_000);
    else expect(reading.reason).toMatch(/^[a-z-]+$/);
  });
});
