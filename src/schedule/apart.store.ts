import { sql } from 'kysely';
import { type Sealer, sealersFor } from '../guard/sealing.ts';
import type { Actor, Db } from '../platform/db/index.ts';
import { refusal, refuse } from '../platform/http/problem.ts';
import type { Key } from '../platform/secrets.ts';

const PAIRS_MAX = 1000;

/** Two people as the table keeps them: a pair has one row, whoever is named first. */
export interface Two {
  readonly first: string;
  readonly second: string;
}

/** @throws Refusal where both are the same person */
export function twoOf(one: string, other: string): Two {
  if (one === other) {
    throw refuse('invalid', {
      fields: [{ pointer: '/other', detail: 'Nobody can be kept apart from themself.' }],
    });
  }
  return one < other ? { first: one, second: other } : { first: other, second: one };
}

export interface Pair extends Two {
  readonly codes: readonly [string | null, string | null];
  readonly owner: string;
  readonly saidAt: Date;
  readonly endedAt: Date | null;
  /** null: another role said why. */
  readonly reason: string | null;
  /** Groups that both are in, in the plan people live by in this week or a later one, or in the newest draft. */
  readonly shared: readonly { readonly en: string; readonly es: string }[];
}

/** The pairs the actor may know of, those in force first; of one person where one is named. */
export async function pairsOf(db: Db, master: Key, monday: string, person?: string): Promise<Pair[]> {
  const { rows } = await sql<{
    first: string;
    second: string;
    first_code: string | null;
    second_code: string | null;
    owner: string;
    said_at: Date;
    ended_at: Date | null;
    reason: Uint8Array | null;
    shared: { en: string; es: string }[];
  }>`
    select a.participant_id as first, a.other_id as second, p.record_code as first_code, o.record_code as second_code,
      a.owner_role as owner, a.said_at, a.ended_at, r.reason_sealed as reason,
      (select coalesce(jsonb_agg(distinct jsonb_build_object('en', s.label_en, 'es', s.label_es)), '[]')
        from schedule.placement x
        join schedule.placement y on y.org_id = x.org_id and y.plan_id = x.plan_id and y.session_id = x.session_id
        join schedule.plan n on n.org_id = x.org_id and n.plan_id = x.plan_id
        join schedule.session s on s.org_id = x.org_id and s.session_id = x.session_id
        where x.org_id = a.org_id and x.participant_id = a.participant_id and y.participant_id = a.other_id
          and n.week >= ${monday}::date and n.scenario_id is null
          and (n.state = 'published' or n.state = 'draft' and not exists (
            select from schedule.plan newer
            where newer.org_id = n.org_id and newer.week = n.week and newer.state = 'draft'
              and newer.scenario_id is null and newer.draft_number > n.draft_number))) as shared
    from schedule.apart a
    left join guard.participant p on p.org_id = a.org_id and p.participant_id = a.participant_id
    left join guard.participant o on o.org_id = a.org_id and o.participant_id = a.other_id
    left join schedule.apart_reason r on r.org_id = a.org_id and r.participant_id = a.participant_id
      and r.other_id = a.other_id and r.owner_role = a.owner_role
    where a.org_id = guard.current_org()
      and (${person ?? null}::uuid is null or ${person ?? null} in (a.participant_id, a.other_id))
    order by a.ended_at is not null, p.record_code, o.record_code limit ${PAIRS_MAX}`.execute(db);
  const sealed = rows.filter(({ reason }) => reason !== null).map(({ first }) => first);
  const sealers = await sealersFor(db, master, [...new Set(sealed)]);
  return rows.map((row) => ({
    first: row.first,
    second: row.second,
    codes: [row.first_code, row.second_code],
    owner: row.owner,
    saidAt: new Date(row.said_at),
    endedAt: row.ended_at === null ? null : new Date(row.ended_at),
    reason: row.reason === null ? null : ((sealers.get(row.first)?.open(row.reason) as string) ?? null),
    shared: row.shared,
  }));
}

/** Who has this record code; whoever may not know of them is told that nobody has. */
export async function personWith(db: Db, recordCode: string, pointer: string): Promise<string> {
  const row = await db
    .selectFrom('guard.participant')
    .select('participant_id')
    .where('record_code', '=', recordCode)
    .where('stage', '=', 'participant')
    .executeTakeFirst();
  if (row === undefined) {
    throw refuse('invalid', { fields: [{ pointer, detail: 'Nobody in care has this record code.' }] });
  }
  return row.participant_id;
}

/**
 * Keeps two people apart from now on. The reason is sealed, and read by the role that gave it alone.
 *
 * @throws Refusal `not-found` where the actor plans for neither, `apart-already` where they are
 */
export async function keepApart(
  db: Db,
  master: Key,
  actor: Actor,
  { two: { first, second }, reason, now }: { two: Two; reason: string; now: Date },
): Promise<void> {
  await mustPlanFor(db, { first, second });
  const sealer = (await sealersFor(db, master, [first])).get(first);
  if (sealer === undefined) throw refuse('not-found');
  const before = await pairNow(db, { first, second });
  if (before !== undefined && before.ended_at === null) {
    throw refusal(409, 'apart-already', `They are kept apart already: the ${before.owner_role} said so.`);
  }
  const said = { owner_role: actor.role, said_by: actor.id, said_at: now };
  if (before === undefined) {
    await db
      .insertInto('schedule.apart')
      .values({ org_id: actor.org, participant_id: first, other_id: second, ...said })
      .execute();
  } else {
    await db
      .updateTable('schedule.apart')
      .set({ ...said, ended_at: null, ended_by: null })
      .where('participant_id', '=', first)
      .where('other_id', '=', second)
      .execute();
  }
  await keepReason(db, actor, sealer, { first, second }, reason);
}

/** Ends a pair, or takes that back. @throws Refusal `not-yours` where another role said it */
export async function setKept(
  db: Db,
  actor: Actor,
  { two: { first, second }, isKept, now }: { two: Two; isKept: boolean; now: Date },
): Promise<void> {
  const before = await pairNow(db, { first, second });
  if (before === undefined) throw refuse('not-found');
  if (before.owner_role !== actor.role) {
    throw refusal(409, 'not-yours', `Only the ${before.owner_role} ends this: they know why it is there.`);
  }
  await mustPlanFor(db, { first, second });
  await db
    .updateTable('schedule.apart')
    .set(isKept ? { ended_at: null, ended_by: null } : { ended_at: now, ended_by: actor.id })
    .where('participant_id', '=', first)
    .where('other_id', '=', second)
    .execute();
}

const pairNow = (db: Db, { first, second }: Two) =>
  db
    .selectFrom('schedule.apart')
    .select(['owner_role', 'ended_at'])
    .where('participant_id', '=', first)
    .where('other_id', '=', second)
    .executeTakeFirst();

/** Somebody says who is kept apart whose week they make: the database says whose that is. */
async function mustPlanFor(db: Db, { first, second }: Two): Promise<void> {
  const { rows } = await sql<{ may: boolean }>`
    select guard.allows(${first}, 'schedule', 'write') or guard.allows(${second}, 'schedule', 'write') as may`.execute(
    db,
  );
  if (rows[0]?.may !== true) throw refuse('not-found');
}

async function keepReason(
  db: Db,
  actor: Actor,
  sealer: Sealer,
  { first, second }: Two,
  reason: string,
): Promise<void> {
  const said = { reason_sealed: sealer.seal(reason), said_by: actor.id };
  const { numUpdatedRows } = await db
    .updateTable('schedule.apart_reason')
    .set(said)
    .where('participant_id', '=', first)
    .where('other_id', '=', second)
    .where('owner_role', '=', actor.role)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) return;
  await db
    .insertInto('schedule.apart_reason')
    .values({ org_id: actor.org, participant_id: first, other_id: second, owner_role: actor.role, ...said })
    .execute();
}
