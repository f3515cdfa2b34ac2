import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { QUESTIONS } from './assessment.ts';
import { type Condition, type Inputs, type Level, recommend } from './level-of-care.ts';
import { INPUT_RULES } from './level-of-care-inputs.ts';
import { TABLE } from './table.ts';

const USUAL: Inputs = Object.fromEntries(
  QUESTIONS.map((question) => [question.key, question.values[0] ?? 0]),
);

/** "sud=7 relapse=moderate psych=?" over the usual answers; "?" takes an answer away. */
function person(words: string): Inputs {
  const inputs: Record<string, string | number> = { ...USUAL };
  for (const word of words.split(' ').filter(Boolean)) {
    const [key = '', value = ''] = word.split('=');
    if (value === '?') delete inputs[key];
    else inputs[key] = key === 'sud' ? Number(value) : value;
  }
  return inputs;
}

const ask = (inputs: Inputs) => recommend(TABLE, QUESTIONS, inputs);

// The worked vignettes of the field guide, 2.4: what differs from usual, level, row, flags, hours / days.
const VIGNETTES: readonly [string, string, string, string, string, string][] = [
  ['V01', 'sud=7 relapse=moderate', 'IOP', 'R40', '', '9/3'],
  ['V02', 'sud=7 relapse=moderate withdrawal=emergency', 'EMERGENCY', 'G2', '', ''],
  ['V03', 'sud=8 relapse=high withdrawal=severe', 'WM', 'R10', '', ''],
  ['V04', 'sud=6 relapse=moderate suicide=imminent psych=severe', 'EMERGENCY', 'G4', '', ''],
  ['V05', 'sud=5 relapse=moderate suicide=high', 'EMERGENCY', 'G5', '', ''],
  [
    'V06',
    'sud=5 relapse=moderate suicide=high suicide_eval=yes psych=moderate',
    'PHP',
    'R30',
    'DUAL',
    '20/5',
  ],
  ['V07', 'sud=8 relapse=high psych=moderate current=residential', 'IOP', 'R40', 'DUAL', '15/5'],
  ['V08', 'sud=9 relapse=high current=iop response=worsening opioid=yes', 'PHP', 'R34', 'OFFER_MOUD', '20/5'],
  ['V09', 'sud=7 relapse=low current=iop response=improving', 'OP', 'R39', '', '3/1'],
  ['V10', 'sud=3 relapse=low', 'OP', 'R50', '', '3/1'],
  ['V11', 'age=adolescent sud=4 relapse=moderate readiness=ambivalent', 'IOP', 'R40', 'ENGAGEMENT', '6/3'],
  ['V12', 'sud=1 risky_use=yes', 'EI', 'R61', '', ''],
  ['V13', 'sud=8 relapse=high environment=dangerous', 'RES', 'R21', '', ''],
  [
    'V14',
    'sud=8 relapse=high environment=dangerous recovery_housing=yes',
    'PHP',
    'R33',
    'RECOVERY_HOUSING',
    '20/5',
  ],
  ['V15', 'sud=5 relapse=moderate psychosis=active_manageable psych=moderate', 'PHP', 'R31', 'DUAL', '20/5'],
  ['V16', 'sud=8 relapse=high psychosis=acute psych=severe', 'EMERGENCY', 'G7', '', ''],
  [
    'V17',
    'sud=7 relapse=high withdrawal=moderate pregnant=yes opioid=yes',
    'WM',
    'R11',
    'OFFER_MOUD PREGNANT_PRIORITY',
    '',
  ],
  [
    'V18',
    'sud=7 relapse=moderate withdrawal=moderate opioid=yes',
    'PHP',
    'R35',
    'OFFER_MOUD AMBULATORY_WM',
    '20/5',
  ],
  ['V19', 'sud=4 relapse=low readiness=mandated', 'OP', 'R50', 'ENGAGEMENT', '3/1'],
  ['V20', 'sud=9 relapse=high response=worsening iop_failures=2+ current=iop', 'RES', 'R23', '', ''],
  ['V21', 'sud=0 psych=moderate', 'REFER_MH', 'R60', '', ''],
  ['V22', 'sud=6 relapse=?', 'INCOMPLETE', 'G9', '', ''],
  ['V23', 'sud=? relapse=? intox=overdose', 'EMERGENCY', 'G1', '', ''],
  ['V24', 'sud=3 relapse=moderate psych=moderate', 'IOP', 'R41', 'DUAL', '9/3'],
  ['V25', 'sud=4 relapse=low current=op response=worsening', 'IOP', 'R42', '', '9/3'],
  ['V26', 'sud=9 relapse=imminent', 'PHP', 'R32', '', '20/5'],
  ['V27', 'sud=9 relapse=imminent environment=unsupportive', 'RES', 'R20', '', ''],
  ['V28', 'sud=8 relapse=high medical=needs_24h', 'WM', 'R12', '', ''],
  ['V29', 'sud=6 relapse=high intox=unsafe', 'EMERGENCY', 'G3', '', ''],
  ['V30', 'sud=6 relapse=high violence=imminent', 'EMERGENCY', 'G6', '', ''],
  ['V31', 'sud=8 relapse=high cognition=cannot_participate', 'RES', 'R22', '', ''],
  ['V32', 'sud=7 relapse=high psychosis=active_manageable psych=severe', 'RES', 'R24', 'DUAL', ''],
  ['V33', 'sud=2 relapse=low suicide=moderate', 'IOP', 'R43', 'DUAL', '9/3'],
  ['V34', 'sud=0', 'NONE', 'R62', '', ''],
];

describe('table loc-2026.1', () => {
  test.each(VIGNETTES)('%s: %s is %s by %s', (_id, words, level, row, flags, dose) => {
    const found = ask(person(words));
    expect([found.level, found.row, found.flags.join(' ')]).toEqual([level, row, flags]);
    expect(found.dose === null ? '' : `${found.dose.minutes / 60}/${found.dose.days}`).toBe(dose);
  });

  test('every row decides at least one vignette', () => {
    const reached = new Set(VIGNETTES.map(([, , , row]) => row));
    expect(TABLE.rows.map(({ id }) => id).filter((id) => !reached.has(id))).toEqual([]);
  });

  test('every row speaks only of inputs and values that can be given, to staff and to the person', () => {
    const offered = new Map<string, readonly unknown[]>(INPUT_RULES.map(({ key, values }) => [key, values]));
    const leaves = (condition: Condition): readonly Condition[] =>
      'all' in condition
        ? condition.all.flatMap(leaves)
        : 'any' in condition
          ? condition.any.flatMap(leaves)
          : [condition];
    const all = [...TABLE.rows, ...TABLE.flags, ...TABLE.points].flatMap(({ when }) => leaves(when));
    for (const leaf of all) {
      if ('in' in leaf) expect(offered.get(leaf.key)).toEqual(expect.arrayContaining([...leaf.in]));
      else if ('key' in leaf) expect(offered.get(leaf.key)).toContain(0);
    }
    for (const { id, reason, forPerson } of TABLE.rows) expect(forPerson, id).not.toEqual(reason);
  });

  test('every dose keeps the hours and days that its level must have, visits included', () => {
    // Field guide 2.3: least and most minutes a week, least minutes of a full service day where a payer asks.
    const limits: Record<string, readonly [number, number]> = {
      'adult OP': [60, 539],
      'adult IOP': [540, 1140],
      'adult PHP': [1200, 1800],
      'adolescent OP': [60, 359],
      'adolescent IOP': [360, 1140],
      'adolescent PHP': [1200, 1800],
    };
    for (const [age, levels] of Object.entries(TABLE.doses)) {
      for (const [level, steps] of Object.entries(levels)) {
        const [least, most] = limits[`${age} ${level}`] ?? [];
        for (const dose of steps) {
          expect(dose.minutesMin).toBe(least);
          expect(dose.minutesMax).toBeLessThanOrEqual(most ?? 0);
          expect(dose.minutes).toBeGreaterThanOrEqual(dose.minutesMin);
          expect(dose.minutes).toBeLessThanOrEqual(dose.minutesMax);
          expect(dose.days * dose.minutesPerDayMax).toBeGreaterThanOrEqual(dose.minutes);
          expect(dose.visits.some(({ kind }) => kind === 'individual')).toBe(true);
        }
      }
    }
  });

  const complete = fc.record(
    Object.fromEntries(QUESTIONS.map((question) => [question.key, fc.constantFrom(...question.values)])),
  );

  test('every complete set of answers has exactly one result, and the same one again', () => {
    fc.assert(
      fc.property(complete, (inputs) => {
        const found = ask(inputs);
        expect(found.level).not.toBe('INCOMPLETE');
        expect(found.considered.filter(({ isMatch }) => isMatch)).toEqual([
          { row: found.row, isMatch: true },
        ]);
        expect(ask(inputs)).toEqual(found);
      }),
      { numRuns: 2000 },
    );
  });

  test('a worse answer to a risk never yields a less intensive level', () => {
    const order: readonly Level[] = ['NONE', 'EI', 'OP', 'IOP', 'PHP', 'RES', 'WM', 'EMERGENCY'];
    const risks = [
      'withdrawal',
      'intox',
      'medical',
      'suicide',
      'violence',
      'psychosis',
      'psych',
      'relapse',
      'environment',
      'sud',
      'cognition',
      'wm_support',
      'risky_use',
      'iop_failures',
    ];
    fc.assert(
      fc.property(complete, fc.constantFrom(...risks), (inputs, key) => {
        const values = QUESTIONS.find((question) => question.key === key)?.values ?? [];
        const worse = values[values.indexOf(inputs[key] ?? '') + 1];
        if (worse === undefined) return;
        const [before, after] = [ask(inputs).level, ask({ ...inputs, [key]: worse }).level];
        if (before === 'REFER_MH' || after === 'REFER_MH') return;
        expect(order.indexOf(after as Level)).toBeGreaterThanOrEqual(order.indexOf(before as Level));
      }),
      { numRuns: 5000 },
    );
  });

  test('gates fire on whatever is known, however much is missing', () => {
    fc.assert(
      fc.property(complete, fc.subarray(QUESTIONS.map(({ key }) => key)), (inputs, gone) => {
        if (ask(inputs).level !== 'EMERGENCY') return;
        const gate = TABLE.rows.find(({ id }) => id === ask(inputs).row);
        const kept = gone.filter((key) => !JSON.stringify(gate?.when).includes(`"${key}"`));
        const some = Object.fromEntries(Object.entries(inputs).filter(([key]) => !kept.includes(key)));
        expect(ask(some).level).toBe('EMERGENCY');
      }),
      { numRuns: 1000 },
    );
  });

  test('readiness never opens or closes a gate', () => {
    fc.assert(
      fc.property(
        complete,
        fc.constantFrom('willing', 'ambivalent', 'mandated', 'refuses'),
        (inputs, readiness) => {
          const isEmergency = ask(inputs).level === 'EMERGENCY';
          expect(ask({ ...inputs, readiness }).level === 'EMERGENCY').toBe(isEmergency);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('what would change the level really changes it', () => {
    fc.assert(
      fc.property(complete, (inputs) => {
        for (const { key, to, level } of ask(inputs).flips) {
          expect(ask({ ...inputs, [key]: to }).level).toBe(level);
        }
      }),
      { numRuns: 300 },
    );
  });
});
