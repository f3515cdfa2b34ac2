import { hkdfSync } from 'node:crypto';
import type { Clock } from '../platform/clock.ts';
import type { Actor, Door } from '../platform/db/index.ts';
import { newId, newToken } from '../platform/ids.ts';
import type { Logger } from '../platform/log.ts';
import type { Mail } from '../platform/mail.ts';
import { type Key, sha256 } from '../platform/secrets.ts';
import type { Settings } from '../platform/settings.ts';
import { systemActor } from './actors.ts';
import { signInLibrary } from './sign-in/library.ts';
import { authTables } from './sign-in/tables.ts';
import { type SecondStep, secondStep } from './sign-in/totp.ts';

export { signInRoutes } from './sign-in/routes.ts';

export interface Account {
  readonly org: string;
  readonly kind: 'staff' | 'participant';
  readonly id: string;
}

/** Somebody with a session, who may still owe the second step. */
export interface SignedIn {
  readonly userId: string;
  readonly sessionId: string;
  readonly account: Account;
  readonly role: string;
  readonly owesSecondStep: boolean;
}

export interface SignIn {
  /** Who this request's session belongs to, as an actor; undefined when nobody is fully signed in. */
  actorOf(headers: Headers, request: string): Promise<Actor | undefined>;
  /** The same with what the sign-in pages need to know; undefined when there is no session. */
  signedIn(headers: Headers): Promise<SignedIn | undefined>;
  /** The library's own routes, mounted at /api/auth/*. */
  answer(request: Request): Promise<Response>;
  /** A one-time address that signs this person in: printed for demo roles, given as an invitation. */
  oneTimeLink(person: Account, minutes: number): Promise<string>;
  /** Uses up a one-time address: the cookies of a new session and who it is; undefined when it is not good (any more). */
  openLink(
    token: string,
  ): Promise<{ cookies: readonly string[]; account: Account; role: string } | undefined>;
  /** Ends the session of these headers; the cookies that clear it. */
  leave(headers: Headers): Promise<readonly string[]>;
  /** Lets an account be reached by e-mail code. */
  setEmail(person: Account, email: string): Promise<void>;
  readonly secondStep: SecondStep;
}

interface Parts {
  readonly door: Door;
  readonly settings: Settings;
  readonly mail: Mail;
  readonly log: Logger;
  readonly clock: Clock;
  readonly masterKey: Key;
}

const keyFor = (master: Key, purpose: string): Key =>
  new Uint8Array(hkdfSync('sha256', master, new Uint8Array(), purpose, 32)) as Key;

export async function createSignIn({ door, settings, mail, clock, masterKey }: Parts): Promise<SignIn> {
  const tables = authTables(door);
  const secret = Buffer.from(keyFor(masterKey, 'sign-in')).toString('base64url');
  const library = signInLibrary(tables, secret, settings, mail);
  const step = secondStep(tables, keyFor(masterKey, 'second-step'));

  const signedIn = async (headers: Headers): Promise<SignedIn | undefined> => {
    if (!headers.has('cookie')) return undefined;
    const found = await library.api.getSession({ headers }).catch(() => null);
    if (found === null) return undefined;
    const account = await accountOf(door, found.user.id);
    const role = account === undefined ? undefined : await roleOf(door, account, clock.now());
    if (account === undefined || role === undefined) return undefined;
    const owesSecondStep = (await step.isOn(found.user.id)) && !(await step.hasPassed(found.session.id));
    return { userId: found.user.id, sessionId: found.session.id, account, role, owesSecondStep };
  };

  return {
    signedIn,
    secondStep: step,
    async actorOf(headers, request) {
      const who = await signedIn(headers);
      if (who === undefined || who.owesSecondStep) return undefined;
      return { org: who.account.org, id: who.account.id, role: who.role, request };
    },
    answer: (request) => library.handler(request),
    async oneTimeLink(person, minutes) {
      const token = newToken();
      await tables
        .insertInto('one_time_link')
        .values({
          token_hash: sha256(token),
          user_id: await userOf(door, tables, person, clock.now()),
          expires_at: new Date(clock.now().getTime() + minutes * 60_000),
          used_at: null,
        })
        .execute();
      return `${settings.url}/sign-in/link/${token}`;
    },
    async openLink(token) {
      const used = await tables
        .updateTable('one_time_link')
        .set({ used_at: clock.now() })
        .where('token_hash', '=', sha256(token))
        .where('used_at', 'is', null)
        .where('expires_at', '>', clock.now())
        .returning('user_id')
        .executeTakeFirst();
      if (used === undefined) return undefined;
      const account = await accountOf(door, used.user_id);
      const role = account === undefined ? undefined : await roleOf(door, account, clock.now());
      if (account === undefined || role === undefined) return undefined;
      const answer = await library.api.openSession({ body: { userId: used.user_id }, asResponse: true });
      return { cookies: answer.headers.getSetCookie(), account, role };
    },
    async leave(headers) {
      if (!headers.has('cookie')) return [];
      const answer = await library.api.signOut({ headers, asResponse: true }).catch(() => undefined);
      return answer?.headers.getSetCookie() ?? [];
    },
    async setEmail(person, email) {
      const id = await userOf(door, tables, person, clock.now());
      await tables
        .updateTable('user')
        .set({ email: email.toLowerCase(), emailVerified: true, updatedAt: clock.now() })
        .where('id', '=', id)
        .execute();
    },
  };
}

async function accountOf(door: Door, userId: string): Promise<Account | undefined> {
  const row = await door.asActor(systemActor('system:sign-in'), 'sign-in', (db) =>
    db
      .selectFrom('guard.account')
      .select(['org_id', 'person_kind', 'person_id'])
      .where('user_id', '=', userId)
      .executeTakeFirst(),
  );
  return row && { org: row.org_id, kind: row.person_kind as Account['kind'], id: row.person_id };
}

/** The role a session acts in; undefined for a member of staff who has left. */
async function roleOf(door: Door, { org, kind, id }: Account, now: Date): Promise<string | undefined> {
  if (kind === 'participant') return 'participant';
  const staff = await door.asActor(systemActor('system:sign-in', org), 'sign-in', (db) =>
    db.selectFrom('guard.staff').select(['role', 'left_on']).where('staff_id', '=', id).executeTakeFirst(),
  );
  if (staff === undefined) return undefined;
  const hasLeft = staff.left_on !== null && staff.left_on <= now.toISOString().slice(0, 10);
  return hasLeft ? undefined : staff.role;
}

/** The user behind a person, made now when there is none yet. */
async function userOf(
  door: Door,
  tables: ReturnType<typeof authTables>,
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
