import { accessSync, constants, existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { step } from './child.js';

/** Runs npm with `words` in `cwd`. False when npm could not do it; its own words are on the screen then. */
export async function npm(words, cwd, root) {
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error', ...cacheFor(root)];
  const script = npmScript();
  try {
    if (script !== undefined) return await step(process.execPath, [script, ...words, ...quiet], cwd);
    return await step('npm', [...words, ...quiet], cwd);
  } catch (fault) {
    if (fault.code === 'ENOENT')
      throw new Error('npm was not found. It comes with Node: please install Node 24.');
    throw fault;
  }
}

/** npm as a script for this Node: the one that started us, or the one that came with this Node. */
function npmScript() {
  const home = dirname(process.execPath);
  const places = [
    process.env.npm_execpath,
    join(home, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(home, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  return places.find((place) => place?.endsWith('npm-cli.js') && existsSync(place));
}

/** A service user often has a home that is not there or not its own: npm's cache then stays in this folder. */
function cacheFor(root) {
  if (process.env.npm_config_cache) return [];
  try {
    accessSync(homedir(), constants.W_OK);
    return [];
  } catch {
    return ['--cache', join(root, '.runtime', 'npm-cache')];
  }
}
