import type { Actor, Db } from '../../platform/db/index.ts';
import { refusal, refuse } from '../../platform/http/problem.ts';
import { newId } from '../../platform/ids.ts';
import type { Key } from '../../platform/secrets.ts';
import { sealerOf } from '../consent/consent.store.ts';
import type { Shareable } from '../consent/forms.ts';
import { type Disclosed, disclose, type Way } from '../disclosure/disclose.ts';
import { sealersFor } from '../sealing.ts';

/** Civil and administrative, against the person in a crime, against the program. @see 42 CFR 2.64, 2.65, 2.66 */
export const SECTIONS = ['2.64', '2.65', '2.66'] as const;

interface NewOrder {
  readonly case: string;
  readonly participant: string;
  readonly section: (typeof SECTIONS)[number];
  readonly categories: readonly Shareable[];
  readonly from: string;
  readonly until: string;
  readonly recipient: { readonly name: string; readonly affiliation: string };
  /** The order finds the grounds of 42 CFR 2.63 for what was said in confidence. */
  readonly hasConfidentialGrounds: boolean;
}

/** What was noted of a legal request. @throws Refusal `not-found` */
async function requestOf(db: Db, request: string): Promise<{ hasOrder?: boolean; hasSubpoena?: boolean }> {
  const asked = await db
    .selectFrom('guard.privacy_case')
    .select('facts')
    .where('case_id', '=', request)
    .where('kind', '=', 'legal-request')
    .executeTakeFirst();
  if (asked === undefined) throw refuse('not-found');
  return asked.facts as { hasOrder?: boolean; hasSubpoena?: boolean };
}

/**
 * Keeps what an order opens: of one person, some parts, some days, once. From then on the record is held.
 *
 * @throws Refusal `blocked` unless order and subpoena are both there, `confidential` where 2.63 is not met
 */
export async function recordOrder(
  db: Db,
  master: Key,
  actor: Actor,
  now: Date,
  order: NewOrder,
): Promise<void> {
  const facts = await requestOf(db, order.case);
  // An order authorises, a subpoena compels: neither alone opens anything. 2.61
  if (facts.hasOrder !== true || facts.hasSubpoena !== true) {
    throw refusal(422, 'blocked', 'An order of a court and a subpoena are both needed. Nothing is opened.');
  }
  if (order.categories.includes('counselling_note') && !order.hasConfidentialGrounds) {
    throw refusal(
      422,
      'confidential',
      'What was said in confidence needs an order with the grounds of 2.63.',
    );
  }
  const sealer = await sealerOf(db, master, order.participant);
  await db
    .insertInto('guard.court_order')
    .values({
      org_id: actor.org,
      order_id: newId(),
      case_id: order.case,
      participant_id: order.participant,
      section: order.section,
      categories: [...order.categories],
      from_on: order.from,
      until_on: order.until,
      has_confidential_grounds: order.hasConfidentialGrounds,
      recipient_sealed: sealer.seal(order.recipient),
      set_by: actor.id,
      set_at: now,
    })
    .execute();
  await db
    .insertInto('guard.hold')
    .values({
      org_id: actor.org,
      hold_id: newId(),
      participant_id: order.participant,
      why_sealed: sealer.seal('An order of a court is about this record.'),
      set_by: actor.id,
      set_at: now,
    })
    .execute();
}

export async function ordersOf(db: Db, master: Key, request: string) {
  await requestOf(db, request);
  const rows = await db
    .selectFrom('guard.court_order as o')
    .innerJoin('guard.participant as p', (on) =>
      on.onRef('p.org_id', '=', 'o.org_id').onRef('p.participant_id', '=', 'o.participant_id'),
    )
    .selectAll('o')
    .select('p.record_code')
    .where('o.case_id', '=', request)
    .orderBy('o.set_at')
    .limit(100)
    .execute();
  const sealers = await sealersFor(db, master, [...new Set(rows.map((row) => row.participant_id))]);
  return rows.map((row) => ({
    id: row.order_id,
    participant: row.participant_id,
    recordCode: row.record_code,
    to:
      (sealers.get(row.participant_id)?.open(row.recipient_sealed) as NewOrder['recipient'] | undefined) ??
      null,
    section: row.section as NewOrder['section'],
    categories: row.categories as Shareable[],
    from: row.from_on,
    until: row.until_on,
    usedAt: row.used_at?.toISOString() ?? null,
  }));
}

/** Lets out what an order opens, once; the one way out decides whether it is within the order. */
export async function releaseUnder(
  db: Db,
  master: Key,
  actor: Actor,
  now: Date,
  asked: {
    readonly order: string;
    readonly participant: string;
    readonly categories: readonly Shareable[];
    readonly from: string;
    readonly until: string;
    readonly way: Way;
    readonly what: string;
  },
): Promise<Disclosed> {
  const row = await db
    .selectFrom('guard.court_order')
    .select(['participant_id', 'recipient_sealed'])
    .where('order_id', '=', asked.order)
    .executeTakeFirst();
  if (row === undefined) throw refuse('not-found');
  const sealer = await sealerOf(db, master, row.participant_id);
  const { order, from, until, ...leaving } = asked;
  return disclose(db, master, actor, now, {
    ...leaving,
    basis: 'court-order',
    request: order,
    period: { from, until },
    to: sealer.open(row.recipient_sealed) as NewOrder['recipient'],
    purpose: 'legal',
  });
}
