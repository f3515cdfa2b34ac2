import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor, Db, Door } from '../../platform/db/index.ts';
import { refusal, refuse } from '../../platform/http/problem.ts';
import { newId } from '../../platform/ids.ts';
import { type Key, sha256, unseal } from '../../platform/secrets.ts';
import { systemActor } from '../actors.ts';
import { signHead } from '../log/chain.ts';

export const REASONS = ['retention-over', 'the-person-asked', 'program-closes', 'by-order'] as const;
export type Reason = (typeof REASONS)[number];

/** Days in which a shredding can be taken back; asked for by the person it may be shorter, never less than one. */
export const DAYS_TO_TAKE_BACK = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

const tableName = z.string().regex(/^[a-z]+\.[a-z_]+$/);
/** What becomes of each table of a person, in the order they are emptied. */
export const BECOMES = z
  .object({ delete: z.array(tableName).min(1), keep: z.record(tableName, z.string().min(1)) })
  .parse(JSON.parse(await readFile(new URL('./shredding.json', import.meta.url), 'utf8')));

/** @throws Refusal conflict when one is asked for already */
export async function askShredding(
  db: Db,
  actor: Actor,
  asked: { participant: string; reason: Reason; days: number; now: Date },
): Promise<void> {
  const { participant, reason, days, now } = asked;
  const known = await db
    .selectFrom('guard.participant')
    .select('participant_id')
    .where('participant_id', '=', participant)
    .executeTakeFirst();
  if (known === undefined) throw refuse('not-found');
  if (reason !== 'the-person-asked' && days < DAYS_TO_TAKE_BACK) {
    throw refusal(
      422,
      'too-soon',
      `Only a person who asks for it themself may have it done in less than ${DAYS_TO_TAKE_BACK} days.`,
    );
  }
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('guard.shredding')
    .values({
      org_id: actor.org,
      shredding_id: newId(),
      participant_id: participant,
      asked_by: actor.id,
      reason,
      asked_at: now,
      not_before: new Date(now.getTime() + days * DAY_MS),
    })
    .onConflict((clash) => clash.doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows !== 1n) throw refuse('conflict', { detail: 'It is asked for already.' });
}

export async function takeBack(db: Db, shredding: string, now: Date): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('guard.shredding')
    .set({ taken_back_at: now })
    .where('shredding_id', '=', shredding)
    .where('taken_back_at', 'is', null)
    .where('done_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw refuse('conflict', { detail: 'It is done or taken back already.' });
}

/** What is signed when a record is shredded; times are ISO 8601, fingerprints SHA-256 in hex. */
export interface Receipt {
  readonly shredding: string;
  readonly participant: string;
  readonly reason: string;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly doneAt: string;
  /** Of the wrapped data key that was destroyed. */
  readonly keyFingerprint: string;
  readonly keyGeneration: number;
  /** Rows deleted, by table. */
  readonly deleted: Readonly<Record<string, number>>;
}

/** The bytes that are signed: SHA-256 of the receipt as JSON with the keys of every object in order. */
export const receiptBytes = (receipt: Receipt): Uint8Array =>
  sha256(
    JSON.stringify(receipt, (_, value: unknown) =>
      typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
        : value,
    ),
  );

/** Records whose time to take it back is over and which nobody holds. */
export async function dueShreddings(db: Db): Promise<readonly { id: string; participant: string }[]> {
  const rows = await db
    .selectFrom('guard.shredding as s')
    .select(['s.shredding_id', 's.participant_id'])
    .where('s.taken_back_at', 'is', null)
    .where('s.done_at', 'is', null)
    .where('s.not_before', '<=', sql<Date>`clock_timestamp()`)
    .where((q) =>
      q.not(
        q.exists(
          q
            .selectFrom('guard.hold as h')
            .select('h.hold_id')
            .whereRef('h.participant_id', '=', 's.participant_id')
            .where((h) =>
              h.or([h('h.ended_at', 'is', null), h('h.ended_at', '>', sql<Date>`clock_timestamp()`)]),
            ),
        ),
      ),
    )
    .execute();
  return rows.map((row) => ({ id: row.shredding_id, participant: row.participant_id }));
}

/**
 * Destroys the data key and everything of the person that is not sealed, in one transaction with the signed receipt.
 *
 * @returns the receipt; undefined when it was taken back, held or done meanwhile
 */
export async function shred(
  door: Door,
  master: Key,
  org: string,
  { id, participant }: { id: string; participant: string },
): Promise<Receipt | undefined> {
  const users: string[] = [];
  const receipt = await door.asActor(systemActor('system:keys', org), 'operations', async (db) => {
    await sql`select set_config('daybridge.shredding', ${participant}, true)`.execute(db);
    const { rows } = await sql<{ due: boolean }>`select guard.is_shredding(${participant}) as due`.execute(
      db,
    );
    if (rows[0]?.due !== true) return undefined;
    const asked = await db
      .selectFrom('guard.shredding')
      .selectAll()
      .where('shredding_id', '=', id)
      .executeTakeFirstOrThrow();
    const key = await db
      .selectFrom('guard.participant_key')
      .select('key_wrapped')
      .where('participant_id', '=', participant)
      .executeTakeFirst();
    const signing = await db
      .selectFrom('guard.signing_key')
      .select('private_wrapped')
      .orderBy('made_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    // The receipt is signed by the key that seals the log: before the first seal it waits.
    if (key === undefined || signing === undefined) return undefined;
    const { key_generation } = await db
      .selectFrom('guard.org')
      .select('key_generation')
      .executeTakeFirstOrThrow();
    const deleted: Record<string, number> = {};
    // No condition: the policy lets go of the rows of the one person named above, and of nobody else's.
    for (const table of BECOMES.delete) {
      const gone = await sql`delete from ${sql.table(table)}`.execute(db);
      deleted[table] = Number(gone.numAffectedRows ?? 0n);
    }
    // What their supporters kept for themselves holds nothing of the person, and nobody is left who could read it.
    await db.deleteFrom('guard.supporter_check_in').execute();
    const accounts = await db.deleteFrom('guard.account').returning('user_id').execute();
    users.push(...accounts.map((row) => row.user_id));
    const done = new Date();
    const receipt: Receipt = {
      shredding: id,
      participant,
      reason: asked.reason,
      askedBy: asked.asked_by,
      askedAt: asked.asked_at.toISOString(),
      doneAt: done.toISOString(),
      keyFingerprint: Buffer.from(sha256(key.key_wrapped)).toString('hex'),
      keyGeneration: key_generation,
      deleted,
    };
    await db
      .updateTable('guard.shredding')
      .set({
        done_at: done,
        receipt: JSON.stringify(receipt),
        signature: signHead(unseal(master, signing.private_wrapped), receiptBytes(receipt)),
      })
      .where('shredding_id', '=', id)
      .execute();
    return receipt;
  });
  if (receipt !== undefined && users.length > 0) await forgetUsers(door, users);
  return receipt;
}

const forgetUsers = (door: Door, users: readonly string[]): Promise<void> =>
  door.asPart('auth', async (run) => {
    for (const user of users) await run('delete from "user" where id = $1', [user]);
  });
