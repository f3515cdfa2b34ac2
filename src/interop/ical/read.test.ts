import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { limits } from './limits.ts';
import { type BusyOptions, busyWeek, readBusy, wallTimeIn } from './read.ts';

const zone = 'America/New_York';
const options: BusyOptions = { zone, from: '2026-10-26', to: '2026-11-16' };

const calendar = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR'].join('\r\n');
const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');

describe('a file that can’t be used is answered with its reason', () => {
  const hour = event('DTSTART:20261026T140000Z', 'DTEND:20261026T150000Z');
  const cases: [string, string, BusyOptions?][] = [
    ['not-a-calendar', ''],
    ['not-a-calendar', 'Monday 9 to 5'],
    ['not-a-calendar', '<html><body>BEGIN:VCALENDAR</body></html>'],
    ['not-a-calendar', 'BEGIN:VCARD\r\nFN:Ana\r\nEND:VCARD'],
    ['binary', 'PK\u0003\u0004\0\0\0'],
    ['binary', calendar('X-A:\0')],
    ['too-large', calendar(`X-A:${'a'.repeat(limits.fileBytes)}`)],
    ['too-large', calendar(`X-A:${'€'.repeat(limits.fileBytes / 3)}`)],
    ['too-deep', calendar(...Array.from({ length: 30 }, (_, depth) => `BEGIN:X-${depth}`))],
    [
      'too-many-events',
      calendar(...Array.from({ length: limits.components }, () => 'BEGIN:VTODO\r\nEND:VTODO')),
    ],
    ['unknown-zone', calendar(hour), { ...options, zone: 'Middle/Earth' }],
    ['unknown-zone', calendar(hour), { ...options, floatingZone: 'Middle/Earth' }],
    ['bad-window', calendar(hour), { ...options, to: options.from }],
    ['bad-window', calendar(hour), { ...options, to: '2028-01-01' }],
    ['bad-window', calendar(hour), { ...options, from: 'soon' }],
    ['bad-window', calendar(hour), { ...options, from: '2026-99-99' }],
  ];
  for (const [index, [reason, text, its]] of cases.entries())
    test(`${reason} (${index})`, () => {
      expect(readBusy(text, its ?? options)).toEqual({ ok: false, reason });
    });

  test('too-slow, when the device’s clock runs out', () => {
    let seconds = 0;
    const clock = () => 1000 * seconds++;
    const text = calendar(...Array.from({ length: 100 }, () => hour));
    expect(readBusy(text, { ...options, clock })).toEqual({ ok: false, reason: 'too-slow' });
  });

  test('too-slow, when many events each ask for all the steps one may take', () => {
    const never = event(
      'DTSTART:20200101T000000Z',
      'DURATION:PT1H',
      'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    );
    const text = calendar(...Array.from({ length: 100 }, () => never));
    expect(readBusy(text, { ...options, clock: () => 0 })).toEqual({ ok: false, reason: 'too-slow' });
  });
});

describe('hostile files do no harm', () => {
  test('rubbish never throws', () => {
    const line = fc.oneof(
      fc.constantFrom(
        ...['BEGIN', 'END'].flatMap((word) =>
          ['VCALENDAR', 'VEVENT', 'VTIMEZONE', 'STANDARD', 'VFREEBUSY', 'VALARM'].map(
            (name) => `${word}:${name}`,
          ),
        ),
      ),
      fc
        .tuple(
          fc.constantFrom(
            'DTSTART',
            'DTEND',
            'DURATION',
            'RRULE',
            'RDATE',
            'EXDATE',
            'RECURRENCE-ID',
            'FREEBUSY',
            'TZID',
            'TZOFFSETTO',
            'TZOFFSETFROM',
            'UID',
          ),
          fc.constantFrom(
            '',
            ';TZID=X',
            ';VALUE=DATE',
            ';TZID="',
            ';RANGE=THISANDFUTURE',
            ';FBTYPE=FREE',
            ';=',
          ),
          fc.oneof(
            fc.string(),
            fc.constantFrom(
              '20261026T090000',
              '20261026',
              '20261026T090000Z',
              'PT1H',
              'P99999W',
              '-PT1H',
              '00000000T000000',
              '99991231T235959Z',
              '+0530',
              'X',
              '20261026T090000Z/PT5H',
              '//',
            ),
            fc
              .tuple(
                fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY', 'HOURLY', 'SECONDLY', ''),
                fc.constantFrom(
                  '',
                  ';INTERVAL=0',
                  ';INTERVAL=999999999',
                  ';COUNT=99999999',
                  ';UNTIL=x',
                  ';UNTIL=20261101',
                ),
                fc.constantFrom(
                  '',
                  ';BYDAY=99MO',
                  ';BYDAY=-1FR',
                  ';BYMONTHDAY=31',
                  ';BYMONTH=2;BYMONTHDAY=30',
                  ';BYSETPOS=-1',
                  ';BYYEARDAY=366',
                  ';BYWEEKNO=53',
                  ';BYHOUR=25',
                ),
              )
              .map(([freq, size, by]) => `FREQ=${freq}${size}${by}`),
          ),
        )
        .map(([name, parameter, value]) => `${name}${parameter}:${value}`),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), fc.boolean(), (lines, framed) => {
        const text = framed
          ? calendar('BEGIN:VEVENT', ...lines, 'END:VEVENT')
          : `BEGIN:VCALENDAR\n${lines.join('\n')}`;
        const got = readBusy(text, { ...options, clock: () => 0 });
        if (!got.ok) return;
        for (const one of [...got.busy, ...got.ask]) expect(one.end).toBeGreaterThan(one.start);
      }),
      { numRuns: 500 },
    );
  });

  test('a year’s calendar of a busy person is read whole: 4,000 events and 400 series since 2015', () => {
    const events = Array.from({ length: 4000 }, (_, index) => {
      const day = new Date(Date.UTC(2026, 0, 1 + (index % 365), 14))
        .toISOString()
        .replaceAll(/[-:]|\.\d+/g, '');
      return event(`UID:${index}`, `DTSTART:${day}`, 'DURATION:PT30M', `SUMMARY:${'x'.repeat(200)}`);
    });
    const series = Array.from({ length: 400 }, (_, index) =>
      event(
        `UID:s${index}`,
        `DTSTART;TZID=America/New_York:201501${10 + (index % 20)}T180000`,
        'DURATION:PT1H',
        `RRULE:FREQ=${['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'][index % 4]}`,
      ),
    );
    const got = readBusy(calendar(...events, ...series), { ...options, to: '2027-04-26', clock: () => 0 });
    expect(got).toMatchObject({ ok: true, refusedEvents: [], counts: { events: 4400 } });
  });
});

/** A second way to the same answer: go through the days and ask of each whether the rule means it. */
type Series = {
  start: Temporal.PlainDateTime;
  minutes: number;
  freq: 'DAILY' | 'WEEKLY' | 'MONTHLY';
  interval: number;
  days: number[];
  count: number | undefined;
  skipped: number[];
  zone: string;
};
const dayNames = ['', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

function startsByTheDay({ start, freq, interval, days, count }: Series): Temporal.PlainDateTime[] {
  const found: Temporal.PlainDateTime[] = [];
  const first = start.toPlainDate();
  const monday = first.subtract({ days: first.dayOfWeek - 1 });
  for (let date = first; date.year < 2027; date = date.add({ days: 1 })) {
    const daysIn = first.until(date).days;
    const weeksIn = Math.floor(monday.until(date).days / 7);
    const monthsIn = (date.year - first.year) * 12 + date.month - first.month;
    const means = {
      DAILY: daysIn % interval === 0,
      WEEKLY: weeksIn % interval === 0 && days.includes(date.dayOfWeek),
      MONTHLY: monthsIn % interval === 0 && date.day === first.day,
    };
    if (means[freq]) found.push(date.toPlainDateTime(start.toPlainTime()));
    if (found.length === count) break;
  }
  return found;
}

test('any daily, weekly or monthly series gives the minutes a walk through the days gives', () => {
  const series = fc
    .record({
      day: fc.integer({ min: 0, max: 330 }),
      quarter: fc.integer({ min: 0, max: 95 }),
      minutes: fc.integer({ min: 1, max: 700 }),
      freq: fc.constantFrom('DAILY' as const, 'WEEKLY' as const, 'MONTHLY' as const),
      interval: fc.integer({ min: 1, max: 4 }),
      otherDays: fc.array(fc.integer({ min: 1, max: 7 }), { maxLength: 3 }),
      count: fc.option(fc.integer({ min: 1, max: 120 }), { nil: undefined }),
      skipped: fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 5 }),
      zone: fc.constantFrom(
        'America/New_York',
        'Europe/Madrid',
        'America/Phoenix',
        'Asia/Kolkata',
        'Australia/Lord_Howe',
      ),
    })
    .map(({ day, quarter, otherDays, ...rest }): Series => {
      const start = Temporal.PlainDateTime.from('2026-01-01').add({ days: day, minutes: quarter * 15 });
      return { start, days: [...new Set([start.dayOfWeek, ...otherDays])], ...rest };
    });
  fc.assert(
    fc.property(series, (one) => {
      const stamp = (at: Temporal.PlainDateTime) => at.toString().replaceAll(/[-:]/g, '');
      const starts = startsByTheDay(one);
      const gone = one.skipped.flatMap((index) => starts[index] ?? []);
      const text = calendar(
        event(
          `DTSTART;TZID=${one.zone}:${stamp(one.start)}`,
          `DURATION:PT${one.minutes}M`,
          `RRULE:FREQ=${one.freq};INTERVAL=${one.interval}${one.count ? `;COUNT=${one.count}` : ''}${
            one.freq === 'WEEKLY' ? `;BYDAY=${one.days.map((day) => dayNames[day]).join(',')}` : ''
          }`,
          ...gone.map((at) => `EXDATE;TZID=${one.zone}:${stamp(at)}`),
        ),
      );
      const window = { from: Date.parse('2026-10-26T04:00Z'), to: Date.parse('2026-11-16T05:00Z') };
      const minutes = new Set<number>();
      for (const at of starts) {
        if (gone.some((other) => other.equals(at))) continue;
        const start = at.toZonedDateTime(one.zone, { disambiguation: 'compatible' }).epochMilliseconds;
        for (let minute = 0; minute < one.minutes; minute++) {
          const instant = start + minute * 60_000;
          if (instant >= window.from && instant < window.to) minutes.add(instant);
        }
      }
      const got = readBusy(text, { ...options, clock: () => 0 });
      if (!got.ok) throw new Error(got.reason);
      const read = new Set<number>();
      for (const { start, end } of got.busy) for (let at = start; at < end; at += 60_000) read.add(at);
      expect([...read].sort()).toEqual([...minutes].sort());
    }),
    { numRuns: 150 },
  );
}, 60_000);

describe('the usual week', () => {
  const busyOf = (...events: string[]) => {
    const got = readBusy(calendar(...events), { ...options, to: '2026-11-23', clock: () => 0 });
    if (!got.ok) throw new Error(got.reason);
    return got.busy;
  };
  const week = (...events: string[]) => busyWeek(busyOf(...events), zone, '2026-10-26', 4);
  const nineToFive = (date: string, ...more: string[]) =>
    event(
      `DTSTART;TZID=America/New_York:${date}T090000`,
      `DTEND;TZID=America/New_York:${date}T170000`,
      ...more,
    );

  test('is what at least half of the weeks have, though clocks change among them', () => {
    const { usual, exceptional } = week(nineToFive('20261026', 'RRULE:FREQ=WEEKLY;BYDAY=MO,TU;COUNT=8'));
    expect(usual).toEqual([
      { start: 540, end: 1020 },
      { start: 1980, end: 2460 },
    ]);
    expect(exceptional).toEqual([]);
  });

  test('every second week counts, one week of four is an exception', () => {
    const { usual, exceptional } = week(
      nineToFive('20261026', 'RRULE:FREQ=WEEKLY;INTERVAL=2'),
      nineToFive('20261106'),
    );
    expect(usual).toEqual([{ start: 540, end: 1020 }]);
    expect(exceptional.map((one) => wallTimeIn(zone, one.start))).toEqual(['2026-11-06T09:00']);
  });

  test('a night from Sunday to Monday ends in the first hours of the week', () => {
    const night = event(
      'DTSTART;TZID=America/New_York:20261025T230000',
      'DURATION:PT8H',
      'RRULE:FREQ=WEEKLY',
    );
    // Eight hours that begin at 23:00 on the day clocks go back still end at 07:00: they went back before.
    expect(week(night).usual).toEqual([
      { start: 0, end: 420 },
      { start: 10_020, end: 10_080 },
    ]);
  });

  test('an hour that comes twice is busy in both of its turns', () => {
    const twice = event('DTSTART:20261101T053000Z', 'DTEND:20261101T063000Z');
    expect(busyWeek(busyOf(twice), zone, '2026-10-26', 1).usual).toEqual([{ start: 8700, end: 8760 }]);
  });

  test('nothing busy is an empty week; a week must begin on a Monday', () => {
    expect(week()).toEqual({ usual: [], exceptional: [] });
    expect(() => busyWeek([], zone, '2026-10-27', 4)).toThrow(RangeError);
    expect(() => busyWeek([], 'Middle/Earth', '2026-10-26', 4)).toThrow(RangeError);
  });
});
