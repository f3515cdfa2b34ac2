import type { Figure } from '../figure.ts';
import { measureFirstLoad } from './first-load.ts';
import { measurePreview } from './preview.ts';
import { measureReads } from './reads.ts';
import { measureStarts } from './starts.ts';

/** What the main walk stands on: starting, the first page, the preview, the guarded read. */
export async function* bench(words: readonly string[]): AsyncIterable<Figure> {
  const parts = {
    pages: measureFirstLoad,
    reads: measureReads,
    preview: measurePreview,
    starts: measureStarts,
  };
  for (const [name, measure] of Object.entries(parts)) {
    if (words.length === 0 || words.includes(name)) yield* measure();
  }
}
