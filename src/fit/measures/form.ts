/** An instrument as a form to fill in: its questions in one language, in the order they are asked. Pure. */
import type { AnswerOption, Instrument, ItemRule, QuestionnaireItem } from '../instruments/instrument.ts';
import { itemsByLinkId, itemWords, optionWords } from '../instruments/wording.ts';
import type { FormShown } from './measures.schema.ts';

type Question = FormShown['questions'][number];

/** Whether every question and answer has its published words in that language. */
export function hasWords(instrument: Instrument, language: string): boolean {
  const items = itemsByLinkId(instrument);
  return instrument.daybridge.items.every(({ linkId }) => {
    const item = items.get(linkId);
    return (
      item !== undefined &&
      itemWords(item, language, instrument.language) !== null &&
      (item.answerOption ?? []).every((option) => optionWords(option, language, instrument.language) !== null)
    );
  });
}

/** In which its words are whole. */
export const languagesOf = (instrument: Instrument): readonly string[] =>
  [...new Set([instrument.language, ...instrument.daybridge.wording.languages])].filter((language) =>
    hasWords(instrument, language),
  );

/** The language to show it in: the wanted one where there are words in it, else one that there is. */
export const languageFor = (instrument: Instrument, wanted: string): string => {
  const languages = languagesOf(instrument);
  return languages.includes(wanted) ? wanted : (languages[0] ?? instrument.language);
};

/**
 * Without the published words the short names for staff stand in their place: good enough for somebody who has the
 * official form in their hand, never for the person.
 */
export function formOf(instrument: Instrument, language: string): FormShown {
  const { daybridge: rules } = instrument;
  const order = [...leadsOf(instrument.item)];
  const items = itemsByLinkId(instrument);
  const leads = new Map(order.map(({ linkId, lead }) => [linkId, lead]));
  const wordsOf = (item: QuestionnaireItem | undefined): string | null =>
    item === undefined ? null : itemWords(item, language, instrument.language);
  const safety = rules.safety;

  const facts: Question[] = rules.asks.flatMap(({ key, linkId, values }) => {
    const item = linkId === undefined ? undefined : items.get(linkId);
    const words = wordsOf(item);
    if (item === undefined || words === null) return [];
    return [
      {
        index: null,
        fact: key,
        words,
        lead: null,
        options: (item.answerOption ?? []).map((option, nth) => ({
          value: values[nth] ?? pointsIn(option),
          words: optionWords(option, language, instrument.language) ?? String(values[nth] ?? ''),
        })),
        number: null,
        isSafety: false,
        safetyFrom: null,
      },
    ];
  });
  const questions = rules.items.map((rule, index): Question => {
    const item = items.get(rule.linkId);
    const lead = leads.get(rule.linkId);
    const isSafety = safety?.items.includes(index + 1) === true;
    return {
      index,
      fact: null,
      words: wordsOf(item) ?? rule.label[language === 'es' ? 'es' : 'en'],
      lead: wordsOf(lead),
      ...answersOf(instrument, rule, item, language),
      isSafety,
      safetyFrom: isSafety ? (safety?.from ?? null) : null,
    };
  });
  return {
    instrument: rules.id,
    version: instrument.version,
    title: instrument.title,
    language,
    copyright: instrument.copyright,
    lookBackDays: rules.lookBackDays,
    questions: [...facts, ...questions],
  };
}

function answersOf(
  { language: own }: Instrument,
  { answers }: ItemRule,
  item: QuestionnaireItem | undefined,
  language: string,
): Pick<Question, 'options' | 'number'> {
  if (!Array.isArray(answers)) return { options: [], number: answers as { from: number; to: number } };
  const options = item?.answerOption ?? [];
  return {
    options: (answers as readonly number[]).map((value, nth) => {
      const option = options[nth];
      return { value, words: (option && optionWords(option, language, own)) ?? String(value) };
    }),
    number: null,
  };
}

const pointsIn = ({ valueCoding }: AnswerOption): number => valueCoding.extension[0].valueDecimal;

/** Each question with the words that stand above it: the last display before it, at its level or above. */
function* leadsOf(
  items: readonly QuestionnaireItem[],
  above?: QuestionnaireItem,
): Generator<{ linkId: string; lead: QuestionnaireItem | undefined }> {
  let lead = above;
  for (const item of items) {
    if (item.type === 'display') lead = item;
    else if (item.type === 'group') yield* leadsOf(item.item ?? [], item.text === undefined ? lead : item);
    else {
      yield { linkId: item.linkId, lead };
      // Questions inside a question (parts a to g) have it as their lead.
      yield* leadsOf(item.item ?? [], item);
    }
  }
}
