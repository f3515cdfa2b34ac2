/** Threads that work on one task at a time. One that has ended its task stays for the next: starting takes time. */
import { Worker } from 'node:worker_threads';
import type { Task, Word } from './words.ts';

const IDLE_MAX = 2;
/** Nearly all that is made stays for good or goes at once: more room would only take memory. */
const YOUNG_MB = 12;
const idle: Worker[] = [];

export interface Running {
  /** Ends when the task is done or stopped; fails when the thread breaks. */
  readonly ended: Promise<void>;
  stop(): void;
}

export function startTask(task: Task, hear: (word: Word) => void): Running {
  const worker = idle.pop() ?? newWorker();
  worker.ref();
  let stop = (): void => undefined;
  const ended = new Promise<void>((finish, fail) => {
    const leave = () => {
      worker.off('message', onWord);
      worker.off('error', onFault);
    };
    const onWord = (word: Word) => {
      hear(word);
      if (word.word !== 'done') return;
      leave();
      keep(worker);
      finish();
    };
    const onFault = (fault: Error) => {
      leave();
      fail(fault);
    };
    stop = () => {
      leave();
      // A thread in the middle of its work hears nothing: it is ended.
      void worker.terminate();
      finish();
    };
    worker.on('message', onWord);
    worker.on('error', onFault);
  });
  worker.postMessage(task);
  return { ended, stop: () => stop() };
}

/** Starts a thread that will be wanted in a moment. */
export function warmUp(): void {
  if (idle.length === 0) keep(newWorker());
}

function newWorker(): Worker {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    // What this process was started with ("--eval" and the like) is not for a thread.
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  });
  worker.on('exit', () => {
    const at = idle.indexOf(worker);
    if (at >= 0) idle.splice(at, 1);
  });
  return worker;
}

function keep(worker: Worker): void {
  if (idle.length >= IDLE_MAX) void worker.terminate();
  else {
    worker.unref();
    idle.push(worker);
  }
}
