import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { VECTORS } from '../instruments/vectors.ts';
import { TABLE } from '../level-of-care/table.ts';
import { VIGNETTES } from '../level-of-care/vignettes.ts';
import { runFitCommand } from './commands.ts';
import { LINE_BYTES_MAX } from './lines.ts';

let folder = '';
const file = (name: string) => join(folder, name);
const changed = (id: string, result: string) => ({
  ...TABLE,
  version: 'own-1',
  rows: TABLE.rows.map((row) => (row.id === id ? { ...row, result } : row)),
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fit-'));
  await writeFile(file('own.json'), JSON.stringify(changed('R50', 'IOP')));
  await writeFile(file('less.json'), JSON.stringify(changed('R32', 'OP')));
  await writeFile(file('gap.json'), JSON.stringify({ ...TABLE, rows: TABLE.rows.slice(0, -1) }));
  await writeFile(file('spa.json'), JSON.stringify(changed('R32', 'SPA')));
  await writeFile(file('torn.json'), '{ "version": ');
  await writeFile(file('one.jsonl'), '{"sud":7,"relapse":"moderate"}');
});
afterAll(() => rm(folder, { recursive: true }));

const said = { out: '', err: '' };
beforeEach(() => {
  said.out = '';
  said.err = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text, done?: unknown) => {
    said.out += String(text);
    if (typeof done === 'function') done();
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said.err += String(text);
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

const run = (words: string) => runFitCommand(words.split(' ').map((word) => word.replace('@', `${folder}/`)));

/** Runs `recommend` on what standard input gives, in whatever pieces. */
function recommend(pieces: readonly (string | Uint8Array)[], words = 'recommend -') {
  const source = Readable.from(pieces.map((piece) => Buffer.from(piece as string)));
  vi.spyOn(process, 'stdin', 'get').mockReturnValue(source as unknown as typeof process.stdin);
  return run(words);
}
const answers = () =>
  said.out
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

describe('daybridge fit', () => {
  test.each(['help', '--help', '-h', 'recommend --help', 'check --help', 'score --help'])(
    '%s says how',
    async (words) => {
      expect(await run(words)).toBe(0);
      const command = words.endsWith(' --help') ? words.split(' ')[0] : 'recommend';
      expect(said.out).toContain(`daybridge fit ${command}`);
      expect(said.out).toMatch(/e\.g\. .*daybridge fit/);
      expect(said.out).toContain('Exit: 0 done, 1 a check failed, 2 bad input.');
    },
  );

  test('alone says how', async () => {
    expect(await runFitCommand([])).toBe(0);
    expect(said.out).toContain('daybridge fit check');
  });

  test.each([
    ['fly', 'no command "fit fly"'],
    ['constructor', 'no command "fit constructor"'],
    ['recommend', 'Which file?'],
    ['recommend @none.jsonl', 'cannot be read'],
    ['recommend @', 'cannot be read'],
    ['recommend @one.jsonl @two.jsonl', 'One file at a time'],
    ['recommend @one.jsonl --fast', "'--fast'"],
    ['recommend @one.jsonl --table @none.json', 'cannot be read'],
    ['recommend @one.jsonl --table @torn.json', 'cannot be read'],
    ['recommend @one.jsonl --table @spa.json', '$.rows[17].result: Invalid option'],
    [
      'recommend @one.jsonl --table @gap.json',
      '$.rows: There are answers that no row decides. For example: {',
    ],
    ['score', 'Which instrument?'],
    ['score PHQ-9', 'Which answers?'],
    ['check everything', 'What is everything?'],
    ['check --table @spa.json', '$.rows[17].result: Invalid option'],
  ])('%s is told what is wrong, with 2', async (words, message) => {
    expect(await run(words)).toBe(2);
    expect(said.err).toContain(message);
    expect(said.err).not.toMatch(/\n\s+at /);
    expect(said.out).toBe('');
  });
});

describe('daybridge fit recommend', () => {
  test('says level, row, flags, dose, what is missing, what was considered, what would change it', async () => {
    expect(await recommend(['{"sud":7,"relapse":"moderate","psych":"moderate"}\n'])).toBe(0);
    expect(Object.keys(answers()[0])).toEqual([
      'level',
      'row',
      'flags',
      'dose',
      'missing',
      'considered',
      'flips',
      'table',
    ]);
    expect(answers()[0]).toMatchObject({
      level: 'IOP',
      row: 'R40',
      flags: ['DUAL'],
      dose: { hoursMin: 9, hoursMax: 9, days: 3 },
      missing: [],
      table: 'loc-2026.1',
    });
    expect(answers()[0].considered).toEqual(expect.arrayContaining(['G1', 'R10']));
    expect(answers()[0].considered.at(-1)).toBe('R40');
    expect(answers()[0].flips).toContainEqual({ key: 'relapse', to: 'imminent', level: 'PHP' });
    expect(answers()[0].flips).toContainEqual({ key: 'sud', to: 1, level: 'REFER_MH' });
  });

  test('answers every worked case as the field guide does, in order, however the bytes arrive', async () => {
    const text = VIGNETTES.vignettes.map(({ inputs }) => `${JSON.stringify(inputs)}\r\n`).join('');
    const pieces = text.match(/[\s\S]{1,37}/g) ?? [];
    expect(await recommend(pieces)).toBe(0);
    expect(answers().map(({ level, row, flags, dose }) => ({ level, row, flags, dose }))).toEqual(
      VIGNETTES.vignettes.map(({ level, row, flags, dose }) => ({ level, row, flags, dose })),
    );
  });

  test('flags are sorted, doses are as the guide names them', async () => {
    const lines = [
      '{"sud":7,"relapse":"moderate","withdrawal":"moderate","opioid":"yes","environment":"dangerous","recovery_housing":"yes","readiness":"refuses"}',
      '{"age":"adolescent","sud":3}',
      '{"age":"adolescent","sud":7,"relapse":"high","psych":"moderate","iop_failures":1}',
      '{"sud":9,"relapse":"imminent"}',
      '{"sud":8,"relapse":"high","environment":"dangerous"}',
    ];
    expect(await recommend([lines.join('\n')])).toBe(0);
    expect(answers()[0].flags).toEqual(['AMBULATORY_WM', 'ENGAGEMENT', 'OFFER_MOUD', 'RECOVERY_HOUSING']);
    expect(answers().map(({ dose }) => dose && Object.values(dose))).toEqual([
      [20, 30, 5],
      [1, 5, null],
      [12, 12, 4],
      [20, 30, 5],
      null,
    ]);
  });

  test('left out is usual, null is not assessed; a gate fires on what is known', async () => {
    expect(
      await recommend([
        '{}\n{"sud":null,"psych":null}\n{"sud":null,"medical":"emergency"}\n',
        '{"sud":7,"relapse":"moderate","wm_support":null,"readiness":null}\n',
        '{"sud":5,"suicide":"high","suicide_eval":null}',
      ]),
    ).toBe(0);
    expect(answers().map(({ level, row, missing }) => [level, row, missing])).toEqual([
      ['NONE', 'R62', []],
      ['INCOMPLETE', 'G9', ['psych', 'sud']],
      ['EMERGENCY', 'G1', ['sud']],
      ['IOP', 'R40', []],
      ['EMERGENCY', 'G5', []],
    ]);
    expect(answers()[1]).toMatchObject({ flags: [], dose: null, flips: [] });
  });

  test.each([
    ['{"mood":"low"}', 'has the unknown key "mood".'],
    ['{"__proto__":1}', 'has the unknown key "__proto__".'],
    ['{"sud":12}', 'has sud 12; it is one of 0, 1,'],
    ['{"sud":"7"}', 'has sud "7"; it is one of 0, 1,'],
    ['{"sud":7.5}', 'has sud 7.5;'],
    ['{"sud":true}', 'has sud true;'],
    ['{"relapse":"High"}', 'has relapse "High"; it is one of "low", "moderate", "high", "imminent", or null'],
    ['{"iop_failures":3}', 'has iop_failures 3; it is one of "0", "1", "2+"'],
    ['{"relapse":["high"]}', 'has relapse ["high"];'],
    ['[{"sud":7}]', 'is a list, not a JSON object.'],
    ['7', 'is 7, not a JSON object.'],
    ['null', 'is null, not a JSON object.'],
    ['{"sud":7', 'is no JSON object: '],
    ['sud=7', 'is no JSON object: '],
    ['\n{}', 'is blank.'],
    [`{"sud":"${'x'.repeat(LINE_BYTES_MAX)}"}`, `has more than ${LINE_BYTES_MAX} bytes.`],
  ])('a faulty line ends it by number and reason, after the answers before it: %#', async (line, reason) => {
    expect(await recommend([`{"sud":7}\n{"sud":2}\n${line}\n{"sud":1}\n`])).toBe(2);
    expect(said.err).toMatch(/^Line 3 /);
    expect(said.err).toContain(reason);
    expect(said.err.length).toBeLessThan(400);
    expect(answers().map(({ level }) => level)).toEqual(['OP', 'OP']);
  });

  test('bytes that are no UTF-8, and a line without end, are refused', async () => {
    expect(await recommend([Uint8Array.of(0x7b, 0xff, 0x7d, 0x0a)])).toBe(2);
    expect(said.err).toMatch(/^Line 1 is no JSON object: /);
    said.err = '';
    expect(await recommend(Array.from({ length: 40 }, () => ' x'.repeat(4096)))).toBe(2);
    expect(said.err).toBe(`Line 1 has more than ${LINE_BYTES_MAX} bytes.\n`);
  });

  test('a byte order mark, blank lines at the end and no line at all are nothing to complain about', async () => {
    expect(await recommend(['\uFEFF{"sud":2}\n\n \r\n'])).toBe(0);
    expect(answers()).toHaveLength(1);
    said.out = '';
    expect(await recommend([])).toBe(0);
    expect(said.out).toBe('');
  });

  test('counts of earlier programs may be numbers, as the guide writes them', async () => {
    const inputs = (failures: unknown) =>
      JSON.stringify({ sud: 9, relapse: 'high', response: 'worsening', iop_failures: failures });
    expect(await recommend([['2+', 2, '2', 1, '0'].map(inputs).join('\n')])).toBe(0);
    expect(answers().map(({ row }) => row)).toEqual(['R23', 'R23', 'R23', 'R40', 'R40']);
  });

  test('a file and a table of one’s own', async () => {
    expect(await run('recommend @one.jsonl --table @own.json')).toBe(0);
    expect(answers()[0]).toMatchObject({ level: 'IOP', table: 'own-1' });
    expect(await recommend(['{"sud":2}'], 'recommend - --table @own.json')).toBe(0);
    expect(answers()[1]).toMatchObject({ level: 'IOP', row: 'R50' });
    expect(said.err).toBe('');
  });

  test('a table of one’s own that lowers care with more risk is used, and said to do so', async () => {
    expect(await run('recommend @one.jsonl --table @less.json')).toBe(0);
    expect(said.err).toContain('lowers the level');
  });

  test('ends quietly when nobody reads on', async () => {
    const lines = Array.from({ length: 20 }, () => '{"sud":7}\n'.repeat(100));
    let writes = 0;
    vi.mocked(process.stdout.write).mockImplementation((_, done?: unknown) => {
      writes++;
      if (typeof done === 'function') done(new Error('write EPIPE'));
      setTimeout(() => process.stdout.emit('error', new Error('write EPIPE')), 0);
      return false;
    });
    expect(await recommend(lines)).toBe(0);
    expect(writes).toBe(1);
  });
});

describe('daybridge fit score', () => {
  test('one form in, one line out', async () => {
    expect(await run('score PHQ-9 --answers 2,1,2,1,0,1,1,0,-')).toBe(0);
    expect(said.out).toBe(
      '{"status":"prorated","score":9,"band":"mild","subscores":{},"flags":["safety item unanswered"]}\n',
    );
  });
});

describe('daybridge fit check', () => {
  test('counts what it checked, all of it in order', async () => {
    expect(await run('check')).toBe(0);
    expect(said.out).toContain(`instruments: worked forms: ${VECTORS.length} of ${VECTORS.length}`);
    expect(said.out).toContain('worked cases: 34 of 34');
    expect(said.out).toContain('611,529,523,200 in');
    expect(said.out).not.toContain('FAILED');
  });

  test('the same as JSON', async () => {
    expect(await run('check --json')).toBe(0);
    const { ok, parts } = JSON.parse(said.out);
    expect(ok).toBe(true);
    expect(parts.length).toBeGreaterThan(8);
  });

  test('a table of one’s own with a fault fails, with the reason', async () => {
    expect(await run('check --table @gap.json')).toBe(1);
    expect(said.out).toContain(
      'gap $.rows: There are answers that no row decides. For example: {"age":"adult"',
    );
    expect(said.out).toContain('FAILED  loc-2026.1: complete answers have one result');
    said.out = '';
    expect(await run('check --table @less.json')).toBe(1);
    expect(said.out).toContain('not-monotone $.rows[17]');
    said.out = '';
    expect(await run('check --table @own.json')).toBe(0);
  });
});
