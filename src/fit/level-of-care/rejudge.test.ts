import { describe, expect, test } from 'vitest';
import { type Inputs, recommend } from './level-of-care.ts';
import { INPUT_RULES } from './level-of-care-inputs.ts';
import { type PastCase, rejudge } from './rejudge.ts';
import { TABLE } from './table.ts';
import { randomInputs } from './table-properties.ts';

// Relapse risk that is imminent leads to residential care at once.
const STRICTER = {
  ...TABLE,
  version: 'stricter',
  rows: TABLE.rows.map((row) => (row.id === 'R32' ? { ...row, result: 'RES' as const } : row)),
};
const tables = { before: TABLE, after: STRICTER, rules: INPUT_RULES };
const past = (many: number): PastCase[] => {
  const next = randomInputs(INPUT_RULES, 7);
  return Array.from({ length: many }, (_, index) => ({ id: `past-${index}`, inputs: next() }));
};

describe('a changed table over past assessments', () => {
  test('names exactly those who would be judged differently, from which level to which', async () => {
    const cases = past(3000);
    const levelBy = (table: typeof TABLE, inputs: Inputs) => recommend(table, INPUT_RULES, inputs).level;
    const { judged, changes, isStopped } = await rejudge(tables, cases);
    expect([judged, isStopped]).toEqual([3000, false]);
    const expected = cases.filter(({ inputs }) => levelBy(TABLE, inputs) !== levelBy(STRICTER, inputs));
    expect(expected.length).toBeGreaterThan(0);
    expect(changes).toEqual([
      { from: 'PHP', to: 'RES', count: expected.length, ids: expected.map(({ id }) => id) },
    ]);
  });

  test('the same table changes nobody, and nobody is nobody', async () => {
    expect((await rejudge({ ...tables, after: TABLE }, past(100))).changes).toEqual([]);
    expect(await rejudge(tables, [])).toEqual({ judged: 0, changes: [], isStopped: false });
  });

  test('what is not known stays incomplete under both', async () => {
    expect((await rejudge(tables, [{ id: 'half', inputs: { sud: 7 } }])).changes).toEqual([]);
  });

  test('a hundred thousand take seconds at most, tell how far they are, and come from a stream too', async () => {
    const cases = past(100_000);
    const said: number[] = [];
    const begun = performance.now();
    const result = await rejudge(
      tables,
      (async function* () {
        yield* cases;
      })(),
      (judged) => said.push(judged),
    );
    expect(performance.now() - begun).toBeLessThan(5000);
    expect(result.judged).toBe(100_000);
    expect(said.at(-1)).toBe(100_000);
    expect(said).toEqual([...said].sort((one, other) => one - other));
  });

  test('stops when asked, lets other work go on, and says how far it came', async () => {
    let isAsked = false;
    const begun = rejudge(
      tables,
      past(50_000),
      () => setTimeout(() => (isAsked = true), 0),
      () => isAsked,
    );
    const { judged, isStopped } = await begun;
    expect(isStopped).toBe(true);
    expect(judged).toBeLessThan(50_000);
    expect((await rejudge(tables, past(10), undefined, () => true)).judged).toBe(0);
  });
});
