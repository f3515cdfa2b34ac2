import { spawn } from 'node:child_process';

// On Windows the console tells every program of Ctrl-C by itself, and "passing it on" would kill at once.
const PASSED_ON = process.platform === 'win32' ? [] : ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** The person (or a supervisor) asked us to stop while we were getting ready. */
export class Stopped extends Error {
  constructor(signal) {
    super('Stopped.');
    this.signal = signal;
  }
}

/**
 * Runs a program until it ends and passes on every signal that reaches us meanwhile: Ctrl-C reaches both, a
 * supervisor's signal only us. Answers how it ended: { code, signal, asked } (`asked`: the last signal we got).
 */
export function run(file, words, options) {
  return new Promise((ended, failed) => {
    const child = spawn(file, words, options);
    let asked = null;
    const passOn = (signal) => {
      asked = signal;
      child.kill(signal);
    };
    for (const signal of PASSED_ON) process.on(signal, passOn);
    const watch = whenStarterIsGone(() => passOn('SIGTERM'));
    child.on('error', failed);
    child.on('exit', (code, signal) => {
      clearInterval(watch);
      for (const name of PASSED_ON) process.off(name, passOn);
      ended({ code, signal, asked });
    });
  });
}

/**
 * A supervisor that stops "npm start" reaches npm and the shell between, which die without a word to us: then we
 * have a new parent. Outside of npm, living on without the starter may be what was meant (nohup).
 */
function whenStarterIsGone(tell) {
  if (process.env.npm_lifecycle_event === undefined) return undefined;
  const starter = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === starter) return;
    clearInterval(watch);
    tell();
  }, 500);
  return watch;
}

/** Runs one step of getting ready, showing only what it complains about. False when it went wrong. */
export async function step(file, words, cwd) {
  const { code, signal, asked } = await run(file, words, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  if (asked ?? signal) throw new Stopped(asked ?? signal);
  return code === 0;
}
