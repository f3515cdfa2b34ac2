import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import chromium from '@sparticuz/chromium';

// The packaged Chromium unpacks itself into the temporary folder, where another user's copy may stand in the way.
const UNPACKED = fileURLToPath(new URL('../out/browser/', import.meta.url));

/**
 * Once before all walks: names the browser they open, CHROMIUM_PATH or else the one that came with the packages.
 * It unpacks here alone, for a file that one walk still writes cannot be started by another.
 */
export default async function nameTheBrowser(): Promise<void> {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined && existsSync(named)) return;
  await mkdir(UNPACKED, { recursive: true });
  const before = process.env.TMPDIR;
  process.env.TMPDIR = UNPACKED;
  try {
    process.env.CHROMIUM_PATH = await chromium.executablePath();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}
