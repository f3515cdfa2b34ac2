import { z } from '@hono/zod-openapi';
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refusal, refuse } from '../../platform/http/problem.ts';
import { newId } from '../../platform/ids.ts';
import { endpoint } from '../endpoint.ts';
import type { House } from '../house.ts';
import { CATEGORIES, participantSeen } from '../seen.ts';
import { MARKS, newestLook, newLooks, participantOf, searchSchema } from './looks.store.ts';

const WATCHES_MAX = 30;

const watch = z.object({
  id: z.uuid(),
  participant: participantSeen('record').nullable().describe('null: about anybody'),
  recordCode: z.string().nullable(),
  staff: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  category: z.enum(CATEGORIES).nullable(),
  marks: z.array(z.enum(MARKS)),
  fresh: z.number().int().describe('New looks since it was last opened, counted up to a thousand'),
});
const watches = z.object({ watches: z.array(watch) });
const one = z.object({ watch: z.uuid() });

/** Searches of the log that are kept: each says how many looks are new. */
export function watchRoutes(app: HttpApp, house: House): void {
  const common = { tag: 'Who looked', audience: 'staff', purpose: 'operations' } as const;

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/guard/look-watches',
      summary: 'The searches I keep, and what is new in each',
      answer: watches,
    },
    async ({ db, actor }) => ({ body: await listed(db, actor.role) }),
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/guard/look-watches',
      summary: 'Keep a search: what is new in it is counted from now on',
      body: searchSchema.pick({ person: true, staff: true, category: true, marks: true }),
      answer: watches,
      status: 201,
      command: true,
    },
    async ({ db, actor, body: { person, staff, category, marks } }) => {
      const { watches: kept } = await listed(db, actor.role);
      if (kept.length >= WATCHES_MAX) {
        throw refusal(409, 'enough-watches', `You keep ${WATCHES_MAX} already. End one first.`);
      }
      await db
        .insertInto('guard.look_watch')
        .values({
          org_id: actor.org,
          watch_id: newId(),
          participant_id: await participantOf(db, person),
          staff_id: staff ?? null,
          category: category ?? null,
          marks: [...new Set(marks)],
          seen_id: await newestLook(db),
          made_by: actor.id,
        })
        .execute();
      return { body: await listed(db, actor.role) };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/guard/look-watches/:watch',
      summary: 'What it found was looked at; or it is not needed any more',
      params: one,
      body: z.strictObject({ isEnded: z.boolean().default(false) }),
      answer: watches,
      command: true,
    },
    async ({ db, actor, params, body, now }) => {
      const { numUpdatedRows } = await db
        .updateTable('guard.look_watch')
        .set(body.isEnded ? { ended_at: now } : { seen_id: await newestLook(db) })
        .where('watch_id', '=', params.watch)
        .where('ended_at', 'is', null)
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) throw refuse('not-found');
      return { body: await listed(db, actor.role) };
    },
  );
}

async function listed(db: Db, role: string): Promise<z.input<typeof watches>> {
  if (role !== 'privacy') throw refuse('not-found');
  const { zone } = await db.selectFrom('guard.org').select('zone').executeTakeFirstOrThrow();
  const { rows } = await sql<{
    id: string;
    participant: string | null;
    code: string | null;
    staff: string | null;
    name: string | null;
    category: (typeof CATEGORIES)[number] | null;
    marks: (typeof MARKS)[number][];
    seen: number;
  }>`
    select w.watch_id as id, w.participant_id as participant, p.record_code as code, w.staff_id as staff,
      s.display_name as name, w.category, w.marks, w.seen_id as seen
    from guard.look_watch w
    left join guard.participant p on p.org_id = w.org_id and p.participant_id = w.participant_id
    left join guard.staff s on s.org_id = w.org_id and s.staff_id = w.staff_id
    where w.org_id = guard.current_org() and w.ended_at is null
    order by w.made_at limit ${WATCHES_MAX}`.execute(db);
  const found: z.input<typeof watch>[] = [];
  // One count each, thirty at most: every one is another search.
  for (const { id, participant, code, staff, name, category, marks, seen } of rows) {
    const search = {
      marks,
      ...(staff === null ? {} : { staff }),
      ...(category === null ? {} : { category }),
    };
    found.push({
      id,
      participant,
      recordCode: code,
      staff: staff === null ? null : { id: staff, name: name ?? '' },
      category,
      marks,
      fresh: await newLooks(db, search, { participant, zone, seen: Number(seen) }),
    });
  }
  return { watches: found };
}
