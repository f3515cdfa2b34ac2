/**
 * `npm run test:matrix`: every case of who may do what to whose record, none left out: straight against the database as
 * the application's role, and over HTTP with real sessions, the two beside one another. Prints how many cases there were,
 * and every leak and every wrong refusal, as they are found and at the end; exit 1 on any. `-- --one-of 6` asks every
 * sixth: a look before the whole, which takes an hour or two. `-- sql` and `-- http` ask one half, and
 * `-- http --about /api/with` about those operations only.
 */
import { fork } from 'node:child_process';
import { parseArgs } from 'node:util';
import { askAll, type Tally } from './cases.ts';
import { openFixture, unknownTables } from './fixture.ts';
import { askOverHttp, unknownRoutes } from './http.cases.ts';
import { openHttpFixture } from './http.fixture.ts';

const { values, positionals } = parseArgs({
  options: { 'one-of': { type: 'string', default: '1' }, about: { type: 'string', default: '' } },
  allowPositionals: true,
});
const ONE_OF = Number(values['one-of']);
if (!Number.isInteger(ONE_OF) || ONE_OF < 1) {
  console.error('--one-of takes a whole number from 1 on: every how many cases one is asked.');
  process.exit(2);
}
const isDrawn = (index: number): boolean => index % ONE_OF === 0;

const SHOWN = 50;
const TOLD_EVERY_MS = 5000;

interface Half extends Tally {
  /** What was asked: "41 tables, 34 ways in which a record stands". */
  readonly about: string;
  /** What nobody wrote a rule for. */
  readonly unknown: readonly string[];
}

async function inSql(): Promise<Half> {
  const fixture = await openFixture();
  const tally = await askAll(fixture, { isDrawn, withWrites: true }, telling('SQL'));
  await fixture.engine.close();
  const about = `${fixture.tables.size} tables, ${fixture.people.length} ways in which a record stands`;
  return { ...tally, about, unknown: unknownTables(fixture) };
}

async function overHttp(): Promise<Half> {
  const fixture = await openHttpFixture();
  const unknown = await unknownRoutes(fixture);
  const tally = await askOverHttp(fixture, { isDrawn, about: values.about }, telling('HTTP'));
  await fixture.close();
  const about = `${fixture.people.length} ways in which a record stands, ${fixture.staff.length} of the staff here and next door`;
  return { ...tally, about, unknown };
}

function telling(half: string): (tally: Tally) => void {
  let toldMs = Date.now();
  let told = 0;
  return ({ cases, wrong }) => {
    for (const { kind, words } of wrong.slice(told, SHOWN)) console.error(`${half}: ${kind}: ${words}`);
    told = wrong.length;
    if (Date.now() - toldMs < TOLD_EVERY_MS) return;
    toldMs = Date.now();
    console.error(`${half}: ${count(cases)} cases so far, ${wrong.length} wrong`);
  };
}

const count = (number: number): string => number.toLocaleString('en');
const kindsIn = ({ wrong }: Tally) => ({
  leaks: wrong.filter(({ kind }) => kind === 'leak').length,
  refusals: wrong.filter(({ kind }) => kind === 'refusal').length,
});

function report(name: string, half: Half): void {
  if (half.unknown.length > 0) console.error(`Nobody wrote down for ${name}: ${half.unknown.join(', ')}`);
  for (const { kind, words } of half.wrong.slice(0, SHOWN)) console.log(`${kind}: ${words}`);
  if (half.wrong.length > SHOWN) console.log(`… and ${half.wrong.length - SHOWN} more`);
  const { leaks, refusals } = kindsIn(half);
  console.log(
    `${name}: ${half.about}, ${count(half.cases)} cases, ${leaks} leaks, ${refusals} wrong refusals`,
  );
}

/** The other half in a process of its own, so that both cores have something to do. */
const inItsOwnProcess = (): Promise<Half> =>
  new Promise((done, failed) => {
    const child = fork(import.meta.filename, ['http', '--one-of', String(ONE_OF)]);
    child.on('message', (half) => done(half as Half));
    child.on('exit', (code) => failed(new Error(`The HTTP half ended with ${code} and told nothing.`)));
  });

if (positionals[0] === 'http' || positionals[0] === 'sql') {
  const isHttp = positionals[0] === 'http';
  const half = await (isHttp ? overHttp() : inSql());
  if (process.send === undefined) {
    report(isHttp ? 'HTTP' : 'SQL', half);
    process.exit(half.unknown.length + half.wrong.length === 0 ? 0 : 1);
  }
  process.send(half, () => process.exit(0));
} else {
  const [sql, http] = await Promise.all([inSql(), inItsOwnProcess()]);
  report('SQL', sql);
  report('HTTP', http);
  const both = { cases: sql.cases + http.cases, wrong: [...sql.wrong, ...http.wrong] };
  const { leaks, refusals } = kindsIn(both);
  console.log(`Together: ${count(both.cases)} cases, ${leaks} leaks, ${refusals} wrong refusals`);
  const isWhole = sql.unknown.length + http.unknown.length === 0;
  process.exitCode = isWhole && both.wrong.length === 0 ? 0 : 1;
}
