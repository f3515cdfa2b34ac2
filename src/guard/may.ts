import { sql } from 'kysely';
import type { Db } from '../platform/db/index.ts';
import { refuse } from '../platform/http/problem.ts';
import type { Category } from './seen.ts';

/**
 * Refuses as if the person were not there, where the database does not let the actor do this to that part of the record.
 * Asked before anything else is looked at: a list that is empty, or a form that is wrong, would tell too.
 */
export async function mustAllow(
  db: Db,
  participant: string,
  category: Category,
  verb: 'read' | 'write',
): Promise<void> {
  const { rows } = await sql<{ may: boolean }>`
    select guard.is_here(${participant}) and guard.allows(${participant}, ${category}, ${verb}) as may`.execute(
    db,
  );
  if (rows[0]?.may !== true) throw refuse('not-found');
}
