/** The published words of an instrument in a language: from its own file, or merged in from a content pack. */
import type { AnswerOption, Instrument, QuestionnaireItem, Translated } from './instrument.ts';

const TRANSLATION = 'http://hl7.org/fhir/StructureDefinition/translation';

export function itemsByLinkId({ item }: Instrument): ReadonlyMap<string, QuestionnaireItem> {
  const found = new Map<string, QuestionnaireItem>();
  const add = (items: readonly QuestionnaireItem[]) => {
    for (const one of items) {
      found.set(one.linkId, one);
      add(one.item ?? []);
    }
  };
  add(item);
  return found;
}

/** Null where these words do not ship in that language. `own` is the language of the Questionnaire itself. */
export const itemWords = ({ text, _text }: QuestionnaireItem, language: string, own: string): string | null =>
  (language === own ? text : translationOf(_text, language)) ?? null;

export const optionWords = (
  { valueCoding: { display, _display } }: AnswerOption,
  language: string,
  own: string,
): string | null => (language === own ? display : translationOf(_display, language)) ?? null;

const translationOf = (translated: Translated | undefined, language: string): string | undefined =>
  translated?.extension.find(({ extension: [lang] }) => lang.valueCode === language)?.extension[1]
    .valueString;

/** Beside the translations that are there, in place of the one in the same language. */
export function withTranslation(
  translated: Translated | undefined,
  language: string,
  words: string,
): Translated {
  const others = (translated?.extension ?? []).filter(({ extension: [lang] }) => lang.valueCode !== language);
  return {
    extension: [
      ...others,
      {
        url: TRANSLATION,
        extension: [
          { url: 'lang', valueCode: language },
          { url: 'content', valueString: words },
        ],
      },
    ],
  };
}
