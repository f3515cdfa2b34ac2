/** What was measured, written into RESULTS.md: one part of a name, replaced when it is measured again. */
import { readFile, writeFile } from 'node:fs/promises';
import { type Figure, figureInWords, machineInWords } from './figure.ts';

const RESULTS = new URL('./RESULTS.md', import.meta.url);

/** `head` is the part's heading and the sentences under it. */
export async function record(name: string, head: string, figures: readonly Figure[]): Promise<void> {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const text = await readFile(RESULTS, 'utf8');
  const lines = figures.map((figure) => `- ${figureInWords(figure).trim().replaceAll(/\s+/g, ' ')}`);
  const day = new Date().toISOString().slice(0, 10);
  const part = `${begin}\n${head}\n${day}, ${machineInWords()}.\n\n${lines.join('\n')}\n\n${end}\n`;
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  const isThere = from >= 0 && to > from;
  const before = isThere ? text.slice(0, from) : `${text.trimEnd()}\n\n`;
  const after = isThere ? text.slice(to + end.length + 1) : '';
  await writeFile(RESULTS, before + part + after);
}
