import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { step } from './child.js';

// Everything that ends up in a page: the pages, and the rules that run in the browser.
const SOURCES = [
  'src/web',
  'src/fit',
  'src/schedule/engine',
  'src/interop/ical',
  'vite.config.ts',
  'package-lock.json',
];

const stampOf = (root) => join(root, 'dist', 'web.made-of');

/** Whether dist/web is there and was made of exactly today's sources. */
export function pagesAreCurrent(root) {
  const stamp = stampOf(root);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(root);
}

/** Builds the web pages into dist/web. */
export async function buildPages(root, node) {
  console.error('Building the web pages…');
  const madeOf = fingerprint(root);
  rmSync(stampOf(root), { force: true });
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  if (!(await step(node, [vite, 'build', '--logLevel', 'error'], root))) {
    throw new Error('The web pages could not be built; what went wrong stands above.');
  }
  writeFileSync(stampOf(root), madeOf);
}

function fingerprint(root) {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of filesBelow(join(root, source))) {
      if (file.includes('.test.') || file.endsWith('.ics')) continue;
      hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

function filesBelow(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (!found.isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}
