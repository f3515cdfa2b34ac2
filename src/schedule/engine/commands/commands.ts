/** `daybridge week solve | check | explain | sample`: files in, answers out, progress on stderr. */
import { open, readFile, stat, writeFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { checkPlan } from '../check/check.ts';
import { explainPerson } from '../explain/explain.ts';
import { suggestGroups } from '../explain/growth.ts';
import { type Fault, type Plan, parseWeek, planSchema, type Week } from '../format/format.ts';
import { sampleWeek } from '../sample/sample.ts';
import { type SolveOptions, solveWeek } from '../solve.ts';

const HELPS = {
  solve: `  daybridge week solve FILE [--effort 1..5] [--seconds N] [--seed N] [--threads N] [--out PLAN] [--json]
      e.g. daybridge week solve week.json --seconds 20 --out plan.json
      The plan goes to PLAN or, without --out or with --json, to the screen. More effort looks longer; --seconds only
      cuts it short. The same file, seed and effort give the same plan on any machine, with any number of threads.
`,
  check: `  daybridge week check FILE PLAN [--json]
      e.g. daybridge week check week.json plan.json
      Every rule a plan breaks, and its score counted anew.
`,
  explain: `  daybridge week explain FILE (--person ID | --site-wide) [--plan PLAN] [--seconds N] [--json]
      e.g. daybridge week explain week.json --plan plan.json --person R-2207
      Why somebody has no full week, and which changes would help; or which one to three new groups would serve the
      most people without one. Without --plan the week is solved first.
`,
  sample: `  daybridge week sample [--people N] [--sessions M] [--sites K] [--seed S] [--out FILE]
      e.g. daybridge week sample --people 60 --sessions 40 --sites 2 --seed 1 --out week.json
      A realistic week of invented people, to try things with.
`,
} as const;

const ENDING = `
FILE is in the format daybridge-week/1 (docs/week.schema.json); "-" reads it from standard input. Progress goes to
stderr. Exit: 0 done, 2 bad input, 3 stopped early with the best so far.
`;

const helpOf = (command: string): string =>
  `Find everybody's week.\n\n${Object.hasOwn(HELPS, command) ? HELPS[command as keyof typeof HELPS] : Object.values(HELPS).join('')}${ENDING}`;

const EXIT = { done: 0, badInput: 2, stopped: 3 } as const;

/** Something about the words or files given is wrong; its message says what. */
class BadInput extends Error {}

export async function runWeekCommand(words: readonly string[]): Promise<number> {
  try {
    const [command, ...rest] = words;
    if (command === undefined || rest.includes('--help') || ['help', '--help', '-h'].includes(command)) {
      await print(helpOf(command ?? ''));
      return EXIT.done;
    }
    const commands: Readonly<Record<string, (words: string[]) => Promise<number>>> = {
      solve,
      check,
      explain,
      sample,
    };
    const run = Object.hasOwn(commands, command) ? commands[command] : undefined;
    if (run === undefined) throw new BadInput(`There is no command "week ${command}".\n\n${helpOf('')}`);
    return await run(rest);
  } catch (fault) {
    if (!(fault instanceof BadInput)) throw fault;
    process.stderr.write(`${fault.message}\n`);
    return EXIT.badInput;
  }
}

function wordsOf<T extends NonNullable<Parameters<typeof parseArgs>[0]>>(config: T) {
  try {
    return parseArgs(config);
  } catch (fault) {
    throw new BadInput(fault instanceof Error ? fault.message : String(fault));
  }
}

function wholeNumber(
  words: string | undefined,
  name: string,
  from: number,
  to: number,
  usual: number,
): number {
  if (words === undefined) return usual;
  const value = Number(words);
  if (Number.isInteger(value) && value >= from && value <= to) return value;
  throw new BadInput(`--${name} is a whole number from ${from} to ${to}, not "${words}".`);
}

async function readJson(file: string | undefined, what: string): Promise<unknown> {
  if (file === undefined) throw new BadInput(`Which ${what}? See: daybridge week --help`);
  try {
    return JSON.parse(file === '-' ? await readAll(process.stdin) : await readTextFile(file));
  } catch (fault) {
    throw new BadInput(`${file} cannot be read: ${fault instanceof Error ? fault.message : fault}`);
  }
}

/** As much as the largest week the format allows may need. */
const BYTES_MAX = 512 * 1024 * 1024;

async function readTextFile(file: string): Promise<string> {
  const { size } = await stat(file);
  if (size > BYTES_MAX) throw new Error(`it has ${size} bytes, ${BYTES_MAX} are the most`);
  return readFile(file, 'utf8');
}

/** Fails before the work where the answer could not be kept after it. */
async function mustBeWritable(file: string): Promise<void> {
  try {
    await (await open(file, 'a')).close();
  } catch (fault) {
    throw new BadInput(`${file} cannot be written: ${fault instanceof Error ? fault.message : fault}`);
  }
}

/** A reader who has gone away (as `head` does) has what they wanted. */
function print(text: string): Promise<void> {
  return new Promise((done) => {
    process.stdout.once('error', () => done());
    process.stdout.write(text, () => done());
  });
}

const faultLines = (faults: readonly Fault[]): string =>
  faults.map(({ path, message }) => `  ${path}: ${message}`).join('\n');

async function readWeek(file: string | undefined): Promise<Week> {
  const parsed = parseWeek(await readJson(file, 'week file'));
  if (parsed.ok) return parsed.week;
  throw new BadInput(
    `${file} contradicts itself in ${parsed.faults.length} ${parsed.faults.length === 1 ? 'place' : 'places'}:\n${faultLines(parsed.faults)}`,
  );
}

async function readPlan(file: string | undefined): Promise<Plan> {
  const read = planSchema.safeParse(await readJson(file, 'plan file'));
  if (read.success) return read.data;
  const faults = read.error.issues.map((issue) => ({
    path: `$.${issue.path.join('.')}`,
    message: issue.message,
  }));
  throw new BadInput(`${file} is no plan:\n${faultLines(faults)}`);
}

async function solve(words: string[]): Promise<number> {
  const { values, positionals } = wordsOf({
    args: words,
    allowPositionals: true,
    options: {
      effort: { type: 'string' },
      seconds: { type: 'string' },
      seed: { type: 'string' },
      threads: { type: 'string' },
      out: { type: 'string' },
      json: { type: 'boolean' },
    },
  }) as { values: Record<string, string | boolean | undefined>; positionals: string[] };
  const text = (name: string) => (typeof values[name] === 'string' ? values[name] : undefined);
  const week = await readWeek(positionals[0]);
  const out = text('out');
  if (out !== undefined) await mustBeWritable(out);
  const threads = text('threads');
  const { plan, isStopped } = await solveAloud(week, {
    ...(threads === undefined ? {} : { threads: wholeNumber(threads, 'threads', 1, 64, 1) }),
    effort: wholeNumber(text('effort'), 'effort', 1, 5, 2),
    seconds: wholeNumber(text('seconds'), 'seconds', 1, 86_400, 30),
    seed: wholeNumber(text('seed'), 'seed', 0, 2 ** 31, 1),
  });
  if (out !== undefined) await writeFile(out, `${JSON.stringify(plan, null, 2)}\n`);
  if (values.json === true || out === undefined) await print(`${JSON.stringify(plan, null, 2)}\n`);
  else await print(`${inWords(plan, week.people.length)}\n`);
  return isStopped ? EXIT.stopped : EXIT.done;
}

/** A line of progress at most so often, however fast things go. */
const LINE_MS = 500;

async function solveAloud(week: Week, options: SolveOptions) {
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.once('SIGINT', onSignal);
  let said = { stage: '', atMs: Number.NEGATIVE_INFINITY };
  try {
    const plan = await solveWeek(week, {
      ...options,
      signal: stop.signal,
      onProgress: ({ stage, elapsedMs, best, bound }) => {
        if (stage === said.stage && elapsedMs - said.atMs < LINE_MS) return;
        said = { stage, atMs: elapsedMs };
        const served = best === null ? '' : ` served ${best.served} of at most ${bound?.served ?? '?'}`;
        const line = `${(elapsedMs / 1000).toFixed(1)} s ${stage}${served}`;
        // On a screen one line that changes; in a file one line after another.
        process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
      },
    });
    if (process.stderr.isTTY) process.stderr.write('\n');
    return { plan, isStopped: stop.signal.aborted || plan.stats.stopped === true };
  } finally {
    process.off('SIGINT', onSignal);
  }
}

const inWords = ({ score, bound, status, unserved, stats }: Plan, people: number): string =>
  [
    `${status}: ${people - unserved.length} of ${people} people have their full week.`,
    `served ${score.served} (at most ${bound.served}), minutes ${score.credited} (at most ${bound.credited}), opened ${score.opened}, moves ${score.moves}, friction ${score.friction}; ${stats.seconds} s`,
  ].join('\n');

async function check(words: string[]): Promise<number> {
  const { values, positionals } = wordsOf({
    args: words,
    allowPositionals: true,
    options: { json: { type: 'boolean' } },
  });
  const found = checkPlan(await readWeek(positionals[0]), await readPlan(positionals[1]));
  if (values.json === true) await print(`${JSON.stringify(found, null, 2)}\n`);
  else if (found.ok) await print(`No rule is broken. ${JSON.stringify(found.score)}\n`);
  else
    await print(
      `${found.faults.length} ${found.faults.length === 1 ? 'rule is' : 'rules are'} broken:\n${faultLines(found.faults)}\n`,
    );
  return found.ok ? EXIT.done : EXIT.badInput;
}

async function explain(words: string[]): Promise<number> {
  const { values, positionals } = wordsOf({
    args: words,
    allowPositionals: true,
    options: {
      person: { type: 'string' },
      'site-wide': { type: 'boolean' },
      plan: { type: 'string' },
      seconds: { type: 'string' },
      json: { type: 'boolean' },
    },
  }) as { values: Record<string, string | boolean | undefined>; positionals: string[] };
  const week = await readWeek(positionals[0]);
  const person = typeof values.person === 'string' ? values.person : undefined;
  const isSiteWide = values['site-wide'] === true;
  if (!isSiteWide && !week.people.some(({ id }) => id === person)) {
    throw new BadInput(
      `There is no person "${person ?? ''}" in ${positionals[0]}. Say which: --person ID, or --site-wide`,
    );
  }
  const plan =
    typeof values.plan === 'string'
      ? await readPlan(values.plan)
      : (
          await solveAloud(week, {
            effort: 2,
            seconds: wholeNumber(
              typeof values.seconds === 'string' ? values.seconds : undefined,
              'seconds',
              1,
              86_400,
              30,
            ),
            seed: 1,
          })
        ).plan;
  if (isSiteWide) {
    await print(`${JSON.stringify(await suggestGroups(week, plan), null, 2)}\n`);
    return EXIT.done;
  }
  const found = explainPerson(week, plan, person ?? '');
  if (found === undefined) await print(values.json === true ? 'null\n' : `"${person}" has a full week.\n`);
  else await print(`${JSON.stringify(found, null, 2)}\n`);
  return EXIT.done;
}

async function sample(words: string[]): Promise<number> {
  const { values } = wordsOf({
    args: words,
    options: {
      people: { type: 'string' },
      sessions: { type: 'string' },
      sites: { type: 'string' },
      seed: { type: 'string' },
      out: { type: 'string' },
    },
  }) as { values: Record<string, string | undefined> };
  const week = sampleWeek({
    people: wholeNumber(values.people, 'people', 0, 100_000, 60),
    sessions: wholeNumber(values.sessions, 'sessions', 0, 20_000, 40),
    sites: wholeNumber(values.sites, 'sites', 1, 1000, 1),
    seed: wholeNumber(values.seed, 'seed', 0, 2 ** 31, 1),
  });
  const text = `${JSON.stringify(week, null, 2)}\n`;
  if (values.out === undefined) await print(text);
  else await writeFile(values.out, text);
  return EXIT.done;
}
