/** A solver that is a program of its own: its lines as they come, and whether it is installed. */
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';

/** Where a program lies, looked for as a shell does. */
export function programFile(name: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** Runs it to its end. Its lines come at once where `stdbuf` is there to keep it from saving them up. */
export async function runSolver(
  program: string,
  words: readonly string[],
  hear: (line: string) => void,
): Promise<void> {
  const unbuffered = programFile('stdbuf') === undefined ? [] : ['stdbuf', '-oL'];
  const [command = program, ...rest] = [...unbuffered, program, ...words];
  const solver = spawn(command, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  solver.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000);
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    solver.on('error', reject).on('close', resolve);
  });
  for await (const line of createInterface({ input: solver.stdout })) hear(line);
  const code = await ended;
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${said.trim().split('\n').at(-1)}`);
}
