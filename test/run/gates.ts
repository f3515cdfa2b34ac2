import { checkArrows } from './arrows.ts';
import { tool } from './command.ts';
import { fail, type Leg, pass } from './leg.ts';

/** What is known without running the program. Each counts as one test. */
export const gates: readonly Leg[] = [
  gate('types', 'every type holds', 'typescript/bin/tsc', ['--noEmit', '--pretty', 'false']),
  gate('format', 'formatted, no known mistake', '@biomejs/biome/bin/biome', [
    'check',
    '--max-diagnostics=40',
    '.',
  ]),
  gate('unused', 'nothing that nobody uses', 'knip/bin/knip.js', ['--no-progress']),
  { name: 'arrows', about: 'who may lean on whom', run: checkArrows },
];

function gate(name: string, about: string, file: string, words: readonly string[]): Leg {
  return {
    name,
    about,
    run: async () => {
      const { code, output } = await tool(file, words);
      return code === 0 ? pass() : fail(output);
    },
  };
}
