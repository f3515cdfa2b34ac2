import { randomBytes, timingSafeEqual } from 'node:crypto';
import { base32 } from '@better-auth/utils/base32';
import { type Kysely, sql } from 'kysely';
import { refusal, refuse } from '../../platform/http/problem.ts';
import { type Key, seal, unseal } from '../../platform/secrets.ts';
import { hotp } from './hotp.ts';
import { SHOWN_NAME } from './library.ts';
import type { AuthTables } from './tables.ts';

const PERIOD_SECONDS = 30;
const SECRET_BYTES = 20;
const TRIES_MAX = 5;
const WAIT_MINUTES = 5;

/** The second step at sign-in: a code from an authenticator program (RFC 6238, 6 digits, 30 seconds). */
export interface SecondStep {
  /** Whether this user set one up. */
  isOn(userId: string): Promise<boolean>;
  /** Whether this session still has to show a code. */
  isOwed(userId: string, sessionId: string): Promise<boolean>;
  /**
   * A new secret, not yet in force, to be typed or opened in the authenticator.
   *
   * @throws Refusal when one is in force already
   */
  begin(userId: string): Promise<{ secret: string; link: string }>;
  /**
   * Shows a code for this session; the first one puts a new secret in force.
   *
   * @throws Refusal when the code is wrong, was used before, or too many were tried
   */
  pass(userId: string, sessionId: string, code: string, now: Date): Promise<void>;
  /** What was shown instead of a code is as good: a passkey that knows its owner. */
  countAsPassed(sessionId: string, now: Date): Promise<void>;
  /** Ends the second step; needs a last code, and throws as `pass` does. */
  end(userId: string, code: string, now: Date): Promise<void>;
}

export function secondStep(tables: Kysely<AuthTables>, key: Key): SecondStep {
  const isOn = async (userId: string): Promise<boolean> => {
    const row = await tables
      .selectFrom('totp')
      .select('user_id')
      .where('user_id', '=', userId)
      .where('confirmed_at', 'is not', null)
      .executeTakeFirst();
    return row !== undefined;
  };

  const isBegun = async (userId: string): Promise<boolean> => {
    const row = await tables
      .selectFrom('totp')
      .select('user_id')
      .where('user_id', '=', userId)
      .executeTakeFirst();
    return row !== undefined;
  };

  /** Takes one of the few tries, checks the code, and uses it up. */
  const check = async (userId: string, code: string, now: Date): Promise<void> => {
    const rested = new Date(now.getTime() - WAIT_MINUTES * 60_000);
    // Counted before the code is looked at and in one statement, so that many at once gain nothing.
    const row = await tables
      .updateTable('totp')
      .set({
        tries: sql<number>`case when tried_at < ${rested} then 1 else tries + 1 end`,
        tried_at: now,
      })
      .where('user_id', '=', userId)
      .where((is) => is.or([is('tries', '<', TRIES_MAX), is('tried_at', '<', rested)]))
      .returning(['secret_sealed', 'last_step'])
      .executeTakeFirst();
    if (row === undefined) {
      if (!(await isBegun(userId))) throw refuse('not-found');
      throw refuse('too-many', {
        detail: `Please wait ${WAIT_MINUTES} minutes before you try another code.`,
      });
    }
    const step = stepOf(unseal(key, row.secret_sealed), code, now);
    if (step === undefined) {
      throw refusal(422, 'wrong-code', 'That code does not fit. Use the newest one your program shows.');
    }
    // Only one of two requests with the same code can move the step on.
    const { numUpdatedRows } = await tables
      .updateTable('totp')
      .set({ last_step: step, tries: 0 })
      .where('user_id', '=', userId)
      .where('last_step', '<', step)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) {
      throw refusal(422, 'wrong-code', 'That code was used already. Wait for the next one.');
    }
  };

  const countAsPassed = async (sessionId: string, now: Date): Promise<void> => {
    await tables
      .insertInto('totp_passed')
      .values({ session_id: sessionId, passed_at: now })
      .onConflict((clash) => clash.doNothing())
      .execute();
  };

  return {
    isOn,
    countAsPassed,
    async isOwed(userId, sessionId) {
      const row = await tables
        .selectFrom('totp')
        .leftJoin('totp_passed', (join) => join.on('totp_passed.session_id', '=', sessionId))
        .select('totp_passed.passed_at')
        .where('totp.user_id', '=', userId)
        .where('totp.confirmed_at', 'is not', null)
        .executeTakeFirst();
      return row !== undefined && row.passed_at === null;
    },
    async begin(userId) {
      if (await isOn(userId)) throw refusal(409, 'second-step-on', 'A second step is set up already.');
      const secret = randomBytes(SECRET_BYTES);
      const row = {
        secret_sealed: seal(key, secret),
        confirmed_at: null,
        last_step: 0,
        tries: 0,
        tried_at: null,
      };
      await tables
        .insertInto('totp')
        .values({ user_id: userId, ...row })
        .onConflict((clash) => clash.column('user_id').doUpdateSet(row))
        .execute();
      const shown = base32.encode(secret, { padding: false });
      return {
        secret: shown,
        link: `otpauth://totp/${encodeURIComponent(SHOWN_NAME)}?secret=${shown}&period=${PERIOD_SECONDS}`,
      };
    },
    async pass(userId, sessionId, code, now) {
      await check(userId, code, now);
      await tables
        .updateTable('totp')
        .set({ confirmed_at: now })
        .where('user_id', '=', userId)
        .where('confirmed_at', 'is', null)
        .execute();
      await countAsPassed(sessionId, now);
    },
    async end(userId, code, now) {
      await check(userId, code, now);
      await tables.deleteFrom('totp').where('user_id', '=', userId).execute();
    },
  };
}

/** The time step a code belongs to: now, or one before or after. */
function stepOf(secret: Uint8Array, code: string, now: Date): number | undefined {
  const current = Math.floor(now.getTime() / 1000 / PERIOD_SECONDS);
  return [current, current - 1, current + 1].find((step) => {
    const expected = Buffer.from(hotp(secret, step));
    const typed = Buffer.from(code);
    return expected.length === typed.length && timingSafeEqual(expected, typed);
  });
}
