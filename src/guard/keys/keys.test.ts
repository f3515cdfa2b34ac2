import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ORG_ID, PEOPLE } from '../../../test/support/program.ts';
import { loadDemo } from '../../demo/index.ts';
import { doorOf } from '../../platform/db/door.ts';
import type { Engine } from '../../platform/db/engine.ts';
import { BackupFault, type Door, KEYS_FILE, readBackup, writeBackup } from '../../platform/db/index.ts';
import { migrate } from '../../platform/db/migrate.ts';
import { openPGlite } from '../../platform/db/pglite.ts';
import { newId } from '../../platform/ids.ts';
import {
  KeyFault,
  keyOfCommand,
  masterKeyFrom,
  masterKeyIn,
  nextMasterKey,
  readKey,
} from '../../platform/master-key.ts';
import { type Key, newKey, seal, unseal } from '../../platform/secrets.ts';
import { systemActor } from '../actors.ts';
import { isSignedBy, readPublicKey } from '../log/chain.ts';
import { sealLog } from '../log/seal.jobs.ts';
import { addPerson, orgSealer, sealersFor } from '../sealing.ts';
import { findPeople, plainName, plainPhone, wordsOf } from './blind-index.ts';
import { changeMasterKey, changeOrgKey } from './change.ts';
import { keepKeys } from './keys.jobs.ts';
import { signInKey } from './root.store.ts';
import { BECOMES, type Receipt, receiptBytes } from './shred.store.ts';

const APART = 'guard.participant_key';
let folder: string;
let engine: Engine;
let door: Door;
const master = newKey();
const dana = { org: ORG_ID, id: PEOPLE.dana.id, role: 'counselor', request: newId() };
const kofi = { org: ORG_ID, id: PEOPLE.kofi.id, role: 'privacy', request: newId() };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daybridge-keys-'));
  engine = await openPGlite();
  await migrate(engine);
  door = doorOf(engine);
  await loadDemo({ door, masterKey: master }, '2026-11-30');
});
afterAll(async () => {
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

/** What somebody is called; undefined when nobody may or can read it. */
const called = (at: Door, key: Key, person: string): Promise<string | undefined> =>
  at.asActor(dana, 'treatment', async (db) => {
    const row = await db
      .selectFrom('guard.identity')
      .select('name_sealed')
      .where('participant_id', '=', person)
      .executeTakeFirst();
    const sealer = (await sealersFor(db, key, [person])).get(person);
    return row === undefined || sealer === undefined
      ? undefined
      : (sealer.open(row.name_sealed) as { called: string }).called;
  });
const find = (about: Parameters<typeof findPeople>[2], who = dana) =>
  door.asActor(who, 'treatment', (db) => findPeople(db, master, about));

describe('what is sealed', () => {
  test('opens with its key alone, and not when any byte was changed', () => {
    const key = newKey();
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 60 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (words, at, by) => {
          const sealed = seal(key, words);
          expect(unseal(key, sealed)).toEqual(words);
          expect(() => unseal(newKey(), sealed)).toThrow();
          const bent = new Uint8Array(sealed);
          const place = at % bent.length;
          bent[place] = (bent[place] ?? 0) ^ by;
          expect(() => unseal(key, bent)).toThrow();
        },
      ),
    );
  });
});

describe('the master key', () => {
  test('is made once, read back, and refused when others can read it or it has another length', async () => {
    const file = join(folder, 'a', 'master.key');
    const key = await masterKeyIn(file);
    expect(await masterKeyIn(file)).toEqual(key);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const short = join(folder, 'short.key');
    await writeFile(short, 'short', { mode: 0o600 });
    await expect(masterKeyIn(short)).rejects.toThrow(/32 bytes, not 5/);
    const open = join(folder, 'open.key');
    await writeFile(open, newKey(), { mode: 0o644 });
    await expect(masterKeyIn(open)).rejects.toThrow(/chmod 600/);
  });

  test('may be printed by a command, in hex or base64; anything else says what is wrong and no more', async () => {
    const key = newKey();
    const hex = Buffer.from(key).toString('hex');
    expect(await keyOfCommand(`printf ${hex}`)).toEqual(key);
    expect(readKey(Buffer.from(`${Buffer.from(key).toString('base64')}\n`))).toEqual(key);
    expect(readKey(key)).toEqual(key);
    for (const words of ['', 'abc', hex.slice(1), `${hex}00`]) {
      expect(readKey(Buffer.from(words))).toBeUndefined();
    }
    await expect(keyOfCommand('exit 3')).rejects.toThrow('ended with 3');
    await expect(keyOfCommand('echo secret-word')).rejects.toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('secret-word') }),
    );
    await expect(masterKeyFrom({ from: 'command', command: 'false' })).rejects.toThrow(KeyFault);
  });

  test('is changed to a new one; stopped at any point, it goes on, and nothing is lost', async () => {
    const file = join(folder, 'change', 'master.key');
    const old = await masterKeyIn(file);
    const other = await openPGlite();
    try {
      await migrate(other);
      const there = doorOf(other);
      await loadDemo({ door: there, masterKey: old }, '2026-11-30');
      const root = await signInKey(there, old);
      const begun = await nextMasterKey(file);
      // Stopped after the first part: sign-in is under the new key, the organisation still under the old one.
      await changeMasterKey(there, old, begun.key, []);
      await expect(masterKeyFrom({ from: 'file', file })).rejects.toThrow(/rotate-master/);
      const again = await nextMasterKey(file);
      expect(again.key).toEqual(begun.key);
      await changeMasterKey(there, await masterKeyIn(file), again.key, [ORG_ID]);
      await changeMasterKey(there, await masterKeyIn(file), again.key, [ORG_ID]);
      await again.end();
      const fresh = await masterKeyFrom({ from: 'file', file });
      expect(fresh).toEqual(begun.key);
      expect(await signInKey(there, fresh)).toEqual(root);
      expect(await called(there, fresh, PEOPLE.karen.id)).toBe('Karen');
      await expect(called(there, old, PEOPLE.karen.id)).rejects.toThrow();
    } finally {
      await other.close();
    }
  });
});

describe("an organisation's key", () => {
  test('is changed: everybody is read as before, what it sealed itself opens, and people are found', async () => {
    const before = await door.asActor(systemActor('system:keys', ORG_ID), 'operations', async (db) =>
      (await orgSealer(db, master)).seal('its own words'),
    );
    const keys = () =>
      door.asActor(systemActor('system:keys', ORG_ID), 'operations', (db) =>
        db.selectFrom('guard.participant_key').selectAll().orderBy('participant_id').execute(),
      );
    const wrapped = await keys();
    const first = await changeOrgKey(door, master, ORG_ID);
    const second = await changeOrgKey(door, master, ORG_ID);
    expect([first.generation, second.generation]).toEqual([2, 3]);
    expect(first.people).toBe(wrapped.length);
    for (const [at, row] of (await keys()).entries())
      expect(row.key_wrapped).not.toEqual(wrapped[at]?.key_wrapped);
    expect(await called(door, master, PEOPLE.karen.id)).toBe('Karen');
    expect(await find({ names: ['karen'] })).toEqual([PEOPLE.karen.id]);
    await door.asActor(systemActor('system:keys', ORG_ID), 'operations', async (db) => {
      expect((await orgSealer(db, master)).open(before)).toBe('its own words');
    });
  });

  test('that changes in the middle of admissions loses nobody', async () => {
    const added: Promise<{ participantId: string }>[] = [];
    const changes: Promise<unknown>[] = [];
    for (let nth = 0; nth < 12; nth++) {
      added.push(
        door.asActor(systemActor('system:demo', ORG_ID), 'setup', (db) => addPerson(db, master, ORG_ID)),
      );
      if (nth % 4 === 0) changes.push(changeOrgKey(door, master, ORG_ID));
    }
    const people = await Promise.all(added);
    await Promise.all(changes);
    await door.asActor({ ...dana, role: 'coordinator' }, 'operations', async (db) => {
      const sealers = await sealersFor(
        db,
        master,
        people.map(({ participantId }) => participantId),
      );
      expect(sealers.size).toBe(12);
    });
  });

  test('a change that breaks off leaves everything as it was', async () => {
    await expect(
      changeOrgKey(door, master, ORG_ID, () => {
        throw new Error('stopped');
      }),
    ).rejects.toThrow('stopped');
    expect(await called(door, master, PEOPLE.karen.id)).toBe('Karen');
  });
});

describe('people are found', () => {
  test('by words that are the same to people, written in any way', () => {
    expect(plainName('  José  NÚÑEZ-Díaz ')).toBe('jose nunez diaz');
    expect(plainPhone('(813) 555-0142')).toBe('18135550142');
    expect(plainPhone('+1 813 555 0142')).toBe('18135550142');
    expect(wordsOf({ names: ['Ana B. Ruiz'], bornOn: '1990-02-01' })).toEqual([
      ['name', 'ana b ruiz'],
      ['name', 'ana'],
      ['name', 'ruiz'],
      ['birth-date', '1990-02-01'],
    ]);
  });

  test('only by those who may read who they are, and only where every word fits', async () => {
    expect(await find({ names: ['KAREN'] })).toEqual([PEOPLE.karen.id]);
    expect(await find({ names: ['Kare'] })).toEqual([]);
    expect(await find({ names: ['Karen'], phone: '813-555-9999' })).toEqual([]);
    expect(await find({})).toEqual([]);
    expect(await find({ names: ['Karen'] }, { ...dana, id: PEOPLE.luis.id })).toEqual([]);
    expect(await find({ names: ['Karen'] }, { ...dana, id: PEOPLE.mei.id, role: 'director' })).toEqual([]);
  });

  test('never by somebody who holds the database alone', async () => {
    const { rows } = await engine.transaction('select 1', (run) =>
      run('select token from guard.blind_index', []),
    );
    const tokens = (rows as { token: Uint8Array }[]).map(({ token }) => Buffer.from(token).toString('hex'));
    const guess = Buffer.from('karen').toString('hex');
    expect(tokens.length).toBeGreaterThan(100);
    expect(tokens.some((token) => token.includes(guess))).toBe(false);
    expect(new Set(tokens.map((token) => token.length))).toEqual(new Set([32]));
  });
});

const asShredding = (person: string, more: { days?: number; at?: Date } = {}) => {
  const at = more.at ?? new Date(Date.now() - 40 * 86_400_000);
  return door.asActor(kofi, 'operations', (db) =>
    db
      .insertInto('guard.shredding')
      .values({
        org_id: ORG_ID,
        shredding_id: newId(),
        participant_id: person,
        asked_by: kofi.id,
        reason: 'retention-over',
        asked_at: at,
        not_before: new Date(at.getTime() + (more.days ?? 30) * 86_400_000),
      })
      .execute(),
  );
};
const house = () => ({ door, masterKey: master, clock: { now: () => new Date() } });

describe('a record is shredded', () => {
  test('every table of a person is named, in the list and by a policy', async () => {
    const { rows } = await engine.transaction('select 1', (run) =>
      run(
        `select distinct n.nspname || '.' || c.relname as name,
           exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'shreds') as shreds
         from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
         where a.attname = 'participant_id' and c.relkind = 'r' order by 1`,
        [],
      ),
    );
    const tables = rows as { name: string; shreds: boolean }[];
    expect([...BECOMES.delete, ...Object.keys(BECOMES.keep)].sort()).toEqual(tables.map(({ name }) => name));
    expect(tables.filter(({ shreds }) => shreds).map(({ name }) => name)).toEqual([...BECOMES.delete].sort());
  });

  test('not before its time, not while it is held, not when taken back', async () => {
    const person = PEOPLE.marisol.id;
    await asShredding(person, { days: 60 });
    expect(await keepKeys(house(), ORG_ID)).toBe(0);
    await door.asActor(kofi, 'operations', (db) =>
      db
        .updateTable('guard.shredding')
        .set({ taken_back_at: new Date() })
        .where('participant_id', '=', person)
        .execute(),
    );
    await asShredding(person);
    const hold = newId();
    await door.asActor(kofi, 'operations', (db) =>
      db
        .insertInto('guard.hold')
        .values({
          org_id: ORG_ID,
          hold_id: hold,
          participant_id: person,
          why_sealed: new Uint8Array([1]),
          set_by: kofi.id,
          set_at: new Date(),
        })
        .execute(),
    );
    expect(await keepKeys(house(), ORG_ID)).toBe(0);
    // Not even by hand: the database itself does not let go of the key.
    await door.asActor(systemActor('system:keys', ORG_ID), 'operations', async (db) => {
      await sql`select set_config('daybridge.shredding', ${person}, true)`.execute(db);
      const gone = await sql`delete from guard.participant_key`.execute(db);
      expect(Number(gone.numAffectedRows)).toBe(0);
    });
    await door.asActor(kofi, 'operations', (db) =>
      db
        .updateTable('guard.shredding')
        .set({ taken_back_at: new Date() })
        .where('taken_back_at', 'is', null)
        .execute(),
    );
    expect(await called(door, master, person)).toBe('Marisol');
  });

  test('then nothing of theirs is left to read, here or in an older backup; everybody else is untouched', async () => {
    const person = PEOPLE.karen.id;
    const backups = join(folder, 'backups');
    const apart = { apart: APART, progress: () => {} };
    const old = await writeBackup(engine, backups, { ...apart, now: new Date('2026-11-01T00:00:00Z') });

    const seen = new Map();
    await door.asActor(dana, 'treatment', (db) =>
      sql`insert into guard.access (org_id, actor_id, actor_role, purpose, participant_id, category, verb, request_id)
        values (guard.current_org(), guard.current_actor(), 'counselor', 'treatment', ${person}, 'identity', 'read', ${newId()})`.execute(
        db,
      ),
    );
    await sealLog(house(), ORG_ID, seen);
    await sealLog(house(), ORG_ID, seen);
    await asShredding(person);
    expect(await keepKeys(house(), ORG_ID)).toBe(1);
    expect(await keepKeys(house(), ORG_ID)).toBe(0);

    const left = await engine.transaction('select 1', async (run) => {
      const counts: Record<string, number> = {};
      for (const table of BECOMES.delete) {
        const { rows } = await run(`select count(*)::int as n from ${table} where participant_id = $1`, [
          person,
        ]);
        counts[table] = (rows as { n: number }[])[0]?.n ?? 0;
      }
      return counts;
    });
    expect(Object.values(left).reduce((sum, n) => sum + n, 0)).toBe(0);
    const { receipt, signature, key } = await door.asActor(kofi, 'operations', async (db) => ({
      ...(await db
        .selectFrom('guard.shredding')
        .select(['receipt', 'signature'])
        .where('participant_id', '=', person)
        .executeTakeFirstOrThrow()),
      key: await db.selectFrom('guard.signing_key').select('public_key').executeTakeFirstOrThrow(),
    }));
    expect((receipt as unknown as Receipt).deleted[APART]).toBe(1);
    expect((receipt as unknown as Receipt).deleted['treat.attendance']).toBeGreaterThan(0);
    expect(
      isSignedBy(
        readPublicKey(key.public_key),
        receiptBytes(receipt as unknown as Receipt),
        signature ?? new Uint8Array(),
      ),
    ).toBe(true);
    expect(await called(door, master, PEOPLE.marisol.id)).toBe('Marisol');

    const newer = await writeBackup(engine, backups, { ...apart, now: new Date('2026-12-01T00:00:00Z') });
    expect((await readdir(backups)).sort()).toEqual([
      'data-2026-11-01T00-00-00-000Z',
      'data-2026-12-01T00-00-00-000Z',
      KEYS_FILE,
    ]);
    const keys = join(backups, KEYS_FILE);
    for (const { at } of [old, newer]) {
      const other = await openPGlite();
      try {
        await migrate(other);
        const trial = await readBackup(other, { data: at, keys, apart: APART, isTrial: true });
        const done = await readBackup(other, { data: at, keys, apart: APART, isTrial: false });
        expect(done).toEqual(trial);
        const there = doorOf(other);
        expect(await called(there, master, PEOPLE.marisol.id)).toBe('Marisol');
        expect(await called(there, master, person)).toBeUndefined();
        // It counts on from where it was.
        await there.asActor(dana, 'treatment', (db) =>
          sql`insert into guard.access (org_id, actor_id, actor_role, purpose, participant_id, category, verb, request_id)
            values (guard.current_org(), guard.current_actor(), 'counselor', 'treatment', ${newId()}, 'identity', 'read', ${newId()})`.execute(
            db,
          ),
        );
        await expect(readBackup(other, { data: at, keys, apart: APART, isTrial: false })).rejects.toThrow(
          /not empty/,
        );
      } finally {
        await other.close();
      }
    }
    const other = await openPGlite();
    try {
      await migrate(other);
      const file = join(newer.at, 'manifest.json');
      const whole = await readFile(file, 'utf8');
      await writeFile(file, whole.replace(/"sha256": "[0-9a-f]{6}/, '"sha256": "000000'));
      await expect(readBackup(other, { data: newer.at, keys, apart: APART, isTrial: false })).rejects.toThrow(
        BackupFault,
      );
      await expect(
        readBackup(other, { data: join(folder, 'nowhere'), keys, apart: APART, isTrial: false }),
      ).rejects.toThrow(/manifest/);
      await writeFile(file, whole.replace('0018_key_change.sql', '0018_other.sql'));
      await expect(readBackup(other, { data: newer.at, keys, apart: APART, isTrial: false })).rejects.toThrow(
        /another version/,
      );
    } finally {
      await other.close();
    }
  });
});
