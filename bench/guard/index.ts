/**
 * What the guard costs, on a PostgreSQL with 50 organisations and 200,000 people.
 *
 *   npm run bench -- guard               the figures
 *   npm run bench -- guard --record      and written into bench/RESULTS.md
 */
import { parseArgs } from 'node:util';
import { sealLog } from '../../src/guard/log/seal.jobs.ts';
import type { Horizon } from '../../src/guard/log/seal.store.ts';
import { verifyLog } from '../../src/guard/log/verify.ts';
import type { Figure } from '../figure.ts';
import { record } from '../record.ts';
import { type Filled, ORGS, openFilled, PEOPLE_PER_ORG } from './filled.ts';
import { measureLogged } from './logged.ts';
import { measureOverhead } from './overhead.ts';

const VERIFIED_MIN = 200_000;
const HEAD = `## The guard

Figures of \`npm run bench -- guard\`: PostgreSQL with ${ORGS} organisations and ${(ORGS * PEOPLE_PER_ORG).toLocaleString('en-US')} people, on the same cores as the
program, its fsync off. "Without" is the same statement in the same transaction as a role that no policy binds.
`;

export async function* bench(words: readonly string[]): AsyncIterable<Figure> {
  const { values } = parseArgs({
    args: [...words],
    options: { record: { type: 'boolean', default: false } },
  });
  const figures: Figure[] = [];
  const filled = await openFilled();
  try {
    for (const measure of [measureOverhead, measureVerified, measureLogged]) {
      for await (const figure of measure(filled)) {
        figures.push(figure);
        yield figure;
      }
    }
  } finally {
    await filled.close();
  }
  if (values.record) await record('guard', HEAD, figures);
}

async function* measureVerified(filled: Filled): AsyncIterable<Figure> {
  const seen = new Map<string, Horizon>();
  const parts = { ...filled, clock: { now: () => new Date() } };
  // The first look only notes how far the log goes.
  for (let times = 0; times < 3; times += 1) await sealLog(parts, filled.org, seen);
  const begun = performance.now();
  const verified = await verifyLog(filled.door, filled.org);
  const seconds = (performance.now() - begun) / 1000;
  if (verified.fault !== null) throw new Error(`The log is broken at seal ${verified.fault.seal}.`);
  yield {
    what: 'rows of the log proved',
    value: verified.rows / seconds,
    unit: 'rows/s',
    atLeast: VERIFIED_MIN,
    how: `${verified.rows.toLocaleString('en-US')} rows under ${verified.seals} signed seals in ${seconds.toFixed(2)} s`,
  };
}
