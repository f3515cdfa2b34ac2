import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor, Db } from '../../platform/db/index.ts';
import { refusal, refuse } from '../../platform/http/problem.ts';
import { newId, newToken } from '../../platform/ids.ts';
import { type Key, sha256 } from '../../platform/secrets.ts';
import { orgSealer, type Sealer } from '../sealing.ts';
import { INVITE_HOURS, isOpen, type SupporterState, stateOf } from './rules.ts';

const LIST_MAX = 200;
const HOUR_MS = 3_600_000;

/** Somebody who stands behind a person, as the person and the care team see them. */
export interface SupporterSeen {
  readonly id: string;
  /** What the person calls them, and who they are to the person. */
  readonly called: string;
  readonly relation: string;
  readonly state: SupporterState;
  /** The name they said themself, while it waits for a yes. */
  readonly saidName: string | null;
  readonly inviteEndsAt: string | null;
}

/** Everybody who was named as a supporter of this person, the newest first. */
export async function supportersOf(
  db: Db,
  master: Key,
  sealer: Sealer,
  participant: string,
  now: Date,
): Promise<SupporterSeen[]> {
  const rows = await db
    .selectFrom('guard.supporter as s')
    .leftJoin('guard.supporter_invite as i', (on) =>
      on
        .onRef('i.org_id', '=', 's.org_id')
        .onRef('i.supporter_id', '=', 's.supporter_id')
        .on('i.ended_at', 'is', null),
    )
    .select([
      's.supporter_id',
      's.about_sealed',
      's.approved_at',
      's.left_at',
      'i.ends_at',
      'i.tries',
      'i.accepted_at',
      'i.said_sealed',
    ])
    .where('s.participant_id', '=', participant)
    .orderBy('s.asked_at', 'desc')
    .orderBy('s.supporter_id')
    .limit(LIST_MAX)
    .execute();
  const own = await orgSealer(db, master);
  return rows.map((row) => {
    const about = sealer.open(row.about_sealed) as About;
    const state = stateOf(
      {
        approvedAt: row.approved_at,
        leftAt: row.left_at,
        invite:
          row.ends_at === null
            ? null
            : { endsAt: row.ends_at, tries: row.tries ?? 0, acceptedAt: row.accepted_at },
      },
      now,
    );
    return {
      id: row.supporter_id,
      called: about.called,
      relation: about.relation ?? '',
      state,
      saidName:
        state === 'said-their-name' && row.said_sealed !== null
          ? (own.open(row.said_sealed) as { called: string }).called
          : null,
      inviteEndsAt: state === 'invited' && row.ends_at !== null ? row.ends_at.toISOString() : null,
    };
  });
}

interface About {
  readonly called: string;
  readonly relation?: string;
}

/** @throws Refusal not-found for a supporter of somebody else, or one nobody may see */
export async function supporterOf(
  db: Db,
  master: Key,
  sealer: Sealer,
  { participant, supporter, now }: { participant: string; supporter: string; now: Date },
): Promise<SupporterSeen> {
  const found = (await supportersOf(db, master, sealer, participant, now)).find(({ id }) => id === supporter);
  if (found === undefined) throw refuse('not-found');
  return found;
}

/** Somebody is named who will act for the person, or be let in later by what the person signs. */
export async function nameSupporter(
  db: Db,
  actor: Actor,
  sealer: Sealer,
  named: { participant: string; called: string; relation: string; language: 'en' | 'es' },
): Promise<string> {
  const id = newId();
  await db
    .insertInto('guard.supporter')
    .values({
      org_id: actor.org,
      supporter_id: id,
      participant_id: named.participant,
      about_sealed: sealer.seal({ called: named.called, relation: named.relation }),
      language: named.language,
    })
    .execute();
  return id;
}

/** A way in: what stands in the address, and what is told in person. Neither is kept. */
export interface WayIn {
  readonly token: string;
  readonly code: string;
  readonly endsAt: Date;
}

const codeHash = (token: string, code: string): Uint8Array => sha256(`${token} ${code}`);

/** Makes a way in and ends the one before; from now on nothing is seen until a name is said and approved. */
export async function inviteSupporter(
  db: Db,
  actor: Actor,
  { participant, supporter, now }: { participant: string; supporter: SupporterSeen; now: Date },
): Promise<WayIn> {
  if (supporter.state === 'left') throw refuse('not-found');
  if (supporter.state === 'here' || supporter.state === 'said-their-name') {
    throw refusal(409, 'already-in', 'They signed in already.', 'They can use their own code or device.');
  }
  const waiting = await db
    .updateTable('guard.supporter')
    .set({ approved_at: null, version: sql<number>`version + 1` })
    .where('participant_id', '=', participant)
    .where('supporter_id', '=', supporter.id)
    .executeTakeFirst();
  if (waiting.numUpdatedRows === 0n) throw refuse('not-found');
  await endInvites(db, participant, supporter.id, now);
  const token = newToken();
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0');
  const endsAt = new Date(now.getTime() + INVITE_HOURS * HOUR_MS);
  await db
    .insertInto('guard.supporter_invite')
    .values({
      org_id: actor.org,
      invite_id: newId(),
      participant_id: participant,
      supporter_id: supporter.id,
      token_hash: sha256(token),
      code_hash: codeHash(token, code),
      made_at: now,
      ends_at: endsAt,
    })
    .execute();
  return { token, code, endsAt };
}

const endInvites = (db: Db, participant: string, supporter: string, now: Date) =>
  db
    .updateTable('guard.supporter_invite')
    .set({ ended_at: now })
    .where('participant_id', '=', participant)
    .where('supporter_id', '=', supporter)
    .where('ended_at', 'is', null)
    .executeTakeFirst();

/**
 * The link and the code together, with the name they go by. A wrong code is counted.
 *
 * @returns who may sign in now; undefined for every other case alike
 */
export async function acceptInvite(
  db: Db,
  master: Key,
  said: { token: string; code: string; called: string; now: Date },
): Promise<string | undefined> {
  const invite = await db
    .selectFrom('guard.supporter_invite')
    .select(['invite_id', 'supporter_id', 'code_hash', 'ends_at', 'tries', 'accepted_at'])
    .where('token_hash', '=', sha256(said.token))
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  const given = codeHash(said.token, said.code);
  if (invite === undefined) return undefined;
  const known = { endsAt: invite.ends_at, tries: invite.tries, acceptedAt: invite.accepted_at };
  if (!isOpen(known, said.now)) return undefined;
  const isRight = Buffer.from(given).equals(Buffer.from(invite.code_hash));
  await db
    .updateTable('guard.supporter_invite')
    .set(
      isRight
        ? {
            accepted_at: said.now,
            said_sealed: (await orgSealer(db, master)).seal({ called: said.called }),
          }
        : { tries: invite.tries + 1 },
    )
    .where('invite_id', '=', invite.invite_id)
    .execute();
  return isRight ? invite.supporter_id : undefined;
}

/** Yes, that is who was meant: the name they said is theirs from now on, and what is shared with them begins. */
export async function approveSupporter(
  db: Db,
  sealer: Sealer,
  { participant, supporter }: { participant: string; supporter: SupporterSeen },
): Promise<void> {
  if (supporter.state !== 'said-their-name' || supporter.saidName === null) throw refuse('not-found');
  await db
    .updateTable('guard.supporter')
    .set({
      about_sealed: sealer.seal({ called: supporter.saidName, relation: supporter.relation }),
      approved_at: sql<Date>`clock_timestamp()`,
      version: sql<number>`version + 1`,
    })
    .where('participant_id', '=', participant)
    .where('supporter_id', '=', supporter.id)
    .execute();
}

/** No, that is somebody else, or there shall be no way in: whoever came by it is out. They can be invited anew. */
export async function takeBackInvite(
  db: Db,
  { participant, supporter, now }: { participant: string; supporter: SupporterSeen; now: Date },
): Promise<void> {
  if (!['invited', 'invite-over', 'said-their-name'].includes(supporter.state)) throw refuse('not-found');
  const ended = await endInvites(db, participant, supporter.id, now);
  if (ended.numUpdatedRows === 0n) throw refuse('not-found');
}

/** Who a supporter stands behind, as far as they are still there themself. */
export async function ownRow(db: Db, supporter: string): Promise<{ participant: string } | undefined> {
  const row = await db
    .selectFrom('guard.supporter')
    .select('participant_id')
    .where('supporter_id', '=', supporter)
    .where('left_at', 'is', null)
    .executeTakeFirst();
  return row && { participant: row.participant_id };
}

/** The name a supporter said when they came; empty for one who never did. */
export async function saidName(db: Db, master: Key, supporter: string): Promise<string> {
  const row = await db
    .selectFrom('guard.supporter_invite')
    .select('said_sealed')
    .where('supporter_id', '=', supporter)
    .where('ended_at', 'is', null)
    .where('said_sealed', 'is not', null)
    .executeTakeFirst();
  if (row === undefined || row.said_sealed === null) return '';
  return ((await orgSealer(db, master)).open(row.said_sealed) as { called: string }).called;
}

/** They leave: nothing is seen from the same moment on, and what they kept for themself is gone. */
export async function leaveAsSupporter(db: Db, supporter: string): Promise<void> {
  await db.deleteFrom('guard.supporter_check_in').where('supporter_id', '=', supporter).execute();
  await db
    .updateTable('guard.supporter')
    .set({ left_at: sql<Date>`clock_timestamp()`, version: sql<number>`version + 1` })
    .where('supporter_id', '=', supporter)
    .where('left_at', 'is', null)
    .execute();
}
