import type { Kysely } from 'kysely';
import type { Clock } from '../platform/clock.ts';
import type { Actor, Door } from '../platform/db/index.ts';
import { newToken } from '../platform/ids.ts';
import type { Logger } from '../platform/log.ts';
import type { Mail } from '../platform/mail.ts';
import { type Key, keyFor, sha256 } from '../platform/secrets.ts';
import type { Settings } from '../platform/settings.ts';
import { type Account, accountOf, userOf } from './sign-in/accounts.ts';
import { codePost, type EmailCodes, emailCodes, type Proven } from './sign-in/codes.ts';
import { signInLibrary } from './sign-in/library.ts';
import { type Passkeys, passkeysOf } from './sign-in/passkeys.ts';
import { type AuthTables, authTables } from './sign-in/tables.ts';
import { type SecondStep, secondStep } from './sign-in/totp.ts';

export type { Account } from './sign-in/accounts.ts';
export { signInRoutes } from './sign-in/routes.ts';

/** Somebody with a session, who may still owe the second step. */
export interface SignedIn {
  readonly userId: string;
  readonly sessionId: string;
  readonly account: Account;
  readonly role: string;
  readonly owesSecondStep: boolean;
  /** Whether codes can be mailed to them. */
  readonly hasEmail: boolean;
}

/** A session that just began. */
export interface Opened {
  readonly cookies: readonly string[];
  readonly account: Account;
  readonly role: string;
  readonly owesSecondStep: boolean;
}

export interface SignIn {
  /** Who this request's session belongs to, as an actor; undefined when nobody is fully signed in. */
  actorOf(headers: Headers, request: string): Promise<Actor | undefined>;
  /** The same with what the sign-in pages need to know; undefined when there is no session. */
  signedIn(headers: Headers): Promise<SignedIn | undefined>;
  /** A one-time address that signs this person in: printed for demo roles, given as an invitation. */
  oneTimeLink(person: Account, minutes: number): Promise<string>;
  /** Uses up a one-time address; undefined when it is not good (any more). */
  openLink(token: string): Promise<Opened | undefined>;
  /** Turns a code or a key that was good into a session; undefined for somebody who may not come in (any more). */
  open(proven: Proven & { sessionId?: string }): Promise<Opened | undefined>;
  /** Ends the session of these headers; the cookies that clear it. */
  leave(headers: Headers): Promise<readonly string[]>;
  readonly codes: EmailCodes;
  readonly passkeys: Passkeys;
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

export async function createSignIn({ door, settings, mail, log, clock, masterKey }: Parts): Promise<SignIn> {
  const tables = authTables(door);
  const secret = Buffer.from(keyFor(masterKey, 'sign-in')).toString('base64url');
  const post = codePost(mail, log);
  const library = signInLibrary(tables, secret, settings, post.deliver);
  const step = secondStep(tables, keyFor(masterKey, 'second-step'));

  const signedIn = async (headers: Headers): Promise<SignedIn | undefined> => {
    if (!headers.has('cookie')) return undefined;
    const found = await library.api.getSession({ headers });
    if (found === null) return undefined;
    const { user, session } = found;
    const person = await accountOf(door, user.id, clock.now());
    if (person === undefined) return undefined;
    return {
      ...person,
      userId: user.id,
      sessionId: session.id,
      owesSecondStep: await step.isOwed(user.id, session.id),
      hasEmail: user.emailVerified,
    };
  };

  return {
    signedIn,
    secondStep: step,
    codes: emailCodes(library, post, keyFor(masterKey, 'e-mail')),
    passkeys: passkeysOf(library),
    async actorOf(headers, request) {
      const who = await signedIn(headers);
      if (who === undefined || who.owesSecondStep) return undefined;
      return { org: who.account.org, id: who.account.id, role: who.role, request };
    },
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
      const person = await accountOf(door, used.user_id, clock.now());
      if (person === undefined) return undefined;
      await forgetWhatEnded(tables, clock.now());
      const { response, headers } = await library.api.openSession({
        body: { userId: used.user_id },
        returnHeaders: true,
      });
      const owesSecondStep = await step.isOwed(used.user_id, response.session.id);
      return { ...person, owesSecondStep, cookies: headers.getSetCookie() };
    },
    async open({ userId, sessionId, token, cookies }) {
      const person = await accountOf(door, userId, clock.now());
      if (person === undefined) {
        await tables.deleteFrom('session').where('token', '=', token).execute();
        return undefined;
      }
      await forgetWhatEnded(tables, clock.now());
      // Only a passkey tells which session it opened, and it is both steps in one.
      if (sessionId !== undefined) await step.countAsPassed(sessionId, clock.now());
      const owesSecondStep = sessionId === undefined && (await step.isOn(userId));
      return { ...person, owesSecondStep, cookies };
    },
    async leave(headers) {
      if (!headers.has('cookie')) return [];
      const left = await library.api.signOut({ headers, returnHeaders: true });
      return left.headers.getSetCookie();
    },
  };
}

/** Sessions, codes and one-time addresses that ended are of no use to anybody: each sign-in sweeps them away. */
async function forgetWhatEnded(tables: Kysely<AuthTables>, now: Date): Promise<void> {
  await tables.deleteFrom('session').where('expiresAt', '<', now).execute();
  await tables.deleteFrom('verification').where('expiresAt', '<', now).execute();
  await tables.deleteFrom('one_time_link').where('expires_at', '<', now).execute();
}
