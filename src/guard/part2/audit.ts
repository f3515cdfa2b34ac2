import { dayIn } from '../../platform/clock.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import { refuse } from '../../platform/http/problem.ts';
import { newId } from '../../platform/ids.ts';
import type { Key } from '../../platform/secrets.ts';
import { consentsOf, orgOf, sealerOf } from '../consent/consent.store.ts';
import { accountingOf } from '../disclosure/accounting.ts';
import { disclose } from '../disclosure/disclose.ts';
import { orgSealer } from '../sealing.ts';
import { pagesOf } from './sheet.ts';

/** What was agreed on in writing with whoever checks the program. @see 42 CFR 2.53 */
interface Agreed {
  readonly name: string;
  readonly affiliation: string;
  /** The words of the agreement, or where it is kept. */
  readonly agreement: string;
  readonly afterwards: 'return' | 'destroy';
}

export async function agreeOnAudit(
  db: Db,
  master: Key,
  actor: Actor,
  now: Date,
  {
    agreed,
    agreedOn,
    until,
    printsMax,
    people,
  }: { agreed: Agreed; agreedOn: string; until: Date; printsMax: number; people: readonly string[] },
): Promise<string> {
  const sealer = await orgSealer(db, master);
  const id = newId();
  await db
    .insertInto('guard.audit')
    .values({
      org_id: actor.org,
      audit_id: id,
      about_sealed: sealer.seal(agreed),
      agreed_on: agreedOn,
      until_at: until,
      prints_max: printsMax,
      set_by: actor.id,
      set_at: now,
    })
    .execute();
  await db
    .insertInto('guard.audit_person')
    .values(
      [...new Set(people)].map((participant_id) => ({ org_id: actor.org, audit_id: id, participant_id })),
    )
    .execute();
  return id;
}

/** The last day of an audit on the program's wall: what was printed goes back or is destroyed by then. */
const lastDay = (until: Date, zone: string): string => dayIn(zone, new Date(until.getTime() - 1));

export async function auditsIn(db: Db, master: Key, now: Date) {
  const rows = await db.selectFrom('guard.audit').selectAll().orderBy('set_at', 'desc').limit(200).execute();
  const people = await db
    .selectFrom('guard.audit_person as a')
    .innerJoin('guard.participant as p', (on) =>
      on.onRef('p.org_id', '=', 'a.org_id').onRef('p.participant_id', '=', 'a.participant_id'),
    )
    .select(['a.audit_id', 'a.participant_id', 'p.record_code'])
    .orderBy('p.record_code')
    .limit(20_000)
    .execute();
  const sealer = await orgSealer(db, master);
  const { zone } = await orgOf(db);
  return rows.map((row) => {
    const about = sealer.open(row.about_sealed) as Agreed;
    return {
      id: row.audit_id,
      ...about,
      agreedOn: row.agreed_on,
      until: row.until_at.toISOString(),
      untilOn: lastDay(row.until_at, zone),
      isOpen: row.ended_at === null && row.until_at > now,
      isOverdue: row.returned_on === null && row.prints > 0 && row.until_at <= now,
      prints: row.prints,
      printsMax: row.prints_max,
      returnedOn: row.returned_on,
      people: people
        .filter((person) => person.audit_id === row.audit_id)
        .map((person) => ({ participant: person.participant_id, recordCode: person.record_code })),
    };
  });
}

/**
 * One sheet about one record: what the person allowed and what left. Marked with whose copy it is; counted; written
 * down as a disclosure. There is no way to get two records at once.
 */
export async function printFor(
  db: Db,
  master: Key,
  actor: Actor,
  now: Date,
  { audit, participant, recordCode }: { audit: string; participant: string; recordCode: string },
): Promise<Uint8Array> {
  const row = await db
    .selectFrom('guard.audit')
    .select(['about_sealed', 'prints', 'prints_max', 'until_at'])
    .where('audit_id', '=', audit)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw refuse('not-found');
  const about = (await orgSealer(db, master)).open(row.about_sealed) as Agreed;
  await disclose(db, master, actor, now, {
    participant,
    basis: 'audit',
    request: audit,
    to: { name: about.name, affiliation: about.affiliation },
    categories: ['document'],
    purpose: 'operations',
    way: 'print',
    what: 'A sheet that says what was allowed and what left, for a check of the program',
  });
  const sealer = await sealerOf(db, master, participant);
  const consents = await consentsOf(db, sealer, participant);
  const left = await accountingOf(db, sealer, participant, now);
  const until = lastDay(row.until_at, (await orgOf(db)).zone);
  return pagesOf(
    [
      {
        title: `Record ${recordCode}`,
        mark: `${about.name} · sheet ${row.prints + 1} of ${row.prints_max} · until ${until}`,
        lines: [
          ...consents.map(
            ({ kind, state, recipient, categories, signedAt }) =>
              `Consent (${kind}), ${state}: ${recipient.name || recipient.kind}; ${categories.join(', ')}; signed ${signedAt.slice(0, 10)}`,
          ),
          ...left.map(({ at, to, what, basis }) => `Left ${at.slice(0, 10)} to ${to}: ${what} (${basis})`),
          '42 CFR part 2 prohibits unauthorized use or disclosure of these records.',
        ],
        foot: `Given to ${about.name}, ${about.affiliation}. ${about.afterwards === 'return' ? 'Return' : 'Destroy'} it by ${until}.`,
      },
    ],
    now,
  );
}

export async function endAudit(
  db: Db,
  now: Date,
  { audit, returnedOn }: { audit: string; returnedOn: string | null },
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('guard.audit')
    .set({ ended_at: now, returned_on: returnedOn })
    .where('audit_id', '=', audit)
    .where('returned_on', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw refuse('not-found');
}
