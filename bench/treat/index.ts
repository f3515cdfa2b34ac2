/**
 * What hours cost, on a PostgreSQL with one program of 10,000 people, 50 of them with two years of sessions.
 *
 *   npm run bench -- treat                   the figures
 *   npm run bench -- treat --people 200      a small one, to try it
 *   npm run bench -- treat --record          and written into bench/RESULTS.md
 */
import { parseArgs } from 'node:util';
import { systemActor } from '../../src/guard/actors.ts';
import type { Actor } from '../../src/platform/db/index.ts';
import { newId } from '../../src/platform/ids.ts';
import { countDays, rosterOf, writeMarks } from '../../src/treat/attendance/attendance.store.ts';
import { marked } from '../../src/treat/attendance/mark.ts';
import { weeksCounted } from '../../src/treat/hours/hours.store.ts';
import { weekLedger } from '../../src/treat/hours/ledger.ts';
import { countingRule } from '../../src/treat/hours/rule.store.ts';
import { shortWeeks, weekHours } from '../../src/treat/hours/week-hours.store.ts';
import { type Figure, percentile } from '../figure.ts';
import { record } from '../record.ts';
import { type Filled, MONDAY, openFilled } from './filled.ts';
import { openPersonPage } from './person-page.ts';

const PEOPLE = 10_000;
const SAVES = 60;
const READS = 300;
const WEEKS = 5;
const NOW = new Date(`${MONDAY}T23:30:00Z`);

const HEAD = `## Hours

Figures of \`npm run bench -- treat\`: PostgreSQL on the same cores as the program, its fsync off; one program, every
read and write through row security.
`;

export async function* bench(words: readonly string[]): AsyncIterable<Figure> {
  const { values } = parseArgs({
    args: [...words],
    options: {
      people: { type: 'string', default: String(PEOPLE) },
      record: { type: 'boolean', default: false },
    },
  });
  const figures: Figure[] = [];
  const filled = await openFilled(Math.max(50, Number(values.people)));
  try {
    for (const measure of [measureSaved, measurePage, measurePerson, measureWeek]) {
      const figure = await measure(filled);
      figures.push(figure);
      yield figure;
    }
  } finally {
    await filled.close();
  }
  if (values.record) await record('treat', HEAD, figures);
}

const counselor = ({ org, staff }: Filled): Actor => ({
  org,
  id: staff,
  role: 'counselor',
  request: newId(),
});

async function measureSaved(filled: Filled): Promise<Figure> {
  const { door, meeting, roster } = filled;
  const held = {
    startsAt: new Date(`${MONDAY}T23:00:00Z`),
    endsAt: new Date(Date.parse(`${MONDAY}T23:00:00Z`) + 180 * 60_000),
  };
  const times = await timed(SAVES, (nth) =>
    door.asActor(counselor(filled), 'treatment', async (db) => {
      const rows = await rosterOf(db, meeting);
      if (rows.length !== roster.length) throw new Error(`A roster of ${rows.length}.`);
      const at = new Date(held.startsAt.getTime() + (nth % 60) * 60_000).toISOString();
      const written = await writeMarks(
        db,
        meeting,
        rows.map((row) => {
          const outcome = marked(row, { is: 'late', at }, held, 'room');
          if (!outcome.ok) throw new Error(outcome.why);
          return { participant: row.participant, version: row.version, marked: outcome.row };
        }),
      );
      if (written.length !== roster.length) throw new Error(`Only ${written.length} were saved.`);
      await countDays(db, MONDAY, written, { rule: await countingRule(db), classOf: () => 'A', now: NOW });
    }),
  );
  return {
    what: `attendance of ${roster.length} people saved and counted`,
    value: percentile(times, 0.95),
    unit: 'ms',
    atMost: 100,
    how: `the slowest in twenty of ${SAVES}`,
  };
}

async function measurePage(filled: Filled): Promise<Figure> {
  const page = await openPersonPage(filled);
  const { remembered, people } = filled;
  const times = await timed(READS, (nth) => page.open(remembered[nth % remembered.length] ?? ''));
  return {
    what: 'the page of a person with two years of history, all that it asks for at once',
    value: percentile(times, 0.95),
    unit: 'ms',
    atMost: 60,
    how: `the slowest in twenty of ${READS}, ${people.toLocaleString('en-US')} people in the program`,
  };
}

async function measurePerson(filled: Filled): Promise<Figure> {
  const { door, remembered } = filled;
  const times = await timed(READS, (nth) =>
    door.asActor(counselor(filled), 'treatment', async (db) => {
      const person = remembered[nth % remembered.length] ?? '';
      const weeks = await weeksCounted(db, person, '2024-12-02', MONDAY);
      if (weeks.length < 100) throw new Error(`Two years were ${weeks.length} weeks.`);
      const hours = await weekHours(db, MONDAY, NOW, [person]);
      weekLedger(hours.givenOf(person, null));
      await shortWeeks(db, hours, NOW);
    }),
  );
  return {
    what: 'hours of a person: two years by week, this week, what fits',
    value: percentile(times, 0.95),
    unit: 'ms',
    how: `the slowest in twenty of ${READS}`,
  };
}

async function measureWeek({ door, org, people }: Filled): Promise<Figure> {
  const times = await timed(WEEKS, () =>
    door.asActor(systemActor('system:hours', org), 'operations', async (db) => {
      const hours = await weekHours(db, MONDAY, NOW);
      if (hours.people.length !== people) throw new Error(`Hours of ${hours.people.length} people.`);
      for (const person of hours.people) weekLedger(hours.givenOf(person, null));
    }),
  );
  return {
    what: `a week of ${people.toLocaleString('en-US')} people computed anew`,
    value: percentile(times, 0.5) / 1000,
    unit: 's',
    atMost: 3,
    how: `the median of ${WEEKS}`,
  };
}

/** Milliseconds of each time, after one that nobody counts. */
async function timed(times: number, work: (nth: number) => Promise<unknown>): Promise<readonly number[]> {
  await work(0);
  const spent: number[] = [];
  for (let nth = 1; nth <= times; nth++) {
    const begun = performance.now();
    await work(nth);
    spent.push(performance.now() - begun);
  }
  return spent;
}
