/**
 * A content pack brings the published words of an instrument whose licence does not let them ship with the program.
 * An administrator who may use them loads it; the structure and the scoring stay those of the program.
 */
import { z } from 'zod';
import { pathInWords } from '../level-of-care/table-format.ts';
import type { Instrument, QuestionnaireItem } from './instrument.ts';
import type { InstrumentFault } from './instrument-sense.ts';
import { itemsByLinkId, itemWords, optionWords, withTranslation } from './wording.ts';

const words = z.string().trim().min(1).max(2000);

const contentPackSchema = z.strictObject({
  instrument: z.string().min(1).max(40),
  /** The instrument's version: words for other questions must not meet these rules. */
  version: z.string().min(1).max(40),
  /** "en", "es", "es-MX". */
  language: z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/, 'A language is "en", "es" or "es-MX".'),
  /** The copyright line the licence asks for, shown with every form. */
  notice: words,
  /** Words by linkId. */
  items: z.record(z.string().min(1).max(60), words),
  /** Words of the answers by linkId, in the order of the answers. */
  options: z.record(z.string().min(1).max(60), z.array(words).min(2).max(100)).exactOptional(),
});

export type ContentPack = z.infer<typeof contentPackSchema>;

export type ParsedContentPack =
  | { readonly ok: true; readonly pack: ContentPack }
  | { readonly ok: false; readonly faults: readonly InstrumentFault[] };

/** Reads a pack as JSON gave it. Whether it fits its instrument is `mergeContentPack`'s to find. */
export function parseContentPack(json: unknown): ParsedContentPack {
  const read = contentPackSchema.safeParse(json);
  if (read.success) return { ok: true, pack: read.data };
  return {
    ok: false,
    faults: read.error.issues.map(({ path, message }) => ({ path: pathInWords(path), message })),
  };
}

export type MergedInstrument =
  | { readonly ok: true; readonly instrument: Instrument }
  | { readonly ok: false; readonly faults: readonly InstrumentFault[] };

/** The instrument with the pack's words; refused where the pack is for another, leaves words out or replaces some. */
export function mergeContentPack(instrument: Instrument, pack: ContentPack): MergedInstrument {
  const faults = faultsOf(instrument, pack);
  if (faults.length > 0) return { ok: false, faults };
  const isOwn = pack.language === instrument.language;
  const { wording } = instrument.daybridge;
  return {
    ok: true,
    instrument: {
      ...instrument,
      copyright:
        instrument.copyright === pack.notice ? pack.notice : `${instrument.copyright} ${pack.notice}`,
      item: instrument.item.map((item) => withWords(item, pack, isOwn)),
      daybridge: {
        ...instrument.daybridge,
        wording: {
          ...wording,
          kind: wording.kind === 'shipped' ? 'shipped' : 'loaded',
          languages: [...new Set([...wording.languages, pack.language])],
        },
      },
    },
  };
}

function withWords(item: QuestionnaireItem, pack: ContentPack, isOwn: boolean): QuestionnaireItem {
  const text = pack.items[item.linkId];
  const options = pack.options?.[item.linkId];
  return {
    ...item,
    ...(text === undefined
      ? {}
      : isOwn
        ? { text }
        : { _text: withTranslation(item._text, pack.language, text) }),
    ...(item.item === undefined ? {} : { item: item.item.map((one) => withWords(one, pack, isOwn)) }),
    ...(options === undefined || item.answerOption === undefined
      ? {}
      : {
          answerOption: item.answerOption.map(({ valueCoding }, index) => {
            const display = options[index] ?? '';
            return {
              valueCoding: isOwn
                ? { ...valueCoding, display }
                : {
                    ...valueCoding,
                    _display: withTranslation(valueCoding._display, pack.language, display),
                  },
            };
          }),
        }),
  };
}

function faultsOf(instrument: Instrument, pack: ContentPack): readonly InstrumentFault[] {
  const { id, items: rules } = instrument.daybridge;
  if (pack.instrument !== id)
    return [{ path: '$.instrument', message: `It is for "${pack.instrument}", not for "${id}".` }];
  if (pack.version !== instrument.version)
    return [{ path: '$.version', message: `It is for version ${pack.version}, not ${instrument.version}.` }];
  const { language: own } = instrument;
  const items = itemsByLinkId(instrument);
  const scored = new Set(rules.map(({ linkId }) => linkId));
  const faults: InstrumentFault[] = [];
  for (const linkId of Object.keys(pack.items)) {
    const item = items.get(linkId);
    const message =
      item === undefined
        ? 'There is no such item.'
        : itemWords(item, pack.language, own) === null
          ? null
          : `The words in "${pack.language}" come with the program and stay as they are.`;
    if (message !== null) faults.push({ path: `$.items.${linkId}`, message });
  }
  for (const [linkId, options] of Object.entries(pack.options ?? {})) {
    const count = items.get(linkId)?.answerOption?.length ?? 0;
    if (options.length !== count)
      faults.push({
        path: `$.options.${linkId}`,
        message: `It has ${options.length} answers, the item has ${count}.`,
      });
  }
  // A form half in one language and half in another, or half blank, is worse than none. Lead-ins count too.
  for (const [linkId, item] of items) {
    const isNeeded = scored.has(linkId) || itemWords(item, own, own) !== null;
    if (isNeeded && itemWords(item, pack.language, own) === null && !Object.hasOwn(pack.items, linkId))
      faults.push({ path: '$.items', message: `The words of item ${linkId} are not there.` });
    const isSilent = item.answerOption?.some((option) => optionWords(option, pack.language, own) === null);
    if (isNeeded && isSilent === true && !Object.hasOwn(pack.options ?? {}, linkId))
      faults.push({ path: '$.options', message: `The answers of item ${linkId} have no words.` });
  }
  return faults;
}
