import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

const stopping = new AbortController();

/** Aborted when somebody stops the run: what a leg started ends, and the leg tidies up after itself. */
export const stopped = stopping.signal;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => stopping.abort());
}

export interface Ended {
  readonly code: number;
  /** What it printed, both streams in order; empty when it was shown as it came. */
  readonly output: string;
}

/** Runs a program of node_modules (its JavaScript file, as "typescript/bin/tsc") under this Node. */
export function tool(
  file: string,
  words: readonly string[],
  { cwd = root, env = process.env, isShown = false } = {},
): Promise<Ended> {
  return new Promise((ended, failed) => {
    const child = spawn(process.execPath, [`${root}node_modules/${file}`, ...words], {
      cwd,
      env,
      stdio: isShown ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    const stop = () => child.kill();
    stopped.addEventListener('abort', stop, { once: true });
    child.once('error', failed);
    child.once('close', (code) => {
      stopped.removeEventListener('abort', stop);
      ended({ code: code ?? 1, output });
    });
  });
}
