import { z } from '@hono/zod-openapi';
import { endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import { mustAllow } from '../../guard/may.ts';
import type { Sealer } from '../../guard/sealing.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refuse } from '../../platform/http/problem.ts';
import { newId } from '../../platform/ids.ts';
import { sealerOf } from '../plan/plan.store.ts';
import { counsellingNotes, counsellingWords } from './note.schema.ts';

const common = { tag: 'Counselling notes', audience: 'staff', purpose: 'treatment' } as const;
const path = '/api/people/:participant/counselling-notes' as const;
const params = z.object({ participant: z.uuid() });
const LIST_MAX = 200;

/**
 * What a counselor keeps of sessions for themself alone, apart from the record: no progress note becomes one, nor the
 * other way round. When it began and ended, what was prescribed and how it goes stand in the progress note. @see 42 CFR 2.11
 */
export function counsellingNoteRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path,
      summary: 'My own counselling notes of somebody; nobody else reads them',
      params,
      answer: counsellingNotes,
    },
    async ({ db, params: { participant } }) => {
      await mustAllow(db, participant, 'counselling_note', 'read');
      return { body: await shown(db, await sealerOf(db, house.masterKey, participant), participant) };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path,
      summary: 'Keep a counselling note',
      params,
      body: counsellingWords,
      answer: counsellingNotes,
      status: 201,
      command: true,
    },
    async ({ db, actor, params: { participant }, body, now }) => {
      await mustAllow(db, participant, 'counselling_note', 'write');
      const sealer = await sealerOf(db, house.masterKey, participant);
      await keep(db, sealer, actor, { participant, note: newId(), number: 1, ...body, now });
      return { body: await shown(db, sealer, participant) };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'put',
      path: `${path}/:note`,
      summary: 'Change a counselling note of one’s own; what it said before is kept',
      params: params.extend({ note: z.uuid() }),
      body: counsellingWords,
      answer: counsellingNotes,
      versioned: true,
    },
    async ({ db, actor, params: { participant, note }, body, version, now }) => {
      await mustAllow(db, participant, 'counselling_note', 'write');
      const sealer = await sealerOf(db, house.masterKey, participant);
      const before = await shown(db, sealer, participant);
      const there = before.notes.find((one) => one.note === note);
      if (there === undefined) throw refuse('not-found');
      if (there.version !== version) throw refuse('stale', { current: before, shows: counsellingNotes });
      await keep(db, sealer, actor, { participant, note, number: version + 1, ...body, now });
      return { body: await shown(db, sealer, participant), version: version + 1 };
    },
  );
}

async function shown(db: Db, sealer: Sealer, participant: string) {
  const rows = await db
    .selectFrom('treat.counselling_note')
    .distinctOn('counselling_note_id')
    .selectAll()
    .where('participant_id', '=', participant)
    .orderBy('counselling_note_id')
    .orderBy('number', 'desc')
    .limit(LIST_MAX)
    .execute();
  return {
    participant,
    notes: rows
      .map((row) => ({
        note: row.counselling_note_id,
        on: row.on_date,
        words: sealer.open(row.words_sealed) as string,
        savedAt: row.at.toISOString(),
        version: row.number,
      }))
      .sort((a, b) => b.on.localeCompare(a.on) || b.savedAt.localeCompare(a.savedAt)),
  };
}

const keep = (
  db: Db,
  sealer: Sealer,
  actor: Actor,
  kept: {
    readonly participant: string;
    readonly note: string;
    readonly number: number;
    readonly on: string;
    readonly words: string;
    readonly now: Date;
  },
) =>
  db
    .insertInto('treat.counselling_note')
    .values({
      org_id: actor.org,
      counselling_note_id: kept.note,
      number: kept.number,
      participant_id: kept.participant,
      author_id: actor.id,
      on_date: kept.on,
      words_sealed: sealer.seal(kept.words),
      at: kept.now,
    })
    .execute();
