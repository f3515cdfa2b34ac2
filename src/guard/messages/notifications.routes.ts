import { z } from '@hono/zod-openapi';
import type { Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refuse } from '../../platform/http/problem.ts';
import { newId } from '../../platform/ids.ts';
import { isPushService } from '../../platform/push.ts';
import { orgOf, sealerOf } from '../consent/consent.store.ts';
import { endpoint } from '../endpoint.ts';
import type { House } from '../house.ts';
import { participantSeen } from '../seen.ts';
import { choiceOf, contactOf } from './message.store.ts';
import { CHANNELS, MESSAGE_KINDS, wordsOf } from './words.ts';

const minuteOfDay = z.number().int().min(0).max(1439);
const choice = z.object({
  isOn: z.boolean(),
  channels: z.array(z.enum(CHANNELS)).max(CHANNELS.length),
  quietFrom: minuteOfDay,
  quietUntil: minuteOfDay,
  maySay: z.array(z.enum(['place', 'group'])).max(2),
});
const mine = z.object({
  participant: participantSeen('contact'),
  choice: choice.extend({ isStopped: z.boolean() }),
  /** Which ways there are for me: a phone or an address I named, and this program able to use it. */
  can: z.object({ sms: z.boolean(), email: z.boolean(), push: z.boolean() }),
  pushKey: z.string(),
  devices: z.number().int(),
  preview: z.array(z.object({ kind: z.enum(MESSAGE_KINDS), channel: z.enum(CHANNELS), text: z.string() })),
});
const device = z.strictObject({
  endpoint: z.string().max(1000).refine(isPushService, 'This is not the address of a push service.'),
  keys: z.strictObject({
    p256dh: z.string().regex(/^[\w-]{87}$/),
    auth: z.string().regex(/^[\w-]{22}$/),
  }),
});

/** The person says how, when and how much they are told; and reads exactly what would be sent. */
export function notificationRoutes(app: HttpApp, house: House): void {
  const common = { tag: 'My messages', audience: 'participant', purpose: 'self' } as const;
  const path = '/api/my/notifications' as const;
  const whole = async (db: Db, participant: string, language: 'en' | 'es', now: Date) => {
    const sealer = await sealerOf(db, house.masterKey, participant);
    const contact = await contactOf(db, sealer, participant);
    const { choice: chosen, version } = await choiceOf(db, participant, contact);
    const { zone } = await orgOf(db);
    const { count } = await db
      .selectFrom('guard.push_device')
      .select((q) => q.fn.countAll<number>().as('count'))
      .where('participant_id', '=', participant)
      .where('gone_at', 'is', null)
      .executeTakeFirstOrThrow();
    const site = await db.selectFrom('guard.site').select('name').orderBy('name').executeTakeFirst();
    const soon = new Date(now.getTime() + 2 * 60 * 60 * 1000).toISOString();
    const shown = chosen.channels.length === 0 ? (['sms'] as const) : chosen.channels;
    return {
      body: {
        participant,
        choice: { ...chosen, channels: [...chosen.channels], maySay: [...chosen.maySay] },
        can: {
          sms: house.sms.isSet && contact !== null && contact.channel !== 'email',
          email: house.mail.isSet && contact?.channel === 'email',
          push: true,
        },
        pushKey: house.push.publicKey,
        devices: Number(count),
        preview: MESSAGE_KINDS.flatMap((kind) =>
          shown.map((channel) => ({
            kind,
            channel,
            text: wordsOf(
              kind,
              channel,
              { at: soon, ...(site === undefined ? {} : { place: site.name }) },
              { language, zone, now, maySay: chosen.maySay },
            ).text,
          })),
        ),
      },
      version,
    };
  };
  const inWords = z.object({ language: z.enum(['en', 'es']).default('en') });

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path,
      summary: 'How I am told things, and exactly what I would read',
      query: inWords,
      answer: mine,
    },
    async ({ db, actor, query, now }) => whole(db, actor.id, query.language, now),
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'put',
      path,
      summary: 'Choose how, when and how much I am told',
      query: inWords,
      body: choice,
      answer: mine,
      versioned: true,
    },
    async ({ db, actor, query, body, version, now }) => {
      const row = {
        is_on: body.isOn,
        channels: body.channels,
        quiet_from: body.quietFrom,
        quiet_until: body.quietUntil,
        may_say: body.maySay,
        // Turned on here, a STOP of before is over: they want it again.
        ...(body.isOn && body.channels.includes('sms') ? { stopped_at: null } : {}),
      };
      if (version === 0) {
        const { numInsertedOrUpdatedRows } = await db
          .insertInto('guard.message_choice')
          .values({ org_id: actor.org, participant_id: actor.id, ...row })
          .onConflict((clash) => clash.doNothing())
          .executeTakeFirstOrThrow();
        if (numInsertedOrUpdatedRows !== 1n) throw refuse('stale');
      } else {
        const { numUpdatedRows } = await db
          .updateTable('guard.message_choice')
          .set((q) => ({ ...row, version: q('version', '+', 1) }))
          .where('participant_id', '=', actor.id)
          .where('version', '=', version)
          .executeTakeFirst();
        if (numUpdatedRows !== 1n) throw refuse('stale');
      }
      return whole(db, actor.id, query.language, now);
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: `${path}/device`,
      summary: 'Tell me on this device',
      body: device,
      answer: z.object({ id: z.uuid() }),
      status: 201,
      command: true,
    },
    async ({ db, actor, body }) => {
      const sealer = await sealerOf(db, house.masterKey, actor.id);
      const id = newId();
      await db
        .insertInto('guard.push_device')
        .values({
          org_id: actor.org,
          device_id: id,
          participant_id: actor.id,
          address_sealed: sealer.seal(body),
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
      method: 'post',
      path: `${path}/devices/forget`,
      summary: 'Tell me on no device any more',
      body: z.object({}),
      answer: z.object({ forgotten: z.number().int() }),
      command: true,
    },
    async ({ db, actor, now }) => {
      const { numUpdatedRows } = await db
        .updateTable('guard.push_device')
        .set({ gone_at: now })
        .where('participant_id', '=', actor.id)
        .where('gone_at', 'is', null)
        .executeTakeFirst();
      return { body: { forgotten: Number(numUpdatedRows) } };
    },
  );
}
