import { z } from '@hono/zod-openapi';
import type { House } from '../../guard/house.ts';
import { type Tile, tile } from '../../guard/supporters/tile.ts';
import type { Db } from '../../platform/db/index.ts';
import { todayHere, wallDate } from './day.ts';
import { goalStatus } from './plan.schema.ts';
import { sealerOf } from './plan.store.ts';
import type { GoalStatus } from './treatment-plan.ts';

/** Goals of the plan they agreed to, in their own words, and how each goes: no reason, no remark, no diagnosis. */
export const sharedGoals = (house: House): Tile =>
  tile(
    'goals',
    'plan',
    {
      goals: z.array(z.object({ words: z.string(), status: goalStatus, since: z.iso.date() })),
    },
    async (db, participant, now) => {
      const { zone } = await todayHere(db, now);
      const sealer = await sealerOf(db, house.masterKey, participant);
      return {
        goals: (await agreedGoals(db, participant)).map(({ words_sealed, status, status_at }) => ({
          words: sealer.open(words_sealed) as string,
          status: status as GoalStatus,
          since: wallDate(status_at, zone),
        })),
      };
    },
  );

/** Of the newest version that the person answered; what they archived there is none. */
async function agreedGoals(db: Db, participant: string) {
  const plan = await db
    .selectFrom('treat.plan')
    .select('plan_id')
    .where('participant_id', '=', participant)
    .where('state', '=', 'signed')
    .where('person_answer', 'is not', null)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (plan === undefined) return [];
  return db
    .selectFrom('treat.plan_goal as p')
    .innerJoin('treat.goal as g', (on) =>
      on.onRef('g.org_id', '=', 'p.org_id').onRef('g.goal_id', '=', 'p.goal_id'),
    )
    .select(['p.words_sealed', 'g.status', 'g.status_at'])
    .where('p.plan_id', '=', plan.plan_id)
    .where('p.participant_id', '=', participant)
    .where('g.participant_id', '=', participant)
    .where('p.archived_at', 'is', null)
    .orderBy('p.place')
    .execute();
}
