import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Instrument } from './instrument.ts';
import { INSTRUMENTS, instrumentNamed } from './load.ts';
import { scoreInstrument } from './score.ts';
import type { Answers, Given } from './score-sheet.ts';
import { VECTORS, vectorFault } from './vectors.ts';

describe('the worked forms of the field guide', () => {
  test.each(VECTORS.map((vector) => [vector.id, vector] as const))('%s', (_, vector) => {
    expect(vectorFault(vector)).toBeNull();
  });

  test('are all there', () => {
    const counts = Object.groupBy(VECTORS, ({ instrument }) => instrument);
    expect(Object.entries(counts).map(([id, some]) => [id, some?.length])).toEqual([
      ['phq-9', 14],
      ['gad-7', 12],
      ['audit', 14],
      ['audit-c', 13],
      ['dast-10', 13],
      ['bam', 11],
      ['barc-10', 11],
      ['pc-ptsd-5', 11],
      ['c-ssrs-screener', 14],
      ['dsm-5-sud', 14],
      ['taps-1', 10],
    ]);
    expect(new Set(VECTORS.map(({ id }) => id)).size).toBe(137);
  });
});

const RUNS = { numRuns: 200, seed: 4 };
const phq = instrumentNamed('PHQ-9');
const validAnswers = ({ answers }: Instrument['daybridge']['items'][number]): readonly number[] =>
  'from' in answers
    ? Array.from({ length: answers.to - answers.from + 1 }, (_, index) => answers.from + index)
    : answers;
const validOf = (instrument: Instrument) =>
  fc.tuple(...instrument.daybridge.items.map((item) => fc.constantFrom(...validAnswers(item))));
const filledOrBlank = (instrument: Instrument) =>
  fc.tuple(...instrument.daybridge.items.map((item) => fc.constantFrom(null, ...validAnswers(item))));
const factsOf = (instrument: Instrument): fc.Arbitrary<Given> =>
  fc.record(
    Object.fromEntries(
      instrument.daybridge.asks.map(({ key, values }) => [key, fc.constantFrom(null, ...values)]),
    ),
  );
const rising = INSTRUMENTS.filter(
  ({ daybridge }) =>
    daybridge.outcome.kind === 'sum' && daybridge.items.every(({ isReversed }) => isReversed !== true),
);
describe.each(INSTRUMENTS.map((instrument) => [instrument.daybridge.id, instrument] as const))(
  '%s',
  (_, instrument) => {
    const { items } = instrument.daybridge;

    test('refuses every answer that is none, whatever else is on the form', () => {
      const none = fc.oneof(
        fc.integer({ min: -50, max: 99 }),
        fc.double(),
        fc.constantFrom('1', '', true, undefined, Number.NaN, {}),
      );
      fc.assert(
        fc.property(
          validOf(instrument),
          fc.nat(items.length - 1),
          none,
          factsOf(instrument),
          (answers, at, wrong, given) => {
            fc.pre(!validAnswers(items[at]!).includes(wrong as number));
            const form = answers.with(at, wrong as number);
            const scored = scoreInstrument(instrument, form, given);
            expect(scored).toMatchObject({ status: 'invalid', score: null });
            expect(scored.faults).toContain(`INVALID:item${at + 1}`);
          },
        ),
        RUNS,
      );
    });

    test('refuses a form of another length', () => {
      for (const length of [0, items.length - 1, items.length + 1])
        expect(scoreInstrument(instrument, Array<null>(length).fill(null))).toMatchObject({
          status: 'invalid',
          score: null,
          faults: ['INVALID:length'],
        });
    });

    test('refuses a fact it does not know, and passes over one it does not ask for', () => {
      const answers = items.map((item) => validAnswers(item)[0] ?? 0);
      for (const { key } of instrument.daybridge.asks)
        expect(scoreInstrument(instrument, answers, { [key]: 'x' }).faults).toContain(`INVALID:${key}`);
      expect(scoreInstrument(instrument, answers, { shoeSize: 44 })).toEqual(
        scoreInstrument(instrument, answers),
      );
    });

    test('says the same of the same form, changes nothing in it and never calls a form with blanks whole unless a rule filled them', () => {
      fc.assert(
        fc.property(filledOrBlank(instrument), factsOf(instrument), (answers, given) => {
          const form: Answers = Object.freeze([...answers]);
          const scored = scoreInstrument(instrument, form, given);
          expect(scoreInstrument(instrument, form, given)).toEqual(scored);
          expect(scored.ruleVersion).toBe(`${instrument.daybridge.id}/${instrument.version}`);
          if (scored.status === 'complete' || scored.status === 'inconsistent')
            expect(scored.missing).toEqual([]);
          if (scored.status === 'invalid' || scored.status === 'inconsistent') {
            expect(scored.score).toBeNull();
            expect(scored.faults).not.toEqual([]);
          } else expect(scored.faults).toEqual([]);
        }),
        RUNS,
      );
    });
  },
);

describe.each(rising.map((instrument) => [instrument.daybridge.id, instrument] as const))(
  'the total of %s',
  (_, instrument) => {
    test('does not fall when an answer rises', () => {
      fc.assert(
        fc.property(
          validOf(instrument),
          fc.nat(instrument.daybridge.items.length - 1),
          factsOf(instrument),
          (answers, at, given) => {
            const higher = validAnswers(instrument.daybridge.items[at]!).find((one) => one > answers[at]!);
            fc.pre(higher !== undefined);
            const [before, after] = [answers, answers.with(at, higher!)].map(
              (form) => scoreInstrument(instrument, form, given).score,
            );
            fc.pre(typeof before === 'number' && typeof after === 'number');
            expect(Number(after)).toBeGreaterThanOrEqual(Number(before));
          },
        ),
        RUNS,
      );
    });
  },
);

test.each(['PHQ-9', 'GAD-7', 'BARC-10'])(
  'the total of %s does not depend on which item an answer stands at',
  (name) => {
    const instrument = instrumentNamed(name);
    fc.assert(
      fc.property(
        validOf(instrument).chain((answers) =>
          fc.tuple(fc.constant(answers), fc.shuffledSubarray(answers, { minLength: answers.length })),
        ),
        ([answers, shuffled]) => {
          expect(scoreInstrument(instrument, shuffled).score).toBe(
            scoreInstrument(instrument, answers).score,
          );
        },
      ),
      RUNS,
    );
  },
);

describe('safety', () => {
  test('item 9 of the PHQ-9 alerts from 1, whatever the other answers are', () => {
    const anything = fc.oneof(fc.constant(null), fc.integer({ min: -2, max: 9 }));
    fc.assert(
      fc.property(fc.array(anything, { minLength: 8, maxLength: 8 }), anything, (others, item9) => {
        const { flags, safety } = scoreInstrument(phq, [...others, item9]);
        const isAlert = item9 !== null && item9 >= 1;
        expect(safety).toBe(isAlert ? 'alert' : item9 === 0 ? 'clear' : 'unanswered');
        expect(flags.includes('SAFETY ALERT')).toBe(isAlert);
        expect(flags.includes('safety item unanswered')).toBe(!isAlert && item9 !== 0);
      }),
      RUNS,
    );
  });

  test('a form of another length alerts too', () => {
    expect(scoreInstrument(phq, [0, 0, 0, 0, 0, 0, 0, 0, 1, 0])).toMatchObject({
      safety: 'alert',
      flags: ['SAFETY ALERT'],
    });
  });

  const css = instrumentNamed('C-SSRS');
  test('the worst answers of the C-SSRS screener are told on an invalid form', () => {
    expect(scoreInstrument(css, [2, 0, null, null, 1, 0, null])).toMatchObject({
      status: 'invalid',
      score: null,
      band: 'HIGH already established',
      safety: 'alert',
      isPositive: true,
    });
  });

  test('more worrying answers never lower the level', () => {
    const order = ['NEGATIVE', 'LOW', 'MODERATE', 'HIGH'];
    fc.assert(
      fc.property(validOf(css), fc.nat(6), (answers, at) => {
        const [before, after] = [answers, answers.with(at, 1)].map(
          (form) => scoreInstrument(css, form).score,
        );
        expect(order.indexOf(String(after))).toBeGreaterThanOrEqual(order.indexOf(String(before)));
      }),
      RUNS,
    );
  });

  test('a skipped question answered all the same leaves its neighbours unknown', () => {
    expect(scoreInstrument(css, [0, 0, 1, null, null, 0, null])).toMatchObject({
      status: 'incomplete',
      band: 'no level; finish by interview',
      missing: [4, 5],
    });
    expect(scoreInstrument(css, [0, 0, null, null, null, 0, 1])).toMatchObject({
      status: 'complete',
      score: 'HIGH',
      flags: ['inconsistent skip: recency present although item 6 = no'],
    });
  });
});

describe('rules beside the worked forms', () => {
  test('two blanks of the PHQ-9 are prorated with halves rounded up, three are not', () => {
    // 10 × 9 ÷ 8 = 11.25; 12 × 9 ÷ 8 = 13.5.
    expect(scoreInstrument(phq, [null, 3, 3, 2, 2, 0, 0, 0, 0]).score).toBe(11);
    expect(scoreInstrument(phq, [null, 3, 3, 3, 3, 0, 0, 0, 0]).score).toBe(14);
    expect(scoreInstrument(phq, [null, null, null, 3, 3, 3, 3, 3, 0])).toMatchObject({
      status: 'incomplete',
      score: null,
      missing: [1, 2, 3],
    });
  });

  test('the DAST-10 counts item 3 as not applicable only where no drug use is recorded', () => {
    const form = [0, 0, null, 0, 0, 0, 0, 0, 0, 0];
    const dast = instrumentNamed('DAST-10');
    expect(scoreInstrument(dast, form)).toMatchObject({
      status: 'incomplete',
      flags: ['possible range 0-1'],
    });
    expect(scoreInstrument(dast, form, { drugUse: 0 })).toMatchObject({
      status: 'complete',
      score: 0,
      band: 'no problems reported',
      flags: ['item 3 not applicable (no drug use recorded)'],
    });
  });

  test('the PC-PTSD-5 contradicts itself when no event is followed by symptoms', () => {
    const ptsd = instrumentNamed('PC-PTSD-5');
    expect(scoreInstrument(ptsd, [1, 0, 0, 0, 0], { exposure: 0 })).toMatchObject({
      status: 'inconsistent',
      faults: ['INCONSISTENT:exposure=0'],
    });
    expect(scoreInstrument(ptsd, [1, 1, 1, 0, 0], { exposure: 1, cut: 4 })).toMatchObject({
      band: 'negative',
      isPositive: false,
    });
  });

  test('withdrawal left blank is no gap for a class that has none', () => {
    const form = [1, 1, 0, 0, 0, 0, 0, 0, 0, 0, null];
    const dsm = instrumentNamed('DSM-5');
    expect(scoreInstrument(dsm, form, { substance: 'inhalant' }).status).toBe('complete');
    expect(scoreInstrument(dsm, form, { substance: 'alcohol' })).toMatchObject({
      status: 'incomplete',
      score: 2,
      band: 'mild',
      flags: ['1 missing'],
    });
  });

  test('the forms of the BAM have their own ranges', () => {
    const highest = (name: string) => {
      const instrument = instrumentNamed(name);
      return scoreInstrument(
        instrument,
        instrument.daybridge.items.map((item) => Math.max(...validAnswers(item))),
      ).subscores;
    };
    expect(highest('BAM')).toEqual({ use: 12, risk: 24, protective: 24 });
    expect(highest('BAM-IOP')).toEqual({ use: 12, risk: 24, protective: 24 });
    expect(highest('BAM-R')).toEqual({ use: 90, risk: 180, protective: 180 });
  });

  test('no alcohol leaves no heavy days to ask for; a sign is raised only when it is certain', () => {
    const bam = instrumentNamed('BAM');
    const form = [1, 1, 1, 0, null, 0, null, 1, 3, 3, 1, 3, 3, 4, 1, 3, null];
    expect(scoreInstrument(bam, form)).toMatchObject({
      status: 'complete',
      subscores: { use: 0 },
      band: 'no flag',
    });
    expect(scoreInstrument(bam, form.with(3, 2))).toMatchObject({ subscores: { use: null }, flags: ['use'] });
  });
});
