import type { SignedNotes } from './books.store.ts';

/**
 * No note is written in this program yet, so none is signed: what was delivered waits for its note, and no claim leaves
 * without one.
 */
export const noNotesYet: SignedNotes = async () => new Set();
