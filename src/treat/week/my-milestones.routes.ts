import { z } from '@hono/zod-openapi';
import { sql } from 'kysely';
import { levelsBetween } from '../../bridge/index.ts';
import { endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import { participantSeen } from '../../guard/seen.ts';
import type { Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refuse } from '../../platform/http/problem.ts';
import { todayIn } from '../../schedule/index.ts';
import { milestonesOf } from './milestones.ts';

const milestonesAnswer = z.object({
  participant: participantSeen('attendance', 'plan'),
  days: z.number().int().describe('In the program, of every time in it'),
  sessions: z.number().int().describe('Come to'),
  goalsMet: z.number().int(),
  lately: z
    .object({ came: z.number().int(), of: z.number().int() })
    .nullable()
    .describe('Of the last sessions, at most seven; null: nothing to say'),
});
export type MilestonesShown = z.infer<typeof milestonesAnswer>;

const LONG_AGO = '1970-01-01';
/** As many as the rule looks back, and no more. */
const NEWEST_MAX = 7;

/** What the person has behind them: it only grows. */
export function milestonesRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      tag: 'My week',
      audience: 'participant',
      purpose: 'self',
      method: 'get',
      path: '/api/my/milestones',
      summary: 'What I have behind me: days, sessions, goals',
      answer: milestonesAnswer,
    },
    async ({ db, actor, now }) => {
      const org = await db.selectFrom('guard.org').select('zone').executeTakeFirst();
      if (org === undefined) throw refuse('not-ready');
      const today = todayIn(org.zone, now);
      return {
        body: {
          participant: actor.id,
          ...milestonesOf({
            today,
            times: await levelsBetween(db, actor.id, LONG_AGO, today),
            ...(await sessionsOf(db, actor.id)),
            goalsMet: await goalsMet(db, actor.id),
          }),
        },
      };
    },
  );
}

async function sessionsOf(db: Db, participant: string) {
  const came = sql<boolean>`status in ('here', 'late')`;
  const { sessions } = await db
    .selectFrom('treat.attendance')
    .select(sql<number>`count(*)::int`.as('sessions'))
    .where('participant_id', '=', participant)
    .where(came)
    .executeTakeFirstOrThrow();
  const newest = await db
    .selectFrom('treat.attendance as a')
    .innerJoin('treat.meeting as m', (on) =>
      on.onRef('m.org_id', '=', 'a.org_id').onRef('m.meeting_id', '=', 'a.meeting_id'),
    )
    .select(came.as('came'))
    .where('a.participant_id', '=', participant)
    .where('a.status', 'in', ['here', 'late', 'away'])
    .where(sql<boolean>`a.reason is distinct from 'excused'`)
    .orderBy('m.starts_at', 'desc')
    .limit(NEWEST_MAX)
    .execute();
  return { sessions, newest };
}

const goalsMet = async (db: Db, participant: string): Promise<number> =>
  (
    await db
      .selectFrom('treat.goal')
      .select(sql<number>`count(*)::int`.as('met'))
      .where('participant_id', '=', participant)
      .where('status', '=', 'met')
      .executeTakeFirstOrThrow()
  ).met;
