#!/usr/bin/env node
// The way in, with Node's own modules only, so that it runs on Node 20 with nothing installed: it installs the
// program's parts, finds or fetches the runtime, builds the web pages when they changed, and hands over.
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { alone } from './alone.js';
import { run, Stopped } from './child.js';
import { installParts, missingParts } from './install.js';
import { buildPages, pagesAreCurrent } from './pages.js';
import { fetchRuntime, findRuntime } from './runtime.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

// "dev" is for whoever changes the program: its commands need the tools, and are files of their own.
const DEV_COMMANDS = {
  test: 'test/run/test.ts',
  flows: 'test/run/flows.ts',
  bench: 'bench/run.ts',
  matrix: 'test/matrix/run.ts',
};

try {
  const words = process.argv.slice(2);
  const [command, dev] = words;
  const needs = {
    tools: command === 'dev',
    pages: command === 'serve' || (command === 'dev' && dev === 'pages'),
  };
  const node = isReady(needs) ? findRuntime(root) : await alone(root, () => getReady(needs));
  if (command === 'dev' && dev === 'pages') process.exit(0);
  await handOver(node, command === 'dev' ? devWords(words.slice(1)) : ['src/cli.ts', ...words]);
} catch (fault) {
  if (fault instanceof Stopped) process.kill(process.pid, fault.signal);
  else giveUp(fault);
}

function isReady(needs) {
  return !lacksParts(needs) && findRuntime(root) !== undefined && (!needs.pages || pagesAreCurrent(root));
}

function lacksParts(needs) {
  const missing = missingParts(root);
  return missing === 'parts' || (missing === 'tools' && needs.tools);
}

/** Each step looks again: another start may have done it while this one waited. */
async function getReady(needs) {
  if (lacksParts(needs)) await installParts(root, missingParts(root), needs.tools);
  const node = findRuntime(root) ?? (await fetchRuntime(root));
  if (needs.pages && !pagesAreCurrent(root)) await buildPages(root, node);
  return node;
}

function devWords([name, ...rest]) {
  const file = DEV_COMMANDS[name];
  if (file === undefined)
    throw new Error(
      `"daybridge dev" has the commands test, flows, bench, matrix and pages, not "${name ?? ''}".`,
    );
  return [file, ...rest];
}

/** Runs the program itself: its input and output, its signals, its exit code. */
async function handOver(node, [file, ...words]) {
  const { code, signal } = await run(
    node,
    ['--disable-warning=ExperimentalWarning', join(root, file), ...words],
    {
      stdio: 'inherit',
      // What the program starts in turn ("node …") is to be this Node too.
      env: { ...process.env, PATH: [dirname(node), process.env.PATH].join(delimiter) },
    },
  );
  if (signal === null) process.exit(code);
  process.kill(process.pid, signal);
}

function giveUp(fault) {
  const isForeign = fault.code === 'EACCES' || fault.code === 'EPERM' || fault.code === 'EROFS';
  const words = isForeign
    ? `This folder has to be prepared first, and you may not write to it: ${fault.path ?? root}\n  Start once as its owner, or copy the folder to a place of your own.`
    : fault.message;
  console.error(`\n  ${words}\n`);
  process.exit(1);
}
