/** The optimiser of the product. */
import type { Week } from '../../../src/schedule/engine/format/format.ts';
import { type Plan, type Progress, solveWeek } from '../../../src/schedule/engine/index.ts';
import type { Speaker } from './speaker.ts';

const EFFORT = 5;

/** Whether no plan is better in this goal, with the goals before it held. */
const isProven = ({ status, stats }: Plan, goal: string): boolean =>
  status === 'optimal' || (Array.isArray(stats.proven) && stats.proven.includes(goal));

export async function runOurs(week: Week, speaker: Speaker): Promise<void> {
  let told = '';
  let movesSeconds: number | undefined;
  const plan = await solveWeek(week, {
    effort: EFFORT,
    seconds: speaker.secondsLeft,
    seed: 1,
    onProgress({ stage, best, bound }: Progress) {
      // Goal 5 is begun when goal 4 is done with.
      if (stage === 'friction') movesSeconds ??= speaker.seconds;
      const now = JSON.stringify([best, bound]);
      if (now === told) return;
      told = now;
      if (best !== null) speaker.say({ word: 'found', score: best });
      if (bound !== null) speaker.say({ word: 'bound', bound });
    },
  });
  const { assignments, opened, score, bound, status } = plan;
  speaker.say({ word: 'plan', assignments, opened });
  speaker.say({ word: 'found', score });
  speaker.say({ word: 'bound', bound });
  if (isProven(plan, 'moves')) speaker.say({ word: 'moves-proven', seconds: movesSeconds });
  speaker.say({ word: 'ended', note: status === 'optimal' ? 'optimal' : 'stopped by the limit' });
}
