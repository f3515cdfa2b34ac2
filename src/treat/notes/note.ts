import { type Element, type NoteKind, TEMPLATES } from './templates.ts';

export const PARTICIPATION = [
  'took-part',
  'listened',
  'shared',
  'practised',
  'declined',
  'left-early',
] as const;

/** What a note says of one person. */
export interface NoteContent {
  /** Goals of the person's plan that were worked on. */
  readonly goals: readonly string[];
  readonly participation: readonly (typeof PARTICIPATION)[number][];
  /** What was done with them; in a group that stands in the group note. */
  readonly intervention: string;
  /** How they answered to it, in observed terms and in their own words. */
  readonly response: string;
  readonly risk: { readonly level: 'none' | 'watch' | 'acted'; readonly words: string } | null;
  /** Toxicology or measures, where there are any. */
  readonly results: string;
  readonly plan: string;
}

export interface GroupContent {
  readonly topics: readonly string[];
  readonly words: string;
}

export const EMPTY_NOTE: NoteContent = {
  goals: [],
  participation: [],
  intervention: '',
  response: '',
  risk: null,
  results: '',
  plan: '',
};
export const EMPTY_GROUP: GroupContent = { topics: [], words: '' };

export type NoteState = 'draft' | 'ready' | 'signed';

export interface Missing {
  readonly pointer: string;
  readonly detail: { readonly en: string; readonly es: string };
}

const WANTED: Readonly<Record<Element, Missing['detail']>> = {
  goals: { en: 'Choose the goal this was about.', es: 'Elija la meta de que se trató.' },
  participation: { en: 'Say how they took part.', es: 'Diga cómo participó.' },
  intervention: { en: 'Say what was done.', es: 'Diga qué se hizo.' },
  response: { en: 'Say how the person responded.', es: 'Diga cómo respondió la persona.' },
  risk: { en: 'Say whether there is a risk today.', es: 'Diga si hay algún riesgo hoy.' },
  results: {
    en: 'Give the results, or say that there are none.',
    es: 'Dé los resultados, o diga que no hay.',
  },
  plan: { en: 'Say what comes next.', es: 'Diga qué sigue.' },
};
const RISK_WORDS = {
  en: 'Say what the risk is and what was done.',
  es: 'Diga cuál es el riesgo y qué se hizo.',
};

/**
 * What a note of this kind still has to say before it is signed, a pointer each.
 *
 * @param hasGoals whether the person has goals to point at: who came yesterday has none yet
 */
export function missingIn(
  content: NoteContent,
  kind: NoteKind,
  { hasGoals }: { readonly hasGoals: boolean },
): readonly Missing[] {
  const required = TEMPLATES.kinds[kind].required.filter((part) => part !== 'goals' || hasGoals);
  const missing = required
    .filter((part) => isEmpty(content[part]))
    .map((part): Missing => ({ pointer: `/${part}`, detail: WANTED[part] }));
  const { risk } = content;
  return risk !== null && risk.level !== 'none' && risk.words.trim() === ''
    ? [...missing, { pointer: '/risk/words', detail: RISK_WORDS }]
    : missing;
}

function isEmpty(part: NoteContent[Element]): boolean {
  if (part === null) return true;
  if (typeof part === 'string') return part.trim() === '';
  return Array.isArray(part) && part.length === 0;
}

const GROUP_WORDS = { en: 'Say what the group did.', es: 'Diga qué hizo el grupo.' };

/** What the note of the whole group still has to say. */
export const missingInGroup = ({ words }: GroupContent): readonly Missing[] =>
  words.trim() === '' ? [{ pointer: '/words', detail: GROUP_WORDS }] : [];

export type Merged<Content> =
  | {
      readonly ok: true;
      readonly content: Content;
      /** What somebody else changed in the meantime, and was kept. */
      readonly fields: readonly string[];
    }
  | {
      readonly ok: false;
      /** What both changed, each to something else. */
      readonly fields: readonly string[];
    };

/** Two who write at once, from the same `base`: each field as whoever changed it left it; never one over the other. */
export function mergedByField<Content extends object>(
  base: Content,
  theirs: Content,
  mine: Content,
): Merged<Content> {
  const fields = Object.keys(base) as (keyof Content & string)[];
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const changed = fields.filter((field) => !same(base[field], theirs[field]));
  const both = changed.filter(
    (field) => !same(base[field], mine[field]) && !same(mine[field], theirs[field]),
  );
  if (both.length > 0) return { ok: false, fields: both };
  return {
    ok: true,
    content: { ...mine, ...Object.fromEntries(changed.map((field) => [field, theirs[field]])) },
    fields: changed.filter((field) => !same(mine[field], theirs[field])),
  };
}
