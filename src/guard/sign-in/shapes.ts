import { z } from '@hono/zod-openapi';

/** What crosses the wire at sign-in. */
export const emailSchema = z.object({
  email: z.email().max(254),
  language: z.enum(['en', 'es']).default('en'),
});

const code = z
  .string()
  .max(20)
  .transform((typed) => typed.replace(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'A code has 6 numbers.'));

export const invitationSchema = z.object({
  token: z.string().regex(/^[\w-]{43}$/),
  code,
  called: z.string().trim().min(1).max(40).describe('The name they go by'),
});
export const emailCodeSchema = z.object({ email: z.email().max(254), code });
export const codeSchema = z.object({ code });

const base64url = z
  .string()
  .min(1)
  .max(20_000)
  .regex(/^[\w-]+$/);
const credential = {
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}),
};

/** What a browser answers when it made a key, and when it used one: `PublicKeyCredential.toJSON()`. */
export const madeKeySchema = z
  .object({
    ...credential,
    response: z.object({
      clientDataJSON: base64url,
      attestationObject: base64url,
      transports: z
        .array(z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb']))
        .max(10)
        .default([]),
    }),
  })
  .openapi('MadeKey');
export const usedKeySchema = z
  .object({
    ...credential,
    response: z.object({
      clientDataJSON: base64url,
      authenticatorData: base64url,
      signature: base64url,
    }),
  })
  .openapi('UsedKey');

export const keyIdSchema = z.object({ id: z.string().min(1).max(100) });

export const nextSchema = z.object({ next: z.string().describe('The page to go to') });
export const optionsSchema = z.record(z.string(), z.unknown());
export const doneSchema = z.object({});
export const keysSchema = z.object({
  keys: z.array(z.object({ id: z.string(), keeper: z.string().nullable(), addedAt: z.string().nullable() })),
});
export const secretSchema = z.object({
  secret: z.string().describe('Base32, to be typed'),
  link: z.string().describe('otpauth:, to be opened'),
});

const canMail = z.boolean().describe('false: no mail server is set up, so no codes can be sent');

/** Where somebody stands with signing in. */
export const stateSchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('signed-out'), canMail }),
  z.object({
    is: z.enum(['owes-second-step', 'signed-in', 'locked']),
    canMail,
    home: z.string(),
    kind: z.enum(['staff', 'participant', 'supporter']),
    hasSecondStep: z.boolean(),
    hasEmail: z.boolean().describe('Whether codes can be mailed to this person'),
    isMine: z.boolean().describe('They said that this device is their own'),
    ways: z
      .object({ key: z.boolean(), code: z.boolean(), mail: z.boolean() })
      .describe('How they can show again that it is them'),
    idleMinutes: z.number().int().describe('After so many minutes without a touch the screen is locked'),
  }),
]);
export const sessionsSchema = z.object({
  sessions: z.array(
    z.object({
      id: z.string(),
      device: z.string().describe('"Firefox, Windows"; empty when unknown'),
      beganAt: z.string(),
      activeAt: z.string(),
      isThis: z.boolean(),
      isMine: z.boolean(),
    }),
  ),
});
export const mineSchema = z.object({ isMine: z.boolean() });
export type SessionsShown = z.infer<typeof sessionsSchema>;
export type SignInState = z.infer<typeof stateSchema>;
export type KeysShown = z.infer<typeof keysSchema>;
export type SecondStepSecret = z.infer<typeof secretSchema>;
export type Next = z.infer<typeof nextSchema>;
