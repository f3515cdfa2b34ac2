import { sql } from 'kysely';
import { sealersFor } from '../../guard/sealing.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import { refusal, refuse } from '../../platform/http/problem.ts';
import { newId } from '../../platform/ids.ts';
import type { Key } from '../../platform/secrets.ts';
import type { Inputs } from '../assessment/assessment.store.ts';
import type { Level, Recommendation } from '../level-of-care/level-of-care.ts';

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

export interface Colleague {
  readonly id: string;
  readonly name: string;
}

/** Counselors other than whoever asks whose licence is in force on a day. */
export const licensedColleagues = (db: Db, actor: Actor, today: string): Promise<readonly Colleague[]> =>
  db
    .selectFrom('guard.staff')
    .select(['staff_id as id', 'display_name as name'])
    .where('role', '=', 'counselor')
    .where('staff_id', '<>', actor.id)
    .where('licence_type', 'is not', null)
    .where('licence_state', 'is not', null)
    .where('licence_expires_on', '>=', today)
    .where((q) => q.or([q('left_on', 'is', null), q('left_on', '>=', today)]))
    .orderBy('display_name')
    .orderBy('staff_id')
    .execute();

/** Who is on somebody's care team on a day. */
export const careTeamOf = async (db: Db, participant: string): Promise<readonly string[]> =>
  (
    await db
      .selectFrom('guard.care_team')
      .select('staff_id')
      .where('participant_id', '=', participant)
      .where('from_on', '<=', sql<string>`guard.today()`)
      .where((q) => q.or([q('until_on', 'is', null), q('until_on', '>=', sql<string>`guard.today()`)]))
      .execute()
  ).map((row) => row.staff_id);

const ASKED_DAYS = 14;

/** Lets a colleague see somebody in care for two weeks, to sign second. */
export const askToSeePerson = (db: Db, actor: Actor, participant: string, colleague: string) =>
  db
    .insertInto('guard.care_team')
    .values({
      org_id: actor.org,
      participant_id: participant,
      staff_id: colleague,
      from_on: sql`guard.today()`,
      until_on: sql`guard.today() + ${sql.lit(ASKED_DAYS)}::int`,
    })
    .onConflict((there) => there.doNothing())
    .execute();

export const sitesOf = (db: Db) =>
  db
    .selectFrom('guard.site')
    .select(['site_id as id', 'name', 'second_signature as asksSecondSignature'])
    .orderBy('name')
    .execute();

/** What comes into force with a decision: the dose, where, and from when. */
export interface Care {
  readonly level: 'OP' | 'IOP' | 'PHP';
  readonly track: 'standard' | 'dual';
  readonly minutes: number;
  readonly daysMin: number;
  readonly minutesPerDayMax: number;
  readonly visits: readonly { readonly kind: string; readonly minutes: number; readonly perWeek: number }[];
  readonly sites: readonly string[];
  readonly video: boolean;
  readonly from: string;
}

export interface SignedDecision {
  readonly participant: string;
  readonly assessment: string;
  readonly kind: 'admission' | 'review';
  readonly inputs: Inputs;
  readonly recommendation: Recommendation;
  readonly decided: Level;
  readonly reason: string;
  readonly care: Care | undefined;
  readonly licence: Licence;
  readonly needsSecond: boolean;
  readonly secondAsked: string | null;
  readonly signedAt: Date;
}

/** Signs: the decision is written once and the assessment behind it can no longer change. */
export async function sign(db: Db, master: Key, actor: Actor, decision: SignedDecision): Promise<string> {
  const { care, recommendation } = decision;
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
      kind: decision.kind,
      table_version: recommendation.version,
      inputs: JSON.stringify(decision.inputs),
      recommended: recommendation.level,
      matched_row: recommendation.row,
      recommendation: JSON.stringify(recommendation),
      decided: decision.decided,
      reason_sealed: decision.reason === '' ? null : sealer.seal(decision.reason),
      minutes_per_week: care?.minutes ?? null,
      days_min: care?.daysMin ?? null,
      care: care === undefined ? null : JSON.stringify(care),
      needs_second: decision.needsSecond,
      second_asked: decision.secondAsked,
      decided_by: actor.id,
      licence: decision.licence.words,
      signed_name: decision.licence.name,
      signed_at: decision.signedAt,
    })
    .execute();
  return id;
}
