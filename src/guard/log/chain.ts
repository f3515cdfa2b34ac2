/** The chain of seals over the log of who looked: what a link is made of, and how it is proved. Pure. */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { sha256 } from '../../platform/secrets.ts';

/** Rows of one organisation after `fromId` up to and with `toId`. */
export interface Link {
  readonly number: number;
  readonly fromId: number;
  readonly toId: number;
  readonly count: number;
  /** For each row its id (8 bytes, big endian) and the first 8 bytes of its digest. */
  readonly marks: Uint8Array;
  /** SHA-256 over the digests of all rows, in the order of their ids. */
  readonly rowsHash: Uint8Array;
  /** Head of the link before; zeros for the first. */
  readonly previous: Uint8Array;
}

export const NO_HEAD: Uint8Array = new Uint8Array(32);
export const MARK_BYTES = 16;

/** SHA-256 over everything a link says; what is signed. */
export function headOf({ number, fromId, toId, count, marks, rowsHash, previous }: Link): Uint8Array {
  const numbers = Buffer.alloc(32);
  for (const [at, value] of [number, fromId, toId, count].entries()) {
    numbers.writeBigUInt64BE(BigInt(value), at * 8);
  }
  return sha256(Buffer.concat([previous, numbers, sha256(marks), rowsHash]));
}

export interface SigningKey {
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  /** PKCS #8. */
  readonly privateKey: Uint8Array;
}

// An Ed25519 public key in SPKI is this and the 32 bytes (RFC 8410).
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

export function newSigningKey(): SigningKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }).subarray(SPKI.length)),
    privateKey: new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' })),
  };
}

export const signHead = (privateKey: Uint8Array, head: Uint8Array): Uint8Array =>
  new Uint8Array(
    sign(null, head, createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' })),
  );

/** Reads a public key once, to prove many heads. */
export const readPublicKey = (publicKey: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' });

export const isSignedBy = (key: KeyObject, head: Uint8Array, signature: Uint8Array): boolean =>
  verify(null, head, key, signature);

export const isSame = (one: Uint8Array, other: Uint8Array): boolean =>
  Buffer.from(one.buffer, one.byteOffset, one.byteLength).equals(other);

/** A row as it is marked: its id, and the beginning of its digest in hex. */
export interface Mark {
  readonly id: number;
  readonly digest: string;
}

export function marksIn(bytes: Uint8Array): readonly Mark[] {
  const all = Buffer.from(bytes);
  return Array.from({ length: Math.floor(all.length / MARK_BYTES) }, (_, nth) => {
    const at = nth * MARK_BYTES;
    return {
      id: Number(all.readBigUInt64BE(at)),
      digest: all.subarray(at + 8, at + MARK_BYTES).toString('hex'),
    };
  });
}

/** What is wrong with the rows of a link: the first place where they differ from what was sealed. */
export interface Broken {
  readonly what: 'edited' | 'missing' | 'inserted';
  readonly row: number;
}

export function firstDifference(sealed: readonly Mark[], there: readonly Mark[]): Broken | undefined {
  for (let at = 0; at < Math.max(sealed.length, there.length); at++) {
    const was = sealed[at];
    const is = there[at];
    if (was === undefined) return { what: 'inserted', row: is?.id ?? 0 };
    if (is === undefined || is.id > was.id) return { what: 'missing', row: was.id };
    if (is.id < was.id) return { what: 'inserted', row: is.id };
    if (is.digest !== was.digest) return { what: 'edited', row: was.id };
  }
  return undefined;
}
