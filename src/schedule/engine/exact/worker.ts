/** HiGHS in a thread of its own, so that the program answers while a large week is being solved. */
import { parentPort, workerData } from 'node:worker_threads';
import { type GoalsInput, type GoalWord, reachGoals } from './goals.ts';

export type WorkerWord = GoalWord | { readonly word: 'done' };

const port = parentPort;
if (port !== null) {
  const say = (word: WorkerWord) => port.postMessage(word);
  await reachGoals(workerData as GoalsInput, say);
  say({ word: 'done' });
}
