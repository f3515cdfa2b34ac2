/** HiGHS, as its npm package compiles it, on the whole model. */
import loadHighs from 'highs';
import type { Week } from '../../../src/schedule/engine/format/format.ts';
import { wholeModel } from '../whole/model.ts';
import { planOf } from '../whole/plan-of.ts';
import { currentStart } from '../whole/start.ts';
import type { Speaker } from './speaker.ts';

export async function runHighs(week: Week, speaker: Speaker): Promise<void> {
  const whole = wholeModel(week);
  const { programme, aims } = whole;
  const { columns, rows, entries } = programme;
  speaker.say({ word: 'size', columns, rows, entries });
  const highs = await loadHighs();
  const { constants } = highs;
  const model = highs.createModel({
    numCols: columns,
    numRows: rows,
    colCost: new Float64Array(columns),
    colLower: new Float64Array(columns),
    colUpper: programme.upper.taken(),
    rowLower: programme.rowLower.taken(),
    rowUpper: programme.rowUpper.taken(),
    matrix: {
      format: 'csr',
      numRows: rows,
      numCols: columns,
      starts: programme.starts.taken(),
      indices: programme.indices.taken(),
      values: programme.values.taken(),
    },
    integrality: programme.integrality.taken(),
  });
  // Aims count in whole numbers, so less than one apart is the same.
  model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0.999 });
  let start = currentStart(week, whole);
  let note = 'optimal';
  for (const [nth, { terms }] of aims.entries()) {
    const costs = new Float64Array(columns);
    for (const [column, factor] of terms) costs[column]! += factor;
    model.changeColsCost({ kind: 'range', from: 0, to: columns - 1 }, costs);
    model.changeObjectiveSense(constants.objectiveSense.maximize);
    if (start !== undefined) model.setSolution({ colValue: start });
    model.options.set('time_limit', speaker.secondsLeft);
    model.zeroAllClocks();
    const isFirst = nth === 0;
    model.run({
      [constants.callbackType.mipImprovingSolution]({ data }) {
        if (isFirst) speaker.foundObjective(week, data.objective_function_value!);
        if (data.mip_solution !== undefined) speaker.plan(planOf(week, whole, data.mip_solution));
      },
      [constants.callbackType.mipLogging]({ data }) {
        if (isFirst && data.mip_dual_bound !== undefined) speaker.boundObjective(week, data.mip_dual_bound);
      },
    });
    const objective = model.getObjectiveValue();
    if (model.getModelStatus() !== constants.modelStatus.optimal) {
      note = 'stopped by the limit';
      break;
    }
    const values = model.getSolution().colValue;
    speaker.plan(planOf(week, whole, values));
    if (isFirst) speaker.proven(week, objective);
    else speaker.say({ word: 'moves-proven' });
    start = values;
    const indices = Int32Array.from(terms, ([column]) => column);
    const factors = Float64Array.from(terms, ([, factor]) => factor);
    model.addRow(Math.round(objective) - 0.1, highs.infinity, { indices, values: factors });
  }
  speaker.say({ word: 'ended', note });
}
