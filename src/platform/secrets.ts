import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

/** 32 bytes for AES-256. */
export type Key = Uint8Array & { readonly __brand: 'key' };

const FORMAT = 1; // first byte of everything sealed, so that a later cipher can be told apart
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export const newKey = (): Key => new Uint8Array(randomBytes(32)) as Key;

/** AES-256-GCM: format byte, 12-byte nonce, 16-byte tag, then the ciphertext. */
export function seal(key: Key, plain: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return new Uint8Array(Buffer.concat([Buffer.from([FORMAT]), nonce, cipher.getAuthTag(), body]));
}

/** @throws when the key is another one or a byte was changed */
export function unseal(key: Key, sealed: Uint8Array): Uint8Array {
  const bytes = Buffer.from(sealed);
  if (bytes[0] !== FORMAT) throw new Error('This was sealed in a format unknown to this version.');
  const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
  const tag = bytes.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES);
  const cipher = createDecipheriv('aes-256-gcm', key, nonce);
  cipher.setAuthTag(tag);
  return new Uint8Array(
    Buffer.concat([cipher.update(bytes.subarray(1 + NONCE_BYTES + TAG_BYTES)), cipher.final()]),
  );
}

export const sealJson = (key: Key, value: unknown): Uint8Array =>
  seal(key, Buffer.from(JSON.stringify(value)));
export const unsealJson = (key: Key, sealed: Uint8Array): unknown =>
  JSON.parse(Buffer.from(unseal(key, sealed)).toString('utf8'));

/** A key for one purpose, made of another (HKDF-SHA-256). */
export const keyFor = (key: Key, purpose: string): Key =>
  new Uint8Array(hkdfSync('sha256', key, new Uint8Array(), purpose, 32)) as Key;

export const sha256 = (words: string | Uint8Array): Uint8Array =>
  new Uint8Array(createHash('sha256').update(words).digest());
