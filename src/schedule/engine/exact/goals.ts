/** HiGHS on one programme: its goals in order, each held at its best while the next is bettered. */
import loadHighs from 'highs';
import type { SparseProgramme } from './program.ts';

export interface Goal {
  readonly name: 'served' | 'credited' | 'opened' | 'moves' | 'friction';
  readonly sense: 'most' | 'least';
  readonly columns: Int32Array;
  readonly factors: Float64Array;
}
export interface GoalsInput {
  readonly programme: SparseProgramme;
  readonly goals: readonly Goal[];
  /** A solution to start from; it need not be the best. */
  readonly start: Float64Array;
  /** Seconds each goal may take. */
  readonly secondsEach: number;
  /** Whether the first goal that ends unproven ends the work. */
  readonly stopsUnproven: boolean;
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

// One copy of the solver a thread: it takes as long to load as a small week takes to solve.
let loaded: ReturnType<typeof loadHighs> | undefined;

/** Works goal after goal in the thread that calls it, which can do nothing else meanwhile. */
export async function reachGoals(
  { programme, goals, start, secondsEach, stopsUnproven }: GoalsInput,
  say: (word: GoalWord) => void,
): Promise<void> {
  loaded ??= loadHighs();
  const highs = await loaded;
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
  try {
    // Every goal counts in whole numbers, so less than one apart is the same.
    model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0.999_9, random_seed: 1 });
    let best = start;
    for (const goal of goals) {
      const costs = new Float64Array(programme.numCols);
      goal.columns.forEach((column, nth) => {
        costs[column] = (costs[column] ?? 0) + (goal.factors[nth] ?? 0);
      });
      const worth = (at: ArrayLike<number>) =>
        costs.reduce((sum, cost, column) => sum + cost * (at[column] ?? 0), 0);
      model.changeColsCost({ kind: 'range', from: 0, to: programme.numCols - 1 }, costs);
      model.changeObjectiveSense(
        goal.sense === 'most' ? constants.objectiveSense.maximize : constants.objectiveSense.minimize,
      );
      model.setSolution({ colValue: best });
      model.options.set('time_limit', secondsEach);
      model.zeroAllClocks();
      const isBetter = (a: number, b: number) => (goal.sense === 'most' ? a > b + WHOLE : a < b - WHOLE);
      model.run({
        [constants.callbackType.mipImprovingSolution](event) {
          const found = event.data.mip_solution;
          if (found === undefined || !isBetter(worth(found), worth(best))) return;
          best = found;
          say({ word: 'better', values: found });
        },
      });
      const isProven = model.getModelStatus() === constants.modelStatus.optimal;
      const found = model.getSolution().colValue;
      if (isProven && found.length === best.length && !isBetter(worth(best), worth(found))) best = found;
      const bound = isProven ? worth(best) : Number(model.info.get('mip_dual_bound'));
      say({ word: 'ended', goal: goal.name, isProven, bound, values: best });
      if (!isProven && stopsUnproven) return;
      const held = Math.round(worth(best));
      const [lower, upper] = goal.sense === 'most' ? [held, highs.infinity] : [-highs.infinity, held];
      model.addRow(lower, upper, { indices: goal.columns, values: goal.factors });
    }
  } finally {
    model.dispose();
  }
}
