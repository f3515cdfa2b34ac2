import { describe, expect, test } from 'vitest';
import { EMPTY_WEEK, paint } from '../../../design/WeekGrid/index.ts';
import type { PlanBoard } from '../plan.ts';
import { askedFrom, daysIn, firstTold, minutesIn } from './asked.ts';

const CEDAR = '6f1f6f5e-0c5c-4f5b-9a53-6f3f2f0c0a01';
const DANA = '6f1f6f5e-0c5c-4f5b-9a53-6f3f2f0c0a02';
const board = {
  sites: [{ id: CEDAR, name: 'Cedar Street' }],
  visits: [
    { kind: 'individual', staff: DANA },
    { kind: 'individual', staff: DANA },
    { kind: 'medication', staff: CEDAR },
  ],
} as unknown as PlanBoard;
const told = firstTold(board, 'en');

describe('what is asked for a new intake', () => {
  test('begins with the usual hours, every place, and a visit with whoever holds such visits', () => {
    expect(askedFrom(told, board)).toEqual({
      minutes: 540,
      days: 3,
      maxMinutesPerDay: 240,
      busy: [],
      sites: [CEDAR],
      video: true,
      tags: ['iop', 'en'],
      visits: [{ kind: 'individual', minutes: 50, count: 1, staff: [DANA] }],
    });
  });

  test('busy time goes without what it is, and time they like is not busy', () => {
    const life = paint(paint(EMPTY_WEEK, 540, 1020, 'care'), 1080, 1200, 'best');
    expect(askedFrom({ ...told, life }, board)?.busy).toEqual([{ start: 540, end: 1020 }]);
  });

  test('whoever can come nowhere has their visit by video', () => {
    expect(askedFrom({ ...told, sites: [] }, board)?.visits[0]?.site).toBeNull();
  });

  test('where nobody holds visits none is asked for', () => {
    expect(askedFrom(told, { ...board, visits: [] })?.visits).toEqual([]);
  });

  test.each(['', '0', '0.4', '41', '-3', 'nine', '9.55', '1e3'])('“%s” is no number of hours', (hours) => {
    expect(minutesIn(hours)).toBeUndefined();
    expect(askedFrom({ ...told, hours }, board)).toBeUndefined();
  });

  test('hours may be halves, with a point or a comma', () => {
    expect([minutesIn('9'), minutesIn('7.5'), minutesIn(' 7,5 ')]).toEqual([540, 450, 450]);
  });

  test.each(['', '0', '8', '3.5', 'two'])('“%s” is no number of days', (days) => {
    expect(daysIn(days)).toBeUndefined();
  });
});
