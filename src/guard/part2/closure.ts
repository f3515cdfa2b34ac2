import { sql } from 'kysely';
import { dayIn } from '../../platform/clock.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import { refusal, refuse } from '../../platform/http/problem.ts';
import type { Key } from '../../platform/secrets.ts';
import { consentWhole, orgOf } from '../consent/consent.store.ts';
import { type Disclosed, disclose, type Way } from '../disclosure/disclose.ts';
import { askShredding, DAYS_TO_TAKE_BACK } from '../keys/shred.store.ts';

export interface Closing {
  readonly closesOn: string;
  /** Another program that takes over, if there is one. */
  readonly successor: string | null;
  /** A law that asks for records to be kept, and until when. */
  readonly law: { readonly citation: string; readonly keepUntil: string } | null;
}

/** What stands on whatever holds a sealed record. @see 42 CFR 2.19(b)(1) */
export const labelOf = (
  program: string,
  { citation, keepUntil }: { citation: string; keepUntil: string },
): string =>
  `Records of ${program} required to be maintained under ${citation} until a date not later than ${keepUntil}`;

export async function announceClosing(db: Db, actor: Actor, now: Date, closing: Closing): Promise<void> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('guard.closure')
    .values({
      org_id: actor.org,
      closes_on: closing.closesOn,
      successor: closing.successor,
      citation: closing.law?.citation ?? null,
      keep_until: closing.law?.keepUntil ?? null,
      set_by: actor.id,
      set_at: now,
    })
    .onConflict((clash) => clash.doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows !== 1n) throw refuse('conflict', { detail: 'It is announced already.' });
}

const closureOf = (db: Db) => db.selectFrom('guard.closure').selectAll().executeTakeFirst();

export async function closingIn(db: Db) {
  const row = await closureOf(db);
  if (row === undefined) return { closing: null, records: [] };
  const records = await db
    .selectFrom('guard.participant as p')
    .leftJoin('guard.disposition as d', (on) =>
      on.onRef('d.org_id', '=', 'p.org_id').onRef('d.participant_id', '=', 'p.participant_id'),
    )
    .select(['p.participant_id', 'p.record_code', 'd.becomes', 'd.label'])
    .orderBy('p.record_code')
    .limit(20_000)
    .execute();
  return {
    closing: {
      closesOn: row.closes_on,
      successor: row.successor,
      law:
        row.citation === null || row.keep_until === null
          ? null
          : { citation: row.citation, keepUntil: row.keep_until },
      doneAt: row.done_at?.toISOString() ?? null,
    },
    records: records.map((one) => ({
      participant: one.participant_id,
      recordCode: one.record_code,
      becomes: one.becomes as 'transferred' | 'sealed' | 'destroyed' | null,
      label: one.label,
    })),
  };
}

/** One record goes to the program that takes over, because the person signed for it. @see 42 CFR 2.19(a)(1) */
export async function transfer(
  db: Db,
  master: Key,
  actor: Actor,
  now: Date,
  { participant, consent, way }: { participant: string; consent: string; way: Way },
): Promise<Disclosed> {
  const closure = await closureOf(db);
  if (closure === undefined || closure.done_at !== null) throw refuse('not-found');
  const { summary } = await consentWhole(db, master, participant, consent);
  if (closure.successor === null || summary.recipient.name !== closure.successor) {
    throw refusal(422, 'not-the-successor', 'The consent names somebody else. Nothing left.');
  }
  const [purpose] = summary.purposes;
  const disclosed = await disclose(db, master, actor, now, {
    participant,
    basis: 'consent',
    consent,
    categories: summary.categories,
    purpose: purpose ?? 'treatment',
    way,
    what: 'The record, to the program that takes over',
  });
  await db
    .insertInto('guard.disposition')
    .values({
      org_id: actor.org,
      participant_id: participant,
      becomes: 'transferred',
      consent_id: consent,
      at: now,
      by_id: actor.id,
    })
    .execute();
  return disclosed;
}

/**
 * The day came. Whoever signed was transferred; all others are sealed under the label the rule words, where a law asks
 * for it, and destroyed where none does: their keys with them, so that no backup opens them either.
 *
 * @throws Refusal `too-early` before the day that was announced
 * @see 42 CFR 2.19(a)(2), (b)
 */
export async function carryOut(db: Db, actor: Actor, now: Date): Promise<void> {
  const closure = await closureOf(db);
  if (closure === undefined || closure.done_at !== null) throw refuse('not-found');
  const { name, zone } = await orgOf(db);
  if (closure.closes_on > dayIn(zone, now)) {
    throw refusal(
      409,
      'too-early',
      `The program closes on ${closure.closes_on}. Until then nothing is sealed or destroyed.`,
    );
  }
  const { citation, keep_until } = closure;
  const label =
    citation === null || keep_until === null ? null : labelOf(name, { citation, keepUntil: keep_until });
  await sql`
    insert into guard.disposition (org_id, participant_id, becomes, label, at, by_id)
    select p.org_id, p.participant_id, ${label === null ? 'destroyed' : 'sealed'}, ${label}, ${now}, ${actor.id}
    from guard.participant p
    where not exists (
      select from guard.disposition d where d.org_id = p.org_id and d.participant_id = p.participant_id)`.execute(
    db,
  );
  // Sealed: no care team any more, and private to everybody else.
  await sql`
    update guard.care_team t set until_on = greatest(t.from_on, guard.today() - 1)
    from guard.disposition d
    where d.org_id = t.org_id and d.participant_id = t.participant_id and d.becomes = 'sealed'
      and (t.until_on is null or t.until_on >= guard.today())`.execute(db);
  await sql`
    update guard.participant p set is_private = true from guard.disposition d
    where d.org_id = p.org_id and d.participant_id = p.participant_id and d.becomes = 'sealed'`.execute(db);
  const gone = await db
    .selectFrom('guard.disposition as d')
    .innerJoin('guard.participant_key as k', (on) =>
      on.onRef('k.org_id', '=', 'd.org_id').onRef('k.participant_id', '=', 'd.participant_id'),
    )
    .leftJoin('guard.shredding as s', (on) =>
      on
        .onRef('s.org_id', '=', 'd.org_id')
        .onRef('s.participant_id', '=', 'd.participant_id')
        .on('s.taken_back_at', 'is', null),
    )
    .select('d.participant_id')
    .where('d.becomes', 'in', ['destroyed', 'transferred'])
    .where('s.shredding_id', 'is', null)
    .execute();
  for (const { participant_id: participant } of gone) {
    await askShredding(db, actor, { participant, reason: 'program-closes', days: DAYS_TO_TAKE_BACK, now });
  }
  await db.updateTable('guard.closure').set({ done_at: now }).where('done_at', 'is', null).execute();
}
