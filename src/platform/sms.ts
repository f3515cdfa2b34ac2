import { createHmac, timingSafeEqual } from 'node:crypto';

const ANSWER_MS = 10_000;

/** Where a text message goes; a provider is anything that takes a small JSON by HTTP (docs/operate.md). */
export interface Sms {
  readonly isSet: boolean;
  /** @returns the provider's own id; sent again with the same `id` the provider sends nothing twice */
  send(text: { to: string; text: string; id: string }): Promise<string>;
}

/** The provider turned it down for good: trying again would not help. */
export class SmsRefused extends Error {}

export function createSms(url: string | undefined, token: string | undefined): Sms {
  if (url === undefined) {
    return {
      isSet: false,
      send: async () => {
        throw new Error('No text messages can be sent (DAYBRIDGE_SMS_URL).');
      },
    };
  }
  return {
    isSet: true,
    async send({ to, text, id }) {
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': id,
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify({ to, text, id }),
        redirect: 'error',
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      const words = await answer.text();
      if (answer.status >= 400 && answer.status < 500 && answer.status !== 408 && answer.status !== 429) {
        throw new SmsRefused(`The provider answered ${answer.status}.`);
      }
      if (!answer.ok) throw new Error(`The provider answered ${answer.status}.`);
      return /"id"\s*:\s*"([\w-]{1,100})"/.exec(words)?.[1] ?? id;
    },
  };
}

/** How far the sender's clock may be off, and how long a signature is good. */
export const SIGNATURE_MS = 5 * 60 * 1000;

/** HMAC-SHA-256 in hex over "timestamp.body"; the timestamp is in seconds since 1970. */
export const signatureOf = (secret: string, timestamp: string, body: string): string =>
  createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');

/** Whether the words came from whoever knows the secret, and just now. */
export function isSigned(
  secret: string,
  { timestamp, signature, body }: { timestamp: string; signature: string; body: string },
  now: Date,
): boolean {
  if (!/^\d{9,11}$/.test(timestamp) || !/^[0-9a-f]{64}$/.test(signature)) return false;
  if (Math.abs(now.getTime() - Number(timestamp) * 1000) > SIGNATURE_MS) return false;
  return timingSafeEqual(
    Buffer.from(signature, 'hex'),
    Buffer.from(signatureOf(secret, timestamp, body), 'hex'),
  );
}
