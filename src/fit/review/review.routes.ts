import { z } from '@hono/zod-openapi';
import { isInCare, levelsOn } from '../../bridge/index.ts';
import { endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import { mustAllow } from '../../guard/may.ts';
import { participantSeen } from '../../guard/seen.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refusal } from '../../platform/http/problem.ts';
import { assessmentWhole, beginAssessment } from '../assessment/assessment.store.ts';
import { todayOf } from '../assessment/assessment-shown.ts';
import { prefilledEvidence } from '../assessment/details-findings.ts';
import { decisionInForce, waitingDecisions } from '../decision/decision-reading.store.ts';
import { review, suggestion } from './review.schema.ts';
import { dismissSuggestion, openSuggestions, takeSuggestion } from './review.store.ts';
import { reviewInputs } from './review.ts';
import { reviewsOf, suggestionShown } from './review-list.ts';

const common = { tag: 'Reviews', audience: 'staff', purpose: 'treatment' } as const;

/** Looking again: who is due, what speaks for it, and the review a professional begins. */
export function reviewRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/reviews',
      summary: 'The people on my care team by when their level is looked at again, soonest first',
      answer: z.object({ reviews: z.array(review) }),
    },
    async ({ db, now }) => ({ body: { reviews: await reviewsOf(db, house.masterKey, now) } }),
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/people/:participant/assessment',
      summary: 'Begin a review of somebody in care, or go on with it; it may answer a suggestion',
      params: z.object({ participant: z.uuid() }),
      body: z.object({ suggestion: z.uuid().nullable().default(null) }),
      answer: z.object({ participant: participantSeen('assessment'), assessment: z.uuid() }),
      status: 201,
      command: true,
    },
    async ({ db, actor, params: { participant }, body, now }) => {
      await mustAllow(db, participant, 'assessment', 'read');
      await mustAllow(db, participant, 'assessment', 'write');
      if (!(await isInCare(db, participant))) {
        throw refusal(
          409,
          'not-in-care',
          'This person is not in care here. Their assessment begins at intake.',
        );
      }
      if ((await waitingDecisions(db, participant)).size > 0) {
        throw refusal(409, 'waiting', 'A decision on this person waits for its second signature.');
      }
      const { today } = await todayOf(db, now);
      const [level] = await levelsOn(db, today, participant);
      const last = await decisionInForce(db, house.masterKey, participant);
      const inputs = last === undefined ? {} : reviewInputs(last.inputs, level?.level ?? null);
      const assessment = await beginAssessment(db, house.masterKey, actor, {
        participant,
        inquiry: null,
        kind: 'review',
        inputs,
        ...(last === undefined
          ? {}
          : { details: (await assessmentWhole(db, house.masterKey, last.assessment)).details }),
        evidence: prefilledEvidence(inputs, 'last-assessment'),
      });
      if (body.suggestion !== null) {
        await takeSuggestion(db, actor, { id: body.suggestion, participant, assessment, now });
      }
      return { body: { participant, assessment } };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/suggestions/:suggestion/dismiss',
      summary: 'Say why a suggestion to look again is not followed',
      params: z.object({ suggestion: z.uuid() }),
      body: z.object({ reason: z.string().trim().min(1, 'Say why.').max(4000) }),
      answer: z.object({
        participant: participantSeen('assessment'),
        suggestions: z.array(suggestion).describe('What is still open'),
      }),
      command: true,
    },
    async ({ db, actor, params, body, now }) => {
      const { participant } = await dismissSuggestion(db, house.masterKey, actor, {
        id: params.suggestion,
        reason: body.reason,
        now,
      });
      const open = await openSuggestions(db, participant);
      return { body: { participant, suggestions: open.map(suggestionShown) } };
    },
  );
}
