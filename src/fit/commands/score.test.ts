import { describe, expect, test } from 'vitest';
import { VECTORS } from '../instruments/vectors.ts';
import { runScoreCommand } from './score.ts';

function run(words: string) {
  const said = { out: '', err: '' };
  const code = runScoreCommand(
    words.split(' ').filter((word) => word !== ''),
    (text) => {
      said.out += text;
    },
    (text) => {
      said.err += text;
    },
  );
  return { code, ...said };
}

describe('daybridge fit score', () => {
  test('says one line of JSON', () => {
    expect(run('PHQ-9 --answers 2,1,2,1,0,1,1,0,-')).toEqual({
      code: 0,
      out: '{"status":"prorated","score":9,"band":"mild","subscores":{},"flags":["safety item unanswered"]}\n',
      err: '',
    });
  });

  test.each([
    ['phq9 --answers=0,0,0,0,0,0,0,0,0', '"band":"minimal"'],
    ['GAD-7 --answers -,-,1,1,1,1,1', '"status":"prorated","score":7'],
    ['audit-c --answers 1,1,1 --sex F', '"band":"positive"'],
    ['AUDIT-C --sex M --answers 1,1,1', '"band":"negative"'],
    ['AUDIT-C --answers 1,1,1', '"band":"positive"'],
    ['PC-PTSD-5 --answers 1,1,1,0,0 --exposure 1 --cut 4', '"band":"negative"'],
    ['PC-PTSD-5 --answers 1,1,1,0,0 --exposure -', '"flags":["gate unanswered"]'],
    ['PC-PTSD-5 --answers 1,1,1,0,0', '"flags":["gate unanswered"]'],
    ['DSM-5 --answers 0,0,0,0,0,0,0,0,0,1,1 --supervised 1 --substance opioid', '"band":"no SUD"'],
    ['DAST-10 --answers 0,0,-,0,0,0,0,0,0,0 --drug-use 0', '"score":0'],
    ['BAM --answers 0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0', '"subscores":{"use":0,"risk":0,"protective":0}'],
    ['C-SSRS --answers 1,1,1,1,-,0,-', '"band":"HIGH already established"'],
    ['AUDIT --answers 0,2,0,0,0,0,0,0,0,0', '"faults":["INCONSISTENT:item1=0"]'],
  ])('%s: %s', (words, part) => {
    const { code, out, err } = run(words);
    expect(out).toContain(part);
    expect(out.split('\n')).toHaveLength(2);
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  test.each([
    ['', 'Which instrument?'],
    ['PHQ-9', 'Which answers?'],
    ['PHQ-8 --answers 0', 'There is no instrument "PHQ-8". There are: '],
    ['PHQ-9 GAD-7 --answers 0', 'not also GAD-7'],
    ['PHQ-9 --answers', 'argument missing'],
    ['PHQ-9 --answers 0,1,x,0,0,0,0,0,0', 'Answer 3 is a number'],
    ['PHQ-9 --answers 0,1,,0,0,0,0,0,0', 'Answer 3 is a number'],
    ['PHQ-9 --answers 0,1,1e1,0,0,0,0,0,0', 'Answer 3 is a number'],
    [`PHQ-9 --answers ${'0,'.repeat(300)}0`, '200 answers at most'],
    ['PHQ-9 --answers 0,0,0,0,0,0,0,0,0 --colour red', "Unknown option '--colour'"],
    ['PHQ-9 --answers 0,0,0,0,0,0,0,0,0 --sex F', 'PHQ-9 does not need --sex'],
    ['AUDIT-C --answers 1,1,1 --sex f', '--sex is F, M, U or -, not "f"'],
    ['PC-PTSD-5 --answers 1,1,1,0,0 --exposure 2', '--exposure is 0, 1 or -'],
  ])('%s is refused: %s', (words, reason) => {
    const { code, out, err } = run(words);
    expect(err).toContain(reason);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  test.each([
    [
      'PHQ-9 --answers 0,0,0,0,4,0,0,0,0',
      'INVALID:item5: 4 is no answer to item 5 of PHQ-9; there is 0, 1, 2, 3.',
    ],
    ['PHQ-9 --answers 0,0,0,0,1.5,0,0,0,0', 'INVALID:item5: 1.5 is no answer'],
    ['PHQ-9 --answers 1,1,1,1,1,1,1,1', 'INVALID:length: PHQ-9 has 9 answers, not 8.'],
    ['BAM-R --answers 0,0,31,0,0,0,0,0,0,0,0,0,0,0,0,0,0', 'there is 0 to 30.'],
    ['DSM-5 --answers 0,0,0,0,0,0,0,0,0,0,1 --substance pcp', 'INVALID:criterion11 n/a'],
  ])('%s is invalid: %s', (words, reason) => {
    const { code, out, err } = run(words);
    expect(err).toContain(reason);
    expect(code).toBe(2);
    expect(out).toContain('"status":"invalid","score":null');
  });

  test('an invalid form still tells its safety flag', () => {
    const { code, out } = run('PHQ-9 --answers 0,0,0,0,4,0,0,0,2');
    expect(code).toBe(2);
    expect(JSON.parse(out).flags).toEqual(['SAFETY ALERT']);
  });

  test('says of every worked form what the guide says', () => {
    for (const { id, instrument, answers, given, expected } of VECTORS) {
      const facts = Object.entries(given).map(([key, value]) => `--${key} ${value ?? '-'}`);
      const list = answers.map((answer) => answer ?? '-').join(',');
      const { code, out } = run(`${instrument} --answers ${list} ${facts.join(' ')}`);
      const { fault, ...wanted } = expected;
      expect({ id, code, ...JSON.parse(out) }).toMatchObject({
        id,
        code: expected.status === 'invalid' ? 2 : 0,
        ...wanted,
      });
    }
  });
});
