import { sql } from 'kysely';
import { dayIn } from '../../platform/clock.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import { refusal, refuse } from '../../platform/http/problem.ts';
import type { Key } from '../../platform/secrets.ts';
import { openCase } from '../cases/case.store.ts';
import { orgOf } from '../consent/consent.store.ts';
import { say } from '../messages/message.store.ts';
import { orgSealer, sealersFor } from '../sealing.ts';
import type { Category } from '../seen.ts';
import { dutiesFor, type Factor, type Letter, type Told } from './breach.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const LIST_MAX = 10_000;

/** What the log is asked for: at least one of it. Days on the program's wall, both included. */
interface LookedFor {
  readonly actor?: string | undefined;
  readonly request?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** Opens the case with its clock, and finds everybody the log says was looked at: one statement. */
export async function reportBreach(
  db: Db,
  master: Key,
  actor: Actor,
  now: Date,
  { words, discoveredOn, lookedFor }: { words: string; discoveredOn: string; lookedFor: LookedFor },
): Promise<string> {
  const { zone } = await orgOf(db);
  if (discoveredOn > dayIn(zone, now)) {
    throw refuse('invalid', {
      fields: [{ pointer: '/discoveredOn', detail: 'It cannot have been found after today.' }],
    });
  }
  const { id } = await openCase(db, master, actor, {
    participant: null,
    kind: 'breach',
    words,
    facts: { discoveredOn },
    since: discoveredOn,
    now,
  });
  await db
    .insertInto('guard.breach')
    .values({
      org_id: actor.org,
      case_id: id,
      discovered_on: discoveredOn,
      looked_for: JSON.stringify(lookedFor),
    })
    .execute();
  const { actor: who = null, request = null, from = null, until = null } = lookedFor;
  await sql`
    insert into guard.breach_person (org_id, case_id, participant_id, categories, looks)
    select a.org_id, ${id}::uuid, a.participant_id, array_agg(distinct a.category order by a.category), count(*)
    from guard.access a
    join guard.participant p on p.org_id = a.org_id and p.participant_id = a.participant_id
    where a.org_id = guard.current_org()
      and (${who}::uuid is null or a.actor_id = ${who}::uuid)
      and (${request}::uuid is null or a.request_id = ${request}::uuid)
      and (${from}::date is null or a.at >= (${from}::date)::timestamp at time zone ${zone})
      and (${until}::date is null or a.at < (${until}::date + 1)::timestamp at time zone ${zone})
    group by a.org_id, a.participant_id`.execute(db);
  return id;
}

/** All breaches, the one due first first, or one of them. */
export async function breachesIn(db: Db, master: Key, one?: string) {
  let rows = db
    .selectFrom('guard.breach as b')
    .innerJoin('guard.privacy_case as c', (on) =>
      on.onRef('c.org_id', '=', 'b.org_id').onRef('c.case_id', '=', 'b.case_id'),
    )
    .selectAll('b')
    .select(['c.said_sealed', 'c.due_on', 'c.state'])
    .select((q) =>
      q
        .selectFrom('guard.breach_person as p')
        .select((p) => [p.fn.countAll<number>().as('n')])
        .whereRef('p.case_id', '=', 'b.case_id')
        .as('people'),
    )
    .select((q) =>
      q
        .selectFrom('guard.breach_person as p')
        .select((p) => [p.fn.count<number>('p.told_at').as('n')])
        .whereRef('p.case_id', '=', 'b.case_id')
        .as('told'),
    )
    .orderBy('c.due_on')
    .limit(200);
  if (one !== undefined) rows = rows.where('b.case_id', '=', one);
  const found = await rows.execute();
  const sealer = await orgSealer(db, master);
  return found.map((row) => {
    const people = Number(row.people ?? 0);
    return {
      case: row.case_id,
      words: sealer.open(row.said_sealed) as string,
      discoveredOn: row.discovered_on,
      lookedFor: row.looked_for as unknown as LookedFor,
      people,
      told: Number(row.told ?? 0),
      dueOn: row.due_on,
      ...dutiesFor(row.discovered_on, people),
      assessment:
        row.assessment_sealed === null
          ? null
          : (sealer.open(row.assessment_sealed) as Readonly<Record<Factor, string>>),
      isBreach: row.is_breach,
      notifiedAt: row.notified_at?.toISOString() ?? null,
      hhsToldOn: row.hhs_told_on,
      mediaToldOn: row.media_told_on,
      version: row.version,
    };
  });
}

type BreachShown = Awaited<ReturnType<typeof breachesIn>>[number];

export async function breachOf(db: Db, master: Key, id: string): Promise<BreachShown> {
  const [found] = await breachesIn(db, master, id);
  if (found === undefined) throw refuse('not-found');
  return found;
}

export async function affectedBy(db: Db, id: string) {
  const rows = await db
    .selectFrom('guard.breach_person as b')
    .innerJoin('guard.participant as p', (on) =>
      on.onRef('p.org_id', '=', 'b.org_id').onRef('p.participant_id', '=', 'b.participant_id'),
    )
    .select(['b.participant_id', 'p.record_code', 'b.categories', 'b.looks', 'b.told_at'])
    .where('b.case_id', '=', id)
    .orderBy('p.record_code')
    .limit(LIST_MAX)
    .execute();
  return rows.map((row) => ({
    participant: row.participant_id,
    recordCode: row.record_code,
    categories: row.categories as Category[],
    looks: row.looks,
    toldAt: row.told_at?.toISOString() ?? null,
  }));
}

async function change(
  db: Db,
  id: string,
  version: number,
  set: {
    assessment_sealed?: Uint8Array;
    is_breach?: boolean;
    assessed_at?: Date;
    letter_sealed?: Uint8Array;
    notified_at?: Date;
    hhs_told_on?: string;
    media_told_on?: string;
  },
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('guard.breach')
    .set({ ...set, version: version + 1 })
    .where('case_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw refuse('stale');
}

/** The four factors in words, and what follows: nobody was harmed in all likelihood, or everybody is told. */
export async function assessBreach(
  db: Db,
  master: Key,
  now: Date,
  {
    id,
    version,
    factors,
    isBreach,
  }: { id: string; version: number; factors: Readonly<Record<Factor, string>>; isBreach: boolean },
): Promise<void> {
  const { notifiedAt } = await breachOf(db, master, id);
  if (notifiedAt !== null) throw refusal(409, 'told-already', 'The people were told already.');
  const sealer = await orgSealer(db, master);
  await change(db, id, version, {
    assessment_sealed: sealer.seal(factors),
    is_breach: isBreach,
    assessed_at: now,
  });
}

/** Writes everybody's letter under their own key, and lets the messenger say that there is something to read. */
export async function tellPeople(
  db: Db,
  master: Key,
  actor: Actor,
  now: Date,
  { id, version, told }: { id: string; version: number; told: Told },
): Promise<void> {
  const breach = await breachOf(db, master, id);
  if (breach.isBreach !== true) {
    throw refusal(422, 'not-assessed', 'Weigh the four factors first: nobody is told before that.');
  }
  if (breach.notifiedAt !== null) throw refusal(409, 'told-already', 'The people were told already.');
  const people = await affectedBy(db, id);
  const sealers = await sealersFor(
    db,
    master,
    people.map(({ participant }) => participant),
  );
  const { from = null, until = null } = breach.lookedFor;
  // A shredded record has nobody to write to any more.
  const letters = people.flatMap(({ participant, categories }) => {
    const sealer = sealers.get(participant);
    const letter: Letter = {
      ...told,
      happenedOn: from === until ? from : `${from ?? '…'} – ${until ?? '…'}`,
      discoveredOn: breach.discoveredOn,
      parts: categories,
    };
    return sealer === undefined ? [] : [{ participant, sealed: sealer.seal(letter) }];
  });
  await sql`
    update guard.breach_person b set letter_sealed = w.letter, told_at = ${now}
    from unnest(${letters.map(({ participant }) => participant)}::uuid[],
      ${letters.map(({ sealed }) => Buffer.from(sealed).toString('hex'))}::text[]) as l (person, hex),
      lateral (select decode(l.hex, 'hex') as letter) w
    where b.case_id = ${id} and b.participant_id = l.person`.execute(db);
  await say(
    db,
    actor,
    letters.map(({ participant }) => ({
      participant,
      kind: 'see-record' as const,
      occasion: `letter ${id}`,
      notBefore: now,
      notAfter: new Date(now.getTime() + 30 * DAY_MS),
    })),
  );
  const sealer = await orgSealer(db, master);
  await change(db, id, version, { letter_sealed: sealer.seal(told), notified_at: now });
}

/** That HHS or the media were told, and on which day. */
export const noteTold = (
  db: Db,
  { id, version, who, on }: { id: string; version: number; who: 'hhs' | 'media'; on: string },
): Promise<void> => change(db, id, version, who === 'hhs' ? { hhs_told_on: on } : { media_told_on: on });

/** The letters of one person, or of everybody of one breach, as far as the database lets the actor see them. */
export async function lettersIn(db: Db, master: Key, of: { person: string } | { case: string }) {
  let rows = db
    .selectFrom('guard.breach_person as b')
    .leftJoin('guard.participant as p', (on) =>
      on.onRef('p.org_id', '=', 'b.org_id').onRef('p.participant_id', '=', 'b.participant_id'),
    )
    .select(['b.case_id', 'b.participant_id', 'p.record_code', 'b.letter_sealed', 'b.told_at'])
    .where('b.told_at', 'is not', null)
    .orderBy('b.told_at', 'desc')
    .limit(LIST_MAX);
  rows =
    'person' in of ? rows.where('b.participant_id', '=', of.person) : rows.where('b.case_id', '=', of.case);
  const found = await rows.execute();
  const sealers = await sealersFor(db, master, [...new Set(found.map((row) => row.participant_id))]);
  return found.flatMap((row) => {
    const sealer = sealers.get(row.participant_id);
    if (sealer === undefined || row.letter_sealed === null || row.told_at === null) return [];
    return [
      {
        id: row.case_id,
        participant: row.participant_id,
        recordCode: row.record_code,
        letter: sealer.open(row.letter_sealed) as Letter,
        at: row.told_at.toISOString(),
      },
    ];
  });
}
