import type { Kysely } from 'kysely';
import { dayIn } from '../../platform/clock.ts';
import type { Door } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { systemActor } from '../actors.ts';
import type { AuthTables } from './tables.ts';

/** The person a sign-in leads to. */
export interface Account {
  readonly org: string;
  readonly kind: 'staff' | 'participant' | 'supporter';
  readonly id: string;
}

/** Whose account this user is and the role it acts in; undefined for nobody, and for those who have left. */
export async function accountOf(
  door: Door,
  userId: string,
  now: Date,
): Promise<{ account: Account; role: string } | undefined> {
  const row = await door.asActor(systemActor('system:sign-in'), 'sign-in', (db) =>
    db
      .selectFrom('guard.account')
      .select(['org_id', 'person_kind', 'person_id'])
      .where('user_id', '=', userId)
      .executeTakeFirst(),
  );
  if (row === undefined) return undefined;
  const account: Account = {
    org: row.org_id,
    kind: row.person_kind as Account['kind'],
    id: row.person_id,
  };
  if (account.kind === 'participant') return { account, role: 'participant' };
  if (account.kind === 'supporter') {
    return (await isStillThere(door, account)) ? { account, role: 'supporter' } : undefined;
  }
  const role = await staffRole(door, account, now);
  return role === undefined ? undefined : { account, role };
}

async function isStillThere(door: Door, { org, id }: Account): Promise<boolean> {
  const supporter = await door.asActor(systemActor('system:sign-in', org), 'sign-in', (db) =>
    db.selectFrom('guard.supporter').select('left_at').where('supporter_id', '=', id).executeTakeFirst(),
  );
  return supporter?.left_at === null;
}

async function staffRole(door: Door, { org, id }: Account, now: Date): Promise<string | undefined> {
  const staff = await door.asActor(systemActor('system:sign-in', org), 'sign-in', (db) =>
    db
      .selectFrom('guard.staff')
      .innerJoin('guard.org', 'guard.org.org_id', 'guard.staff.org_id')
      .select(['guard.staff.role', 'guard.staff.left_on', 'guard.org.zone'])
      .where('guard.staff.staff_id', '=', id)
      .executeTakeFirst(),
  );
  if (staff === undefined) return undefined;
  // The day turns where the program is, not in Greenwich.
  const today = dayIn(staff.zone, now);
  return staff.left_on !== null && staff.left_on <= today ? undefined : staff.role;
}

/** The user behind a person, made now when there is none yet. */
export async function userOf(
  door: Door,
  tables: Kysely<AuthTables>,
  person: Account,
  now: Date,
): Promise<string> {
  const asSignIn = systemActor('system:sign-in', person.org);
  const known = await door.asActor(asSignIn, 'sign-in', (db) =>
    db
      .selectFrom('guard.account')
      .select('user_id')
      .where('org_id', '=', person.org)
      .where('person_kind', '=', person.kind)
      .where('person_id', '=', person.id)
      .executeTakeFirst(),
  );
  if (known !== undefined) return known.user_id;
  const id = newId();
  await tables
    .insertInto('user')
    .values({ id, name: '', email: `${id}@nobody.invalid`, emailVerified: false, updatedAt: now })
    .execute();
  await door.asActor(asSignIn, 'sign-in', (db) =>
    db
      .insertInto('guard.account')
      .values({ user_id: id, org_id: person.org, person_kind: person.kind, person_id: person.id })
      .execute(),
  );
  return id;
}

/** A supporter's user is gone, with every session, device and code: they left, or were not who was meant. */
export async function forgetSupporter(
  door: Door,
  tables: Kysely<AuthTables>,
  person: Account & { readonly kind: 'supporter' },
): Promise<void> {
  const gone = await door.asActor(systemActor('system:sign-in', person.org), 'sign-in', (db) =>
    db
      .deleteFrom('guard.account')
      .where('org_id', '=', person.org)
      .where('person_kind', '=', 'supporter')
      .where('person_id', '=', person.id)
      .returning('user_id')
      .execute(),
  );
  for (const { user_id } of gone) await tables.deleteFrom('user').where('id', '=', user_id).execute();
}
