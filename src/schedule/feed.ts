/** What a calendar shows for every session until the person chooses another word. */
export const USUAL_WORD = 'Busy';

const WORD_MAX = 40;

/** A person's own neutral word: one line, nothing that a calendar would read as markup, 40 characters at most. */
export const cleanWord = (words: string): string =>
  words
    .replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, WORD_MAX)
    .replace(/\p{Cs}$/u, '') // the cut may have gone through a character of two halves
    .trim();

/** Weeks before and after this one that a feed carries. */
export const WEEKS_BEFORE = 4;
export const WEEKS_AFTER = 8;

/** How long an ended feed still answers with an empty calendar, so that phones drop what they hold. */
export const EMPTY_DAYS = 30;
