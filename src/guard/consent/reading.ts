/**
 * How hard words are to read, by two published formulas. Both count sentences, words and syllables; syllables are
 * counted by groups of vowels, which is off by a few in a hundred words.
 */
const sentencesOf = (words: string): number =>
  Math.max(1, words.split(/[.!?…:]+(?:\s|$)/).filter((part) => /\p{L}/u.test(part)).length);
const wordsOf = (words: string): readonly string[] => words.match(/[\p{L}\p{M}’']+/gu) ?? [];

export function syllablesEn(word: string): number {
  const plain = word.toLowerCase().replace(/[^a-z]/g, '');
  if (plain.length <= 3) return 1;
  const groups = plain.replace(/(?:[^laeiouy]es|ed|[^laeiouy]e)$/, '').match(/[aeiouy]{1,2}/g);
  return Math.max(1, groups?.length ?? 0);
}

/** Strong vowels each make a syllable; a weak one joins its neighbour unless it carries the accent. */
export function syllablesEs(word: string): number {
  const plain = word
    .toLowerCase()
    .replace(/qu(?=[eéií])/g, 'k')
    .replace(/gu(?=[eéií])/g, 'g')
    .replace(/y$/, 'i');
  const groups = plain.match(/[iuü]?[aeoáéóíú][iuü]?(?![aeoáéóíú])|[iuü]?[aeoáéóíú]|[iuü]+/g);
  return Math.max(1, groups?.length ?? 0);
}

/** School grade of English words. @see Kincaid et al. 1975 */
export function gradeEn(words: string): number {
  const all = wordsOf(words);
  if (all.length === 0) return 0;
  const syllables = all.reduce((sum, word) => sum + syllablesEn(word), 0);
  return 0.39 * (all.length / sentencesOf(words)) + 11.8 * (syllables / all.length) - 15.59;
}

/**
 * Ease of Spanish words, 0 to 100; 70 to 80 is read in sixth grade, 60 to 70 in seventh and eighth.
 * @see Fernández Huerta 1959, with the second term read as words in a sentence
 */
export function easeEs(words: string): number {
  const all = wordsOf(words);
  if (all.length === 0) return 100;
  const syllables = all.reduce((sum, word) => sum + syllablesEs(word), 0);
  return 206.84 - 60 * (syllables / all.length) - 1.02 * (all.length / sentencesOf(words));
}
