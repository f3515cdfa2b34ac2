import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '../../platform/db/index.ts';
import { refuse } from '../../platform/http/problem.ts';
import { CATEGORIES, type Category } from '../seen.ts';

/** After hours: before six in the morning and from nine in the evening, at the program. */
const HOURS = { from: 6, until: 21 };

/** What may be unusual about a look. */
export const MARKS = ['off-team', 'after-hours', 'emergency', 'export'] as const;
export type Mark = (typeof MARKS)[number];
const PURPOSES = ['treatment', 'payment', 'operations', 'self', 'intake', 'support', 'emergency'] as const;

export const searchSchema = z.strictObject({
  person: z.string().trim().max(20).optional().describe('A record code'),
  staff: z.uuid().optional(),
  category: z.enum(CATEGORIES).optional(),
  purpose: z.enum(PURPOSES).optional(),
  marks: z.array(z.enum(MARKS)).max(MARKS.length).default([]).describe('All of these'),
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
});
export type Search = z.output<typeof searchSchema>;

export interface Look {
  readonly id: string;
  readonly participant: string;
  readonly at: string;
  /** null: not of the staff, or a piece of the program. */
  readonly who: string | null;
  readonly actor: string;
  readonly role: string;
  readonly recordCode: string | null;
  readonly category: Category;
  readonly purpose: string;
  readonly verb: string;
  readonly isOnTeam: boolean;
  readonly request: string;
}

const onTeam = (zone: string): RawBuilder<boolean> => sql<boolean>`exists (
  select from guard.care_team t
  where t.org_id = a.org_id and t.participant_id = a.participant_id and t.staff_id = a.actor_id
    and t.from_on <= (a.at at time zone ${zone})::date
    and (t.until_on is null or t.until_on >= (a.at at time zone ${zone})::date))`;

const MARK_SQL: Readonly<Record<Mark, (zone: string) => RawBuilder<boolean>>> = {
  'off-team': (zone) => sql<boolean>`s.staff_id is not null and not ${onTeam(zone)}`,
  'after-hours': (zone) => sql<boolean>`s.staff_id is not null
    and (extract(hour from a.at at time zone ${zone}) < ${HOURS.from}
      or extract(hour from a.at at time zone ${zone}) >= ${HOURS.until})`,
  emergency: () => sql<boolean>`a.purpose = 'emergency'`,
  export: () => sql<boolean>`a.verb = 'export'`,
};

/** The conditions of a search; `participant` is the person its record code leads to. */
function conditions(
  { staff, category, purpose, marks, from, until }: Omit<Search, 'person'>,
  participant: string | null,
  zone: string,
): RawBuilder<boolean> {
  const all: RawBuilder<boolean>[] = [
    ...(participant === null ? [] : [sql<boolean>`a.participant_id = ${participant}`]),
    ...(staff === undefined ? [] : [sql<boolean>`a.actor_id = ${staff}`]),
    ...(category === undefined ? [] : [sql<boolean>`a.category = ${category}`]),
    ...(purpose === undefined ? [] : [sql<boolean>`a.purpose = ${purpose}`]),
    ...(from === undefined ? [] : [sql<boolean>`(a.at at time zone ${zone})::date >= ${from}::date`]),
    ...(until === undefined ? [] : [sql<boolean>`(a.at at time zone ${zone})::date <= ${until}::date`]),
    ...marks.map((mark) => MARK_SQL[mark](zone)),
  ];
  return all.length === 0 ? sql<boolean>`true` : sql.join(all, sql` and `);
}

const FROM = sql`from guard.access a
  left join guard.staff s on s.org_id = a.org_id and s.staff_id = a.actor_id`;

/** Whom a record code belongs to; null where none is asked for. */
export async function participantOf(db: Db, recordCode: string | undefined): Promise<string | null> {
  if (recordCode === undefined || recordCode === '') return null;
  const row = await db
    .selectFrom('guard.participant')
    .select('participant_id')
    .where('record_code', '=', recordCode)
    .executeTakeFirst();
  if (row === undefined) {
    throw refuse('invalid', {
      fields: [{ pointer: '/person', detail: 'Nobody has this record code.' }],
    });
  }
  return row.participant_id;
}

/** Looks, the newest first; one more than a page tells that there are more. */
export async function looksLike(
  db: Db,
  search: Search,
  { zone, before, most }: { zone: string; before?: number | undefined; most: number },
): Promise<Look[]> {
  const participant = await participantOf(db, search.person);
  const { rows } = await sql<Omit<Look, 'at'> & { at: Date }>`
    select a.access_id::text as id, a.participant_id as participant, a.at, s.display_name as who, a.actor_id as actor,
      a.actor_role as role, p.record_code as "recordCode", a.category, a.purpose, a.verb, ${onTeam(zone)} as "isOnTeam",
      a.request_id as request
    ${FROM}
    left join guard.participant p on p.org_id = a.org_id and p.participant_id = a.participant_id
    where a.org_id = guard.current_org() and ${conditions(search, participant, zone)}
      and (${before ?? null}::bigint is null or a.access_id < ${before ?? null})
    order by a.access_id desc limit ${most}`.execute(db);
  return rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() }));
}

/** Where a watch counts no further. */
const COUNTED_MAX = 1000;

/** How many looks since `seen` a watch finds, up to a limit, and the newest of them. */
export async function newLooks(
  db: Db,
  search: Omit<Search, 'person'>,
  { participant, zone, seen }: { participant: string | null; zone: string; seen: number },
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (
      select 1 ${FROM}
      where a.org_id = guard.current_org() and a.access_id > ${seen}
        and ${conditions(search, participant, zone)} limit ${COUNTED_MAX}) as found`.execute(db);
  return rows[0]?.n ?? 0;
}

export async function newestLook(db: Db): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select coalesce(max(access_id), 0) as id from guard.access where org_id = guard.current_org()`.execute(
    db,
  );
  return Number(rows[0]?.id ?? 0);
}

export interface Because {
  /** By which relation of the written matrix the look was allowed; null where no row of today says so. */
  readonly relation: string | null;
  readonly emergency: string | null;
  readonly consent: string | null;
}

const RELATIONS = ['emergency', 'self', 'team', 'consent', 'representative', 'prospect', 'site'] as const;

/** Which row of the matrix let a look through: the closest relation that held when it happened. */
export async function becauseOf(db: Db, { id, isOnTeam }: Pick<Look, 'id' | 'isOnTeam'>): Promise<Because> {
  const { rows } = await sql<{
    relations: string[];
    isSelf: boolean;
    emergency: string | null;
    consent: string | null;
  }>`
    select
      array(select m.relation from guard.permission m
        where m.role = a.actor_role and m.category = a.category and m.verb = 'read'
          and (m.purpose is null or m.purpose = a.purpose or a.purpose = 'emergency')) as relations,
      a.participant_id = a.actor_id as "isSelf",
      (select e.emergency_id from guard.emergency e
        where e.org_id = a.org_id and e.participant_id = a.participant_id and e.staff_id = a.actor_id
          and e.opened_at <= a.at and a.at <= coalesce(e.ended_at, e.until_at)
        order by e.opened_at desc limit 1) as emergency,
      (select c.consent_id from guard.consent c
        where c.org_id = a.org_id and c.participant_id = a.participant_id and c.recipient_id = a.actor_id
          and c.signed_at <= a.at and a.category = any (c.categories)
        order by c.signed_at desc limit 1) as consent
    from guard.access a where a.org_id = guard.current_org() and a.access_id = ${id}`.execute(db);
  const [row] = rows;
  if (row === undefined) throw refuse('not-found');
  const holds: Readonly<Record<string, boolean>> = {
    emergency: row.emergency !== null,
    self: row.isSelf,
    team: isOnTeam,
    consent: row.consent !== null,
    representative: true,
    prospect: true,
    site: true,
  };
  const relation = RELATIONS.find((one) => row.relations.includes(one) && holds[one] === true) ?? null;
  return {
    relation,
    emergency: relation === 'emergency' ? row.emergency : null,
    consent: relation === 'consent' ? row.consent : null,
  };
}
