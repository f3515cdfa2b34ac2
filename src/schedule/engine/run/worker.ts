/** A thread of its own, so that the program answers while a large week is being solved; it takes task after task. */
import { parentPort } from 'node:worker_threads';
import { makeBound } from './bound.ts';
import { makePlan } from './plan.ts';
import type { Task, Word } from './words.ts';

const port = parentPort;
port?.on('message', async (task: Task) => {
  const say = (word: Word) => port.postMessage(word);
  if (task.part === 'plan') await makePlan(task, say);
  else {
    makeBound(task, say);
    say({ word: 'done', proven: [] });
  }
});
