import { z } from '@hono/zod-openapi';
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refuse } from '../../platform/http/problem.ts';
import { openCase } from '../cases/case.store.ts';
import { endpoint } from '../endpoint.ts';
import type { House } from '../house.ts';
import { CATEGORIES, participantSeen } from '../seen.ts';

const PAGE = 100;
export const STAFF_SHOWN = ['name-and-role', 'role-only'] as const;
const category = z.enum(CATEGORIES);
const common = { tag: 'Who looked', audience: 'participant', purpose: 'self' } as const;

const look = z.object({
  /** Of the newest row of this look: what "this looks wrong" names. */
  id: z.string(),
  at: z.iso.datetime(),
  who: z.object({
    name: z
      .string()
      .nullable()
      .describe('null: a piece of the program, somebody who has left, or a site that shows roles alone'),
    role: z.string(),
    kind: z.enum(['me', 'person', 'program', 'outside']),
  }),
  categories: z.array(category),
  isEmergency: z.boolean(),
});

/** Everybody who looked at the person's record, in their own words, with a way to say that it looks wrong. */
export function seenByRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/my/seen-by',
      summary: 'Who looked at my record, newest first: one entry for each look, with what was seen',
      query: z.object({
        before: z.coerce.number().int().positive().optional().describe('Go on after the page before'),
        who: z
          .enum(['people', 'outside', 'all'])
          .default('people')
          .describe('People only, those of outside alone, or the program and myself too'),
      }),
      answer: z.object({
        participant: participantSeen('record'),
        zone: z.string(),
        staffShown: z.enum(STAFF_SHOWN).describe('Whether the site names its staff here'),
        looks: z.array(look),
        next: z.number().int().nullable(),
      }),
    },
    async ({ db, actor, query }) => {
      const { zone, staff_shown } = await db
        .selectFrom('guard.org')
        .select(['zone', 'staff_shown'])
        .executeTakeFirstOrThrow();
      const found = await looksAt(db, actor.id, query.before ?? null, query.who);
      const staffShown = staff_shown as (typeof STAFF_SHOWN)[number];
      return {
        body: {
          participant: actor.id,
          zone,
          staffShown,
          looks:
            staffShown === 'name-and-role'
              ? found.looks
              : found.looks.map((one) => ({ ...one, who: { ...one.who, name: null } })),
          next: found.next,
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
      path: '/api/my/seen-by/:look/looks-wrong',
      summary: 'Say that a look at my record looks wrong: the privacy officer answers by a day',
      params: z.object({ look: z.coerce.number().int().positive() }),
      body: z.object({ words: z.string().trim().max(4000).default('') }),
      answer: z.object({ participant: participantSeen('record'), case: z.uuid(), dueOn: z.iso.date() }),
      status: 201,
      command: true,
    },
    async ({ db, actor, params, body, now }) => {
      const row = await db
        .selectFrom('guard.access')
        .select('access_id')
        .where('access_id', '=', params.look)
        .where('participant_id', '=', actor.id)
        .executeTakeFirst();
      if (row === undefined) throw refuse('not-found');
      const opened = await openCase(db, house.masterKey, actor, {
        participant: actor.id,
        kind: 'looks-wrong',
        words: body.words,
        aboutAccess: params.look,
        now,
      });
      return { body: { participant: actor.id, case: opened.id, dueOn: opened.dueOn } };
    },
  );
}

type Look = z.input<typeof look>;

/** One entry a request and person, so that opening a page is one look and not six. */
async function looksAt(
  db: Db,
  participant: string,
  before: number | null,
  who: 'people' | 'outside' | 'all',
): Promise<{ looks: Look[]; next: number | null }> {
  const { rows } = await sql<{
    id: number;
    at: Date;
    actor: string;
    role: string;
    name: string | null;
    categories: string[];
    purposes: string[];
  }>`
    select max(a.access_id) as id, max(a.at) as at, a.actor_id as actor, a.actor_role as role, s.display_name as name,
      array_agg(distinct a.category) as categories, array_agg(distinct a.purpose) as purposes
    from guard.access a
    left join guard.staff s on s.org_id = a.org_id and s.staff_id = a.actor_id
    where a.org_id = guard.current_org() and a.participant_id = ${participant}
      and (${before}::bigint is null or a.access_id < ${before})
      and case ${who}
            when 'people' then a.actor_id <> ${participant} and a.actor_role not like 'system:%'
            when 'outside' then a.actor_role in ('supporter', 'outside')
            else true end
    group by a.request_id, a.actor_id, a.actor_role, s.display_name
    order by 1 desc limit ${PAGE + 1}`.execute(db);
  const shown = rows.slice(0, PAGE);
  return {
    looks: shown.map((row) => ({
      id: String(row.id),
      at: new Date(row.at).toISOString(),
      who: { name: row.name, role: row.role, kind: kindOf(row.actor, row.role, participant) },
      categories: row.categories as Look['categories'],
      isEmergency: row.purposes.includes('emergency'),
    })),
    next: rows.length > PAGE ? Number(shown.at(-1)?.id ?? 0) : null,
  };
}

function kindOf(actor: string, role: string, participant: string): Look['who']['kind'] {
  if (actor === participant) return 'me';
  if (role.startsWith('system:')) return 'program';
  return role === 'outside' || role === 'supporter' ? 'outside' : 'person';
}
