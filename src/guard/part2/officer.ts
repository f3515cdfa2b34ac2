import { z } from '@hono/zod-openapi';
import type { Actor, Db } from '../../platform/db/index.ts';
import { refusal, refuse } from '../../platform/http/problem.ts';

/** What every route of the privacy officer has in common. */
export const officer = { tag: 'Privacy officer', audience: 'staff', purpose: 'operations' } as const;

/** To everybody else there is nothing here. */
export function mustBeOfficer({ role }: Actor): void {
  if (role !== 'privacy') throw refuse('not-found');
}

export const recordCode = z.string().trim().min(1).max(20).describe('A record code');

/** Who has these codes; one that nobody has is refused by its place in the list. */
export async function peopleWith(db: Db, codes: readonly string[]): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('guard.participant')
    .select(['participant_id', 'record_code'])
    .where('record_code', 'in', codes)
    .execute();
  return codes.map((code) => {
    const found = rows.find((row) => row.record_code === code);
    if (found === undefined) throw refusal(422, 'no-such-code', `Nobody here has the code ${code}.`);
    return found.participant_id;
  });
}

export async function personWith(db: Db, code: string): Promise<string> {
  const row = await db
    .selectFrom('guard.participant')
    .select('participant_id')
    .where('record_code', '=', code)
    .executeTakeFirst();
  if (row === undefined) throw refuse('not-found');
  return row.participant_id;
}
