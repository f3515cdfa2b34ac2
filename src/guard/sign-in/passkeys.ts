import { getAuthenticatorName } from '@better-auth/passkey';
import type { z } from 'zod';
import { type Proven, unlessRefused } from './codes.ts';
import { type Library, SHOWN_NAME } from './library.ts';
import type { madeKeySchema, usedKeySchema } from './shapes.ts';

export type MadeKey = z.output<typeof madeKeySchema>;
export type UsedKey = z.output<typeof usedKeySchema>;

export interface PasskeyShown {
  readonly id: string;
  /** The program that keeps it, where it says so: "Google Password Manager". */
  readonly keeper: string | null;
  readonly addedAt: string | null;
}

interface Ceremony {
  /** What the browser's `navigator.credentials` is given (WebAuthn JSON). */
  readonly options: Readonly<Record<string, unknown>>;
  readonly cookies: readonly string[];
}

/** Passkeys (WebAuthn): a key on the person's own device, opened with a face, a finger or a PIN. */
export interface Passkeys {
  beginSignIn(): Promise<Ceremony>;
  /** undefined when the key is unknown here or the answer came too late */
  signIn(headers: Headers, credential: UsedKey): Promise<(Proven & { sessionId: string }) | undefined>;
  list(headers: Headers): Promise<readonly PasskeyShown[]>;
  beginAdding(headers: Headers): Promise<Ceremony>;
  /** false when the device's answer does not fit or came too late */
  add(headers: Headers, credential: MadeKey): Promise<boolean>;
  /** false when there is no such key of this person */
  remove(headers: Headers, id: string): Promise<boolean>;
}

export function passkeysOf({ api }: Library): Passkeys {
  return {
    async beginSignIn() {
      const { response, headers } = await api.generatePasskeyAuthenticationOptions({
        headers: new Headers(),
        returnHeaders: true,
      });
      return {
        options: { ...response, userVerification: 'required' },
        cookies: headers.getSetCookie(),
      };
    },
    async signIn(headers, credential) {
      const opened = await unlessRefused(
        api.verifyPasskeyAuthentication({ headers, body: { response: credential }, returnHeaders: true }),
      );
      if (opened === undefined) return undefined;
      const { session } = opened.response;
      return {
        userId: session.userId,
        sessionId: session.id,
        token: session.token,
        cookies: opened.headers.getSetCookie(),
      };
    },
    async list(headers) {
      const keys = await api.listPasskeys({ headers });
      return keys.map(({ id, aaguid, createdAt }) => ({
        id,
        keeper: getAuthenticatorName(aaguid) ?? null,
        addedAt: createdAt === null ? null : new Date(createdAt).toISOString(),
      }));
    },
    async beginAdding(headers) {
      const begun = await api.generatePasskeyRegistrationOptions({ headers, returnHeaders: true });
      const user = { ...begun.response.user, name: SHOWN_NAME, displayName: SHOWN_NAME };
      return { options: { ...begun.response, user }, cookies: begun.headers.getSetCookie() };
    },
    async add(headers, credential) {
      const added = await unlessRefused(
        api.verifyPasskeyRegistration({ headers, body: { response: credential } }),
      );
      return added !== undefined;
    },
    async remove(headers, id) {
      return (await unlessRefused(api.deletePasskey({ headers, body: { id } }))) !== undefined;
    },
  };
}
