import type { Actor, Db } from '../../platform/db/index.ts';

/** Marks a day as paid in full by the person, or takes the mark back. */
export async function setPaidDay(
  db: Db,
  actor: Actor,
  participant: string,
  { on, isPaid }: { readonly on: string; readonly isPaid: boolean },
  now: Date,
): Promise<void> {
  const undone_at = isPaid ? null : now;
  await db
    .insertInto('treat.paid_by_person')
    .values({
      org_id: actor.org,
      participant_id: participant,
      on_date: on,
      set_by: actor.id,
      set_at: now,
      undone_at,
    })
    .onConflict((clash) =>
      clash.columns(['org_id', 'participant_id', 'on_date']).doUpdateSet((q) => ({
        set_by: actor.id,
        set_at: now,
        undone_at,
        version: q('treat.paid_by_person.version', '+', 1),
      })),
    )
    .execute();
}
