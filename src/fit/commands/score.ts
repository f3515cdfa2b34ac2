/** `daybridge fit score`: one form's answers in, one line of JSON out. */
import type { Ask, Instrument } from '../instruments/instrument.ts';
import { INSTRUMENTS, instrumentNamed, UnknownInstrument } from '../instruments/load.ts';
import { type Scored, scoreInstrument } from '../instruments/score.ts';
import type { Answers, Given } from '../instruments/score-sheet.ts';
import { BadInput, EXIT, wordsOf } from './terminal.ts';

export type Say = (text: string) => void;

/** 0 with a result of whatever status; 2 where the answers, or the words around them, are invalid. */
export function runScoreCommand(words: readonly string[], out: Say, err: Say): number {
  try {
    const { instrument, answers, given } = formIn(words);
    const scored = scoreInstrument(instrument, answers, given);
    // An invalid form is told on both sides: its safety flags must reach whoever reads the line.
    out(`${JSON.stringify(lineOf(scored))}\n`);
    if (scored.status !== 'invalid') return EXIT.done;
    for (const fault of scored.faults) err(`${inWords(fault, instrument, answers)}\n`);
    return EXIT.badInput;
  } catch (fault) {
    if (!(fault instanceof BadInput || fault instanceof UnknownInstrument)) throw fault;
    err(`${fault.message}\n`);
    return EXIT.badInput;
  }
}

const lineOf = ({ status, score, band, subscores, flags, faults }: Scored) => ({
  status,
  score,
  band,
  subscores,
  flags,
  ...(faults.length === 0 ? {} : { faults }),
});

interface Form {
  readonly instrument: Instrument;
  readonly answers: Answers;
  readonly given: Given;
}

/** "drugUse" is asked for as --drug-use. */
const optionOf = (key: string): string => key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const OPTIONS = new Set(
  INSTRUMENTS.flatMap(({ daybridge }) => daybridge.asks).map(({ key }) => optionOf(key)),
);

function formIn(words: readonly string[]): Form {
  const names = ['answers', ...OPTIONS];
  const { values, positionals } = wordsOf({
    args: withDashes(words, names),
    allowPositionals: true,
    options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
  });
  const [name, ...others] = positionals;
  if (name === undefined) throw new BadInput('Which instrument? See: daybridge fit --help');
  if (others.length > 0) throw new BadInput(`One instrument at a time: not also ${others.join(', ')}.`);
  const instrument = instrumentNamed(name);
  const { answers, ...facts } = values as Readonly<Record<string, string | undefined>>;
  if (answers === undefined) throw new BadInput('Which answers? For example: --answers 2,1,2,1,0,1,1,0,-');
  return { instrument, answers: answersIn(answers), given: givenIn(instrument, facts) };
}

/** "--answers -,1" would be taken for two options; "--answers=-,1" is not. */
function withDashes(words: readonly string[], names: readonly string[]): string[] {
  const joined: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    const value = words[index + 1];
    const isOption = word.startsWith('--') && names.includes(word.slice(2));
    if (isOption && value !== undefined && !value.startsWith('--')) {
      joined.push(`${word}=${value}`);
      index++;
    } else joined.push(word);
  }
  return joined;
}

const ANSWERS_MAX = 200;

function answersIn(words: string): Answers {
  const parts = words.split(',');
  if (parts.length > ANSWERS_MAX) throw new BadInput(`${ANSWERS_MAX} answers at most.`);
  return parts.map((part, index) => {
    const word = part.trim();
    if (word === '-') return null;
    if (/^-?\d{1,6}(\.\d{1,6})?$/.test(word)) return Number(word);
    throw new BadInput(`Answer ${index + 1} is a number, or - where there is none, not "${word}".`);
  });
}

function givenIn(instrument: Instrument, facts: Readonly<Record<string, string | undefined>>): Given {
  const { asks } = instrument.daybridge;
  const given: Record<string, string | number | null> = {};
  for (const [option, word] of Object.entries(facts)) {
    if (word === undefined) continue;
    const ask = asks.find(({ key }) => optionOf(key) === option);
    if (ask === undefined) throw new BadInput(`${nameOf(instrument)} does not need --${option}.`);
    given[ask.key] = factIn(ask, option, word);
  }
  return given;
}

function factIn({ values }: Ask, option: string, word: string): string | number | null {
  if (word === '-') return null;
  const found = values.find((value) => String(value) === word);
  if (found !== undefined) return found;
  throw new BadInput(`--${option} is ${values.join(', ')} or -, not "${word}".`);
}

const nameOf = ({ daybridge: { names, id } }: Instrument): string => names[0] ?? id;

function inWords(fault: string, instrument: Instrument, answers: Answers): string {
  const { items } = instrument.daybridge;
  const name = nameOf(instrument);
  if (fault === 'INVALID:length')
    return `${fault}: ${name} has ${items.length} answers, not ${answers.length}.`;
  const number = Number(/^INVALID:item(\d+)$/.exec(fault)?.[1]);
  const rule = items[number - 1];
  if (rule === undefined) return `${fault}: see the instrument's rules.`;
  const valid =
    'from' in rule.answers ? `${rule.answers.from} to ${rule.answers.to}` : rule.answers.join(', ');
  return `${fault}: ${answers[number - 1]} is no answer to item ${number} of ${name}; there is ${valid}.`;
}
