import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CONDITIONS, LABS, USES } from './codes.ts';
import { MEDICINES } from './medicines.ts';
import { needsReason, type Ordered, warningsOf } from './order.ts';
import type { MedicationRecord } from './record.ts';
import { pdmpDaysIn, RULES } from './rule-format.ts';
import { spokenBy } from './rules.ts';
import { ago, finding, ON, recordWith, taking } from './testing.ts';

const record = recordWith;
const takes = (...keys: string[]) => keys.map((key) => taking(key));
const looked = finding('check', 'pdmp');
const heard = (of: MedicationRecord) => spokenBy(RULES, of).map(({ rule }) => rule);

/** Each rule: what makes it speak, and what is nearly that and does not. */
const SPEAKS: readonly [
  rule: string,
  when: string,
  so: MedicationRecord,
  but: string,
  not: MedicationRecord,
][] = [
  [
    'M01',
    'naltrexone beside buprenorphine that ended 13 days ago',
    record({
      medicines: [
        taking('naltrexone-oral'),
        taking('buprenorphine-naloxone', { until: ago(13), endedHow: 'tapered' }),
      ],
    }),
    'it ended 15 days ago',
    record({
      medicines: [
        taking('naltrexone-oral'),
        taking('buprenorphine-naloxone', { until: ago(15), endedHow: 'tapered' }),
      ],
    }),
  ],
  [
    'M01',
    'a test found fentanyl ten days ago',
    record({
      medicines: takes('naltrexone-xr'),
      detected: [{ substance: 'fentanyl', class: 'opioid', on: ago(10) }],
      given: [{ entry: 'naltrexone-xr', on: ago(1) }],
    }),
    'it found cocaine',
    record({
      medicines: takes('naltrexone-xr'),
      detected: [{ substance: 'cocaine', class: 'stimulant', on: ago(10) }],
      given: [{ entry: 'naltrexone-xr', on: ago(1) }],
    }),
  ],
  [
    'M01',
    'surgery with opioids is planned',
    record({
      medicines: takes('naltrexone-oral'),
      findings: [finding('condition', 'opioid-pain-plan')],
    }),
    'that plan is over',
    record({
      medicines: takes('naltrexone-oral'),
      findings: [finding('condition', 'opioid-pain-plan', null, { until: ago(2) })],
    }),
  ],
  [
    'M02',
    'buprenorphine beside gabapentin',
    record({ medicines: takes('buprenorphine-naloxone', 'gabapentin'), findings: [looked] }),
    'gabapentin alone',
    record({ medicines: takes('gabapentin') }),
  ],
  [
    'M02',
    'methadone and alcohol three weeks ago',
    record({
      medicines: takes('methadone'),
      findings: [looked, finding('use', 'alcohol', null, { on: ago(21) })],
    }),
    'alcohol seven weeks ago',
    record({
      medicines: takes('methadone'),
      findings: [looked, finding('use', 'alcohol', null, { on: ago(49) })],
    }),
  ],
  [
    'M03',
    'three that sedate',
    record({ medicines: takes('gabapentin', 'trazodone', 'hydroxyzine') }),
    'two that sedate, one of them on the list twice',
    record({ medicines: [...takes('gabapentin', 'trazodone'), taking('gabapentin', { id: 'elsewhere' })] }),
  ],
  [
    'M04',
    'methadone beside citalopram',
    record({ medicines: takes('methadone', 'citalopram'), findings: [looked] }),
    'methadone alone, which lengthens QT itself',
    record({ medicines: takes('methadone'), findings: [looked] }),
  ],
  [
    'M04',
    'methadone and a QTc of 500',
    record({ medicines: takes('methadone'), findings: [looked, finding('lab', 'qtc', 500)] }),
    'a QTc of 499',
    record({ medicines: takes('methadone'), findings: [looked, finding('lab', 'qtc', 499)] }),
  ],
  [
    'M05',
    'disulfiram beside metronidazole',
    record({ medicines: takes('disulfiram', 'metronidazole') }),
    'beside azithromycin',
    record({ medicines: takes('disulfiram', 'azithromycin') }),
  ],
  [
    'M05',
    'disulfiram and alcohol yesterday',
    record({ medicines: takes('disulfiram'), findings: [finding('use', 'alcohol', null, { on: ago(1) })] }),
    'alcohol two days ago',
    record({ medicines: takes('disulfiram'), findings: [finding('use', 'alcohol', null, { on: ago(2) })] }),
  ],
  [
    'M06',
    'acamprosate and a clearance of 30',
    record({ medicines: takes('acamprosate'), findings: [finding('lab', 'crcl', 30)] }),
    'a newer clearance of 44',
    record({
      medicines: takes('acamprosate'),
      findings: [finding('lab', 'crcl', 30, { on: ago(40) }), finding('lab', 'crcl', 44)],
    }),
  ],
  [
    'M07',
    'naltrexone and ALT 3.1 times the limit',
    record({ medicines: takes('naltrexone-oral'), findings: [finding('lab', 'alt-uln', 3.1)] }),
    'three times',
    record({ medicines: takes('naltrexone-oral'), findings: [finding('lab', 'alt-uln', 3)] }),
  ],
  [
    'M07',
    'disulfiram and AST five times the limit',
    record({ medicines: takes('disulfiram'), findings: [finding('lab', 'ast-uln', 5)] }),
    'acamprosate in its place',
    record({ medicines: takes('acamprosate'), findings: [finding('lab', 'ast-uln', 5)] }),
  ],
  [
    'M08',
    'tramadol beside sertraline',
    record({ medicines: takes('tramadol', 'sertraline'), findings: [looked] }),
    'tramadol beside bupropion',
    record({ medicines: takes('tramadol', 'bupropion'), findings: [looked] }),
  ],
  [
    'M09',
    'lithium beside ibuprofen',
    record({ medicines: takes('lithium', 'ibuprofen') }),
    'lithium that ended',
    record({ medicines: [taking('lithium', { until: ago(1), endedHow: 'completed' }), taking('ibuprofen')] }),
  ],
  [
    'M09',
    'lithium and vomiting',
    record({ medicines: takes('lithium'), findings: [finding('condition', 'vomiting-diarrhea')] }),
    'lithium and nothing of the kind',
    record({ medicines: takes('lithium') }),
  ],
  [
    'M10',
    'valproate where pregnancy is possible',
    record({ medicines: takes('valproate'), findings: [finding('condition', 'pregnancy-possible')] }),
    'lamotrigine',
    record({ medicines: takes('lamotrigine'), findings: [finding('condition', 'pregnancy-possible')] }),
  ],
  [
    'M11',
    'bupropion in alcohol withdrawal',
    record({ medicines: takes('bupropion'), findings: [finding('condition', 'alcohol-withdrawal')] }),
    'sertraline in alcohol withdrawal',
    record({ medicines: takes('sertraline'), findings: [finding('condition', 'alcohol-withdrawal')] }),
  ],
  [
    'M12',
    'olanzapine and a cigarette less since last week',
    record({ medicines: takes('olanzapine'), findings: [finding('change', 'smoking')] }),
    'a change of two months ago',
    record({
      medicines: takes('olanzapine'),
      findings: [finding('change', 'smoking', null, { on: ago(60) })],
    }),
  ],
  [
    'M13',
    'the injection of 28 days ago and no other',
    record({ medicines: takes('naltrexone-xr'), given: [{ entry: 'naltrexone-xr', on: ago(28) }] }),
    'the injection of 27 days ago',
    record({ medicines: takes('naltrexone-xr'), given: [{ entry: 'naltrexone-xr', on: ago(27) }] }),
  ],
  [
    'M14',
    'clonazepam that ended at once',
    record({ medicines: [taking('clonazepam', { until: ago(3), endedHow: 'at-once' })] }),
    'clonazepam that was tapered',
    record({ medicines: [taking('clonazepam', { until: ago(3), endedHow: 'tapered' })] }),
  ],
  [
    'M14',
    'buprenorphine that ended at once',
    record({ medicines: [taking('buprenorphine-sl', { until: ago(1), endedHow: 'at-once' })] }),
    'another buprenorphine that goes on',
    record({
      medicines: [
        taking('buprenorphine-sl', { until: ago(1), endedHow: 'at-once' }),
        taking('buprenorphine-xr-monthly'),
      ],
      given: [{ entry: 'buprenorphine-xr-monthly', on: ago(2) }],
      findings: [looked],
    }),
  ],
  [
    'M15',
    'sertraline since two weeks at 24',
    record({
      medicines: [taking('sertraline', { since: ago(14) })],
      findings: [finding('lab', 'age', 24)],
    }),
    'at 25',
    record({
      medicines: [taking('sertraline', { since: ago(14) })],
      findings: [finding('lab', 'age', 24, { on: ago(400) })],
    }),
  ],
  [
    'M16',
    'pregnancy with opioid use disorder',
    record({ findings: [finding('condition', 'pregnancy'), finding('condition', 'opioid-use-disorder')] }),
    'pregnancy with alcohol use disorder',
    record({ findings: [finding('condition', 'pregnancy'), finding('condition', 'alcohol-use-disorder')] }),
  ],
  [
    'M16-end',
    'pregnancy, and buprenorphine tapered to an end',
    record({
      medicines: [taking('buprenorphine-sl', { until: ago(1), endedHow: 'tapered' })],
      findings: [finding('condition', 'pregnancy')],
    }),
    'a dose that was changed',
    record({
      medicines: [
        taking('buprenorphine-sl', { until: ago(1), endedHow: 'changed' }),
        taking('buprenorphine-sl', { id: 'new' }),
      ],
      findings: [finding('condition', 'pregnancy'), looked],
    }),
  ],
  [
    'M17',
    'a controlled medicine and nobody looked for 91 days',
    record({ medicines: takes('zolpidem'), findings: [finding('check', 'pdmp', null, { on: ago(91) })] }),
    'somebody looked 90 days ago',
    record({ medicines: takes('zolpidem'), findings: [finding('check', 'pdmp', null, { on: ago(90) })] }),
  ],
  [
    'M18',
    'opioids two days ago after seven days without',
    record({ findings: [finding('use', 'opioid', 7, { on: ago(2) })] }),
    'after six days without',
    record({ findings: [finding('use', 'opioid', 6, { on: ago(2) })] }),
  ],
  [
    'M18',
    'opioids now and eight days before, as noted',
    record({
      findings: [
        finding('use', 'opioid', null, { on: ago(9) }),
        finding('use', 'opioid', null, { on: ago(1) }),
      ],
    }),
    'four days before',
    record({
      findings: [
        finding('use', 'opioid', null, { on: ago(5) }),
        finding('use', 'opioid', null, { on: ago(1) }),
      ],
    }),
  ],
];

describe.each(SPEAKS)('%s', (rule, when, so, but, not) => {
  test(`speaks: ${when}`, () => expect(heard(so)).toContain(rule));
  test(`is silent: ${but}`, () => expect(heard(not)).not.toContain(rule));
});

test('every rule of the file is tried both ways', () => {
  expect(RULES.map(({ id }) => id).toSorted()).toEqual([...new Set(SPEAKS.map(([rule]) => rule))].toSorted());
  for (let number = 1; number <= 18; number += 1) {
    expect(RULES.map(({ id }) => id)).toContain(`M${String(number).padStart(2, '0')}`);
  }
});

test('nothing is said about an empty record, whatever day it is', () => {
  expect(spokenBy(RULES, record())).toEqual([]);
});

test('no rule tells anybody to stop a medicine, and each is to be confirmed', () => {
  for (const { then, toBeConfirmedByPharmacist } of RULES) {
    expect(then.en).not.toMatch(/\b(stop|discontinue)\b (?!and)/i);
    expect(toBeConfirmedByPharmacist).toBe(true);
  }
});

test('the same record gives the same alerts; the next reminder of an injection is another one', () => {
  const on28 = record({
    medicines: takes('naltrexone-xr'),
    given: [{ entry: 'naltrexone-xr', on: ago(29) }],
  });
  const on32 = record({
    medicines: takes('naltrexone-xr'),
    given: [{ entry: 'naltrexone-xr', on: ago(32) }],
  });
  expect(spokenBy(RULES, on28)).toEqual(spokenBy(RULES, on28));
  expect(spokenBy(RULES, on28)[0]?.subject).not.toBe(spokenBy(RULES, on32)[0]?.subject);
});

test('what was entered in error is never looked at', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom(...MEDICINES.keys()), { maxLength: 6 }),
      fc.array(
        fc.oneof(
          fc.constantFrom(...CONDITIONS).map((code) => finding('condition', code)),
          fc.constantFrom(...USES).map((code) => finding('use', code, null, { on: ago(1) })),
          fc
            .tuple(fc.constantFrom(...LABS), fc.integer({ min: 0, max: 600 }))
            .map(([code, value]) => finding('lab', code, value)),
        ),
        { maxLength: 6 },
      ),
      (keys, findings) => {
        const wrong = keys.map((key) => taking(key, { until: ON, endedHow: 'entered-in-error' }));
        expect(heard(record({ medicines: wrong, findings }))).toEqual(heard(record({ findings })));
      },
    ),
    { numRuns: 200 },
  );
});

test('a state may ask for the monitoring program more often; where nothing is known, every 90 days', () => {
  expect([pdmpDaysIn(null), pdmpDaysIn('FL')]).toEqual([90, 90]);
});

describe('an order', () => {
  const start = (medicine: string, more: Partial<Ordered> = {}): Ordered => ({
    kind: 'start',
    medicine,
    classes: [],
    entry: null,
    startsOn: ON,
    endsHow: null,
    ...more,
  });
  const told = (of: MedicationRecord, order: Ordered) => warningsOf(RULES, of, order).map(({ rule }) => rule);

  test('of naltrexone beside buprenorphine is a stop-and-call, and a reason is needed', () => {
    const warnings = warningsOf(
      RULES,
      record({ medicines: takes('buprenorphine-sl') }),
      start('naltrexone-xr'),
    );
    expect(warnings.map(({ rule }) => rule)).toContain('M01');
    expect(needsReason(warnings)).toBe(true);
  });

  test('is looked at as of the day it begins', () => {
    const of = record({ medicines: [taking('oxycodone', { until: ago(10), endedHow: 'completed' })] });
    expect(told(of, start('naltrexone-oral'))).toContain('M01');
    expect(told(of, start('naltrexone-oral', { startsOn: ago(-5) }))).not.toContain('M01');
  });

  test('hears only what has to do with its medicine', () => {
    const of = record({ medicines: takes('methadone', 'citalopram'), findings: [looked] });
    expect(told(of, start('lisinopril'))).toEqual([]);
  });

  test('of a changed dose does not count the old one beside the new one', () => {
    const of = record({
      medicines: takes('buprenorphine-sl', 'gabapentin', 'alprazolam'),
      findings: [looked],
    });
    const changed = start('buprenorphine-sl', { kind: 'change', entry: 'buprenorphine-sl' });
    expect(told(of, changed)).toEqual(['M02', 'M03']);
    expect(told(record({ medicines: takes('buprenorphine-sl'), findings: [looked] }), changed)).toEqual([]);
  });

  test('to end buprenorphine at once is looked at; in a pregnancy it is a stop-and-call however slowly', () => {
    const stop = (endsHow: Ordered['endsHow']) =>
      start('buprenorphine-sl', { kind: 'stop', entry: 'buprenorphine-sl', endsHow });
    const of = record({ medicines: takes('buprenorphine-sl'), findings: [looked] });
    expect(told(of, stop('at-once'))).toEqual(['M14']);
    expect(told(of, stop('tapered'))).toEqual([]);
    const pregnant = { ...of, findings: [looked, finding('condition', 'pregnancy')] };
    expect(told(pregnant, stop('tapered'))).toEqual(['M16-end']);
  });

  test('of something the person is allergic to is a stop-and-call', () => {
    const of = record({ findings: [finding('allergy', 'disulfiram')] });
    expect(told(of, start('disulfiram'))).toEqual(['allergy']);
    expect(told(of, start('acamprosate'))).toEqual([]);
  });

  test('of a medicine the program does not know is looked at by the classes that were ticked', () => {
    const of = record({ medicines: takes('methadone'), findings: [looked] });
    expect(told(of, start('other', { classes: ['qt'] }))).toContain('M04');
    expect(told(of, start('other'))).toEqual([]);
  });
});
