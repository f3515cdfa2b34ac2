import { z } from '@hono/zod-openapi';
import type { Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refusal, refuse } from '../../platform/http/problem.ts';
import { endpoint } from '../endpoint.ts';
import type { House } from '../house.ts';
import { askForCheck, latestCheck, PROVE_LOG } from './chain.store.ts';
import { newestHead } from './verify.ts';

const shown = z.object({
  zone: z.string(),
  check: z
    .object({
      id: z.uuid(),
      askedAt: z.iso.datetime(),
      state: z.enum(['going', 'done', 'lost']),
      proved: z.number().int(),
      rows: z.number().int(),
      found: z
        .object({
          seals: z.number().int(),
          rows: z.number().int(),
          unsealed: z.number().int(),
          since: z.iso.datetime().nullable(),
          fault: z
            .object({ seal: z.number().int(), row: z.number().int().nullable(), what: z.string() })
            .nullable(),
        })
        .nullable(),
    })
    .nullable(),
});

const checkpoints = z.array(
  z.object({
    org: z.uuid(),
    seal: z.number().int(),
    head: z.string(),
    signature: z.string(),
    publicKey: z.string(),
    sealedAt: z.iso.datetime(),
  }),
);

/** The proof of the sealed log, as a job, and its newest signed head to keep where nobody here can change it. */
export function chainRoutes(app: HttpApp, house: House): void {
  const common = { tag: 'Who looked', audience: 'staff', purpose: 'operations' } as const;
  const told = async (db: Db): Promise<z.input<typeof shown>> => {
    const { zone } = await db.selectFrom('guard.org').select('zone').executeTakeFirstOrThrow();
    const check = await latestCheck(db);
    return {
      zone,
      check: check === undefined ? null : { ...check, askedAt: check.askedAt.toISOString() },
    };
  };

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/guard/chain',
      summary: 'The newest proof of the sealed log: how far it is, or what it found',
      answer: shown,
    },
    async ({ db, actor }) => {
      if (actor.role !== 'privacy') throw refuse('not-found');
      return { body: await told(db) };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/guard/chain',
      summary: 'Prove the sealed log of who looked, from its first link',
      body: z.strictObject({}),
      answer: shown,
      status: 202,
      command: true,
    },
    async ({ db, actor }) => {
      if (actor.role !== 'privacy') throw refuse('not-found');
      await latestCheck(db);
      const check = await askForCheck(db, actor);
      if (check === undefined) throw refusal(409, 'already-running', 'A proof is under way already.');
      return {
        body: await told(db),
        after: () => house.jobs.send(PROVE_LOG, { org: actor.org, check }),
      };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/guard/chain/checkpoint',
      summary: 'The newest signed head as a file, for "daybridge audit verify --checkpoint"',
      answer: checkpoints,
    },
    async ({ db, actor }) => {
      if (actor.role !== 'privacy') throw refuse('not-found');
      const head = await newestHead(db, actor.org);
      const body = head === undefined ? [] : [head];
      const bytes = new TextEncoder().encode(`${JSON.stringify(body, null, 2)}\n`);
      return { body, file: { name: 'checkpoint.json', type: 'application/json', bytes } };
    },
  );
}
