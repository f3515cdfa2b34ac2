/** `daybridge fit recommend | score | check`: answers in, what they mean out. */
import { runCheckCommand } from './check.ts';
import { runRecommendCommand } from './recommend.ts';
import { BadInput, EXIT, print } from './terminal.ts';

const HELPS = {
  recommend: `  daybridge fit recommend FILE|- [--table TABLE]
      e.g. echo '{"sud":7,"relapse":"moderate"}' | daybridge fit recommend -
      One JSON object a line in, one recommendation a line out, in order. A key left out has its usual value; null is
      not assessed. The first faulty line ends it, with its number and reason; the lines before it are answered.
      "considered" are the rows looked at, the one that decided last; "flips" are the nearest single answers that
      would change the level. Levels of 24-hour care have no weekly dose.
`,
  check: `  daybridge fit check [--table TABLE] [--json]
      e.g. daybridge fit check
      Every scoring vector, every worked case, the properties of the table, and every combination of answers.
      With --table, one's own table: every combination and the properties.
`,
} as const;

const ENDING = `
TABLE is a level-of-care table of one's own, in the shape of src/fit/tables/loc-2026.1.json.
It recommends; a licensed professional decides. Exit: 0 done, 1 a check failed, 2 bad input.
`;

const helpOf = (command: string): string =>
  `Who benefits, at which level of care.\n\n${Object.hasOwn(HELPS, command) ? HELPS[command as keyof typeof HELPS] : Object.values(HELPS).join('')}${ENDING}`;

export async function runFitCommand(words: readonly string[]): Promise<number> {
  try {
    const [command, ...rest] = words;
    if (command === undefined || rest.includes('--help') || ['help', '--help', '-h'].includes(command)) {
      await print(helpOf(command ?? ''));
      return EXIT.done;
    }
    const commands: Readonly<Record<string, (words: readonly string[]) => Promise<number>>> = {
      recommend: runRecommendCommand,
      check: runCheckCommand,
    };
    const run = Object.hasOwn(commands, command) ? commands[command] : undefined;
    if (run === undefined) throw new BadInput(`There is no command "fit ${command}".\n\n${helpOf('')}`);
    return await run(rest);
  } catch (fault) {
    if (!(fault instanceof BadInput)) throw fault;
    process.stderr.write(`${fault.message}\n`);
    return EXIT.badInput;
  }
}
