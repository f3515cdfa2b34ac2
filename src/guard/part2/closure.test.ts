import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ORG_ID, PEOPLE } from '../../../test/support/program.ts';
import { loadDemo } from '../../demo/index.ts';
import { doorOf } from '../../platform/db/door.ts';
import type { Engine } from '../../platform/db/engine.ts';
import { type Door, KEYS_FILE, readBackup, writeBackup } from '../../platform/db/index.ts';
import { migrate } from '../../platform/db/migrate.ts';
import { openPGlite } from '../../platform/db/pglite.ts';
import { newId } from '../../platform/ids.ts';
import { newKey } from '../../platform/secrets.ts';
import { signConsent } from '../consent/consent.store.ts';
import { keepKeys } from '../keys/keys.jobs.ts';
import { sealLog } from '../log/seal.jobs.ts';
import { sealersFor } from '../sealing.ts';
import { announceClosing, type Closing, carryOut, closingIn, labelOf, transfer } from './closure.ts';
import { keepFor, purge } from './retention.ts';

const APART = 'guard.participant_key';
const SUCCESSOR = 'Harbor North';
const LONG_AGO = new Date(Date.now() - 40 * 86_400_000);
const master = newKey();
const dana = { org: ORG_ID, id: PEOPLE.dana.id, role: 'counselor', request: newId() };
const kofi = { org: ORG_ID, id: PEOPLE.kofi.id, role: 'privacy', request: newId() };
const karen = { org: ORG_ID, id: PEOPLE.karen.id, role: 'participant', request: newId() };

let folder: string;
let engine: Engine;
let door: Door;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daybridge-closing-'));
  engine = await openPGlite();
  await migrate(engine);
  door = doorOf(engine);
  await loadDemo({ door, masterKey: master }, '2026-11-30');
}, 240_000);
afterEach(async () => {
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

const house = () => ({ door, masterKey: master, clock: { now: () => new Date() } });
const called = (at: Door, person: string): Promise<string | undefined> =>
  at.asActor(dana, 'treatment', async (db) => {
    const row = await db
      .selectFrom('guard.identity')
      .select('name_sealed')
      .where('participant_id', '=', person)
      .executeTakeFirst();
    const sealer = (await sealersFor(db, master, [person])).get(person);
    return row === undefined || sealer === undefined
      ? undefined
      : (sealer.open(row.name_sealed) as { called: string }).called;
  });
const count = async (words: string): Promise<number> => {
  const { rows } = await engine.transaction('select 1', (run) => run(words, []));
  return Number((rows as { n: number }[])[0]?.n);
};
/** Somebody looked, and the log is sealed: before that no receipt can be signed. */
const sealed = async () => {
  await door.asActor(dana, 'treatment', (db) =>
    sql`insert into guard.access (org_id, actor_id, actor_role, purpose, participant_id, category, verb, request_id)
      values (guard.current_org(), guard.current_actor(), 'counselor', 'treatment', ${karen.id}, 'identity', 'read',
        ${newId()})`.execute(db),
  );
  const seen = new Map();
  await sealLog(house(), ORG_ID, seen);
  await sealLog(house(), ORG_ID, seen);
};
const closes = (closing: Omit<Closing, 'closesOn'>) =>
  door.asActor(kofi, 'operations', (db) =>
    announceClosing(db, kofi, LONG_AGO, { closesOn: dayBefore(LONG_AGO), ...closing }),
  );
const dayBefore = (moment: Date): string =>
  new Date(moment.getTime() - 86_400_000).toISOString().slice(0, 10);
const signed = (name: string) =>
  door.asActor(karen, 'self', (db) =>
    signConsent(db, karen, master, new Date(), {
      participant: karen.id,
      sent: {
        kind: 'specific',
        language: 'en',
        categories: ['attendance', 'plan'],
        recipient: { kind: 'organisation', name },
        purposes: ['treatment'],
        expiry: { event: 'end-of-treatment' },
      },
      signature: { name: 'Karen', by: 'participant', how: 'typed' },
    }),
  );

test('2.19: whoever signed for it is transferred, nobody else; the rest is destroyed, and an older backup opens nobody', async () => {
  await sealed();
  await closes({ successor: SUCCESSOR, law: null });
  await expect(closes({ successor: null, law: null })).rejects.toMatchObject({ code: 'conflict' });
  const handOver = (consent: string, participant: string) =>
    door.asActor(kofi, 'operations', (db) =>
      transfer(db, master, kofi, LONG_AGO, { participant, consent, way: 'export' }),
    );
  const elsewhere = await signed('Another place');
  await expect(handOver(elsewhere, karen.id)).rejects.toMatchObject({ code: 'not-the-successor' });
  const consent = await signed(SUCCESSOR);
  await expect(handOver(consent, PEOPLE.marisol.id)).rejects.toMatchObject({ code: 'not-found' });
  const { accompanying, to } = await handOver(consent, karen.id);
  expect(to).toBe(SUCCESSOR);
  expect(accompanying?.statement).toMatch(/^This record which has been disclosed/);

  const held = await door.asActor(kofi, 'operations', async (db) => {
    const other = await db
      .selectFrom('guard.participant')
      .select('participant_id')
      .where('participant_id', 'not in', [karen.id, PEOPLE.marisol.id])
      .limit(1)
      .executeTakeFirstOrThrow();
    await db
      .insertInto('guard.hold')
      .values({
        org_id: ORG_ID,
        hold_id: newId(),
        participant_id: other.participant_id,
        why_sealed: new Uint8Array([1]),
        set_by: kofi.id,
        set_at: new Date(),
      })
      .execute();
    return other.participant_id;
  });
  const backups = join(folder, 'backups');
  const apart = { apart: APART, progress: () => {} };
  const old = await writeBackup(engine, backups, { ...apart, now: new Date('2026-11-01T00:00:00Z') });
  const rows = await count('select count(*) as n from guard.access');
  const people = await count('select count(*) as n from guard.participant_key');
  await door.asActor(kofi, 'operations', (db) => carryOut(db, kofi, LONG_AGO));
  const { closing, records } = await door.asActor(kofi, 'operations', closingIn);
  expect(closing?.doneAt).not.toBeNull();
  expect(records.every(({ becomes }) => becomes !== null)).toBe(true);
  expect(
    records.filter(({ becomes }) => becomes === 'transferred').map(({ participant }) => participant),
  ).toEqual([karen.id]);
  expect(await keepKeys(house(), ORG_ID)).toBe(people - 1);
  const left = await engine.transaction('select 1', (run) =>
    run('select participant_id from guard.participant_key', []),
  );
  expect(left.rows).toEqual([{ participant_id: held }]);
  expect(await count('select count(*) as n from guard.access')).toBe(rows);

  // The keys file of the backups follows the last one: an older copy of the data finds no key in it.
  await writeBackup(engine, backups, { ...apart, now: new Date('2026-12-01T00:00:00Z') });
  const other = await openPGlite();
  try {
    await migrate(other);
    await readBackup(other, { data: old.at, keys: join(backups, KEYS_FILE), apart: APART, isTrial: false });
    const there = doorOf(other);
    for (const person of [karen.id, PEOPLE.marisol.id]) expect(await called(there, person)).toBeUndefined();
    const raw = await other.transaction('select 1', (run) =>
      run('select name_sealed from guard.identity where participant_id = $1', [karen.id]),
    );
    const [{ name_sealed: words } = { name_sealed: new Uint8Array() }] = raw.rows as {
      name_sealed: Uint8Array;
    }[];
    expect(words.length).toBeGreaterThan(20);
    expect(Buffer.from(words).toString('latin1')).not.toContain('Karen');
  } finally {
    await other.close();
  }
});

test('2.19: what a law asks for is sealed under the label of the rule; the care team opens it no more', async () => {
  const law = { citation: 'a law of the state', keepUntil: '2033-12-31' };
  expect(await called(door, karen.id)).toBe('Karen');
  await closes({ successor: null, law });
  const early = new Date(LONG_AGO.getTime() - 3 * 86_400_000);
  await expect(door.asActor(kofi, 'operations', (db) => carryOut(db, kofi, early))).rejects.toMatchObject({
    code: 'too-early',
  });
  expect(await called(door, karen.id)).toBe('Karen');
  await door.asActor(kofi, 'operations', (db) => carryOut(db, kofi, LONG_AGO));
  const { records } = await door.asActor(kofi, 'operations', closingIn);
  expect(new Set(records.map(({ becomes }) => becomes))).toEqual(new Set(['sealed']));
  const { name } = await door.asActor(kofi, 'operations', (db) =>
    db.selectFrom('guard.org').select('name').executeTakeFirstOrThrow(),
  );
  expect(records[0]?.label).toBe(labelOf(name, law));
  expect(labelOf('Harbor', law)).toBe(
    'Records of Harbor required to be maintained under a law of the state until a date not later than 2033-12-31',
  );
  expect(await called(door, karen.id)).toBeUndefined();
  expect(await keepKeys(house(), ORG_ID)).toBe(0);
  // Their own record stays theirs. 2.23
  const own = await door.asActor(karen, 'self', (db) =>
    db.selectFrom('guard.identity').select('participant_id').execute(),
  );
  expect(own).toEqual([{ participant_id: karen.id }]);
  await expect(door.asActor(kofi, 'operations', (db) => carryOut(db, kofi, LONG_AGO))).rejects.toMatchObject({
    code: 'not-found',
  });
});

test('retention: a record whose time is over is shredded, one on hold is not, and the log loses no row', async () => {
  await sealed();
  const people = [karen.id, PEOPLE.marisol.id];
  await door.asActor(kofi, 'operations', async (db) => {
    for (const participant of people) {
      await keepFor(db, kofi, LONG_AGO, { participant, careEndedOn: '2001-01-01', ofAgeOn: null });
    }
  });
  const asked = await door.asActor(kofi, 'operations', (db) => purge(db, kofi, LONG_AGO));
  expect(asked).toEqual({ asked: 2, held: 0 });
  // The court's letter came after the purge was asked for: the hold still wins.
  await door.asActor(kofi, 'operations', (db) =>
    db
      .insertInto('guard.hold')
      .values({
        org_id: ORG_ID,
        hold_id: newId(),
        participant_id: PEOPLE.marisol.id,
        why_sealed: new Uint8Array([1]),
        set_by: kofi.id,
        set_at: new Date(),
      })
      .execute(),
  );
  const rows = await count('select count(*) as n from guard.access');
  expect(await keepKeys(house(), ORG_ID)).toBe(1);
  expect(await called(door, karen.id)).toBeUndefined();
  expect(await called(door, PEOPLE.marisol.id)).toBe('Marisol');
  expect(await count('select count(*) as n from guard.access')).toBe(rows);
});
