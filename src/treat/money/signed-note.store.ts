import type { Db } from '../../platform/db/index.ts';

/**
 * Whose note of which meeting is signed, as "participant meeting". Nothing here writes notes yet, so none is: what was
 * delivered waits for its note, and no claim leaves without one.
 */
export const signedNotes = async (_db: Db): Promise<ReadonlySet<string>> => new Set();
