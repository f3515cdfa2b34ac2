import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.ts';
import { addDays } from './billable.ts';
import type { Standing } from './service.ts';

/** What leaves on a claim: who, when, and what for. */
export const ON_A_CLAIM = ['identity', 'attendance', 'money'] as const;
/** The plan is due a week after the first service. COMAR 10.47: within 7 working days */
const PLAN_WITHIN_DAYS = 7;

export interface ForClaims extends Standing {
  /** The consent a claim of this person goes out under. */
  readonly consent: string | null;
  /** ICD-10-CM, the substance first. */
  readonly diagnoses: readonly string[];
}

/** Of everybody, or of one person: may it go to a plan, under which consent, is there a plan for it. Five questions, whatever the number. */
export async function standings(db: Db, participant?: string): Promise<(person: string) => ForClaims> {
  const consents = await db
    .selectFrom('guard.consent as c')
    .select(['c.participant_id', 'c.consent_id'])
    .where(sql<boolean>`guard.in_force(c)`)
    .where(sql<boolean>`'payment' = any (c.purposes)`)
    .where(sql<boolean>`c.categories @> ${[...ON_A_CLAIM]}::text[]`)
    .where('c.recipient_kind', 'in', ['class', 'payer'])
    .$if(participant !== undefined, (q) => q.where('c.participant_id', '=', participant ?? ''))
    .orderBy('c.signed_at')
    .execute();
  const kept = await db
    .selectFrom('guard.restriction')
    .select('participant_id')
    .where('recipient', '=', 'health-plan')
    // The program may not refuse it, so it counts from the moment it was asked for.
    .where((q) => q.or([q('is_agreed', '=', true), q('must_agree', '=', true)]))
    .where((q) => q.or([q('ended_at', 'is', null), q('ended_at', '>', sql<Date>`clock_timestamp()`)]))
    .where(sql<boolean>`categories && ${[...ON_A_CLAIM]}::text[]`)
    .$if(participant !== undefined, (q) => q.where('participant_id', '=', participant ?? ''))
    .execute();
  const paid = await db
    .selectFrom('treat.paid_by_person')
    .select(['participant_id', 'on_date'])
    .where('undone_at', 'is', null)
    .$if(participant !== undefined, (q) => q.where('participant_id', '=', participant ?? ''))
    .execute();
  const plans = await sql<{
    participant_id: string;
    signed_on: string;
    diagnoses: string[];
  }>`select participant_id, signed_on::text, diagnoses from treat.plans_for_claims()`.execute(db);

  const consentOf = new Map(consents.map((row) => [row.participant_id, row.consent_id]));
  const keptWhole = new Set(kept.map((row) => row.participant_id));
  const keptDays = new Set(paid.map((row) => `${row.participant_id} ${row.on_date}`));
  const planOf = new Map(plans.rows.map((row) => [row.participant_id, row]));
  return (person) => {
    const plan = planOf.get(person);
    return {
      consent: consentOf.get(person) ?? null,
      hasConsentForPayment: consentOf.has(person),
      isKeptFromPlan: (on) => keptWhole.has(person) || keptDays.has(`${person} ${on}`),
      isPlanSigned: (on) => plan !== undefined && plan.signed_on <= addDays(on, PLAN_WITHIN_DAYS),
      diagnoses: plan?.diagnoses ?? [],
    };
  };
}

/** Days the person paid for in full, of one person. */
export const paidDaysOf = async (db: Db, participant: string): Promise<readonly string[]> =>
  (
    await db
      .selectFrom('treat.paid_by_person')
      .select('on_date')
      .where('participant_id', '=', participant)
      .where('undone_at', 'is', null)
      .orderBy('on_date', 'desc')
      .limit(400)
      .execute()
  ).map(({ on_date }) => on_date);
