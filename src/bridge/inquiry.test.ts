import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { askSchema, callBy, referenceWord } from './inquiry.ts';

const ZONE = 'America/New_York';
const wall = (at: Date, zone = ZONE) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
const promised = (said: string): string =>
  wall(callBy(new Date(Temporal.ZonedDateTime.from(`${said}[${ZONE}]`).epochMilliseconds), ZONE))
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });

describe('by when we promise to call', () => {
  test.each([
    ['a Monday morning', '2026-11-30T08:00', '2026-12-01T12:00'],
    ['a Monday one minute before midnight', '2026-11-30T23:59', '2026-12-01T12:00'],
    ['a Thursday', '2026-12-03T15:00', '2026-12-04T12:00'],
    ['a Friday night', '2026-12-04T22:00', '2026-12-07T12:00'],
    ['a Saturday', '2026-12-05T10:00', '2026-12-07T12:00'],
    ['a Sunday', '2026-12-06T10:00', '2026-12-07T12:00'],
    ['the Friday before clocks go forward', '2026-03-06T10:00', '2026-03-09T12:00'],
    ['the night clocks go forward', '2026-03-08T03:30', '2026-03-09T12:00'],
    ['the night clocks go back', '2026-11-01T01:30', '2026-11-02T12:00'],
    ['the last day of the year', '2026-12-31T20:00', '2027-01-01T12:00'],
  ])('%s', (_, said, expected) => {
    expect(promised(said)).toBe(expected);
  });

  test('is always noon of a working day, after now and within four days, in any zone', () => {
    const zones = [ZONE, 'America/Los_Angeles', 'Pacific/Honolulu', 'Europe/Madrid', 'Pacific/Auckland'];
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2024-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
        fc.constantFrom(...zones),
        (now, zone) => {
          const by = callBy(now, zone);
          const at = wall(by, zone);
          expect(at.toPlainTime().toString()).toBe('12:00:00');
          expect(at.dayOfWeek).toBeLessThanOrEqual(5);
          expect(by.getTime()).toBeGreaterThan(now.getTime());
          expect(at.toPlainDate().since(wall(now, zone).toPlainDate()).days).toBeLessThanOrEqual(3);
        },
      ),
    );
  });
});

describe('the word both sides say on the phone', () => {
  test('is one plain word and a number of two or three digits, and tells nothing', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.double({ min: 0, max: 0.999999, noNaN: true })), (chances) => {
        const pick = (n: number) => Math.floor((chances.next().value ?? 0) * n);
        expect(referenceWord(pick)).toMatch(/^[a-z]{3,10}-[1-9]\d{1,2}$/);
      }),
    );
  });

  test('there are enough of them for a program to run for years', () => {
    let words = 0;
    referenceWord((n) => {
      words = Math.max(words, 1) * n;
      return 0;
    });
    expect(words).toBeGreaterThan(50_000);
  });

  test('reaches its first and its last', () => {
    expect(referenceWord(() => 0)).toBe('amber-10');
    expect(referenceWord((n) => n - 1)).toBe('winter-909');
  });
});

const contact = {
  channel: 'text',
  value: '813-555-0190',
  hours: ['evening'],
  ifSomeoneElse: 'say-nothing',
} as const;
const ask = { name: 'Sam', contact, language: 'en' } as const;
const faultsOf = (value: unknown): string[] => {
  const read = askSchema.safeParse(value);
  return read.success ? [] : read.error.issues.map((issue) => issue.path.join('/'));
};

describe('what somebody who asks for a call may send', () => {
  test('a name, a way to reach them and a language are enough', () => {
    expect(faultsOf(ask)).toEqual([]);
  });

  test('a name of one letter is a name; spaces are none', () => {
    expect(faultsOf({ ...ask, name: 'T' })).toEqual([]);
    expect(faultsOf({ ...ask, name: '   ' })).toEqual(['name']);
    expect(faultsOf({ ...ask, name: 'x'.repeat(81) })).toEqual(['name']);
  });

  test.each(['813-555-0190', '(813) 555 0190', '+34 600 00 00 00', '5550190'])('%s is a number', (value) => {
    expect(faultsOf({ ...ask, contact: { ...contact, value } })).toEqual([]);
  });

  test.each(['555', 'call me', '1234567890123456', 'sam@mail.example'])('%s is no number', (value) => {
    expect(faultsOf({ ...ask, contact: { ...contact, value } })).toEqual(['contact/value']);
  });

  test('an e-mail address is asked for where e-mail was chosen', () => {
    const byMail = (value: string) => faultsOf({ ...ask, contact: { ...contact, channel: 'email', value } });
    expect(byMail('sam@mail.example')).toEqual([]);
    expect(byMail('813-555-0190')).toEqual(['contact/value']);
    expect(byMail('sam@')).toEqual(['contact/value']);
  });

  test('a week lies within the week, and every piece of it ends after it starts', () => {
    const week = (start: number, end: number) =>
      faultsOf({
        ...ask,
        week: { busy: [{ start, end, kind: 'work' }], prefer: [], sites: [], video: false },
      });
    expect(week(0, 10080)).toEqual([]);
    expect(week(60, 60)).toEqual(['week/busy/0/end']);
    expect(week(120, 60)).toEqual(['week/busy/0/end']);
    expect(week(-1, 60)).toEqual(['week/busy/0/start']);
    expect(week(0, 10081)).toEqual(['week/busy/0/end']);
    expect(week(0.5, 60)).toEqual(['week/busy/0/start']);
  });

  test('answers stay within what the questions can give', () => {
    const many = Object.fromEntries(Array.from({ length: 41 }, (_, i) => [`q${i}`, 'yes']));
    expect(faultsOf({ ...ask, answers: { danger: 'no', what: ['alcohol'] } })).toEqual([]);
    expect(faultsOf({ ...ask, answers: many })).toEqual(['answers']);
    expect(faultsOf({ ...ask, answers: { danger: 'x'.repeat(201) } })).toEqual(['answers/danger']);
    expect(faultsOf({ ...ask, answers: { danger: { deep: true } } })).toEqual(['answers/danger']);
  });

  test('anything else at all is read or refused, never a crash', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withSparseArray: true }), (value) => {
        expect(askSchema.safeParse(value).success).toBe(false);
      }),
    );
  });
});
