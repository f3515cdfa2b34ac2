/** Why somebody has no full week, and what would change that: asked about everybody a plan leaves unserved. */

import { explainPerson, solveWeek } from '../../src/schedule/engine/index.ts';
import { sampleWeek } from '../../src/schedule/engine/sample/sample.ts';
import { type Figure, percentile } from '../figure.ts';

const SIZE = { people: 200, sessions: 90, sites: 3, seed: 1 };
const PLAN_SECONDS = 10;
const ASKED_MAX = 25;
const MS_MAX = 200;

export async function measureExplain(): Promise<Figure> {
  const week = sampleWeek(SIZE);
  const plan = await solveWeek(week, { effort: 2, seconds: PLAN_SECONDS, seed: 1 });
  const asked = plan.unserved.slice(0, ASKED_MAX);
  let fixes = 0;
  const spent = asked.map(({ person }) => {
    const begun = performance.now();
    fixes += explainPerson(week, plan, person)?.fixes.length ?? 0;
    return performance.now() - begun;
  });
  if (spent.length === 0) throw new Error('Everybody is served: nobody to explain.');
  return {
    what: 'explain: one unserved person, the slowest',
    value: Math.max(...spent),
    unit: 'ms',
    atMost: MS_MAX,
    how: `${spent.length} people, ${fixes} fixes, half of them in ${percentile(spent, 0.5).toFixed(0)} ms; no peer answers this`,
  };
}
