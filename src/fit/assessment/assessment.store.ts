import { type Sealer, sealersFor } from '../../guard/sealing.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import { refuse } from '../../platform/http/problem.ts';
import { newId } from '../../platform/ids.ts';
import type { Key } from '../../platform/secrets.ts';
import { type Details, detailsSchema, type Evidence, evidenceSchema, NO_DETAILS } from './details.ts';

/** Inputs of the level-of-care table as far as they are known, key to value. */
export type Inputs = Readonly<Record<string, string | number>>;

export interface AssessmentWhole {
  readonly id: string;
  readonly participant: string;
  readonly inquiry: string | null;
  readonly author: string;
  readonly kind: 'admission' | 'review';
  readonly state: 'draft' | 'signed';
  readonly inputs: Inputs;
  readonly remarks: string;
  readonly details: Details;
  readonly evidence: Evidence;
  readonly called: string | null;
  readonly language: 'en' | 'es';
  readonly recordCode: string | null;
  readonly savedAt: string;
  readonly version: number;
}

interface Beginning {
  readonly participant: string;
  readonly inquiry: string | null;
  readonly kind: 'admission' | 'review';
  readonly inputs: Inputs;
  readonly details?: Details;
  readonly evidence: Evidence;
}

/** Begins an assessment, or returns the draft that is already under way for this person, also when two begin at once. */
export async function beginAssessment(db: Db, master: Key, actor: Actor, of: Beginning): Promise<string> {
  const draftOf = () =>
    db
      .selectFrom('fit.assessment')
      .select('assessment_id')
      .where('participant_id', '=', of.participant)
      .where('state', '=', 'draft')
      .executeTakeFirst();
  const under = await draftOf();
  if (under !== undefined) return under.assessment_id;
  const sealer = await sealerOf(db, master, of.participant);
  const id = newId();
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('fit.assessment')
    .values({
      org_id: actor.org,
      assessment_id: id,
      participant_id: of.participant,
      inquiry_id: of.inquiry,
      author_id: actor.id,
      kind: of.kind,
      inputs: JSON.stringify(of.inputs),
      details_sealed: sealDetails(sealer, of.details ?? NO_DETAILS, of.evidence),
    })
    .onConflict((there) => there.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n ? id : ((await draftOf())?.assessment_id ?? id);
}

async function sealerOf(db: Db, master: Key, participant: string): Promise<Sealer> {
  const sealer = (await sealersFor(db, master, [participant])).get(participant);
  if (sealer === undefined) throw refuse('not-found');
  return sealer;
}

const sealDetails = (sealer: Sealer, details: Details, evidence: Evidence): Uint8Array =>
  sealer.seal({ details, evidence });

function openDetails(sealer: Sealer, sealed: Uint8Array | null): { details: Details; evidence: Evidence } {
  if (sealed === null) return { details: NO_DETAILS, evidence: {} };
  const kept = sealer.open(sealed) as { details: unknown; evidence: unknown };
  return { details: detailsSchema.parse(kept.details), evidence: evidenceSchema.parse(kept.evidence) };
}

/** @throws Refusal not-found when it is not there or not for this actor's eyes */
export async function assessmentWhole(db: Db, master: Key, id: string): Promise<AssessmentWhole> {
  const row = await db
    .selectFrom('fit.assessment as a')
    .innerJoin('guard.participant as p', (on) =>
      on.onRef('p.org_id', '=', 'a.org_id').onRef('p.participant_id', '=', 'a.participant_id'),
    )
    .leftJoin('guard.identity as who', (on) =>
      on.onRef('who.org_id', '=', 'a.org_id').onRef('who.participant_id', '=', 'a.participant_id'),
    )
    .select([
      'a.assessment_id',
      'a.participant_id',
      'a.inquiry_id',
      'a.author_id',
      'a.kind',
      'a.state',
      'a.inputs',
      'a.remarks_sealed',
      'a.details_sealed',
      'a.saved_at',
      'a.version',
      'p.record_code',
      'who.name_sealed',
      'who.language',
    ])
    .where('a.assessment_id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw refuse('not-found');
  const sealer = await sealerOf(db, master, row.participant_id);
  return {
    id: row.assessment_id,
    participant: row.participant_id,
    inquiry: row.inquiry_id,
    author: row.author_id,
    kind: row.kind as 'admission' | 'review',
    state: row.state as 'draft' | 'signed',
    inputs: row.inputs as Inputs,
    remarks: row.remarks_sealed === null ? '' : (sealer.open(row.remarks_sealed) as string),
    ...openDetails(sealer, row.details_sealed),
    called: row.name_sealed === null ? null : (sealer.open(row.name_sealed) as { called: string }).called,
    language: (row.language ?? 'en') as 'en' | 'es',
    recordCode: row.record_code,
    savedAt: row.saved_at.toISOString(),
    version: row.version,
  };
}

/** Keeps a draft; undefined when `version` is no longer the newest or the draft is signed. */
export async function keepDraft(
  db: Db,
  master: Key,
  draft: Pick<AssessmentWhole, 'id' | 'participant' | 'inputs' | 'remarks' | 'details' | 'evidence'> & {
    readonly version: number;
    readonly now: Date;
  },
): Promise<number | undefined> {
  const sealer = await sealerOf(db, master, draft.participant);
  const row = await db
    .updateTable('fit.assessment')
    .set({
      inputs: JSON.stringify(draft.inputs),
      remarks_sealed: draft.remarks === '' ? null : sealer.seal(draft.remarks),
      details_sealed: sealDetails(sealer, draft.details, draft.evidence),
      saved_at: draft.now,
      version: draft.version + 1,
    })
    .where('assessment_id', '=', draft.id)
    .where('version', '=', draft.version)
    .where('state', '=', 'draft')
    .returning('version')
    .executeTakeFirst();
  return row?.version;
}
