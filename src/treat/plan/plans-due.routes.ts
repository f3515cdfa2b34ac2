import { z } from '@hono/zod-openapi';
import { levelsOn, staysOf } from '../../bridge/index.ts';
import { endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import { participantSeen } from '../../guard/seen.ts';
import type { Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { todayHere, wallDate } from './day.ts';
import { review } from './plan.schema.ts';
import { nextReview } from './plan-review.ts';

const due = z.object({
  participant: participantSeen('plan', 'record'),
  recordCode: z.string().nullable(),
  level: z.enum(['OP', 'IOP', 'PHP']),
  review,
  waits: z.boolean().describe('Signed by the clinician; the person has not answered'),
});
const answer = z.object({ plans: z.array(due) });
export type PlansDueShown = z.output<typeof answer>;

const LIST_MAX = 200;

/** Whose plan is due or overdue, the longest first, of everybody whoever asks may see. */
export function plansDueRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      method: 'get',
      path: '/api/treatment-plans/due',
      summary: 'Plans that are due or overdue, and those the person has not answered',
      tag: 'Treatment plan',
      audience: 'staff',
      purpose: 'treatment',
      answer,
    },
    async ({ db, now }) => {
      const { today, zone } = await todayHere(db, now);
      const levels = await levelsOn(db, today);
      const stays = await staysOf(db);
      const signed = await newestSigned(db);
      const codes = await codesOf(
        db,
        levels.map(({ participant }) => participant),
      );
      const plans = levels.flatMap(({ participant, level, from }) => {
        const stay = stays.get(participant);
        if (stay === undefined || stay.closedOn !== null) return [];
        const plan = signed.get(participant);
        const next = nextReview(
          {
            level,
            levelFrom: from,
            admittedOn: stay.openedOn,
            signedOn: plan?.signed_at ? wallDate(plan.signed_at, zone) : null,
            signedLevel: (plan?.level ?? null) as typeof level | null,
          },
          today,
        );
        const waits = plan !== undefined && plan.person_answer === null;
        if (next.state === 'later' && !waits) return [];
        return [{ participant, recordCode: codes.get(participant) ?? null, level, review: next, waits }];
      });
      return {
        body: { plans: plans.sort((a, b) => (a.review.by < b.review.by ? -1 : 1)).slice(0, LIST_MAX) },
      };
    },
  );
}

async function newestSigned(db: Db) {
  const rows = await db
    .selectFrom('treat.plan')
    .distinctOn('participant_id')
    .select(['participant_id', 'signed_at', 'level', 'person_answer'])
    .where('state', '=', 'signed')
    .orderBy('participant_id')
    .orderBy('number', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.participant_id, row]));
}

async function codesOf(db: Db, people: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  if (people.length === 0) return new Map();
  const rows = await db
    .selectFrom('guard.participant')
    .select(['participant_id', 'record_code'])
    .where('participant_id', 'in', people)
    .execute();
  return new Map(rows.map((row) => [row.participant_id, row.record_code]));
}
