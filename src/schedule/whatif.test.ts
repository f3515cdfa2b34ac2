import { describe, expect, test } from 'vitest';
import { parseWeek, solveWeek, type Week } from './engine/index.ts';
import { inventedId, isInvented } from './invented.ts';
import { outcomeOf } from './outcome.ts';
import type { PersonWeek } from './plan.ts';
import type { WeekChange } from './whatif.schema.ts';
import { applyChanges } from './whatif.ts';
import { changeOfFix, obstaclesOf } from './whatif.use.ts';

const at = (day: number, hour: number): number => day * 1440 + hour * 60;

const group = (id: string, start: number, more: Partial<Week['sessions'][number]> = {}) => ({
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
  max: 8,
  status: 'fixed' as const,
  openCost: 0,
  ...more,
});

const person = (id: string, more: Partial<Week['people'][number]> = {}): Week['people'][number] => ({
  id,
  weight: 1,
  tags: ['iop'],
  sites: ['north'],
  video: true,
  busy: [{ start: at(0, 8), end: at(0, 17), travel: 20 }],
  needs: {
    minutes: 540,
    minDays: 3,
    maxMinutesPerDay: 240,
    visits: [{ kind: 'individual', minutes: 50, count: 1, staff: ['dana'] }],
    activities: [],
  },
  ...more,
});

const days = [0, 1, 2, 3] as const;
const house: Week = {
  format: 'daybridge-week/1',
  week: '2026-11-30',
  zone: 'America/New_York',
  settings: { travel: 30, tick: 10, maxConsecutive: 240 },
  sites: [{ id: 'north' }, { id: 'south' }],
  rooms: [
    { id: 'r1', site: 'north', seats: 6 },
    { id: 'r2', site: 'south', seats: 10 },
  ],
  staff: [
    {
      id: 'dana',
      tags: [],
      free: days.map((day) => [at(day, 9), at(day, 21)]),
      maxMinutes: 10080,
      maxMinutesPerDay: 1440,
    },
    { id: 'eli', tags: [], free: [[at(1, 9), at(1, 17)]], maxMinutes: 10080, maxMinutesPerDay: 1440 },
  ],
  sessions: [
    ...days.map((day) => group(`evening-${day}`, at(day, 18))),
    group('saturday', at(5, 9), { status: 'candidate', openCost: 3 }),
    group('online', at(4, 10), { site: null, room: null, staff: ['dana', 'eli'] }),
  ],
  people: [person('ada'), person('bo'), person('cy', { video: false, tags: ['php'] })],
  apart: [['ada', 'bo']],
};

const changed = (changes: readonly WeekChange[], week = house): Week => {
  const answer = applyChanges(week, changes);
  if (!answer.ok) throw new Error(JSON.stringify(answer.misfits));
  expect(parseWeek(answer.week)).toMatchObject({ ok: true });
  return answer.week;
};
const sessionIn = (week: Week, id: string) => week.sessions.find((each) => each.id === id);
const personIn = (week: Week, id: string) => week.people.find((each) => each.id === id);
const misfits = (...changes: WeekChange[]) => {
  const answer = applyChanges(house, changes);
  return answer.ok ? [] : answer.misfits.map(({ path, message }) => `${path}: ${message}`);
};

const adding: Extract<WeekChange, { kind: 'add-group' }> = {
  kind: 'add-group',
  like: 'evening-0',
  start: at(4, 18),
  end: at(4, 20),
  site: 'south',
  room: 'r2',
  staff: ['eli'],
  max: 9,
};

describe('a change of the week', () => {
  test('nothing changed is the same week', () => {
    expect(changed([])).toEqual(house);
  });

  test('staff away for the whole week: no hours, no groups but those that somebody else leads', () => {
    const week = changed([{ kind: 'staff-away', staff: 'dana' }]);
    expect(week.staff[0]?.free).toEqual([]);
    expect(week.sessions.map(({ id, staff }) => [id, staff])).toEqual([['online', ['eli']]]);
  });

  test('staff away from Tuesday noon to Wednesday noon: what lies outside goes on', () => {
    const week = changed([{ kind: 'staff-away', staff: 'dana', from: at(1, 12), to: at(2, 12) }]);
    expect(week.staff[0]?.free).toEqual([
      [at(0, 9), at(0, 21)],
      [at(1, 9), at(1, 12)],
      [at(2, 12), at(2, 21)],
      [at(3, 9), at(3, 21)],
    ]);
    expect(sessionIn(week, 'evening-1')).toBeUndefined();
    expect(sessionIn(week, 'evening-2')).toBeDefined();
  });

  test('a closed room takes its groups with it, then only', () => {
    const week = changed([{ kind: 'room-closed', room: 'r1', from: at(0, 0), to: at(2, 0) }]);
    expect(week.sessions.map(({ id }) => id)).toEqual(['evening-2', 'evening-3', 'saturday', 'online']);
  });

  test('a closed group is gone, also from what people have now', () => {
    const week = changed([{ kind: 'close-group', session: 'evening-0' }], {
      ...house,
      people: [person('ada', { current: { sessions: ['evening-0', 'evening-1'], visits: [] } })],
      apart: [],
    });
    expect(week.people[0]?.current?.sessions).toEqual(['evening-1']);
  });

  test('an opened candidate meets for certain', () => {
    expect(sessionIn(changed([{ kind: 'open-group', session: 'saturday' }]), 'saturday')?.status).toBe(
      'fixed',
    );
  });

  test('an added group is like its model, elsewhere', () => {
    const week = changed([adding]);
    const { start, end, site, room, staff, max } = adding;
    expect(week.sessions.at(-1)).toEqual({
      ...group(inventedId(0), start),
      ...{ end, site, room, staff, max },
    });
  });

  test('more seats than the room has are chairs for this group alone', () => {
    const week = changed([{ kind: 'raise-cap', session: 'evening-0', seats: 1 }]);
    expect(week.rooms[0]?.seats).toBe(7);
    expect(sessionIn(week, 'evening-0')?.max).toBe(7);
    expect(sessionIn(week, 'evening-1')?.max).toBe(6);
    expect(sessionIn(changed([{ kind: 'raise-cap', session: 'online', seats: 2 }]), 'online')?.max).toBe(10);
  });

  test('a moved group keeps its length', () => {
    const week = changed([{ kind: 'move-group', session: 'evening-0', start: at(0, 17) }]);
    expect(sessionIn(week, 'evening-0')).toMatchObject({ start: at(0, 17), end: at(0, 20) });
  });

  test('a group may take the place of one that moves away, in whatever order they are listed', () => {
    const intoPlace: WeekChange = {
      ...adding,
      start: at(0, 18),
      end: at(0, 21),
      site: 'north',
      room: 'r1',
      max: 6,
    };
    const away: WeekChange = { kind: 'move-group', session: 'evening-0', start: at(0, 14) };
    expect(misfits(intoPlace)).not.toEqual([]);
    for (const changes of [
      [intoPlace, away],
      [away, intoPlace],
    ]) {
      expect(changed(changes).sessions).toHaveLength(7);
    }
  });

  test('one person by video takes a seat of the group from home; who is kept apart from them stays out', () => {
    const week = changed([{ kind: 'by-video', person: 'ada', session: 'evening-0' }]);
    const copy = sessionIn(week, inventedId(0));
    const original = sessionIn(week, 'evening-0');
    expect(copy).toMatchObject({ site: null, staff: [], max: 1, start: at(0, 18), status: 'fixed' });
    expect(copy).not.toHaveProperty('room');
    expect(original?.max).toBe(7);
    const mayJoin = (id: string, session: typeof copy) =>
      session?.requires.every((tag) => personIn(week, id)?.tags.includes(tag));
    expect([mayJoin('ada', copy), mayJoin('bo', copy)]).toEqual([true, false]);
    expect(mayJoin('bo', original)).toBe(false);
  });

  test('without anybody to keep apart, the others may join as before', () => {
    const week = changed([{ kind: 'by-video', person: 'ada', session: 'evening-0' }], {
      ...house,
      apart: [],
    });
    expect(sessionIn(week, 'evening-0')?.requires).toEqual(['iop']);
  });

  test('freed time is cut out of what is busy, with its way there and back', () => {
    const week = changed([{ kind: 'free-busy', person: 'ada', start: at(0, 10), end: at(0, 12) }]);
    expect(personIn(week, 'ada')?.busy).toEqual([
      { start: at(0, 8), end: at(0, 10), travel: 20 },
      { start: at(0, 12), end: at(0, 17), travel: 20 },
    ]);
    expect(personIn(week, 'bo')?.busy).toHaveLength(1);
  });

  test('another member of staff may hold a visit too', () => {
    const week = changed([{ kind: 'other-staff', person: 'ada', visit: 'individual', staff: 'eli' }]);
    expect(personIn(week, 'ada')?.needs.visits[0]?.staff).toEqual(['dana', 'eli']);
  });

  test('a lower step is fewer minutes, and never more days than before', () => {
    const week = changed([{ kind: 'lower-step', person: 'ada', minutes: 360, days: 4 }]);
    expect(personIn(week, 'ada')?.needs).toMatchObject({ minutes: 360, minDays: 3 });
  });

  test('new intakes are invented people with the life of somebody as it is', () => {
    const week = changed([
      { kind: 'free-busy', person: 'ada', start: at(0, 8), end: at(0, 17) },
      { kind: 'accept-intakes', count: 2, like: 'ada' },
    ]);
    const invented = week.people.filter(({ id }) => isInvented(id));
    expect(invented).toHaveLength(2);
    expect(invented[0]).toEqual({ ...person('ada'), id: inventedId(1, 0) });
    expect(week.apart).toEqual(house.apart);
  });

  test('what people have now is the plan worked on, as far as it is still there', () => {
    const has: PersonWeek = {
      sessions: ['evening-0', 'evening-1'],
      visits: [{ kind: 'individual', staff: 'dana', start: at(1, 10), minutes: 50, site: 'north' }],
    };
    const answer = applyChanges(house, [{ kind: 'close-group', session: 'evening-1' }], {
      current: new Map([['ada', has]]),
    });
    expect(answer).toMatchObject({ ok: true });
    if (!answer.ok) return;
    expect(personIn(answer.week, 'ada')?.current).toEqual({
      sessions: ['evening-0'],
      visits: [{ kind: 'individual', staff: 'dana', start: at(1, 10) }],
    });
    expect(personIn(answer.week, 'bo')).not.toHaveProperty('current');
  });
});

describe('a change that does not fit is refused by its path', () => {
  const nowhere = 'nowhere';
  const cases: readonly [string, readonly WeekChange[], string][] = [
    [
      'staff nobody knows',
      [{ kind: 'staff-away', staff: nowhere }],
      '$.changes[0].staff: There is no member',
    ],
    [
      'backwards',
      [{ kind: 'staff-away', staff: 'dana', from: 20, to: 10 }],
      '$.changes[0].to: It ends before',
    ],
    ['no such room', [{ kind: 'room-closed', room: nowhere }], '$.changes[0].room: There is no room'],
    ['no such group', [{ kind: 'close-group', session: nowhere }], '$.changes[0].session: There is no group'],
    [
      'twice the same',
      [
        { kind: 'close-group', session: 'evening-0' },
        { kind: 'close-group', session: 'evening-0' },
      ],
      '$.changes[1]: The same change',
    ],
    [
      'closed and moved',
      [
        { kind: 'move-group', session: 'evening-0', start: at(0, 14) },
        { kind: 'close-group', session: 'evening-0' },
      ],
      '$.changes[0].session: Another change takes the group',
    ],
    [
      'its leader is away',
      [
        { kind: 'raise-cap', session: 'evening-0', seats: 1 },
        { kind: 'staff-away', staff: 'dana' },
      ],
      '$.changes[0].session: Another change takes the group',
    ],
    [
      'open already',
      [{ kind: 'open-group', session: 'evening-0' }],
      '$.changes[0].session: The group "evening-0" meets',
    ],
    [
      'not moved',
      [{ kind: 'move-group', session: 'evening-0', start: at(0, 18) }],
      '$.changes[0].start: The group',
    ],
    [
      'moved twice',
      [
        { kind: 'move-group', session: 'evening-0', start: at(0, 15) },
        { kind: 'move-group', session: 'evening-0', start: at(0, 16) },
      ],
      '$.changes[1].session: Another change moves',
    ],
    [
      'past midnight',
      [{ kind: 'move-group', session: 'evening-0', start: at(0, 22) }],
      '$.changes[0].start: A group is on',
    ],
    [
      'past Sunday',
      [{ ...adding, start: at(6, 23), end: at(7, 1) }],
      '$.changes[0].end: A group is on one day',
    ],
    ['like none', [{ ...adding, like: nowhere }], '$.changes[0].like: There is no group'],
    ['ends first', [{ ...adding, end: at(4, 18) }], '$.changes[0].end: It ends before'],
    ['no such place', [{ ...adding, site: nowhere }], '$.changes[0].site: There is no site'],
    ['the room elsewhere', [{ ...adding, site: 'north' }], '$.changes[0].room: The room "r2" is at another'],
    ['a room for video', [{ ...adding, site: null }], '$.changes[0].room: The room "r2" is at another'],
    ['a small room', [{ ...adding, max: 11 }], '$.changes[0].max: The room "r2" has only 10 seats'],
    ['strangers lead', [{ ...adding, staff: ['eli', nowhere] }], '$.changes[0].staff: There is no member'],
    ['led twice', [{ ...adding, staff: ['eli', 'eli'] }], '$.changes[0].staff: Somebody is listed twice'],
    [
      'a leader elsewhere',
      [{ ...adding, start: at(4, 11), end: at(4, 12) }],
      '$.changes[0].staff: "eli" leads',
    ],
    [
      'a taken room',
      [{ ...adding, start: at(0, 19), end: at(0, 20), site: 'north', room: 'r1', max: 5 }],
      '$.changes[0].room: The room "r1" is used by the group "evening-0"',
    ],
    [
      'an absent leader',
      [adding, { kind: 'staff-away', staff: 'eli', from: at(4, 19), to: at(4, 20) }],
      '$.changes[0].staff: "eli" is away then',
    ],
    [
      'a closed room',
      [adding, { kind: 'room-closed', room: 'r2' }],
      '$.changes[0].room: The room "r2" is closed then',
    ],
    [
      'two into one place',
      [adding, { ...adding, max: 5 }],
      '$.changes[0].room: The room "r2" is used by the group',
    ],
    [
      'video as it is',
      [{ kind: 'by-video', person: 'ada', session: 'online' }],
      '$.changes[0].session: The group "online" is by',
    ],
    [
      'only proposed',
      [{ kind: 'by-video', person: 'ada', session: 'saturday' }],
      '$.changes[0].session: The group "saturday" is only',
    ],
    [
      'no video at home',
      [{ kind: 'by-video', person: 'cy', session: 'evening-0' }],
      '$.changes[0].person: "cy" cannot',
    ],
    ['nobody', [{ kind: 'by-video', person: nowhere, session: 'evening-0' }], '$.changes[0].person: Nobody'],
    [
      'free anyway',
      [{ kind: 'free-busy', person: 'ada', start: at(3, 1), end: at(3, 2) }],
      '$.changes[0].start: "ada" is free',
    ],
    ['free backwards', [{ kind: 'free-busy', person: 'ada', start: 9, end: 9 }], '$.changes[0].end: It ends'],
    [
      'no such visit',
      [{ kind: 'other-staff', person: 'ada', visit: 'medication', staff: 'eli' }],
      '$.changes[0].visit: No such',
    ],
    [
      'allowed anyway',
      [{ kind: 'other-staff', person: 'ada', visit: 'individual', staff: 'dana' }],
      '$.changes[0].staff: "dana" may',
    ],
    [
      'a higher step',
      [{ kind: 'lower-step', person: 'ada', minutes: 541, days: 1 }],
      '$.changes[0].minutes: Only 540',
    ],
    [
      'the same step',
      [{ kind: 'lower-step', person: 'ada', minutes: 540, days: 3 }],
      '$.changes[0].minutes: That is what',
    ],
    ['like nobody', [{ kind: 'accept-intakes', count: 1, like: nowhere }], '$.changes[0].like: Nobody'],
  ];
  test.each(cases)('%s', (_, changes, start) => {
    const told = misfits(...changes);
    expect(told.some((words) => words.startsWith(start))).toBe(true);
  });

  test('every fault is told, not only the first', () => {
    const told = misfits(
      { kind: 'close-group', session: nowhere },
      { kind: 'accept-intakes', count: 1, like: nowhere },
    );
    expect(told).toHaveLength(2);
  });

  test('a disruption that stands already is minded too', () => {
    const answer = applyChanges(house, [adding], { standing: [{ kind: 'staff-away', staff: 'eli' }] });
    expect(answer).toMatchObject({ ok: false, misfits: [{ path: '$.changes[0].staff' }] });
  });
});

describe('what has to be true before a scenario counts', () => {
  const lives = (sessions: string[], visits: PersonWeek['visits'] = []) =>
    new Map([['ada', { sessions, visits }]]);
  const visit = { kind: 'individual', staff: 'eli', start: at(1, 10), minutes: 50, site: 'north' };
  const told = (change: WeekChange, weeks: ReadonlyMap<string, PersonWeek>, week = house) =>
    obstaclesOf(week, [change], weeks).map(({ reason }) => reason);

  test('a plan carries a disruption and an opened candidate by itself', () => {
    for (const change of [
      { kind: 'staff-away', staff: 'dana' },
      { kind: 'room-closed', room: 'r1' },
      { kind: 'close-group', session: 'evening-0' },
      { kind: 'open-group', session: 'saturday' },
    ] as const) {
      expect(told(change, lives(['saturday']))).toEqual([]);
    }
  });

  test.each<[WeekChange, string[], string]>([
    [adding, [inventedId(0)], 'group-not-there'],
    [{ kind: 'by-video', person: 'ada', session: 'evening-0' }, [inventedId(0)], 'group-not-there'],
    [{ kind: 'move-group', session: 'evening-0', start: at(0, 17) }, ['evening-0'], 'group-not-moved'],
  ])('%o', (change, sessions, reason) => {
    expect(told(change, lives(sessions))).toEqual([reason]);
    expect(told(change, lives(['evening-3']))).toEqual([]); // the plan does not lean on it
  });

  test('a group that moved in the program, or fell away', () => {
    const change = { kind: 'move-group', session: 'evening-0', start: at(0, 17) } as const;
    const moved = { ...house, sessions: [group('evening-0', at(0, 17))] };
    expect(told(change, lives(['evening-0']), moved)).toEqual([]);
    expect(told(change, lives(['evening-0']), { ...house, sessions: [] })).toEqual(['gone']);
  });

  test('seats that are not there', () => {
    const crowd = new Map(
      Array.from({ length: 7 }, (_, nth) => [`p${nth}`, { sessions: ['evening-0'], visits: [] }]),
    );
    expect(told({ kind: 'raise-cap', session: 'evening-0', seats: 1 }, crowd)).toEqual(['not-enough-seats']);
    crowd.delete('p0');
    expect(told({ kind: 'raise-cap', session: 'evening-0', seats: 1 }, crowd)).toEqual([]);
  });

  test('a life that is still busy, a visit nobody asked of them, hours still prescribed, people not admitted', () => {
    const busy = { ...visit, start: at(0, 10) };
    const free = { kind: 'free-busy', person: 'ada', start: at(0, 8), end: at(0, 17) } as const;
    expect(told(free, lives([], [busy]))).toEqual(['still-busy']);
    expect(told(free, lives([], [visit]))).toEqual([]);
    const other = { kind: 'other-staff', person: 'ada', visit: 'individual', staff: 'eli' } as const;
    expect(told(other, lives([], [visit]))).toEqual(['staff-not-asked']);
    expect(told(other, lives([], [{ ...visit, staff: 'dana' }]))).toEqual([]);
    const lower = { kind: 'lower-step', person: 'ada', minutes: 360, days: 2 } as const;
    expect(told(lower, lives([]))).toEqual(['still-prescribed']);
    expect(told({ ...lower, person: 'nowhere' }, lives([]))).toEqual(['gone']);
    expect(told({ kind: 'accept-intakes', count: 1, like: 'ada' }, lives([]))).toEqual(['not-admitted']);
  });
});

describe('a fix of the optimiser is a change', () => {
  const [who, session, staff] = [inventedId(1), inventedId(2), inventedId(3)];
  test.each<[Record<string, unknown> & { kind: string }, WeekChange | undefined]>([
    [
      { kind: 'open-candidate', session },
      { kind: 'open-group', session },
    ],
    [
      { kind: 'add-seat', session },
      { kind: 'raise-cap', session, seats: 1 },
    ],
    [
      { kind: 'by-video', session },
      { kind: 'by-video', person: who, session },
    ],
    [
      { kind: 'free-busy', busy: [10, 70] },
      { kind: 'free-busy', person: who, start: 10, end: 70 },
    ],
    [
      { kind: 'other-staff', visit: 'individual', staff },
      { kind: 'other-staff', person: who, visit: 'individual', staff },
    ],
    [
      { kind: 'lower-step', minutes: 360, days: 2 },
      { kind: 'lower-step', person: who, minutes: 360, days: 2 },
    ],
    [{ kind: 'something-new' }, undefined],
    [{ kind: 'add-seat' }, undefined],
  ])('%o', (fix, change) => {
    expect(changeOfFix({ ...fix, serves: 1 }, who)).toEqual(change);
  });

  test('and trying it serves the person, as the fix said', async () => {
    const uuids = days.map((day) => inventedId(90, day));
    const small: Week = {
      ...house,
      sessions: days.map((day) => group(uuids[day] ?? '', at(day, 18), { min: 1, max: 1 })),
      people: [inventedId(91, 0), inventedId(91, 1)].map((id) =>
        person(id, { needs: { ...person('x').needs, visits: [] } }),
      ),
      apart: [],
    };
    const plan = await solveWeek(small, { seconds: 5 });
    const [short] = plan.unserved;
    expect(short?.fixes.length).toBeGreaterThan(0);
    for (const fix of short?.fixes ?? []) {
      const change = changeOfFix(fix, short?.person ?? '');
      const current = new Map(plan.assignments.map((each) => [each.person, { ...each, visits: [] }]));
      const after = applyChanges(small, change === undefined ? [] : [change], { current });
      expect(after.ok).toBe(true);
      if (!after.ok) continue;
      const again = await solveWeek(after.week, { seconds: 5 });
      expect(again.score.served).toBe(plan.score.served + fix.serves);
    }
  }, 30_000);
});

describe('what a scenario comes to', () => {
  const has = (sessions: string[], visits: PersonWeek['visits'] = []): PersonWeek => ({ sessions, visits });
  const visit = { kind: 'individual', staff: 'dana', start: at(1, 10), minutes: 50, site: 'north' };
  const before = {
    week: house,
    weeks: new Map([
      ['ada', has(['evening-0', 'evening-1', 'evening-2'], [visit])],
      ['bo', has(['evening-0'])],
    ]),
    opened: [],
    short: new Set(['bo', 'cy']),
  };

  test('the same plan again changes nothing', () => {
    expect(outcomeOf(before, before)).toMatchObject({
      placed: { people: 1, of: 3, change: 0 },
      hours: { people: 1, change: 0, mostShort: 540 },
      moved: { people: 0, visitsOnly: 0 },
      staffMinutes: { change: 0, total: 4 * 180 + 2 * 180 + 50 },
      groups: { meeting: 5, change: 0, opened: 0 },
      invented: { placed: 0, of: 0 },
    });
  });

  test('a disruption moves people and saves staff time; invented people are counted apart', () => {
    const week = changed([
      { kind: 'close-group', session: 'evening-0' },
      { kind: 'accept-intakes', count: 2, like: 'ada' },
    ]);
    const weeks = new Map([
      ['ada', has(['evening-1', 'evening-2', 'evening-3'], [visit])],
      ['bo', has(['evening-1'])],
      [inventedId(1, 0), has(['evening-1'])],
    ]);
    const after = { week, weeks, opened: ['saturday'], short: new Set(['bo', 'cy', inventedId(1, 1)]) };
    expect(outcomeOf(before, after)).toMatchObject({
      placed: { people: 1, of: 3, change: 0 },
      moved: { people: 2, visitsOnly: 0 },
      staffMinutes: { change: 0 },
      groups: { meeting: 5, change: 0, opened: 1 },
      invented: { placed: 1, of: 2 },
    });
  });

  test('a visit at another time is a move of visits only; without a plan before nobody moves', () => {
    const later = new Map([
      ...before.weeks,
      ['ada', has(['evening-0', 'evening-1', 'evening-2'], [{ ...visit, start: at(1, 11) }])],
    ] as const);
    expect(outcomeOf(before, { ...before, weeks: later }).moved).toEqual({ people: 1, visitsOnly: 1 });
    expect(outcomeOf(undefined, before)).toMatchObject({
      moved: { people: 0 },
      placed: { people: 1, change: 1 },
    });
  });

  test('a seat from home is no group of its own', () => {
    const week = changed([{ kind: 'by-video', person: 'ada', session: 'evening-0' }]);
    expect(outcomeOf(before, { ...before, week }).groups).toMatchObject({ meeting: 5, change: 0 });
  });
});
