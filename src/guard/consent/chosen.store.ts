import { sql } from 'kysely';
import type { Actor, Db } from '../../platform/db/index.ts';
import { refuse } from '../../platform/http/problem.ts';
import type { Sealer } from '../sealing.ts';

/** Whether only named staff may open this record. */
export async function isPrivate(db: Db, participant: string): Promise<boolean> {
  const row = await db
    .selectFrom('guard.participant')
    .select('is_private')
    .where('participant_id', '=', participant)
    .executeTakeFirst();
  if (row === undefined) throw refuse('not-found');
  return row.is_private;
}

/** Only the person and the privacy officer may turn this. */
export async function setPrivate(db: Db, participant: string, on: boolean): Promise<void> {
  const changed = await db
    .updateTable('guard.participant')
    .set({ is_private: on })
    .where('participant_id', '=', participant)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('not-found');
}

export async function aliasOf(db: Db, sealer: Sealer, participant: string): Promise<string | null> {
  const row = await db
    .selectFrom('guard.alias')
    .select('alias_sealed')
    .where('participant_id', '=', participant)
    .executeTakeFirst();
  return row === undefined ? null : (sealer.open(row.alias_sealed) as string);
}

export async function chooseAlias(db: Db, actor: Actor, sealer: Sealer, alias: string): Promise<void> {
  await db
    .insertInto('guard.alias')
    .values({ org_id: actor.org, participant_id: actor.id, alias_sealed: sealer.seal(alias) })
    .onConflict((already) =>
      already.columns(['org_id', 'participant_id']).doUpdateSet({
        alias_sealed: (row) => row.ref('excluded.alias_sealed'),
        version: sql<number>`alias.version + 1`,
      }),
    )
    .execute();
}

/** What peers read on a roster: the chosen name, else the first name and an initial. */
export function peerName(called: string, alias: string | null): string {
  if (alias !== null) return alias;
  const [first = '', ...rest] = called.trim().split(/\s+/);
  const initial = rest.at(-1)?.[0];
  return initial === undefined ? first : `${first} ${initial.toLocaleUpperCase()}.`;
}
