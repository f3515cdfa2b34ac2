/** A thread of its own, so that the program answers while a large week is being solved. */
import { parentPort, workerData } from 'node:worker_threads';
import { makeBound } from './bound.ts';
import { makePlan } from './plan.ts';
import type { Task, Word } from './words.ts';

const port = parentPort;
if (port !== null) {
  const task = workerData as Task;
  const say = (word: Word) => port.postMessage(word);
  if (task.part === 'plan') await makePlan(task, say);
  else {
    makeBound(task, say);
    say({ word: 'done', isProven: false });
  }
}
