import { consentsOf, sealerOf } from '../../guard/consent/consent.store.ts';
import type { Db } from '../../platform/db/index.ts';
import { refuse } from '../../platform/http/problem.ts';
import type { Key } from '../../platform/secrets.ts';
import { IN_A_REVIEW } from './review-packet.ts';

/** Who a review is about, as the payer knows them. */
export async function nameOf(
  db: Db,
  master: Key,
  participant: string,
): Promise<{ readonly name: string; readonly recordCode: string | null }> {
  const row = await db
    .selectFrom('guard.identity as i')
    .innerJoin('guard.participant as p', (on) =>
      on.onRef('p.org_id', '=', 'i.org_id').onRef('p.participant_id', '=', 'i.participant_id'),
    )
    .select(['i.name_sealed', 'p.record_code'])
    .where('i.participant_id', '=', participant)
    .executeTakeFirst();
  if (row === undefined) throw refuse('not-found');
  const sealer = await sealerOf(db, master, participant);
  const { called, full } = sealer.open(row.name_sealed) as { called: string; full?: string };
  return { name: full ?? called, recordCode: row.record_code };
}

/** Consents in force that let a whole review go to whoever pays. */
export async function consentsForReview(
  db: Db,
  master: Key,
  participant: string,
): Promise<readonly { readonly id: string; readonly to: string }[]> {
  const sealer = await sealerOf(db, master, participant);
  return (await consentsOf(db, sealer, participant))
    .filter(
      ({ state, purposes, categories, recipient }) =>
        state === 'in-force' &&
        purposes.includes('payment') &&
        ['class', 'payer'].includes(recipient.kind) &&
        IN_A_REVIEW.every((category) => categories.includes(category)),
    )
    .map(({ id, recipient }) => ({ id, to: recipient.name }));
}
