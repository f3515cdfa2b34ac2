/**
 * `npm run test:matrix`: every case of who may do what to whose record, none left out. Reading takes seconds, writing
 * minutes. Prints how many cases there were, and every leak and every wrong refusal; exit 1 on any.
 */
import { askAll } from './cases.ts';
import { openFixture, unknownTables } from './fixture.ts';

const SHOWN = 50;
const fixture = await openFixture();
const unknown = unknownTables(fixture);
if (unknown.length > 0) console.error(`No category is written down for: ${unknown.join(', ')}`);

let told = Date.now();
const tally = await askAll(fixture, { isDrawn: () => true, withWrites: true }, ({ cases, wrong }) => {
  if (Date.now() - told < 5000) return;
  told = Date.now();
  console.error(`${count(cases)} cases so far, ${wrong.length} wrong`);
});
await fixture.engine.close();

const of = (kind: 'leak' | 'refusal'): number => tally.wrong.filter((wrong) => wrong.kind === kind).length;
for (const { kind, words } of tally.wrong.slice(0, SHOWN)) console.log(`${kind}: ${words}`);
if (tally.wrong.length > SHOWN) console.log(`… and ${tally.wrong.length - SHOWN} more`);
console.log(
  `${fixture.tables.size} tables, ${fixture.people.length} ways in which a record stands, ` +
    `${count(tally.cases)} cases, ${of('leak')} leaks, ${of('refusal')} wrong refusals`,
);
process.exitCode = unknown.length === 0 && tally.wrong.length === 0 ? 0 : 1;

function count(number: number): string {
  return number.toLocaleString('en');
}
