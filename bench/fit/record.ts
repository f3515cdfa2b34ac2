/** What was measured, written into RESULTS.md: one part, replaced when it is measured again. */
import { readFile, writeFile } from 'node:fs/promises';
import { type Figure, figureInWords, machineInWords } from '../figure.ts';

const RESULTS = new URL('../RESULTS.md', import.meta.url);
const [BEGIN, END] = ['<!-- fit -->', '<!-- end of fit -->'];
const HEAD = `## Scoring and recommending

Figures of \`npm run bench -- fit\`, on one core.
`;

export async function record(figures: readonly Figure[]): Promise<void> {
  const text = await readFile(RESULTS, 'utf8');
  const lines = figures.map((figure) => `- ${figureInWords(figure).trim().replaceAll(/\s+/g, ' ')}`);
  const day = new Date().toISOString().slice(0, 10);
  const part = `${BEGIN}\n${HEAD}\n${day}, ${machineInWords()}.\n\n${lines.join('\n')}\n\n${END}\n`;
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
  const isThere = from >= 0 && to > from;
  const before = isThere ? text.slice(0, from) : `${text.trimEnd()}\n\n`;
  const after = isThere ? text.slice(to + END.length + 1) : '';
  await writeFile(RESULTS, before + part + after);
}
