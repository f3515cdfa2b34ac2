import { z } from '@hono/zod-openapi';
import { endpoint } from '../guard/endpoint.ts';
import type { House } from '../guard/house.ts';
import { mustAllow } from '../guard/may.ts';
import { participantSeen } from '../guard/seen.ts';
import type { Db } from '../platform/db/index.ts';
import type { HttpApp } from '../platform/http/app.ts';
import { refuse } from '../platform/http/problem.ts';
import { keepApart, pairsOf, personWith, setKept, twoOf } from './apart.store.ts';
import { mondayOf, todayIn } from './calendar.ts';

/** Roles that say who is kept apart: those who make somebody's week and may hear why. */
const OWNERS = ['counselor', 'coordinator'] as const;

const one = z.object({ participant: participantSeen('schedule'), recordCode: z.string().nullable() });
const pair = z.object({
  people: z.array(one).length(2),
  owner: z.string().describe('The role that said so'),
  isMine: z.boolean().describe('It was my role that said so'),
  reason: z.string().nullable().describe('null: another role knows why, and nobody else does'),
  since: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  shared: z
    .array(z.object({ en: z.string(), es: z.string() }))
    .describe('Groups that both are in all the same, in a week that is still to come or in the newest draft'),
});
const pairs = z.object({ mayAdd: z.boolean(), pairs: z.array(pair) });
const ofPerson = z.object({ participant: z.uuid() });

/** Who never shares a group with whom. The two themselves are never told, and why is one role's alone. */
export function apartRoutes(app: HttpApp, house: House): void {
  const common = { tag: 'Keep apart', audience: 'staff', purpose: 'operations' } as const;
  const listed = async (db: Db, role: string, now: Date, person?: string): Promise<z.input<typeof pairs>> => {
    const { zone } = await db.selectFrom('guard.org').select('zone').executeTakeFirstOrThrow();
    const found = await pairsOf(db, house.masterKey, mondayOf(todayIn(zone, now)), person);
    return {
      mayAdd: OWNERS.some((owner) => owner === role),
      pairs: found.map(({ first, second, codes, owner, saidAt, endedAt, reason, shared }) => ({
        people: [
          { participant: first, recordCode: codes[0] },
          { participant: second, recordCode: codes[1] },
        ],
        owner,
        isMine: owner === role,
        reason,
        since: saidAt.toISOString(),
        endedAt: endedAt?.toISOString() ?? null,
        shared: [...shared],
      })),
    };
  };

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/apart',
      summary: 'Who is kept apart from whom, by record code',
      answer: pairs,
    },
    async ({ db, actor, now }) => ({ body: await listed(db, actor.role, now) }),
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/people/:participant/apart',
      summary: 'From whom somebody I plan for is kept apart',
      params: ofPerson,
      answer: pairs,
    },
    async ({ db, actor, params: { participant }, now }) => {
      await mustAllow(db, participant, 'schedule', 'read');
      return { body: await listed(db, actor.role, now, participant) };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/apart',
      summary: 'Keep two people apart, with the reason for my role alone',
      body: z.strictObject({
        one: z.string().trim().min(1, 'Say who, by record code.').max(20),
        other: z.string().trim().min(1, 'Say from whom, by record code.').max(20),
        reason: z.string().trim().min(1, 'Say why, for your role alone.').max(500),
      }),
      answer: pairs,
      status: 201,
      command: true,
    },
    async ({ db, actor, body, now }) => {
      if (!OWNERS.some((owner) => owner === actor.role)) throw refuse('not-found');
      const two = twoOf(await personWith(db, body.one, '/one'), await personWith(db, body.other, '/other'));
      await keepApart(db, house.masterKey, actor, { two, reason: body.reason, now });
      return { body: await listed(db, actor.role, now) };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/apart/:one/:other',
      summary: 'End a pair that my role said, or take the ending back',
      params: z.object({ one: z.uuid(), other: z.uuid() }),
      body: z.strictObject({ isKept: z.boolean() }),
      answer: pairs,
      command: true,
    },
    async ({ db, actor, params, body: { isKept }, now }) => {
      await setKept(db, actor, { two: twoOf(params.one, params.other), isKept, now });
      return { body: await listed(db, actor.role, now) };
    },
  );
}
