import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ORG_ID, openProgram, PEOPLE, type Program } from '../../../test/support/program.ts';
import { newId } from '../../platform/ids.ts';
import { createMail } from '../../platform/mail.ts';
import { createSms, signatureOf } from '../../platform/sms.ts';
import { mondayOf } from '../../schedule/index.ts';
import { remind } from '../../schedule/reminders.jobs.ts';
import { systemActor } from '../actors.ts';
import type { House } from '../house.ts';
import { say } from './message.store.ts';
import { sendDue } from './messages.jobs.ts';

const SECRET = 'a secret of the provider';
let program: Program;
/** Signed in now, whatever hour the test says it is. */
const karen = () => program.signIn(PEOPLE.karen);
let smsServer: Server;
let mailServer: SMTPServer;
let smsSent: { to: string; text: string; id: string; key: string }[] = [];
let letters: string[] = [];
let smsStatus = 200;
let mailRefuses = false;
let now = new Date();
let house: House;

beforeAll(async () => {
  program = await openProgram({ clock: { now: () => now } });
  smsServer = createServer((request, answer) => {
    let words = '';
    request.on('data', (part) => {
      words += part;
    });
    request.on('end', () => {
      if (smsStatus === 200) {
        smsSent.push({ ...JSON.parse(words), key: String(request.headers['idempotency-key']) });
      }
      answer.writeHead(smsStatus, { 'content-type': 'application/json' }).end('{"id":"their-id"}');
    });
  }).listen(0, '127.0.0.1');
  mailServer = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_, __, done) =>
      done(mailRefuses ? Object.assign(new Error('no such box'), { responseCode: 550 }) : undefined),
    onData(stream, _, done) {
      let words = '';
      stream.on('data', (part: Buffer) => {
        words += part.toString();
      });
      stream.on('end', () => {
        letters.push(words);
        done();
      });
    },
  });
  await new Promise<void>((open) => mailServer.listen(0, '127.0.0.1', open));
  const smsPort = (smsServer.address() as AddressInfo).port;
  const mailPort = (mailServer.server.address() as AddressInfo).port;
  house = {
    ...program.house,
    sms: createSms(`http://127.0.0.1:${smsPort}/send`, 'word'),
    mail: createMail(`smtp://127.0.0.1:${mailPort}`, 'note@example.org'),
  };
  Object.assign(program.house.settings, { smsSecret: SECRET });
});
afterAll(async () => {
  smsServer.close();
  mailServer.close();
  await program.drop();
});
beforeEach(() => {
  smsSent = [];
  letters = [];
  smsStatus = 200;
  mailRefuses = false;
  // Noon in Tampa, whatever the day: nobody is asleep.
  now = new Date(`${program.today}T17:00:00Z`);
});
afterEach(() => set('sms', '813-555-0142'));

const messenger = systemActor('system:messenger', ORG_ID);
const asMessenger = <T>(work: Parameters<typeof program.house.door.asActor<T>>[2]) =>
  program.house.door.asActor(messenger, 'operations', work);

/** Karen is reached this way and wants it. */
async function set(channel: 'sms' | 'email', value: string, more: object = {}) {
  const { sealersFor } = await import('../sealing.ts');
  await program.house.door.asActor(
    { org: ORG_ID, id: PEOPLE.karen.id, role: 'participant', request: newId() },
    'self',
    async (db) => {
      const sealer = (await sealersFor(db, program.house.masterKey, [PEOPLE.karen.id])).get(PEOPLE.karen.id);
      await db
        .updateTable('guard.contact')
        .set({
          contact_sealed: sealer?.seal({
            channel: channel === 'sms' ? 'text' : 'email',
            value,
            hours: [],
            ifSomeoneElse: 'ok',
          }) as Uint8Array,
        })
        .where('participant_id', '=', PEOPLE.karen.id)
        .execute();
    },
  );
  const { etag } = await mine();
  const answer = await program.send('/api/my/notifications', {
    method: 'PUT',
    cookie: await karen(),
    json: { isOn: true, channels: [channel], quietFrom: 1260, quietUntil: 480, maySay: [], ...more },
    headers: { 'if-match': etag },
  });
  expect(answer.status).toBe(200);
}
async function mine() {
  const answer = await program.send('/api/my/notifications', { cookie: await karen() });
  return { etag: answer.headers.get('etag') ?? '', body: await answer.json() };
}
const queue = (occasion: string = newId(), more: object = {}) =>
  asMessenger((db) =>
    say(db, messenger, [
      {
        participant: PEOPLE.karen.id,
        kind: 'reminder',
        occasion,
        facts: { at: new Date(now.getTime() + 7_200_000).toISOString() },
        notBefore: now,
        notAfter: new Date(now.getTime() + 3_600_000),
        ...more,
      },
    ]),
  );
const row = (occasion: string) =>
  asMessenger((db) =>
    db.selectFrom('guard.message').selectAll().where('occasion', '=', occasion).executeTakeFirstOrThrow(),
  );

describe('the outbox', () => {
  test('says a thing once, however often it is told and however many look', async () => {
    await set('sms', '813-555-0142');
    expect(await queue('once')).toBe(1);
    expect(await queue('once')).toBe(0);
    await Promise.all([sendDue(house, ORG_ID), sendDue(house, ORG_ID), sendDue(house, ORG_ID)]);
    await sendDue(house, ORG_ID);
    expect(smsSent).toHaveLength(1);
    expect(smsSent[0]).toMatchObject({ to: '813-555-0142', key: smsSent[0]?.id });
    expect(smsSent[0]?.text).toMatch(/^You have something at 2:00 PM today\. Reply 1/);
    expect(await row('once')).toMatchObject({ state: 'sent', provider_ref: 'their-id', why: null });
  });

  test('tries again after a while, and gives up in the end', async () => {
    await set('sms', '813-555-0142');
    smsStatus = 503;
    await queue('again', { notAfter: new Date(now.getTime() + 86_400_000) });
    const waits: number[] = [];
    for (let nth = 0; nth < 8; nth++) {
      const before = await row('again');
      if (before.state !== 'waiting') break;
      await sendDue(house, ORG_ID);
      const after = await row('again');
      if (after.next_try_at !== null && after.state === 'waiting') {
        waits.push((after.next_try_at.getTime() - now.getTime()) / 60_000);
        now = after.next_try_at;
      }
    }
    expect(waits).toEqual([1, 5, 30, 120]);
    expect(await row('again')).toMatchObject({ state: 'failed', why: 'unreachable', tries: 5 });
  });

  test('does not try again what was turned down for good', async () => {
    await set('sms', '813-555-0142');
    smsStatus = 400;
    await queue('refused');
    await sendDue(house, ORG_ID);
    expect(await row('refused')).toMatchObject({ state: 'failed', why: 'refused', tries: 1 });
    await set('email', 'karen@mail.example');
    mailRefuses = true;
    await queue('refused letter');
    await sendDue(house, ORG_ID);
    expect(await row('refused letter')).toMatchObject({ state: 'failed', why: 'refused' });
  });

  test('cut off in the middle, a text goes out again under the same id, a letter never', async () => {
    for (const [channel, value] of [
      ['sms', '813-555-0142'],
      ['email', 'karen@mail.example'],
    ] as const) {
      await set(channel, value);
      const occasion = `cut off ${channel}`;
      await queue(occasion);
      // Claimed, and then the program was killed.
      const { claimDue } = await import('./message.store.ts');
      await asMessenger((db) => claimDue(db, house.masterKey, now, 'America/New_York'));
      await sendDue(house, ORG_ID);
      expect(smsSent.length + letters.length).toBe(0);
      now = new Date(now.getTime() + 11 * 60_000);
      await sendDue(house, ORG_ID);
      if (channel === 'sms') {
        expect(smsSent).toHaveLength(1);
        smsSent = [];
      } else {
        expect(letters).toHaveLength(0);
        expect(await row(occasion)).toMatchObject({ state: 'failed', why: 'cut-off' });
      }
    }
  });

  test('leaves unsaid what is off, too late, or would wake somebody', async () => {
    await set('sms', '813-555-0142', { isOn: false });
    await queue('off');
    await sendDue(house, ORG_ID);
    expect(await row('off')).toMatchObject({ state: 'dropped', why: 'off' });
    await set('sms', '813-555-0142', { quietFrom: 0, quietUntil: 1380 });
    await queue('quiet', { notAfter: new Date(now.getTime() + 86_400_000) });
    await sendDue(house, ORG_ID);
    const waiting = await row('quiet');
    expect(waiting.state).toBe('waiting');
    expect(waiting.next_try_at?.toISOString().slice(11)).toBe('04:00:00.000Z');
    now = new Date(now.getTime() + 2 * 86_400_000);
    await sendDue(house, ORG_ID);
    expect(await row('quiet')).toMatchObject({ state: 'dropped', why: 'too-late' });
    expect(smsSent).toEqual([]);
  });
});

describe('a letter', () => {
  test('has neutral words, an id of its own, and nothing in its head but what it must have', async () => {
    await set('email', 'karen@mail.example');
    await queue('letter');
    await sendDue(house, ORG_ID);
    expect(letters).toHaveLength(1);
    expect(letters[0]).toContain('Subject: A note for you');
    expect(letters[0]).toContain('To: karen@mail.example');
    expect(letters[0]).toMatch(/You have something at 2:00 PM today\.\r\n/);
    expect(letters[0]).not.toMatch(/daybridge(?!\.invalid)|tampa|karen(?!@)/i);
  });

  test.each([
    'karen@mail.example\r\nBcc: all@mail.example',
    'karen@mail.example, other@mail.example',
    '"x\r\nSubject: y"@mail.example',
  ])('cannot be turned to somebody else: %j', async (value) => {
    await set('email', value);
    const occasion = `to ${newId()}`;
    await queue(occasion);
    await sendDue(house, ORG_ID);
    for (const letter of letters) {
      expect(letter).not.toMatch(/^Bcc:/im);
      expect(letter).not.toMatch(/^Subject: y/im);
      expect(letter).not.toMatch(/^To:.*other@mail\.example>?, |^To: .*, *other@/im);
    }
    expect(letters.length).toBeLessThanOrEqual(1);
  });
});

describe('replies', () => {
  const reply = (text: string, more: { from?: string; at?: Date; secret?: string; body?: string } = {}) => {
    const body = more.body ?? JSON.stringify({ from: more.from ?? '+1 (813) 555-0142', text });
    const timestamp = String(Math.floor((more.at ?? now).getTime() / 1000));
    return program.app.request('/api/webhooks/sms', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-forwarded-for': newId(),
        'x-daybridge-timestamp': timestamp,
        'x-daybridge-signature': signatureOf(more.secret ?? SECRET, timestamp, body),
      },
      body,
    });
  };

  test('1 and 2 belong to the last reminder; other words are kept nowhere', async () => {
    await set('sms', '813-555-0142');
    now = new Date(now.getTime() + 3_600_000); // after every other of this file
    await queue('asked');
    await sendDue(house, ORG_ID);
    expect((await reply('I feel like using tonight')).status).toBe(200);
    expect(await row('asked')).toMatchObject({ reply: null });
    expect((await reply('2')).status).toBe(200);
    expect(await row('asked')).toMatchObject({ reply: 'cannot' });
    expect((await reply('1', { from: '813-555-7777' })).status).toBe(200);
    expect(await row('asked')).toMatchObject({ reply: 'cannot' });
    expect(program.logged.join('')).not.toContain('feel like');
  });

  test('STOP ends texts at once, START or the page begins them again', async () => {
    await set('sms', '813-555-0142');
    await queue('before stop');
    await sendDue(house, ORG_ID);
    await reply('ALTO');
    expect((await mine()).body.choice.isStopped).toBe(true);
    await queue('after stop');
    await sendDue(house, ORG_ID);
    expect(await row('after stop')).toMatchObject({ state: 'dropped', why: 'stopped' });
    await reply('start');
    expect((await mine()).body.choice.isStopped).toBe(false);
    await reply('stop');
    await set('sms', '813-555-0142');
    expect((await mine()).body.choice.isStopped).toBe(false);
  });

  test('forged, old, of the future, replayed or broken ones are refused', async () => {
    const minutes = (n: number) => new Date(now.getTime() + n * 60_000);
    expect((await reply('1', { secret: 'another secret of theirs' })).status).toBe(401);
    expect((await reply('1', { at: minutes(-6) })).status).toBe(401);
    expect((await reply('1', { at: minutes(6) })).status).toBe(401);
    expect((await reply('1', { body: '{' })).status).toBe(400);
    expect((await reply('1', { body: '{"from":1}' })).status).toBe(422);
    expect((await reply('once', { at: minutes(1) })).status).toBe(200);
    expect((await reply('once', { at: minutes(1) })).status).toBe(409);
    const bare = await program.app.request('/api/webhooks/sms', { method: 'POST', body: '{}' });
    expect(bare.status).toBe(401);
  });
});

describe('what the person chose', () => {
  test('is read and changed by them alone, one change at a time', async () => {
    const { etag } = await mine();
    const change = async (ifMatch: string, json: object) =>
      program.send('/api/my/notifications', {
        method: 'PUT',
        cookie: await karen(),
        json,
        headers: { 'if-match': ifMatch },
      });
    const choice = { isOn: true, channels: ['sms'], quietFrom: 0, quietUntil: 0, maySay: ['place'] };
    expect((await change(etag, choice)).status).toBe(200);
    expect((await change(etag, choice)).status).toBe(412);
    const { body, etag: newer } = await mine();
    expect(body.preview.find(({ kind }: { kind: string }) => kind === 'reminder').text).toMatch(/ At /);
    expect((await change(newer, { ...choice, channels: ['pigeon'] })).status).toBe(422);
    const dana = await program.send('/api/my/notifications', { cookie: await program.signIn(PEOPLE.dana) });
    expect(dana.status).toBe(404);
  });

  test('a device is kept only when its address is a push service of a browser', async () => {
    const keys = { p256dh: 'B'.repeat(87), auth: 'a'.repeat(22) };
    const add = async (endpoint: string) =>
      program.send('/api/my/notifications/device', {
        method: 'POST',
        cookie: await karen(),
        json: { endpoint, keys },
      });
    expect((await add('https://169.254.169.254/latest/meta-data')).status).toBe(422);
    expect((await add('https://fcm.googleapis.com/fcm/send/abc')).status).toBe(201);
    expect((await mine()).body.devices).toBe(1);
    const gone = await program.send('/api/my/notifications/devices/forget', {
      method: 'POST',
      cookie: await karen(),
      json: {},
    });
    expect(await gone.json()).toEqual({ forgotten: 1 });
  });
});

test('reminders are put in for what begins in the next hours, once, from the published week', async () => {
  // The demo's published week has evening groups on every working day.
  const monday = new Date(`${mondayOf(program.today)}T00:00:00Z`);
  let found = 0;
  for (let hour = 0; hour < 24 * 7 && found === 0; hour += 2) {
    now = new Date(monday.getTime() + hour * 3_600_000);
    found = await remind(program.house, ORG_ID);
  }
  expect(found).toBeGreaterThan(0);
  expect(await remind(program.house, ORG_ID)).toBe(0);
  const rows = await asMessenger((db) =>
    db.selectFrom('guard.message').selectAll().where('occasion', 'like', 'begins %').execute(),
  );
  expect(rows).toHaveLength(found);
  for (const { not_before, not_after, facts } of rows) {
    const at = new Date((facts as { at: string }).at).getTime();
    expect(at - not_before.getTime()).toBe(2 * 3_600_000);
    expect(at - not_after.getTime()).toBe(10 * 60_000);
    expect(
      Object.keys(facts as object)
        .sort()
        .join(' '),
    ).toMatch(/^at( place)?$/);
  }
});
