/** Instrument files: the whole of one is taken, or refused with every fault by its JSON path. */
import { z } from 'zod';
import { pathInWords } from '../level-of-care/table-format.ts';
import type { Instrument, QuestionnaireItem, Translated } from './instrument.ts';
import { contradictionsOf, type InstrumentFault } from './instrument-sense.ts';

const ITEMS_MAX = 100;
const TEXT_MAX = 2000;

const text = z.string().min(1).max(TEXT_MAX);
const key = z.string().min(1).max(60);
const points = z.number().min(-1000).max(1000);
const number = z.number().int().min(1).max(ITEMS_MAX);
const numbers = z.array(number).min(1).max(ITEMS_MAX);
const list = <T extends z.ZodType>(of: T) => z.array(of).max(ITEMS_MAX);

const coding = z.strictObject({ system: text, code: key, display: text.exactOptional() });
const translated: z.ZodType<Translated> = z.strictObject({
  extension: list(
    z.strictObject({
      url: z.literal('http://hl7.org/fhir/StructureDefinition/translation'),
      extension: z.tuple([
        z.strictObject({ url: z.literal('lang'), valueCode: key }),
        z.strictObject({ url: z.literal('content'), valueString: text }),
      ]),
    }),
  ),
});
const option = z.strictObject({
  valueCoding: coding.extend({
    _display: translated.exactOptional(),
    extension: z.tuple([
      z.strictObject({
        url: z.literal('http://hl7.org/fhir/StructureDefinition/ordinalValue'),
        valueDecimal: points,
      }),
    ]),
  }),
});
const item: z.ZodType<QuestionnaireItem> = z.strictObject({
  linkId: key,
  type: z.enum(['choice', 'group', 'display', 'integer']),
  text: text.exactOptional(),
  _text: translated.exactOptional(),
  code: list(coding).exactOptional(),
  answerOption: list(option).min(1).exactOptional(),
  get item() {
    return list(item).exactOptional();
  },
});

const twoLanguages = z.strictObject({ en: text, es: text });
const threshold = z.union([points, z.strictObject({ ask: key, at: z.record(key, points) })]);

const outcome = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('sum'),
    missing: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('prorate'), upTo: number }),
      z.strictObject({
        kind: z.literal('refuse'),
        tell: z.enum(['nothing', 'minimum', 'range', 'positive']),
      }),
      z.strictObject({ kind: z.literal('bounds') }),
    ]),
    bands: list(z.strictObject({ from: threshold, name: text })).min(1),
    positiveFrom: threshold.exactOptional(),
    allPointsFrom: z.strictObject({ item: number, flag: text }).exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('subscores'),
    subscores: list(z.strictObject({ key, items: numbers })).min(1),
    signs: list(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('at-least'), subscore: key, points, flag: text }),
        z.strictObject({ kind: z.literal('at-most'), subscore: key, points, flag: text }),
        z.strictObject({ kind: z.literal('above'), subscore: key, other: key, flag: text }),
      ]),
    ),
    noSign: text.nullable(),
  }),
  z.strictObject({
    kind: z.literal('classes'),
    classes: list(text).min(1),
    positive: text,
    negative: text,
    next: text,
    unansweredFlag: text,
  }),
  z.strictObject({
    kind: z.literal('triage'),
    levels: list(z.strictObject({ name: key, band: text, items: list(number) })).min(2),
    established: text,
    assumed: z.strictObject({ whenItem: number, blank: number, band: text }),
    unfinished: text,
  }),
]);

const scoring = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{1,39}$/, 'An id is small letters, digits and dashes.'),
  names: list(key).min(1),
  ruleVersion: key,
  totalCode: coding.exactOptional(),
  lookBackDays: z.number().int().min(1).max(3660).nullable(),
  items: list(
    z.strictObject({
      linkId: key,
      label: twoLanguages,
      answers: z.union([
        list(points).min(2),
        z.strictObject({ from: z.number().int(), to: z.number().int() }),
      ]),
      isReversed: z.literal(true).exactOptional(),
      isUnscored: z.literal(true).exactOptional(),
    }),
  ).min(1),
  asks: list(
    z.strictObject({
      key,
      values: list(z.union([key, z.number()])).min(2),
      ifUnknown: z.union([key, z.number()]).nullable(),
      linkId: key.exactOptional(),
    }),
  ),
  gate: z
    .strictObject({
      ask: key,
      closedBy: z.number(),
      score: points,
      band: text,
      unansweredFlag: text,
      conflict: text,
    })
    .exactOptional(),
  skips: list(
    z.strictObject({
      when: z.strictObject({ items: numbers, is: points }),
      only: z.strictObject({ ask: key, is: z.number() }).exactOptional(),
      blank: numbers,
      flag: text.exactOptional(),
      conflict: z
        .strictObject({ fault: text.exactOptional(), flag: text.exactOptional(), band: text.exactOptional() })
        .exactOptional(),
    }),
  ),
  atMost: list(z.strictObject({ item: number, of: number, fault: text, flag: text })),
  excluded: list(z.strictObject({ ask: key, is: z.number(), items: numbers, flag: text })),
  notApplicable: list(z.strictObject({ ask: key, in: list(key).min(1), item: number, fault: text })),
  safety: z
    .strictObject({
      items: numbers,
      from: points,
      flag: text.exactOptional(),
      unansweredFlag: text.exactOptional(),
      action: twoLanguages,
      next: key.exactOptional(),
    })
    .exactOptional(),
  outcome,
  change: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none'), reason: text }),
    z.strictObject({
      kind: z.literal('total'),
      better: z.enum(['lower', 'higher']),
      reliablePoints: points.positive(),
      responseShare: z.number().gt(0).max(1).exactOptional(),
      remissionBelow: points.exactOptional(),
      deteriorationPoints: points.positive().exactOptional(),
    }),
  ]),
  wording: z.strictObject({ kind: z.enum(['shipped', 'pack']), languages: list(key), licence: text }),
  source: text,
  toCheck: list(text),
});

const instrumentSchema: z.ZodType<Instrument> = z.strictObject({
  resourceType: z.literal('Questionnaire'),
  url: text,
  version: z.string().regex(/^\w[\w.-]{0,39}$/, 'A version is letters, digits, dots and dashes.'),
  name: key,
  title: text,
  status: z.enum(['active', 'retired']),
  language: key,
  copyright: text,
  code: list(coding).exactOptional(),
  item: list(item).min(1),
  daybridge: scoring,
});

export type ParsedInstrument =
  | { readonly ok: true; readonly instrument: Instrument }
  | { readonly ok: false; readonly faults: readonly InstrumentFault[] };

/** Reads an instrument as JSON gave it, and finds what its rules say that cannot be. */
export function parseInstrument(json: unknown): ParsedInstrument {
  const read = instrumentSchema.safeParse(json);
  if (!read.success)
    return {
      ok: false,
      faults: read.error.issues.map(({ path, message }) => ({ path: pathInWords(path), message })),
    };
  const faults = contradictionsOf(read.data);
  return faults.length === 0 ? { ok: true, instrument: read.data } : { ok: false, faults };
}
