import { afterAll, beforeAll, expect, test } from 'vitest';
import { askAll, type Tally } from './cases.ts';
import { type Fixture, openFixture, unknownTables } from './fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.engine.close());

const told = ({ wrong }: Tally) => wrong.slice(0, 40).map(({ kind, words }) => `${kind}: ${words}`);

test('every table of a person has its category written down', () => {
  expect(unknownTables(fixture)).toEqual([]);
});

test('no row is ever handed to somebody else', () => {
  const handed = [...fixture.changeable].filter(([, columns]) =>
    columns.some((name) => name === 'participant_id' || name === 'org_id'),
  );
  expect(handed.map(([table]) => table)).toEqual([]);
});

test('who may read what is as it is written', async () => {
  const tally = await askAll(fixture, { isDrawn: (index) => index % 7 === 3, withWrites: false });
  expect(told(tally)).toEqual([]);
  expect(tally.cases).toBeGreaterThan(20_000);
}, 300_000);

test('who may write what is as it is written', async () => {
  const tally = await askAll(fixture, { isDrawn: (index) => index % 97 === 17, withWrites: true });
  expect(told(tally)).toEqual([]);
  expect(tally.cases).toBeGreaterThan(2000);
}, 300_000);
