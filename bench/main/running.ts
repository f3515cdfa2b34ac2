import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../test/run/port.ts';

export interface RunningProgram {
  readonly url: string;
  /** From the command to the first good answer of /healthz. */
  readonly startSeconds: number;
  stop(): Promise<void>;
}

const START_SECONDS_MAX = 300;

/** `npm start` in a checkout, as a person would: with the machine's own Node, not the one this runs on. */
export async function startProgram(checkout: string, dataFolder: string): Promise<RunningProgram> {
  const port = await freePort();
  const begun = performance.now();
  const program = spawn('npm', ['start', '--silent'], {
    cwd: checkout,
    env: environment({ PORT: String(port), DAYBRIDGE_DATA: dataFolder, DAYBRIDGE_LOG: 'error' }),
    stdio: ['ignore', 'ignore', 'pipe'],
    // A group of its own, so that it can be stopped as Ctrl-C does: npm, the shell and the program at once.
    detached: true,
  });
  let said = '';
  program.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4000);
  });
  const url = `http://127.0.0.1:${port}`;
  if (!(await answers(program, `${url}/healthz`))) {
    await stop(program);
    throw new Error(`npm start did not come up:\n${said}`);
  }
  return { url, startSeconds: (performance.now() - begun) / 1000, stop: () => stop(program) };
}

function environment(own: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, ...env } = process.env;
  const path = (env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('.runtime'));
  for (const name of Object.keys(env)) if (name.startsWith('npm_')) delete env[name];
  return { ...env, PATH: path.join(delimiter), ...own };
}

async function answers(program: ChildProcess, url: string): Promise<boolean> {
  const deadline = performance.now() + START_SECONDS_MAX * 1000;
  while (performance.now() < deadline && program.exitCode === null) {
    const isUp = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isUp) return true;
    await pause(25);
  }
  return false;
}

async function stop(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return;
  const gone = once(program, 'exit');
  if (program.pid !== undefined) process.kill(-program.pid, 'SIGINT');
  await gone;
}
