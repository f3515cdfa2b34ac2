import { readFile } from 'node:fs/promises';
import { z } from '@hono/zod-openapi';
import { sql } from 'kysely';
import type { Actor, Db } from '../../platform/db/index.ts';
import { refusal } from '../../platform/http/problem.ts';
import { type Key, sha256 } from '../../platform/secrets.ts';
import { sealersFor } from '../sealing.ts';

export const partSchema = z.strictObject({
  title: z.string().trim().min(1).max(200),
  lines: z.array(z.string().trim().min(1).max(1000)).min(1).max(40),
});
export const noticeSchema = z.object({
  version: z.string().trim().min(1).max(40),
  inForceOn: z.iso.date(),
  en: z.array(partSchema).min(1).max(40),
  es: z.array(partSchema).min(1).max(40),
});
export type Notice = z.infer<typeof noticeSchema>;

/** The words that come with the program, in force until it sets its own. */
export const USUAL: Notice = noticeSchema.parse(
  JSON.parse(await readFile(new URL('./notice.json', import.meta.url), 'utf8')),
);

/** The notice of privacy practices in force today. @see 42 CFR 2.22 */
export async function noticeInForce(db: Db): Promise<Notice> {
  const row = await db
    .selectFrom('guard.notice')
    .select(['notice_version', 'words', 'in_force_on'])
    .where('in_force_on', '<=', sql<string>`guard.today()`)
    .orderBy('in_force_on', 'desc')
    .orderBy('notice_version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return USUAL;
  return noticeSchema.parse({
    ...(row.words as object),
    version: row.notice_version,
    inForceOn: row.in_force_on,
  });
}

/** A program's own words, from a day on. @throws Refusal when that version is there already */
export async function setNotice(db: Db, actor: Actor, notice: Notice): Promise<void> {
  const { version, inForceOn, en, es } = notice;
  const words = JSON.stringify({ en, es });
  await db
    .insertInto('guard.notice')
    .values({
      org_id: actor.org,
      notice_version: version,
      words,
      words_hash: sha256(words),
      in_force_on: inForceOn,
      set_by: actor.id,
    })
    .execute();
}

export interface Given {
  readonly at: Date;
  readonly isAcknowledged: boolean;
}

/** Whether somebody was given this version, and signed for it. */
export async function givenTo(db: Db, participant: string, version: string): Promise<Given | undefined> {
  const row = await db
    .selectFrom('guard.notice_given')
    .select(['at', 'is_acknowledged'])
    .where('participant_id', '=', participant)
    .where('notice_version', '=', version)
    .executeTakeFirst();
  return row && { at: new Date(row.at), isAcknowledged: row.is_acknowledged };
}

/** How somebody took the notice that was handed to them. */
export const takenSchema = z.strictObject({
  version: z.string().max(40),
  isAcknowledged: z.boolean().describe('They signed that they got it'),
  reason: z.string().trim().max(1000).default('').describe('Why there is no signature'),
});
export type Taken = z.infer<typeof takenSchema>;

/**
 * Keeps that somebody was given the notice in force. Given twice is given once: the first stays.
 *
 * @throws Refusal for another version than the one in force, and without a signature or a reason
 */
export async function giveNotice(
  db: Db,
  master: Key,
  actor: Actor,
  participant: string,
  taken: Taken,
  now: Date,
): Promise<void> {
  const { version } = await noticeInForce(db);
  if (taken.version !== version) {
    throw refusal(409, 'notice-changed', 'The privacy notice has changed. Please give the new one.');
  }
  if (!taken.isAcknowledged && taken.reason === '') {
    throw refusal(422, 'notice-reason', 'Say why there is no signature for the privacy notice.');
  }
  const sealer = (await sealersFor(db, master, [participant])).get(participant);
  await db
    .insertInto('guard.notice_given')
    .values({
      org_id: actor.org,
      participant_id: participant,
      notice_version: version,
      at: now,
      by_id: actor.id,
      is_acknowledged: taken.isAcknowledged,
      reason_sealed: taken.isAcknowledged ? null : (sealer?.seal(taken.reason) ?? null),
    })
    .onConflict((there) => there.doNothing())
    .execute();
}

/** Nobody is admitted without the notice, signed for or with the reason why not. @throws Refusal. @see 42 CFR 2.22(a) */
export async function mustHaveNotice(db: Db, participant: string): Promise<void> {
  const { version } = await noticeInForce(db);
  if ((await givenTo(db, participant, version)) !== undefined) return;
  throw refusal(422, 'notice-first', 'Give the privacy notice first, and say how they took it.');
}
