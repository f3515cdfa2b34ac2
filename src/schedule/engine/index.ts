/** The week optimiser: the file, the answer, the proof, the reasons. Imports nothing of the product. */
export { type Check, checkPlan } from './check/check.ts';
export { runWeekCommand } from './commands/commands.ts';
export { explainPerson } from './explain/explain.ts';
export { type NewGroup, type Suggestion, type SuggestOptions, suggestGroups } from './explain/growth.ts';
export {
  type Assignment,
  type Because,
  type Fault,
  type Fix,
  type Plan,
  parseWeek,
  planSchema,
  type Score,
  type Week,
  weekSchema,
} from './format/format.ts';
export { type SampleSize, sampleWeek } from './sample/sample.ts';
export { type Progress, type SolveOptions, solveWeek, WeekFault } from './solve.ts';
