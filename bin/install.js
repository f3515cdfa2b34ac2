import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Installs what package-lock.json names, unless that was done already for exactly this file.
 * `what`: "program" (enough to run) or "everything" (to change and test it too).
 */
export function installParts(root, what) {
  const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
  const stamp = join(root, 'node_modules', '.daybridge-parts');
  const [doneLock, doneWhat] = existsSync(stamp) ? readFileSync(stamp, 'utf8').split(' ') : [];
  if (doneLock === lock && (doneWhat === 'everything' || doneWhat === what)) return;

  console.error(`Installing ${what === 'program' ? 'the parts' : 'the parts and the tools for testing'} (once)…`);
  const words = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  if (what === 'program') words.push('--omit=dev');
  const npm = npmCommand(words);
  const done = spawnSync(npm.file, npm.words, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], shell: npm.shell });
  if (done.status !== 0) {
    throw new Error(
      'npm could not install the parts. Is there a connection to the npm registry?\n  What npm said stands above; "npm ci" tries again by hand.',
    );
  }
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(stamp, `${lock} ${what}`);
}

/** npm as this Node knows it: the one that started us, else the one on the path. */
export function npmCommand(words) {
  const own = process.env.npm_execpath;
  if (own?.endsWith('npm-cli.js')) return { file: process.execPath, words: [own, ...words], shell: false };
  return { file: process.platform === 'win32' ? 'npm.cmd' : 'npm', words, shell: process.platform === 'win32' };
}
