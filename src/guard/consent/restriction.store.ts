import type { z } from '@hono/zod-openapi';
import { sql } from 'kysely';
import type { Actor, Db } from '../../platform/db/index.ts';
import { refuse } from '../../platform/http/problem.ts';
import { newId } from '../../platform/ids.ts';
import type { Sealer } from '../sealing.ts';
import type { Shareable } from './forms.ts';
import type { restrictionSchema } from './schema.ts';

export type Restriction = z.infer<typeof restrictionSchema>;

interface Said {
  readonly reason: string;
  readonly answer?: string;
}

const rowsOf = (db: Db) =>
  db
    .selectFrom('guard.restriction as r')
    .leftJoin('guard.staff as s', (on) =>
      on.onRef('s.org_id', '=', 'r.org_id').onRef('s.staff_id', '=', 'r.staff_id'),
    )
    .selectAll('r')
    .select('s.display_name')
    .orderBy('r.asked_at', 'desc')
    .limit(500);

type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['executeTakeFirstOrThrow']>>;

function shown(row: Row, sealer: Sealer): Restriction {
  const said = row.reason_sealed === null ? undefined : (sealer.open(row.reason_sealed) as Said);
  return {
    id: row.restriction_id,
    from: {
      staff: row.staff_id === null ? null : { id: row.staff_id, name: row.display_name ?? '' },
      role: row.role,
      recipient: row.recipient as 'health-plan' | null,
    },
    categories: row.categories as Shareable[],
    reason: said?.reason ?? null,
    askedAt: row.asked_at.toISOString(),
    answeredAt: row.answered_at?.toISOString() ?? null,
    isAgreed: row.is_agreed,
    mustAgree: row.must_agree,
    endedAt: row.ended_at?.toISOString() ?? null,
    answer: said?.answer ?? null,
    version: row.version,
  };
}

export async function restrictionsOf(db: Db, sealer: Sealer, participant: string): Promise<Restriction[]> {
  const rows = await rowsOf(db).where('r.participant_id', '=', participant).execute();
  return rows.map((row) => shown(row, sealer));
}

/** Everybody's, as far as the asker may see: those that wait for an answer first. */
export async function restrictionQueue(
  db: Db,
  sealersOf: (people: readonly string[]) => Promise<ReadonlyMap<string, Sealer>>,
): Promise<readonly (Restriction & { participant: string })[]> {
  const rows = await rowsOf(db).where('r.ended_at', 'is', null).execute();
  const sealers = await sealersOf(rows.map((row) => row.participant_id));
  const all = rows.flatMap((row) => {
    const sealer = sealers.get(row.participant_id);
    return sealer === undefined ? [] : [{ participant: row.participant_id, ...shown(row, sealer) }];
  });
  return all.sort((a, b) => Number(a.isAgreed !== null) - Number(b.isAgreed !== null));
}

export interface Asked {
  readonly staff?: string | undefined;
  readonly role?: string | undefined;
  readonly recipient?: 'health-plan' | undefined;
  readonly categories: readonly Shareable[];
  readonly reason: string;
  /** The person pays the whole bill of it themself. */
  readonly isSelfPaid: boolean;
}

/**
 * Keeps something from somebody. The program answers, except where a health plan has no part in the bill: then it must
 * agree, and the restriction holds at once. @see 42 CFR 2.26, 45 CFR 164.522(a)(1)(vi)
 */
export async function askRestriction(db: Db, actor: Actor, sealer: Sealer, asked: Asked): Promise<string> {
  const mustAgree = asked.recipient === 'health-plan' && asked.isSelfPaid;
  const id = newId();
  await db
    .insertInto('guard.restriction')
    .values({
      org_id: actor.org,
      restriction_id: id,
      participant_id: actor.id,
      staff_id: asked.staff ?? null,
      role: asked.role ?? null,
      recipient: asked.recipient ?? null,
      categories: [...asked.categories],
      asked_at: sql<Date>`clock_timestamp()`,
      must_agree: mustAgree,
      is_agreed: mustAgree ? true : null,
      answered_at: mustAgree ? sql<Date>`clock_timestamp()` : null,
      reason_sealed: sealer.seal({ reason: asked.reason } satisfies Said),
    })
    .execute();
  return id;
}

export async function endRestriction(db: Db, participant: string, restriction: string): Promise<void> {
  const ended = await db
    .updateTable('guard.restriction')
    .set({ ended_at: sql<Date>`clock_timestamp()`, version: sql<number>`version + 1` })
    .where('participant_id', '=', participant)
    .where('restriction_id', '=', restriction)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (ended.numUpdatedRows === 0n) throw refuse('not-found');
}

/** The program's answer, once. What must be agreed to was agreed to already. */
export async function answerRestriction(
  db: Db,
  sealersOf: (people: readonly string[]) => Promise<ReadonlyMap<string, Sealer>>,
  {
    restriction,
    isAgreed,
    words,
    version,
  }: { restriction: string; isAgreed: boolean; words: string; version: number },
): Promise<string> {
  const row = await db
    .selectFrom('guard.restriction')
    .select(['participant_id', 'reason_sealed', 'is_agreed', 'version'])
    .where('restriction_id', '=', restriction)
    .forUpdate()
    .executeTakeFirst();
  const sealer =
    row === undefined ? undefined : (await sealersOf([row.participant_id])).get(row.participant_id);
  if (row === undefined || sealer === undefined) throw refuse('not-found');
  if (row.is_agreed !== null) throw refuse('conflict', { detail: 'This was answered already.' });
  if (row.version !== version) throw refuse('stale');
  const said = row.reason_sealed === null ? { reason: '' } : (sealer.open(row.reason_sealed) as Said);
  await db
    .updateTable('guard.restriction')
    .set({
      is_agreed: isAgreed,
      answered_at: sql<Date>`clock_timestamp()`,
      reason_sealed: sealer.seal({ ...said, answer: words } satisfies Said),
      version: version + 1,
    })
    .where('restriction_id', '=', restriction)
    .execute();
  return row.participant_id;
}
