import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ActivityClass, CountingRule } from './counting.ts';
import {
  type Dose,
  type LedgerGiven,
  type LedgerMeeting,
  prescribedByDay,
  shortfallOf,
  weekLedger,
} from './ledger.ts';
import { makeUps } from './make-up.ts';
import { minutesOf, presentAt } from './presence.ts';

const MONDAY = '2026-11-30';
const MINUTE = 60_000;
const START = Date.parse(`${MONDAY}T05:00:00Z`); // midnight in Tampa
const RULE: CountingRule = {
  unitMinutes: 1,
  lateAfterMinutes: 15,
  leastShare: 0.5,
  supportShare: 0.25,
  videoCounts: true,
};
const NINE_HOURS: readonly Dose[] = [{ from: '2026-11-02', until: null, minutesPerWeek: 540 }];
const OVER = START + 8 * 1440 * MINUTE;
const iso = (ms: number) => new Date(ms).toISOString();

/** A meeting of a day (0: Monday) in minutes of that day, with somebody there from and until the given minutes. */
function held(
  meeting: string,
  day: number,
  [from, until]: readonly [number, number],
  stays: readonly (readonly [number, number])[] = [],
  more: Partial<LedgerMeeting> = {},
): LedgerMeeting {
  const at = (minute: number) => START + (day * 1440 + minute) * MINUTE;
  return {
    meeting,
    on: dayOf(day),
    kind: 'group',
    activityClass: 'A',
    startsAt: at(from),
    endsAt: at(until),
    breaks: [],
    isByVideo: false,
    isCalledOff: false,
    status: stays.length > 0 ? 'here' : 'expected',
    reason: null,
    source: 'plan',
    stays: stays.map(([a, b]) => ({ from: iso(at(a)), until: iso(at(b)), by: 'room' })),
    ...more,
  };
}
const dayOf = (day: number) => iso(Date.parse(`${MONDAY}T00:00:00Z`) + day * 86_400_000).slice(0, 10);
const given = (meetings: readonly LedgerMeeting[], more: Partial<LedgerGiven> = {}): LedgerGiven => ({
  monday: MONDAY,
  doses: NINE_HOURS,
  meetings,
  rule: RULE,
  now: OVER,
  billed: [],
  ...more,
});
const EVENING = [18 * 60, 21 * 60] as const;

describe('five amounts that are never mixed', () => {
  test('a whole week is its dose, day by day and kind by kind', () => {
    const week = weekLedger(
      given(
        [0, 2, 3].map((day) => held(`m${day}`, day, EVENING, [EVENING])),
        { billed: [0, 2, 3].map((day) => ({ on: dayOf(day), minutes: 180, why: null })) },
      ),
    );
    expect(week).toMatchObject({
      prescribed: 540,
      scheduled: 540,
      delivered: 540,
      countable: 540,
      billable: 540,
      because: { scheduled: [], delivered: [], countable: [], billable: [] },
    });
    expect(week.days.map(({ delivered }) => delivered)).toEqual([180, 0, 180, 180, 0, 0, 0]);
    expect(week.days[0]?.kinds).toEqual({ group: { scheduled: 180, delivered: 180, countable: 180 } });
  });

  test.each<[string, LedgerGiven, object]>([
    [
      'nothing is planned',
      given([]),
      { scheduled: 0, because: { scheduled: [{ why: 'not-planned', minutes: 540 }] } },
    ],
    [
      'a session was called off',
      given([
        held('a', 0, EVENING, [EVENING]),
        held('b', 2, EVENING, [EVENING]),
        held('c', 3, EVENING, [], { isCalledOff: true }),
      ]),
      { scheduled: 360, because: { scheduled: [{ why: 'called-off', minutes: 180 }] } },
    ],
    [
      'somebody did not come, and said so',
      given([held('a', 0, EVENING, [], { status: 'away', reason: 'told-us' })]),
      { delivered: 0, because: { delivered: [{ why: 'told-us', minutes: 180 }] } },
    ],
    [
      'somebody came twenty minutes late',
      given([held('a', 0, EVENING, [[18 * 60 + 20, 21 * 60]], { status: 'late' })]),
      { delivered: 160, countable: 160, because: { delivered: [{ why: 'came-late', minutes: 20 }] } },
    ],
    [
      'nobody said what became of it',
      given([held('a', 0, EVENING)]),
      { delivered: 0, because: { delivered: [{ why: 'not-marked', minutes: 180 }] } },
    ],
    [
      'it is still to come',
      given([held('a', 0, EVENING)], { now: START }),
      { delivered: 0, because: { delivered: [{ why: 'to-come', minutes: 180 }] } },
    ],
    [
      'two sessions share half an hour',
      given([held('a', 0, [540, 630], [[540, 630]]), held('b', 0, [600, 690], [[600, 690]])]),
      { scheduled: 150, delivered: 150, countable: 150 },
    ],
    [
      'support is more than a quarter of the week',
      given([
        held('a', 0, [540, 720], [[540, 720]], { activityClass: 'B' }),
        held('b', 1, EVENING, [EVENING]),
      ]),
      { delivered: 360, countable: 315, because: { countable: [{ why: 'over-cap', minutes: 45 }] } },
    ],
    [
      'it was a mutual-help meeting',
      given([held('a', 0, [540, 600], [[540, 600]], { activityClass: 'C' })]),
      { delivered: 60, countable: 0, because: { countable: [{ why: 'not-counted-activity', minutes: 60 }] } },
    ],
    [
      'a walk-in came where nothing was planned for them',
      given([held('a', 0, EVENING, [EVENING], { source: 'walk-in' })]),
      { scheduled: 0, extra: 180, delivered: 180, countable: 180 },
    ],
    [
      'its note is not signed',
      given([held('a', 0, EVENING, [EVENING])], {
        billed: [{ on: MONDAY, minutes: 180, why: 'note-unsigned' }],
      }),
      { countable: 180, billable: 0, because: { billable: [{ why: 'note-unsigned', minutes: 180 }] } },
    ],
  ])('%s', (_, week, expected) => {
    expect(weekLedger(week)).toMatchObject(expected);
  });

  test('a dose that begins on Thursday is four sevenths of the week', () => {
    const begins: readonly Dose[] = [{ from: '2026-12-03', until: null, minutesPerWeek: 540 }];
    expect(weekLedger(given([], { doses: begins })).prescribed).toBe(308);
    const steps: readonly Dose[] = [
      { from: '2026-11-02', until: '2026-12-02', minutesPerWeek: 1200 },
      { from: '2026-12-03', until: null, minutesPerWeek: 540 },
    ];
    expect(weekLedger(given([], { doses: steps })).prescribed).toBe(Math.floor((3 * 1200 + 4 * 540) / 7));
  });
});

describe('by midweek it is known', () => {
  const wednesday = START + 2 * 1440 * MINUTE;
  test('that a week will fall short, by how much, and why', () => {
    const week = given(
      [
        held('a', 0, EVENING, [], { status: 'away', reason: 'no-word' }),
        held('b', 2, EVENING),
        held('c', 3, EVENING),
      ],
      { now: wednesday },
    );
    expect(shortfallOf(week)).toEqual({ minutes: 180, because: [{ why: 'no-word', minutes: 180 }] });
  });

  test('that it will not, while everything to come makes it whole', () => {
    const week = given([held('a', 0, EVENING, [EVENING]), held('b', 2, EVENING), held('c', 3, EVENING)], {
      now: wednesday,
    });
    expect(shortfallOf(week)).toBeNull();
  });

  test('nobody who is not in care is short', () => {
    expect(shortfallOf(given([], { doses: [] }))).toBeNull();
  });
});

describe('a make-up', () => {
  const opening = (meeting: string, day: number, from: number, until: number, site: string | null = 's') => ({
    meeting,
    start: day * 1440 + from,
    end: day * 1440 + until,
    site,
    minutes: until - from,
    activityClass: 'A' as ActivityClass,
  });
  const free = { busy: [], things: [], minutesPerDayMax: 240 };
  const names = (found: readonly { readonly meeting: string }[]) => found.map(({ meeting }) => meeting);

  test('is the soonest that fits, and never more than three', () => {
    const open = [5, 2, 4, 3].map((day) => opening(`d${day}`, day, 540, 720));
    expect(names(makeUps(open, free))).toEqual(['d2', 'd3', 'd4']);
  });

  test.each([
    ['work until six, half an hour away', { busy: [{ start: 2 * 1440 + 540, end: 2 * 1440 + 1080 }] }, []],
    ['work that one can leave', { busy: [{ start: 2 * 1440, end: 3 * 1440, soft: 1 }] }, ['a']],
    ['another session then', { things: [opening('x', 2, 1100, 1160)] }, []],
    ['a day that would be too long', { minutesPerDayMax: 120 }, []],
    ['nothing in the way', {}, ['a']],
  ])('with %s', (_, more, expected) => {
    expect(names(makeUps([opening('a', 2, 1080, 1260)], { ...free, ...more }))).toEqual(expected);
  });

  test('counts for something', () => {
    expect(makeUps([{ ...opening('a', 2, 540, 600), activityClass: 'C' }], free)).toEqual([]);
  });
});

/*
 * The same week computed plainly: a walk through every minute of it, from the events alone. It shares no code with the
 * ledger; both are read by whoever doubts one of them.
 */
function byWalking({ doses, meetings, rule, now }: LedgerGiven) {
  const held = meetings
    .filter((one) => !one.isCalledOff)
    .sort((a, b) => a.startsAt - b.startsAt || (a.meeting < b.meeting ? -1 : 1));
  const isIn = (ms: number, from: number, until: number) => from <= ms && ms < until;
  const isOn = (one: LedgerMeeting, ms: number) =>
    isIn(ms, one.startsAt, one.endsAt) && !one.breaks.some(({ from, until }) => isIn(ms, from, until));
  const isThere = (one: LedgerMeeting, ms: number) =>
    (one.status === 'here' || one.status === 'late') &&
    isOn(one, ms) &&
    one.stays.some(({ from, until }) => isIn(ms, Date.parse(from), until === null ? now : Date.parse(until)));

  let [scheduled, delivered, extra] = [0, 0, 0];
  const own = new Map<string, { delivered: number; here: number; planned: number }>(
    held.map(({ meeting }) => [meeting, { delivered: 0, here: 0, planned: 0 }]),
  );
  const begin = Math.min(...held.map(({ startsAt }) => startsAt), OVER);
  const end = Math.max(...held.map(({ endsAt }) => endsAt), begin);
  for (let ms = begin; ms < end; ms += MINUTE) {
    const planned = held.some((one) => one.source !== 'walk-in' && isOn(one, ms));
    if (planned) scheduled += 1;
    else if (held.some((one) => one.source === 'walk-in' && isOn(one, ms))) extra += 1;
    for (const one of held) {
      const sums = own.get(one.meeting);
      if (sums === undefined) continue;
      if (isOn(one, ms)) sums.planned += 1;
      if (isThere(one, ms)) sums.here += 1;
    }
    const first = held.find((one) => isThere(one, ms));
    const sums = first && own.get(first.meeting);
    if (sums !== undefined) {
      sums.delivered += 1;
      delivered += 1;
    }
  }

  let sevenths = 0;
  for (let day = 0; day < 7; day++) {
    const inForce = doses.filter(
      ({ from, until }) => from <= dayOf(day) && (until === null || dayOf(day) <= until),
    );
    sevenths +=
      inForce.reduce<Dose | undefined>(
        (newest, one) => (newest === undefined || one.from > newest.from ? one : newest),
        undefined,
      )?.minutesPerWeek ?? 0;
  }
  const prescribed = Math.floor(sevenths / 7);

  let [clinical, support] = [0, 0];
  for (const one of held) {
    const sums = own.get(one.meeting);
    if (sums === undefined || sums.here < sums.planned * rule.leastShare) continue;
    if (one.activityClass === 'A') clinical += sums.delivered;
    if (one.activityClass === 'B') support += sums.delivered;
  }
  const countable = clinical + Math.min(support, Math.floor(prescribed * rule.supportShare));
  return { prescribed, scheduled, extra, delivered, countable };
}

const stretch = (most: number) =>
  fc
    .tuple(fc.integer({ min: 0, max: most }), fc.integer({ min: 1, max: 240 }))
    .map(([from, long]) => [from, Math.min(most + 1, from + long)] as const);
const aMeeting = fc
  .record({
    day: fc.integer({ min: 0, max: 6 }),
    at: stretch(1438),
    breaks: fc.array(stretch(1438), { maxLength: 2 }),
    stays: fc.array(stretch(1438), { maxLength: 3 }),
    staysAll: fc.boolean(),
    activityClass: fc.constantFrom<ActivityClass>('A', 'A', 'A', 'B', 'C'),
    source: fc.constantFrom<LedgerMeeting['source']>('plan', 'plan', 'make-up', 'walk-in', 'visit'),
    isCalledOff: fc.integer({ min: 0, max: 9 }).map((chance) => chance === 0),
    kind: fc.constantFrom('group', 'skills', 'individual'),
  })
  .map(({ day, at, breaks, stays, staysAll, ...more }) => {
    const there = staysAll ? [at, ...stays] : stays;
    const begin = START + day * 1440 * MINUTE;
    return (meeting: string) =>
      held(meeting, day, at, there, {
        ...more,
        breaks: breaks.map(([a, b]) => ({ from: begin + a * MINUTE, until: begin + b * MINUTE })),
      });
  });
const aDose = fc
  .record({
    from: fc.integer({ min: -9, max: 7 }),
    days: fc.option(fc.integer({ min: 0, max: 12 })),
    minutesPerWeek: fc.constantFrom(180, 360, 540, 541, 1200),
  })
  .map(
    ({ from, days, minutesPerWeek }): Dose => ({
      from: dayOf(from),
      until: days === null ? null : dayOf(from + days),
      minutesPerWeek,
    }),
  );
const aWeek = fc
  .record({
    meetings: fc.array(aMeeting, { maxLength: 8 }),
    doses: fc.uniqueArray(aDose, { maxLength: 3, selector: ({ from }) => from }),
  })
  .map(({ meetings, doses }) =>
    given(
      meetings.map((make, i) => make(`m${i}`)),
      { doses },
    ),
  );

describe('whatever the week', () => {
  test('the ledger is what a walk through every minute finds', () => {
    fc.assert(
      fc.property(aWeek, (week) => {
        const { prescribed, scheduled, extra, delivered, countable } = weekLedger(week);
        expect({ prescribed, scheduled, extra, delivered, countable }).toEqual(byWalking(week));
      }),
      { numRuns: 60 },
    );
  });

  test('countable is never more than delivered, and delivered never more than scheduled and extra', () => {
    fc.assert(
      fc.property(aWeek, fc.array(fc.integer({ min: 0, max: 600 }), { maxLength: 7 }), (week, paid) => {
        const found = weekLedger({
          ...week,
          billed: paid.map((minutes, day) => ({ on: dayOf(day), minutes, why: null })),
        });
        expect(found.countable).toBeLessThanOrEqual(found.delivered);
        expect(found.delivered).toBeLessThanOrEqual(found.scheduled + found.extra);
        expect(found.billable).toBeLessThanOrEqual(found.countable);
        for (const day of found.days) expect(day.billable).toBeLessThanOrEqual(day.countable);
      }),
      { numRuns: 150 },
    );
  });

  test('hours are never more than the time somebody was there', () => {
    fc.assert(
      fc.property(aWeek, (week) => {
        const there = week.meetings
          .filter(({ isCalledOff }) => !isCalledOff)
          .flatMap((one) =>
            presentAt({ from: one.startsAt, until: one.endsAt, breaks: one.breaks }, one.stays, week.now),
          );
        expect(weekLedger(week).delivered).toBeLessThanOrEqual(minutesOf(there));
      }),
      { numRuns: 150 },
    );
  });

  test('a stay moved by a minute changes what is delivered by at most one', () => {
    fc.assert(
      fc.property(aWeek, fc.nat(), fc.constantFrom(-1, 1), (week, pick, by) => {
        const withStays = week.meetings.filter(({ stays }) => stays.length > 0);
        const chosen = withStays[pick % Math.max(1, withStays.length)];
        const [first, ...rest] = chosen?.stays ?? [];
        if (chosen === undefined || first?.until == null) return;
        const until = iso(Date.parse(first.until) + by * MINUTE);
        const moved = week.meetings.map((one) =>
          one === chosen ? { ...one, stays: [{ ...first, until }, ...rest] } : one,
        );
        const change = weekLedger({ ...week, meetings: moved }).delivered - weekLedger(week).delivered;
        expect(Math.abs(change)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 150 },
    );
  });

  test('each step tells exactly what it lost', () => {
    fc.assert(
      fc.property(aWeek, (week) => {
        const { because, prescribed, scheduled, delivered, countable, billable } = weekLedger(week);
        const lost = (reasons: readonly { readonly minutes: number }[]) =>
          reasons.reduce((sum, { minutes }) => sum + minutes, 0);
        expect(lost(because.scheduled)).toBe(Math.max(0, prescribed - scheduled));
        expect(lost(because.countable)).toBe(delivered - countable);
        expect(lost(because.billable)).toBe(countable - (billable ?? 0));
      }),
      { numRuns: 150 },
    );
  });

  test('days add up to the week', () => {
    fc.assert(
      fc.property(fc.uniqueArray(aDose, { maxLength: 3, selector: ({ from }) => from }), (doses) => {
        const days = [...prescribedByDay(MONDAY, doses).values()];
        const { prescribed } = weekLedger(given([], { doses }));
        expect(days.reduce((sum, minutes) => sum + minutes, 0)).toBe(prescribed);
        expect(Math.min(...days)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 100 },
    );
  });
});

test('on days on which clocks change, minutes are those that passed', () => {
  // 2026-11-01 in Tampa: 0:30 to 2:30 on the wall are three hours; 2027-03-14: 1:30 to 3:30 is one.
  const autumn = { startsAt: Date.parse('2026-11-01T04:30:00Z'), endsAt: Date.parse('2026-11-01T07:30:00Z') };
  const spring = { startsAt: Date.parse('2027-03-14T06:30:00Z'), endsAt: Date.parse('2027-03-14T07:30:00Z') };
  const night = (on: string, { startsAt, endsAt }: typeof autumn): LedgerMeeting => ({
    ...held('n', 6, [0, 60]),
    on,
    startsAt,
    endsAt,
    status: 'here',
    stays: [{ from: iso(startsAt), until: iso(endsAt), by: 'room' }],
  });
  const delivered = (monday: string, one: LedgerMeeting) =>
    weekLedger(given([one], { monday, now: one.endsAt })).delivered;
  expect(delivered('2026-10-26', night('2026-11-01', autumn))).toBe(180);
  expect(delivered('2027-03-08', night('2027-03-14', spring))).toBe(60);
});
