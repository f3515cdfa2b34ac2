import { sql } from 'kysely';
import { type Sealer, sealersFor } from '../../guard/sealing.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import { refusal, refuse } from '../../platform/http/problem.ts';
import { newId } from '../../platform/ids.ts';
import type { Key } from '../../platform/secrets.ts';
import { syncAlerts } from './alert.store.ts';
import { recordOf } from './record.store.ts';
import { daysAfter } from './record.ts';
import type { Spoken } from './rules.ts';

export interface EntryWords {
  readonly name: string;
  readonly dose: string;
  readonly prescriber: string;
  readonly note: string;
}

export interface OrderWords {
  readonly name: string;
  readonly dose: string;
  readonly directions: string;
  readonly reason: string;
}

/** @throws Refusal not-found where the database lets whoever asks see nothing of this kind about this person */
export async function refuseUnlessSeen(
  db: Db,
  participant: string,
  category: 'medication' | 'test',
): Promise<void> {
  const { rows } = await sql<{ may: boolean }>`
    select guard.allows(${participant}, ${category}, 'read') as may`.execute(db);
  if (rows[0]?.may !== true) throw refuse('not-found');
}

export async function sealerOf(db: Db, master: Key, participant: string): Promise<Sealer> {
  const sealer = (await sealersFor(db, master, [participant])).get(participant);
  if (sealer === undefined) throw refuse('not-found');
  return sealer;
}

/** Looks at the rules again after something was written down, in the same transaction. */
export async function lookAgain(
  db: Db,
  actor: Actor,
  participant: string,
  today: string,
  now: Date,
): Promise<void> {
  const record = await recordOf(db, today, participant);
  await syncAlerts(db, actor.org, new Map([[participant, record]]), now);
}

/** A line of the list; null where there is none of that id. */
export const entryWhole = (db: Db, participant: string, entry: string) =>
  db
    .selectFrom('treat.medicine_entry')
    .selectAll()
    .where('participant_id', '=', participant)
    .where('entry_id', '=', entry)
    .executeTakeFirst();

export async function addEntry(
  db: Db,
  actor: Actor,
  sealer: Sealer,
  now: Date,
  line: {
    readonly participant: string;
    readonly medicine: string;
    readonly classes: readonly string[];
    readonly route: string;
    readonly order: string | null;
    readonly since: string | null;
    readonly words: EntryWords;
  },
): Promise<string> {
  const id = newId();
  await db
    .insertInto('treat.medicine_entry')
    .values({
      org_id: actor.org,
      entry_id: id,
      participant_id: line.participant,
      medicine: line.medicine,
      classes: [...line.classes],
      route: line.route,
      prescribed: line.order === null ? 'elsewhere' : 'here',
      order_id: line.order,
      since_on: line.since,
      words_sealed: sealer.seal(line.words),
      entered_by: actor.id,
      entered_at: now,
    })
    .execute();
  return id;
}

/** @throws Refusal stale or conflict-like when somebody ended it already */
export async function endLine(
  db: Db,
  actor: Actor,
  sealer: Sealer,
  end: {
    readonly participant: string;
    readonly entry: string;
    readonly on: string;
    readonly how: string;
    readonly note: string;
  },
): Promise<void> {
  const line = await entryWhole(db, end.participant, end.entry);
  if (line === undefined) throw refuse('not-found');
  if (line.until_on !== null) throw refusal(409, 'ended', 'This was ended already.');
  const on = line.since_on !== null && end.on < line.since_on ? line.since_on : end.on;
  const { numUpdatedRows } = await db
    .updateTable('treat.medicine_entry')
    .set({
      until_on: on,
      ended_how: end.how,
      ended_words_sealed: end.note === '' ? null : sealer.seal(end.note),
      ended_by: actor.id,
      version: line.version + 1,
    })
    .where('entry_id', '=', end.entry)
    .where('participant_id', '=', end.participant)
    .where('version', '=', line.version)
    .executeTakeFirst();
  // Read, and not changed: whoever asks may see the list and not write to it.
  if (numUpdatedRows !== 1n) throw refuse('not-found');
}

interface Signer {
  readonly name: string;
  readonly licence: string;
}

/** @throws Refusal no-licence or licence-ended: an order is signed under a licence in force */
export async function signerOf(db: Db, actor: Actor, today: string): Promise<Signer> {
  const staff = await db
    .selectFrom('guard.staff')
    .select(['display_name', 'licence_type', 'licence_state', 'licence_expires_on'])
    .where('staff_id', '=', actor.id)
    .executeTakeFirst();
  if (staff === undefined) throw refuse('not-found');
  const { display_name: name, licence_type: type, licence_state: state, licence_expires_on: until } = staff;
  if (type === null || state === null || until === null) {
    throw refusal(409, 'no-licence', 'Only a licensed prescriber can sign this. The draft is kept.');
  }
  if (until < today) {
    throw refusal(
      409,
      'licence-ended',
      'Your licence on file has ended. The draft is kept.',
      `It ended on ${until}. Ask the administrator to enter the renewal.`,
    );
  }
  return { name, licence: `${type}, ${state}, to ${until}` };
}

export const orderWhole = (db: Db, participant: string, order: string) =>
  db
    .selectFrom('treat.medicine_order')
    .selectAll()
    .where('participant_id', '=', participant)
    .where('order_id', '=', order)
    .executeTakeFirst();
type OrderWhole = NonNullable<Awaited<ReturnType<typeof orderWhole>>>;

/** Signs a draft as it was read, and does to the list what it says. */
export async function signOrder(
  db: Db,
  actor: Actor,
  sealer: Sealer,
  now: Date,
  signed: {
    readonly order: OrderWhole;
    readonly licence: string;
    readonly name: string;
    readonly warnings: readonly Spoken[];
    readonly override: string;
  },
): Promise<void> {
  const { order } = signed;
  const { numUpdatedRows } = await db
    .updateTable('treat.medicine_order')
    .set({
      state: 'signed',
      signed_by: actor.id,
      signed_at: now,
      licence: signed.licence,
      warnings: JSON.stringify(signed.warnings),
      override_sealed: signed.override === '' ? null : sealer.seal(signed.override),
      version: order.version + 1,
    })
    .where('order_id', '=', order.order_id)
    .where('version', '=', order.version)
    .where('state', '=', 'drafted')
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw refuse('not-found');
  const words = sealer.open(order.words_sealed) as OrderWords;
  if (order.entry_id !== null) {
    const changes = order.kind === 'change';
    await endLine(db, actor, sealer, {
      participant: order.participant_id,
      entry: order.entry_id,
      on: changes ? daysAfter(order.starts_on, -1) : order.starts_on,
      how: changes ? 'changed' : (order.ends_how ?? 'unknown'),
      note: '',
    });
  }
  if (order.kind === 'stop') return;
  const before =
    order.entry_id === null ? undefined : await entryWhole(db, order.participant_id, order.entry_id);
  await addEntry(db, actor, sealer, now, {
    participant: order.participant_id,
    medicine: order.medicine,
    classes: order.classes,
    route: order.route,
    order: order.order_id,
    // A new dose of the same medicine has been taken as long as the medicine has.
    since: before === undefined ? order.starts_on : before.since_on,
    words: {
      name: words.name,
      dose: [words.dose, words.directions].filter((part) => part !== '').join('. '),
      prescriber: signed.name,
      note: '',
    },
  });
}
