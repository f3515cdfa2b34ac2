import { sql } from 'kysely';
import type { Actor, Db } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { systemActor } from '../actors.ts';
import type { House } from '../house.ts';
import { type Verified, verifyLog } from './verify.ts';

export const PROVE_LOG = 'prove-log';

/** A proof of the whole log, asked for and under way or done. */
export interface Check {
  readonly id: string;
  readonly askedAt: Date;
  readonly state: 'going' | 'done' | 'lost';
  /** Rows proved so far, of those sealed when it was asked for. */
  readonly proved: number;
  readonly rows: number;
  readonly found: Pick<Verified, 'seals' | 'rows' | 'unsealed' | 'since' | 'fault'> | null;
}

/** The newest proof; one that a killed process left behind is given up. */
export async function latestCheck(db: Db): Promise<Check | undefined> {
  await db
    .updateTable('guard.chain_check')
    .set({ state: 'lost' })
    .where('state', '=', 'going')
    .where(sql<boolean>`beat_at < clock_timestamp() - interval '2 minutes'`)
    .execute();
  const row = await db
    .selectFrom('guard.chain_check')
    .selectAll()
    .orderBy('asked_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (
    row && {
      id: row.check_id,
      askedAt: new Date(row.asked_at),
      state: row.state as Check['state'],
      proved: Number(row.proved),
      rows: Number(row.rows),
      found: row.found as unknown as Check['found'],
    }
  );
}

/** Asks for a proof; undefined where one is under way. */
export async function askForCheck(db: Db, actor: Actor): Promise<string | undefined> {
  const going = await db
    .selectFrom('guard.chain_check')
    .select('check_id')
    .where('state', '=', 'going')
    .executeTakeFirst();
  if (going !== undefined) return undefined;
  const { rows } = await db
    .selectFrom('guard.seal')
    .select(sql<number>`coalesce(sum(row_count), 0)`.as('rows'))
    .executeTakeFirstOrThrow();
  const id = newId();
  await db
    .insertInto('guard.chain_check')
    .values({ org_id: actor.org, check_id: id, asked_by: actor.id, rows: Number(rows) })
    .execute();
  return id;
}

/** Registers the job that proves the log. */
export function proveWork(house: House): void {
  house.jobs.takes(PROVE_LOG, ({ org = '', check = '' }) => proveLog(house, org, check));
}

/** Proves the log from its first link, telling how far it is. */
export async function proveLog(house: Pick<House, 'door'>, org: string, check: string): Promise<void> {
  const keep = (set: { proved: number } | { state: 'done'; found: string }) =>
    house.door.asActor(systemActor('system:sealer', org), 'operations', (db) =>
      db
        .updateTable('guard.chain_check')
        .set({ ...set, beat_at: sql<Date>`clock_timestamp()` })
        .where('check_id', '=', check)
        .where('state', '=', 'going')
        .execute(),
    );
  const { seals, rows, unsealed, since, fault } = await verifyLog(
    house.door,
    org,
    undefined,
    async (proved) => {
      await keep({ proved });
    },
  );
  await keep({ state: 'done', found: JSON.stringify({ seals, rows, unsealed, since, fault }) });
}
