/**
 * The week optimiser beside its peers, on the cases of "How far".
 *
 *   npm run bench -- week                                   every case with its own limit
 *   npm run bench -- week 60x40x1 repair --seconds 5        these cases, this limit
 *   npm run bench -- week --quick                           weeks of up to 200, 3 s each; nothing is written down
 *   npm run bench -- week 200x90x1 --only ours,cbc --seeds 1,2 --record
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Figure } from '../figure.ts';
import { CASES, type Case } from './cases.ts';
import { CONTENDERS } from './contenders/index.ts';
import { contest, type Outcome } from './contest.ts';
import { measureExplain } from './explain.ts';
import { secondsWithin } from './gaps.ts';
import { plot } from './plot.ts';
import { measurePreview } from './preview.ts';
import { record } from './record.ts';
import { inColumns, type SeedOutcomes, tableOf } from './table.ts';

const QUICK_SECONDS = 3;
const QUICK_PEOPLE_MAX = 200;
const LARGE_PEOPLE = 1000;
/** "About linearly". */
const LINEAR_TIMES_MAX = 2;
const PICTURES = new URL('../../docs/pictures/', import.meta.url);

interface Asked {
  readonly cases: readonly string[];
  readonly seconds: number | undefined;
  readonly seeds: readonly number[] | undefined;
  readonly contenders: readonly string[];
  readonly isQuick: boolean;
  readonly isRecorded: boolean;
}

export async function* bench(words: readonly string[]): AsyncIterable<Figure> {
  const asked = read(words);
  for (const { name, title, lacks } of CONTENDERS) {
    const what = asked.contenders.includes(name) ? lacks() : undefined;
    if (what !== undefined) console.log(`  Absent: ${title}. To have it: ${what}`);
  }
  const ours = new Map<Case, Outcome>();
  for (const each of CASES) if (asked.cases.includes(each.name)) yield* measure(each, asked, ours);
  yield* costPerSite(ours);
  if (asked.cases.includes('explain')) {
    const figure = await measureExplain();
    yield figure;
    const title = 'why one unserved person has no full week';
    if (asked.isRecorded)
      await record({ name: 'explain', title, table: [], figures: [figure], picture: null });
  }
}

function read(words: readonly string[]): Asked {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      seconds: { type: 'string' },
      seeds: { type: 'string' },
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
      record: { type: 'boolean', default: false },
    },
  });
  const known = [...CASES.map(({ name }) => name), 'explain'];
  const strange = positionals.filter((name) => !known.includes(name));
  if (strange.length > 0) throw new Error(`No case ${strange.join(', ')}. There is: ${known.join(', ')}.`);
  const names = CONTENDERS.map(({ name }) => name);
  const only = values.only?.split(',') ?? names;
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0)
    throw new Error(`No contender ${unknown.join(', ')}. There is: ${names.join(', ')}.`);
  const seconds = values.seconds === undefined ? undefined : Number(values.seconds);
  if (seconds !== undefined && !(seconds > 0)) throw new Error(`--seconds ${values.seconds} is no time.`);
  return {
    cases: positionals.length > 0 ? positionals : known,
    seconds,
    seeds: values.seeds?.split(',').map(Number) ?? (values.quick ? [1] : undefined),
    contenders: only,
    isQuick: values.quick,
    // Figures of a shortened run would stand beside those of a whole one.
    isRecorded: values.record || (!values.quick && seconds === undefined && values.only === undefined),
  };
}

/** Whether twice the sites take twice the time: the seconds per site of the largest case against those of the next. */
function* costPerSite(ours: ReadonlyMap<Case, Outcome>): Iterable<Figure> {
  const [large, largest] = [...ours].filter(([{ size }]) => size.people >= LARGE_PEOPLE);
  if (large === undefined || largest === undefined) return;
  const perSite = ([{ size }, outcome]: readonly [Case, Outcome]) => secondsWithin(outcome, 1) / size.sites;
  yield {
    what: `seconds per site to 1 %, ${largest[0].size.sites} sites against ${large[0].size.sites}`,
    value: perSite(largest) / perSite(large),
    unit: 'times',
    atMost: LINEAR_TIMES_MAX,
    how: `${perSite(large).toFixed(2)} s and ${perSite(largest).toFixed(2)} s a site`,
  };
}

async function* measure(each: Case, asked: Asked, ours: Map<Case, Outcome>): AsyncIterable<Figure> {
  const { name, title, size, hasPicture } = each;
  if (asked.isQuick && size.people > QUICK_PEOPLE_MAX) return;
  const seconds = asked.seconds ?? (asked.isQuick ? Math.min(QUICK_SECONDS, each.seconds) : each.seconds);
  const seeds: SeedOutcomes[] = [];
  for (const seed of asked.seeds ?? each.seeds) {
    const week = await each.week(size, seed);
    console.error(`  ${name}, seed ${seed}, ${seconds} s each …`);
    const outcomes = await contest(week, seconds, asked.contenders, ({ contender, status, seconds: spent }) =>
      console.error(
        `    ${contender.title}: ${status}${Number.isNaN(spent) ? '' : `, ${spent.toFixed(1)} s`}`,
      ),
    );
    seeds.push({ seed, outcomes });
    const mine = outcomes.find(({ contender }) => contender.name === 'ours');
    if (mine !== undefined) ours.set(each, mine);
  }
  const table = tableOf(seeds, name === 'repair');
  console.log(`\n${title}, ${seconds} s each\n\n${inColumns(table).join('\n')}\n`);
  // Bars are for ours; peers alone are only shown.
  const bars = asked.contenders.includes('ours') ? each.bars(seeds.map(({ outcomes }) => outcomes)) : [];
  const figures = name === 'preview' ? [await measurePreview(size, seeds[0]?.seed ?? 1), ...bars] : bars;
  yield* figures;
  if (!asked.isRecorded) return;
  const picture = hasPicture ? `week-${name}.svg` : null;
  const first = seeds[0];
  if (picture !== null && first !== undefined) {
    const heading = `${title}, seed ${first.seed}`;
    await writeFile(new URL(picture, PICTURES), plot(heading, seconds, first.outcomes));
  }
  await record({
    ...{ name, table, figures },
    title: `${title}, ${seconds} s each`,
    picture: picture && `../docs/pictures/${picture}`,
  });
}
