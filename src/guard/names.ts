/** A name of the roster found in a text that is not about that person alone. */
export interface NameFound<Id> {
  readonly id: Id;
  /** As it stands in the text, with where it begins and ends (UTF-16 places). */
  readonly words: string;
  readonly start: number;
  readonly end: number;
}

interface Word {
  readonly folded: string;
  readonly start: number;
  readonly end: number;
}

/** José, JOSE and josé are one name, and so are Peña and Pena: whoever types in a hurry leaves the marks out. */
const fold = (words: string): string =>
  words.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase('en').replace(/’/g, "'");

const wordsOf = (text: string): readonly Word[] =>
  [...text.matchAll(/[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*/gu)].map((match) => ({
    folded: fold(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));

/** "Ana's" and "Anas" are not the same: only a possessive is taken off. */
const bare = (folded: string): string => folded.replace(/'s$/, '');

const SHORTEST = 2;
const PARTICLES: ReadonlySet<string> = new Set([
  'de',
  'del',
  'la',
  'las',
  'los',
  'da',
  'dos',
  'van',
  'von',
  'y',
  'jr',
  'sr',
]);

/**
 * Every name of the roster that a text says, as a whole word, whatever its marks and case; parts of a name count too
 * ("Ruiz" of Karen Ruiz), initials and particles do not. Names that are words as well ("Will", "Rosa", "Paz") count
 * where they begin with a capital, so that "I will" is let through.
 */
export function namesIn<Id>(
  text: string,
  roster: readonly { readonly id: Id; readonly names: readonly string[] }[],
): readonly NameFound<Id>[] {
  const ids = new Map<string, Id[]>();
  for (const { id, names } of roster) {
    for (const part of new Set(
      names.flatMap((name) => wordsOf(name).flatMap(({ folded }) => [folded, ...folded.split('-')])),
    )) {
      if (part.length < SHORTEST || PARTICLES.has(part)) continue;
      ids.set(part, [...(ids.get(part) ?? []), id]);
    }
  }
  return wordsOf(text).flatMap((word) => {
    const written = text.slice(word.start, word.end);
    const parts = [word.folded, bare(word.folded), ...word.folded.split('-')];
    const found = new Set(parts.flatMap((part) => ids.get(part) ?? []));
    if (found.size === 0 || (isAlsoAWord(bare(word.folded)) && !/^\p{Lu}/u.test(written))) return [];
    return [...found].map((id) => ({ id, words: written, start: word.start, end: word.end }));
  });
}

const WORDS: ReadonlySet<string> = new Set(
  'will mark may june april grace hope joy faith rose rosa paz luz mar sol bill rob pat art gene dawn summer amber chase drew frank grant jack sue ray angel cruz rey leon flores blanca clara dulce victoria mercedes consuelo pilar'.split(
    ' ',
  ),
);
const isAlsoAWord = (folded: string): boolean => WORDS.has(folded);
