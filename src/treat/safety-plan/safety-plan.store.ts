import type { Sealer } from '../../guard/sealing.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import { goesOn, NO_WORDS, type SafetyWords } from './safety-plan.ts';

export interface SafetyVersion {
  readonly number: number;
  readonly words: SafetyWords;
  readonly isFromPerson: boolean;
  readonly writtenBy: string;
  /** Of a member of staff; null of the person themself. */
  readonly writer: string | null;
  readonly begunAt: Date;
  readonly savedAt: Date;
  readonly version: number;
}

/** More than anybody reads back; the older ones stay in the record. */
const VERSIONS_MAX = 20;

/** Versions of somebody's safety plan, the newest first. */
export async function safetyVersions(
  db: Db,
  sealer: Sealer,
  participant: string,
): Promise<readonly SafetyVersion[]> {
  const rows = await db
    .selectFrom('treat.safety_plan as p')
    .leftJoin('guard.staff as s', (on) =>
      on.onRef('s.org_id', '=', 'p.org_id').onRef('s.staff_id', '=', 'p.written_by'),
    )
    .select([
      'p.number',
      'p.words_sealed',
      'p.from_person',
      'p.written_by',
      's.display_name',
      'p.begun_at',
      'p.saved_at',
      'p.version',
    ])
    .where('p.participant_id', '=', participant)
    .orderBy('p.number', 'desc')
    .limit(VERSIONS_MAX)
    .execute();
  return rows.map((row) => ({
    number: row.number,
    words: { ...NO_WORDS, ...(sealer.open(row.words_sealed) as Partial<SafetyWords>) },
    isFromPerson: row.from_person,
    writtenBy: row.written_by,
    writer: row.display_name,
    begunAt: row.begun_at,
    savedAt: row.saved_at,
    version: row.version,
  }));
}

/**
 * Keeps a safety plan on top of the version that was read.
 *
 * @returns the new version; undefined: somebody else was first, or it is not this actor's to write
 */
export async function keepSafetyPlan(
  db: Db,
  sealer: Sealer,
  actor: Actor,
  {
    participant,
    newest,
    words,
    now,
  }: {
    readonly participant: string;
    readonly newest: SafetyVersion | undefined;
    readonly words: SafetyWords;
    readonly now: Date;
  },
): Promise<number | undefined> {
  const saved = {
    words_sealed: Buffer.from(sealer.seal(words)),
    saved_at: now,
    version: (newest?.version ?? 0) + 1,
  };
  if (newest !== undefined && goesOn(newest, actor.id, now)) {
    const { numUpdatedRows } = await db
      .updateTable('treat.safety_plan')
      .set(saved)
      .where('participant_id', '=', participant)
      .where('number', '=', newest.number)
      .where('version', '=', newest.version)
      .executeTakeFirst();
    return numUpdatedRows === 1n ? saved.version : undefined;
  }
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('treat.safety_plan')
    .values({
      org_id: actor.org,
      participant_id: participant,
      number: (newest?.number ?? 0) + 1,
      from_person: participant === actor.id,
      written_by: actor.id,
      begun_at: now,
      ...saved,
    })
    .onConflict((there) => there.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n ? saved.version : undefined;
}
