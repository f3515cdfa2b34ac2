import { sealersFor } from '../guard/sealing.ts';
import type { Actor, Db } from '../platform/db/index.ts';
import { refusal, refuse } from '../platform/http/problem.ts';
import { newId } from '../platform/ids.ts';
import type { Key } from '../platform/secrets.ts';
import type { Inputs } from './assessment.store.ts';

export interface Licence {
  readonly name: string;
  readonly words: string;
}

/**
 * The licence of the member of staff who is about to sign, as it will stand beside the signature.
 *
 * @throws Refusal when there is none or it has run out on `today`
 */
export async function licenceInForce(db: Db, actor: Actor, today: string): Promise<Licence> {
  const staff = await db
    .selectFrom('guard.staff')
    .select(['display_name', 'licence_type', 'licence_state', 'licence_expires_on'])
    .where('staff_id', '=', actor.id)
    .executeTakeFirst();
  if (staff === undefined) throw refuse('not-found');
  const { licence_type: type, licence_state: state, licence_expires_on: expires } = staff;
  if (type === null || state === null || expires === null) {
    throw refusal(409, 'no-licence', 'Only a licensed professional can sign this. Your draft is kept.');
  }
  if (expires < today) {
    throw refusal(
      409,
      'licence-ended',
      'Your licence on file has ended. Your draft is kept.',
      `It ended on ${expires}. Ask the administrator to enter the renewal.`,
    );
  }
  return { name: staff.display_name, words: `${type}, ${state}, to ${expires}` };
}

export interface SignedDecision {
  readonly participant: string;
  readonly assessment: string;
  readonly tableVersion: string;
  readonly inputs: Inputs;
  readonly recommended: string;
  readonly matchedRow: string;
  readonly recommendation: unknown;
  readonly decided: string;
  readonly reason: string;
  readonly minutesPerWeek: number | null;
  readonly daysMin: number | null;
  readonly licence: Licence;
  readonly signedAt: Date;
}

/** Signs: the decision is written once and the assessment behind it can no longer change. */
export async function sign(db: Db, master: Key, actor: Actor, decision: SignedDecision): Promise<string> {
  const sealer = (await sealersFor(db, master, [decision.participant])).get(decision.participant);
  if (sealer === undefined) throw refuse('not-found');
  const { numUpdatedRows } = await db
    .updateTable('fit.assessment')
    .set((q) => ({ state: 'signed', version: q('version', '+', 1) }))
    .where('assessment_id', '=', decision.assessment)
    .where('state', '=', 'draft')
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw refuse('stale');
  const id = newId();
  await db
    .insertInto('fit.decision')
    .values({
      org_id: actor.org,
      decision_id: id,
      participant_id: decision.participant,
      assessment_id: decision.assessment,
      table_version: decision.tableVersion,
      inputs: JSON.stringify(decision.inputs),
      recommended: decision.recommended,
      matched_row: decision.matchedRow,
      recommendation: JSON.stringify(decision.recommendation),
      decided: decision.decided,
      reason_sealed: decision.reason === '' ? null : sealer.seal(decision.reason),
      minutes_per_week: decision.minutesPerWeek,
      days_min: decision.daysMin,
      decided_by: actor.id,
      licence: decision.licence.words,
      signed_name: decision.licence.name,
      signed_at: decision.signedAt,
    })
    .execute();
  return id;
}
