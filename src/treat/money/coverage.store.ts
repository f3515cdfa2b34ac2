import type { Actor, Db } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import type { Coverage } from './billable.ts';
import type { Level } from './payer-rules.ts';

/** As it stands on the person's card. */
export interface Member {
  readonly number: string;
  readonly group?: string | undefined;
  readonly name?: string | undefined;
  readonly bornOn?: string | undefined;
}
export interface CoverageRow extends Coverage {
  readonly participant: string;
  readonly memberSealed: Uint8Array | null;
  readonly version: number;
}

/** Who pays, of one person or of everybody whoever asks may see; the newest first. */
export async function coveragesOf(db: Db, participant?: string): Promise<readonly CoverageRow[]> {
  const rows = await db
    .selectFrom('treat.coverage')
    .selectAll()
    .$if(participant !== undefined, (q) => q.where('participant_id', '=', participant ?? ''))
    .orderBy('since', 'desc')
    .orderBy('set_at', 'desc')
    .limit(5000)
    .execute();
  return rows.map((row) => ({
    id: row.coverage_id,
    participant: row.participant_id,
    payer: row.payer_id,
    level: row.level as Level,
    since: row.since,
    until: row.until,
    memberSealed: row.member_sealed,
    version: row.version,
  }));
}

export interface WishedCoverage {
  readonly payer: string | null;
  readonly level: Level;
  readonly since: string;
  readonly until: string | null;
  readonly memberSealed: Uint8Array | null;
}

/** From its first day on; what was in force ends the day before. */
export async function addCoverage(
  db: Db,
  actor: Actor,
  participant: string,
  wished: WishedCoverage,
  now: Date,
): Promise<void> {
  const dayBefore = new Date(Date.parse(`${wished.since}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  await db
    .updateTable('treat.coverage')
    .set((q) => ({ until: dayBefore, set_by: actor.id, set_at: now, version: q('version', '+', 1) }))
    .where('participant_id', '=', participant)
    .where('since', '<', wished.since)
    .where((q) => q.or([q('until', 'is', null), q('until', '>=', wished.since)]))
    .execute();
  await db
    .insertInto('treat.coverage')
    .values({
      org_id: actor.org,
      participant_id: participant,
      coverage_id: newId(),
      payer_id: wished.payer,
      level: wished.level,
      member_sealed: wished.memberSealed,
      since: wished.since,
      until: wished.until,
      set_by: actor.id,
      set_at: now,
    })
    .execute();
}

/** Ends a coverage, or corrects its days. @returns whether that version was still the newest */
export async function changeCoverage(
  db: Db,
  actor: Actor,
  { id, version }: { readonly id: string; readonly version: number },
  change: { readonly level: Level; readonly since: string; readonly until: string | null },
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('treat.coverage')
    .set({ ...change, set_by: actor.id, set_at: now, version: version + 1 })
    .where('coverage_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
