import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Attended, type CountingRule, countDay, countWeek } from './counting.ts';
import { minutesOf, presentAt, type Span, type Stay } from './presence.ts';

const RULE: CountingRule = {
  unitMinutes: 1,
  lateAfterMinutes: 15,
  leastShare: 0.5,
  supportShare: 0.25,
  videoCounts: true,
};
const MINUTE = 60_000;
const at = (minute: number) => Date.UTC(2026, 10, 30) + minute * MINUTE;
const span = (from: number, until: number): Span => ({ from: at(from), until: at(until) });
const stay = (from: number, until: number | null): Stay => ({
  from: new Date(at(from)).toISOString(),
  until: until === null ? null : new Date(at(until)).toISOString(),
  by: 'room',
});
const meeting = (from: number, until: number, breaks: readonly Span[] = []) => ({
  ...span(from, until),
  breaks,
});

function attended(
  name: string,
  held: ReturnType<typeof meeting>,
  stays: readonly Stay[],
  more: Partial<Attended> = {},
): Attended {
  return {
    meeting: name,
    startsAt: held.from,
    plannedMinutes: (held.until - held.from) / MINUTE - minutesOf(held.breaks),
    present: presentAt(held, stays, at(10_000)),
    activityClass: 'A',
    byVideoAlone: false,
    ...more,
  };
}

describe('minutes of one session', () => {
  test.each([
    ['there all the time', [stay(0, 180)], [], 180, 180, 'whole'],
    ['twenty minutes late', [stay(20, 180)], [], 160, 160, 'partial'],
    ['left and came back', [stay(0, 60), stay(90, 180)], [], 150, 150, 'partial'],
    ['noted twice, once with video', [stay(0, 100), stay(50, 180)], [], 180, 180, 'whole'],
    ['early and long after', [stay(-30, 240)], [], 180, 180, 'whole'],
    ['with a break of fifteen minutes', [stay(0, 180)], [span(85, 100)], 165, 165, 'whole'],
    ['gone at the break', [stay(0, 85)], [span(85, 100)], 85, 85, 'partial'],
    ['less than half of it', [stay(0, 80)], [], 80, 0, 'too-short'],
    ['not there', [], [], 0, 0, 'nobody-there'],
  ] as const)('%s', (_, stays, breaks, delivered, counted, because) => {
    const [minutes] = countDay([attended('m', meeting(0, 180, breaks), stays)], RULE);
    expect(minutes).toEqual({ meeting: 'm', delivered, counted, because });
  });

  test('a stay that is not over counts up to now', () => {
    expect(minutesOf(presentAt(meeting(0, 180), [stay(10, null)], at(40)))).toBe(30);
  });

  test('two sessions that share half an hour count it once', () => {
    const day = countDay(
      [attended('late', meeting(60, 150), [stay(60, 150)]), attended('early', meeting(0, 90), [stay(0, 90)])],
      RULE,
    );
    expect(day.map(({ meeting: name, counted }) => [name, counted])).toEqual([
      ['early', 90],
      ['late', 60],
    ]);
  });

  test('a mutual-help meeting is time together and counts nothing', () => {
    const [minutes] = countDay([attended('m', meeting(0, 60), [stay(0, 60)], { activityClass: 'C' })], RULE);
    expect(minutes).toMatchObject({ delivered: 60, counted: 0, because: 'not-counted-activity' });
  });

  test('by video it counts only where the rule says so', () => {
    const day = [attended('m', meeting(0, 60), [stay(0, 60)], { byVideoAlone: true })];
    expect(countDay(day, RULE)[0]?.counted).toBe(60);
    expect(countDay(day, { ...RULE, videoCounts: false })[0]).toMatchObject({
      counted: 0,
      because: 'video-not-counted',
    });
  });

  test('on the night on which clocks go back an hour is sixty true minutes', () => {
    // 2026-11-01 in New York: from 1:30 EDT to 1:30 EST is an hour on no wall.
    const held = {
      from: Date.parse('2026-11-01T05:30:00Z'),
      until: Date.parse('2026-11-01T06:30:00Z'),
      breaks: [],
    };
    const whole = [{ from: '2026-11-01T05:30:00Z', until: '2026-11-01T06:30:00Z', by: 'room' as const }];
    expect(minutesOf(presentAt(held, whole, held.until))).toBe(60);
  });
});

describe('a week', () => {
  test('support counts up to a quarter of what is prescribed', () => {
    const rows = [
      { counted: 400, activityClass: 'A' as const },
      { counted: 200, activityClass: 'B' as const },
      { counted: 90, activityClass: 'C' as const },
    ];
    expect(countWeek(rows, 540, RULE)).toEqual({ countable: 535, overCap: 65 });
  });
});

/** The same by walking through the day minute by minute. */
function byWalking(
  day: readonly { from: number; until: number; breaks: readonly Span[]; stays: readonly Stay[] }[],
) {
  const minutes = day.map(() => 0);
  const order = day.map((_, i) => i).sort((a, b) => (day[a]?.from ?? 0) - (day[b]?.from ?? 0) || a - b);
  for (let minute = 0; minute < 1440; minute++) {
    const [from, until] = [at(minute), at(minute + 1)];
    const there = order.find((i) => {
      const one = day[i];
      return (
        one !== undefined &&
        from >= one.from &&
        until <= one.until &&
        !one.breaks.some((gap) => from >= gap.from && until <= gap.until) &&
        one.stays.some((it) => from >= Date.parse(it.from) && until <= Date.parse(it.until ?? ''))
      );
    });
    if (there !== undefined) minutes[there] = (minutes[there] ?? 0) + 1;
  }
  return minutes;
}

const minute = fc.integer({ min: 0, max: 1439 });
const stretch = fc
  .tuple(minute, minute)
  .filter(([a, b]) => a !== b)
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
const aDay = fc
  .array(
    fc.record({
      held: stretch,
      breaks: fc.array(stretch, { maxLength: 2 }),
      stays: fc.array(stretch, { maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((meetings) =>
    meetings.map(({ held, breaks, stays }, i) => ({
      name: `m${i}`,
      ...meeting(
        held[0],
        held[1],
        breaks.map(([a, b]) => span(a, b)),
      ),
      stays: stays.map(([a, b]) => stay(a, b)),
    })),
  );
const countAll = (day: typeof aDay extends fc.Arbitrary<infer T> ? T : never) =>
  countDay(
    day.map((one) => attended(one.name, one, one.stays)),
    { ...RULE, leastShare: 0 },
  );

describe('whatever the day', () => {
  test('minutes are those of a walk through it, minute by minute', () => {
    fc.assert(
      fc.property(aDay, (day) => {
        const walked = byWalking(day);
        const counted = new Map(countAll(day).map((it) => [it.meeting, it.delivered]));
        expect(day.map(({ name }) => counted.get(name))).toEqual(walked);
      }),
      { numRuns: 200 },
    );
  });

  test('together they are never more than the time somebody was there', () => {
    fc.assert(
      fc.property(aDay, (day) => {
        const present = day.flatMap((one) => presentAt(one, one.stays, at(10_000)));
        const sum = countAll(day).reduce((minutes, it) => minutes + it.counted, 0);
        expect(sum).toBeLessThanOrEqual(minutesOf(present));
      }),
    );
  });

  test('a stay moved by a minute changes the day by at most one', () => {
    fc.assert(
      fc.property(aDay, fc.constantFrom(-1, 1), (day, by) => {
        const [first, ...rest] = day;
        const [moved, ...others] = first?.stays ?? [];
        if (first === undefined || moved === undefined || moved.until === null) return;
        const later = { ...moved, until: new Date(Date.parse(moved.until) + by * MINUTE).toISOString() };
        const sum = (it: typeof day) => countAll(it).reduce((minutes, one) => minutes + one.delivered, 0);
        const after = sum([{ ...first, stays: [later, ...others] }, ...rest]);
        expect(Math.abs(after - sum(day))).toBeLessThanOrEqual(1);
      }),
    );
  });
});
