import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type BusyInterval, type BusyReading, readBusy, wallTimeIn } from './read.ts';

/**
 * Files in the shapes of the calendars people use, and of the ways they go wrong, with what each must give.
 * The times below were worked out by hand, on the wall of New York; `minutes` is the elapsed time of all busy
 * ones, which tells a night of nine hours from one of eight where the wall shows the same.
 */
type Expected = {
  busy: string[];
  minutes: number;
  ask?: string[];
  refused?: string[];
  notBusy?: number;
  others?: number;
  /** Unless said, the three weeks around the night of 2026-11-01, when clocks go back. */
  from?: string;
  to?: string;
};

const zone = 'America/New_York';

const expected: Record<string, Expected> = {
  'google-shifts-exdate-moved-instance': {
    busy: [
      '10-26 09:00/17:00',
      '10-28 09:00/17:00',
      '10-29 18:00/19:00',
      '10-30 09:00/17:00',
      '11-02 09:00/17:00',
      '11-05 12:00/18:00',
      '11-09 09:00/17:00',
      '11-11 09:00/17:00',
      '11-13 09:00/17:00',
    ],
    minutes: 3780,
    ask: ['tentative 11-02 19:00/20:00'],
    notBusy: 1,
  },
  'outlook-windows-zone-with-vtimezone': {
    busy: [
      '10-27 08:30/12:30',
      '11-02 00:00/11-03 00:00 whole day',
      '11-10 08:30/12:30',
      '11-12 08:30/12:30',
    ],
    minutes: 2160,
    ask: ['tentative 10-30 14:00/15:00', 'working-elsewhere 11-04 09:00/11:00'],
    notBusy: 1,
  },
  'outlook-windows-zone-without-vtimezone': {
    busy: ['10-30 09:00/10:00', '11-02 18:00/19:00', '11-06 09:00/10:00'],
    minutes: 180,
  },
  'outlook-shown-zone-name-with-vtimezone': {
    busy: ['10-26 18:00/21:00', '11-02 18:00/21:00', '11-09 18:00/21:00'],
    minutes: 540,
  },
  'outlook-shown-zone-name-without-vtimezone': { busy: ['11-03 09:00/10:30'], minutes: 90 },
  'apple-night-shift-over-clock-change': {
    busy: ['10-31 23:00/11-01 07:00', '11-07 23:00/11-08 07:00'],
    minutes: 1020,
    others: 1,
  },
  // Madrid is five hours ahead for one week: Europe's clocks have changed, New York's have not.
  'proton-class-in-madrid': {
    busy: [
      '10-26 11:00/12:00',
      '10-27 11:00/12:00',
      '10-28 11:00/12:00',
      '10-29 11:00/12:00',
      '10-30 11:00/12:00',
      '10-31 11:00/12:00',
      '11-01 10:00/11:00',
      '11-02 10:00/11:00',
    ],
    minutes: 480,
  },
  'floating-times': { busy: ['10-27 10:00/11:30', '11-03 10:00/11:30'], minutes: 180 },
  'whole-days': {
    busy: ['10-31 00:00/11-02 00:00 whole day'],
    minutes: 2940,
    ask: [
      'all-day 10-28 00:00/10-29 00:00 whole day',
      'all-day 11-10 00:00/11-12 00:00 whole day',
      'all-day 11-13 00:00/11-15 00:00 whole day',
    ],
    notBusy: 1,
  },
  'whole-day-ending-where-it-starts': { busy: ['10-29 00:00/10-30 00:00 whole day'], minutes: 1440 },
  'free-busy-only': {
    busy: ['10-26 09:00/12:00', '11-02 09:00/11:30', '11-05 18:00/19:30'],
    minutes: 420,
    ask: ['tentative 11-03 09:00/10:00'],
  },
  lengths: {
    busy: ['10-26 09:00/10:30', '10-31 12:00/11-01 12:00', '11-04 08:00/11:00'],
    minutes: 1770,
    refused: ['negative-length DTEND', 'negative-length DURATION'],
  },
  'eight-hours-over-clock-change': { busy: ['10-31 22:00/11-01 05:00'], minutes: 480 },
  'except-days-and-times': {
    busy: ['10-26 08:00/09:00', '10-29 08:00/09:00', '10-31 08:00/09:00'],
    minutes: 180,
  },
  'added-dates': {
    busy: [
      '10-26 08:00/09:00',
      '10-28 10:00/11:00',
      '10-30 10:00/11:00',
      '11-03 10:00/12:00',
      '11-04 10:00/10:30',
    ],
    minutes: 330,
  },
  'moved-across-weeks': {
    busy: ['10-26 18:00/20:00', '10-28 07:00/08:00', '11-02 18:00/20:00', '11-13 09:00/09:30'],
    minutes: 330,
  },
  'this-and-later-instances': {
    busy: ['10-26 18:00/20:00', '11-03 17:00/18:00', '11-10 17:00/18:00'],
    minutes: 240,
  },
  'cancelled-and-replaced': {
    busy: ['10-27 10:00/11:00', '10-28 10:00/11:00', '10-29 10:00/11:00', '11-10 10:00/11:00'],
    minutes: 240,
    notBusy: 4,
  },
  'until-in-utc': { busy: ['10-27 19:00/21:00', '11-03 19:00/21:00'], minutes: 240 },
  'until-in-utc-to-the-second': {
    busy: ['10-27 19:00/21:00', '11-03 19:00/21:00', '11-10 19:00/21:00'],
    minutes: 360,
  },
  'until-in-local-time': {
    busy: ['10-27 19:00/21:00', '11-03 19:00/21:00', '11-10 19:00/21:00'],
    minutes: 360,
  },
  'until-on-a-date': {
    busy: ['10-27 19:00/21:00', '11-03 19:00/21:00', '11-10 19:00/21:00'],
    minutes: 360,
  },
  // Its clock goes back an hour on November 5, at midnight.
  'zone-the-file-defines': {
    busy: ['11-03 09:30/10:30', '11-04 09:30/10:30', '11-05 10:30/11:30', '11-06 10:30/11:30'],
    minutes: 240,
  },
  'zone-with-maker-prefix': { busy: ['11-03 13:00/14:00'], minutes: 60 },
  // 01:30 on November 1 comes twice; the first is meant, and 02:30 is two hours later.
  'clocks-go-back': {
    busy: ['10-30 01:30/02:30', '10-31 01:30/02:30', '11-01 01:30/02:30', '11-02 01:30/02:30'],
    minutes: 300,
  },
  // 02:30 on March 14 never comes.
  'clocks-go-forward': {
    busy: ['03-13 02:30/03:30', '03-14 03:30/04:30', '03-15 02:30/03:30'],
    minutes: 180,
    from: '2027-03-08',
    to: '2027-03-22',
  },
  'night-shift-when-clocks-go-forward': {
    busy: ['03-13 23:00/03-14 07:00', '03-20 23:00/03-21 07:00'],
    minutes: 900,
    from: '2027-03-08',
    to: '2027-03-22',
  },
  'monthly-and-yearly': {
    busy: ['10-30 17:00/18:00', '10-31 12:00/13:00', '10-31 19:00/20:00', '11-02 07:00/07:30'],
    minutes: 210,
  },
  // Neither a September 31 that spills over into October, nor a November 31.
  'days-some-months-lack': {
    busy: ['10-30 12:00/13:00', '10-31 08:00/09:00', '10-31 18:00/19:00'],
    minutes: 180,
    refused: ['unreadable-rule BYWEEKNO'],
  },
  // 1,452 weeks after 1999-01-04 is November 2; a week before or after is the other team's.
  'series-from-long-ago': { busy: ['11-02 06:00/06:30'], minutes: 30 },
  'one-bad-event': {
    busy: ['10-29 09:00/10:00'],
    minutes: 60,
    refused: [
      'unreadable-time DTSTART',
      'no-start DTSTART',
      'unknown-zone Middle Earth/Shire',
      'unreadable-rule RRULE',
    ],
  },
  'cut-short': {
    busy: ['10-26 10:00/11:00', '10-28 10:00/11:00'],
    minutes: 120,
    refused: ['cut-short', 'cut-short'],
  },
  'repeats-by-the-second': {
    busy: ['10-27 10:00/11:00'],
    minutes: 60,
    refused: ['too-often SECONDLY', 'too-often MINUTELY', 'too-many-repeats RRULE'],
  },
  'rules-that-never-come-true': {
    busy: ['10-27 10:00/11:00'],
    minutes: 60,
    refused: ['too-many-repeats RRULE', 'too-many-repeats RRULE'],
  },
  'tasks-and-journals': { busy: ['10-26 10:00/10:15'], minutes: 15, others: 2 },
  'line-feeds-only-lower-case': { busy: ['10-26 09:00/10:00', '11-02 09:00/10:00'], minutes: 120 },
  'hourly-doses': {
    busy: ['10-26 06:00/06:15', '10-26 14:00/14:15', '10-26 22:00/22:15', '10-27 06:00/06:15'],
    minutes: 60,
  },
};

const folder = new URL('./fixtures/', import.meta.url);
const textOf = (name: string) => readFileSync(new URL(`${name}.ics`, folder), 'utf8');

function reading(
  name: string,
  options: { from?: string; to?: string; floatingZone?: string } = {},
): BusyReading {
  const { from = '2026-10-26', to = '2026-11-16', ...more } = options;
  const answer = readBusy(textOf(name), { zone, from, to, ...more, clock: () => 0 });
  if (!answer.ok) throw new Error(answer.reason);
  return answer;
}

function said({ start, end, allDay }: BusyInterval): string {
  const [from, until] = [wallTimeIn(zone, start).slice(5), wallTimeIn(zone, end).slice(5)];
  const sameDay = from.slice(0, 5) === until.slice(0, 5);
  const text = `${from}/${sameDay ? until.slice(6) : until}`.replaceAll('T', ' ');
  return allDay ? `${text} whole day` : text;
}

describe('a calendar file gives the busy times it says, to the minute', () => {
  for (const [name, want] of Object.entries(expected))
    test(name.replaceAll('-', ' '), () => {
      const got = reading(name, { ...(want.from && { from: want.from }), ...(want.to && { to: want.to }) });
      expect(got.busy.map(said)).toEqual(want.busy);
      expect(got.busy.reduce((sum, one) => sum + (one.end - one.start) / 60_000, 0)).toBe(want.minutes);
      expect(got.ask.map((one) => `${one.reason} ${said(one)}`)).toEqual(want.ask ?? []);
      expect(got.refusedEvents.map((one) => `${one.reason} ${one.detail}`.trim())).toEqual(
        want.refused ?? [],
      );
      expect(got.counts.notBusy).toBe(want.notBusy ?? 0);
      expect(got.counts.others).toBe(want.others ?? 0);
    });

  test('every file in the folder is held to a table entry', () => {
    const files = readdirSync(folder)
      .filter((file) => file.endsWith('.ics'))
      .map((file) => file.replace('.ics', ''));
    expect(files.sort()).toEqual(Object.keys(expected).sort());
  });

  test('times without a zone are read in the zone the person says', () => {
    const got = reading('floating-times', { floatingZone: 'America/Los_Angeles' });
    expect(got.busy.map(said)).toEqual(['10-27 13:00/14:30', '11-03 13:00/14:30']);
  });

  test('no word of a title, place, guest, note or id comes out', () => {
    const event = [
      'UID:canary@example.test',
      'SUMMARY;LANGUAGE=en:Canary title',
      'LOCATION:Canary place',
      'DESCRIPTION:Canary note',
      ' and the canary folded on',
      'ORGANIZER;CN="Canary: host":mailto:canary@example.test',
      'ATTENDEE;CN=Canary guest:mailto:canary@example.test',
      'CATEGORIES:Canary',
      'COMMENT:canary',
      'X-CANARY:canary',
    ];
    const refused = ['DTSTART:canary', 'DTSTART:20261027T140000Z\nRRULE:FREQ=CANARY', 'DURATION:PT1H'];
    const kept = ['DTSTART:20261026T140000Z\nDTEND:20261026T150000Z'];
    const text = [...refused, ...kept]
      .map((time) =>
        ['BEGIN:VEVENT', ...event, time, 'END:VEVENT'].join('\n').replace('canary@', `${time.length}canary@`),
      )
      .join('\n');
    const got = readBusy(`BEGIN:VCALENDAR\nX-WR-CALNAME:Canary\n${text}\nEND:VCALENDAR`, {
      zone,
      from: '2026-10-26',
      to: '2026-11-16',
    });
    expect(got).toMatchObject({ ok: true, counts: { events: 4 } });
    expect(JSON.stringify(got)).not.toMatch(/canary/i);
  });
});
