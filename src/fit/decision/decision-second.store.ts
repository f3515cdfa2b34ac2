import { mustAllow } from '../../guard/may.ts';
import { sealersFor } from '../../guard/sealing.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import { refusal, refuse } from '../../platform/http/problem.ts';
import type { Key } from '../../platform/secrets.ts';
import { licenceInForce } from './decision.store.ts';
import { type DecisionRead, decisionRead } from './decision-reading.store.ts';

interface SecondAnswer {
  readonly id: string;
  readonly agrees: boolean;
  readonly reason: string;
  readonly today: string;
  readonly now: Date;
}

/**
 * The second signature, or the decision given back with a reason: then the assessment is a draft again and its first
 * signer may think anew. Two at once wait for one another, and the later one is told.
 *
 * @throws Refusal when it is one's own, was answered already, or the licence is not in force
 */
export async function signSecond(
  db: Db,
  master: Key,
  actor: Actor,
  { id, agrees, reason, today, now }: SecondAnswer,
): Promise<DecisionRead> {
  const seen = await decisionRead(db, master, id);
  if (seen === undefined) throw refuse('not-found');
  await mustAllow(db, seen.participant, 'assessment', 'write');
  await db
    .selectFrom('fit.assessment')
    .select('assessment_id')
    .where('assessment_id', '=', seen.assessment)
    .forUpdate()
    .executeTakeFirst();
  // A colleague who signed a moment ago may have brought the person into care, out of this actor's sight.
  const decision = await decisionRead(db, master, id);
  if (decision?.state !== 'waiting') {
    const by = decision?.second == null ? undefined : `By ${decision.second.by}.`;
    throw refusal(409, 'answered', 'This decision does not wait for a second signature.', by);
  }
  if (decision.first.byId === actor.id) {
    throw refusal(409, 'own-decision', 'The second signature is a colleague’s, not your own.');
  }
  const licence = await licenceInForce(db, actor, today);
  if (!agrees && reason === '') {
    throw refuse('invalid', {
      fields: [{ pointer: '/reason', detail: 'Say why, so that your colleague can think about it.' }],
    });
  }
  const sealer = (await sealersFor(db, master, [decision.participant])).get(decision.participant);
  if (sealer === undefined) throw refuse('not-found');
  await db
    .insertInto('fit.second_signature')
    .values({
      org_id: actor.org,
      decision_id: id,
      participant_id: decision.participant,
      agrees,
      reason_sealed: reason === '' ? null : sealer.seal(reason),
      signed_by: actor.id,
      licence: licence.words,
      signed_name: licence.name,
      signed_at: now,
    })
    .execute();
  if (!agrees) {
    await db
      .updateTable('fit.assessment')
      .set((q) => ({ state: 'draft', version: q('version', '+', 1) }))
      .where('assessment_id', '=', decision.assessment)
      .execute();
  }
  return decision;
}
