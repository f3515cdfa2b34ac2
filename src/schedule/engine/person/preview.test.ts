import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleWeek } from '../sample/sample.ts';
import { hoursThatFit, type OpenSeats, type Prospect, previewWeek } from './preview.ts';

const at = (day: number, hour: number) => day * 1440 + hour * 60;
const evening = (day: number, site: string | null = 'north', seatsLeft = 3) => ({
  id: `evening-${day}-${site ?? 'video'}`,
  activity: 'process',
  start: at(day, 18),
  end: at(day, 21),
  site,
  seatsLeft,
  requires: ['iop'],
});
const morning = (day: number) => ({
  ...evening(day),
  id: `morning-${day}`,
  start: at(day, 9),
  end: at(day, 12),
});
const settings = { travel: 30, tick: 10, maxConsecutive: 240 };
const worker: Prospect = {
  tags: ['iop'],
  sites: ['north'],
  video: false,
  busy: [0, 1, 2, 3, 4].map((day) => ({ start: at(day, 9), end: at(day, 17) })),
  prefer: [],
  needs: { minutes: 540, minDays: 3, maxMinutesPerDay: 240 },
};
const open = (...sessions: OpenSeats['sessions']): OpenSeats => ({ settings, sessions });

describe('a week for one person', () => {
  test('evenings around a job from nine to five', () => {
    const { weeks } = previewWeek(open(morning(0), evening(0), morning(1), evening(1), evening(2)), worker);
    expect(weeks[0]).toMatchObject({ trade: 'best', minutes: 540, days: 3 });
    expect(weeks[0]?.sessions).toEqual(['evening-0-north', 'evening-1-north', 'evening-2-north']);
  });

  test('travel is kept free in person and not needed by video', () => {
    const late = { ...worker, busy: worker.busy.map((busy) => ({ ...busy, end: busy.end + 50 })) };
    expect(hoursThatFit(open(evening(0)), late).minutes).toBe(0);
    expect(hoursThatFit(open(evening(0, null)), { ...late, video: true }).minutes).toBe(180);
  });

  test('a liked time is chosen among equals', () => {
    const seats = open(evening(0), evening(1), evening(2), evening(3), evening(4));
    const { weeks } = previewWeek(seats, {
      ...worker,
      prefer: [2, 3, 4].map((day) => ({ start: at(day, 18), end: at(day, 21) })),
    });
    expect(weeks[0]?.sessions).toEqual(['evening-2-north', 'evening-3-north', 'evening-4-north']);
  });

  test('no week: the closest one, and changes that were tried', () => {
    const seats = open(evening(0), evening(1), evening(2, 'north', 0), evening(3, null), evening(4, 'south'));
    const { weeks, closest, fixes } = previewWeek(seats, worker);
    expect(weeks).toEqual([]);
    expect(closest).toMatchObject({ minutes: 360, days: 2 });
    expect(fixes.map(({ kind, fits }) => `${kind} ${fits}`).sort()).toEqual([
      'seat true',
      'site true',
      'video true',
    ]);
  });

  test('nothing at all fits: no week, and what to free', () => {
    const always = { ...worker, busy: [{ start: 0, end: 10080 }] };
    const preview = previewWeek(open(evening(0), evening(1), evening(2)), always);
    expect(preview.closest).toBeNull();
    expect(preview.fixes).toMatchObject([{ kind: 'free', start: 0, end: 10080, fits: true }]);
  });

  test('alternatives differ from the best and keep their word', () => {
    const seats = open(...[0, 1, 2, 3, 4].flatMap((day) => [morning(day), evening(day), evening(day, null)]));
    const free = { ...worker, busy: [], video: true };
    const { weeks } = previewWeek(seats, { ...free, prefer: [{ start: at(0, 18), end: at(0, 21) }] });
    expect(new Set(weeks.map(({ sessions }) => sessions.join())).size).toBe(weeks.length);
    const noEvenings = weeks.find(({ trade }) => trade === 'no-evenings');
    expect(noEvenings?.sessions.every((id) => id.startsWith('morning'))).toBe(true);
  });

  test('whatever is free, a shown week never meets busy time, and more freedom never brings less', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 29 }), (seed, nth) => {
        const week = sampleWeek({ people: 30, sessions: 40, sites: 2, seed });
        const one = week.people[nth];
        if (one === undefined) return;
        const seats: OpenSeats = {
          settings: week.settings,
          sessions: week.sessions.map((session, at) => ({ ...session, seatsLeft: (seed + at) % 4 })),
        };
        const prospect: Prospect = { ...one, prefer: [] };
        const { weeks, possible } = previewWeek(seats, prospect);
        for (const { sessions, minutes } of weeks) {
          expect(minutes).toBeGreaterThanOrEqual(one.needs.minutes);
          for (const id of sessions) {
            const session = week.sessions.find((each) => each.id === id);
            const meets = one.busy.some(
              (busy) =>
                busy.soft === undefined &&
                (session?.start ?? 0) < busy.end &&
                busy.start < (session?.end ?? 0),
            );
            expect(meets).toBe(false);
          }
        }
        expect(hoursThatFit(seats, { ...prospect, busy: [] }).minutes).toBeGreaterThanOrEqual(
          possible.minutes,
        );
      }),
      { numRuns: 150 },
    );
  });
});
