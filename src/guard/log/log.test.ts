import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { doorOf } from '../../platform/db/door.ts';
import type { Engine } from '../../platform/db/engine.ts';
import type { Door } from '../../platform/db/index.ts';
import { migrate } from '../../platform/db/migrate.ts';
import { openPGlite } from '../../platform/db/pglite.ts';
import { newId } from '../../platform/ids.ts';
import { newKey } from '../../platform/secrets.ts';
import { systemActor } from '../actors.ts';
import { newOrgKey } from '../sealing.ts';
import { firstDifference, isSignedBy, newSigningKey, readPublicKey, signHead } from './chain.ts';
import { sealLog } from './seal.jobs.ts';
import { checkpointOf, verifyLog } from './verify.ts';

const ROWS = 2500;
const master = newKey();
const now = new Date();
let engine: Engine;
let door: Door;
let org: string;

beforeAll(async () => {
  engine = await openPGlite();
  await migrate(engine);
  door = doorOf(engine);
});
afterAll(() => engine.close());

/** An organisation of its own for each test, with a log of 2,500 looks. */
beforeEach(async () => {
  org = newId();
  await door.asActor(systemActor('system:setup', org), 'setup', (db) =>
    db
      .insertInto('guard.org')
      .values({
        org_id: org,
        name: 'A program',
        neutral_name: 'My week',
        zone: 'America/New_York',
        phone: '813-555-0100',
        leave_url: 'https://weather.example/',
        key_wrapped: newOrgKey(master),
      })
      .execute(),
  );
  await looks(ROWS);
});

async function looks(count: number) {
  const actor = { org, id: newId(), role: 'counselor', request: newId() };
  await door.asActor(actor, 'treatment', (db) =>
    sql`insert into guard.access (org_id, actor_id, actor_role, purpose, participant_id, category, verb, request_id)
      select guard.current_org(), guard.current_actor(), 'counselor', 'treatment', gen_random_uuid(), 'identity', 'read',
        ${actor.request}::uuid from generate_series(1, ${count})`.execute(db),
  );
}
/** The sealer looks twice: what it saw the first time is settled the second. */
async function sealAll(): Promise<number> {
  const seen = new Map();
  const house = { door, masterKey: master, clock: { now: () => now } };
  await sealLog(house, org, seen);
  return sealLog(house, org, seen);
}
/** As the owner of the tables, past every policy. */
const asOwner = (words: string) =>
  engine.script(`set local session_replication_role = replica; ${words.replaceAll('$org', `'${org}'`)}`);
const nth = (n: number) =>
  `(select access_id from guard.access where org_id = $org order by access_id offset ${n} limit 1)`;
const idOf = async (n: number): Promise<number> =>
  engine.transaction('select 1', async (run) => {
    const { rows } = await run(`select ${nth(n).replaceAll('$org', `'${org}'`)} as id`, []);
    return Number((rows[0] as { id: number }).id);
  });

describe('a sealed log', () => {
  test('is unbroken when nobody touched it, and says what waits for the next seal', async () => {
    expect(await verifyLog(door, org)).toMatchObject({ seals: 0, rows: 0, unsealed: ROWS, fault: null });
    expect(await sealAll()).toBe(ROWS);
    await looks(10);
    expect(await verifyLog(door, org)).toMatchObject({ seals: 3, rows: ROWS, unsealed: 10, fault: null });
    await sealAll();
    expect(await verifyLog(door, org)).toMatchObject({ rows: ROWS + 10, unsealed: 0, fault: null });
  });

  test('is sealed once, also by two sealers', async () => {
    await Promise.all([sealAll(), sealAll()]);
    expect(await verifyLog(door, org)).toMatchObject({ rows: ROWS, unsealed: 0, fault: null });
  });

  test('waits for whoever may still write below what it saw', async () => {
    const seen = new Map([[org, { lastId: Number.MAX_SAFE_INTEGER, xmax: '9999999999' }]]);
    expect(await sealLog({ door, masterKey: master, clock: { now: () => now } }, org, seen)).toBe(0);
    expect(await verifyLog(door, org)).toMatchObject({ seals: 0, unsealed: ROWS });
  });
});

describe('the owner of the tables is found out who', () => {
  beforeEach(async () => {
    await sealAll();
  });
  const found = async () => (await verifyLog(door, org)).fault;

  test('changes a row', async () => {
    const row = await idOf(1200);
    await asOwner(`update guard.access set category = 'schedule' where access_id = ${row}`);
    expect(await found()).toMatchObject({ what: 'edited', seal: 2, row });
  });

  test('changes when somebody looked by a second', async () => {
    const row = await idOf(3);
    await asOwner(`update guard.access set at = at + interval '1 second' where access_id = ${row}`);
    expect(await found()).toMatchObject({ what: 'edited', seal: 1, row });
  });

  test('removes a row', async () => {
    const row = await idOf(2400);
    await asOwner(`delete from guard.access where access_id = ${row}`);
    expect(await found()).toMatchObject({ what: 'missing', seal: 3, row });
  });

  const INSERT = (row: number) => `
    insert into guard.access (org_id, access_id, actor_id, actor_role, purpose, participant_id, category, verb, request_id)
    overriding system value values ($org, ${row}, gen_random_uuid(), 'nurse', 'treatment', gen_random_uuid(), 'note',
      'read', gen_random_uuid())`;

  test('puts another row in the place of one', async () => {
    const row = await idOf(700);
    await asOwner(`delete from guard.access where access_id = ${row}; ${INSERT(row)}`);
    expect(await found()).toMatchObject({ what: 'edited', seal: 1, row });
  });

  test('puts a row in where a number was never used', async () => {
    await looks(10);
    const row = await idOf(ROWS + 5);
    // A transaction that was undone leaves such a gap.
    await asOwner(`delete from guard.access where access_id = ${row}`);
    await sealAll();
    expect(await found()).toBeNull();
    await asOwner(INSERT(row));
    expect(await found()).toMatchObject({ what: 'inserted', seal: 4, row });
  });

  test('swaps two rows', async () => {
    const [one, other] = [await idOf(10), await idOf(20)];
    await asOwner(`
      alter table guard.access alter column access_id drop identity;
      update guard.access set access_id = -1 where access_id = ${one};
      update guard.access set access_id = ${one} where access_id = ${other};
      update guard.access set access_id = ${other} where access_id = -1;
      alter table guard.access alter column access_id add generated always as identity;
      select setval(pg_get_serial_sequence('guard.access', 'access_id'), (select max(access_id) from guard.access))`);
    expect(await found()).toMatchObject({ what: 'edited', row: one });
  });

  test('cuts off the newest rows', async () => {
    const row = await idOf(ROWS - 5);
    await asOwner(`delete from guard.access where org_id = $org and access_id >= ${row}`);
    expect(await found()).toMatchObject({ what: 'missing', seal: 3, row });
  });

  test('empties the log', async () => {
    const row = await idOf(0);
    await asOwner('delete from guard.access where org_id = $org');
    expect(await found()).toMatchObject({ what: 'missing', seal: 1, row });
  });

  test('changes a seal, or removes one from the middle', async () => {
    await asOwner('update guard.seal set row_count = row_count - 1 where org_id = $org and seal_number = 2');
    expect(await found()).toMatchObject({ what: 'seal-changed', seal: 2 });
    await asOwner('delete from guard.seal where org_id = $org and seal_number = 2');
    expect(await found()).toMatchObject({ what: 'seal-missing', seal: 2 });
  });

  test('seals anew with a key of their own', async () => {
    const { privateKey } = newSigningKey();
    const heads = await engine.transaction(
      'select 1',
      async (run) =>
        (
          await run(
            `select seal_number, head from guard.seal where org_id = '${org}' and seal_number = 3`,
            [],
          )
        ).rows,
    );
    const { head } = heads[0] as { head: Uint8Array };
    const forged = Buffer.from(signHead(privateKey, head)).toString('hex');
    await asOwner(`update guard.seal set signature = '\\x${forged}' where org_id = $org and seal_number = 3`);
    expect(await found()).toMatchObject({ what: 'signature-wrong', seal: 3 });
  });

  test('cuts off rows and seals together, when a checkpoint was kept elsewhere', async () => {
    const checkpoint = await checkpointOf(door, org);
    if (checkpoint === undefined) throw new Error('Nothing was sealed.');
    expect(checkpoint.seal).toBe(3);
    const bytes = (words: string) => new Uint8Array(Buffer.from(words, 'hex'));
    const key = readPublicKey(bytes(checkpoint.publicKey));
    expect(isSignedBy(key, bytes(checkpoint.head), bytes(checkpoint.signature))).toBe(true);
    await asOwner(`
      delete from guard.access where org_id = $org and access_id >
        (select to_id from guard.seal where org_id = $org and seal_number = 2);
      delete from guard.seal where org_id = $org and seal_number = 3`);
    expect((await verifyLog(door, org)).fault).toBeNull();
    expect((await verifyLog(door, org, checkpoint)).fault).toMatchObject({
      what: 'truncated-after-checkpoint',
      seal: 3,
    });
  });

  test('takes the sealed rows for somebody else’s', async () => {
    const other = newId();
    const row = await idOf(1);
    await asOwner(`update guard.access set org_id = '${other}' where access_id = ${row}`);
    expect(await found()).toMatchObject({ what: 'missing', row });
  });
});

test('the program itself can change no row and no seal', async () => {
  await sealAll();
  for (const role of ['privacy', 'admin', 'system:sealer', 'counselor']) {
    const actor = { org, id: newId(), role, request: newId() };
    for (const words of [
      `update guard.access set category = 'x'`,
      'delete from guard.access',
      'truncate guard.access',
      'update guard.seal set row_count = 0',
      'delete from guard.seal',
    ]) {
      await expect(door.asActor(actor, 'operations', (db) => sql.raw(words).execute(db))).rejects.toThrow(
        /permission denied/,
      );
    }
  }
});

test('the first difference between what was sealed and what is there', () => {
  const mark = (id: number, digest = 'aa') => ({ id, digest });
  const sealed = [mark(1), mark(2), mark(4)];
  expect(firstDifference(sealed, sealed)).toBeUndefined();
  expect(firstDifference(sealed, [mark(1), mark(2, 'bb'), mark(4)])).toEqual({ what: 'edited', row: 2 });
  expect(firstDifference(sealed, [mark(1), mark(4)])).toEqual({ what: 'missing', row: 2 });
  expect(firstDifference(sealed, [mark(1), mark(2), mark(3), mark(4)])).toEqual({ what: 'inserted', row: 3 });
  expect(firstDifference(sealed, [...sealed, mark(5)])).toEqual({ what: 'inserted', row: 5 });
  expect(firstDifference(sealed, [])).toEqual({ what: 'missing', row: 1 });
});
