import { createReadStream } from 'node:fs';
import { type LevelOfCareTable, weeklyDoseOf } from '../level-of-care/level-of-care.ts';
import { compileTable } from '../level-of-care/level-of-care-compiled.ts';
import { makeReader } from '../level-of-care/level-of-care-given.ts';
import { INPUT_RULES } from '../level-of-care/level-of-care-inputs.ts';
import { LINE_BYTES_MAX, linesOf } from './lines.ts';
import { BadInput, EXIT, messageOf, print, tableFrom, wordsOf } from './terminal.ts';

/**
 * `daybridge fit recommend FILE|-`: one assessment a line in, one recommendation a line out, in order and as they come.
 * The first faulty line ends it; by then every line before that one has been answered.
 */
export async function runRecommendCommand(words: readonly string[]): Promise<number> {
  const { values, positionals } = wordsOf({
    args: [...words],
    allowPositionals: true,
    options: { table: { type: 'string' } },
  });
  const [file, ...others] = positionals;
  if (file === undefined) throw new BadInput('Which file? "-" is standard input. See: daybridge fit --help');
  if (others.length > 0) throw new BadInput(`One file at a time, not also ${others.join(', ')}.`);
  const answer = answerWith(await tableFrom(typeof values.table === 'string' ? values.table : undefined));
  try {
    await answerAll(file === '-' ? process.stdin : createReadStream(file), answer);
  } catch (fault) {
    if (fault instanceof BadInput) throw fault;
    throw new BadInput(`${file} cannot be read: ${messageOf(fault)}`);
  }
  return EXIT.done;
}

type Answered = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly fault: string };

async function answerAll(
  source: AsyncIterable<Uint8Array>,
  answer: (line: Uint8Array) => Answered,
): Promise<void> {
  let line = 0;
  let blankLine = 0;
  for await (const lines of linesOf(source)) {
    let text = '';
    let fault = '';
    for (const bytes of lines) {
      line++;
      if (isBlank(bytes)) {
        blankLine ||= line;
        continue;
      }
      // Blank lines at the end are only an ending; one in between would shift every answer after it.
      const answered: Answered = blankLine > 0 ? { ok: false, fault: 'is blank.' } : answer(bytes);
      if (!answered.ok) {
        fault = `Line ${blankLine || line} ${answered.fault}`;
        break;
      }
      text += answered.text;
    }
    if (text !== '' && !(await print(text))) return;
    if (fault !== '') throw new BadInput(fault);
  }
}

const isBlank = (line: Uint8Array): boolean =>
  line.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);

function answerWith(table: LevelOfCareTable): (line: Uint8Array) => Answered {
  const compiled = compileTable(table, INPUT_RULES);
  const read = makeReader(INPUT_RULES);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  return (line) => {
    if (line.length > LINE_BYTES_MAX) return { ok: false, fault: `has more than ${LINE_BYTES_MAX} bytes.` };
    let given: unknown;
    try {
      given = JSON.parse(decoder.decode(line));
    } catch (fault) {
      return { ok: false, fault: `is no JSON object: ${messageOf(fault)}` };
    }
    const found = read(given);
    if (!found.ok) return { ok: false, fault: found.message };
    const { level, row, flags, missing, considered, flips, version } = compiled.recommend(found.inputs);
    const isDecided = level !== 'INCOMPLETE';
    const answer = {
      level,
      row,
      flags: flags.toSorted(),
      dose: isDecided ? weeklyDoseOf(table, found.inputs, level) : null,
      missing,
      // Whatever stands before the row that decided did not match; what decides last is the gate for missing answers.
      considered: [...considered.map((each) => each.row), ...(isDecided ? [] : [row])],
      flips,
      table: version,
    };
    return { ok: true, text: `${JSON.stringify(answer)}\n` };
  };
}
