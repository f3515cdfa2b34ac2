import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.ts';

/**
 * Whose note of which meeting is signed, and signed for where it needs that, as "participant meeting": known to whoever
 * sees attendance, so that money can wait for it; what the notes say is not.
 */
export async function signedNotes(db: Db): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ participant_id: string; meeting_id: string }>`
    select participant_id, meeting_id from guard.signed_notes()`.execute(db);
  return new Set(rows.map((row) => `${row.participant_id} ${row.meeting_id}`));
}
