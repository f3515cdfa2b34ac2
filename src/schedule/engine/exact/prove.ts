/** What weeks as columns leave unproven in a small week, the whole-week programme proves: every rule a row. */
import type { Highs } from 'highs';
import { take } from '../bound/region.ts';
import type { OwnWeek } from '../core/own-week.ts';
import type { Someone } from '../core/someone.ts';
import { optionsOf } from '../person/options.ts';
import type { Stage, Word } from '../run/words.ts';
import { readWeek } from '../search/construct.ts';
import type { Draft } from '../search/draft.ts';
import { type Goal, goalsOfModel, reachGoals } from './goals.ts';
import { modelOf } from './model.ts';
import { sparse } from './program.ts';

export interface ProveOptions {
  readonly effort: number;
  readonly isStopped: () => boolean;
  readonly say: (word: Word) => void;
  readonly teller: { tellSoon(): void; stage(stage: Stage): void };
}

/** Beyond this many columns the programme takes more time and memory than it is worth. */
const COLUMNS_MAX = 12_000;
const NODES = 2000;
const GOAL_NAMES = ['served', 'credited', 'opened', 'moves', 'friction'];

/**
 * Goal after goal, from the first that is not proven yet.
 *
 * @returns the goals proven now
 */
export function proveWhole(
  highs: Highs,
  draft: Draft,
  proven: readonly string[],
  { effort, isStopped, say, teller }: ProveOptions,
): readonly string[] {
  const { week, sessionIndex } = draft.house;
  const everybody = week.people.map((person) => optionsOf(week, person));
  const columns = everybody.reduce(
    (sum, { problem }) => sum + problem.sessions.length + problem.visits.length,
    0,
  );
  if (columns > COLUMNS_MAX) return proven;
  const model = modelOf(week, everybody);
  const standing = () =>
    model.write(
      new Map(draft.assignments().map((assignment) => [assignment.person, assignment])),
      new Set(draft.openedIds()),
    );
  const goals: Goal[] = goalsOfModel(model);
  let isServedHeld = proven.includes('served');
  const now = new Set<string>();
  reachGoals(highs, {
    programme: sparse(model.programme),
    goals,
    held: goals.filter(({ name }) => proven.includes(name)).length,
    start: standing(),
    nodes: NODES * effort,
    isStopped,
    say: (word) => {
      const { assignments, opened } = model.read(word.values);
      const weeks = new Map<number, OwnWeek>();
      for (const [nth, one] of draft.people.entries()) {
        const found = readWeek(
          draft.house,
          one as Someone,
          assignments[nth] ?? { person: '', sessions: [], visits: [] },
        );
        if (found !== undefined) weeks.set(nth, found);
      }
      const candidates = draft.house.sessions.flatMap((_, nth) =>
        draft.house.isCandidate[nth] === 1 ? [nth] : [],
      );
      const isBetter = take(draft, draft.people, candidates, {
        weeks,
        opened: opened.map((id) => sessionIndex.get(id) ?? -1),
      });
      if (isBetter) teller.tellSoon();
      if (word.word !== 'ended') return;
      const bound = Math.floor(word.bound + 1e-6);
      if (word.goal === 'served') {
        say({ word: 'bound', served: bound });
        isServedHeld = word.isProven;
      }
      if (word.goal === 'credited' && isServedHeld) say({ word: 'bound', credited: bound });
      if (word.isProven) now.add(word.goal);
    },
    onGoal: (goal) => teller.stage(goal),
  });
  // A goal the programme has no columns for is the same in every plan.
  const isConstant = (name: string) => !goals.some((goal) => goal.name === name);
  const reached: string[] = [];
  for (const name of GOAL_NAMES) {
    if (!now.has(name) && !isConstant(name)) break;
    reached.push(name);
  }
  return reached;
}
