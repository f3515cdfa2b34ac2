import { createDecipheriv, createECDH, hkdfSync } from 'node:crypto';

/** A phone that takes push messages and reads them, as RFC 8291 says. */
export interface Device {
  readonly keys: { readonly p256dh: string; readonly auth: string };
  open(body: Buffer): string;
}

export function newDevice(): Device {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  const auth = Buffer.alloc(16, 7);
  return {
    keys: { p256dh: pair.getPublicKey('base64url' as 'base64'), auth: auth.toString('base64url') },
    open(body) {
      const theirs = body.subarray(21, 21 + body.readUInt8(20));
      const sealed = body.subarray(21 + theirs.length);
      const of = (secret: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number) =>
        Buffer.from(hkdfSync('sha256', secret, salt, info, length));
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), pair.getPublicKey(), theirs]);
      const secret = of(pair.computeSecret(theirs), auth, info, 32);
      const salt = body.subarray(0, 16);
      const plain = createDecipheriv(
        'aes-128-gcm',
        of(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16),
        of(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12),
      );
      plain.setAuthTag(sealed.subarray(-16));
      return Buffer.concat([plain.update(sealed.subarray(0, -16)), plain.final()])
        .subarray(0, -1)
        .toString('utf8');
    },
  };
}
