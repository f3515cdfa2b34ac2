import type { Context } from 'hono';
import type { HttpEnv } from '../../platform/http/app.ts';
import { limitOf } from '../../platform/http/limit.ts';
import { refusal, refuse } from '../../platform/http/problem.ts';
import type { House } from '../house.ts';
import type { SignedIn } from '../sign-in.ts';

// One address may be a whole clinic that starts at nine.
const CALLS_PER_MINUTE = 60;
const TRIES_PER_MINUTE = 20;
// Guessing one person's code from many addresses: three tries a code, so fifteen in a quarter of an hour.
const CODES_PER_PERSON = 5;
const CODES_WINDOW_MS = 15 * 60_000;

/** What every route of sign-in leans on. */
export interface Desk {
  readonly house: House;
  /** @throws Refusal too-many; a `try` is a call that could be a guess */
  count(c: Context<HttpEnv>, kind: 'call' | 'try'): void;
  countCode(address: string): void;
  /** @throws Refusal not-signed-in, also while the second step is owed; locked */
  someone(c: Context<HttpEnv>): Promise<SignedIn>;
  /**
   * Somebody who may change how they come in: they showed who they are a moment ago, or have no way to yet.
   *
   * @throws Refusal as `someone`; prove-again
   */
  someoneProven(c: Context<HttpEnv>): Promise<SignedIn>;
}

export function deskOf(house: House): Desk {
  const calls = house.callers.perMinute(CALLS_PER_MINUTE);
  const tries = house.callers.perMinute(TRIES_PER_MINUTE);
  const codes = limitOf(CODES_PER_PERSON, CODES_WINDOW_MS);
  const someone = async (c: Context<HttpEnv>): Promise<SignedIn> => {
    const who = await house.signIn.signedIn(c.req.raw.headers);
    if (who === undefined || who.owesSecondStep) throw refuse('not-signed-in');
    if (who.present.standing === 'locked') throw refuse('locked');
    return who;
  };
  return {
    house,
    count(c, kind) {
      const limit = kind === 'call' ? calls : tries;
      if (!limit.allows(house.callers.addressOf(c), house.clock.now().getTime())) throw refuse('too-many');
    },
    countCode(address) {
      if (codes.allows(house.signIn.codes.aliasOf(address), house.clock.now().getTime())) return;
      throw refuse('too-many', { detail: 'Please wait 15 minutes before you ask for another code.' });
    },
    someone,
    async someoneProven(c) {
      const who = await someone(c);
      if (who.present.isFresh) return who;
      const ways = await house.signIn.waysOf(who);
      if (ways.key || ways.code || ways.mail) throw refuse('prove-again');
      return who;
    },
  };
}

export const notTheCode = () =>
  refusal(422, 'wrong-code', 'That code does not fit, or it is too old. You can ask for a new one.');
export const notTheKey = () =>
  refusal(422, 'wrong-key', 'That passkey did not work here. Try again, or sign in another way.');

export function setCookies(c: Context, cookies: readonly string[]): void {
  for (const cookie of cookies) c.header('set-cookie', cookie, { append: true });
}
