import { describe, expect, test } from 'vitest';
import type { LevelOfCareTable, TableRow } from './level-of-care.ts';
import { INPUT_RULES } from './level-of-care-inputs.ts';
import { TABLE } from './table.ts';
import { randomInputs, tableProperties } from './table-properties.ts';

const brokenBy = (change: (rows: TableRow[]) => TableRow[]) => {
  const table: LevelOfCareTable = { ...TABLE, rows: change([...TABLE.rows]) };
  return tableProperties(table, INPUT_RULES, { tries: 400, seed: 3 })
    .filter(({ broken }) => broken !== null)
    .map(({ rule }) => rule);
};
const changed = (id: string, change: Partial<TableRow>) =>
  brokenBy((rows) => rows.map((row) => (row.id === id ? { ...row, ...change } : row)));

describe('properties of a table', () => {
  test('all hold for the table in force', () => {
    expect(brokenBy((rows) => rows)).toEqual([]);
  });

  test('a table that breaks one is caught, with somebody for whom it is so', () => {
    expect(brokenBy((rows) => rows.slice(0, -1))).toContain(
      'complete answers have one result, and the same again',
    );
    expect(changed('R10', { result: 'OP' })).toContain('one step more of a risk is never less care');
    expect(changed('G5', { when: { key: 'readiness', in: ['refuses'] } })).toContain(
      'readiness never opens or closes a gate',
    );
    expect(brokenBy((rows) => [...rows.slice(7, 10), ...rows.slice(0, 7), ...rows.slice(10)])).toContain(
      'what is missing gives no level, and closes no gate but its own',
    );
  });

  test('invented people are the same for the same seed, and answer everything', () => {
    const [one, same, other] = [1, 1, 2].map((seed) => randomInputs(INPUT_RULES, seed));
    const people = Array.from({ length: 5 }, () => one?.());
    expect(Array.from({ length: 5 }, () => same?.())).toEqual(people);
    expect(Array.from({ length: 5 }, () => other?.())).not.toEqual(people);
    for (const person of people) expect(Object.keys(person ?? {})).toHaveLength(INPUT_RULES.length);
  });
});
