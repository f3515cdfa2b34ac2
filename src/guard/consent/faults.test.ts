import { describe, expect, test } from 'vitest';
import { type ConsentDraft, untouched } from './draft.ts';
import { faultOf, faultsIn, maySignTogether } from './faults.ts';
import { CONSENT_KINDS, type ConsentKind, type Element, FORMS, type StatementName } from './forms.ts';
import { easeEs, gradeEn, syllablesEn, syllablesEs } from './reading.ts';

const TODAY = '2026-11-23';

/** A whole consent of each kind, as somebody would sign it. */
function whole(kind: ConsentKind): ConsentDraft {
  const form = FORMS[kind];
  const isCourt = kind === 'criminal-justice' || kind === 'proceedings';
  return {
    kind,
    language: 'en',
    patient: 'Karen Ruiz',
    discloser: 'Cedar House',
    categories: kind === 'counselling-notes' ? ['counselling_note'] : ['attendance'],
    information: 'If I came',
    recipient: { kind: form.recipients[0] ?? 'class', name: 'Ana' },
    purposes: [form.purposes[0] ?? 'treatment'],
    because: 'so that she can help',
    expiry: isCourt ? { event: 'final-disposition' } : { on: '2027-03-01' },
    statements: Object.fromEntries(Object.entries(form.statements).map(([name, words]) => [name, words.en])),
    fundraising: 'may-not-ask',
    caseNumber: '26-CF-1042',
    officials: ['Officer Hale'],
    study: 'The sleep study',
    signature: { name: 'Karen Ruiz', by: 'participant', how: 'typed' },
    signedOn: TODAY,
  };
}

const without = (draft: ConsentDraft, element: Element): ConsentDraft => {
  const statements = (name: StatementName) => ({
    ...draft,
    statements: { ...draft.statements, [name]: undefined },
  });
  switch (element) {
    case 'information':
      return { ...draft, categories: [] };
    case 'purpose':
      return { ...draft, purposes: [] };
    case 'date':
      return { ...draft, signedOn: undefined };
    case 'case':
      return { ...draft, caseNumber: ' ' };
    case 'officials':
      return { ...draft, officials: [] };
    case 'revocation':
    case 'reliance':
    case 'redisclosure':
    case 'refusal':
      return statements(element);
    default:
      return { ...draft, [element]: undefined };
  }
};

const codes = (draft: ConsentDraft) => faultsIn(draft, TODAY).map(({ code }) => code);

describe('2.31(a): what a written consent must hold', () => {
  test.each(CONSENT_KINDS)('a whole consent of kind %s has no fault', (kind) => {
    expect(codes(whole(kind))).toEqual([]);
  });

  const each = CONSENT_KINDS.flatMap((kind) =>
    FORMS[kind].requires.map((element): [ConsentKind, Element] => [kind, element]),
  );
  test.each(each)('%s without its %s is refused, and says so', (kind, element) => {
    const faults = faultsIn(without(whole(kind), element), TODAY);
    expect(faults.map(({ code }) => code)).toEqual([element]);
  });

  test('each fault has words of its own, in both languages', () => {
    const elements = [...new Set(each.map(([, element]) => element))];
    for (const language of ['en', 'es'] as const) {
      const said = elements.map((element) => faultOf(element, language).words);
      expect(new Set(said).size).toBe(elements.length);
    }
  });

  test('nothing is ticked beforehand: an untouched form lacks everything', () => {
    for (const kind of CONSENT_KINDS) {
      expect(codes(untouched(kind, 'en'))).toEqual(FORMS[kind].requires);
    }
  });

  test('an intermediary names who is behind it', () => {
    const draft: ConsentDraft = {
      ...whole('specific'),
      recipient: { kind: 'intermediary', name: 'An exchange' },
    };
    expect(codes(draft)).toEqual(['members']);
    expect(
      codes({
        ...draft,
        recipient: { kind: 'intermediary', name: 'An exchange', members: ['those who treat me'] },
      }),
    ).toEqual([]);
  });

  test('"none" ends only a consent for treatment, payment and operations', () => {
    expect(codes({ ...whole('tpo'), expiry: { event: 'none' } })).toEqual([]);
    expect(codes({ ...whole('specific'), expiry: { event: 'none' } })).toEqual(['end-kind']);
  });

  test('a day that is over is no end', () => {
    expect(codes({ ...whole('specific'), expiry: { on: '2026-11-22' } })).toEqual(['ended']);
    expect(codes({ ...whole('specific'), expiry: { on: TODAY } })).toEqual([]);
  });

  test('where gifts may be asked for, the form says that one may decline', () => {
    const draft = { ...whole('tpo'), statements: { ...whole('tpo').statements, fundraising: undefined } };
    expect(codes({ ...draft, fundraising: 'may-ask' })).toEqual(['fundraising']);
    expect(codes({ ...draft, fundraising: 'not-used' })).toEqual([]);
  });
});

describe('2.31(b)-(d): what may not be put together', () => {
  test('counselling notes go on no other form, and nothing else on theirs', () => {
    expect(codes({ ...whole('specific'), categories: ['plan', 'counselling_note'] })).toEqual([
      'notes-apart',
    ]);
    expect(codes({ ...whole('counselling-notes'), categories: ['counselling_note', 'note'] })).toEqual([
      'notes-apart',
    ]);
  });

  test('counselling notes are signed alone or with their own kind', () => {
    expect(maySignTogether(['counselling-notes'])).toBe(true);
    expect(maySignTogether(['counselling-notes', 'counselling-notes'])).toBe(true);
    for (const kind of CONSENT_KINDS.filter((it) => it !== 'counselling-notes')) {
      expect(maySignTogether(['counselling-notes', kind])).toBe(false);
    }
  });

  test('use in proceedings is signed with nothing else', () => {
    for (const kind of CONSENT_KINDS) expect(maySignTogether(['proceedings', kind])).toBe(false);
    expect(maySignTogether(['tpo', 'specific'])).toBe(true);
    expect(codes({ ...whole('specific'), purposes: ['legal'] })).toEqual(['purpose-kind']);
  });

  test('care may not depend on a yes for counselling notes', () => {
    expect(codes({ ...whole('counselling-notes'), isConditionOfCare: true })).toEqual(['condition']);
    expect(codes({ ...whole('tpo'), isConditionOfCare: true })).toEqual([]);
  });
});

test('2.35: the court gets no clinical detail', () => {
  expect(codes({ ...whole('criminal-justice'), categories: ['attendance', 'note'] })).toEqual([
    'no-notes-for-court',
  ]);
});

describe('the words of the forms', () => {
  test('count syllables as a reader would', () => {
    expect(['care', 'program', 'people', 'you', 'shared'].map(syllablesEn)).toEqual([1, 2, 2, 1, 1]);
    expect(['atención', 'día', 'que', 'consejero', 'juez'].map(syllablesEs)).toEqual([3, 2, 1, 4, 1]);
  });

  const all = CONSENT_KINDS.flatMap((kind) => {
    const { says, statements } = FORMS[kind];
    return [says, ...Object.values(statements)].map((words): [string, string, string] => [
      kind,
      words.en,
      words.es,
    ]);
  });
  test.each(all)('%s: "%s" is read in eighth grade or sooner', (_, en, es) => {
    expect(gradeEn(en)).toBeLessThanOrEqual(8);
    expect(easeEs(es)).toBeGreaterThanOrEqual(70);
  });

  test('a form is read in sixth grade as a whole', () => {
    for (const kind of CONSENT_KINDS) {
      const { says, statements } = FORMS[kind];
      const words = (language: 'en' | 'es') =>
        [says, ...Object.values(statements)].map((it) => it[language]).join(' ');
      expect(gradeEn(words('en')), kind).toBeLessThanOrEqual(6);
      expect(easeEs(words('es')), kind).toBeGreaterThanOrEqual(75);
    }
  });
});
