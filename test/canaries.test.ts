import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemActor } from '../src/guard/actors.ts';
import type { House } from '../src/guard/house.ts';
import { say } from '../src/guard/messages/message.store.ts';
import { sendDue } from '../src/guard/messages/messages.jobs.ts';
import { MESSAGE_KINDS } from '../src/guard/messages/words.ts';
import { addPerson } from '../src/guard/sealing.ts';
import { newId } from '../src/platform/ids.ts';
import { createMail } from '../src/platform/mail.ts';
import { createPush } from '../src/platform/push.ts';
import { newKey } from '../src/platform/secrets.ts';
import { createSms } from '../src/platform/sms.ts';
import { mondayOf } from '../src/schedule/index.ts';
import { newDevice } from './support/device.ts';
import { type ApiDocument, documentOf, filled } from './support/document.ts';
import { anAsk, demoId, ORG_ID, openProgram, PEOPLE, type Person, type Program } from './support/program.ts';

/** Words that are nowhere in the program but in what these people told it. */
const CALLED = 'Zephyrine';
const FULL = 'Zephyrine Quillfeather';
const BORN = '1931-02-17';
const DIAGNOSIS = 'Kleine-Levin syndrome';
const CANARIES = ['Zephyrine', 'Quillfeather', BORN, 'Kleine', 'Inkwell', '813-555-0177'];
const singing = (words: string): string[] =>
  CANARIES.filter((canary) => words.toLowerCase().includes(canary.toLowerCase()));

type Reached = 'text' | 'email' | 'push';
const REACHED: Readonly<Record<Reached, object>> = {
  text: { channel: 'text', value: '813-555-0177' },
  email: { channel: 'email', value: 'somebody@mail.example' },
  push: { channel: 'text', value: '813-555-0177' },
};

let program: Program;
let api: ApiDocument;
let people: Record<Reached, Person>;
let cookies: Record<string, string | undefined>;
let known: Record<string, string>;
const device = newDevice();
const texts: string[] = [];
const letters: string[] = [];
const pushed: { to: string; headers: string; words: string }[] = [];
let house: House;
let smsServer: Server;
let mailServer: SMTPServer;

// biome-ignore lint/suspicious/noExplicitAny: whatever the route answers
async function done(path: string, cookie: string, method: string, json?: unknown): Promise<any> {
  const answer = await program.send(path, { method, cookie, json, version: 1 });
  const words = await answer.text();
  expect(answer.status, `${method} ${path}: ${words}`).toBeLessThan(300);
  return words === '' ? undefined : JSON.parse(words);
}

beforeAll(async () => {
  program = await openProgram();
  // A fault whose message quotes somebody, as a driver's does.
  program.app.get('/api/fault', () => {
    throw new TypeError(`invalid input syntax: "${FULL}" ${BORN} ${DIAGNOSIS}`);
  });
  smsServer = createServer((request, answer) => {
    let words = `${request.url} ${JSON.stringify(request.headers)}`;
    request.on('data', (part) => {
      words += part;
    });
    request.on('end', () => {
      texts.push(words);
      answer.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"x"}');
    });
  }).listen(0, '127.0.0.1');
  mailServer = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, end) {
      let words = JSON.stringify(session.envelope);
      stream.on('data', (part: Buffer) => {
        words += part.toString();
      });
      stream.on('end', () => {
        letters.push(words);
        end();
      });
    },
  });
  await new Promise<void>((open) => mailServer.listen(0, '127.0.0.1', open));
  house = {
    ...program.house,
    sms: createSms(`http://127.0.0.1:${(smsServer.address() as AddressInfo).port}/send`, 'word'),
    mail: createMail(
      `smtp://127.0.0.1:${(mailServer.server.address() as AddressInfo).port}`,
      'note@example.org',
    ),
    push: createPush(newKey(), 'https://example.org', async (to, init) => {
      pushed.push({
        to: String(to),
        headers: JSON.stringify(init?.headers),
        words: device.open(Buffer.from(init?.body as Uint8Array)),
      });
      return new Response(null, { status: 201 });
    }),
  };
  await seed();
  api = await documentOf(program);
}, 600_000);
afterAll(async () => {
  smsServer?.close();
  mailServer?.close();
  await program?.drop();
});

/** People with canaries everywhere a word of theirs can stand; by the demo's way in, and then by their own hand. */
async function seed(): Promise<void> {
  const actor = systemActor('system:demo', ORG_ID);
  const add = (reached: Reached, nth: number) =>
    program.house.door.asActor(actor, 'setup', async (db) => {
      const { participantId, sealer } = await addPerson(db, program.house.masterKey, ORG_ID, {
        stage: 'participant',
        recordCode: `Z-999${nth}`,
      });
      const of = { org_id: ORG_ID, participant_id: participantId };
      const name_sealed = sealer.seal({ called: CALLED, full: FULL, born_on: BORN });
      const contact_sealed = sealer.seal({ ...REACHED[reached], hours: [], ifSomeoneElse: 'ok' });
      await db
        .insertInto('guard.identity')
        .values({ ...of, name_sealed })
        .execute();
      await db
        .insertInto('guard.contact')
        .values({ ...of, contact_sealed })
        .execute();
      await db
        .insertInto('guard.care_team')
        .values({ ...of, staff_id: PEOPLE.dana.id, from_on: '2026-01-01' })
        .execute();
      return { org: ORG_ID, kind: 'participant', id: participantId } as const;
    });
  people = { text: await add('text', 1), email: await add('email', 2), push: await add('push', 3) };
  const mine = await program.signIn(people.text);
  const dana = await program.signIn(PEOPLE.dana);
  const words = `${FULL}, born ${BORN}, ${DIAGNOSIS}`;
  await done('/api/my/requests', mine, 'POST', { kind: 'complaint', words });
  const { consent } = await done('/api/my/sharing', mine, 'POST', {
    kind: 'specific',
    language: 'en',
    categories: ['schedule'],
    recipient: { kind: 'organisation', name: 'Inkwell Clinic' },
    purposes: ['treatment'],
    expiry: { event: 'end-of-treatment' },
    signature: FULL,
    agreed: true,
  });
  await done('/api/public/ask', '', 'POST', anAsk({ name: FULL.slice(0, 40) }));
  const { inquiries } = await done('/api/intake', dana, 'GET');
  const { id: inquiry } = inquiries.find((it: { called: string }) => it.called.startsWith(CALLED));
  const { assessment } = await done(`/api/intake/${inquiry}/assessment`, dana, 'POST', {});
  await done(`/api/assessments/${assessment}`, dana, 'PUT', { inputs: {}, remarks: words });
  await done(`/api/people/${people.text.id}/disclosures`, dana, 'POST', {
    consent: consent.id,
    categories: ['schedule'],
    purpose: 'treatment',
    way: 'mail',
    what: words,
  });
  known = {
    participant: people.text.id,
    inquiry,
    assessment,
    consent: consent.id,
    week: mondayOf(program.today),
  };
}

/** Signing out is among what is tried: everybody comes anew. */
async function everybody(some?: readonly string[]): Promise<void> {
  const who: Record<string, Person> = {
    'the person': people.text,
    'another person': PEOPLE.karen,
    coordinator: PEOPLE.rosa,
    'their counselor': PEOPLE.dana,
    'another counselor': PEOPLE.luis,
    prescriber: { ...PEOPLE.dana, id: demoId('staff', 'osei') },
    director: PEOPLE.june,
    'privacy officer': PEOPLE.kofi,
  };
  cookies = { nobody: undefined };
  for (const [name, person] of Object.entries(who)) {
    if (some === undefined || some.includes(name)) cookies[name] = await program.signIn(person);
  }
}

const addressOf = (path: string) => filled(path, (name) => known[name] ?? newId());

/** What is heard of them outside the words of an answer: its head, every address in it, and the words of a refusal. */
function heardIn(answer: Response, words: string): string[] {
  const heard = [...answer.headers].flatMap(([name, value]) => singing(`${name}: ${value}`));
  if (answer.status >= 400) {
    const { current: _, ...problem } = JSON.parse(words);
    heard.push(...singing(JSON.stringify(problem)));
  }
  const addresses = words.match(/"(?:\/|https?:|webcal:)[^"]*"/g) ?? [];
  return [...heard, ...addresses.flatMap(singing)];
}

describe('2.12: names, birth dates and diagnoses', () => {
  test('are seen by whom they are for, or this test would hear nothing anywhere', async () => {
    await everybody();
    const theirs = await program.send(`/api/people/${people.text.id}/disclosures`, {
      cookie: cookies['their counselor'] ?? '',
    });
    expect(singing(await theirs.text())).toContain('Quillfeather');
    const file = await program.send('/api/my/record/file?as=json', { cookie: cookies['the person'] ?? '' });
    expect(singing(await file.text())).toEqual(
      expect.arrayContaining(['Zephyrine', BORN, 'Kleine', 'Inkwell']),
    );
  });

  test('are in no head, address or refusal of any page of data, whoever asks, and nothing of it is kept', async () => {
    await everybody();
    for (const { path } of api.routes.filter(({ method }) => method === 'GET')) {
      for (const [asker, cookie] of Object.entries(cookies)) {
        const address = addressOf(path);
        const answer = await program.send(address, cookie === undefined ? {} : { cookie });
        const isStream = answer.headers.get('content-type')?.includes('event-stream') === true;
        const words = isStream ? '' : await answer.text();
        if (isStream) await answer.body?.cancel();
        const told = `${asker} ${address} ${answer.status}`;
        expect(heardIn(answer, words), told).toEqual([]);
        expect(answer.headers.get('cache-control'), told).toBe('no-store');
        if (['nobody', 'another person', 'director'].includes(asker))
          expect(singing(words), told).toEqual([]);
      }
    }
  }, 600_000);

  test('are in no refusal of a command that was sent them where nothing asked for them', async () => {
    const words = `${FULL} ${BORN} ${DIAGNOSIS} Inkwell`;
    await everybody(['the person']);
    for (const json of [{ [words]: words }, words, { kind: words, language: words }]) {
      const answer = await program.send('/api/my/sharing', {
        method: 'POST',
        cookie: cookies['the person'] ?? '',
        json,
      });
      expect(answer.status).toBe(422);
      expect(heardIn(answer, await answer.text())).toEqual([]);
    }
  });

  test('are in no answer to an address or a fault that quotes them', async () => {
    await everybody(['their counselor']);
    for (const path of ['/api/fault', `/api/${FULL}`, `/api/people/${BORN}/sharing`, `/x/${DIAGNOSIS}`]) {
      const answer = await program.send(encodeURI(path), { cookie: cookies['their counselor'] ?? '' });
      expect(singing(await answer.text()), path).toEqual([]);
    }
  });

  test('are in no letter, text or push, of any kind, by any way', async () => {
    const messenger = systemActor('system:messenger', ORG_ID);
    for (const reached of Object.keys(people) as Reached[]) {
      const cookie = await program.signIn(people[reached]);
      if (reached === 'push') {
        await done('/api/my/notifications/device', cookie, 'POST', {
          endpoint: 'https://fcm.googleapis.com/fcm/send/abc',
          keys: device.keys,
        });
      }
      const { headers } = await program.send('/api/my/notifications', { cookie });
      const chosen = await program.send('/api/my/notifications', {
        method: 'PUT',
        cookie,
        json: {
          isOn: true,
          channels: [{ text: 'sms', email: 'email', push: 'push' }[reached]],
          quietFrom: 0,
          quietUntil: 0,
          maySay: ['place', 'group'],
        },
        headers: { 'if-match': headers.get('etag') ?? '' },
      });
      expect(chosen.status).toBe(200);
      const now = program.house.clock.now();
      await program.house.door.asActor(messenger, 'operations', (db) =>
        say(
          db,
          messenger,
          MESSAGE_KINDS.map((kind) => ({
            participant: people[reached].id,
            kind,
            occasion: newId(),
            facts: { at: new Date(now.getTime() + 3_600_000).toISOString() },
            notBefore: now,
            notAfter: new Date(now.getTime() + 3_600_000),
          })),
        ),
      );
    }
    while ((await sendDue(house, ORG_ID)) > 0);
    for (const sent of [texts, letters, pushed]) expect(sent).toHaveLength(MESSAGE_KINDS.length);
    for (const text of texts) expect(singing(text.replace('"to":"813-555-0177"', ''))).toEqual([]);
    for (const letter of letters) expect(singing(letter)).toEqual([]);
    for (const one of pushed) expect(singing(JSON.stringify(one))).toEqual([]);
  });

  test('are in no calendar a phone follows', async () => {
    for (const person of [people.text, PEOPLE.karen]) {
      const cookie = await program.signIn(person);
      const { address, webcal } = await done('/api/week/feeds', cookie, 'POST', { word: 'Busy' });
      expect(singing(address + webcal)).toEqual([]);
      const feed = await program.send(new URL(address).pathname);
      expect(feed.status).toBe(200);
      const words = (await feed.text()).replace(/\r\n /g, '');
      expect(singing(words + JSON.stringify([...feed.headers]))).toEqual([]);
      for (const [, said] of words.matchAll(/^SUMMARY:(.*)\r$/gm)) expect(said).toBe('Busy');
      expect(words).not.toMatch(/^(LOCATION|DESCRIPTION|ORGANIZER|ATTENDEE|URL|CATEGORIES)/m);
      // A phone may hold it for itself for a few minutes; nothing on the way may.
      expect(feed.headers.get('cache-control')).toMatch(/^private, max-age=\d{1,3}$/);
    }
  });

  test('are in no line of the log, at its most talkative, and in no metric', async () => {
    expect(program.logged.length).toBeGreaterThan(400);
    expect(program.logged.filter((line) => singing(line).length > 0)).toEqual([]);
    const fault = program.logged.map((line) => JSON.parse(line)).find(({ kind }) => kind === 'TypeError');
    expect(fault).toMatchObject({ route: '/api/fault', at: expect.any(Array) });
    // Neither is anybody's id: a route is logged as it is written in the document.
    const ids = [people.text.id, PEOPLE.karen.id, PEOPLE.marisol.id];
    expect(program.logged.filter((line) => ids.some((id) => line.includes(id)))).toEqual([]);
    const metrics = await (await program.send('/metrics')).text();
    expect(metrics).toContain('process_cpu_seconds_total');
    expect(singing(metrics)).toEqual([]);
    expect(ids.filter((id) => metrics.includes(id))).toEqual([]);
  });
});
