import { z } from '@hono/zod-openapi';
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { limitOf } from '../../platform/http/limit.ts';
import { refuse } from '../../platform/http/problem.ts';
import { newId } from '../../platform/ids.ts';
import { endpoint } from '../endpoint.ts';
import type { House } from '../house.ts';
import { orgSealer, sealersFor } from '../sealing.ts';
import { leaveAsSupporter, ownRow } from './supporter.store.ts';
import type { Tile } from './tile.ts';

const WORRIES_PER_DAY = 10;
const DAY_MS = 86_400_000;
const CHECK_INS_SHOWN = 12;

const answersSchema = z.strictObject({
  sleep: z.number().int().min(0).max(3),
  strain: z.number().int().min(0).max(3),
  company: z.number().int().min(0).max(3),
});

/** What a supporter sees and says. Which tiles there are is the database's answer; the rest is not there at all. */
export function withRoutes(app: HttpApp, house: House, tiles: readonly Tile[]): void {
  const common = { tag: 'With', audience: 'supporter', purpose: 'support' } as const;

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/with',
      summary: 'What is shared with me right now',
      answer: z.object({
        shared: z.object(Object.fromEntries(tiles.map(({ name, shows }) => [name, shows.optional()]))),
      }),
    },
    async ({ db, actor, now }) => {
      const own = await ownRow(db, actor.id);
      const shared: Record<string, Record<string, unknown>> = {};
      const granted = own === undefined ? new Set() : await grantedOf(db, own.participant, tiles);
      for (const { name, category, read } of tiles) {
        if (own !== undefined && granted.has(category)) shared[name] = await read(db, own.participant, now);
      }
      return { body: { shared } };
    },
  );

  const worries = limitOf(WORRIES_PER_DAY, DAY_MS);
  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/with/worry',
      summary: 'Tell the care team that I am worried: one way, the answer is always the same',
      command: true,
      body: z.strictObject({ words: z.string().trim().min(1).max(2000) }),
      answer: z.object({}),
    },
    async ({ db, actor, body, now }) => {
      if (!worries.allows(actor.id, now.getTime())) {
        throw refuse('too-many', {
          detail: 'You told us a lot today. In danger? Call 911. To talk: call 988.',
        });
      }
      const own = await ownRow(db, actor.id);
      const sealer = own && (await sealersFor(db, house.masterKey, [own.participant])).get(own.participant);
      if (own === undefined || sealer === undefined) return { body: {} };
      await db
        .insertInto('guard.worry')
        .values({
          org_id: actor.org,
          worry_id: newId(),
          participant_id: own.participant,
          supporter_id: actor.id,
          said_at: now,
          words_sealed: sealer.seal({ words: body.words }),
        })
        .execute();
      return { body: {} };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/with/leave',
      summary: 'Leave for good: nothing is shared with me any more, and no way in is left',
      body: z.strictObject({}),
      answer: z.object({}),
    },
    async ({ db, actor }) => {
      await leaveAsSupporter(db, actor.id);
      return {
        body: {},
        after: () => house.signIn.forget({ org: actor.org, kind: 'supporter', id: actor.id }),
      };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/with/check-ins',
      summary: 'How I said I was doing: mine alone',
      answer: z.object({
        checkIns: z.array(z.object({ id: z.uuid(), at: z.string(), answers: answersSchema })),
      }),
    },
    async ({ db }) => {
      const rows = await db
        .selectFrom('guard.supporter_check_in')
        .select(['check_in_id', 'said_at', 'answers_sealed'])
        .orderBy('said_at', 'desc')
        .limit(CHECK_INS_SHOWN)
        .execute();
      const sealer = await orgSealer(db, house.masterKey);
      return {
        body: {
          checkIns: rows.map((row) => ({
            id: row.check_in_id,
            at: row.said_at.toISOString(),
            answers: sealer.open(row.answers_sealed) as z.infer<typeof answersSchema>,
          })),
        },
      };
    },
  );
  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/with/check-ins',
      summary: 'Say how I am doing, for myself',
      command: true,
      body: answersSchema,
      answer: z.object({ id: z.uuid() }),
      status: 201,
    },
    async ({ db, actor, body, now }) => {
      const id = newId();
      await db
        .insertInto('guard.supporter_check_in')
        .values({
          org_id: actor.org,
          check_in_id: id,
          supporter_id: actor.id,
          said_at: now,
          answers_sealed: (await orgSealer(db, house.masterKey)).seal(body),
        })
        .execute();
      return { body: { id } };
    },
  );
  endpoint(
    app,
    house,
    {
      ...common,
      method: 'delete',
      path: '/api/with/check-ins',
      summary: 'Erase what I said about how I am doing',
      answer: z.object({}),
    },
    async ({ db, actor }) => {
      await db.deleteFrom('guard.supporter_check_in').where('supporter_id', '=', actor.id).execute();
      return { body: {} };
    },
  );
}

/** Asked of the one function that decides, once for all tiles. */
async function grantedOf(db: Db, participant: string, tiles: readonly Tile[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ category: string }>`
    select category from unnest(${tiles.map(({ category }) => category)}::text[]) as it (category)
    where guard.allows(${participant}, category, 'read')`.execute(db);
  return new Set(rows.map(({ category }) => category));
}
