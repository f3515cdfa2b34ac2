import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changesOf } from './changes.ts';
import type { Week } from './engine/format/format.ts';
import { isOver, isSameWeek, type PersonWeek, undoUntil, weekFault } from './plan.ts';
import { takenIn, tilesOf } from './tiles.ts';

const at = (day: number, hour: number): number => day * 1440 + hour * 60;
const evening = (day: number) => `evening-${day}`;

const session = (id: string, start: number, more: Partial<Week['sessions'][number]> = {}) => ({
  id,
  kind: 'group',
  activity: 'skills',
  start,
  end: start + 180,
  site: 'north',
  room: 'r1',
  staff: ['dana'],
  requires: ['iop'],
  min: 2,
  max: 12,
  status: 'fixed' as const,
  openCost: 0,
  ...more,
});

const person = (id: string, more: Partial<Week['people'][number]> = {}): Week['people'][number] => ({
  id,
  weight: 1,
  tags: ['iop', 'en'],
  sites: ['north'],
  video: false,
  busy: [],
  needs: { minutes: 540, minDays: 3, maxMinutesPerDay: 240, visits: [], activities: [] },
  ...more,
});

const week = (people: Week['people'], more: Partial<Week> = {}): Week => ({
  format: 'daybridge-week/1',
  week: '2026-11-30',
  zone: 'America/New_York',
  settings: { travel: 30, tick: 10, maxConsecutive: 240 },
  sites: [{ id: 'north' }],
  rooms: [{ id: 'r1', site: 'north', seats: 10 }],
  staff: [{ id: 'dana', tags: [], free: [[at(0, 9), at(0, 21)]], maxMinutes: 10080, maxMinutesPerDay: 1440 }],
  sessions: [0, 1, 2, 3].map((day) => session(evening(day), at(day, 18))),
  people,
  apart: [],
  ...more,
});

const lives = (days: readonly number[], visits: PersonWeek['visits'] = []): PersonWeek => ({
  sessions: days.map(evening),
  visits,
});
const visit = (start: number) => ({ kind: 'individual', staff: 'dana', start, minutes: 50, site: 'north' });

/** Why the week of the one person changes. */
const reason = (file: Week, before: PersonWeek | undefined, after: PersonWeek) =>
  changesOf(file, new Map(before && [['sam', before]]), new Map([['sam', after]]))[0]?.reason;

describe('why a week changes', () => {
  test.each<[string, Week, PersonWeek | undefined, PersonWeek]>([
    ['new', week([person('sam')]), undefined, lives([0, 1, 2])],
    ['need-ended', week([]), lives([0, 1, 2]), lives([])],
    ['group-ended', week([person('sam')]), lives([0, 1, 6]), lives([0, 1, 2])],
    ['care-changed', week([person('sam', { tags: ['op'] })]), lives([0]), lives([1])],
    ['care-changed', week([person('sam', { sites: [] })]), lives([0]), lives([1])],
    [
      'life-changed',
      week([person('sam', { busy: [{ start: at(0, 15), end: at(0, 17) + 45 }] })]), // 15 minutes to get there
      lives([0]),
      lives([1]),
    ],
    ['staff-away', week([person('sam')]), lives([0], [visit(at(4, 10))]), lives([0], [visit(at(0, 10))])],
    ['more-hours', week([person('sam')]), lives([0, 1]), lives([0, 1, 2])],
    ['makes-room', week([person('sam')]), lives([0, 1, 2]), lives([1, 2, 3])],
  ])('%s', (expected, file, before, after) => {
    expect(reason(file, before, after)).toBe(expected);
  });

  test('soft time does not push anybody out of a group', () => {
    const file = week([person('sam', { busy: [{ start: at(0, 18), end: at(0, 19), soft: 2 }] })]);
    expect(reason(file, lives([0]), lives([1]))).toBe('makes-room');
  });

  test('the order of sessions and visits is no change', () => {
    const file = week([person('sam')]);
    const visits = [visit(at(0, 10)), visit(at(0, 11))];
    expect(reason(file, lives([2, 0], visits), lives([0, 2], visits.toReversed()))).toBeUndefined();
  });

  test('two weeks are the same exactly when neither changes the other', () => {
    const someWeek = fc.uniqueArray(fc.integer({ min: 0, max: 3 })).map((days) => lives(days));
    fc.assert(
      fc.property(someWeek, someWeek, (a, b) => {
        expect(isSameWeek(a, b)).toBe(isSameWeek(b, a));
        expect(isSameWeek(a, b)).toBe(a.sessions.toSorted().join() === b.sessions.toSorted().join());
      }),
    );
  });
});

describe('a plan at a glance', () => {
  const file = week([person('sam'), person('kim'), person('lee')], {
    apart: [
      ['kim', 'sam'],
      ['lee', 'sam'],
    ],
  });
  const plan = {
    weeks: new Map([
      ['sam', lives([0, 1, 2])],
      ['kim', lives([3])],
    ]),
    opened: [],
    people: 3,
    short: 2,
  };

  test('counts people, hours, pairs apart, moves and seats', () => {
    const before = new Map([
      ['sam', lives([0, 1, 2], [visit(at(0, 10))])],
      ['kim', lives([3])],
    ]);
    expect(tilesOf(file, plan, before)).toEqual({
      placed: { people: 1, of: 3 },
      hours: { people: 1, of: 3, mostShort: 540 },
      apart: { kept: 2, of: 2 },
      moves: { people: 1, visitsOnly: 1, new: 1 },
      seats: { taken: 4, of: 40 }, // the room holds 10, whatever the group would take
      eveningSeats: { taken: 4, of: 40 },
    });
  });

  test('a candidate counts only where the plan opens it', () => {
    const sessions = [...file.sessions, session('saturday', at(5, 9), { status: 'candidate', max: 6 })];
    expect(tilesOf({ ...file, sessions }, plan, new Map()).seats.of).toBe(40);
    expect(tilesOf({ ...file, sessions }, { ...plan, opened: ['saturday'] }, new Map()).seats.of).toBe(46);
  });

  test('a pair that shares a group is not kept apart', () => {
    const weeks = new Map([...plan.weeks, ['lee', lives([1])] as const]);
    expect(tilesOf(file, { ...plan, weeks }, new Map()).apart).toEqual({ kept: 1, of: 2 });
    expect(takenIn(weeks).get(evening(1))).toBe(2);
  });
});

describe('which weeks can be planned', () => {
  test('a week is named by its Monday, at most a year away', () => {
    expect(weekFault('2026-11-30', '2026-11-24')).toBeUndefined();
    expect(weekFault('2025-12-01', '2026-11-24')).toBeUndefined();
    expect(weekFault('2026-12-01', '2026-11-24')).toMatch(/Monday/);
    expect(weekFault('2027-12-06', '2026-11-24')).toMatch(/year/);
    expect(weekFault('2025-11-10', '2026-11-24')).toMatch(/year/);
  });

  test('a week is over once its Sunday has passed', () => {
    expect(isOver('2026-11-23', '2026-11-29')).toBe(false);
    expect(isOver('2026-11-23', '2026-11-30')).toBe(true);
  });

  test('publishing can be taken back for 60 seconds', () => {
    expect(undoUntil(new Date('2026-11-24T15:00:00Z'))).toEqual(new Date('2026-11-24T15:01:00Z'));
  });
});
