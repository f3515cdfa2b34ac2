/** What was measured, written into RESULTS.md: one part a case, each replaced when its case is measured again. */
import { readFile, writeFile } from 'node:fs/promises';
import { type Figure, figureInWords, machineInWords } from '../figure.ts';

const RESULTS = new URL('../RESULTS.md', import.meta.url);
const HEAD = `## The week optimiser beside its peers

Figures of \`npm run bench -- week\`. Each contender is a process of its own with the same file, the same rules and the
same wall-clock limit; its seconds run from when it has read the file, building its model included. Plans are read back
and scored by the checker; one that breaks a rule counts as nothing. "bound" is what the contender itself proved no plan
can beat (served / minutes); "gap 1" and "gap 2" are how far served people and credited minutes are below the least bound
anybody proved. MB is the largest resident size of any one process of the contender; at 3 GB it is ended.

The peers are Debian's \`coinor-cbc\`, \`glpk-utils\` and \`minizinc\` (with Gecode), the \`highs\` the program itself uses,
and the Chuffed of \`npm install --no-save minizinc@4.5.1\`. HiGHS, CBC and GLPK get the week as one 0-1 programme with
goals 1 and 2 in one objective, MiniZinc's solvers as a constraint program (\`bench/week/minizinc/week.mzn\`). In a repair
those that can start from the weeks people have. CBC and Gecode use both cores.
`;

export interface Recorded {
  readonly name: string;
  readonly title: string;
  readonly table: readonly string[];
  readonly figures: readonly Figure[];
  /** Of the picture, from this file; null without one. */
  readonly picture: string | null;
}

export async function record(part: Recorded): Promise<void> {
  const text = await readFile(RESULTS, 'utf8');
  const [begin, end] = [`<!-- week ${part.name} -->`, `<!-- end of week ${part.name} -->`];
  const body = `${begin}\n${partOf(part)}${end}\n`;
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from >= 0 && to > from) {
    await writeFile(RESULTS, `${text.slice(0, from)}${body}${text.slice(to + end.length + 1)}`);
    return;
  }
  const whole = text.includes(HEAD) ? text : `${text.trimEnd()}\n\n${HEAD}`;
  await writeFile(RESULTS, `${whole.trimEnd()}\n\n${body}`);
}

const partOf = ({ name, title, table, figures, picture }: Recorded): string =>
  [
    `### ${title}\n`,
    `${new Date().toISOString().slice(0, 10)}, ${machineInWords()}.\n`,
    ...(table.length === 0 ? [] : [...table, '']),
    ...figures.map((figure) => `- ${inOneLine(figure)}`),
    ...(figures.length === 0 ? [] : ['']),
    ...(picture === null ? [] : [`![Gap over time, ${name}](${picture})\n`]),
    '',
  ].join('\n');

const inOneLine = (figure: Figure): string => figureInWords(figure).trim().replaceAll(/\s+/g, ' ');
