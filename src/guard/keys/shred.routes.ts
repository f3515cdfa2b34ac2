import { z } from '@hono/zod-openapi';
import type { Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refuse } from '../../platform/http/problem.ts';
import { newId } from '../../platform/ids.ts';
import type { Key } from '../../platform/secrets.ts';
import { endpoint } from '../endpoint.ts';
import type { House } from '../house.ts';
import { sealersFor } from '../sealing.ts';
import { participantSeen } from '../seen.ts';
import { askShredding, DAYS_TO_TAKE_BACK, REASONS, takeBack } from './shred.store.ts';

const common = { tag: 'Privacy officer', audience: 'staff', purpose: 'operations' } as const;
const code = z.string().trim().min(1).max(20).describe('A record code');

const shreddings = z.object({
  shreddings: z.array(
    z.object({
      id: z.uuid(),
      participant: participantSeen('disclosure'),
      recordCode: z.string().nullable(),
      reason: z.enum(REASONS),
      askedAt: z.iso.datetime(),
      notBefore: z.iso.datetime(),
      state: z.enum(['waiting', 'held', 'taken-back', 'done']),
      receipt: z.record(z.string(), z.unknown()).nullable(),
      signature: z.string().nullable().describe('Ed25519, hex, by the key that seals the log'),
    }),
  ),
  holds: z.array(
    z.object({
      id: z.uuid(),
      participant: participantSeen('disclosure'),
      recordCode: z.string().nullable(),
      why: z.string().nullable(),
      setAt: z.iso.datetime(),
    }),
  ),
});

/** The privacy officer asks for a record to be shredded, takes it back in time, and holds what must be kept. */
export function shredRoutes(app: HttpApp, house: House): void {
  const master = house.masterKey;
  const answer = async (db: Db, now: Date) => ({ body: await whole(db, master, now) });

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/guard/shreddings',
      summary: 'Records to be shredded, those that were, and what is held',
      answer: shreddings,
    },
    async ({ db, actor, now }) => {
      if (actor.role !== 'privacy') throw refuse('not-found');
      return answer(db, now);
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/guard/shreddings',
      fresh: true,
      summary: 'Have a record shredded once the time to take it back is over',
      body: z.object({
        recordCode: code,
        reason: z.enum(REASONS),
        days: z.number().int().min(1).max(365).default(DAYS_TO_TAKE_BACK),
      }),
      answer: shreddings,
      status: 201,
      command: true,
    },
    async ({ db, actor, body, now }) => {
      if (actor.role !== 'privacy') throw refuse('not-found');
      const participant = await personOf(db, body.recordCode);
      await askShredding(db, actor, { participant, reason: body.reason, days: body.days, now });
      return answer(db, now);
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/guard/shreddings/:shredding/take-back',
      summary: 'Keep the record after all',
      params: z.object({ shredding: z.uuid() }),
      body: z.object({}),
      answer: shreddings,
      command: true,
    },
    async ({ db, actor, params, now }) => {
      if (actor.role !== 'privacy') throw refuse('not-found');
      await takeBack(db, params.shredding, now);
      return answer(db, now);
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/guard/holds',
      summary: 'Hold a record: it is not shredded while the hold lasts',
      body: z.object({ recordCode: code, why: z.string().trim().min(1, 'Say why.').max(1000) }),
      answer: shreddings,
      status: 201,
      command: true,
    },
    async ({ db, actor, body, now }) => {
      if (actor.role !== 'privacy') throw refuse('not-found');
      const participant = await personOf(db, body.recordCode);
      const sealer = (await sealersFor(db, master, [participant])).get(participant);
      if (sealer === undefined) throw refuse('not-found');
      await db
        .insertInto('guard.hold')
        .values({
          org_id: actor.org,
          hold_id: newId(),
          participant_id: participant,
          why_sealed: sealer.seal(body.why),
          set_by: actor.id,
          set_at: now,
        })
        .execute();
      return answer(db, now);
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/guard/holds/:hold/end',
      summary: 'End a hold',
      params: z.object({ hold: z.uuid() }),
      body: z.object({}),
      answer: shreddings,
      command: true,
    },
    async ({ db, actor, params, now }) => {
      if (actor.role !== 'privacy') throw refuse('not-found');
      const { numUpdatedRows } = await db
        .updateTable('guard.hold')
        .set({ ended_at: now })
        .where('hold_id', '=', params.hold)
        .where('ended_at', 'is', null)
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) throw refuse('not-found');
      return answer(db, now);
    },
  );
}

async function personOf(db: Db, recordCode: string): Promise<string> {
  const row = await db
    .selectFrom('guard.participant')
    .select('participant_id')
    .where('record_code', '=', recordCode)
    .executeTakeFirst();
  if (row === undefined) throw refuse('not-found');
  return row.participant_id;
}

async function whole(db: Db, master: Key, now: Date) {
  const asked = await db
    .selectFrom('guard.shredding as s')
    .leftJoin('guard.participant as p', 'p.participant_id', 's.participant_id')
    .selectAll('s')
    .select('p.record_code')
    .orderBy('s.asked_at', 'desc')
    .limit(500)
    .execute();
  const held = await db
    .selectFrom('guard.hold as h')
    .leftJoin('guard.participant as p', 'p.participant_id', 'h.participant_id')
    .selectAll('h')
    .select('p.record_code')
    .where((q) => q.or([q('h.ended_at', 'is', null), q('h.ended_at', '>', now)]))
    .orderBy('h.set_at', 'desc')
    .limit(500)
    .execute();
  const sealers = await sealersFor(db, master, [...new Set(held.map((row) => row.participant_id))]);
  const isHeld = (person: string) => held.some((row) => row.participant_id === person);
  return {
    shreddings: asked.map((row) => ({
      id: row.shredding_id,
      participant: row.participant_id,
      recordCode: row.record_code,
      reason: row.reason as (typeof REASONS)[number],
      askedAt: row.asked_at.toISOString(),
      notBefore: row.not_before.toISOString(),
      state:
        row.done_at !== null
          ? ('done' as const)
          : row.taken_back_at !== null
            ? ('taken-back' as const)
            : isHeld(row.participant_id)
              ? ('held' as const)
              : ('waiting' as const),
      receipt: row.receipt as Record<string, unknown> | null,
      signature: row.signature === null ? null : Buffer.from(row.signature).toString('hex'),
    })),
    holds: held.map((row) => ({
      id: row.hold_id,
      participant: row.participant_id,
      recordCode: row.record_code,
      why: (sealers.get(row.participant_id)?.open(row.why_sealed) as string | undefined) ?? null,
      setAt: row.set_at.toISOString(),
    })),
  };
}
