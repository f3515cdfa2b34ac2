import { z } from '@hono/zod-openapi';
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refuse } from '../../platform/http/problem.ts';
import { endpoint } from '../endpoint.ts';
import type { House } from '../house.ts';
import { CATEGORIES, participantSeen } from '../seen.ts';
import { chainRoutes } from './chain.routes.ts';
import { looksCsv, looksPdf } from './looks.file.ts';
import { becauseOf, type Look, looksLike, searchSchema } from './looks.store.ts';
import { STAFF_SHOWN } from './seen-by.routes.ts';
import { watchRoutes } from './watch.routes.ts';

const PAGE = 200;
const FILE_MAX = 10_000;
const common = { tag: 'Who looked', audience: 'staff', purpose: 'operations' } as const;

const looked = z.object({
  id: z.string(),
  participant: participantSeen('record'),
  at: z.iso.datetime(),
  who: z.string().nullable(),
  actor: z.uuid(),
  role: z.string(),
  recordCode: z.string().nullable(),
  category: z.enum(CATEGORIES),
  purpose: z.string(),
  verb: z.string().describe('"export" where it was taken away as a file'),
  isOnTeam: z.boolean().describe('Whoever looked was on the care team that day'),
  request: z.uuid(),
});

const staffShown = z.strictObject({ staffShown: z.enum(STAFF_SHOWN) });

/** What the privacy officer looks through: every look, by person, staff, purpose, and what is unusual about it. */
export function looksRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      ...common,
      // Not a GET: a record code has no place in an address.
      method: 'post',
      path: '/api/guard/looks/search',
      summary: 'Who looked at what, newest first',
      body: searchSchema.extend({ before: z.number().int().positive().optional() }),
      answer: z.object({
        zone: z.string(),
        looks: z.array(looked),
        next: z.number().int().nullable(),
        staff: z.array(z.object({ id: z.uuid(), name: z.string() })),
      }),
    },
    async ({ db, actor, body: { before, ...search } }) => {
      mustBeOfficer(actor.role);
      const zone = await zoneOf(db);
      const found = await looksLike(db, search, { zone, before, most: PAGE + 1 });
      const shown = found.slice(0, PAGE);
      return {
        body: {
          zone,
          looks: shown,
          next: found.length > PAGE ? Number(shown.at(-1)?.id ?? 0) : null,
          staff: await db
            .selectFrom('guard.staff')
            .select(['staff_id as id', 'display_name as name'])
            .orderBy('display_name')
            .execute(),
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
      path: '/api/guard/looks/file',
      fresh: true,
      summary: `The looks of a search as CSV or PDF, ${FILE_MAX.toLocaleString('en')} at most`,
      body: searchSchema.extend({ as: z.enum(['csv', 'pdf']), language: z.enum(['en', 'es']) }),
      answer: z.object({ looks: z.array(looked) }),
    },
    async ({ db, actor, body: { as, language, ...search }, now }) => {
      mustBeOfficer(actor.role);
      const zone = await zoneOf(db);
      const looks = await looksLike(db, search, { zone, most: FILE_MAX });
      const file =
        as === 'csv'
          ? { type: 'text/csv; charset=utf-8', bytes: new TextEncoder().encode(looksCsv(looks)) }
          : { type: 'application/pdf', bytes: await looksPdf(looks, { language, zone, now }) };
      return { body: { looks }, file: { ...file, name: `list.${as}` } };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/guard/looks/:look',
      summary: 'One look: what else the same request showed, and the row of the matrix that allowed it',
      params: z.object({ look: z.coerce.number().int().positive() }),
      answer: z.object({
        look: looked,
        alsoSeen: z.array(z.enum(CATEGORIES)).describe('Of the same person, by the same request'),
        others: z.number().int().describe('Other people whom the same request showed'),
        because: z.object({
          relation: z.string().nullable().describe('null: no row of today says so'),
          emergency: z.uuid().nullable(),
          consent: z.uuid().nullable(),
        }),
      }),
    },
    async ({ db, actor, params: { look: id } }) => {
      mustBeOfficer(actor.role);
      const [look] = await looksLike(db, { marks: [] }, { zone: await zoneOf(db), before: id + 1, most: 1 });
      if (look === undefined || look.id !== String(id)) throw refuse('not-found');
      return { body: { look, ...(await sameRequest(db, look)), because: await becauseOf(db, look) } };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/guard/staff-shown',
      summary: 'How people read who of the staff looked at their record',
      answer: staffShown,
    },
    async ({ db, actor }) => {
      mustBeOfficer(actor.role);
      const row = await db.selectFrom('guard.org').select('staff_shown').executeTakeFirstOrThrow();
      return { body: { staffShown: row.staff_shown as (typeof STAFF_SHOWN)[number] } };
    },
  );
  endpoint(
    app,
    house,
    {
      ...common,
      method: 'put',
      path: '/api/guard/staff-shown',
      summary: 'Have people read names and roles, or roles alone',
      body: staffShown,
      answer: staffShown,
    },
    async ({ db, actor, body }) => {
      mustBeOfficer(actor.role);
      await db
        .updateTable('guard.org')
        .set({ staff_shown: body.staffShown })
        .where('org_id', '=', actor.org)
        .execute();
      return { body };
    },
  );

  watchRoutes(app, house);
  chainRoutes(app, house);
}

const zoneOf = async (db: Db): Promise<string> =>
  (await db.selectFrom('guard.org').select('zone').executeTakeFirstOrThrow()).zone;

function mustBeOfficer(role: string): void {
  if (role !== 'privacy') throw refuse('not-found');
}

async function sameRequest(
  db: Db,
  { request, participant, category }: Pick<Look, 'request' | 'participant' | 'category'>,
): Promise<{ alsoSeen: (typeof CATEGORIES)[number][]; others: number }> {
  const { rows } = await sql<{ categories: (typeof CATEGORIES)[number][] | null; others: number }>`
    select array_agg(distinct category) filter (where participant_id = ${participant} and category <> ${category})
        as categories,
      count(distinct participant_id) filter (where participant_id <> ${participant})::int as others
    from guard.access where org_id = guard.current_org() and request_id = ${request}`.execute(db);
  return { alsoSeen: rows[0]?.categories ?? [], others: rows[0]?.others ?? 0 };
}
