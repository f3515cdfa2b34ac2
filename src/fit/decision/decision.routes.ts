import { z } from '@hono/zod-openapi';
import { admit, changeLevel, isInCare } from '../../bridge/index.ts';
import { type Call, endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import { mustAllow } from '../../guard/may.ts';
import { giveNotice, mustHaveNotice, takenSchema } from '../../guard/notice/notice.store.ts';
import { participantSeen } from '../../guard/seen.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refusal, refuse } from '../../platform/http/problem.ts';
import { assessmentAnswer, levels } from '../assessment/assessment.schema.ts';
import { type AssessmentWhole, assessmentWhole } from '../assessment/assessment.store.ts';
import { QUESTIONS } from '../assessment/assessment.ts';
import { shown, todayOf } from '../assessment/assessment-shown.ts';
import { unconfirmedIn } from '../assessment/details-findings.ts';
import { recommend } from '../level-of-care/level-of-care.ts';
import { tableOn } from '../level-of-care/level-table.store.ts';
import { settleOpen } from '../review/review.store.ts';
import {
  askToSeePerson,
  type Care,
  careTeamOf,
  licenceInForce,
  licensedColleagues,
  sign,
  sitesOf,
} from './decision.store.ts';
import { type DecisionBasis, decisionFaults, needsSecond, prescriptionOf } from './decision.ts';
import { signSecond } from './decision-second.store.ts';

const common = { tag: 'Assessment', audience: 'staff', purpose: 'treatment' } as const;

const wish = z.object({
  decided: levels,
  reason: z.string().trim().max(4000),
  minutesPerWeek: z.number().int().min(30).max(3600).nullable(),
  daysMin: z.number().int().min(1).max(7).nullable(),
  sites: z.array(z.uuid()).max(20),
  video: z.boolean(),
  from: z.iso.date(),
  secondSigner: z.uuid().nullable().default(null),
  notice: takenSchema
    .nullable()
    .default(null)
    .describe('How they took the privacy notice; needed to admit somebody who was not given it before'),
});

const signed = z.object({
  participant: participantSeen('assessment', 'plan'),
  decision: z.uuid(),
  decided: levels,
  isWaiting: z.boolean().describe('It waits for the second signature; nothing has begun yet'),
  recordCode: z.string().nullable(),
});

/** The decision that a licensed professional signs, and where a place asks for it, a second one as well. */
export function decisionRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/assessments/:assessment/decision',
      fresh: true,
      summary: 'Decide and sign; for OP, IOP or PHP the person is admitted, or goes on at that level',
      params: z.object({ assessment: z.uuid() }),
      body: wish,
      answer: signed,
      status: 201,
      command: true,
      versioned: true,
    },
    (call) => decide(house, call),
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/decisions/:decision/second',
      fresh: true,
      summary: 'Sign second, or give the decision back with a reason',
      params: z.object({ decision: z.uuid() }),
      body: z.object({ agrees: z.boolean(), reason: z.string().trim().max(4000) }),
      answer: signed,
      status: 201,
      command: true,
    },
    async ({ db, actor, params, body, now }) => {
      const { today } = await todayOf(db, now);
      const decision = await signSecond(db, house.masterKey, actor, {
        id: params.decision,
        ...body,
        today,
        now,
      });
      const { participant, id, decided } = decision;
      const found = await assessmentWhole(db, house.masterKey, decision.assessment);
      const recordCode = body.agrees
        ? await bringIntoForce(db, actor, {
            found,
            decision: id,
            counselor: decision.first.byId,
            // Its first day may have passed while it waited.
            care: decision.care && { ...decision.care, from: later(decision.care.from, today) },
            now,
          })
        : null;
      return { body: { participant, decision: id, decided, isWaiting: false, recordCode } };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      tag: 'Program',
      purpose: 'operations',
      method: 'get',
      path: '/api/sites',
      summary: 'The places there are, and which of them ask for a second signature',
      answer: z.object({
        sites: z.array(z.object({ id: z.uuid(), name: z.string(), asksSecondSignature: z.boolean() })),
      }),
    },
    async ({ db }) => ({ body: { sites: [...(await sitesOf(db))] } }),
  );

  endpoint(
    app,
    house,
    {
      ...common,
      tag: 'Program',
      purpose: 'operations',
      method: 'put',
      path: '/api/sites/:site/second-signature',
      summary: 'Say whether decisions for a place need a second signature',
      params: z.object({ site: z.uuid() }),
      body: z.object({ isAsked: z.boolean() }),
      answer: z.object({ site: z.uuid(), isAsked: z.boolean() }),
    },
    async ({ db, params, body }) => {
      const { numUpdatedRows } = await db
        .updateTable('guard.site')
        .set({ second_signature: body.isAsked })
        .where('site_id', '=', params.site)
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) throw refuse('not-found');
      return { body: { site: params.site, isAsked: body.isAsked } };
    },
  );
}

const later = (one: string, other: string): string => (one > other ? one : other);

type Decide = Call<{ assessment: string }, object, z.output<typeof wish>>;

async function decide(house: House, { db, actor, params: { assessment }, body, version, now }: Decide) {
  const found = await assessmentWhole(db, house.masterKey, assessment);
  await mustAllow(db, found.participant, 'assessment', 'write');
  if (found.state === 'signed') throw refusal(409, 'signed', 'This is signed already.');
  if (found.version !== version) {
    const current = await shown(db, house.masterKey, actor, found, now);
    throw refuse('stale', { current, shows: assessmentAnswer });
  }
  const { today } = await todayOf(db, now);
  const licence = await licenceInForce(db, actor, today);
  const basis = await basisOf(db, actor, found, today);
  const faults = decisionFaults(body, basis);
  if (faults.length > 0) throw refuse('invalid', { fields: faults });
  const prescription = prescriptionOf(body, basis);
  const care = prescription && { ...prescription, sites: body.sites, video: body.video, from: body.from };
  if (care && !(await isInCare(db, found.participant))) {
    if (body.notice !== null)
      await giveNotice(db, house.masterKey, actor, found.participant, body.notice, now);
    await mustHaveNotice(db, found.participant);
  }
  const isWaiting = needsSecond(body, basis.sites);
  const decision = await sign(db, house.masterKey, actor, {
    participant: found.participant,
    assessment,
    kind: found.kind,
    inputs: found.inputs,
    recommendation: basis.advice,
    decided: body.decided,
    reason: body.reason,
    care,
    licence,
    needsSecond: isWaiting,
    secondAsked: isWaiting ? body.secondSigner : null,
    signedAt: now,
  });
  const asked = basis.colleagues.find(({ id }) => id === body.secondSigner);
  if (isWaiting && found.kind === 'review' && asked?.seesPerson === false) {
    await askToSeePerson(db, actor, found.participant, asked.id);
  }
  const recordCode = isWaiting
    ? null
    : await bringIntoForce(db, actor, { found, decision, counselor: actor.id, care: care ?? null, now });
  return {
    body: { participant: found.participant, decision, decided: body.decided, isWaiting, recordCode },
  };
}

async function basisOf(db: Db, actor: Actor, found: AssessmentWhole, today: string): Promise<DecisionBasis> {
  const table = await tableOn(db, today);
  const team = await careTeamOf(db, found.participant);
  return {
    table,
    advice: recommend(table, QUESTIONS, found.inputs),
    inputs: found.inputs,
    kind: found.kind,
    today,
    sites: await sitesOf(db),
    unconfirmed: unconfirmedIn(found.inputs, found.evidence),
    colleagues: (await licensedColleagues(db, actor, today)).map(({ id }) => ({
      id,
      seesPerson: team.includes(id),
    })),
  };
}

interface Forceful {
  readonly found: AssessmentWhole;
  readonly decision: string;
  readonly counselor: string;
  readonly care: Care | null;
  readonly now: Date;
}

/**
 * What a decision does once every signature is there: admits, or changes the level of somebody in care; and with it
 * every suggestion to look again is answered. Care that this program does not give begins elsewhere, by hand-off.
 */
async function bringIntoForce(
  db: Db,
  actor: Actor,
  { found, decision, counselor, care, now }: Forceful,
): Promise<string | null> {
  const { participant, inquiry, language } = found;
  await settleOpen(db, actor, participant, found.id, now);
  if (care === null) return found.recordCode;
  const { visits, ...prescribed } = care;
  const admission = { ...prescribed, visits, participant, inquiry, decision, language, counselor };
  if (await isInCare(db, participant)) {
    await changeLevel(db, actor, admission);
    return found.recordCode;
  }
  return (await admit(db, actor, admission)).recordCode;
}
