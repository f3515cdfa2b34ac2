import { z } from '@hono/zod-openapi';
import { inquiryWhole, moveInquiry } from '../../bridge/index.ts';
import { endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import { mustAllow } from '../../guard/may.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refusal, refuse } from '../../platform/http/problem.ts';
import { waitingDecisions } from '../decision/decision-reading.store.ts';
import { prefillFrom } from '../screener/screener.ts';
import { assessmentAnswer, draft, staleAnswer } from './assessment.schema.ts';
import { assessmentWhole, beginAssessment, keepDraft } from './assessment.store.ts';
import { wrongInputs } from './assessment.ts';
import { besideSent, shown } from './assessment-shown.ts';
import { evidenceAfter, prefilledEvidence } from './details-findings.ts';

const params = z.object({ assessment: z.uuid() });
const common = { tag: 'Assessment', audience: 'staff', purpose: 'treatment' } as const;

/** The assessment: begun, read and kept as a draft with what the table makes of it. */
export function assessmentRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/intake/:inquiry/assessment',
      summary: 'Begin the assessment of somebody who asked for help, or go on with it',
      params: z.object({ inquiry: z.uuid() }),
      body: z.object({}),
      answer: z.object({ assessment: z.uuid() }),
      status: 201,
      command: true,
    },
    async ({ db, actor, params: { inquiry } }) => {
      const found = await inquiryWhole(db, house.masterKey, inquiry);
      if (found === undefined) throw refuse('not-found');
      if (found.state === 'closed') throw refusal(409, 'closed', 'This was closed. Take it up again first.');
      const waiting = (await waitingDecisions(db, found.participant)).get(found.participant);
      if (waiting !== undefined) return { body: { assessment: waiting } };
      // Only what the person chose to send begins the form, and it stays marked until a clinician confirms it.
      const begun = found.answers === null ? {} : prefillFrom(found.answers);
      const id = await beginAssessment(db, house.masterKey, actor, {
        participant: found.participant,
        inquiry,
        kind: 'admission',
        inputs: begun,
        evidence: prefilledEvidence(begun, 'screener'),
      });
      if (found.state !== 'assessing') {
        await moveInquiry(db, inquiry, found.version, { state: 'assessing', owner: actor.id });
      }
      return { body: { assessment: id } };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/assessments/:assessment',
      summary: 'One assessment with what the table makes of it',
      params,
      answer: assessmentAnswer,
    },
    async ({ db, actor, params: { assessment }, now }) => {
      const found = await assessmentWhole(db, house.masterKey, assessment);
      return { body: await shown(db, house.masterKey, actor, found, now), version: found.version };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'put',
      path: '/api/assessments/:assessment',
      summary: 'Keep the draft',
      params,
      body: draft,
      answer: assessmentAnswer,
      versioned: true,
    },
    async ({ db, actor, params: { assessment }, body, version, now }) => {
      refuseWrong(body.inputs);
      const before = await assessmentWhole(db, house.masterKey, assessment);
      await mustAllow(db, before.participant, 'assessment', 'write');
      if (before.state === 'signed') throw refusal(409, 'signed', 'This is signed and can no longer change.');
      const kept = await keepDraft(db, house.masterKey, {
        id: assessment,
        participant: before.participant,
        version,
        inputs: body.inputs,
        remarks: body.remarks,
        details: body.details ?? before.details,
        evidence: body.evidence ?? evidenceAfter(before.evidence, before.inputs, body.inputs),
        now,
      });
      // Read again: who kept it first may have done so a moment ago.
      const after = await assessmentWhole(db, house.masterKey, assessment);
      const answer = await shown(db, house.masterKey, actor, after, now);
      if (kept === undefined) {
        throw refuse('stale', { current: besideSent(answer, body), shows: staleAnswer });
      }
      return { body: answer, version: kept };
    },
  );
}

function refuseWrong(given: Readonly<Record<string, unknown>>): void {
  const wrong = wrongInputs(given);
  if (wrong.length === 0) return;
  throw refuse('invalid', {
    fields: wrong.map(({ key, detail }) => ({ pointer: `/inputs/${key}`, detail })),
  });
}
