import { z } from '@hono/zod-openapi';
import { levelsOn } from '../../bridge/index.ts';
import { endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import { participantSeen } from '../../guard/seen.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { todayIn } from '../../schedule/index.ts';
import { levels, twoLanguages } from '../assessment/assessment.schema.ts';
import { todayOf } from '../assessment/assessment-shown.ts';
import { reviewDueOn } from '../review/review.ts';
import { decisionInForce } from './decision-reading.store.ts';
import { LEVEL_WORDS } from './decision-words.ts';

const mine = z.object({
  level: levels,
  name: twoLanguages,
  because: twoLanguages.describe('One sentence: why'),
  means: twoLanguages.describe('What it is like'),
  hoursPerWeek: z.number().nullable(),
  daysPerWeek: z.number().int().nullable().describe('At the least'),
  since: z.string().nullable().describe('The first day at this level; null where care is given elsewhere'),
  reviewOn: z.string().nullable().describe('When it is looked at again together'),
  decidedOn: z.string(),
  decidedBy: z.array(z.string()),
});

/** The person's own level of care in plain words. No remark, no reason and no answer of the clinician is in it. */
export function myDecisionRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      method: 'get',
      path: '/api/my/decision',
      summary: 'What was decided about my care, and what it means',
      tag: 'My week',
      audience: 'participant',
      purpose: 'self',
      answer: z.object({ participant: participantSeen('assessment', 'plan'), decision: mine.nullable() }),
    },
    async ({ db, actor, now }) => {
      const decision = await decisionInForce(db, house.masterKey, actor.id);
      if (decision === undefined) return { body: { participant: actor.id, decision: null } };
      const { zone, today } = await todayOf(db, now);
      const [level] = await levelsOn(db, today, actor.id);
      const { decided, recommended, recommendation, care } = decision;
      const decidedOn = todayIn(zone, new Date(decision.at));
      const words = LEVEL_WORDS[decided];
      const minutes = decision.minutesPerWeek;
      const since = care?.from ?? level?.from ?? null;
      const own = decided === 'OP' || decided === 'IOP' || decided === 'PHP' ? decided : null;
      return {
        body: {
          participant: actor.id,
          decision: {
            level: decided,
            name: words.name,
            // Where the clinician decided otherwise, the table's sentence would explain another level.
            because: decided === recommended ? recommendation.forPerson : words.means,
            means: words.means,
            hoursPerWeek: minutes === null ? null : Math.round(minutes / 6) / 10,
            daysPerWeek: decision.daysMin,
            since: own === null ? null : since,
            reviewOn: own === null ? null : reviewDueOn(own, decidedOn, since ?? decidedOn),
            decidedOn,
            decidedBy: [decision.first.by, ...(decision.second === null ? [] : [decision.second.by])],
          },
        },
      };
    },
  );
}
