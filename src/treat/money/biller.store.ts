import type { Actor, Db } from '../../platform/db/index.ts';
import { refuse } from '../../platform/http/problem.ts';

/** Whose money it is, the database decides; that the list of everybody's is the biller's, this says. */
export function mustBill(actor: Actor): void {
  if (actor.role !== 'biller') throw refuse('not-found');
}

/** The code of everybody whoever asks may see. */
export async function recordCodes(db: Db): Promise<ReadonlyMap<string, string | null>> {
  const rows = await db.selectFrom('guard.participant').select(['participant_id', 'record_code']).execute();
  return new Map(rows.map((row) => [row.participant_id, row.record_code]));
}
