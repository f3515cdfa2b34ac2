import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// Everything that ends up in a page: the pages, and the rules that run in the browser.
const SOURCES = ['src/web', 'src/fit', 'src/schedule/engine', 'src/interop/ical', 'vite.config.ts', 'package-lock.json'];

/** Builds the web pages into dist/web when anything they are made of has changed since the last time. */
export function buildPages(root, node) {
  const made = fingerprint(root);
  const stamp = join(root, 'dist', 'web', '.made-of');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === made) return;
  console.error('Building the web pages…');
  const done = spawnSync(node, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (done.status !== 0) throw new Error('The web pages could not be built. What went wrong stands above.');
  writeFileSync(stamp, made);
}

function fingerprint(root) {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of filesBelow(join(root, source))) {
      if (file.includes('.test.') || file.endsWith('.ics')) continue;
      hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

function filesBelow(path) {
  if (!existsSync(path)) return [];
  let entries;
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch (fault) {
    if (fault.code === 'ENOTDIR') return [path];
    throw fault;
  }
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(path, entry.name)) : [join(path, entry.name)]));
}
