import { api } from '../api.ts';

/** Whether this browser can hold and use passkeys with the JSON forms of WebAuthn. */
export const canUsePasskeys = (): boolean =>
  typeof PublicKeyCredential !== 'undefined' && 'parseRequestOptionsFromJSON' in PublicKeyCredential;

/** The person said no at their device, or it took too long: nothing is wrong. */
export class PasskeyNotUsed extends Error {}

async function ask(how: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  try {
    const given = await how();
    if (given instanceof PublicKeyCredential) return given;
  } catch (fault) {
    if (!(fault instanceof DOMException)) throw fault;
  }
  throw new PasskeyNotUsed();
}

/** Makes a passkey on this device for whoever is signed in. @throws PasskeyNotUsed */
export async function makePasskey(name: string): Promise<void> {
  const options = await api.get<PublicKeyCredentialCreationOptionsJSON>(
    '/api/auth/passkey/generate-register-options',
  );
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const made = await ask(() => navigator.credentials.create({ publicKey }));
  await api.post('/api/auth/passkey/verify-registration', { response: made.toJSON(), name });
}

/** Signs in with a passkey of this device. @throws PasskeyNotUsed */
export async function signInWithPasskey(): Promise<void> {
  const options = await api.get<PublicKeyCredentialRequestOptionsJSON>(
    '/api/auth/passkey/generate-authenticate-options',
  );
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const given = await ask(() => navigator.credentials.get({ publicKey }));
  await api.post('/api/auth/passkey/verify-authentication', { response: given.toJSON() });
}

export interface PasskeyShown {
  readonly id: string;
  readonly name: string | null;
  readonly createdAt: string;
}
export const listPasskeys = () => api.get<readonly PasskeyShown[]>('/api/auth/passkey/list-user-passkeys');
export const removePasskey = (id: string) => api.post('/api/auth/passkey/delete-passkey', { id });
