/** HiGHS in a thread of its own: one programme, its goals in order, each held while the next is bettered. */
import { parentPort, workerData } from 'node:worker_threads';
import loadHighs from 'highs';
import type { SparseProgramme } from './program.ts';

export interface Goal {
  readonly name: 'served' | 'credited' | 'opened' | 'moves' | 'friction';
  readonly sense: 'most' | 'least';
  readonly columns: Int32Array;
  readonly factors: Float64Array;
  /** Seconds this goal may take. */
  readonly seconds: number;
}
export interface WorkerInput {
  readonly programme: SparseProgramme;
  readonly goals: readonly Goal[];
  readonly start: Float64Array;
}
/** From the worker: a better solution for the goal under way, or a goal that ended. */
export type WorkerWord =
  | { readonly word: 'better'; readonly values: Float64Array }
  | {
      readonly word: 'ended';
      readonly goal: Goal['name'];
      readonly isProven: boolean;
      /** What no solution can beat, with the goals before it held. */
      readonly bound: number;
      readonly values: Float64Array;
    }
  | { readonly word: 'done' };

const WHOLE = 1e-6;

async function work(
  { programme, goals, start }: WorkerInput,
  say: (word: WorkerWord) => void,
): Promise<void> {
  const highs = await loadHighs();
  const { constants } = highs;
  const { starts, indices, values, integrality, ...bounds } = programme;
  const model = highs.createModel({
    ...bounds,
    colCost: new Float64Array(programme.numCols),
    matrix: { format: 'csr', numRows: programme.numRows, numCols: programme.numCols, starts, indices, values },
    integrality,
  });
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
    model.options.set('time_limit', goal.seconds);
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
    const held = Math.round(worth(best));
    const [lower, upper] = goal.sense === 'most' ? [held, highs.infinity] : [-highs.infinity, held];
    model.addRow(lower, upper, { indices: goal.columns, values: goal.factors });
  }
  model.dispose();
  say({ word: 'done' });
}

const port = parentPort;
if (port !== null) await work(workerData as WorkerInput, (word) => port.postMessage(word));
