import { z } from '@hono/zod-openapi';
import { answersSentBy, levelsOn } from '../../bridge/index.ts';
import { endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import { participantSeen } from '../../guard/seen.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refuse } from '../../platform/http/problem.ts';
import { lifeOf, todayIn } from '../../schedule/index.ts';
import { levels } from '../assessment/assessment.schema.ts';
import { assessmentWhole } from '../assessment/assessment.store.ts';
import { todayOf } from '../assessment/assessment-shown.ts';
import { decisionInForce, waitingDecisions } from '../decision/decision-reading.store.ts';
import { suggestion } from '../review/review.schema.ts';
import { openSuggestions } from '../review/review.store.ts';
import { reviewDueOn } from '../review/review.ts';
import { suggestionShown } from '../review/review-list.ts';
import { whoBenefits } from './who-benefits.ts';

const origin = z.enum(['assessment', 'week', 'screener']);

const fit = z.object({
  participant: participantSeen('assessment', 'plan', 'schedule', 'document'),
  groups: z.array(
    z.object({
      group: z.enum([
        'works',
        'works-nights',
        'children',
        'elder-care',
        'studies',
        'people-behind',
        'privacy',
        'mental-health',
      ]),
      from: origin,
    }),
  ),
  protect: z.array(
    z.object({
      kind: z.enum(['work', 'children', 'elder-care', 'care', 'classes', 'sleep', 'other']),
      what: z.string(),
      times: z.array(z.object({ start: z.number().int(), end: z.number().int() })),
      isFixed: z.boolean(),
      from: origin,
    }),
  ),
  behind: z.array(
    z.object({
      called: z.string(),
      relation: z.string().nullable(),
      knows: z.boolean().nullable(),
      canHelpWith: z.string(),
    }),
  ),
  decision: z
    .object({
      id: z.uuid(),
      assessment: z.uuid(),
      decided: levels,
      recommended: z.string(),
      minutesPerWeek: z.number().int().nullable(),
      daysMin: z.number().int().nullable(),
      by: z.array(z.string()),
      on: z.string(),
    })
    .nullable(),
  level: z.object({ level: z.enum(['OP', 'IOP', 'PHP']), since: z.string() }).nullable(),
  reviewOn: z.string().nullable(),
  isWaiting: z.boolean().describe('A decision waits for its second signature'),
  suggestions: z.array(suggestion),
});

export type FitShown = z.output<typeof fit>;

/** The fit card of a person: why this program, what their week protects, who stands behind them, what comes next. */
export function whoBenefitsRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      method: 'get',
      path: '/api/people/:participant/fit',
      summary:
        'Which people this program is made for somebody is, what their week must protect, and when to look again',
      tag: 'Assessment',
      audience: 'staff',
      purpose: 'treatment',
      params: z.object({ participant: z.uuid() }),
      answer: fit,
    },
    async ({ db, params: { participant }, now }) => {
      const newest = await db
        .selectFrom('fit.assessment')
        .select('assessment_id')
        .where('participant_id', '=', participant)
        .orderBy('started_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      if (newest === undefined) throw refuse('not-found');
      const { details, inputs } = await assessmentWhole(db, house.masterKey, newest.assessment_id);
      const found = whoBenefits({
        details,
        inputs,
        answers: await answersSentBy(db, house.masterKey, participant),
        week: await lifeOf(db, participant),
      });
      const { zone, today } = await todayOf(db, now);
      const decision = await decisionInForce(db, house.masterKey, participant);
      const [level] = await levelsOn(db, today, participant);
      const decidedOn = decision === undefined ? today : todayIn(zone, new Date(decision.at));
      return {
        body: {
          participant,
          groups: found.groups.map((each) => ({ ...each })),
          protect: found.protect.map((each) => ({ ...each, times: [...each.times] })),
          behind: [...found.behind],
          decision:
            decision === undefined
              ? null
              : {
                  id: decision.id,
                  assessment: decision.assessment,
                  decided: decision.decided,
                  recommended: decision.recommended,
                  minutesPerWeek: decision.minutesPerWeek,
                  daysMin: decision.daysMin,
                  by: [decision.first.by, ...(decision.second === null ? [] : [decision.second.by])],
                  on: decidedOn,
                },
          level: level === undefined ? null : { level: level.level, since: level.from },
          reviewOn: level === undefined ? null : reviewDueOn(level.level, decidedOn, level.from),
          isWaiting: (await waitingDecisions(db, participant)).size > 0,
          suggestions: (await openSuggestions(db, participant)).map(suggestionShown),
        },
      };
    },
  );
}
