import { z } from '@hono/zod-openapi';
import { sql } from 'kysely';
import { dayIn } from '../../platform/clock.ts';
import type { Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refuse } from '../../platform/http/problem.ts';
import { orgOf, sealerOf } from '../consent/consent.store.ts';
import { endpoint } from '../endpoint.ts';
import type { House } from '../house.ts';
import { type Sealer, sealersFor } from '../sealing.ts';
import { participantSeen } from '../seen.ts';
import {
  type EmergencyRow,
  emergencies,
  endEmergency,
  LONGEST_MINUTES,
  openEmergency,
  type Reason,
  reviewEmergency,
  USUAL_MINUTES,
} from './emergency.store.ts';

const said = (max: number) => z.string().trim().min(1).max(max);
const mine = z.object({
  id: z.uuid(),
  participant: participantSeen('record'),
  openedAt: z.string(),
  untilAt: z.string(),
  endedAt: z.string().nullable(),
  isOpen: z.boolean(),
  minutesLeft: z.number().int(),
});
const reasonSchema = z.object({
  nature: z.string(),
  recipient: z.object({ name: z.string(), affiliation: z.string() }),
  discloser: z.string(),
});
const whole = mine.extend({
  participant: participantSeen('consent'),
  by: z.object({ name: z.string(), role: z.string() }),
  reason: reasonSchema.nullable(),
  review: z.object({
    dueOn: z.string(),
    isLate: z.boolean(),
    at: z.string().nullable(),
    isJustified: z.boolean().nullable(),
    words: z.string().nullable(),
  }),
  version: z.number().int(),
});
const ofEmergency = z.object({ emergency: z.uuid() });

const recordSchema = z.object({
  participant: participantSeen('identity', 'contact'),
  called: z.string(),
  fullName: z.string().nullable(),
  bornOn: z.string().nullable(),
  contact: z.object({ channel: z.string(), value: z.string() }).nullable(),
  emergency: mine,
});

/** A record opened because somebody's life may depend on it: short, with its reason, and looked at afterwards. 2.51 */
export function emergencyRoutes(app: HttpApp, house: House): void {
  const common = { tag: 'Emergency', audience: 'staff', purpose: 'treatment' } as const;
  const officer = { ...common, purpose: 'operations' } as const;
  const master = house.masterKey;

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/people/:participant/emergency',
      fresh: true,
      summary: 'Open a record in an emergency',
      command: true,
      callsPerMinute: 20,
      params: z.object({ participant: z.uuid() }),
      body: z.strictObject({
        nature: said(1000).describe('What happened'),
        recipient: z.strictObject({ name: said(120), affiliation: said(120) }),
        discloser: said(120).describe('Who tells them'),
        minutes: z.number().int().min(5).max(LONGEST_MINUTES).default(USUAL_MINUTES),
      }),
      answer: z.object({ emergency: mine }),
      status: 201,
    },
    async ({ db, actor, params: { participant }, body, now }) => {
      const sealer = await sealerOf(db, master, participant);
      const { zone } = await orgOf(db);
      const id = await openEmergency(db, actor, sealer, { participant, ...body }, dayIn(zone, now));
      const row = await emergencies(db).where('e.emergency_id', '=', id).executeTakeFirstOrThrow();
      return { body: { emergency: mineOf(row) } };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/emergencies/:emergency/end',
      summary: 'Close a record I opened in an emergency',
      command: true,
      params: ofEmergency,
      body: z.strictObject({}),
      answer: z.object({ emergency: mine }),
    },
    async ({ db, actor, params }) => {
      await endEmergency(db, actor, params.emergency);
      const row = await emergencies(db)
        .where('e.emergency_id', '=', params.emergency)
        .where('e.staff_id', '=', actor.id)
        .executeTakeFirst();
      if (row === undefined) throw refuse('not-found');
      return { body: { emergency: mineOf(row) } };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/emergencies/mine',
      summary: 'The records I opened in an emergency, the open ones first',
      answer: z.object({ emergencies: z.array(mine) }),
    },
    async ({ db, actor }) => {
      const rows = await emergencies(db).where('e.staff_id', '=', actor.id).execute();
      return {
        body: { emergencies: rows.map(mineOf).sort((a, b) => Number(b.isOpen) - Number(a.isOpen)) },
      };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/emergencies/:emergency/record',
      summary: 'Who this is and how to reach them, while the emergency I opened lasts',
      params: ofEmergency,
      answer: recordSchema,
    },
    async ({ db, actor, params }) => {
      const row = await emergencies(db)
        .where('e.emergency_id', '=', params.emergency)
        .where('e.staff_id', '=', actor.id)
        .executeTakeFirst();
      if (row === undefined || !row.is_open) throw refuse('not-found');
      const sealer = await sealerOf(db, master, row.participant_id);
      return { body: { emergency: mineOf(row), ...(await whoThisIs(db, sealer, row.participant_id)) } };
    },
  );

  endpoint(
    app,
    house,
    {
      ...officer,
      method: 'get',
      path: '/api/emergencies',
      summary: 'Records opened in an emergency, those to be reviewed first',
      answer: z.object({ toReview: z.number().int(), emergencies: z.array(whole) }),
    },
    async ({ db, actor, now }) => {
      if (actor.role !== 'privacy') throw refuse('not-found');
      const rows = await emergencies(db)
        .clearOrderBy()
        .orderBy(sql`e.reviewed_at is not null`)
        .orderBy('e.review_by')
        .orderBy('e.opened_at', 'desc')
        .execute();
      const sealers = await sealersFor(db, master, [...new Set(rows.map((row) => row.participant_id))]);
      const today = dayIn((await orgOf(db)).zone, now);
      return {
        body: {
          toReview: rows.filter((row) => row.reviewed_at === null).length,
          emergencies: rows.map((row) => wholeOf(row, sealers.get(row.participant_id), today)),
        },
      };
    },
  );

  endpoint(
    app,
    house,
    {
      ...officer,
      method: 'post',
      path: '/api/emergencies/:emergency/review',
      summary: 'Say whether a record was rightly opened',
      versioned: true,
      params: ofEmergency,
      body: z.strictObject({ isJustified: z.boolean(), words: said(1000) }),
      answer: z.object({ emergency: whole }),
    },
    async ({ db, actor, params: { emergency }, body, version, now }) => {
      if (actor.role !== 'privacy') throw refuse('not-found');
      const one = emergencies(db).where('e.emergency_id', '=', emergency);
      const before = await one.executeTakeFirst();
      if (before === undefined) throw refuse('not-found');
      const sealer = await sealerOf(db, master, before.participant_id);
      await reviewEmergency(db, actor, sealer, { emergency, version, ...body });
      const today = dayIn((await orgOf(db)).zone, now);
      return { body: { emergency: wholeOf(await one.executeTakeFirstOrThrow(), sealer, today) } };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      audience: 'participant',
      purpose: 'self',
      method: 'get',
      path: '/api/my/emergencies',
      summary: 'When my record was opened in an emergency, by whom and why',
      answer: z.object({ emergencies: z.array(whole.omit({ review: true, version: true })) }),
    },
    async ({ db, actor }) => {
      const rows = await emergencies(db).where('e.participant_id', '=', actor.id).execute();
      const sealer = await sealerOf(db, master, actor.id);
      return { body: { emergencies: rows.map((row) => wholeOf(row, sealer, '')) } };
    },
  );
}

async function whoThisIs(db: Db, sealer: Sealer, participant: string) {
  const row = await db
    .selectFrom('guard.identity as i')
    .leftJoin('guard.contact as c', (on) =>
      on.onRef('c.org_id', '=', 'i.org_id').onRef('c.participant_id', '=', 'i.participant_id'),
    )
    .select(['i.name_sealed', 'c.contact_sealed'])
    .where('i.participant_id', '=', participant)
    .executeTakeFirst();
  if (row === undefined) throw refuse('not-found');
  const name = sealer.open(row.name_sealed) as { called: string; full?: string; born_on?: string };
  const contact = row.contact_sealed === null ? null : sealer.open(row.contact_sealed);
  return {
    participant,
    called: name.called,
    fullName: name.full ?? null,
    bornOn: name.born_on ?? null,
    contact: contact as { channel: string; value: string } | null,
  };
}

const mineOf = (row: EmergencyRow): z.infer<typeof mine> => ({
  id: row.emergency_id,
  participant: row.participant_id,
  openedAt: row.opened_at.toISOString(),
  untilAt: row.until_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
  isOpen: row.is_open,
  minutesLeft: row.is_open ? row.minutes_left : 0,
});

function wholeOf(row: EmergencyRow, sealer: Sealer | undefined, today: string): z.infer<typeof whole> {
  const review =
    row.review_sealed === null ? undefined : (sealer?.open(row.review_sealed) as { words: string });
  return {
    ...mineOf(row),
    by: { name: row.display_name, role: row.role },
    reason: (sealer?.open(row.reason_sealed) as Reason | undefined) ?? null,
    review: {
      dueOn: row.review_by,
      isLate: row.reviewed_at === null && row.review_by < today,
      at: row.reviewed_at?.toISOString() ?? null,
      isJustified: row.is_justified,
      words: review?.words ?? null,
    },
    version: row.version,
  };
}
