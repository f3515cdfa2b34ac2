import { expect, test } from 'vitest';
import { countsIn } from './counts.ts';

test('counts are read as they are written or pasted: commas or tabs, empty lines left out, the number last', () => {
  expect(countsIn('2026, IOP, 34\n\n2026\tOP\t12\r\n')).toEqual({
    rows: [
      { by: ['2026', 'IOP'], people: 34 },
      { by: ['2026', 'OP'], people: 12 },
    ],
    wrong: [],
  });
  expect(countsIn('  \n')).toEqual({ rows: [], wrong: [] });
});

test('a line that does not end with a whole number is told by its place', () => {
  expect(countsIn('2026, IOP, 34\n2026, OP\n2026, PHP, -3\n2026, PHP, 1.5').wrong).toEqual([2, 3, 4]);
});
