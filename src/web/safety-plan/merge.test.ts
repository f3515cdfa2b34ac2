import { expect, test } from 'vitest';
import { type SafetyWords, together } from './merge.ts';

const plan = (signs: string): SafetyWords => ({
  signs,
  coping: 'Walk',
  places: '',
  people: '',
  professionals: '',
  safer: '',
});

test.each([
  ['only I wrote', 'a', 'mine', 'a', 'mine'],
  ['only they wrote', 'a', 'a', 'theirs', 'theirs'],
  ['both wrote the same', 'a', 'b', 'b', 'b'],
  ['both wrote something', 'a', 'mine', 'theirs', 'theirs\nmine'],
  ['they took it out, I changed it', 'a', 'mine', '', 'mine'],
])('two who write at once lose nothing: %s', (_, base, mine, theirs, expected) => {
  expect(together(plan(base), plan(mine), plan(theirs))).toEqual(plan(expected));
});
