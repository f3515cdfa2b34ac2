/** HiGHS on one programme: its goals in order, each held at its best while the next is bettered. */
import type { Highs } from 'highs';
import type { WeekModel } from './model.ts';
import type { SparseProgramme, Terms } from './program.ts';

export interface Goal {
  readonly name: 'served' | 'credited' | 'opened' | 'moves' | 'friction';
  readonly sense: 'most' | 'least';
  readonly columns: Int32Array;
  readonly factors: Float64Array;
}
export interface GoalsInput {
  readonly programme: SparseProgramme;
  readonly goals: readonly Goal[];
  /** So many of the first goals are proven already: `start` has them at their best. */
  readonly held: number;
  /** A solution to start from; it need not be the best in the other goals. */
  readonly start: Float64Array;
  /** Branch-and-bound nodes each goal may take; the first that ends unproven ends the work. */
  readonly nodes: number;
  readonly isStopped: () => boolean;
  readonly say: (word: GoalWord) => void;
  readonly onGoal: (goal: Goal['name']) => void;
}
/** A better solution for the goal under way, or a goal that ended. */
export type GoalWord =
  | { readonly word: 'better'; readonly values: Float64Array }
  | {
      readonly word: 'ended';
      readonly goal: Goal['name'];
      readonly isProven: boolean;
      /** What no solution can beat, with the goals before it held. */
      readonly bound: number;
      readonly values: Float64Array;
    };

const WHOLE = 1e-6;

/** The goals of a week's programme that are not constant. */
export function goalsOfModel({ goals }: WeekModel): Goal[] {
  const goal = (name: Goal['name'], sense: Goal['sense'], terms: Terms): Goal => ({
    name,
    sense,
    columns: Int32Array.from(terms, ([column]) => column),
    factors: Float64Array.from(terms, ([, factor]) => factor),
  });
  return [
    goal('served', 'most', goals.served),
    goal('credited', 'most', goals.credited),
    goal('opened', 'least', goals.opened),
    goal('moves', 'least', goals.moves.terms),
    goal('friction', 'least', goals.friction),
  ].filter(({ columns }) => columns.length > 0);
}

/** Works goal after goal in the thread that calls it, which can do nothing else meanwhile. */
export function reachGoals(
  highs: Highs,
  { programme, goals, held, start, nodes, isStopped, say, onGoal }: GoalsInput,
): void {
  const { constants } = highs;
  const { starts, indices, values, integrality, ...bounds } = programme;
  const model = highs.createModel({
    ...bounds,
    colCost: new Float64Array(programme.numCols),
    matrix: {
      format: 'csr',
      numRows: programme.numRows,
      numCols: programme.numCols,
      starts,
      indices,
      values,
    },
    integrality,
  });
  const worthOf = ({ columns, factors }: Goal, at: ArrayLike<number>) =>
    columns.reduce((sum, column, nth) => sum + (factors[nth] ?? 0) * (at[column] ?? 0), 0);
  const hold = (goal: Goal, at: ArrayLike<number>) => {
    const value = Math.round(worthOf(goal, at));
    const [lower, upper] = goal.sense === 'most' ? [value, highs.infinity] : [-highs.infinity, value];
    model.addRow(lower, upper, { indices: goal.columns, values: goal.factors });
  };
  try {
    // Every goal counts in whole numbers, so less than one apart is the same.
    model.options.set({
      output_flag: false,
      mip_rel_gap: 0,
      mip_abs_gap: 0.999_9,
      random_seed: 1,
      mip_max_nodes: nodes,
    });
    let best = start;
    for (const [nth, goal] of goals.entries()) {
      if (isStopped()) return;
      onGoal(goal.name);
      const isBetter = (a: number, b: number) => (goal.sense === 'most' ? a > b + WHOLE : a < b - WHOLE);
      let isProven = true;
      let bound = worthOf(goal, best);
      if (nth >= held) {
        const costs = new Float64Array(programme.numCols);
        goal.columns.forEach((column, at) => {
          costs[column] = (costs[column] ?? 0) + (goal.factors[at] ?? 0);
        });
        model.changeColsCost({ kind: 'range', from: 0, to: programme.numCols - 1 }, costs);
        model.changeObjectiveSense(
          goal.sense === 'most' ? constants.objectiveSense.maximize : constants.objectiveSense.minimize,
        );
        model.setSolution({ colValue: best });
        model.run({
          [constants.callbackType.mipImprovingSolution](event) {
            const found = event.data.mip_solution;
            if (found === undefined || !isBetter(worthOf(goal, found), worthOf(goal, best))) return;
            best = found;
            say({ word: 'better', values: found });
          },
        });
        isProven = model.getModelStatus() === constants.modelStatus.optimal;
        const found = model.getSolution().colValue;
        if (isProven && found.length === best.length && !isBetter(worthOf(goal, best), worthOf(goal, found)))
          best = found;
        bound = isProven ? worthOf(goal, best) : Number(model.info.get('mip_dual_bound'));
      }
      say({ word: 'ended', goal: goal.name, isProven, bound, values: best });
      if (!isProven) return;
      hold(goal, best);
    }
  } finally {
    model.dispose();
  }
}
