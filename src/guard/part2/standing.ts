import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.ts';
import { refusal } from '../../platform/http/problem.ts';

/** Something about to leave on a ground other than consent or an emergency. */
interface OnGround {
  readonly basis: string;
  readonly participant: string;
  readonly categories: readonly string[];
  /** The order or the audit it rests on. */
  readonly request?: string | undefined;
  /** The days it is about, YYYY-MM-DD, both included. */
  readonly period?: { readonly from: string; readonly until: string } | undefined;
}

/**
 * Whether the ground holds: an order covers it and was not used, an audit has this person in it and sheets left. Uses
 * it up in the same transaction.
 *
 * @throws Refusal `outside-order`, `outside-audit`, `somebody-in-it`
 * @see 42 CFR 2.52-2.54, 2.61-2.67
 */
export async function mustStand(db: Db, now: Date, leaving: OnGround): Promise<void> {
  if (leaving.basis === 'court-order') await underOrder(db, now, leaving);
  if (leaving.basis === 'audit') await underAudit(db, now, leaving);
  if (leaving.basis === 'research' || leaving.basis === 'public-health') {
    throw refusal(
      422,
      'somebody-in-it',
      'For this only counts leave, with nobody in them; a record needs the person’s own consent. Nothing left.',
    );
  }
}

const outsideOrder = (why: string) => refusal(422, 'outside-order', `${why} Nothing left.`);

async function underOrder(
  db: Db,
  now: Date,
  { participant, categories, request, period }: OnGround,
): Promise<void> {
  const order = await db
    .selectFrom('guard.court_order')
    .select(['order_id', 'categories', 'from_on', 'until_on', 'used_at'])
    .where('order_id', '=', request ?? null)
    .where('participant_id', '=', participant)
    .executeTakeFirst();
  if (order === undefined) throw outsideOrder('No order is about this person.');
  if (order.used_at !== null) throw outsideOrder('This order was used: it lets something out once.');
  if (categories.some((category) => !order.categories.includes(category)))
    throw outsideOrder(`The order is about ${order.categories.join(', ')} alone.`);
  if (period === undefined || period.from < order.from_on || period.until > order.until_on)
    throw outsideOrder(`The order is about ${order.from_on} to ${order.until_on} alone.`);
  const { numUpdatedRows } = await db
    .updateTable('guard.court_order')
    .set({ used_at: now })
    .where('order_id', '=', order.order_id)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw outsideOrder('This order was used a moment ago.');
}

const outsideAudit = (why: string) => refusal(422, 'outside-audit', `${why} Nothing left.`);

async function underAudit(db: Db, now: Date, { participant, request }: OnGround): Promise<void> {
  const audit = await db
    .selectFrom('guard.audit as a')
    .innerJoin('guard.audit_person as p', (on) =>
      on.onRef('p.org_id', '=', 'a.org_id').onRef('p.audit_id', '=', 'a.audit_id'),
    )
    .select(['a.audit_id', 'a.until_at', 'a.ended_at'])
    .where('a.audit_id', '=', request ?? null)
    .where('p.participant_id', '=', participant)
    .executeTakeFirst();
  if (audit === undefined) throw outsideAudit('This record is not among those agreed on.');
  if (audit.ended_at !== null || audit.until_at <= now) throw outsideAudit('The audit is over.');
  const { numUpdatedRows } = await db
    .updateTable('guard.audit')
    .set({ prints: sql<number>`prints + 1` })
    .where('audit_id', '=', audit.audit_id)
    .whereRef('prints', '<', 'prints_max')
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw outsideAudit('All sheets that were agreed on are printed.');
}

/** What the stricter law of the state keeps back although this consent permits it. @see 42 CFR 2.20 */
export async function keptByState(
  db: Db,
  { consent, categories, purpose }: { consent: string; categories: readonly string[]; purpose: string },
): Promise<readonly string[]> {
  const { rows } = await sql<{ category: string }>`
    select category from guard.consent c, unnest(${[...categories]}::text[]) as category
    where c.consent_id = ${consent} and guard.state_denies(c, category, ${purpose})`.execute(db);
  return rows.map(({ category }) => category);
}
