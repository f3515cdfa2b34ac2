/**
 * Scoring, recommending and judging again, on one core.
 *
 *   npm run bench -- fit               the figures
 *   npm run bench -- fit --record      and written into bench/RESULTS.md
 */
import { parseArgs } from 'node:util';
import { compileTable } from '../../src/fit/level-of-care/level-of-care-compiled.ts';
import { INPUT_RULES } from '../../src/fit/level-of-care/level-of-care-inputs.ts';
import { rejudge } from '../../src/fit/level-of-care/rejudge.ts';
import { TABLE } from '../../src/fit/level-of-care/table.ts';
import { checkTable } from '../../src/fit/level-of-care/table-check.ts';
import { randomInputs } from '../../src/fit/level-of-care/table-properties.ts';
import type { Figure } from '../figure.ts';
import { record } from '../record.ts';
import { filledForms, scoredForms } from './forms.ts';

const PEOPLE = 20_000;
const PAST = 100_000;
const SECONDS = 2;
const RATE_MIN = 50_000;
const REJUDGE_SECONDS_MAX = 5;
const SEED = 1;
const HEAD = '## Scoring and recommending\n\nFigures of `npm run bench -- fit`, on one core.\n';

export async function* bench(words: readonly string[]): AsyncIterable<Figure> {
  const { values } = parseArgs({
    args: [...words],
    options: { record: { type: 'boolean', default: false } },
  });
  const figures: Figure[] = [];
  for await (const figure of measured()) {
    figures.push(figure);
    yield figure;
  }
  if (values.record) await record('fit', HEAD, figures);
}

async function* measured(): AsyncIterable<Figure> {
  const [nextInputs, random] = [randomInputs(INPUT_RULES, SEED), randomShare()];
  const people = Array.from({ length: PEOPLE }, () => ({ inputs: nextInputs(), forms: filledForms(random) }));
  const compiled = compileTable(TABLE, INPUT_RULES);
  const again = `${PEOPLE.toLocaleString('en-US')} invented people again and again for ${SECONDS} s`;
  yield {
    what: 'score and recommend',
    value: perSecond(people, ({ inputs, forms }) => {
      const { sud, ...known } = inputs;
      const criteria = scoredForms(forms);
      return compiled.decide(criteria === null ? known : { ...known, sud: criteria });
    }),
    unit: 'assessments/s',
    atLeast: RATE_MIN,
    how: `PHQ-9, GAD-7, AUDIT-C and the DSM-5 count, whose criteria go into the table; ${again}`,
  };
  yield {
    what: 'recommend alone',
    value: perSecond(people, ({ inputs }) => compiled.decide(inputs)),
    unit: 'assessments/s',
    how: 'level, row, reasons, flags, dose',
  };
  yield {
    what: 'recommend, with what would change it',
    value: perSecond(people, ({ inputs }) => compiled.recommend(inputs)),
    unit: 'assessments/s',
    how: 'the nearest single answers to either side that lead to another level, as the command gives them',
  };
  yield await judgedAgain();
  yield {
    what: 'a table checked over every combination of answers',
    value: fastest(() => checkTable(TABLE, INPUT_RULES)),
    unit: 'ms',
    how: `${checkTable(TABLE, INPUT_RULES).combinations.toLocaleString('en-US')} combinations; the fastest of 5`,
  };
}

async function judgedAgain(): Promise<Figure> {
  const after = {
    ...TABLE,
    rows: TABLE.rows.map((row) => (row.id === 'R50' ? { ...row, result: 'IOP' as const } : row)),
  };
  const next = randomInputs(INPUT_RULES, SEED + 1);
  const past = Array.from({ length: PAST }, (_, index) => ({ id: `past-${index}`, inputs: next() }));
  let told = 0;
  const begun = performance.now();
  const { changes } = await rejudge({ before: TABLE, after, rules: INPUT_RULES }, past, () => told++);
  const people = changes.reduce((sum, { count }) => sum + count, 0);
  return {
    what: `a changed table over ${PAST.toLocaleString('en-US')} past assessments`,
    value: (performance.now() - begun) / 1000,
    unit: 's',
    atMost: REJUDGE_SECONDS_MAX,
    how: `progress told ${told} times; ${people.toLocaleString('en-US')} would be judged differently`,
  };
}

/** The same shares from 0 up to 1 in every run: a linear congruence (Numerical Recipes). */
function randomShare(): () => number {
  let state = SEED;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** How often in a second, once warm. */
function perSecond<T>(inputs: readonly T[], work: (input: T) => unknown): number {
  for (const input of inputs) work(input);
  let done = 0;
  const begun = performance.now();
  while (performance.now() - begun < SECONDS * 1000) {
    for (const input of inputs) work(input);
    done += inputs.length;
  }
  return (done * 1000) / (performance.now() - begun);
}

function fastest(work: () => unknown): number {
  const spent = Array.from({ length: 5 }, () => {
    const begun = performance.now();
    work();
    return performance.now() - begun;
  });
  return Math.min(...spent);
}
