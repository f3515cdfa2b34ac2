/**
 * Computes the weeks that the demo program ships with, so that a first start need not wait for them:
 *
 *     node src/demo/place.ts
 *
 * Run it after a change of people, groups or hours. It prints who could not be placed, next week as well.
 */
import { writeFile } from 'node:fs/promises';
import { solveWeek, type Week } from '../schedule/engine/index.ts';
import { type PlacedWeek, weekProblem } from './problem.ts';

const MONDAY = '2026-11-30'; // any Monday: the weeks are minutes of a week, not dates
const SECONDS = 60;

async function place(name: string, week: Week) {
  const plan = await solveWeek(week, { seconds: SECONDS });
  process.stderr.write(
    `${name}: ${plan.score.served} of ${week.people.length} served (${plan.status}), opened ${plan.opened.join(' ') || 'none'}\n` +
      plan.unserved.map(({ person, because }) => `  ${person} ${JSON.stringify(because)}\n`).join(''),
  );
  const people: Record<string, PlacedWeek> = {};
  for (const { person, sessions, visits } of plan.assignments) people[person] = { sessions, visits };
  const { score, bound, status, unserved, stats } = plan;
  return { people, score, bound, status, seconds: stats.seconds, unserved };
}

const last = await place('last week', weekProblem('last', MONDAY));
const now = await place('this week', weekProblem('this', MONDAY, new Map(Object.entries(last.people))));
await place('next week', weekProblem('next', MONDAY, new Map(Object.entries(now.people))));
await writeFile(
  new URL('./placements.json', import.meta.url),
  `${JSON.stringify({ last, this: now }, null, 2)}\n`,
);
