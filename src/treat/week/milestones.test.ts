import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MilestonesGiven, milestonesOf } from './milestones.ts';

const given = (more: Partial<MilestonesGiven> = {}): MilestonesGiven => ({
  today: '2026-11-30',
  times: [{ from: '2026-11-01', until: null }],
  sessions: 12,
  newest: [],
  goalsMet: 1,
  ...more,
});
const row = (words: string) => [...words].map((letter) => ({ came: letter === '+' }));

describe('what somebody has behind them', () => {
  test.each([
    ['the first day is one', [{ from: '2026-11-30', until: null }], 1],
    ['a month so far', [{ from: '2026-11-01', until: null }], 30],
    [
      'a lighter week goes on where the fuller one ended',
      [
        { from: '2026-11-01', until: '2026-11-10' },
        { from: '2026-11-11', until: null },
      ],
      30,
    ],
    [
      'times that overlap count once',
      [
        { from: '2026-11-11', until: null },
        { from: '2026-11-01', until: '2026-11-20' },
      ],
      30,
    ],
    [
      'who comes back keeps the days of before',
      [
        { from: '2026-01-01', until: '2026-01-31' },
        { from: '2026-11-30', until: null },
      ],
      32,
    ],
    ['what is still to come is not counted', [{ from: '2026-12-07', until: null }], 0],
    ['nothing begun', [], 0],
  ])('days: %s', (_, times, days) => {
    expect(milestonesOf(given({ times })).days).toBe(days);
  });

  test.each([
    ['of seven', '+++-+++', { came: 6, of: 7 }],
    ['of the newest seven alone', '+++++++--', { came: 7, of: 7 }],
    ['of as many as there were', '+-+', { came: 2, of: 3 }],
    ['none of them: nothing is said', '---', null],
    ['nothing happened yet', '', null],
  ])('lately: %s', (_, words, lately) => {
    expect(milestonesOf(given({ newest: row(words) })).lately).toEqual(lately);
  });

  test('a missed session takes no day, no session and no goal away, and changes one of seven at most', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { maxLength: 20 }),
        fc.nat(500),
        fc.nat(9),
        (came, sessions, goalsMet) => {
          const newest = came.map((one) => ({ came: one }));
          const before = milestonesOf(given({ newest, sessions, goalsMet }));
          const after = milestonesOf(given({ newest: [{ came: false }, ...newest], sessions, goalsMet }));
          expect(after).toMatchObject({
            days: before.days,
            sessions: before.sessions,
            goalsMet: before.goalsMet,
          });
          expect((before.lately?.came ?? 0) - (after.lately?.came ?? 0)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});
