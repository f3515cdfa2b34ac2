import type { Actor, Db } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import type { Allowance } from './billable.ts';
import type { Level } from './payer-rules.ts';

export interface Authorisation {
  readonly id: string;
  readonly participant: string;
  readonly payer: string;
  readonly kind: 'authorisation' | 'certification';
  readonly state: 'requested' | 'approved' | 'denied' | 'withdrawn';
  readonly level: Level;
  readonly codes: readonly string[];
  readonly unit: 'day' | 'unit';
  readonly daysPerWeek: number | null;
  readonly start: string;
  readonly end: string;
  readonly requested: number;
  readonly approved: number;
  readonly pended: number;
  readonly nextReview: string | null;
  readonly criteria: string;
  readonly deniedOn: string | null;
  readonly numberSealed: Uint8Array | null;
  readonly contactSealed: Uint8Array | null;
  readonly version: number;
}

/** What payers agreed to, of one person or of everybody whoever asks may see; the newest first. */
export async function authorisationsOf(db: Db, participant?: string): Promise<readonly Authorisation[]> {
  const rows = await db
    .selectFrom('treat.authorisation')
    .selectAll()
    .$if(participant !== undefined, (q) => q.where('participant_id', '=', participant ?? ''))
    .orderBy('start_on', 'desc')
    .orderBy('set_at', 'desc')
    .limit(5000)
    .execute();
  return rows.map((row) => ({
    id: row.authorisation_id,
    participant: row.participant_id,
    payer: row.payer_id,
    kind: row.kind as Authorisation['kind'],
    state: row.state as Authorisation['state'],
    level: row.level as Level,
    codes: row.codes,
    unit: row.unit as Authorisation['unit'],
    daysPerWeek: row.days_per_week,
    start: row.start_on,
    end: row.end_on,
    requested: row.requested,
    approved: row.approved,
    pended: row.pended,
    nextReview: row.next_review_on,
    criteria: row.criteria,
    deniedOn: row.denied_on,
    numberSealed: row.number_sealed,
    contactSealed: row.contact_sealed,
    version: row.version,
  }));
}

export const allowanceOf = (one: Authorisation): Allowance => ({
  id: one.id,
  payer: one.payer,
  codes: one.codes,
  start: one.start,
  end: one.end,
  approved: one.approved,
  daysPerWeek: one.daysPerWeek,
  isOpen: one.state === 'approved' || one.state === 'requested',
  isCertification: one.kind === 'certification',
});

export type WishedAuthorisation = Omit<Authorisation, 'id' | 'participant' | 'payer' | 'version'>;

const columnsOf = (actor: Actor, wished: WishedAuthorisation, now: Date) => ({
  state: wished.state,
  number_sealed: wished.numberSealed,
  contact_sealed: wished.contactSealed,
  level: wished.level,
  codes: [...wished.codes],
  unit: wished.unit,
  days_per_week: wished.daysPerWeek,
  start_on: wished.start,
  end_on: wished.end,
  requested: wished.requested,
  approved: wished.approved,
  pended: wished.pended,
  next_review_on: wished.nextReview,
  criteria: wished.criteria,
  denied_on: wished.deniedOn,
  set_by: actor.id,
  set_at: now,
});

export async function addAuthorisation(
  db: Db,
  actor: Actor,
  of: { readonly participant: string; readonly payer: string },
  wished: WishedAuthorisation,
  now: Date,
): Promise<void> {
  await db
    .insertInto('treat.authorisation')
    .values({
      org_id: actor.org,
      participant_id: of.participant,
      authorisation_id: newId(),
      payer_id: of.payer,
      kind: wished.kind,
      ...columnsOf(actor, wished, now),
    })
    .execute();
}

/** @returns whether that version was still the newest */
export async function changeAuthorisation(
  db: Db,
  actor: Actor,
  { id, version }: { readonly id: string; readonly version: number },
  wished: WishedAuthorisation,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('treat.authorisation')
    .set({ ...columnsOf(actor, wished, now), version: version + 1 })
    .where('authorisation_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
