/** `daybridge fit recommend | score | check`: answers in, what they mean out. */
import { BadInput, EXIT, print } from './terminal.ts';

const HELPS = {
  recommend: `  daybridge fit recommend FILE|- [--table TABLE]
      e.g. echo '{"sud":7,"relapse":"moderate"}' | daybridge fit recommend -
      One JSON object a line in, one recommendation a line out, in order. A key left out has its usual value; null is
      not assessed. The first faulty line ends it, with its number and reason; the lines before it are answered.
      "considered" are the rows looked at, the one that decided last; "flips" are the nearest single answers that
      would change the level. Levels of 24-hour care have no weekly dose.
`,
  score: `  daybridge fit score INSTRUMENT --answers A,B,… [--sex F|M|U] [--exposure 0|1] [--supervised 0|1] …
      e.g. daybridge fit score PHQ-9 --answers 2,1,2,1,0,1,1,0,-
      One form, its answers in the order of its items; "-" is unanswered. Score, band, subscores, and flags that say
      what must not be overlooked, whatever else is on the form.
`,
  check: `  daybridge fit check [--table TABLE] [--json]
      e.g. daybridge fit check
      Every scoring vector, every worked case, the properties of the table, and every combination of answers.
      With --table, one's own table: every combination and the properties.
`,
} as const;

const ENDING = `
TABLE is a level-of-care table of one's own, in the shape of src/fit/level-of-care/tables/loc-2026.1.json.
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
    return await run(command, rest);
  } catch (fault) {
    if (!(fault instanceof BadInput)) throw fault;
    process.stderr.write(`${fault.message}\n`);
    return EXIT.badInput;
  }
}

/** Each brings only the files it needs. */
async function run(command: string, words: readonly string[]): Promise<number> {
  switch (command) {
    case 'recommend':
      return (await import('./recommend.ts')).runRecommendCommand(words);
    case 'score': {
      const { runScoreCommand } = await import('./score.ts');
      let line = '';
      const code = runScoreCommand(
        words,
        (text) => {
          line += text;
        },
        (text) => process.stderr.write(text),
      );
      await print(line);
      return code;
    }
    case 'check':
      return (await import('./check.ts')).runCheckCommand(words);
    default:
      throw new BadInput(`There is no command "fit ${command}".\n\n${helpOf('')}`);
  }
}
