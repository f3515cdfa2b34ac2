import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { emailOTP } from 'better-auth/plugins';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Settings } from '../../platform/settings.ts';
import type { AuthTables } from './tables.ts';

export const CODE_MINUTES = 10;
const CODE_TRIES = 3;
// The longest any session lives; how soon it ends by itself is said in presence.ts.
const SESSION_SECONDS = 30 * 24 * 3600;
/** What an authenticator shows beside the key: it may be seen by others who use the device. */
export const SHOWN_NAME = 'My week';

/** For whom an address or a code was good: signs that user in. Only this program can call it, no address leads here. */
const opensSessions = () => ({
  id: 'opens-sessions',
  endpoints: {
    openSession: createAuthEndpoint(
      '/open-session',
      { method: 'POST', body: z.object({ userId: z.string() }), metadata: { SERVER_ONLY: true } },
      async (ctx) => {
        const user = await ctx.context.internalAdapter.findUserById(ctx.body.userId);
        if (user === null) throw new APIError('NOT_FOUND');
        const session = await ctx.context.internalAdapter.createSession(user.id);
        await setSessionCookie(ctx, { session, user });
        return ctx.json({ session });
      },
    ),
  },
});

const mustKnowItsOwner = (isVerified: boolean | undefined): void => {
  if (isVerified !== true) throw new APIError('UNAUTHORIZED');
};

/**
 * The sign-in library, set up for this program: no passwords, no names, no strangers, nothing sent elsewhere. Its
 * own addresses are not mounted: their answers carry session tokens that a page should never see, and more can be
 * done there than is needed here. The program calls the few parts it uses (codes.ts, passkeys.ts).
 */
export function signInLibrary(
  tables: Kysely<AuthTables>,
  secret: string,
  settings: Settings,
  deliver: (code: string) => void,
) {
  const origins = originsOf(settings.url);
  return betterAuth({
    baseURL: settings.url,
    basePath: '/api/auth',
    secret,
    trustedOrigins: origins,
    database: { db: tables, type: 'postgres', transaction: false },
    telemetry: { enabled: false },
    emailAndPassword: { enabled: false },
    // Limits are the program's own (sign-in/routes.ts): addresses are never kept.
    rateLimit: { enabled: false },
    session: { expiresIn: SESSION_SECONDS, disableSessionRefresh: true },
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
        expiresIn: CODE_MINUTES * 60,
        allowedAttempts: CODE_TRIES,
        disableSignUp: true,
        storeOTP: 'hashed',
        changeEmail: { enabled: true },
        sendVerificationOTP: async ({ otp }) => deliver(otp),
      }),
      passkey({
        rpID: new URL(settings.url).hostname,
        rpName: SHOWN_NAME,
        origin: origins,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        advanced: { webAuthnChallengeCookie: 'key' },
        // A key counts as both steps, so its device must have asked for a face, a finger or a PIN.
        registration: {
          afterVerification: ({ verification }) =>
            mustKnowItsOwner(verification.registrationInfo?.userVerified),
        },
        authentication: {
          afterVerification: ({ verification }) =>
            mustKnowItsOwner(verification.authenticationInfo.userVerified),
        },
      }),
      opensSessions(),
    ],
  });
}

export type Library = ReturnType<typeof signInLibrary>;

/** The addresses people type. A trial on one machine is reached as localhost and as 127.0.0.1. */
function originsOf(url: string): string[] {
  const { origin, hostname, port, protocol } = new URL(url);
  if (hostname !== 'localhost') return [origin];
  return [origin, `${protocol}//127.0.0.1${port === '' ? '' : `:${port}`}`];
}
