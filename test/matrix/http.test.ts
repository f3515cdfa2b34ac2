import { afterAll, beforeAll, expect, test } from 'vitest';
import { askOverHttp, unknownRoutes } from './http.cases.ts';
import { type HttpFixture, openHttpFixture } from './http.fixture.ts';

/** One case of so many; all of them are asked by `npm run test:matrix`. */
const ONE_OF = 47;
const MIXED = 2_654_435_761;

let fixture: HttpFixture;
beforeAll(async () => {
  fixture = await openHttpFixture();
});
afterAll(() => fixture.close());

test('every operation of the API document has its row written down', async () => {
  expect(await unknownRoutes(fixture)).toEqual([]);
});

test('who may do what to whose record over HTTP is as it is written', { timeout: 900_000 }, async () => {
  // Mixed, so that a fraction does not meet the same asker over and over.
  const isDrawn = (index: number) => Math.imul(index + 1, MIXED) >>> 0 < 2 ** 32 / ONE_OF;
  const { cases, wrong } = await askOverHttp(fixture, { isDrawn });
  console.info(`The matrix over HTTP: ${cases} cases drawn, ${wrong.length} wrong`);
  expect(wrong.slice(0, 40).map(({ kind, words }) => `${kind}: ${words}`)).toEqual([]);
  expect(cases).toBeGreaterThan(500);
});
