import { mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const BEAT_MS = 1000;
// A start that was killed leaves its lock behind; one at work touches it every second.
const ABANDONED_AFTER_MS = 10_000;

/** Does `work` while no other start prepares the same folder; waits for its turn. */
export async function alone(root, work) {
  const lock = join(root, '.runtime', 'preparing');
  mkdirSync(dirname(lock), { recursive: true });
  for (let isTold = false; !take(lock); isTold = true) {
    if (!isTold) console.error('Another start is preparing this folder. Waiting for it…');
    await pause(BEAT_MS / 4);
  }
  const beat = setInterval(() => utimesSync(lock, new Date(), new Date()), BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    rmSync(lock, { force: true });
  }
}

function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (fault) {
    if (fault.code !== 'EEXIST') throw fault;
    const touched = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - touched > ABANDONED_AFTER_MS) rmSync(lock, { force: true });
    return false;
  }
}
