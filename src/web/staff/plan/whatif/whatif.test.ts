import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FixShown, PlanBoard, PlanSession } from '../plan.ts';
import { changeInWords, daysOf, namesIn, scenarioName, wholeDay } from './changes.ts';
import { changeFrom, clashOf, type Filled, firstFilling, TEMPLATES, wholeNumber } from './filling.ts';
import { triedIn } from './tried.ts';
import type { ScenarioShown, WeekChange } from './whatif.ts';
import { signed, whatIfWords } from './words.ts';

const id = (n: number): string => `6f1f6f5e-0c5c-4f5b-9a53-6f3f2f0c0a${String(n).padStart(2, '0')}`;
const at = (day: number, hour: number): number => day * 1440 + hour * 60;
const [CEDAR, ROOM, DANA, ANA, PERSON] = [id(1), id(2), id(3), id(4), id(5)];

const session = (n: number, more: Partial<PlanSession>): PlanSession => ({
  id: id(n),
  kind: 'group',
  label: { en: 'Evening group', es: 'Grupo de la noche' },
  start: at(0, 18),
  end: at(0, 21),
  site: 'Cedar Street',
  room: 'Room 1',
  staff: ['Dana R.'],
  siteId: CEDAR,
  roomId: ROOM,
  staffIds: [DANA],
  taken: 8,
  max: 12,
  isProposed: false,
  isOpen: true,
  people: [],
  ...more,
});

const EVENING = session(10, {});
const LATE = session(11, {
  label: { en: 'Late group', es: 'Grupo tarde' },
  start: at(0, 21),
  end: at(0, 22),
  staffIds: [ANA],
});
const IDEA = session(12, {
  label: { en: 'Saturday group', es: 'Grupo del sábado' },
  start: at(5, 9),
  end: at(5, 12),
  isProposed: true,
  isOpen: false,
  taken: 0,
});

const board = {
  week: '2026-11-30',
  plan: null,
  sessions: [EVENING, LATE, IDEA],
  visits: [],
  people: [{ person: PERSON, code: 'R-2207', minutes: 540, tags: ['iop'] }],
  staff: [
    { id: DANA, name: 'Dana R.' },
    { id: ANA, name: 'Ana P.' },
    { id: id(6), name: 'Rosa V.' },
  ],
  sites: [{ id: CEDAR, name: 'Cedar Street' }],
  rooms: [{ id: ROOM, name: 'Room 1', site: CEDAR }],
} as unknown as PlanBoard;

const inEnglish = (change: WeekChange) => changeInWords(change, board, whatIfWords.en, 'en');

describe('a change in words', () => {
  test.each<[WeekChange, string]>([
    [{ kind: 'staff-away', staff: DANA }, 'Dana R. away all week'],
    [{ kind: 'staff-away', staff: DANA, ...wholeDay(3) }, 'Dana R. away Thu'],
    [{ kind: 'room-closed', room: ROOM, from: at(1, 0), to: at(4, 0) }, 'Room 1 closed Tue–Thu'],
    [{ kind: 'close-group', session: EVENING.id }, 'Without Evening group, Mon 6pm'],
    [{ kind: 'open-group', session: IDEA.id }, 'Open Saturday group, Sat 9am'],
    [{ kind: 'raise-cap', session: EVENING.id, seats: 2 }, '2 more seats: Evening group, Mon 6pm'],
    [{ kind: 'move-group', session: EVENING.id, start: at(0, 18.5) }, 'Evening group, Mon 6pm → 6:30 pm'],
    [
      { kind: 'free-busy', person: PERSON, start: at(3, 9), end: at(3, 17) },
      'R-2207 free Thu 9:00 am–5:00 pm',
    ],
    [{ kind: 'lower-step', person: PERSON, minutes: 405, days: 2 }, 'R-2207: 6.8 h on 2 days'],
    [{ kind: 'accept-intakes', count: 1, like: PERSON }, '1 new person like R-2207'],
    [
      { kind: 'other-staff', person: PERSON, visit: 'individual', staff: ANA },
      'R-2207: 1:1 visit with Ana P.',
    ],
  ])('%j', (change, words) => {
    expect(inEnglish(change)).toBe(words);
    expect(changeInWords(change, board, whatIfWords.es, 'es')).not.toBe('');
  });

  test('what is gone from the week is said so, instead of nothing', () => {
    expect(inEnglish({ kind: 'close-group', session: id(99) })).toBe('Without a group that is gone');
  });

  test('a group is called by its time in the plan worked on, and by its name when it cannot meet', () => {
    const shown = { ...board, sessions: [{ ...EVENING, start: at(0, 18.5) }], absent: [LATE] } as PlanBoard;
    const names = namesIn(shown, { ...board, sessions: [EVENING] } as PlanBoard);
    const say = (change: WeekChange) => changeInWords(change, names, whatIfWords.en, 'en');
    expect(say({ kind: 'move-group', session: EVENING.id, start: at(0, 18.5) })).toBe(
      'Evening group, Mon 6pm → 6:30 pm',
    );
    expect(say({ kind: 'close-group', session: LATE.id })).toBe('Without Late group, Mon 9pm');
  });

  test('a scenario is called by its first change and how many follow', () => {
    const changes: WeekChange[] = [
      { kind: 'staff-away', staff: DANA },
      { kind: 'open-group', session: IDEA.id },
    ];
    expect(scenarioName({ changes }, board, whatIfWords.en, 'en')).toBe('Dana R. away all week +1');
  });

  test('a whole day is named again as that day, and only that', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6 }), (day) => {
        expect(daysOf(wholeDay(day))).toEqual([day]);
      }),
    );
    expect(daysOf(wholeDay(undefined))).toEqual([]);
  });

  test('differences carry their sign', () => {
    expect([2, -1, 0].map(signed)).toEqual(['+2', '−1', '±0']);
  });
});

describe('the fields of “What if…”', () => {
  const first = firstFilling(board);
  const changeOf = (more: Partial<Filled>) => changeFrom({ ...first, ...more }, board);

  test('every template can be tried as it opens', () => {
    for (const template of TEMPLATES) {
      const change = changeOf({ template });
      expect(change, template).toBeDefined();
      expect(change && clashOf(change, board), template).toBeUndefined();
    }
  });

  test('a day is a whole day; all week names none', () => {
    expect(changeOf({ template: 'staff-away', staff: DANA, when: '3' })).toEqual({
      kind: 'staff-away',
      staff: DANA,
      from: at(3, 0),
      to: at(4, 0),
    });
    expect(changeOf({ template: 'room-closed', when: '' })).toEqual({ kind: 'room-closed', room: ROOM });
  });

  test('a new group is as long as the one it is like; by video it has no room', () => {
    const filling = {
      template: 'add-group',
      like: IDEA.id,
      day: '2',
      startMinute: '840',
      staff: ANA,
    } as const;
    expect(changeOf({ ...filling, site: 'video' })).toMatchObject({
      start: at(2, 14),
      end: at(2, 17),
      site: null,
      room: null,
      staff: [ANA],
    });
  });

  test.each(['', '0', '-1', '2.5', 'many', '51', '999'])('“%s” is no number of seats', (more) => {
    expect(changeOf({ template: 'raise-cap', more })).toBeUndefined();
  });

  test('whole numbers are read up to their limit and no further', () => {
    fc.assert(
      fc.property(fc.integer({ min: -5, max: 2000 }), (n) => {
        expect(wholeNumber(String(n), 50)).toBe(n >= 1 && n <= 50 ? n : undefined);
      }),
    );
  });

  test('a board with nothing in it has nothing to try, and breaks nothing', () => {
    const empty = { ...board, sessions: [], people: [], staff: [], sites: [], rooms: [] } as PlanBoard;
    const filled = firstFilling(empty);
    for (const template of TEMPLATES) expect(changeFrom({ ...filled, template }, empty)).toBeUndefined();
  });

  test('a room or a member of staff is never in two groups at once', () => {
    expect(clashOf({ kind: 'move-group', session: EVENING.id, start: at(0, 18.5) }, board)).toEqual({
      of: 'room',
      room: ROOM,
      group: LATE,
    });
    const elsewhere = { start: at(0, 19), end: at(0, 20), site: null, room: null, max: 8 } as const;
    expect(clashOf({ kind: 'add-group', like: IDEA.id, staff: [DANA], ...elsewhere }, board)).toEqual({
      of: 'staff',
      staff: DANA,
      group: EVENING,
    });
    expect(clashOf({ kind: 'move-group', session: EVENING.id, start: at(0, 17.5) }, board)).toBeUndefined();
  });
});

describe('a way out that was tried', () => {
  const PLAN = id(20);
  const fix: FixShown = { kind: 'free-busy', serves: 1, busy: [at(3, 9), at(3, 17)] };
  const tried = (change: WeekChange, more: Partial<ScenarioShown> = {}): ScenarioShown =>
    ({ changes: [change], base: { planId: PLAN, draftNumber: 1 }, outcome: {}, ...more }) as ScenarioShown;
  const free: WeekChange = { kind: 'free-busy', person: PERSON, start: at(3, 9), end: at(3, 17) };

  test('is known by the plan, the person and the change', () => {
    const scenario = tried(free);
    expect(triedIn([scenario], PLAN, PERSON, fix)).toBe(scenario);
    expect(triedIn([scenario], id(21), PERSON, fix)).toBeUndefined();
    expect(triedIn([scenario], PLAN, id(7), fix)).toBeUndefined();
    expect(triedIn([tried({ ...free, end: at(3, 16) })], PLAN, PERSON, fix)).toBeUndefined();
    expect(triedIn([tried(free, { outcome: null })], PLAN, PERSON, fix)).toBeUndefined();
  });

  test('of a kind this page does not know is never said to be tried', () => {
    expect(triedIn([tried(free)], PLAN, PERSON, { kind: 'moon', serves: 1 })).toBeUndefined();
  });
});
