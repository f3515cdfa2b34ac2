import type { Kysely } from 'kysely';
import type { Clock } from '../platform/clock.ts';
import type { Actor, Door } from '../platform/db/index.ts';
import { refuse } from '../platform/http/problem.ts';
import { newToken } from '../platform/ids.ts';
import type { Logger } from '../platform/log.ts';
import type { Mail } from '../platform/mail.ts';
import { type Key, keyFor, sha256 } from '../platform/secrets.ts';
import type { Settings } from '../platform/settings.ts';
import { type Account, accountOf, forgetSupporter, userOf } from './sign-in/accounts.ts';
import { codePost, type EmailCodes, emailCodes, type Proven } from './sign-in/codes.ts';
import { deviceOf } from './sign-in/device.ts';
import { signInLibrary } from './sign-in/library.ts';
import { type Passkeys, passkeysOf } from './sign-in/passkeys.ts';
import { type Presence, type Present, presenceIn } from './sign-in/presence.ts';
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
  readonly present: Present;
}

/** By what somebody can show that it is them. */
export interface Ways {
  readonly key: boolean;
  readonly code: boolean;
  readonly mail: boolean;
}

/** Seconds since a hand was last on the device, as the page tells; a caller that is no page is always there. */
const idleSecondsIn = (headers: Headers): number => {
  const said = /^\d{1,6}$/.exec(headers.get('x-idle') ?? '');
  return said === null ? 0 : Number(said[0]);
};

/** A session that just began. */
export interface Opened {
  readonly cookies: readonly string[];
  readonly account: Account;
  readonly role: string;
  readonly owesSecondStep: boolean;
}

export interface SignIn {
  /**
   * Who this request's session belongs to, as an actor; undefined when nobody is fully signed in.
   *
   * @throws Refusal locked; prove-again where a fresh proof is needed and there is none
   */
  actorOf(headers: Headers, request: string, needs?: { fresh: boolean }): Promise<Actor | undefined>;
  /** Whose session it is, locked or not, for the sign-in pages; undefined when there is none. Notes nothing. */
  signedIn(headers: Headers): Promise<SignedIn | undefined>;
  /** Somebody is there, though the page has nothing to ask. */
  stay(headers: Headers): Promise<void>;
  waysOf(who: SignedIn): Promise<Ways>;
  /** Counts what was just shown for this session and drops the session it opened; false for somebody else's. */
  prove(who: SignedIn, proven: Proven | undefined): Promise<boolean>;
  /** A one-time address that signs this person in: printed for demo roles, given as an invitation. */
  oneTimeLink(person: Account, minutes: number): Promise<string>;
  /** Uses up a one-time address; undefined when it is not good (any more). */
  openLink(token: string, userAgent?: string | null): Promise<Opened | undefined>;
  /** Signs in somebody who was just let in: they showed an invitation. */
  begin(person: Account, userAgent?: string | null): Promise<Opened | undefined>;
  /** No way in is left for this supporter. */
  forget(person: Account & { readonly kind: 'supporter' }): Promise<void>;
  /** Turns a code or a key that was good into a session; undefined for somebody who may not come in (any more). */
  open(proven: Proven & { sessionId?: string }, userAgent?: string | null): Promise<Opened | undefined>;
  /** Ends the session of these headers; the cookies that clear it. */
  leave(headers: Headers): Promise<readonly string[]>;
  readonly presence: Presence;
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

  const presence = presenceIn(tables);

  const lookUp = async (headers: Headers, idleSeconds?: number): Promise<SignedIn | undefined> => {
    const found = await library.api.getSession({ headers });
    if (found === null) return undefined;
    const { user, session } = found;
    const person = await accountOf(door, user.id, clock.now());
    if (person === undefined) return undefined;
    const present = await presence.look(session.id, person.account.kind, idleSeconds, clock.now());
    if (present.standing === 'over') {
      await presence.end(user.id, { id: session.id });
      return undefined;
    }
    return {
      ...person,
      present,
      userId: user.id,
      sessionId: session.id,
      owesSecondStep: await step.isOwed(user.id, session.id),
      hasEmail: user.emailVerified,
    };
  };

  const together = sharedByTurn<SignedIn | undefined>();
  const whoIs = async (headers: Headers, idleSeconds?: number): Promise<SignedIn | undefined> => {
    const cookie = headers.get('cookie');
    if (cookie === null) return undefined;
    return together(`${idleSeconds ?? ''} ${cookie}`, () => lookUp(headers, idleSeconds));
  };

  /** Sessions, codes and one-time addresses that ended are of no use to anybody: each sign-in sweeps them away. */
  const sweep = async (): Promise<void> => {
    await forgetWhatEnded(tables, clock.now());
    await presence.sweep(clock.now());
  };

  const openFor = async (userId: string, userAgent: string | null): Promise<Opened | undefined> => {
    const person = await accountOf(door, userId, clock.now());
    if (person === undefined) return undefined;
    await sweep();
    const { response, headers } = await library.api.openSession({ body: { userId }, returnHeaders: true });
    await presence.begin(response.session.token, deviceOf(userAgent), clock.now());
    const owesSecondStep = await step.isOwed(userId, response.session.id);
    return { ...person, owesSecondStep, cookies: headers.getSetCookie() };
  };

  return {
    signedIn: (headers) => whoIs(headers),
    async stay(headers) {
      await whoIs(headers, idleSecondsIn(headers));
    },
    async waysOf({ userId, hasEmail }) {
      const key = await tables
        .selectFrom('passkey')
        .select('id')
        .where('userId', '=', userId)
        .limit(1)
        .executeTakeFirst();
      const code = await step.isOn(userId);
      // Where a second step is set up, a letter alone proves too little.
      return { key: key !== undefined, code, mail: hasEmail && mail.isSet && !code };
    },
    async prove({ userId, sessionId }, proven) {
      if (proven === undefined) return false;
      await tables.deleteFrom('session').where('token', '=', proven.token).execute();
      if (proven.userId !== userId) return false;
      await presence.proven(sessionId, clock.now());
      return true;
    },
    presence,
    secondStep: step,
    codes: emailCodes(library, post, keyFor(masterKey, 'e-mail')),
    passkeys: passkeysOf(library),
    async actorOf(headers, request, needs) {
      const who = await whoIs(headers, idleSecondsIn(headers));
      if (who === undefined || who.owesSecondStep) return undefined;
      if (who.present.standing === 'locked') throw refuse('locked');
      if (needs?.fresh === true && !who.present.isFresh) throw refuse('prove-again');
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
    async openLink(token, userAgent = null) {
      const used = await tables
        .updateTable('one_time_link')
        .set({ used_at: clock.now() })
        .where('token_hash', '=', sha256(token))
        .where('used_at', 'is', null)
        .where('expires_at', '>', clock.now())
        .returning('user_id')
        .executeTakeFirst();
      return used && openFor(used.user_id, userAgent);
    },
    async begin(person, userAgent = null) {
      return openFor(await userOf(door, tables, person, clock.now()), userAgent);
    },
    async forget(person) {
      await forgetSupporter(door, tables, person);
    },
    async open({ userId, sessionId, token, cookies }, userAgent = null) {
      const person = await accountOf(door, userId, clock.now());
      if (person === undefined) {
        await tables.deleteFrom('session').where('token', '=', token).execute();
        return undefined;
      }
      await sweep();
      await presence.begin(token, deviceOf(userAgent), clock.now());
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

/**
 * A page asks for all its parts at once: what comes with the same words before the look-up begins shares it. What comes
 * later has its own, so that nobody is taken for signed in by what was read before they asked.
 */
function sharedByTurn<T>(): (words: string, lookUp: () => Promise<T>) => Promise<T> {
  const waiting = new Map<string, Promise<T>>();
  return (words, lookUp) => {
    const shared = waiting.get(words);
    if (shared !== undefined) return shared;
    const looking = new Promise<void>((turn) => setImmediate(turn)).then(() => {
      waiting.delete(words);
      return lookUp();
    });
    waiting.set(words, looking);
    return looking;
  };
}

async function forgetWhatEnded(tables: Kysely<AuthTables>, now: Date): Promise<void> {
  await tables.deleteFrom('session').where('expiresAt', '<', now).execute();
  await tables.deleteFrom('verification').where('expiresAt', '<', now).execute();
  await tables.deleteFrom('one_time_link').where('expires_at', '<', now).execute();
}
