import { randomBytes, timingSafeEqual } from 'node:crypto';
import { base32 } from '@better-auth/utils/base32';
import { createOTP } from '@better-auth/utils/otp';
import type { Kysely } from 'kysely';
import { refusal, refuse } from '../../platform/http/problem.ts';
import { type Key, seal, unseal } from '../../platform/secrets.ts';
import type { AuthTables } from './tables.ts';

const PERIOD_SECONDS = 30;
const SECRET_BYTES = 20;
const MISSES_MAX = 5;
const WAIT_MS = 5 * 60_000;

/** The second step at sign-in: a code from an authenticator program (RFC 6238, 6 digits, 30 seconds). */
export interface SecondStep {
  /** Whether this user set one up, so that a session needs it. */
  isOn(userId: string): Promise<boolean>;
  hasPassed(sessionId: string): Promise<boolean>;
  /** A new secret, not yet in force, to be typed or opened in the authenticator. */
  begin(userId: string): Promise<{ secret: string; link: string }>;
  /** @throws Refusal when the code is wrong, was used before, or was missed too often */
  pass(userId: string, sessionId: string, code: string, now: Date): Promise<void>;
}

export function secondStep(tables: Kysely<AuthTables>, key: Key): SecondStep {
  const rowOf = (userId: string) =>
    tables.selectFrom('totp').selectAll().where('user_id', '=', userId).executeTakeFirst();
  return {
    isOn: async (userId) => (await rowOf(userId))?.confirmed_at != null,
    hasPassed: async (sessionId) =>
      (await tables
        .selectFrom('totp_passed')
        .select('session_id')
        .where('session_id', '=', sessionId)
        .executeTakeFirst()) !== undefined,
    async begin(userId) {
      if ((await rowOf(userId))?.confirmed_at != null) {
        throw refusal(409, 'second-step-on', 'A second step is set up already.');
      }
      const secret = randomBytes(SECRET_BYTES).toString('hex');
      const row = {
        secret_sealed: seal(key, Buffer.from(secret)),
        confirmed_at: null,
        last_step: 0,
        misses: 0,
        missed_at: null,
      };
      await tables
        .insertInto('totp')
        .values({ user_id: userId, ...row })
        .onConflict((clash) => clash.column('user_id').doUpdateSet(row))
        .execute();
      const shown = base32.encode(secret, { padding: false });
      return { secret: shown, link: createOTP(secret).url('My week', 'sign-in') };
    },
    async pass(userId, sessionId, code, now) {
      const row = await rowOf(userId);
      if (row === undefined) throw refuse('not-found');
      if (
        row.misses >= MISSES_MAX &&
        row.missed_at !== null &&
        now.getTime() - row.missed_at.getTime() < WAIT_MS
      ) {
        throw refuse('too-many', { detail: 'Please wait five minutes before you try another code.' });
      }
      const secret = Buffer.from(unseal(key, row.secret_sealed)).toString('utf8');
      const step = await stepOf(secret, code, now, Number(row.last_step));
      if (step === undefined) {
        const misses = row.misses >= MISSES_MAX ? 1 : row.misses + 1;
        await tables
          .updateTable('totp')
          .set({ misses, missed_at: now })
          .where('user_id', '=', userId)
          .execute();
        throw refusal(422, 'wrong-code', 'That code does not fit. Use the newest one your program shows.');
      }
      // Only one of two requests with the same code can move the step on.
      const { numUpdatedRows } = await tables
        .updateTable('totp')
        .set({ last_step: step, misses: 0, confirmed_at: row.confirmed_at ?? now })
        .where('user_id', '=', userId)
        .where('last_step', '<', step)
        .executeTakeFirst();
      if (numUpdatedRows !== 1n)
        throw refusal(422, 'wrong-code', 'That code was used already. Wait for the next one.');
      await tables
        .insertInto('totp_passed')
        .values({ session_id: sessionId, passed_at: now })
        .onConflict((clash) => clash.doNothing())
        .execute();
    },
  };
}

/** The time step a code belongs to: now, or one before or after, and later than the last one used. */
async function stepOf(secret: string, code: string, now: Date, after: number): Promise<number | undefined> {
  const current = Math.floor(now.getTime() / 1000 / PERIOD_SECONDS);
  for (const step of [current, current - 1, current + 1]) {
    const expected = await createOTP(secret).hotp(step);
    if (
      step > after &&
      expected.length === code.length &&
      timingSafeEqual(Buffer.from(expected), Buffer.from(code))
    ) {
      return step;
    }
  }
  return undefined;
}
