/** Web push: one encrypted message to one device. RFC 8030, 8188, 8291, 8292. */
import {
  createCipheriv,
  createECDH,
  createPrivateKey,
  type ECDH,
  hkdfSync,
  randomBytes,
  sign,
} from 'node:crypto';
import { type Key, sha256 } from './secrets.ts';

/** As the browser gives it. */
export interface PushAddress {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

/** The device took its address back: nothing reaches it any more. */
export class PushGone extends Error {}

// The push services of the browsers there are. An address anywhere else would make us call whoever typed it.
const SERVICES = [
  /^fcm\.googleapis\.com$/,
  /^updates\.push\.services\.mozilla\.com$/,
  /(^|\.)push\.apple\.com$/,
  /(^|\.)notify\.windows\.com$/,
];
export function isPushService(endpoint: string): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname, port, username } = new URL(endpoint);
  return (
    protocol === 'https:' && port === '' && username === '' && SERVICES.some((name) => name.test(hostname))
  );
}

const RECORD_BYTES = 4096;
const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const hkdf = (secret: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, info, length));

/** What only the device can read. `local` and `salt` are new for each message; given only to prove the RFC's example. */
export function encryptFor(
  { keys }: PushAddress,
  words: string,
  local: ECDH = freshPair(),
  salt: Uint8Array = randomBytes(16),
): Uint8Array {
  const theirs = Buffer.from(keys.p256dh, 'base64url');
  const ours = local.getPublicKey();
  const shared = local.computeSecret(theirs);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), theirs, ours]);
  const secret = hkdf(shared, Buffer.from(keys.auth, 'base64url'), info, 32);
  const key = hkdf(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = hkdf(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  const body = Buffer.concat([cipher.update(words, 'utf8'), cipher.update(Buffer.from([2])), cipher.final()]);
  const head = Buffer.alloc(5);
  head.writeUInt32BE(RECORD_BYTES, 0);
  head.writeUInt8(ours.length, 4);
  return new Uint8Array(Buffer.concat([salt, head, ours, body, cipher.getAuthTag()]));
}

function freshPair(): ECDH {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  return pair;
}

export interface Push {
  /** What a browser must be told to subscribe: an uncompressed point, base64url. */
  readonly publicKey: string;
  /** `topic` lets a message that was sent twice take its own place. @throws PushGone */
  send(to: PushAddress, words: string, topic: string): Promise<void>;
}

const TTL_S = 4 * 60 * 60;
const TOKEN_S = 12 * 60 * 60;
const ANSWER_MS = 10_000;

/** `secret` is any 32 bytes that stay: the key pair is made of them. `contact` is where a push service would complain. */
export function createPush(secret: Key, contact: string, post: typeof fetch = fetch): Push {
  const pair = createECDH('prime256v1');
  // Of four thousand million secrets one is no point of the curve; its digest is.
  for (let tried: Uint8Array = secret; ; tried = sha256(tried)) {
    try {
      pair.setPrivateKey(tried);
      break;
    } catch {}
  }
  const point = pair.getPublicKey();
  const key = createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      d: pair.getPrivateKey('base64url' as 'base64'),
      x: base64url(point.subarray(1, 33)),
      y: base64url(point.subarray(33)),
    },
  });
  const tokenFor = (endpoint: string): string => {
    const said = [
      { typ: 'JWT', alg: 'ES256' },
      { aud: new URL(endpoint).origin, exp: Math.floor(Date.now() / 1000) + TOKEN_S, sub: contact },
    ]
      .map((part) => base64url(Buffer.from(JSON.stringify(part))))
      .join('.');
    return `${said}.${base64url(sign('sha256', Buffer.from(said), { key, dsaEncoding: 'ieee-p1363' }))}`;
  };
  return {
    publicKey: base64url(point),
    async send(to, words, topic) {
      if (!isPushService(to.endpoint)) throw new PushGone('Not the address of a push service.');
      const answer = await post(to.endpoint, {
        method: 'POST',
        headers: {
          authorization: `vapid t=${tokenFor(to.endpoint)}, k=${base64url(point)}`,
          'content-encoding': 'aes128gcm',
          'content-type': 'application/octet-stream',
          ttl: String(TTL_S),
          topic,
          urgency: 'normal',
        },
        body: Buffer.from(encryptFor(to, words)),
        redirect: 'error',
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      await answer.body?.cancel();
      if (answer.status === 404 || answer.status === 410) throw new PushGone('The device is gone.');
      if (!answer.ok) throw new Error(`The push service answered ${answer.status}.`);
    },
  };
}
