import { z } from '@hono/zod-openapi';
import { sql } from 'kysely';
import type { HttpApp } from '../../platform/http/app.ts';
import { refuse } from '../../platform/http/problem.ts';
import { endpoint } from '../endpoint.ts';
import type { House } from '../house.ts';
import { CATEGORIES, participantSeen } from '../seen.ts';
import { verifyLog } from './verify.ts';

const PAGE = 200;
/** After hours: before six in the morning and from nine in the evening, at the program. */
const HOURS = { from: 6, until: 21 };
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
  verb: z.string(),
  isOnTeam: z.boolean().describe('Whoever looked was on the care team that day'),
  request: z.uuid(),
});

/** What the privacy officer looks through: every look, by person, staff, purpose, and what is unusual about it. */
export function looksRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/guard/looks',
      summary: 'Who looked at what, newest first',
      query: z.object({
        person: z.string().max(20).optional().describe('A record code'),
        staff: z.uuid().optional(),
        category: z.enum(CATEGORIES).optional(),
        only: z.enum(['off-team', 'after-hours', 'emergency']).optional(),
        from: z.iso.date().optional(),
        until: z.iso.date().optional(),
        before: z.coerce.number().int().positive().optional(),
      }),
      answer: z.object({
        zone: z.string(),
        looks: z.array(looked),
        next: z.number().int().nullable(),
        staff: z.array(z.object({ id: z.uuid(), name: z.string() })),
      }),
    },
    async ({ db, actor, query }) => {
      if (actor.role !== 'privacy') throw refuse('not-found');
      const { zone } = await db.selectFrom('guard.org').select('zone').executeTakeFirstOrThrow();
      const { person, staff, category, only, from, until, before } = query;
      const { rows } = await sql<{
        id: number;
        participant: string;
        at: Date;
        who: string | null;
        actor: string;
        role: string;
        code: string | null;
        category: string;
        purpose: string;
        verb: string;
        team: boolean;
        request: string;
      }>`
        with looked as (
          select a.*, s.display_name, p.record_code,
            exists (
              select from guard.care_team t
              where t.org_id = a.org_id and t.participant_id = a.participant_id and t.staff_id = a.actor_id
                and t.from_on <= (a.at at time zone ${zone})::date
                and (t.until_on is null or t.until_on >= (a.at at time zone ${zone})::date)) as on_team
          from guard.access a
          left join guard.staff s on s.org_id = a.org_id and s.staff_id = a.actor_id
          left join guard.participant p on p.org_id = a.org_id and p.participant_id = a.participant_id
          where a.org_id = guard.current_org())
        select access_id as id, participant_id as participant, at, display_name as who, actor_id as actor,
          actor_role as role, record_code as code, category, purpose, verb, on_team as team, request_id as request
        from looked
        where (${before ?? null}::bigint is null or access_id < ${before ?? null})
          and (${person ?? null}::text is null or record_code = ${person ?? null})
          and (${staff ?? null}::uuid is null or actor_id = ${staff ?? null})
          and (${category ?? null}::text is null or category = ${category ?? null})
          and (${from ?? null}::date is null or (at at time zone ${zone})::date >= ${from ?? null}::date)
          and (${until ?? null}::date is null or (at at time zone ${zone})::date <= ${until ?? null}::date)
          and case ${only ?? 'any'}
                when 'off-team' then display_name is not null and not on_team
                when 'after-hours' then display_name is not null
                  and (extract(hour from at at time zone ${zone}) < ${HOURS.from}
                    or extract(hour from at at time zone ${zone}) >= ${HOURS.until})
                when 'emergency' then purpose = 'emergency'
                else true end
        order by access_id desc limit ${PAGE + 1}`.execute(db);
      const shown = rows.slice(0, PAGE);
      return {
        body: {
          zone,
          looks: shown.map((row) => ({
            id: String(row.id),
            participant: row.participant,
            at: new Date(row.at).toISOString(),
            who: row.who,
            actor: row.actor,
            role: row.role,
            recordCode: row.code,
            category: row.category as z.input<typeof looked>['category'],
            purpose: row.purpose,
            verb: row.verb,
            isOnTeam: row.team,
            request: row.request,
          })),
          next: rows.length > PAGE ? Number(shown.at(-1)?.id ?? 0) : null,
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
      method: 'get',
      path: '/api/guard/chain',
      summary: 'Prove the sealed log of who looked, from its first link',
      answer: z.object({
        seals: z.number().int(),
        rows: z.number().int(),
        unsealed: z.number().int(),
        since: z.iso.datetime().nullable(),
        fault: z
          .object({ seal: z.number().int(), row: z.number().int().nullable(), what: z.string() })
          .nullable(),
      }),
      callsPerMinute: 10,
    },
    async ({ actor }) => {
      if (actor.role !== 'privacy') throw refuse('not-found');
      return {
        body: { seals: 0, rows: 0, unsealed: 0, since: null, fault: null },
        // Proved outside of this transaction: it reads as the sealer.
        after: async () => {
          const { seals, rows, unsealed, since, fault } = await verifyLog(house.door, actor.org);
          return {
            seals,
            rows,
            unsealed,
            since,
            fault: fault && { seal: fault.seal, row: fault.row, what: fault.what },
          };
        },
      };
    },
  );
}
