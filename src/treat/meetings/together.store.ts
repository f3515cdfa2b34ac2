import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.ts';

/** How many on the roster of a meeting are kept apart from this person. Who, and why, it does not say. */
export async function keptApartFrom(db: Db, meeting: string, participant: string): Promise<number> {
  const { rows } = await sql<{ pairs: number }>`
    select guard.apart_at(${meeting}, ${participant}) as pairs`.execute(db);
  return rows[0]?.pairs ?? 0;
}
