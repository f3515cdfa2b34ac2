import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { namesIn } from './names.ts';

const ROSTER = [
  { id: 'k', names: ['Karen', 'Karen Ruiz'] },
  { id: 'j', names: ['José', 'José Peña de la Cruz'] },
  { id: 'w', names: ['Will'] },
  { id: 'n', names: ['Nuñez-Ortega'] },
];
const ids = (text: string) => namesIn(text, ROSTER).map(({ id }) => id);

describe('names in a text about a group', () => {
  test.each([
    ['Karen said little.', ['k']],
    ['KAREN and ruiz', ['k', 'k']],
    ['jose spoke', ['j']],
    ['José spoke', ['j']],
    ['Jose\u0301 spoke', ['j']],
    ['Mr. Pena was late', ['j']],
    ["Karen's week", ['k']],
    ['Karen’s week', ['k']],
    ['Nunez', ['n']],
    ['Nuñez-Ortega', ['n']],
  ])('finds %s', (text, expected) => {
    expect([...new Set(ids(text))]).toEqual([...new Set(expected)]);
  });

  test.each([
    'Ten people talked about cravings.',
    'The karenina book',
    'Joseph',
    'They will come on Monday',
    'A day on the beach, de la',
    '',
  ])('lets through: %s', (text) => {
    expect(ids(text)).toEqual([]);
  });

  test('a name that is a word counts with a capital', () => {
    expect(ids('Then Will left')).toEqual(['w']);
  });

  test('says where the name stands', () => {
    const [found] = namesIn('So José came', ROSTER);
    expect(found).toEqual({ id: 'j', words: 'José', start: 3, end: 7 });
  });

  test('whatever is written, what is found is a word of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        for (const found of namesIn(`${text} Karen`, ROSTER)) {
          expect(`${text} Karen`.slice(found.start, found.end)).toBe(found.words);
        }
      }),
    );
  });

  test('a long text of one letter is no trouble', () => {
    const startedMs = performance.now();
    namesIn(`${'a'.repeat(200_000)}-'${"a'".repeat(100_000)}`, ROSTER);
    expect(performance.now() - startedMs).toBeLessThan(2000);
  });
});
