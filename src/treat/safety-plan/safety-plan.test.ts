import { describe, expect, test } from 'vitest';
import { goesOn } from './safety-plan.ts';

const begunAt = new Date('2026-11-30T09:00:00Z');
const at = (hours: number) => new Date(begunAt.getTime() + hours * 3_600_000);

describe('a version of a safety plan', () => {
  test.each([
    ['the same hand, a moment later', 'me', 0, true],
    ['the same hand, the same day', 'me', 11, true],
    ['the same hand, the next day', 'me', 12, false],
    ['somebody else, at once', 'them', 0, false],
  ])('%s', (_, by, hours, expected) => {
    expect(goesOn({ writtenBy: 'me', begunAt }, by, at(hours))).toBe(expected);
  });
});
