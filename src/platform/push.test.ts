import { createDecipheriv, createECDH, createPublicKey, hkdfSync, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { createPush, encryptFor, isPushService, PushGone } from './push.ts';
import { newKey } from './secrets.ts';

// The example of RFC 8291, appendix A.
const AUTH = 'BTBZMqHH6r4Tts7J_aSIgg';
const P256DH = 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4';

test('a message is encrypted as RFC 8291 shows', () => {
  const local = createECDH('prime256v1');
  local.setPrivateKey(Buffer.from('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw', 'base64url'));
  const sealed = encryptFor(
    { endpoint: 'https://fcm.googleapis.com/x', keys: { p256dh: P256DH, auth: AUTH } },
    'When I grow up, I want to be a watermelon',
    local,
    Buffer.from('DGv6ra1nlYgDCS1FRnbzlw', 'base64url'),
  );
  expect(Buffer.from(sealed).toString('base64url')).toBe(
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
  );
});

test('a device reads what it is sent, the service is told who we are, and one that is gone is told apart', async () => {
  const device = createECDH('prime256v1');
  device.generateKeys();
  const auth = Buffer.alloc(16, 7);
  const to = {
    endpoint: 'https://updates.push.services.mozilla.com/wpush/v2/abc',
    keys: { p256dh: device.getPublicKey('base64url' as 'base64'), auth: auth.toString('base64url') },
  };
  const sent: { headers: Record<string, string>; body: Buffer }[] = [];
  let status = 201;
  const push = createPush(newKey(), 'https://example.org', async (_, init) => {
    sent.push(init as never);
    return new Response(null, { status });
  });
  await push.send(to, 'You have something at 5:30.', 'topic');
  const { headers, body } = sent[0] as (typeof sent)[0];
  expect(open(device, auth, body)).toBe('You have something at 5:30.');
  const [, token = ''] = /t=([^,]+),/.exec(headers.authorization ?? '') ?? [];
  const [head, claims, signature = ''] = token.split('.');
  const point = Buffer.from(push.publicKey, 'base64url');
  const key = createPublicKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  });
  expect(
    verify(
      'sha256',
      Buffer.from(`${head}.${claims}`),
      { key, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    ),
  ).toBe(true);
  status = 410;
  await expect(push.send(to, 'x', 't')).rejects.toThrow(PushGone);
  status = 500;
  await expect(push.send(to, 'x', 't')).rejects.toThrow('answered 500');
});

test('nothing is sent but to a push service of a browser', () => {
  for (const endpoint of [
    'http://fcm.googleapis.com/x',
    'https://169.254.169.254/latest',
    'https://localhost/x',
    'https://fcm.googleapis.com.evil.example/x',
    'https://fcm.googleapis.com@evil.example/x',
    'https://fcm.googleapis.com:8443/x',
    'not an address',
  ]) {
    expect(isPushService(endpoint)).toBe(false);
  }
  expect(isPushService('https://web.push.apple.com/abc')).toBe(true);
});

/** What the browser does. */
function open(device: ReturnType<typeof createECDH>, auth: Buffer, body: Buffer): string {
  const salt = body.subarray(0, 16);
  const theirs = body.subarray(21, 21 + body.readUInt8(20));
  const rest = body.subarray(21 + theirs.length);
  const of = (secret: Uint8Array, by: Uint8Array, info: Uint8Array, length: number) =>
    Buffer.from(hkdfSync('sha256', secret, by, info, length));
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), device.getPublicKey(), theirs]);
  const secret = of(device.computeSecret(theirs), auth, info, 32);
  const plain = createDecipheriv(
    'aes-128-gcm',
    of(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16),
    of(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12),
  );
  plain.setAuthTag(rest.subarray(-16));
  const words = Buffer.concat([plain.update(rest.subarray(0, -16)), plain.final()]);
  return words.subarray(0, -1).toString('utf8');
}
