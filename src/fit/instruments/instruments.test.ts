import { describe, expect, test } from 'vitest';
import { mergeContentPack, parseContentPack } from './content-pack.ts';
import type { Instrument } from './instrument.ts';
import { parseInstrument } from './instrument-format.ts';
import { INSTRUMENTS, instrumentNamed, instrumentOf, UnknownInstrument } from './load.ts';
import { itemsByLinkId, itemWords, optionWords } from './wording.ts';

describe('the files', () => {
  test('are every instrument of the field guide', () => {
    expect(INSTRUMENTS.map(({ daybridge }) => daybridge.id)).toEqual([
      'audit',
      'audit-c',
      'bam',
      'bam-7',
      'bam-r',
      'barc-10',
      'c-ssrs-screener',
      'dast-10',
      'dsm-5-sud',
      'gad-7',
      'pc-ptsd-5',
      'phq-9',
      'taps-1',
    ]);
  });

  test('carry the verified LOINC codes of panel and total, and no other', () => {
    const codes = INSTRUMENTS.map(({ code, daybridge: { id, totalCode } }) => [
      id,
      code?.[0]?.code,
      totalCode?.code,
    ]);
    expect(codes.filter(([, panel, total]) => panel !== undefined || total !== undefined)).toEqual([
      ['audit', undefined, '75624-7'],
      ['audit-c', '72109-2', '75626-2'],
      ['c-ssrs-screener', '93373-9', undefined],
      ['dast-10', undefined, '82667-7'],
      ['gad-7', '69737-5', '70274-6'],
      ['phq-9', '44249-1', '44261-6'],
    ]);
  });

  test('ship words only where the licence lets them', () => {
    const kinds = Object.groupBy(INSTRUMENTS, ({ daybridge }) => daybridge.wording.kind);
    expect(kinds.shipped?.map(({ daybridge: { id, wording } }) => [id, wording.languages.join()])).toEqual([
      ['bam', 'en'],
      ['bam-r', 'en'],
      ['gad-7', 'en,es'],
      ['pc-ptsd-5', 'en'],
      ['phq-9', 'en,es'],
      ['taps-1', 'en'],
    ]);
    for (const instrument of kinds.pack ?? [])
      for (const item of itemsByLinkId(instrument).values())
        expect([instrument.daybridge.id, item.text, item._text]).toEqual([
          instrument.daybridge.id,
          undefined,
          undefined,
        ]);
  });

  test('are Questionnaires when our own key is taken away, and name staff labels in both languages', () => {
    for (const { daybridge, ...questionnaire } of INSTRUMENTS) {
      expect(questionnaire.resourceType).toBe('Questionnaire');
      for (const { label } of daybridge.items) expect(label.en).not.toBe(label.es);
    }
  });
});

describe('looking one up', () => {
  test.each(['PHQ-9', 'phq9', 'Phq 9', 'phq-9'])('%s is found', (name) => {
    expect(instrumentNamed(name).daybridge.id).toBe('phq-9');
  });

  test('an old version that is not there is told, not replaced', () => {
    expect(instrumentOf('phq-9', '2026.1').version).toBe('2026.1');
    expect(() => instrumentOf('phq-9', '2019.1')).toThrow(
      new UnknownInstrument('There is no version "2019.1" of "phq-9"; there is 2026.1.'),
    );
    expect(() => instrumentOf('phq-8')).toThrow(UnknownInstrument);
    expect(() => instrumentNamed('__proto__')).toThrow(UnknownInstrument);
  });
});

const phq = instrumentNamed('PHQ-9');

describe('a file is refused', () => {
  const changed = (change: (file: Record<string, never>) => void): unknown => {
    const file = structuredClone(phq) as unknown as Record<string, never>;
    change(file);
    return file;
  };
  const at = (file: unknown): string[] => {
    const parsed = parseInstrument(file);
    return parsed.ok ? [] : parsed.faults.map(({ path }) => path);
  };

  // biome-ignore lint/suspicious/noExplicitAny: files are broken on purpose
  type Broken = any;
  test.each<[string, (file: Broken) => void, string]>([
    [
      'with a key too many',
      (file) => {
        file.daybridge.colour = 'red';
      },
      '$.daybridge',
    ],
    [
      'with a rule version of another',
      (file) => {
        file.daybridge.ruleVersion = 'phq-9/1';
      },
      '$.daybridge.ruleVersion',
    ],
    [
      'with a scored item that is not asked',
      (file) => {
        file.daybridge.items[0].linkId = '99';
      },
      '$.daybridge.items[0].linkId',
    ],
    [
      'with points that differ from its options',
      (file) => {
        file.daybridge.items[1].answers = [0, 1, 2, 4];
      },
      '$.daybridge.items[1].answers',
    ],
    [
      'with an item reversed in one place only',
      (file) => {
        file.daybridge.items[2].isReversed = true;
      },
      '$.daybridge.items[2].answers',
    ],
    [
      'with a safety item beyond its end',
      (file) => {
        file.daybridge.safety.items = [10];
      },
      '$.daybridge.safety',
    ],
    [
      'with a fact nobody is asked',
      (file) => {
        file.daybridge.excluded = [{ ask: 'age', is: 1, items: [1], flag: 'x' }];
      },
      '$.daybridge.excluded[0]',
    ],
    [
      'with a cut by a fact nobody is asked',
      (file) => {
        file.daybridge.outcome.positiveFrom = { ask: 'sex', at: { F: 3 } };
      },
      '$.daybridge.outcome',
    ],
    [
      'with bands that go down',
      (file) => {
        file.daybridge.outcome.bands.reverse();
      },
      '$.daybridge.outcome.bands',
    ],
    [
      'with words said to be there that are not',
      (file) => {
        file.daybridge.wording.languages = ['en', 'fr'];
      },
      '$.daybridge.wording',
    ],
    [
      'with words that may not be there',
      (file) => {
        file.daybridge.wording.kind = 'pack';
      },
      '$.daybridge.wording',
    ],
    [
      'with an item twice',
      (file) => {
        file.item.push(file.item[1]);
      },
      '$.item',
    ],
  ])('%s', (_, change, path) => {
    expect(at(changed(change))).toContain(path);
  });

  test('when it is none at all', () => {
    for (const junk of [null, 1, 'x', [], {}]) expect(parseInstrument(junk).ok).toBe(false);
    expect(at(phq)).toEqual([]);
  });
});

describe('a content pack', () => {
  const barc = instrumentNamed('BARC-10');
  const choices = ['1', '2', '3', '4', '5', '6'].map((one) => `Choice ${one}`);
  const packFor = (instrument: Instrument, language = 'en') => {
    const items = instrument.daybridge.items.map(({ linkId }) => linkId);
    return {
      instrument: instrument.daybridge.id,
      version: instrument.version,
      language,
      notice: 'With the permission of the authors.',
      items: Object.fromEntries(items.map((linkId) => [linkId, `Question ${linkId}`])),
      options: Object.fromEntries(items.map((linkId) => [linkId, choices])),
    };
  };
  const merged = (instrument: Instrument, json: unknown) => {
    const parsed = parseContentPack(json);
    if (!parsed.ok) return parsed;
    return mergeContentPack(instrument, parsed.pack);
  };
  const pathsOf = (instrument: Instrument, json: unknown) => {
    const result = merged(instrument, json);
    return result.ok ? [] : result.faults.map(({ path }) => path);
  };

  test('brings the words, keeps the rules, and shows its notice', () => {
    const first = merged(barc, packFor(barc));
    if (!first.ok) throw new Error(JSON.stringify(first.faults));
    const second = merged(first.instrument, packFor(barc, 'es'));
    if (!second.ok) throw new Error(JSON.stringify(second.faults));
    const { instrument } = second;
    const item = itemsByLinkId(instrument).get('1');
    if (item?.answerOption?.[5] === undefined) throw new Error('No item.');
    for (const language of ['en', 'es']) {
      expect(itemWords(item, language, 'en')).toBe('Question 1');
      expect(optionWords(item.answerOption[5], language, 'en')).toBe('Choice 6');
    }
    expect(instrument.copyright).toContain('With the permission of the authors.');
    expect(instrument.daybridge).toEqual({
      ...barc.daybridge,
      wording: { ...barc.daybridge.wording, kind: 'loaded', languages: ['en', 'es'] },
    });
    expect(itemsByLinkId(barc).get('1')?.text).toBeUndefined();
  });

  test('fills a language that ships in part', () => {
    const gad = instrumentNamed('GAD-7');
    const pack = {
      ...packFor(gad, 'es'),
      items: { 8: '¿Qué tan difícil?' },
      options: { 8: choices.slice(0, 4) },
    };
    expect(pathsOf(gad, pack)).toEqual([]);
  });

  test('is refused for another instrument or version', () => {
    expect(pathsOf(phq, packFor(barc))).toEqual(['$.instrument']);
    expect(pathsOf(barc, { ...packFor(barc), version: '2020.1' })).toEqual(['$.version']);
  });

  test('is refused when it replaces words that ship', () => {
    expect(pathsOf(phq, packFor(phq))).toContain('$.items.9');
  });

  test('is refused with words left out, too many, or for another number of answers', () => {
    const pack = packFor(barc);
    const { 3: _, ...fewer } = pack.items;
    expect(pathsOf(barc, { ...pack, items: fewer })).toEqual(['$.items']);
    expect(pathsOf(barc, { ...pack, items: { ...pack.items, 11: 'x' } })).toEqual(['$.items.11']);
    expect(pathsOf(barc, { ...pack, options: { ...pack.options, 2: ['a', 'b'] } })).toEqual(['$.options.2']);
    expect(pathsOf(barc, { ...pack, options: {} })).toHaveLength(10);
    expect(pathsOf(barc, { ...pack, language: 'Spanish' })).toEqual(['$.language']);
    expect(pathsOf(barc, { ...pack, notice: ' ' })).toEqual(['$.notice']);
    expect(pathsOf(barc, { ...pack, colour: 'red' })).toEqual(['$']);
  });
});
