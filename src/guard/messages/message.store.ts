import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor, Db } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import type { PushAddress } from '../../platform/push.ts';
import { type Key, keyFor } from '../../platform/secrets.ts';
import { plainPhone } from '../keys/blind-index.ts';
import { orgKeys, type Sealer, sealersFor } from '../sealing.ts';
import { BACK_OFF_MINUTES, type Choice, choiceFrom, type SafeContact, verdictOn } from './rules.ts';
import { type Channel, type Facts, factsSchema, type Language, type MessageKind } from './words.ts';

export interface ToSay {
  readonly participant: string;
  readonly kind: MessageKind;
  /** What makes it the same message: "2026-11-30 <session>". Said before under it, it is not said again. */
  readonly occasion: string;
  readonly facts?: Facts;
  readonly notBefore: Date;
  /** From then on it is of no use and is left unsaid. */
  readonly notAfter: Date;
}

/** Puts messages into the outbox. Whether, when and how each goes out is decided when it is due. */
export async function say(db: Db, actor: Actor, messages: readonly ToSay[]): Promise<number> {
  if (messages.length === 0) return 0;
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('guard.message')
    .values(
      messages.map(({ participant, kind, occasion, facts = {}, notBefore, notAfter }) => ({
        org_id: actor.org,
        message_id: newId(),
        participant_id: participant,
        kind,
        occasion,
        facts: JSON.stringify(factsSchema.parse(facts)),
        not_before: notBefore,
        not_after: notAfter,
      })),
    )
    .onConflict((clash) => clash.doNothing())
    .executeTakeFirstOrThrow();
  return Number(numInsertedOrUpdatedRows ?? 0n);
}

/** What the person chose; before that what follows from how they asked to be reached. */
export async function choiceOf(
  db: Db,
  participant: string,
  contact: SafeContact | null,
): Promise<{ choice: Choice; version: number }> {
  const row = await db
    .selectFrom('guard.message_choice')
    .selectAll()
    .where('participant_id', '=', participant)
    .executeTakeFirst();
  if (row === undefined) return { choice: choiceFrom(contact), version: 0 };
  return {
    choice: {
      isOn: row.is_on,
      channels: row.channels as Channel[],
      quietFrom: row.quiet_from,
      quietUntil: row.quiet_until,
      maySay: row.may_say as ('place' | 'group')[],
      isStopped: row.stopped_at !== null,
    },
    version: row.version,
  };
}

export async function contactOf(db: Db, sealer: Sealer, participant: string): Promise<SafeContact | null> {
  const row = await db
    .selectFrom('guard.contact')
    .select('contact_sealed')
    .where('participant_id', '=', participant)
    .executeTakeFirst();
  return row === undefined ? null : (sealer.open(row.contact_sealed) as SafeContact);
}

interface Device {
  readonly id: string;
  readonly address: PushAddress;
}

/** A message that goes out now, by one way. */
export interface Going {
  readonly id: string;
  readonly participant: string;
  readonly kind: MessageKind;
  readonly channel: Channel;
  readonly facts: Facts;
  readonly language: Language;
  readonly maySay: Choice['maySay'];
  readonly to: string;
  readonly devices: readonly Device[];
  readonly tries: number;
}

const AT_ONCE = 50;
/** Whoever claims a message has this long to send it; after that it counts as cut off. */
const CLAIM_MS = 10 * 60 * 1000;
const SENDING = 'sending';

/**
 * Claims what is due, so that no other worker sends it too. What was cut off between sending and noting it goes out
 * again only where the receiving side knows it by its id; by mail it is given up rather than said twice.
 */
export async function claimDue(db: Db, master: Key, now: Date, zone: string): Promise<readonly Going[]> {
  const due = await db
    .selectFrom('guard.message')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('not_before', '<=', now)
    .where((q) => q.or([q('next_try_at', 'is', null), q('next_try_at', '<=', now)]))
    .orderBy('not_after')
    .limit(AT_ONCE)
    .forUpdate()
    .skipLocked()
    .execute();
  const sealers = await sealersFor(db, master, [...new Set(due.map((row) => row.participant_id))]);
  const { own } = await orgKeys(db, master);
  const going: Going[] = [];
  for (const row of due) {
    const end = (set: { state: 'failed' | 'dropped'; why: string }) => mark(db, row.message_id, set);
    const sealer = sealers.get(row.participant_id);
    if (sealer === undefined) {
      await end({ state: 'dropped', why: 'no-address' });
      continue;
    }
    if (row.why === SENDING && row.channel === 'email') {
      await end({ state: 'failed', why: 'cut-off' });
      continue;
    }
    const contact = await contactOf(db, sealer, row.participant_id);
    const { choice } = await choiceOf(db, row.participant_id, contact);
    const devices = await devicesOf(db, sealer, row.participant_id);
    const verdict = verdictOn({
      choice,
      contact,
      hasDevice: devices.length > 0,
      notAfter: row.not_after,
      now,
      zone,
    });
    if (verdict.is === 'never') {
      await end({ state: 'dropped', why: verdict.why });
    } else if (verdict.is === 'later') {
      await db
        .updateTable('guard.message')
        .set({ next_try_at: verdict.at })
        .where('message_id', '=', row.message_id)
        .execute();
    } else {
      const to = contact?.value ?? '';
      await db
        .updateTable('guard.message')
        .set({
          tries: row.tries + 1,
          why: SENDING,
          channel: verdict.channel,
          next_try_at: new Date(now.getTime() + CLAIM_MS),
          address_hash: verdict.channel === 'sms' ? addressHash(own, to) : null,
        })
        .where('message_id', '=', row.message_id)
        .execute();
      const { rows } = await sql<{
        language: Language | null;
      }>`select guard.language_of(${row.participant_id}) as language`.execute(db);
      going.push({
        id: row.message_id,
        participant: row.participant_id,
        kind: row.kind as MessageKind,
        channel: verdict.channel,
        facts: factsSchema.parse(row.facts),
        language: rows[0]?.language ?? 'en',
        maySay: choice.maySay,
        to,
        devices,
        tries: row.tries + 1,
      });
    }
  }
  return going;
}

const addressHash = (own: Key, phone: string): Uint8Array =>
  new Uint8Array(
    createHmac('sha256', keyFor(own, 'messages')).update(plainPhone(phone)).digest().subarray(0, 16),
  );

async function devicesOf(db: Db, sealer: Sealer, participant: string): Promise<readonly Device[]> {
  const rows = await db
    .selectFrom('guard.push_device')
    .select(['device_id', 'address_sealed'])
    .where('participant_id', '=', participant)
    .where('gone_at', 'is', null)
    .execute();
  return rows.map((row) => ({ id: row.device_id, address: sealer.open(row.address_sealed) as PushAddress }));
}

const mark = (db: Db, id: string, set: { state: 'failed' | 'dropped'; why: string }): Promise<unknown> =>
  db.updateTable('guard.message').set(set).where('message_id', '=', id).execute();

export const markSent = (db: Db, id: string, ref: string | null, now: Date): Promise<unknown> =>
  db
    .updateTable('guard.message')
    .set({ state: 'sent', sent_at: now, provider_ref: ref, why: null, next_try_at: null })
    .where('message_id', '=', id)
    .execute();

/** It did not go out: tried again after a while, or given up. */
export async function markFailed(
  db: Db,
  { id, tries }: Going,
  { isFinal, now }: { isFinal: boolean; now: Date },
): Promise<void> {
  const wait = BACK_OFF_MINUTES[tries - 1];
  if (isFinal || wait === undefined) {
    await mark(db, id, { state: 'failed', why: isFinal ? 'refused' : 'unreachable' });
    return;
  }
  await db
    .updateTable('guard.message')
    .set({ why: 'unreachable', next_try_at: new Date(now.getTime() + wait * 60_000) })
    .where('message_id', '=', id)
    .execute();
}

export const markGone = (db: Db, device: string, now: Date): Promise<unknown> =>
  db.updateTable('guard.push_device').set({ gone_at: now }).where('device_id', '=', device).execute();

const REPLY_MS = 24 * 60 * 60 * 1000;

/** A reply from a phone: 1 and 2 belong to the last reminder it got, STOP and START to everybody it stands for. */
export async function takeReply(
  db: Db,
  master: Key,
  actor: Actor,
  { from, meaning, now }: { from: string; meaning: 'coming' | 'cannot' | 'stop' | 'start'; now: Date },
): Promise<{ message: string; participant: string } | undefined> {
  const { own } = await orgKeys(db, master);
  const sent = await db
    .selectFrom('guard.message')
    .select(['message_id', 'participant_id', 'kind', 'sent_at'])
    .where('address_hash', '=', addressHash(own, from))
    .where('state', '=', 'sent')
    .orderBy('sent_at', 'desc')
    .limit(200)
    .execute();
  if (meaning === 'stop' || meaning === 'start') {
    for (const participant of new Set(sent.map((row) => row.participant_id))) {
      const stopped_at = meaning === 'stop' ? now : null;
      await db
        .insertInto('guard.message_choice')
        .values({ org_id: actor.org, participant_id: participant, channels: ['sms'], stopped_at })
        .onConflict((clash) => clash.columns(['org_id', 'participant_id']).doUpdateSet({ stopped_at }))
        .execute();
    }
    return undefined;
  }
  const last = sent.find(
    (row) =>
      row.kind === 'reminder' && row.sent_at !== null && now.getTime() - row.sent_at.getTime() < REPLY_MS,
  );
  if (last === undefined) return undefined;
  await db
    .updateTable('guard.message')
    .set({ reply: meaning, replied_at: now })
    .where('message_id', '=', last.message_id)
    .execute();
  return { message: last.message_id, participant: last.participant_id };
}
