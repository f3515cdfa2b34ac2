#!/usr/bin/env node
// The way in, with Node's own modules only, so that it runs on Node 20 with nothing installed: it installs the
// program's parts, finds or fetches the runtime, builds the web pages when they changed, and hands over.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { installParts } from './install.js';
import { buildPages } from './pages.js';
import { findRuntime } from './runtime.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const [command, ...rest] = process.argv.slice(2);

// "dev test" and "dev bench" need the tools of whoever changes the program; the rest runs without them.
const isDev = command === 'dev';
const needsPages = isDev || command === 'serve';

try {
  installParts(root, isDev ? 'everything' : 'program');
  const node = findRuntime(root);
  if (needsPages) buildPages(root, node);
  handOver(node, isDev ? [`test/run/${rest[0] ?? 'test'}.ts`, ...rest.slice(1)] : ['src/cli.ts', ...process.argv.slice(2)]);
} catch (fault) {
  console.error(`\n  ${fault instanceof Error ? fault.message : fault}\n`);
  process.exit(1);
}

/** Runs the program itself; its signals, its exit code. */
function handOver(node, [file, ...words]) {
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', `${root}${file}`, ...words], {
    stdio: 'inherit',
    env: { ...process.env, PATH: pathWith(node) },
  });
  // The terminal sends Ctrl-C to both; a supervisor only to this process: pass it on and wait.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (fault) => {
    console.error(`\n  The program could not be started: ${fault.message}\n`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    if (signal !== null) {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    } else process.exit(code ?? 1);
  });
}

function pathWith(node) {
  const folder = node.replace(/[\\/][^\\/]+$/, '');
  const separator = process.platform === 'win32' ? ';' : ':';
  return `${folder}${separator}${process.env.PATH ?? ''}`;
}
