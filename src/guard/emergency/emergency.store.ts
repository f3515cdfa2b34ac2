import { sql } from 'kysely';
import type { Actor, Db } from '../../platform/db/index.ts';
import { refuse } from '../../platform/http/problem.ts';
import { newId } from '../../platform/ids.ts';
import type { Sealer } from '../sealing.ts';
import { nextWorkingDay } from './due.ts';

/** Minutes. Beside the constraint of the table, so that a form can say so first. */
export const LONGEST_MINUTES = 240;
export const USUAL_MINUTES = 60;

/** All that is written down at once: with who, when and for whom, the four fields. @see 42 CFR 2.51(c) */
export interface Reason {
  readonly nature: string;
  readonly recipient: { readonly name: string; readonly affiliation: string };
  readonly discloser: string;
}

interface Opening extends Reason {
  readonly participant: string;
  readonly minutes: number;
}

const MAY_OPEN: readonly string[] = ['counselor', 'prescriber', 'nurse'];

/** What an emergency lets somebody see; counselling notes never. The permissions of the role say the same. */
const SEEN: Readonly<Record<string, readonly string[]>> = {
  counselor: ['identity', 'contact', 'assessment', 'measure', 'medication'],
  prescriber: ['identity', 'contact', 'assessment', 'measure', 'medication', 'test'],
  nurse: ['identity', 'contact', 'assessment', 'measure', 'medication', 'test'],
};

/** Opens a record for a short time, and writes down at once what the law asks for. */
export async function openEmergency(
  db: Db,
  actor: Actor,
  sealer: Sealer,
  { participant, minutes, ...reason }: Opening,
  today: string,
): Promise<string> {
  if (!MAY_OPEN.includes(actor.role)) throw refuse('not-found');
  const id = newId();
  await db
    .insertInto('guard.emergency')
    .values({
      org_id: actor.org,
      emergency_id: id,
      participant_id: participant,
      staff_id: actor.id,
      opened_at: sql<Date>`now()`,
      until_at: sql<Date>`now() + make_interval(mins => ${minutes})`,
      reason_sealed: sealer.seal(reason satisfies Reason),
      review_by: nextWorkingDay(today),
    })
    .execute();
  await db
    .insertInto('guard.disclosure')
    .values({
      org_id: actor.org,
      disclosure_id: newId(),
      participant_id: participant,
      at: sql<Date>`now()`,
      by_id: actor.id,
      basis: 'emergency',
      emergency_id: id,
      recipient_kind: 'medical-personnel',
      recipient_sealed: sealer.seal(reason.recipient),
      way: 'spoken',
      categories: [...(SEEN[actor.role] ?? [])],
      purpose: 'emergency',
      what_sealed: sealer.seal(reason.nature),
    })
    .execute();
  return id;
}

/** Closes one's own early. Whoever closed it twice closed it once. */
export async function endEmergency(db: Db, actor: Actor, emergency: string): Promise<void> {
  await db
    .updateTable('guard.emergency')
    .set({ ended_at: sql<Date>`clock_timestamp()`, version: sql<number>`version + 1` })
    .where('emergency_id', '=', emergency)
    .where('staff_id', '=', actor.id)
    .where('ended_at', 'is', null)
    .where('until_at', '>', sql<Date>`clock_timestamp()`)
    .execute();
}

export const emergencies = (db: Db) =>
  db
    .selectFrom('guard.emergency as e')
    .innerJoin('guard.staff as s', (on) =>
      on.onRef('s.org_id', '=', 'e.org_id').onRef('s.staff_id', '=', 'e.staff_id'),
    )
    .selectAll('e')
    .select([
      's.display_name',
      's.role',
      sql<boolean>`clock_timestamp() < e.until_at and e.ended_at is null`.as('is_open'),
      sql<number>`greatest(0, ceil(extract(epoch from e.until_at - clock_timestamp()) / 60))::int`.as(
        'minutes_left',
      ),
    ])
    .orderBy('e.opened_at', 'desc')
    .limit(200);

export type EmergencyRow = Awaited<ReturnType<ReturnType<typeof emergencies>['executeTakeFirstOrThrow']>>;

/** What the privacy officer says to it, once. */
export async function reviewEmergency(
  db: Db,
  actor: Actor,
  sealer: Sealer,
  {
    emergency,
    isJustified,
    words,
    version,
  }: { emergency: string; isJustified: boolean; words: string; version: number },
): Promise<void> {
  const reviewed = await db
    .updateTable('guard.emergency')
    .set({
      reviewed_by: actor.id,
      reviewed_at: sql<Date>`clock_timestamp()`,
      is_justified: isJustified,
      review_sealed: sealer.seal({ words }),
      version: version + 1,
    })
    .where('emergency_id', '=', emergency)
    .where('reviewed_at', 'is', null)
    .where('version', '=', version)
    .executeTakeFirst();
  if (reviewed.numUpdatedRows === 0n) throw refuse('stale');
}
