import { describe, expect, test } from 'vitest';
import { INSTRUMENTS, instrumentOf } from '../instruments/load.ts';
import { formOf, hasWords, languageFor, languagesOf } from './form.ts';

describe('a form', () => {
  test.each(INSTRUMENTS.map((instrument) => [instrument.daybridge.id, instrument] as const))(
    '%s asks every item once, each with the answers its rules take',
    (_, instrument) => {
      const { questions } = formOf(instrument, 'en');
      const asked = questions.flatMap(({ index }) => (index === null ? [] : [index]));
      expect(asked).toEqual(instrument.daybridge.items.map((__, index) => index));
      for (const { index, options, number } of questions) {
        if (index === null) continue;
        const { answers } = instrument.daybridge.items[index]!;
        expect(number ?? options.map(({ value }) => value)).toEqual(answers);
      }
    },
  );

  test('says what stands above its questions, in the language asked for', () => {
    const phq = instrumentOf('phq-9');
    expect(formOf(phq, 'en').questions[0]).toMatchObject({
      lead: expect.stringMatching(/^Over the last 2 weeks/),
      words: 'Little interest or pleasure in doing things',
      options: [{ value: 0, words: 'Not at all' }, {}, {}, {}],
    });
    expect(formOf(phq, 'es').questions[0]?.words).toBe('Poco interés o placer en hacer cosas');
    expect(languageFor(phq, 'es')).toBe('es');
    expect(languageFor(instrumentOf('bam'), 'es')).toBe('en');
  });

  test('knows its safety items and from which answer on they are a yes', () => {
    const safety = formOf(instrumentOf('phq-9'), 'en').questions.filter(({ isSafety }) => isSafety);
    expect(safety).toMatchObject([{ index: 8, safetyFrom: 1 }]);
  });

  test('asks a fact its rules need before the items', () => {
    const { questions } = formOf(instrumentOf('pc-ptsd-5'), 'en');
    expect(questions[0]).toMatchObject({ index: null, fact: 'exposure' });
    expect(questions[0]?.options.map(({ value }) => value)).toEqual([0, 1]);
  });

  test('without published words shows the short names for staff, and counts as having none', () => {
    const barc = instrumentOf('barc-10');
    expect(hasWords(barc, 'en')).toBe(false);
    expect(languagesOf(barc)).toEqual([]);
    expect(formOf(barc, 'en').questions[0]?.words).toBe(barc.daybridge.items[0]?.label.en);
  });
});
