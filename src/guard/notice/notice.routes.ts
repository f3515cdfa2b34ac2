import { z } from '@hono/zod-openapi';
import { sql } from 'kysely';
import type { HttpApp } from '../../platform/http/app.ts';
import { refuse } from '../../platform/http/problem.ts';
import { endpoint } from '../endpoint.ts';
import type { House } from '../house.ts';
import { participantSeen } from '../seen.ts';
import { giveNotice, givenTo, noticeInForce, noticeSchema, setNotice, takenSchema } from './notice.store.ts';

const notice = z.object({ notice: noticeSchema });
const standing = z.object({
  participant: participantSeen('consent'),
  version: z.string(),
  givenAt: z.iso.datetime().nullable(),
  isAcknowledged: z.boolean(),
});

/** The notice of privacy practices: read by everybody, given to each, set by the privacy officer. */
export function noticeRoutes(app: HttpApp, house: House): void {
  const tag = 'Privacy notice';
  endpoint(
    app,
    house,
    {
      tag,
      method: 'get',
      path: '/api/public/notice',
      summary: 'The notice of privacy practices in force',
      audience: 'public',
      purpose: 'intake',
      answer: notice,
    },
    async ({ db }) => ({ body: { notice: await noticeInForce(db) } }),
  );

  const own = { tag, audience: 'participant', purpose: 'self' } as const;
  endpoint(
    app,
    house,
    {
      ...own,
      method: 'get',
      path: '/api/my/notice',
      summary: 'The notice, and whether I said that I got it',
      answer: notice.extend({ givenAt: z.iso.datetime().nullable(), isAcknowledged: z.boolean() }),
    },
    async ({ db, actor }) => {
      const inForce = await noticeInForce(db);
      const given = await givenTo(db, actor.id, inForce.version);
      return {
        body: {
          notice: inForce,
          givenAt: given?.at.toISOString() ?? null,
          isAcknowledged: given?.isAcknowledged ?? false,
        },
      };
    },
  );
  endpoint(
    app,
    house,
    {
      ...own,
      method: 'post',
      path: '/api/my/notice',
      summary: 'I got this notice',
      body: z.strictObject({ version: z.string().max(40) }),
      answer: z.object({}),
      status: 201,
      command: true,
    },
    async ({ db, actor, body, now }) => {
      const taken = { version: body.version, isAcknowledged: true, reason: '' };
      await giveNotice(db, house.masterKey, actor, actor.id, taken, now);
      return { body: {} };
    },
  );

  const staff = { tag, audience: 'staff', purpose: 'treatment' } as const;
  const path = '/api/people/:participant/notice' as const;
  const params = z.object({ participant: z.uuid() });
  endpoint(
    app,
    house,
    { ...staff, method: 'get', path, summary: 'Whether somebody has the notice', params, answer: standing },
    async ({ db, params: { participant } }) => {
      const seen = await db
        .selectFrom('guard.participant')
        .select('participant_id')
        .where('participant_id', '=', participant)
        .where(sql<boolean>`guard.allows(participant_id, 'consent', 'read')`)
        .executeTakeFirst();
      if (seen === undefined) throw refuse('not-found');
      const { version } = await noticeInForce(db);
      const given = await givenTo(db, participant, version);
      return {
        body: {
          participant,
          version,
          givenAt: given?.at.toISOString() ?? null,
          isAcknowledged: given?.isAcknowledged ?? false,
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
      path,
      summary: 'The notice was handed over, and how it was taken',
      params,
      body: takenSchema,
      answer: z.object({}),
      status: 201,
      command: true,
    },
    async ({ db, actor, params: { participant }, body, now }) => {
      await giveNotice(db, house.masterKey, actor, participant, body, now);
      return { body: {} };
    },
  );

  endpoint(
    app,
    house,
    {
      tag,
      method: 'post',
      path: '/api/guard/notices',
      summary: 'Set the program’s own notice; everybody is asked to read it from its first day on',
      audience: 'staff',
      purpose: 'operations',
      body: z.strictObject(noticeSchema.shape),
      answer: notice,
      status: 201,
      command: true,
    },
    async ({ db, actor, body }) => {
      if (actor.role !== 'privacy') throw refuse('not-found');
      await setNotice(db, actor, body);
      return { body: { notice: await noticeInForce(db) } };
    },
  );
}
