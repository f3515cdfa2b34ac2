import { levelsOn } from '../../bridge/index.ts';
import { sealersFor } from '../../guard/sealing.ts';
import type { Db } from '../../platform/db/index.ts';
import type { Key } from '../../platform/secrets.ts';
import { todayIn } from '../../schedule/index.ts';
import { todayOf } from '../assessment/assessment-shown.ts';
import { lastInForceOfAll, waitingDecisions } from '../decision/decision-reading.store.ts';
import type { ReviewShown, SuggestionShown } from './review.schema.ts';
import { openSuggestions } from './review.store.ts';
import { reviewDueOn, type SuggestionEvidence } from './review.ts';

/** Everybody in care whom whoever asks may see the assessments of, the soonest rating first. */
export async function reviewsOf(db: Db, master: Key, now: Date): Promise<ReviewShown[]> {
  const { zone, today } = await todayOf(db, now);
  const decisions = new Map((await lastInForceOfAll(db)).map((each) => [each.participant, each]));
  const levels = (await levelsOn(db, today)).filter(({ participant }) => decisions.has(participant));
  if (levels.length === 0) return [];
  const ids = levels.map(({ participant }) => participant);
  const names = await namesOf(db, master, ids);
  const drafts = new Map(
    (
      await db
        .selectFrom('fit.assessment')
        .select(['participant_id', 'assessment_id'])
        .where('state', '=', 'draft')
        .where('participant_id', 'in', ids)
        .execute()
    ).map((row) => [row.participant_id, row.assessment_id]),
  );
  const waiting = await waitingDecisions(db);
  const open = await openSuggestions(db);
  return levels
    .map(({ participant, level, from }): ReviewShown => {
      const decided = decisions.get(participant);
      const dueOn = reviewDueOn(level, decided === undefined ? from : todayIn(zone, decided.at), from);
      return {
        participant,
        ...(names.get(participant) ?? { recordCode: null, called: null }),
        level,
        dueOn,
        isOverdue: dueOn < today,
        suggestions: open.filter((each) => each.participant === participant).map(suggestionShown),
        draft: drafts.get(participant) ?? null,
        isWaiting: waiting.has(participant),
      };
    })
    .sort(
      (one, other) =>
        one.dueOn.localeCompare(other.dueOn) || (one.recordCode ?? '').localeCompare(other.recordCode ?? ''),
    );
}

export const suggestionShown = ({
  id,
  kind,
  direction,
  evidence,
  raisedOn,
  seenOn,
}: Omit<SuggestionShown, 'evidence'> & { readonly evidence: SuggestionEvidence }): SuggestionShown => ({
  id,
  kind,
  direction,
  evidence: evidence as SuggestionShown['evidence'],
  raisedOn,
  seenOn,
});

async function namesOf(db: Db, master: Key, people: readonly string[]) {
  const rows = await db
    .selectFrom('guard.participant as p')
    .leftJoin('guard.identity as who', (on) =>
      on.onRef('who.org_id', '=', 'p.org_id').onRef('who.participant_id', '=', 'p.participant_id'),
    )
    .select(['p.participant_id', 'p.record_code', 'who.name_sealed'])
    .where('p.participant_id', 'in', people)
    .execute();
  const sealers = await sealersFor(db, master, people);
  return new Map(
    rows.map((row) => {
      const words =
        row.name_sealed === null ? undefined : sealers.get(row.participant_id)?.open(row.name_sealed);
      return [
        row.participant_id,
        { recordCode: row.record_code, called: (words as { called: string } | undefined)?.called ?? null },
      ] as const;
    }),
  );
}
