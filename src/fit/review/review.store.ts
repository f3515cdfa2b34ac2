import { sql } from 'kysely';
import { mustAllow } from '../../guard/may.ts';
import { sealersFor } from '../../guard/sealing.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import { refusal, refuse } from '../../platform/http/problem.ts';
import { newId } from '../../platform/ids.ts';
import type { Key } from '../../platform/secrets.ts';
import type { Direction, PastSuggestion, Suggestion, SuggestionEvidence, SuggestionKind } from './review.ts';

export interface OpenSuggestion {
  readonly id: string;
  readonly participant: string;
  readonly kind: SuggestionKind;
  readonly direction: Direction;
  readonly evidence: SuggestionEvidence;
  readonly raisedOn: string;
  readonly seenOn: string;
}

/** What is open, of one person or of everybody whoever asks may see; the oldest first. */
export async function openSuggestions(db: Db, participant?: string): Promise<readonly OpenSuggestion[]> {
  const rows = await db
    .selectFrom('fit.suggestion')
    .select(['suggestion_id', 'participant_id', 'kind', 'direction', 'evidence', 'raised_on', 'seen_on'])
    .where('state', '=', 'open')
    .$if(participant !== undefined, (q) => q.where('participant_id', '=', participant ?? ''))
    .orderBy('raised_on')
    .orderBy('suggestion_id')
    .execute();
  return rows.map((row) => ({
    id: row.suggestion_id,
    participant: row.participant_id,
    kind: row.kind as SuggestionKind,
    direction: row.direction as Direction,
    evidence: row.evidence as unknown as SuggestionEvidence,
    raisedOn: row.raised_on,
    seenOn: row.seen_on,
  }));
}

/** A signed decision answers every open suggestion on the person. */
export const settleOpen = (db: Db, actor: Actor, participant: string, assessment: string, now: Date) =>
  db
    .updateTable('fit.suggestion')
    .set((q) => ({
      state: 'taken',
      settled_by: actor.id,
      settled_at: now,
      assessment_id: assessment,
      version: q('version', '+', 1),
    }))
    .where('participant_id', '=', participant)
    .where('state', '=', 'open')
    .execute();

const settled = () => refusal(409, 'settled', 'Somebody has answered this suggestion already.');

/** Takes a suggestion: a review follows from it. @throws Refusal when it was answered already */
export async function takeSuggestion(
  db: Db,
  actor: Actor,
  take: {
    readonly id: string;
    readonly participant: string;
    readonly assessment: string;
    readonly now: Date;
  },
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('fit.suggestion')
    .set((q) => ({
      state: 'taken',
      settled_by: actor.id,
      settled_at: take.now,
      assessment_id: take.assessment,
      version: q('version', '+', 1),
    }))
    .where('suggestion_id', '=', take.id)
    .where('participant_id', '=', take.participant)
    .where('state', '=', 'open')
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw settled();
}

/** @throws Refusal not-found, or settled when it was answered already */
export async function dismissSuggestion(
  db: Db,
  master: Key,
  actor: Actor,
  { id, reason, now }: { readonly id: string; readonly reason: string; readonly now: Date },
): Promise<{ readonly participant: string }> {
  const row = await db
    .selectFrom('fit.suggestion')
    .select(['participant_id', 'state'])
    .where('suggestion_id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw refuse('not-found');
  await mustAllow(db, row.participant_id, 'assessment', 'write');
  const sealer = (await sealersFor(db, master, [row.participant_id])).get(row.participant_id);
  if (sealer === undefined) throw refuse('not-found');
  const { numUpdatedRows } = await db
    .updateTable('fit.suggestion')
    .set((q) => ({
      state: 'dismissed',
      reason_sealed: sealer.seal(reason),
      settled_by: actor.id,
      settled_at: now,
      version: q('version', '+', 1),
    }))
    .where('suggestion_id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw settled();
  return { participant: row.participant_id };
}

/** What was suggested and answered lately, by person. */
export async function pastSuggestions(
  db: Db,
  since: string,
): Promise<ReadonlyMap<string, readonly PastSuggestion[]>> {
  const rows = await db
    .selectFrom('fit.suggestion')
    .select([
      'participant_id',
      'kind',
      'state',
      sql<string | null>`(settled_at at time zone 'UTC')::date`.as('settled_on'),
    ])
    .where((q) => q.or([q('state', '=', 'open'), q('settled_at', '>=', sql<Date>`${since}::date`)]))
    .execute();
  const past = new Map<string, PastSuggestion[]>();
  for (const row of rows) {
    const of = past.get(row.participant_id) ?? [];
    past.set(row.participant_id, of);
    of.push({
      kind: row.kind as SuggestionKind,
      state: row.state as PastSuggestion['state'],
      settledOn: row.settled_on,
    });
  }
  return past;
}

export interface Raised extends Suggestion {
  readonly participant: string;
}

const AT_ONCE = 1000;

/** Keeps new suggestions; one that is open already only gets the newer evidence. */
export async function raise(db: Db, actor: Actor, raised: readonly Raised[], today: string): Promise<void> {
  for (let at = 0; at < raised.length; at += AT_ONCE) {
    await db
      .insertInto('fit.suggestion')
      .values(
        raised.slice(at, at + AT_ONCE).map(({ participant, kind, direction, evidence }) => ({
          org_id: actor.org,
          suggestion_id: newId(),
          participant_id: participant,
          kind,
          direction,
          evidence: JSON.stringify(evidence),
          raised_on: today,
          seen_on: today,
        })),
      )
      .onConflict((there) =>
        there
          .columns(['org_id', 'participant_id', 'kind'])
          .where('state', '=', sql.lit('open'))
          .doUpdateSet((q) => ({
            direction: q.ref('excluded.direction'),
            evidence: q.ref('excluded.evidence'),
            seen_on: q.ref('excluded.seen_on'),
          })),
      )
      .execute();
  }
}
