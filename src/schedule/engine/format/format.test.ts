import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleWeek } from '../sample/sample.ts';
import { parseWeek, type Week, weekSchema } from './format.ts';

/** A week with something of everything, and nothing wrong with it. */
const sound = {
  format: 'daybridge-week/1',
  week: '2026-11-30',
  zone: 'America/New_York',
  settings: { travel: 30, tick: 10, maxConsecutive: 240 },
  sites: [{ id: 'north' }, { id: 'south' }],
  rooms: [
    { id: 'r1', site: 'north', seats: 14 },
    { id: 'r2', site: 'south', seats: 8 },
  ],
  staff: [
    { id: 'dana', tags: ['es'], free: [[540, 1080]], maxMinutes: 1500, maxMinutesPerDay: 420 },
    { id: 'eli', tags: [], free: [], maxMinutes: 1500, maxMinutesPerDay: 420 },
  ],
  sessions: [
    group('one', 1080, { room: 'r1', staff: ['dana'] }),
    group('two', 1260, { room: 'r1', staff: ['dana'] }),
    group('video', 1080, { site: null, staff: ['eli'] }),
    group('maybe', 1080, { room: 'r1', staff: ['eli'], status: 'candidate', min: 2, openCost: 5 }),
  ],
  people: [person('R-1'), person('R-2')],
  apart: [['R-1', 'R-2']],
};

function group(id: string, start: number, more: object = {}) {
  const usual = { id, kind: 'group', activity: 'skills', start, end: start + 120, site: 'north', staff: [] };
  return { ...usual, requires: ['iop'], min: 0, max: 12, status: 'fixed', openCost: 0, ...more };
}

function person(id: string) {
  return {
    id,
    weight: 1,
    tags: ['iop'],
    sites: ['north'],
    video: true,
    busy: [
      { start: 480, end: 1020, travel: 20 },
      { start: 1200, end: 1320, soft: 2 },
    ],
    needs: {
      minutes: 540,
      minDays: 3,
      maxMinutesPerDay: 240,
      visits: [{ kind: 'individual', minutes: 50, count: 1, staff: ['dana'], site: null }],
      activities: [{ activity: 'skills', minMinutes: 120 }],
    },
    current: { sessions: ['one'], visits: [{ kind: 'individual', staff: 'dana', start: 600 }] },
  };
}

/** The sound week with one value put at a path: `sessions.0.end`. `undefined` takes it away. */
function broken(path: string, value: unknown): unknown {
  const whole: Record<string, unknown> = structuredClone(sound);
  const parts = path.split('.');
  const last = parts.pop() ?? '';
  let at: Record<string, unknown> = whole;
  for (const part of parts) at = at[part] as Record<string, unknown>;
  if (value === undefined) delete at[last];
  else at[last] = value;
  return whole;
}

const pathsOf = (input: unknown): string[] => {
  const parsed = parseWeek(input);
  return parsed.ok ? [] : parsed.faults.map(({ path }) => path);
};

describe('a week file', () => {
  test('that is sound is taken as it is', () => {
    expect(parseWeek(sound)).toEqual({ ok: true, week: sound });
    expect(
      parseWeek(JSON.parse(JSON.stringify(sampleWeek({ people: 40, sessions: 30, sites: 3, seed: 2 })))),
    ).toMatchObject({ ok: true });
  });

  test('with more faults than anybody reads: the first thousand, and how many more', () => {
    const apart = Array.from({ length: 1200 }, () => ['R-1', 'R-1']);
    const parsed = parseWeek(broken('apart', apart));
    const faults = parsed.ok ? [] : parsed.faults;
    expect(faults).toHaveLength(1001);
    expect(faults.at(-1)).toEqual({ path: '$', message: 'And 200 more.' });
  });

  test.each<[string, string, unknown, string | string[]]>([
    ['another format', 'format', 'daybridge-week/2', '$.format'],
    ['no format', 'format', undefined, '$.format'],
    ['a date that is none', 'week', '2026-02-30', '$.week'],
    ['a week that begins on a Tuesday', 'week', '2026-12-01', '$.week'],
    ['a time zone that is none', 'zone', 'America/Atlantis', '$.zone'],
    ['an unknown key', 'comment', 'hi', '$'],
    ['an unknown key inside', 'people.1.name', 'hi', '$.people[1]'],
    ['a wrong type', 'people', {}, '$.people'],
    ['a number in words', 'sessions.0.start', '1080', '$.sessions[0].start'],
    ['half a minute', 'sessions.0.end', 1200.5, '$.sessions[0].end'],
    ['not a number', 'people.0.weight', Number.NaN, '$.people[0].weight'],
    ['a weight of nothing', 'people.0.weight', 0, '$.people[0].weight'],
    ['an empty id', 'sites.1.id', '', '$.sites[1].id'],
    ['a tick of nothing', 'settings.tick', 0, '$.settings.tick'],
    ['a status that is none', 'sessions.3.status', 'maybe', '$.sessions[3].status'],
    ['null for a room', 'rooms.0', null, '$.rooms[0]'],
    ['eight days', 'people.0.needs.minDays', 8, '$.people[0].needs.minDays'],
    ['three kept apart in one', 'apart.0', ['R-1', 'R-2', 'R-1'], '$.apart[0]'],
    ['an end before its start', 'sessions.0.end', 1079, '$.sessions[0].end'],
    ['no length', 'sessions.0.end', 1080, '$.sessions[0].end'],
    ['past Sunday midnight', 'sessions.2.end', 10_081, '$.sessions[2].end'],
    ['past midnight', 'sessions.2.end', 1500, '$.sessions[2].end'],
    ['busy backwards', 'people.0.busy.0.end', 470, '$.people[0].busy[0].end'],
    ['busy past Sunday', 'people.0.busy.0.end', 10_090, '$.people[0].busy[0].end'],
    ['free backwards', 'staff.0.free.0', [1080, 540], '$.staff[0].free[0]'],
    ['a site given twice', 'sites.1.id', 'north', ['$.sites[1].id', '$.rooms[1].site']],
    ['a room given twice', 'rooms.1.id', 'r1', '$.rooms[1].id'],
    ['staff given twice', 'staff.2', { ...sound.staff[0] }, '$.staff[2].id'],
    ['a session given twice', 'sessions.1.id', 'one', '$.sessions[1].id'],
    ['a person given twice', 'people.1.id', 'R-1', ['$.people[1].id', '$.apart[0][1]']],
    ['a leader given twice', 'sessions.0.staff', ['dana', 'dana'], '$.sessions[0].staff[1]'],
    [
      'a current session given twice',
      'people.0.current.sessions',
      ['one', 'one'],
      '$.people[0].current.sessions[1]',
    ],
    [
      'a kind of visit asked for twice',
      'people.0.needs.visits.1',
      sound.people[0]?.needs.visits[0],
      '$.people[0].needs.visits[1].kind',
    ],
    ['a room of an unknown site', 'rooms.1.site', 'west', '$.rooms[1].site'],
    [
      'a session at an unknown site',
      'sessions.1',
      group('two', 1260, { site: 'west' }),
      '$.sessions[1].site',
    ],
    ['an unknown room', 'sessions.0.room', 'r9', '$.sessions[0].room'],
    ['an unknown leader', 'sessions.0.staff', ['zoe'], '$.sessions[0].staff[0]'],
    ['a person of an unknown site', 'people.0.sites', ['north', 'west'], '$.people[0].sites[1]'],
    [
      'a visit with unknown staff',
      'people.0.needs.visits.0.staff',
      ['zoe'],
      '$.people[0].needs.visits[0].staff[0]',
    ],
    [
      'a visit at an unknown site',
      'people.0.needs.visits.0.site',
      'west',
      '$.people[0].needs.visits[0].site',
    ],
    ['an unknown current session', 'people.0.current.sessions', ['nine'], '$.people[0].current.sessions[0]'],
    [
      'a current visit with unknown staff',
      'people.0.current.visits.0.staff',
      'zoe',
      '$.people[0].current.visits[0].staff',
    ],
    ['an unknown person kept apart', 'apart.0', ['R-9', 'R-2'], '$.apart[0][0]'],
    ['apart from oneself', 'apart.0', ['R-1', 'R-1'], '$.apart[0]'],
    ['a room of another site', 'sessions.0.room', 'r2', '$.sessions[0].room'],
    ['a video session in a room', 'sessions.2.room', 'r1', ['$.sessions[2].room', '$.sessions[2].room']],
    ['at least more than at most', 'sessions.3.min', 13, '$.sessions[3].min'],
    [
      'a room and its leader in two groups at once',
      'sessions.1.start',
      1190,
      ['$.sessions[1].staff', '$.sessions[1].room'],
    ],
    ['a leader in two groups at once', 'sessions.2.staff', ['dana'], '$.sessions[2].staff'],
  ])('%s is refused by its path', (_, path, value, expected) => {
    expect(pathsOf(broken(path, value)).sort()).toEqual([expected].flat().sort());
  });

  test('every fault is listed, not the first alone', () => {
    const week: Week = structuredClone(weekSchema.parse(sound));
    for (const one of week.people) one.sites = ['west'];
    for (const session of week.sessions) session.min = 99;
    week.apart.push(['R-1', 'R-1'], ['x', 'y']);
    expect(pathsOf(week)).toEqual([
      ...week.sessions.map((_, nth) => `$.sessions[${nth}].min`),
      ...week.people.map((_, nth) => `$.people[${nth}].sites[0]`),
      '$.apart[1]',
      '$.apart[2][0]',
      '$.apart[2][1]',
    ]);
  });

  test('a double booking is found past a long session with a short one in it', () => {
    const sessions = [
      group('long', 480, { end: 900, room: 'r1' }),
      group('short', 500, { end: 560 }),
      group('late', 700, { end: 760, room: 'r1' }),
      group('in', 510, { end: 560, room: 'r1' }),
    ];
    const week = { ...sound, sessions, people: [], apart: [] };
    expect(pathsOf(week)).toEqual(['$.sessions[3].room', '$.sessions[2].room']);
  });

  test('junk is refused and never throws', () => {
    fc.assert(
      fc.property(
        fc.anything({
          withNullPrototype: true,
          withBigInt: true,
          withDate: true,
          withMap: true,
          withSet: true,
        }),
        (junk) => {
          expect(parseWeek(junk).ok).toBe(false);
        },
      ),
      { seed: 1, numRuns: 500 },
    );
  });

  test('a sound week with junk anywhere in it never throws', () => {
    const paths = [
      'settings',
      'sites',
      'rooms.0',
      'staff.0.free',
      'sessions.1',
      'sessions.0.staff',
      'people.0',
      'people.0.busy.0',
      'people.1.needs',
      'people.1.current',
      'apart',
      'apart.0',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.anything({ withBigInt: true }), (path, junk) => {
        const parsed = parseWeek(broken(path, junk));
        if (!parsed.ok) for (const fault of parsed.faults) expect(fault.path).toMatch(/^\$/);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});
