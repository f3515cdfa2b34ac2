import type { z } from '@hono/zod-openapi';
import type { Actor, Db } from '../../platform/db/index.ts';
import { Refusal } from '../../platform/http/problem.ts';
import type { Key } from '../../platform/secrets.ts';
import { mondayOf, todayIn, weekAfter } from '../../schedule/index.ts';
import { licenceInForce, licensedColleagues, sitesOf } from '../decision/decision.store.ts';
import { lastFirstDay } from '../decision/decision.ts';
import { type DecisionRead, lastDecisionOn } from '../decision/decision-reading.store.ts';
import { type Recommendation, recommend } from '../level-of-care/level-of-care.ts';
import { tableOn } from '../level-of-care/level-table.store.ts';
import type { AssessmentAnswer, Draft, staleAnswer } from './assessment.schema.ts';
import type { AssessmentWhole } from './assessment.store.ts';
import { QUESTIONS } from './assessment.ts';
import { contradictionsIn, criteriaOf, suggestedSud, unconfirmedIn } from './details-findings.ts';

/** Today on the organisation's wall, and where that wall is. */
export async function todayOf(db: Db, now: Date): Promise<{ zone: string; today: string }> {
  const { zone } = await db.selectFrom('guard.org').select('zone').executeTakeFirstOrThrow();
  return { zone, today: todayIn(zone, now) };
}

/**
 * One assessment with everything that follows from it. A signed one shows the recommendation as it was shown when it
 * was signed, whatever table is in force by now.
 */
export async function shown(
  db: Db,
  master: Key,
  actor: Actor,
  found: AssessmentWhole,
  now: Date,
): Promise<AssessmentAnswer> {
  const { today } = await todayOf(db, now);
  const decision = await lastDecisionOn(db, master, found.id);
  const advice =
    found.state === 'signed' && decision !== undefined
      ? decision.recommendation
      : recommend(await tableOn(db, today), QUESTIONS, found.inputs);
  const criteria = found.details.substances.map(criteriaOf);
  const licence = await licenceShown(db, actor, today);
  return {
    id: found.id,
    participant: found.participant,
    called: found.called,
    recordCode: found.recordCode,
    language: found.language,
    kind: found.kind,
    state: found.state,
    inputs: { ...found.inputs },
    remarks: found.remarks,
    details: found.details,
    evidence: found.evidence,
    unconfirmed: [...unconfirmedIn(found.inputs, found.evidence)],
    criteria: criteria.map((each) => ({ ...each, flags: [...each.flags], faults: [...each.faults] })),
    suggestedSud: suggestedSud(criteria),
    contradictions: [...contradictionsIn(found.details, found.inputs, today)],
    savedAt: found.savedAt,
    version: found.version,
    recommendation: recommendationShown(advice),
    decision: decision === undefined ? null : decisionShown(decision, actor, licence.isInForce),
    questions: QUESTIONS.map(({ key, part, isRequired, label, help, values, words }) => ({
      key,
      part,
      isRequired,
      label,
      help: help ?? null,
      options: values.map((each) => ({
        value: each,
        words: words?.[String(each)] ?? { en: String(each), es: String(each) },
      })),
    })),
    sites: [...(await sitesOf(db))],
    colleagues: (await licensedColleagues(db, actor, today)).map(({ id, name }) => ({ id, name })),
    firstDay: weekAfter(mondayOf(today)),
    lastFirstDay: lastFirstDay(found.kind, today),
    licence,
  };
}

const recommendationShown = (advice: Recommendation): AssessmentAnswer['recommendation'] => ({
  ...advice,
  considered: [...advice.considered],
  dose: advice.dose && { ...advice.dose, visits: [...advice.dose.visits] },
  missing: [...advice.missing],
  flags: [...advice.flags],
  flips: [...advice.flips],
});

const decisionShown = (
  { id, decided, recommended, state, first, second, asked }: DecisionRead,
  actor: Actor,
  isLicensed: boolean,
): AssessmentAnswer['decision'] => ({
  id,
  decided,
  recommended,
  state,
  first: { by: first.by, licence: first.licence, at: first.at, reason: first.reason },
  second: second && {
    by: second.by,
    licence: second.licence,
    at: second.at,
    reason: second.reason,
    agrees: second.agrees,
  },
  asked: asked?.name ?? null,
  mayISignSecond: state === 'waiting' && isLicensed && first.byId !== actor.id,
});

async function licenceShown(
  db: Db,
  actor: Actor,
  today: string,
): Promise<{ isInForce: boolean; words: string }> {
  try {
    const licence = await licenceInForce(db, actor, today);
    return { isInForce: true, words: `${licence.name}, ${licence.words}` };
  } catch (fault) {
    if (fault instanceof Refusal) return { isInForce: false, words: fault.detail ?? fault.title };
    throw fault;
  }
}

/** The newer version beside what was sent, and where the two differ, so that nothing of either is lost. */
export function besideSent(newer: AssessmentAnswer, sent: Draft): z.input<typeof staleAnswer> {
  const differing = [...new Set([...Object.keys(newer.inputs), ...Object.keys(sent.inputs)])].flatMap(
    (key) => (newer.inputs[key] === sent.inputs[key] ? [] : [`/inputs/${key}`]),
  );
  if (newer.remarks !== sent.remarks) differing.push('/remarks');
  for (const [part, mine] of Object.entries(sent.details ?? {})) {
    const theirs = (newer.details as Record<string, unknown>)[part];
    if (JSON.stringify(theirs) !== JSON.stringify(mine)) differing.push(`/details/${part}`);
  }
  return { ...newer, sent, differing };
}
