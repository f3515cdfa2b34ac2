import { describe, expect, test } from 'vitest';
import { isOpen, type Known, stateOf, TRIES_MAX } from './rules.ts';

const NOW = new Date('2026-11-23T12:00:00Z');
const at = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);
const open = { endsAt: at(1), tries: 0, acceptedAt: null };
const known = (more: Partial<Known> = {}): Known => ({
  approvedAt: null,
  leftAt: null,
  invite: null,
  ...more,
});

describe('where a supporter stands', () => {
  test.each([
    ['named', known()],
    ['named', known({ approvedAt: at(-9) })],
    ['invited', known({ invite: open })],
    ['invited', known({ invite: { ...open, tries: TRIES_MAX - 1 } })],
    ['invite-over', known({ invite: { ...open, tries: TRIES_MAX } })],
    ['invite-over', known({ invite: { ...open, endsAt: NOW } })],
    ['said-their-name', known({ invite: { ...open, acceptedAt: at(-1) } })],
    // They came in before it was over: that it is over now does not matter any more.
    ['said-their-name', known({ invite: { ...open, endsAt: at(-1), acceptedAt: at(-2) } })],
    ['here', known({ approvedAt: at(-1), invite: { ...open, acceptedAt: at(-2) } })],
    ['left', known({ leftAt: at(-1), approvedAt: at(-1), invite: { ...open, acceptedAt: at(-2) } })],
  ])('%s: %o', (state, it) => {
    expect(stateOf(it, NOW)).toBe(state);
  });

  test('a code is tried only while the way in is open', () => {
    expect(isOpen(open, NOW)).toBe(true);
    expect(isOpen(open, at(1))).toBe(false);
    expect(isOpen({ ...open, tries: TRIES_MAX }, NOW)).toBe(false);
    expect(isOpen({ ...open, acceptedAt: NOW }, NOW)).toBe(false);
  });
});
