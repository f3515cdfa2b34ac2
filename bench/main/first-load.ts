import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import type { Figure } from '../figure.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const FIRST_LOAD_KB_MAX = 110;

/** The pages a stranger may come in by, and what each loads. */
const PAGES = {
  '/start': 'start/Start.tsx',
  '/start/week': 'start/week/Week.tsx',
  '/start/fit': 'start/fit/Fit.tsx',
  '/start/ask': 'start/ask/Ask.tsx',
};

/** Vite's note of which chunk needs which. */
type Manifest = Readonly<Record<string, { readonly file: string; readonly imports?: readonly string[] }>>;

/** The JavaScript each public page needs before it can be used, compressed as it is sent. */
export async function* measureFirstLoad(): AsyncIterable<Figure> {
  const built = spawnSync(process.execPath, [`${root}bin/daybridge.js`, 'dev', 'pages'], {
    stdio: 'inherit',
  });
  if (built.status !== 0) throw new Error('The pages could not be built.');
  const manifest: Manifest = JSON.parse(await readFile(`${root}dist/web/.vite/manifest.json`, 'utf8'));
  for (const [path, source] of Object.entries(PAGES)) {
    const files = filesOf(manifest, ['index.html', source]);
    const sizes = await Promise.all(
      files.map(async (file) => brotliCompressSync(await readFile(`${root}dist/web/${file}`)).length),
    );
    yield {
      what: `JavaScript of ${path}, brotli`,
      value: sizes.reduce((sum, size) => sum + size, 0) / 1024,
      unit: 'KB',
      atMost: FIRST_LOAD_KB_MAX,
      how: `${files.length} files`,
    };
  }
}

/** Every script those entries need at once: their chunks, and what those import. */
export function filesOf(manifest: Manifest, entries: readonly string[]): readonly string[] {
  const files = new Set<string>();
  const open = [...entries];
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    const chunk = manifest[entry];
    if (chunk === undefined) throw new Error(`The build has no "${entry}".`);
    if (files.has(chunk.file)) continue;
    files.add(chunk.file);
    open.push(...(chunk.imports ?? []));
  }
  return [...files].filter((file) => file.endsWith('.js'));
}
