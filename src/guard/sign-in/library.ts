import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { emailOTP } from 'better-auth/plugins';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Mail } from '../../platform/mail.ts';
import type { Settings } from '../../platform/settings.ts';
import type { AuthTables } from './tables.ts';

const CODE_SECONDS = 600;
const CODE_TRIES = 3;
const SESSION_SECONDS = 12 * 3600;

/** For whom an address or a code was good: signs that user in. Only this program can call it, no address leads here. */
const opensSessions = () => ({
  id: 'opens-sessions',
  endpoints: {
    openSession: createAuthEndpoint(
      '/open-session',
      { method: 'POST', body: z.object({ userId: z.string() }), metadata: { SERVER_ONLY: true } },
      async (ctx) => {
        const user = await ctx.context.internalAdapter.findUserById(ctx.body.userId);
        if (user === null) return ctx.json({ isOpen: false });
        const session = await ctx.context.internalAdapter.createSession(user.id);
        await setSessionCookie(ctx, { session, user });
        return ctx.json({ isOpen: true });
      },
    ),
  },
});

/** The sign-in library, set up for this program: no passwords, no names, no strangers, nothing sent elsewhere. */
export function signInLibrary(tables: Kysely<AuthTables>, secret: string, settings: Settings, mail: Mail) {
  const origins = originsOf(settings.url);
  return betterAuth({
    baseURL: settings.url,
    basePath: '/api/auth',
    secret,
    trustedOrigins: origins,
    database: { db: tables, type: 'postgres', transaction: false },
    telemetry: { enabled: false },
    emailAndPassword: { enabled: false },
    // Limits by address are the program's own (sign-in/routes.ts): addresses are never kept.
    rateLimit: { enabled: false },
    session: { expiresIn: SESSION_SECONDS, updateAge: 3600 },
    advanced: {
      cookiePrefix: 'w',
      useSecureCookies: settings.url.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { disableIpTracking: true },
      database: { validateSchema: false },
    },
    logger: { disabled: true },
    databaseHooks: {
      session: {
        create: { before: async (session) => ({ data: { ...session, ipAddress: null, userAgent: null } }) },
      },
    },
    plugins: [
      emailOTP({
        otpLength: 6,
        expiresIn: CODE_SECONDS,
        allowedAttempts: CODE_TRIES,
        disableSignUp: true,
        storeOTP: 'hashed',
        sendVerificationOTP: async ({ email, otp }) => {
          // A code for an address nobody has, or without a mail server, goes nowhere, and the answer is the same.
          if (!mail.isSet || email.endsWith('.invalid')) return;
          await mail.send({
            to: email,
            subject: 'Your code',
            text: `Your code: ${otp}\n\nIt works for 10 minutes.`,
          });
        },
      }),
      passkey({ rpID: new URL(settings.url).hostname, rpName: 'My week', origin: origins }),
      opensSessions(),
    ],
  });
}

/** The addresses people type. A trial on one machine is reached as localhost and as 127.0.0.1. */
export function originsOf(url: string): string[] {
  const { origin, hostname, port, protocol } = new URL(url);
  if (hostname !== 'localhost') return [origin];
  return [origin, `${protocol}//127.0.0.1${port === '' ? '' : `:${port}`}`];
}
