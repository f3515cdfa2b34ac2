import type { Actor, Db } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { type OwnNumbers, ownNumbers, type PayerRules, rulesOf } from './payer-rules.ts';

export interface Payer {
  readonly id: string;
  readonly name: string;
  readonly ruleSet: string;
  readonly own: OwnNumbers;
  /** Cents a unit, by code. */
  readonly rates: Readonly<Record<string, number>>;
  readonly payerNumber: string | null;
  readonly providerNumber: string | null;
  readonly endedOn: string | null;
  readonly version: number;
}

/** Every payer of the program, by name. */
export async function payersOf(db: Db): Promise<readonly Payer[]> {
  const rows = await db.selectFrom('treat.payer').selectAll().orderBy('name').limit(500).execute();
  return rows.map((row) => ({
    id: row.payer_id,
    name: row.name,
    ruleSet: row.rule_set,
    own: ownNumbers.parse(row.own_numbers),
    rates: row.rates as Record<string, number>,
    payerNumber: row.payer_number,
    providerNumber: row.provider_number,
    endedOn: row.ended_on,
    version: row.version,
  }));
}

export const rulesByPayer = (payers: readonly Payer[]): ReadonlyMap<string, PayerRules> =>
  new Map(payers.map(({ id, ruleSet, own }) => [id, rulesOf(ruleSet, own)]));

export type WishedPayer = Omit<Payer, 'id' | 'version'>;

const columnsOf = (actor: Actor, wished: WishedPayer, now: Date) => ({
  name: wished.name,
  rule_set: wished.ruleSet,
  own_numbers: JSON.stringify(wished.own),
  rates: JSON.stringify(wished.rates),
  payer_number: wished.payerNumber,
  provider_number: wished.providerNumber,
  ended_on: wished.endedOn,
  set_by: actor.id,
  set_at: now,
});

export async function addPayer(db: Db, actor: Actor, wished: WishedPayer, now: Date): Promise<string> {
  const id = newId();
  await db
    .insertInto('treat.payer')
    .values({ org_id: actor.org, payer_id: id, ...columnsOf(actor, wished, now) })
    .execute();
  return id;
}

/** @returns whether that version was still the newest */
export async function changePayer(
  db: Db,
  actor: Actor,
  { id, version }: { readonly id: string; readonly version: number },
  wished: WishedPayer,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('treat.payer')
    .set({ ...columnsOf(actor, wished, now), version: version + 1 })
    .where('payer_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
