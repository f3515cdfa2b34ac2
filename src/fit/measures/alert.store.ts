import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { Actor, Db } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import type { Instrument } from '../instruments/instrument.ts';
import type { Scored } from '../instruments/score.ts';
import type { Answers } from '../instruments/score-sheet.ts';

export type AlertKind = 'safety' | 'score' | 'worse' | 'silent' | 'missed-sessions';

/** Numbers, dates and instruments: no words of anybody. */
export interface AlertEvidence {
  readonly instrument: string | null;
  readonly score: number | string | null;
  readonly band: string | null;
  /** Numbers, from 1, of the items that raised it. */
  readonly items: readonly number[];
  readonly before: number | null;
  readonly days: number | null;
  readonly missed: number | null;
}

export const NO_EVIDENCE: AlertEvidence = {
  instrument: null,
  score: null,
  band: null,
  items: [],
  before: null,
  days: null,
  missed: null,
};

/** A safety item is looked at within two hours, and before the day ends; half an hour is left in any case. */
const SAFETY_HOURS = 2;
const LEAST_MINUTES = 30;

/** When a safety alert is due. @see field guide 1.1: acknowledged the same day */
export function safetyDueAt(now: Date, zone: string): Date {
  const here = Temporal.Instant.from(now.toISOString()).toZonedDateTimeISO(zone);
  const midnight = here.startOfDay().add({ days: 1 }).epochMilliseconds;
  const soon = now.getTime() + SAFETY_HOURS * 3_600_000;
  return new Date(Math.max(Math.min(soon, midnight - 60_000), now.getTime() + LEAST_MINUTES * 60_000));
}

/**
 * Who looks: a licensed counselor of the person's care team, whoever has been on it longest; else anybody of the team;
 * else whoever was on it last; else `otherwise`; else any licensed counselor. Somebody always does.
 */
export async function ownerFor(db: Db, participant: string, otherwise: string | null): Promise<string> {
  const team = await db
    .selectFrom('guard.care_team')
    .innerJoin('guard.staff', (join) =>
      join
        .onRef('guard.staff.org_id', '=', 'guard.care_team.org_id')
        .onRef('guard.staff.staff_id', '=', 'guard.care_team.staff_id'),
    )
    .select('guard.staff.staff_id')
    .where('participant_id', '=', participant)
    .where('left_on', 'is', null)
    .where('from_on', '<=', sql<string>`guard.today()`)
    .orderBy(sql`(until_on is null or until_on >= guard.today()) desc`)
    .orderBy(sql`(role = 'counselor' and coalesce(licence_expires_on >= guard.today(), false)) desc`)
    .orderBy(sql`case when until_on < guard.today() then guard.today() - until_on end`)
    .orderBy('from_on')
    .orderBy('guard.staff.staff_id')
    .limit(1)
    .executeTakeFirst();
  if (team !== undefined) return team.staff_id;
  if (otherwise !== null) return otherwise;
  const anybody = await db
    .selectFrom('guard.staff')
    .select('staff_id')
    .where('left_on', 'is', null)
    .orderBy(sql`(role = 'counselor' and coalesce(licence_expires_on >= guard.today(), false)) desc`)
    .orderBy('staff_id')
    .limit(1)
    .executeTakeFirstOrThrow();
  return anybody.staff_id;
}

export interface NewAlert {
  readonly participant: string;
  readonly kind: AlertKind;
  readonly rule: string | null;
  readonly response: string | null;
  readonly evidence: AlertEvidence;
  readonly owner: string;
  readonly openedAt: Date;
  readonly dueAt: Date;
}

/** Opens it, unless the same response opened one by the same rule already. @returns its id, or null */
export async function openAlert(db: Db, actor: Actor, alert: NewAlert): Promise<string | null> {
  const id = newId();
  const added = await db
    .insertInto('fit.alert')
    .values({
      org_id: actor.org,
      alert_id: id,
      participant_id: alert.participant,
      kind: alert.kind,
      rule_id: alert.rule,
      response_id: alert.response,
      evidence: JSON.stringify(alert.evidence),
      owner: alert.owner,
      opened_at: alert.openedAt,
      due_at: alert.dueAt,
    })
    .onConflict((there) => there.doNothing())
    .executeTakeFirst();
  return added.numInsertedOrUpdatedRows === 1n ? id : null;
}

interface SafetyAnswers {
  readonly participant: string;
  readonly response: string;
  readonly instrument: Instrument;
  readonly answers: Answers;
  readonly scored: Scored;
  /** Who looks where nobody is on the care team: whoever asked the questions. */
  readonly otherwise: string | null;
  readonly zone: string;
  readonly now: Date;
}

/** A safety item answered yes always opens an alert with an owner and a clock, whatever else is on the form. */
export async function openSafetyAlert(
  db: Db,
  actor: Actor,
  { participant, response, instrument, answers, scored, otherwise, zone, now }: SafetyAnswers,
): Promise<{ id: string | null; owner: string; dueAt: Date } | null> {
  if (scored.safety !== 'alert') return null;
  const owner = await ownerFor(db, participant, otherwise);
  const { safety } = instrument.daybridge;
  const items = (safety?.items ?? []).filter((item) => (answers[item - 1] ?? 0) >= (safety?.from ?? 1));
  const dueAt = safetyDueAt(now, zone);
  const id = await openAlert(db, actor, {
    participant,
    kind: 'safety',
    rule: null,
    response,
    evidence: {
      ...NO_EVIDENCE,
      instrument: instrument.daybridge.id,
      score: scored.score,
      band: scored.band,
      items,
    },
    owner,
    openedAt: now,
    dueAt,
  });
  return { id, owner, dueAt };
}
