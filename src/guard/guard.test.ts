import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor, Door } from '../platform/db/index.ts';
import { databaseForTest } from '../platform/db/testing.ts';
import { newId } from '../platform/ids.ts';
import { type Key, newKey } from '../platform/secrets.ts';
import { systemActor } from './actors.ts';
import { addPerson, newOrgKey, sealersFor } from './sealing.ts';

const ROOMS = ['guard', 'platform', 'bridge', 'fit', 'schedule', 'treat'];

let door: Door;
let drop: () => Promise<void>;
const master: Key = newKey();
const org = newId();
const otherOrg = newId();
let person: string;
let stranger: string;
const counselor = newId();

const staff = (id: string, role: string, at = org): Actor => ({ org: at, id, role, request: newId() });

beforeAll(async () => {
  ({ door, drop } = await databaseForTest());
  for (const at of [org, otherOrg]) {
    await door.asActor(systemActor('system:setup', at), 'setup', async (db) => {
      await db
        .insertInto('guard.org')
        .values({
          org_id: at,
          name: 'A program',
          neutral_name: 'My week',
          zone: 'America/New_York',
          phone: '813-555-0100',
          leave_url: 'https://weather.example/',
          key_wrapped: newOrgKey(master),
        })
        .execute();
      await db
        .insertInto('guard.staff')
        .values({
          org_id: at,
          staff_id: at === org ? counselor : newId(),
          display_name: 'Dana R.',
          role: 'counselor',
        })
        .execute();
    });
  }
  await door.asActor(systemActor('system:demo', org), 'setup', async (db) => {
    for (const stage of ['participant', 'participant'] as const) {
      const { participantId, sealer } = await addPerson(db, master, org, { stage });
      await db
        .insertInto('guard.identity')
        .values({ org_id: org, participant_id: participantId, name_sealed: sealer.seal({ called: 'Sam' }) })
        .execute();
      stranger = person;
      person = participantId;
    }
    await db
      .insertInto('guard.care_team')
      .values({ org_id: org, participant_id: person, staff_id: counselor, from_on: '2020-01-01' })
      .execute();
  });
});
afterAll(() => drop());

/** Rows of the whole database that this query of the catalog returns, as an ordinary reader of the catalog. */
const catalog = <Row>(query: ReturnType<typeof sql<Row>>) =>
  door.asActor(systemActor('system:start'), 'setup', async (db) => (await query.execute(db)).rows);

describe('the catalog', () => {
  test('every table of every room has row security, forced', async () => {
    const bare = await catalog(sql<{ name: string }>`
      select n.nspname || '.' || c.relname as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname in (${sql.join(ROOMS)})
        and not (c.relrowsecurity and c.relforcerowsecurity)`);
    expect(bare).toEqual([]);
  });

  test('every table that holds anything of a person is decided by guard.allows', async () => {
    const undecided = await catalog(sql<{ name: string }>`
      select t.table_schema || '.' || t.table_name as name
      from information_schema.columns t
      join information_schema.tables whole using (table_schema, table_name)
      where whole.table_type = 'BASE TABLE' and t.column_name = 'participant_id' and t.table_schema in (${sql.join(ROOMS)})
        and t.table_schema || '.' || t.table_name <> 'guard.access'
        and not exists (
          select from pg_policies p
          where p.schemaname = t.table_schema and p.tablename = t.table_name
            and p.cmd = 'SELECT' and p.qual like '%allows%')`);
    expect(undecided).toEqual([]);
  });

  test('every table carries its organisation, except the matrix itself', async () => {
    const without = await catalog(sql<{ name: string }>`
      select n.nspname || '.' || c.relname as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname in (${sql.join(ROOMS)})
        and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'org_id')`);
    expect(without).toEqual([{ name: 'guard.permission' }]);
  });

  test('the application roles own nothing, bypass nothing and cannot sign in', async () => {
    const roles = await catalog(sql<{ rolname: string }>`
      select rolname from pg_roles
      where rolname in ('daybridge_app', 'daybridge_guard', 'daybridge_auth', 'daybridge_jobs')
        and (rolsuper or rolbypassrls or rolcanlogin or rolcreaterole or rolcreatedb)`);
    expect(roles).toEqual([]);
    const owned = await catalog(sql<{ name: string }>`
      select c.relname as name from pg_class c join pg_roles r on r.oid = c.relowner
      where r.rolname = 'daybridge_app'`);
    expect(owned).toEqual([]);
  });

  test('every function with its owner’s rights has a fixed search path', async () => {
    const loose = await catalog(sql<{ name: string }>`
      select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in (${sql.join(ROOMS)}) and p.prosecdef
        and not coalesce(p.proconfig::text like '%search_path=%', false)`);
    expect(loose).toEqual([]);
  });
});

describe('the door', () => {
  const peopleSeenBy = (actor: Actor) =>
    door.asActor(actor, 'treatment', async (db) =>
      (await db.selectFrom('guard.identity').select('participant_id').execute()).map(
        (row) => row.participant_id,
      ),
    );

  test('a counselor sees the people of their care team and no one else', async () => {
    expect(await peopleSeenBy(staff(counselor, 'counselor'))).toEqual([person]);
    expect(await peopleSeenBy(staff(newId(), 'counselor'))).toEqual([]);
  });

  test('a participant sees themself and no one else', async () => {
    expect(await peopleSeenBy(staff(person, 'participant'))).toEqual([person]);
    expect(await peopleSeenBy(staff(stranger, 'participant'))).toEqual([stranger]);
  });

  test.each(['coordinator', 'director', 'admin', 'privacy', 'system:planner', 'nobody'])(
    'a %s sees no name',
    async (role) => {
      expect(await peopleSeenBy(staff(counselor, role))).toEqual([]);
    },
  );

  test('another organisation sees nothing, whatever the role', async () => {
    expect(await peopleSeenBy(staff(counselor, 'counselor', otherOrg))).toEqual([]);
    expect(await peopleSeenBy(staff(person, 'participant', otherOrg))).toEqual([]);
  });

  test('an ended place on the care team ends the sight', async () => {
    await door.asActor(staff(counselor, 'counselor'), 'treatment', (db) =>
      db
        .updateTable('guard.care_team')
        .set({ until_on: '2020-02-01' })
        .where('participant_id', '=', person)
        .execute(),
    );
    expect(await peopleSeenBy(staff(counselor, 'counselor'))).toEqual([]);
    await door.asActor(systemActor('system:demo', org), 'setup', (db) =>
      db
        .updateTable('guard.care_team')
        .set({ until_on: null })
        .where('participant_id', '=', person)
        .execute(),
    );
    expect(await peopleSeenBy(staff(counselor, 'counselor'))).toEqual([person]);
  });

  test('nobody may write for somebody outside their reach', async () => {
    await expect(
      door.asActor(staff(counselor, 'coordinator'), 'operations', (db) =>
        db
          .insertInto('guard.identity')
          .values({ org_id: org, participant_id: stranger, name_sealed: new Uint8Array([1]) })
          .execute(),
      ),
    ).rejects.toMatchObject({ code: '42501' });
  });

  test('who may only hand something in cannot change what is there, not even blindly', async () => {
    const frontDoor = systemActor('system:front-door', org);
    const { numUpdatedRows } = await door.asActor(frontDoor, 'intake', (db) =>
      db.updateTable('guard.identity').set({ language: 'es' }).executeTakeFirst(),
    );
    expect(numUpdatedRows).toBe(0n);
  });

  test('the log of who looked takes rows and gives none up', async () => {
    const me = staff(counselor, 'counselor');
    await door.asActor(me, 'treatment', (db) =>
      db
        .insertInto('guard.access')
        .values({
          org_id: org,
          actor_id: me.id,
          actor_role: me.role,
          purpose: 'treatment',
          participant_id: person,
          category: 'identity',
          verb: 'read',
          request_id: me.request,
        })
        .execute(),
    );
    for (const statement of [sql`delete from guard.access`, sql`update guard.access set actor_role = 'x'`]) {
      await expect(door.asActor(me, 'treatment', (db) => statement.execute(db))).rejects.toMatchObject({
        code: '42501',
      });
    }
    const mine = await door.asActor(staff(person, 'participant'), 'self', (db) =>
      db.selectFrom('guard.access').selectAll().execute(),
    );
    expect(mine).toHaveLength(1);
    expect(
      await door.asActor(me, 'treatment', (db) => db.selectFrom('guard.access').selectAll().execute()),
    ).toEqual([]);
  });

  test('names are ciphertext in the table and open for the care team only', async () => {
    const opened = await door.asActor(staff(counselor, 'counselor'), 'treatment', async (db) => {
      const row = await db.selectFrom('guard.identity').select('name_sealed').executeTakeFirstOrThrow();
      expect(Buffer.from(row.name_sealed).toString('latin1')).not.toContain('Sam');
      return (await sealersFor(db, master, [person])).get(person)?.open(row.name_sealed);
    });
    expect(opened).toEqual({ called: 'Sam' });
  });

  test('an actor with a crooked id or role never reaches the database', async () => {
    for (const crooked of [
      { ...staff(counselor, 'counselor'), id: "x'; drop table guard.org; --" },
      staff(counselor, "counselor'; reset role; --"),
    ]) {
      expect(() => door.asActor(crooked, 'treatment', async () => 1)).toThrow(/An actor needs/);
    }
  });

  test('work that fails leaves nothing behind, and the role does not outlive its transaction', async () => {
    const id = newId();
    await expect(
      door.asActor(systemActor('system:demo', org), 'setup', async (db) => {
        await db.insertInto('guard.participant').values({ org_id: org, participant_id: id }).execute();
        throw new Error('stop here');
      }),
    ).rejects.toThrow('stop here');
    const rows = await door.asActor(systemActor('system:demo', org), 'setup', (db) =>
      db.selectFrom('guard.participant').select('participant_id').where('participant_id', '=', id).execute(),
    );
    expect(rows).toEqual([]);
  });
});
