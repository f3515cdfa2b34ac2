import { sql } from 'kysely';
import type { Actor, Db } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import type { ClassOf } from '../attendance/attendance.store.ts';
import { type MakeUpOpening, wallMinute } from '../hours/ledger.store.ts';

type SwapState = 'asked' | 'joined' | 'not-this-one' | 'taken-back';

/** Sessions after a moment, within the week of a Monday, with a seat for the person who asks. */
export async function ownOpenings(
  db: Db,
  { monday, after }: { readonly monday: string; readonly after: Date },
  classOf: ClassOf,
): Promise<readonly MakeUpOpening[]> {
  const { rows } = await sql<
    Omit<MakeUpOpening, 'label' | 'end' | 'minutes' | 'activityClass'> & {
      readonly activity: string;
      readonly label_en: string | null;
      readonly label_es: string | null;
    }
  >`
    select m.meeting_id as meeting, m.on_date as on, m.kind, m.activity, m.label_en, m.label_es,
      m.starts_at as "startsAt", m.ends_at as "endsAt", m.site_id as site, s.name as place,
      ${wallMinute(monday)} as start
    from guard.own_make_ups(${after}, (select (${monday}::date + 7)::timestamp at time zone zone from guard.org)) m
    cross join guard.org o
    left join guard.site s on s.org_id = o.org_id and s.site_id = m.site_id`.execute(db);
  return rows.map(({ activity, label_en, label_es, ...row }) => {
    const minutes = Math.round((row.endsAt.getTime() - row.startsAt.getTime()) / 60_000);
    return {
      ...row,
      label: label_en === null || label_es === null ? null : { en: label_en, es: label_es },
      end: row.start + minutes,
      minutes,
      activityClass: classOf(activity),
    };
  });
}

interface SwapRow {
  readonly request: string;
  readonly participant: string;
  readonly insteadOf: string;
  readonly state: SwapState;
  readonly meeting: string;
  readonly on: string;
  readonly session: string | null;
  readonly kind: string;
  readonly label: { readonly en: string; readonly es: string } | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly place: string | null;
}

const LIST_MAX = 200;

const swaps = async (db: Db, where: ReturnType<typeof sql>): Promise<readonly SwapRow[]> => {
  const { rows } = await sql<
    Omit<SwapRow, 'label'> & { readonly label_en: string | null; readonly label_es: string | null }
  >`
    select r.request_id as request, r.participant_id as participant, r.instead_of as "insteadOf", r.state,
      m.meeting_id as meeting, m.on_date as on, m.session_id as session, m.kind, m.label_en, m.label_es,
      m.starts_at as "startsAt", m.ends_at as "endsAt", s.name as place
    from treat.swap_request r
    join treat.meeting m on m.org_id = r.org_id and m.meeting_id = r.meeting_id
    left join guard.site s on s.org_id = m.org_id and s.site_id = m.site_id
    where ${where}
    -- of two of one moment the one that still stands: one asks again only after a no
    order by r.asked_at desc, array_position(array['asked', 'joined'], r.state), r.request_id
    limit ${LIST_MAX}`.execute(db);
  return rows.map(({ label_en, label_es, ...row }) => ({
    ...row,
    label: label_en === null || label_es === null ? null : { en: label_en, es: label_es },
  }));
};

/** What the person asked for instead of one session, the newest; what they took back is none. */
export async function newestSwap(
  db: Db,
  participant: string,
  insteadOf: string,
): Promise<SwapRow | undefined> {
  const [first] = await swaps(
    db,
    sql`r.participant_id = ${participant} and r.instead_of = ${insteadOf} and r.state <> 'taken-back'`,
  );
  return first;
}

/** Requests of these people that wait for an answer and are still to come. */
export const swapsAsked = (db: Db, people: readonly string[], now: Date): Promise<readonly SwapRow[]> =>
  people.length === 0
    ? Promise.resolve([])
    : swaps(
        db,
        sql`r.participant_id = any (${[...people]}::uuid[]) and r.state = 'asked' and m.starts_at > ${now}`,
      );

export async function swapById(db: Db, request: string): Promise<SwapRow | undefined> {
  const [first] = await swaps(db, sql`r.request_id = ${request}`);
  return first;
}

/** Takes back what was asked for instead of a session. */
export const takeBackSwap = (db: Db, participant: string, insteadOf: string) =>
  db
    .updateTable('treat.swap_request')
    .set({ state: 'taken-back' })
    .where('participant_id', '=', participant)
    .where('instead_of', '=', insteadOf)
    .where('state', '=', 'asked')
    .execute();

export const askForSwap = (
  db: Db,
  actor: Actor,
  { insteadOf, meeting, now }: { readonly insteadOf: string; readonly meeting: string; readonly now: Date },
) =>
  db
    .insertInto('treat.swap_request')
    .values({
      org_id: actor.org,
      request_id: newId(),
      participant_id: actor.id,
      instead_of: insteadOf,
      meeting_id: meeting,
      asked_at: now,
    })
    .execute();

/** @returns whether it was still open */
export async function answerSwap(
  db: Db,
  actor: Actor,
  request: string,
  state: 'joined' | 'not-this-one',
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('treat.swap_request')
    .set({ state, answered_by: actor.id, answered_at: now })
    .where('request_id', '=', request)
    .where('state', '=', 'asked')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/**
 * Whether a session still has a seat for somebody, with nobody there they are kept apart from. Held until the
 * transaction ends, so that two answers at once don't give the last seat twice.
 */
export async function hasSeatFor(
  db: Db,
  participant: string,
  { meeting, startsAt }: { readonly meeting: string; readonly startsAt: Date },
): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`seat ${meeting}`}, 0))`.execute(db);
  const { rows } = await sql<{ meeting_id: string }>`
    select meeting_id from guard.make_ups(array[${participant}::uuid], ${new Date(startsAt.getTime() - 1)},
      ${new Date(startsAt.getTime() + 1)})`.execute(db);
  return rows.some((row) => row.meeting_id === meeting);
}
