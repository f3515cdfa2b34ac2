import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The files below a folder of the repository whose path fits, as paths from its root. */
export async function filesOf(folder: string, fits: RegExp): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => fits.test(path))
    .sort();
}
