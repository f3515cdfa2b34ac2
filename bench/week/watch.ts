/** A process watched from outside: its words as they come, the memory of its largest process, a time and a memory limit. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

export interface Watched {
  readonly how: 'ended' | 'failed' | 'out-of-time' | 'out-of-memory';
  /** Largest resident size of any one of its processes. NaN where /proc cannot be read. */
  readonly peakBytes: number;
  /** What it last said on its standard error. */
  readonly said: string;
}
export interface Limits {
  /** From the moment `begin` is called. */
  readonly seconds: number;
  readonly bytes: number;
}

const LOOK_MS = 100;
const START_SECONDS = 120;

export async function watch(
  words: readonly string[],
  limits: Limits,
  hear: (line: string, begin: () => void) => void,
): Promise<Watched> {
  // A session of its own, by which its processes are found again whatever they start.
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let how: Watched['how'] | undefined;
  let peakBytes = Number.NaN;
  let said = '';
  let deadlineMs = performance.now() + START_SECONDS * 1000;
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4000);
  });
  const look = setInterval(() => {
    for (const { bytes } of processesOf(child)) {
      peakBytes = Math.max(Number.isNaN(peakBytes) ? 0 : peakBytes, bytes);
    }
    if (peakBytes > limits.bytes) how ??= 'out-of-memory';
    if (performance.now() > deadlineMs) how ??= 'out-of-time';
    if (how !== undefined) stop(child);
  }, LOOK_MS);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  const begin = () => {
    deadlineMs = performance.now() + limits.seconds * 1000;
  };
  for await (const line of createInterface({ input: child.stdout })) hear(line, begin);
  const code = await ended;
  clearInterval(look);
  stop(child);
  return { how: how ?? (code === 0 ? 'ended' : 'failed'), peakBytes, said };
}

function stop(child: ChildProcess): void {
  for (const { pid } of processesOf(child)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself meanwhile.
    }
  }
  if (child.exitCode === null) child.kill('SIGKILL');
}

/** Everything in the child's session, with the largest resident size each has had. */
function processesOf({ pid: session }: ChildProcess): { pid: number; bytes: number }[] {
  let names: string[];
  try {
    names = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    try {
      // After the name in brackets: state, parent, group, session.
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ');
      if (Number(fields?.[3]) !== session) return [];
      const most = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1];
      return [{ pid: Number(name), bytes: Number(most ?? 0) * 1024 }];
    } catch {
      return [];
    }
  });
}
