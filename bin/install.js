import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './npm.js';

/**
 * What is missing of the parts package-lock.json names: "nothing", "tools" (only what changing and testing the
 * program takes) or "parts". npm itself notes what it has put into node_modules once it is done, so an
 * installation that was cut short, or an older one, shows.
 */
export function missingParts(root) {
  const wanted = packagesIn(join(root, 'package-lock.json'));
  const present = packagesIn(join(root, 'node_modules', '.package-lock.json'));
  let missing = 'nothing';
  for (const [place, part] of Object.entries(wanted)) {
    // The root itself, and what npm leaves out on some platforms.
    if (place === '' || part.optional || part.peer) continue;
    const found = present[place];
    if (found !== undefined && found.version === part.version && found.integrity === part.integrity) continue;
    if (!part.dev && !part.devOptional) return 'parts';
    missing = 'tools';
  }
  return missing;
}

/** Installs what package-lock.json names; `withTools`: also what changing and testing the program takes. */
export async function installParts(root, missing, withTools) {
  console.error(`Installing ${withTools ? 'the parts and the tools for testing' : 'the parts'} (once)…`);
  // "npm ci" begins by emptying node_modules; a server that runs from it must not lose its parts to a test.
  const verb = missing === 'tools' ? ['install', '--no-save'] : ['ci'];
  const done = await npm([...verb, withTools ? '--include=dev' : '--omit=dev'], root, root);
  if (!done) {
    throw new Error(
      'npm could not install the parts; what it said stands above.\n  Is this machine online? The first start needs the npm registry, later ones do not.',
    );
  }
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  } catch (fault) {
    if (fault.code === 'ENOENT' || fault.code === 'ENOTDIR') return {};
    throw new Error(`${file} cannot be read: ${fault.message}`);
  }
}
