import { INSTRUMENTS } from '../instruments/load.ts';
import { VECTORS, vectorFault } from '../instruments/vectors.ts';
import {
  type LevelOfCareTable,
  type Recommendation,
  recommend,
  weeklyDoseOf,
} from '../level-of-care/level-of-care.ts';
import { makeReader } from '../level-of-care/level-of-care-given.ts';
import { INPUT_RULES } from '../level-of-care/level-of-care-inputs.ts';
import { TABLES } from '../level-of-care/table.ts';
import { checkTable } from '../level-of-care/table-check.ts';
import { tableProperties } from '../level-of-care/table-properties.ts';
import { VIGNETTES, type Vignette } from '../level-of-care/vignettes.ts';
import { BadInput, EXIT, print, tableAsWritten, wordsOf } from './terminal.ts';

/** One thing that was checked: how much of it, and what is wrong. */
interface Part {
  readonly what: string;
  readonly words: string;
  readonly faults: readonly string[];
}

const TRIES = 2000;
const SEED = 1;

/** `daybridge fit check`: everything the recommendation stands on, with counts; 1 when anything of it fails. */
export async function runCheckCommand(words: readonly string[]): Promise<number> {
  const { values, positionals } = wordsOf({
    args: [...words],
    allowPositionals: true,
    options: { table: { type: 'string' }, json: { type: 'boolean' } },
  });
  if (positionals.length > 0)
    throw new BadInput(`What is ${positionals.join(', ')}? See: daybridge fit --help`);
  const parts =
    typeof values.table === 'string'
      ? tableParts(await tableAsWritten(values.table))
      : [vectorsChecked(), ...[...TABLES.values()].flatMap(wholeOf)];
  const isFailed = parts.some(({ faults }) => faults.length > 0);
  const text =
    values.json === true ? JSON.stringify({ ok: !isFailed, parts }, null, 2) : parts.map(inWords).join('\n');
  await print(`${text}\n`);
  return isFailed ? EXIT.failed : EXIT.done;
}

function vectorsChecked(): Part {
  const faults = VECTORS.flatMap((vector) => vectorFault(vector) ?? []);
  const { length } = VECTORS;
  return {
    what: `${INSTRUMENTS.length} instruments: worked forms`,
    words: `${length - faults.length} of ${length}`,
    faults,
  };
}

const wholeOf = (table: LevelOfCareTable): Part[] => [
  ...(VIGNETTES.table === table.version ? [vignettesOf(table)] : []),
  ...tableParts(table),
];

function tableParts(table: LevelOfCareTable): Part[] {
  const { findings, combinations, steps, cases } = checkTable(table, INPUT_RULES);
  const properties = tableProperties(table, INPUT_RULES, { tries: TRIES, seed: SEED });
  const isStep = ({ kind }: (typeof findings)[number]) => kind === 'not-monotone';
  const said = (found: typeof findings) =>
    found.map(
      ({ kind, path, message, example }) =>
        `${kind} ${path}: ${message}${example === null ? '' : ` For example: ${JSON.stringify(example)}`}`,
    );
  return [
    {
      what: `${table.version}: every combination of answers`,
      words: `${grouped(combinations)} in ${grouped(cases)} cases: no gap, no dead row, no contradiction`,
      faults: said(findings.filter((finding) => !isStep(finding))),
    },
    {
      what: `${table.version}: every step of risk`,
      words: `${grouped(steps)}: none leads to less care`,
      faults: said(findings.filter(isStep)),
    },
    ...properties.map(({ rule, tried, broken }) => ({
      what: `${table.version}: ${rule}`,
      words: `${grouped(tried)} invented people`,
      faults: broken === null ? [] : [`Not so for ${JSON.stringify(broken)}`],
    })),
  ];
}

function vignettesOf(table: LevelOfCareTable): Part {
  const read = makeReader(INPUT_RULES);
  const faults = VIGNETTES.vignettes.flatMap((vignette) => {
    const given = read(vignette.inputs);
    const found = given.ok ? outcomeOf(table, given.inputs) : given.message;
    const expected = wantedOf(vignette);
    return JSON.stringify(found) === JSON.stringify(expected)
      ? []
      : [`${vignette.id}: ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`];
  });
  const { length } = VIGNETTES.vignettes;
  return { what: `${table.version}: worked cases`, words: `${length - faults.length} of ${length}`, faults };
}

const wantedOf = ({ level, row, flags, dose }: Vignette) => ({ level, row, flags: flags.toSorted(), dose });

function outcomeOf(table: LevelOfCareTable, inputs: Parameters<typeof recommend>[2]) {
  const { level, row, flags }: Recommendation = recommend(table, INPUT_RULES, inputs);
  const dose = level === 'INCOMPLETE' ? null : weeklyDoseOf(table, inputs, level);
  return { level, row, flags: flags.toSorted(), dose };
}

const grouped = (count: number): string => count.toLocaleString('en-US');

const inWords = ({ what, words, faults }: Part): string =>
  faults.length === 0
    ? `ok      ${what}: ${words}`
    : [`FAILED  ${what}`, ...faults.map((fault) => `          ${fault}`)].join('\n');
