import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide, type Inputs, recommend } from './level-of-care.ts';
import { compileTable } from './level-of-care-compiled.ts';
import { INPUT_RULES } from './level-of-care-inputs.ts';
import { TABLE } from './table.ts';

const compiled = compileTable(TABLE, INPUT_RULES);
const values = Object.fromEntries(INPUT_RULES.map(({ key, values }) => [key, fc.constantFrom(...values)]));
/** All inputs, or only some of them. */
const some = fc.oneof(fc.record(values, { requiredKeys: [] }), fc.record(values)) as fc.Arbitrary<Inputs>;

describe('a compiled table', () => {
  test('recommends what the table itself does, word by word, whole or in part', () => {
    fc.assert(
      fc.property(some, (inputs) => {
        expect(compiled.recommend(inputs)).toEqual(recommend(TABLE, INPUT_RULES, inputs));
      }),
      { numRuns: 1500 },
    );
  });

  test('decides and judges alike, and one person after another do not touch', () => {
    fc.assert(
      fc.property(some, some, (one, other) => {
        const expected = decide(TABLE, INPUT_RULES, one);
        compiled.recommend(other);
        expect(compiled.decide(one)).toEqual(expected);
        expect(compiled.judge(one)).toEqual({ level: expected.level, row: expected.row });
      }),
      { numRuns: 1500 },
    );
  });

  test('a table without a last row leaves some undecided, as the table itself does', () => {
    const open = { ...TABLE, rows: TABLE.rows.slice(0, -2) };
    const none = { ...Object.fromEntries(INPUT_RULES.map(({ key, values }) => [key, values[0]])), sud: 0 };
    expect(compileTable(open, INPUT_RULES).recommend(none)).toEqual(recommend(open, INPUT_RULES, none));
    expect(compileTable(open, INPUT_RULES).judge(none)).toEqual({ level: 'INCOMPLETE', row: 'G9' });
  });

  test('a value that is not offered counts as not known', () => {
    expect(compiled.judge({ intox: 'very', sud: 7 }).level).toBe('INCOMPLETE');
    expect(compiled.decide({ medical: 'emergency', sud: 99 }).missing).toContain('sud');
  });
});
