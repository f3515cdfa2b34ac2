import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { dayIn } from '../../platform/clock.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import { orgOf } from '../consent/consent.store.ts';
import { askShredding, DAYS_TO_TAKE_BACK } from '../keys/shred.store.ts';

const row = z.object({
  years: z.number().int().min(1),
  minorYears: z.number().int().min(0),
  source: z.string(),
});
const RULES = z
  .object({
    read: z.string(),
    note: z.string(),
    ofAge: z.number().int(),
    records: z.record(z.string(), row),
    kept: z.record(z.string(), z.object({ years: z.number().int().min(6), source: z.string() })),
  })
  .parse(JSON.parse(readFileSync(new URL('./retention.json', import.meta.url), 'utf8')));

/** What is kept in any case, however a record ends: the log, what left, what was allowed. Years; at least six. */
export const ALWAYS_KEPT = RULES.kept;

interface Kept {
  readonly rule: string;
  /** YYYY-MM-DD: the record is kept on this day and not after it. */
  readonly until: string;
  readonly source: string;
}

/** Until when a record is kept: years after care, and for somebody who was a minor years after they come of age. */
export function keptUntil(
  { careEndedOn, ofAgeOn }: { careEndedOn: string; ofAgeOn: string | null },
  state: string | null,
): Kept {
  const name = state !== null && RULES.records[state] !== undefined ? state : 'other';
  const rule = RULES.records[name] as z.infer<typeof row>;
  const after = (day: string, years: number) => Temporal.PlainDate.from(day).add({ years }).toString();
  const adult = after(careEndedOn, rule.years);
  const minor = ofAgeOn === null || ofAgeOn <= careEndedOn ? adult : after(ofAgeOn, rule.minorYears);
  return { rule: name, until: minor > adult ? minor : adult, source: rule.source };
}

/** Care ended: from now on it is written down until when the record is kept. */
export async function keepFor(
  db: Db,
  actor: Actor,
  now: Date,
  asked: { participant: string; careEndedOn: string; ofAgeOn: string | null },
): Promise<Kept> {
  const { state } = await orgOf(db);
  const kept = keptUntil(asked, state);
  const values = {
    care_ended_on: asked.careEndedOn,
    of_age_on: asked.ofAgeOn,
    rule: kept.rule,
    until_on: kept.until,
    set_by: actor.id,
    set_at: now,
  };
  await db
    .insertInto('guard.retention')
    .values({ org_id: actor.org, participant_id: asked.participant, ...values })
    .onConflict((clash) =>
      clash
        .columns(['org_id', 'participant_id'])
        .doUpdateSet({ ...values, version: sql<number>`guard.retention.version + 1` }),
    )
    .execute();
  return kept;
}

export async function retentions(db: Db, now: Date) {
  const { zone } = await orgOf(db);
  const today = dayIn(zone, now);
  const rows = await db
    .selectFrom('guard.retention as r')
    .innerJoin('guard.participant as p', (on) =>
      on.onRef('p.org_id', '=', 'r.org_id').onRef('p.participant_id', '=', 'r.participant_id'),
    )
    .select(['r.participant_id', 'p.record_code', 'r.care_ended_on', 'r.rule', 'r.until_on'])
    .select([
      sql<boolean>`exists (select from guard.hold h where h.org_id = r.org_id
        and h.participant_id = r.participant_id and (h.ended_at is null or h.ended_at > clock_timestamp()))`.as(
        'is_held',
      ),
      sql<boolean>`exists (select from guard.shredding s where s.org_id = r.org_id
        and s.participant_id = r.participant_id and s.taken_back_at is null)`.as('is_asked'),
    ])
    .orderBy('r.until_on')
    .limit(2000)
    .execute();
  return rows.map((row) => ({
    participant: row.participant_id,
    recordCode: row.record_code,
    careEndedOn: row.care_ended_on,
    rule: row.rule,
    until: row.until_on,
    state: row.is_asked
      ? ('to-be-shredded' as const)
      : row.until_on >= today
        ? ('kept' as const)
        : row.is_held
          ? ('held' as const)
          : ('over' as const),
  }));
}

/** Asks for every record whose time is over to be shredded; one that is held is left alone. */
export async function purge(db: Db, actor: Actor, now: Date): Promise<{ asked: number; held: number }> {
  const all = await retentions(db, now);
  const over = all.filter(({ state }) => state === 'over');
  for (const { participant } of over) {
    await askShredding(db, actor, { participant, reason: 'retention-over', days: DAYS_TO_TAKE_BACK, now });
  }
  return { asked: over.length, held: all.filter(({ state }) => state === 'held').length };
}
