import { describe, expect, test } from 'vitest';
import type { Person, Plan, Session, Week } from '../format/format.ts';
import { planOf } from '../testing/oracle.test-support.ts';
import { at } from '../testing/tiny-week.test-support.ts';
import { checkPlan } from './check.ts';

const group = (id: string, start: number, minutes: number, more: Partial<Session> = {}): Session => ({
  id,
  kind: 'group',
  activity: 'skills',
  start,
  end: start + minutes,
  site: 'north',
  staff: [],
  requires: [],
  min: 0,
  max: 2,
  status: 'fixed',
  openCost: 0,
  ...more,
});
const person = (id: string, more: Partial<Person> = {}): Person => ({
  id,
  weight: 1,
  tags: [],
  sites: ['north', 'south'],
  video: true,
  busy: [],
  needs: {
    minutes: 600,
    minDays: 1,
    maxMinutesPerDay: 300,
    visits: [{ kind: 'individual', minutes: 50, count: 1, staff: ['dana', 'eli'], site: 'north' }],
    activities: [],
  },
  ...more,
});
const week: Week = {
  format: 'daybridge-week/1',
  week: '2026-11-30',
  zone: 'America/New_York',
  settings: { travel: 30, tick: 10, maxConsecutive: 240 },
  sites: [{ id: 'north' }, { id: 'south' }],
  rooms: [{ id: 'small', site: 'north', seats: 1 }],
  staff: ['dana', 'eli', 'fay'].map((id) => ({
    id,
    tags: [],
    free: [
      [at(0, 8), at(0, 18)],
      [at(1, 23), at(2, 1)],
    ],
    maxMinutes: 200,
    maxMinutesPerDay: 150,
  })),
  sessions: [
    group('mon-9', at(0, 9), 120),
    group('mon-10', at(0, 10), 60),
    group('mon-11', at(0, 11), 120),
    group('mon-13', at(0, 13), 60),
    group('south-11', at(0, 11.25), 60, { site: 'south' }),
    group('video-15', at(0, 15), 60, { site: null }),
    group('dual-15', at(0, 15), 60, { requires: ['dual', 'es'] }),
    group('tiny-room', at(2, 9), 60, { room: 'small', max: 9 }),
    group('led', at(3, 9), 60, { staff: ['dana'] }),
    group('led-monday', at(0, 9), 120, { staff: ['fay'] }),
    group('maybe', at(3, 9), 60, { status: 'candidate', min: 2, room: 'small' }),
    group('maybe-too', at(3, 9.5), 60, { status: 'candidate', room: 'small' }),
    group('maybe-led', at(3, 9.5), 60, { status: 'candidate', staff: ['dana'] }),
    group('maybe-long', at(0, 13), 160, { status: 'candidate', staff: ['eli'] }),
    ...[4, 5, 6].map((day) => group(`long-${day}`, at(day, 9), 240)),
  ],
  people: [person('a'), person('b'), person('c')],
  apart: [['a', 'b']],
};

type Own = { person?: string; sessions?: string[]; visits?: [staff: string, start: number, kind?: string][] };
const plan = (own: readonly Own[], opened: readonly string[] = []): Plan =>
  planOf(
    own.map(({ person: id = 'a', sessions = [], visits = [] }) => ({
      person: id,
      sessions,
      visits: visits.map(([staff, start, kind = 'individual']) => ({ kind, staff, start })),
    })),
    opened,
  );
/** The week with person a changed. */
const withA = (more: Partial<Person>): Week => ({
  ...week,
  people: week.people.map((one) => (one.id === 'a' ? { ...one, ...more } : one)),
});
const needs = (more: Partial<Person['needs']>) => ({ needs: { ...person('a').needs, ...more } });

describe('each rule that a plan breaks is found, and nothing else', () => {
  test.each<[string, RegExp, Plan, Week?]>([
    [
      'two things at once',
      /"mon-9" and "mon-10" .* do not go together/,
      plan([{ sessions: ['mon-9', 'mon-10'] }]),
    ],
    [
      'a visit during a group',
      /do not go together/,
      plan([{ sessions: ['mon-13'], visits: [['dana', at(0, 13)]] }]),
    ],
    [
      'two sites without the way between',
      /"mon-10" and "south-11"/,
      plan([{ sessions: ['mon-10', 'south-11'] }]),
    ],
    [
      'a group in busy time',
      /meets a busy time/,
      plan([{ sessions: ['mon-10'] }]),
      withA({ busy: [{ start: at(0, 10.5), end: at(0, 14) }] }),
    ],
    [
      'a group too near busy time',
      /meets a busy time/,
      plan([{ sessions: ['mon-10'] }]),
      withA({ busy: [{ start: at(0, 11.25), end: at(0, 14) }] }),
    ],
    [
      'by video a group in busy time',
      /meets a busy time/,
      plan([{ sessions: ['video-15'] }]),
      withA({ busy: [{ start: at(0, 14), end: at(0, 15.5) }] }),
    ],
    [
      'a tag that is lacking',
      /"dual-15" requires es\./,
      plan([{ sessions: ['dual-15'] }]),
      withA({ tags: ['dual'] }),
    ],
    [
      'a site that is too far',
      /cannot be where "south-11" is/,
      plan([{ sessions: ['south-11'] }]),
      withA({ sites: ['north'] }),
    ],
    [
      'video that is not at hand',
      /cannot be where "video-15" is/,
      plan([{ sessions: ['video-15'] }]),
      withA({ video: false }),
    ],
    [
      'more people than seats',
      /3 people in "mon-9", 2 seats/,
      plan(['a', 'b', 'c'].map((id) => ({ person: id, sessions: ['mon-9'] }))),
      { ...week, apart: [] },
    ],
    [
      'more people than the room has seats',
      /2 people in "tiny-room", 1 seats/,
      plan([{ sessions: ['tiny-room'] }, { person: 'c', sessions: ['tiny-room'] }]),
    ],
    [
      'a pair kept apart',
      /"a" and "b" share "mon-9"/,
      plan([{ sessions: ['mon-9'] }, { person: 'b', sessions: ['mon-9'] }]),
    ],
    [
      'a candidate with too few',
      /"maybe" is opened for 1 people, 2 are the fewest/,
      plan([{ sessions: ['tiny-room'] }, { person: 'b', sessions: ['maybe'] }], ['maybe']),
      roomy(),
    ],
    ['a candidate not opened', /"maybe-too" is not opened/, plan([{ sessions: ['maybe-too'] }])],
    ['a fixed group opened', /"mon-9" is no candidate/, plan([], ['mon-9'])],
    ['a candidate opened twice', /opened twice/, plan([], ['maybe-too', 'maybe-too'])],
    [
      'two candidates in one room',
      /"maybe" and "maybe-too" need the same room/,
      plan([], ['maybe', 'maybe-too']),
      { ...week, sessions: week.sessions.map((session) => ({ ...session, min: 0 })) },
    ],
    [
      'a candidate whose leader is elsewhere',
      /"dana" leads "led" and "maybe-led" at once/,
      plan([], ['maybe-led']),
    ],
    [
      'a candidate beyond the leader’s day',
      /"eli" works 160 minutes on day 0, 150 are the most/,
      plan([], ['maybe-long']),
    ],
    ['a visit off the grid', /off the grid of 10 minutes/, plan([{ visits: [['dana', at(0, 9) + 5]] }])],
    [
      'a visit when staff are not free',
      /"dana" is not free then/,
      plan([{ visits: [['dana', at(0, 17.5)]] }]),
    ],
    ['a visit past midnight', /passes midnight/, plan([{ visits: [['dana', at(1, 23.5)]] }])],
    ['a visit with other staff', /"fay" is not one of the staff/, plan([{ visits: [['fay', at(0, 13)]] }])],
    [
      'a kind nobody asked for',
      /No visit of kind "family" is asked for/,
      plan([{ visits: [['dana', at(0, 9), 'family']] }]),
    ],
    [
      'more visits than asked for',
      /2 visits of kind "individual", 1 are asked for/,
      plan([
        {
          visits: [
            ['dana', at(0, 9)],
            ['eli', at(0, 11)],
          ],
        },
      ]),
    ],
    [
      'a visit at a site that is too far',
      /cannot be at "north"/,
      plan([{ visits: [['dana', at(0, 9)]] }]),
      withA({ sites: ['south'] }),
    ],
    [
      'two visits of one member of staff at once',
      /"dana" has "visit individual" and a visit at once/,
      plan([{ visits: [['dana', at(0, 9)]] }, { person: 'b', visits: [['dana', at(0, 9.5)]] }]),
      staffed(),
    ],
    [
      'a visit beside a group that is led',
      /"fay" has "led-monday" and a visit at once/,
      plan([{ visits: [['fay', at(0, 10)]] }]),
      staffed(
        withA(
          needs({ visits: [{ kind: 'individual', minutes: 50, count: 1, staff: ['fay'], site: 'north' }] }),
        ),
      ),
    ],
    [
      'visits beyond a member of staff’s day',
      /"fay" works 170 minutes on day 0, 150 are the most/,
      plan([{ visits: [['fay', at(0, 13)]] }]),
      withA(
        needs({ visits: [{ kind: 'individual', minutes: 50, count: 1, staff: ['fay'], site: 'north' }] }),
      ),
    ],
    [
      'visits beyond a member of staff’s week',
      /"eli" works 100 minutes, 90 are the most/,
      plan([{ visits: [['eli', at(0, 9)]] }, { person: 'b', visits: [['eli', at(0, 10)]] }]),
      { ...week, staff: week.staff.map((member) => ({ ...member, maxMinutes: 90 })) },
    ],
    [
      'a day too long',
      /180 minutes on day 0, 170 are the most/,
      plan([{ sessions: ['mon-9', 'mon-13'] }]),
      withA(needs({ maxMinutesPerDay: 170 })),
    ],
    [
      'a run too long',
      /A run of 300 minutes on day 0, 240 are the most/,
      plan([{ sessions: ['mon-9', 'mon-11', 'mon-13'] }]),
    ],
    [
      'more than is needed and one group',
      /720 minutes, 470 and one session are the most/,
      plan([{ sessions: ['long-4', 'long-5', 'long-6'] }]),
      withA(needs({ minutes: 470 })),
    ],
    ['an unknown person', /There is no person "z"/, plan([{ person: 'z', sessions: ['mon-9'] }])],
    ['an unknown group', /There is no session "nine"/, plan([{ sessions: ['nine'] }])],
    ['two assignments', /"a" has two assignments/, plan([{}, {}])],
    ['a group given twice', /given twice|do not go together/, plan([{ sessions: ['mon-9', 'mon-9'] }])],
  ])('%s', (_, message, broken, changed = week) => {
    const { ok, faults } = checkPlan(changed, broken);
    expect(ok).toBe(false);
    for (const fault of faults) expect(fault.message).toMatch(message);
    expect(faults.length).toBeGreaterThan(0);
  });

  test.each<[string, Plan, Week?]>([
    ['nothing at all', plan([])],
    ['back to back at one place', plan([{ sessions: ['mon-9', 'mon-11'] }])],
    [
      'by video right beside busy time',
      plan([{ sessions: ['video-15'] }]),
      withA({ busy: [{ start: at(0, 9), end: at(0, 15) }] }),
    ],
    [
      'in person when the way is short',
      plan([{ sessions: ['mon-10'] }]),
      withA({ busy: [{ start: at(0, 11), end: at(0, 14), travel: 0 }] }),
    ],
    [
      'in soft busy time',
      plan([{ sessions: ['mon-10'] }]),
      withA({ busy: [{ start: at(0, 9), end: at(0, 14), soft: 3 }] }),
    ],
    [
      'a run with a break of 15 minutes',
      plan([{ sessions: ['mon-9', 'mon-11'], visits: [['dana', at(0, 13.5)]] }]),
    ],
    [
      'a candidate that is full enough',
      plan([{ sessions: ['maybe'] }, { person: 'c', sessions: ['maybe'] }], ['maybe']),
      roomy(),
    ],
    [
      'exactly what is needed and one group',
      plan([{ sessions: ['long-4', 'long-5', 'long-6'] }]),
      withA(needs({ minutes: 480 })),
    ],
    [
      'groups beyond a leader’s limit that run anyway',
      plan([{ person: 'c', sessions: ['led-monday'] }]),
      { ...week, staff: week.staff.map((member) => ({ ...member, maxMinutes: 0 })) },
    ],
  ])('%s breaks none', (_, legal, changed = week) => {
    expect(checkPlan(changed, legal).faults).toEqual([]);
  });
});

/** Seats for everybody in the small room. */
function roomy(): Week {
  return { ...week, rooms: week.rooms.map((room) => ({ ...room, seats: 9 })) };
}

/** Staff without limits of their minutes. */
function staffed(from: Week = week): Week {
  const staff = from.staff.map((member) => ({ ...member, maxMinutes: 9000, maxMinutesPerDay: 1440 }));
  return { ...from, staff };
}

describe('the five numbers', () => {
  test('are counted from the plan, whatever it claims', () => {
    const asked = withA({
      weight: 3,
      busy: [{ start: at(0, 10), end: at(0, 11), soft: 2 }],
      current: {
        sessions: ['mon-13', 'mon-9'],
        visits: [{ kind: 'individual', staff: 'dana', start: at(0, 14) }],
      },
      ...needs({ minutes: 170, activities: [{ activity: 'skills', minMinutes: 120 }] }),
    });
    const opened = asked.sessions.map((session) => ({
      ...session,
      openCost: session.id === 'maybe-too' ? 7 : 0,
    }));
    const { ok, score } = checkPlan(
      { ...asked, sessions: opened },
      plan(
        [
          { sessions: ['mon-9'], visits: [['dana', at(0, 14.5)]] },
          { person: 'b', sessions: ['maybe-too', 'mon-10'] },
        ],
        ['maybe-too'],
      ),
    );
    expect(ok).toBe(true);
    // Friction: 60 soft minutes at 2, idle 11:00 to 14:30, and a second day of b.
    expect(score).toEqual({ served: 3, credited: 170 + 120, opened: 7, moves: 2, friction: 120 + 210 + 60 });
  });
});
