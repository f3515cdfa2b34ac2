import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CODES, type Rounding, type UnitRule } from './codes.ts';
import { RULE_SETS } from './payer-rules.ts';
import { psychotherapyCode, tierOf, unitsOf } from './units.ts';

const timed = (round: Rounding): UnitRule => ({ kind: 'timed15', round });

describe('units of 15 minutes', () => {
  test.each([
    [7, 0, 0, 0],
    [8, 0, 1, 1],
    [14, 0, 1, 1],
    [15, 1, 1, 1],
    [22, 1, 1, 1],
    [23, 1, 2, 2],
    [29, 1, 2, 2],
    [38, 2, 3, 3],
    [60, 4, 4, 4],
  ])('%i minutes are %i whole, %i by the 8-minute rule, %i by the midpoint', (minutes, full, eight, mid) => {
    expect(unitsOf(timed('full15'), [minutes])).toBe(full);
    expect(unitsOf(timed('eightMinute'), [minutes])).toBe(eight);
    expect(unitsOf(timed('midpoint'), [minutes])).toBe(mid);
  });

  test.each([
    [0, 0],
    [1, 1],
    [15, 1],
    [16, 2],
  ])('"up to 15 minutes" rounds up: %i minutes are %i', (minutes, units) => {
    expect(unitsOf(timed('upTo15'), [minutes])).toBe(units);
  });

  test('the 8-minute rule is of the day’s sum, the midpoint of each service', () => {
    expect(unitsOf(timed('eightMinute'), [7, 7])).toBe(1);
    expect(unitsOf(timed('midpoint'), [7, 7])).toBe(0);
  });
});

describe('days, sessions, psychotherapy', () => {
  const day: UnitRule = { kind: 'perDiem', minMinutes: 180, maxPerDay: 1 };
  test.each([
    [[180], 1],
    [[179], 0],
    [[60, 90, 30], 1],
    [[160], 0],
    [[300, 300], 1],
  ])('%j minutes are %i days', (minutes, units) => expect(unitsOf(day, minutes)).toBe(units));

  test('a day that needs three services is none with two, however long', () => {
    expect(unitsOf({ ...day, minServices: 3 }, [120, 120])).toBe(0);
    expect(unitsOf({ ...day, minServices: 3 }, [60, 60, 60])).toBe(1);
  });

  test.each([
    [15, null],
    [16, '90832'],
    [37, '90832'],
    [38, '90834'],
    [52, '90834'],
    [53, '90837'],
  ])('psychotherapy of %i minutes is %s', (minutes, code) => expect(psychotherapyCode(minutes)).toBe(code));

  test.each([
    [0, null],
    [1, 3],
    [2, 3],
    [3, 3],
    [4, 4],
    [6, 4],
  ])('%i services a day are Medicare’s tier %s', (services, tier) =>
    expect(tierOf(services, { fewServices: 3, manyServices: 4 })).toBe(tier),
  );
});

describe('what holds for every rule', () => {
  const rules = [...CODES.values()].map(({ rule }) => rule);
  const anyRule = fc.constantFrom(
    ...rules,
    ...(['full15', 'eightMinute', 'midpoint', 'upTo15'] as const).map(timed),
  );
  const stays = fc.array(fc.integer({ min: 0, max: 480 }), { minLength: 1, maxLength: 6 });

  test('a stay that is a minute longer never changes more than one unit, and never takes one away', () => {
    fc.assert(
      fc.property(anyRule, stays, fc.nat(5), (rule, minutes, at) => {
        const moved = minutes.map((one, i) => (i === at % minutes.length ? one + 1 : one));
        const more = unitsOf(rule, moved) - unitsOf(rule, minutes);
        expect(more === 0 || more === 1).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('units never exceed presence: nobody there, no unit; a quarter is only begun once', () => {
    fc.assert(
      fc.property(anyRule, stays, (rule, minutes) => {
        const units = unitsOf(rule, minutes);
        const present = minutes.reduce((sum, one) => sum + one, 0);
        if (rule.kind === 'timed15') {
          expect(units).toBeLessThanOrEqual(minutes.reduce((sum, one) => sum + Math.ceil(one / 15), 0));
          if (rule.round === 'full15') expect(units * 15).toBeLessThanOrEqual(present);
        } else expect(units).toBeLessThanOrEqual(minutes.length);
        if (present === 0 && !(rule.kind === 'session' && rule.minMinutes === 0)) expect(units).toBe(0);
      }),
      { numRuns: 2000 },
    );
  });
});

test('every rule set says where its numbers come from', () => {
  for (const set of RULE_SETS.values()) expect(Object.keys(set.sources).length).toBeGreaterThan(3);
});
