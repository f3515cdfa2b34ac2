import { sql } from 'kysely';
import { sealersFor } from '../../guard/sealing.ts';
import type { Db } from '../../platform/db/index.ts';
import type { Key } from '../../platform/secrets.ts';
import type { Inputs } from '../assessment/assessment.store.ts';
import type { Level, Recommendation } from '../level-of-care/level-of-care.ts';
import type { Care } from './decision.store.ts';

interface Signature {
  readonly byId: string;
  readonly by: string;
  readonly licence: string;
  readonly at: string;
  readonly reason: string | null;
}

export interface DecisionRead {
  readonly id: string;
  readonly participant: string;
  readonly assessment: string;
  readonly kind: 'admission' | 'review';
  readonly inputs: Inputs;
  readonly recommended: string;
  /** As it was shown when it was signed. */
  readonly recommendation: Recommendation;
  readonly decided: Level;
  readonly care: Care | null;
  /** waiting: for the second signature; returned: a colleague did not agree. */
  readonly state: 'in-force' | 'waiting' | 'returned';
  readonly minutesPerWeek: number | null;
  readonly daysMin: number | null;
  readonly first: Signature;
  readonly second: (Signature & { readonly agrees: boolean }) | null;
  /** The colleague who was asked to sign second. */
  readonly asked: { readonly id: string; readonly name: string } | null;
  /** When it came, or would come, into force: the last signature so far. */
  readonly at: string;
}

const signed = (db: Db) =>
  db
    .selectFrom('fit.decision as d')
    .leftJoin('fit.second_signature as s', (on) =>
      on.onRef('s.org_id', '=', 'd.org_id').onRef('s.decision_id', '=', 'd.decision_id'),
    );

/** Only what counts: no second signature was asked for, or it was given. */
const inForce = (db: Db) =>
  signed(db).where((q) => q.or([q('d.needs_second', '=', false), q('s.agrees', '=', true)]));

const waiting = (db: Db) => signed(db).where('d.needs_second', '=', true).where('s.decision_id', 'is', null);

/** When the last signature so far was given. */
const LAST_SIGNED = sql<Date>`coalesce(s.signed_at, d.signed_at)`;

const whole = (query: ReturnType<typeof signed>) =>
  query
    .leftJoin('guard.staff as asked', (on) =>
      on.onRef('asked.org_id', '=', 'd.org_id').onRef('asked.staff_id', '=', 'd.second_asked'),
    )
    .select([
      'd.decision_id',
      'd.participant_id',
      'd.assessment_id',
      'd.kind',
      'd.inputs',
      'd.recommended',
      'd.recommendation',
      'd.decided',
      'd.reason_sealed',
      'd.care',
      'd.minutes_per_week',
      'd.days_min',
      'd.needs_second',
      'd.second_asked',
      'd.decided_by',
      'd.licence',
      'd.signed_name',
      'd.signed_at',
      'asked.display_name as asked_name',
      's.agrees',
      's.reason_sealed as second_reason',
      's.signed_by as second_by',
      's.licence as second_licence',
      's.signed_name as second_name',
      's.signed_at as second_at',
    ])
    .orderBy(LAST_SIGNED, 'desc');

type Row = Awaited<ReturnType<ReturnType<typeof whole>['execute']>>[number];

async function opened(db: Db, master: Key, rows: readonly Row[]): Promise<readonly DecisionRead[]> {
  const sealers = await sealersFor(db, master, [...new Set(rows.map((row) => row.participant_id))]);
  return rows.map((row) => {
    const reasonOf = (sealed: Uint8Array | null) =>
      sealed === null
        ? null
        : ((sealers.get(row.participant_id)?.open(sealed) as string | undefined) ?? null);
    return {
      id: row.decision_id,
      participant: row.participant_id,
      assessment: row.assessment_id,
      kind: row.kind as DecisionRead['kind'],
      inputs: row.inputs as Inputs,
      recommended: row.recommended,
      recommendation: row.recommendation as unknown as Recommendation,
      decided: row.decided as Level,
      care: row.care as unknown as Care | null,
      state:
        !row.needs_second || row.agrees === true ? 'in-force' : row.agrees === false ? 'returned' : 'waiting',
      minutesPerWeek: row.minutes_per_week,
      daysMin: row.days_min,
      first: {
        byId: row.decided_by,
        by: row.signed_name,
        licence: row.licence,
        at: row.signed_at.toISOString(),
        reason: reasonOf(row.reason_sealed),
      },
      second:
        row.agrees === null || row.second_at === null
          ? null
          : {
              byId: row.second_by ?? '',
              by: row.second_name ?? '',
              licence: row.second_licence ?? '',
              at: row.second_at.toISOString(),
              reason: reasonOf(row.second_reason),
              agrees: row.agrees,
            },
      asked: row.second_asked === null ? null : { id: row.second_asked, name: row.asked_name ?? '' },
      at: (row.second_at ?? row.signed_at).toISOString(),
    };
  });
}

/** The last decision on an assessment, also one that waits or came back; undefined while there is none. */
export async function lastDecisionOn(
  db: Db,
  master: Key,
  assessment: string,
): Promise<DecisionRead | undefined> {
  const rows = await whole(signed(db)).where('d.assessment_id', '=', assessment).limit(1).execute();
  return (await opened(db, master, rows))[0];
}

export async function decisionRead(db: Db, master: Key, id: string): Promise<DecisionRead | undefined> {
  const rows = await whole(signed(db)).where('d.decision_id', '=', id).execute();
  return (await opened(db, master, rows))[0];
}

/** The decision in force for somebody; undefined where none was made yet. */
export async function decisionInForce(
  db: Db,
  master: Key,
  participant: string,
): Promise<DecisionRead | undefined> {
  const rows = await whole(inForce(db)).where('d.participant_id', '=', participant).limit(1).execute();
  return (await opened(db, master, rows))[0];
}

/** The assessment whose decision waits for its second signature, by person; of everybody whoever asks may see. */
export async function waitingDecisions(db: Db, participant?: string): Promise<ReadonlyMap<string, string>> {
  const rows = await waiting(db)
    .select(['d.participant_id', 'd.assessment_id'])
    .$if(participant !== undefined, (q) => q.where('d.participant_id', '=', participant ?? ''))
    .execute();
  return new Map(rows.map((row) => [row.participant_id, row.assessment_id]));
}

export interface LastInForce {
  readonly participant: string;
  readonly inputs: Inputs;
  readonly at: Date;
}

/** The decision in force of everybody whoever asks may see: what the table needs, and no words. */
export async function lastInForceOfAll(db: Db): Promise<readonly LastInForce[]> {
  const rows = await inForce(db)
    .distinctOn('d.participant_id')
    .select(['d.participant_id', 'd.inputs', LAST_SIGNED.as('at')])
    .orderBy('d.participant_id')
    .orderBy(LAST_SIGNED, 'desc')
    .execute();
  return rows.map((row) => ({
    participant: row.participant_id,
    inputs: row.inputs as Inputs,
    at: row.at,
  }));
}
