import { createHmac } from 'node:crypto';
import type { Db } from '../../platform/db/index.ts';
import { type Key, keyFor } from '../../platform/secrets.ts';
import { orgKeys } from '../sealing.ts';

/**
 * Finds sealed words again by exact match: a keyed digest of each, under a key of its own for each kind. Whoever holds
 * the database and not the organisation's key learns only that two people share a word.
 */
export type Kind = 'name' | 'birth-date' | 'phone' | 'email';

/** What of a person can be looked up. */
export interface Findable {
  readonly names?: readonly string[];
  readonly bornOn?: string;
  readonly phone?: string;
  readonly email?: string;
}

/** Letters and digits alone, lower case, without accents: "José  Núñez-Díaz" and "jose nunez diaz" are the same. */
export const plainName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Digits alone; a number of the United States with its country code. */
export function plainPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  return digits.length === 10 ? `1${digits}` : digits;
}

const plainEmail = (email: string): string => email.trim().toLowerCase();

/** Every word by which the person is found: the whole name, and each part of it of two letters or more. */
export function wordsOf({
  names = [],
  bornOn,
  phone,
  email,
}: Findable): readonly (readonly [Kind, string])[] {
  const whole = names.map(plainName).filter((name) => name !== '');
  const parts = whole.flatMap((name) => name.split(' ').filter((part) => part.length > 1));
  return [
    ...[...new Set([...whole, ...parts])].map((name) => ['name', name] as const),
    ...(bornOn === undefined ? [] : [['birth-date', bornOn] as const]),
    ...(phone === undefined || plainPhone(phone) === '' ? [] : [['phone', plainPhone(phone)] as const]),
    ...(email === undefined ? [] : [['email', plainEmail(email)] as const]),
  ];
}

/** The digest of a word: 16 bytes of HMAC-SHA-256 under the kind's key (HKDF of the organisation's own key). */
export function tokenOf(own: Key, kind: Kind, word: string): Uint8Array {
  return new Uint8Array(
    createHmac('sha256', keyFor(own, `blind index ${kind}`))
      .update(word)
      .digest()
      .subarray(0, 16),
  );
}

/** Lets the person be found by these words; what was kept before stays where it is the same. */
export async function keepFindable(
  db: Db,
  master: Key,
  org: string,
  participant: string,
  about: Findable,
): Promise<void> {
  const words = wordsOf(about);
  if (words.length === 0) return;
  const { own } = await orgKeys(db, master);
  await db
    .insertInto('guard.blind_index')
    .values(
      words.map(([kind, word]) => ({
        org_id: org,
        participant_id: participant,
        kind,
        token: tokenOf(own, kind, word),
      })),
    )
    .onConflict((clash) => clash.doNothing())
    .execute();
}

const FOUND_MAX = 50;

/** Who has all of these words, as far as the database shows them to whoever asks. */
export async function findPeople(db: Db, master: Key, about: Findable): Promise<readonly string[]> {
  const whole = (about.names ?? []).map(plainName).filter((name) => name !== '');
  const asked = [...whole.map((name) => ['name', name] as const), ...wordsOf({ ...about, names: [] })];
  if (asked.length === 0) return [];
  const { own } = await orgKeys(db, master);
  let found: ReadonlySet<string> | undefined;
  for (const [kind, word] of asked) {
    const rows = await db
      .selectFrom('guard.blind_index')
      .select('participant_id')
      .where('kind', '=', kind)
      .where('token', '=', tokenOf(own, kind, word))
      .limit(FOUND_MAX)
      .execute();
    const ids = new Set(rows.map((row) => row.participant_id));
    found = found === undefined ? ids : new Set([...found].filter((id) => ids.has(id)));
  }
  return [...(found ?? [])];
}
