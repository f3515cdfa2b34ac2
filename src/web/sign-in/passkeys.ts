import type { KeysShown, Next } from '../../guard/sign-in/shapes.ts';
import { api } from '../api.ts';

export type KeyShown = KeysShown['keys'][number];

const IP_ADDRESS = /^[\d.]+$|^\[/;

/** Whether this browser can hold and use passkeys here: they belong to a name, not to a bare IP address. */
export const canUsePasskeys = (): boolean =>
  typeof PublicKeyCredential !== 'undefined' &&
  'parseRequestOptionsFromJSON' in PublicKeyCredential &&
  !IP_ADDRESS.test(window.location.hostname);

/** The person said no at their device, or it took too long: nothing is wrong. */
export class PasskeyNotUsed extends Error {
  /** This device holds a key already. */
  readonly isHere: boolean;
  constructor(isHere: boolean) {
    super('The device did not go along.');
    this.isHere = isHere;
  }
}

async function ask(how: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  try {
    const given = await how();
    if (given instanceof PublicKeyCredential) return given;
  } catch (fault) {
    if (!(fault instanceof DOMException)) throw fault;
    throw new PasskeyNotUsed(fault.name === 'InvalidStateError');
  }
  throw new PasskeyNotUsed(false);
}

/** Makes a passkey on this device for whoever is signed in. @throws PasskeyNotUsed */
export async function makePasskey(): Promise<void> {
  const options = await api.post<PublicKeyCredentialCreationOptionsJSON>('/api/sign-in/keys/begin');
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const made = await ask(() => navigator.credentials.create({ publicKey }));
  await api.post('/api/sign-in/keys', made.toJSON());
}

async function askPasskey(): Promise<PublicKeyCredentialJSON> {
  const options = await api.post<PublicKeyCredentialRequestOptionsJSON>('/api/sign-in/passkey/begin');
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return (await ask(() => navigator.credentials.get({ publicKey }))).toJSON();
}

/** Signs in with a passkey of this device; the page to go to. @throws PasskeyNotUsed */
export async function signInWithPasskey(): Promise<string> {
  return (await api.post<Next>('/api/sign-in/passkey', await askPasskey())).next;
}

/** Shows that whoever is signed in is still the same person. @throws PasskeyNotUsed */
export async function proveWithPasskey(): Promise<void> {
  await api.post('/api/sign-in/prove/key', await askPasskey());
}

export const listPasskeys = async (): Promise<readonly KeyShown[]> =>
  (await api.get<KeysShown>('/api/sign-in/keys')).keys;
export const removePasskey = (id: string) => api.delete(`/api/sign-in/keys/${encodeURIComponent(id)}`);
