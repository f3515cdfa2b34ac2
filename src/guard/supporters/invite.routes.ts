import { z } from '@hono/zod-openapi';
import type { Actor, Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { sealerOf } from '../consent/consent.store.ts';
import { mayReadConsents } from '../consent/staff.routes.ts';
import { endpoint } from '../endpoint.ts';
import type { House } from '../house.ts';
import { participantSeen } from '../seen.ts';
import {
  approveSupporter,
  inviteSupporter,
  nameSupporter,
  supporterOf,
  supportersOf,
  takeBackInvite,
} from './supporter.store.ts';

const supporterSchema = z.object({
  id: z.uuid(),
  called: z.string(),
  relation: z.string(),
  state: z.enum(['named', 'invited', 'invite-over', 'said-their-name', 'here', 'left']),
  saidName: z.string().nullable().describe('The name they said, while it waits for a yes'),
  inviteEndsAt: z.string().nullable(),
});
export type SupporterShown = z.infer<typeof supporterSchema>;

const listSchema = z.object({
  participant: participantSeen('consent'),
  supporters: z.array(supporterSchema),
});
const wayInSchema = z.object({
  participant: participantSeen('consent'),
  link: z.string().describe('To be sent; alone it opens nothing'),
  code: z.string().describe('To be told in person; shown only now'),
  endsAt: z.string(),
});
export type WayInShown = z.infer<typeof wayInSchema>;
const oneSchema = z.object({ participant: participantSeen('consent'), supporter: supporterSchema });

/** Who asks for what about which supporter of whom. */
interface Asked {
  readonly db: Db;
  readonly actor: Actor;
  readonly participant: string;
  readonly supporter: string;
  readonly now: Date;
}

/** How somebody a person trusts comes to sign in: the person's own routes, and the care team's for who acts for them. */
export function inviteRoutes(app: HttpApp, house: House): void {
  const master = house.masterKey;

  const list = async (db: Db, participant: string, now: Date) => ({
    body: {
      participant,
      supporters: await supportersOf(db, master, await sealerOf(db, master, participant), participant, now),
    },
  });
  const find = async ({ db, participant, supporter, now }: Asked) => {
    const sealer = await sealerOf(db, master, participant);
    return { sealer, found: await supporterOf(db, master, sealer, { participant, supporter, now }) };
  };
  const invite = async (asked: Asked) => {
    const { db, actor, participant, now } = asked;
    const { found } = await find(asked);
    const { token, code, endsAt } = await inviteSupporter(db, actor, { participant, supporter: found, now });
    return {
      body: {
        participant,
        link: `${house.settings.url}/with/join/${token}`,
        code,
        endsAt: endsAt.toISOString(),
      },
    };
  };
  const takeBack = async (asked: Asked) => {
    const { db, actor, participant, now } = asked;
    const { found } = await find(asked);
    await takeBackInvite(db, { participant, supporter: found, now });
    return {
      body: { participant, supporter: (await find(asked)).found },
      after: () => house.signIn.forget({ org: actor.org, kind: 'supporter', id: found.id }),
    };
  };

  const mine = { tag: 'Sharing', audience: 'participant', purpose: 'self' } as const;
  const one = z.object({ supporter: z.uuid() });

  endpoint(
    app,
    house,
    {
      ...mine,
      method: 'get',
      path: '/api/my/supporters',
      summary: 'Who stands behind me, and who of them can sign in',
      answer: listSchema,
    },
    ({ db, actor, now }) => list(db, actor.id, now),
  );
  endpoint(
    app,
    house,
    {
      ...mine,
      method: 'post',
      path: '/api/my/supporters/:supporter/invite',
      summary: 'Make a link and a code for somebody I share with; the ones before end',
      params: one,
      body: z.strictObject({}),
      answer: wayInSchema,
      status: 201,
    },
    ({ db, actor, params, now }) => invite({ db, actor, participant: actor.id, ...params, now }),
  );
  endpoint(
    app,
    house,
    {
      ...mine,
      method: 'post',
      path: '/api/my/supporters/:supporter/approve',
      summary: 'Say that the name somebody gave is the person I meant',
      command: true,
      params: one,
      body: z.strictObject({}),
      answer: oneSchema,
    },
    async ({ db, actor, params, now }) => {
      const asked = { db, actor, participant: actor.id, ...params, now };
      const { sealer, found } = await find(asked);
      await approveSupporter(db, sealer, { participant: actor.id, supporter: found });
      return { body: { participant: actor.id, supporter: (await find(asked)).found } };
    },
  );
  endpoint(
    app,
    house,
    {
      ...mine,
      method: 'post',
      path: '/api/my/supporters/:supporter/take-back',
      summary: 'Take a link back, or say that whoever came by it is not who I meant',
      command: true,
      params: one,
      body: z.strictObject({}),
      answer: oneSchema,
    },
    ({ db, actor, params, now }) => takeBack({ db, actor, participant: actor.id, ...params, now }),
  );

  const staff = { tag: 'Sharing', audience: 'staff', purpose: 'operations' } as const;
  const path = '/api/people/:participant/supporters' as const;
  const person = z.object({ participant: z.uuid() });
  const theirs = person.extend(one.shape);

  endpoint(
    app,
    house,
    {
      ...staff,
      method: 'get',
      path,
      summary: 'Who stands behind somebody on my care team',
      params: person,
      answer: listSchema,
    },
    async ({ db, params: { participant }, now }) => {
      await mayReadConsents(db, participant);
      return list(db, participant, now);
    },
  );
  endpoint(
    app,
    house,
    {
      ...staff,
      method: 'post',
      path,
      summary: 'Name somebody who will act for the person, or whom the person may let in',
      command: true,
      params: person,
      body: z.strictObject({
        called: z.string().trim().min(1).max(120),
        relation: z.string().trim().max(120),
        language: z.enum(['en', 'es']),
      }),
      answer: oneSchema,
      status: 201,
    },
    async ({ db, actor, params: { participant }, body, now }) => {
      await mayReadConsents(db, participant);
      const sealer = await sealerOf(db, master, participant);
      const supporter = await nameSupporter(db, actor, sealer, { participant, ...body });
      return {
        body: {
          participant,
          supporter: await supporterOf(db, master, sealer, { participant, supporter, now }),
        },
      };
    },
  );
  endpoint(
    app,
    house,
    {
      ...staff,
      method: 'post',
      path: `${path}/:supporter/invite`,
      summary: 'Make a link and a code for somebody who acts for the person; the ones before end',
      params: theirs,
      body: z.strictObject({}),
      answer: wayInSchema,
      status: 201,
    },
    async ({ db, actor, params, now }) => {
      await mayReadConsents(db, params.participant);
      return invite({ db, actor, ...params, now });
    },
  );
  endpoint(
    app,
    house,
    {
      ...staff,
      method: 'post',
      path: `${path}/:supporter/take-back`,
      summary: 'Take a link back; whoever came by it is out',
      command: true,
      params: theirs,
      body: z.strictObject({}),
      answer: oneSchema,
    },
    async ({ db, actor, params, now }) => {
      await mayReadConsents(db, params.participant);
      return takeBack({ db, actor, ...params, now });
    },
  );
}
