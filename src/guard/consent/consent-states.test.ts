import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor, Db, Door, Purpose } from '../../platform/db/index.ts';
import { databaseForTest } from '../../platform/db/testing.ts';
import { newId } from '../../platform/ids.ts';
import { newKey } from '../../platform/secrets.ts';
import { systemActor } from '../actors.ts';
import { addPerson, newOrgKey } from '../sealing.ts';
import { consentWhole, guardianSigned, signConsent } from './consent.store.ts';
import { askRestriction } from './restriction.store.ts';

let door: Door;
let drop: () => Promise<void>;
const master = newKey();
const org = newId();
const ids = { counselor: newId(), other: newId(), privacy: newId(), coordinator: newId() };
const as = (id: string, role: string): Actor => ({ org, id, role, request: newId() });
const nothing = new Uint8Array([1]);
const seal = { seal: () => nothing, open: () => ({}) };

beforeAll(async () => {
  ({ door, drop } = await databaseForTest());
  await door.asActor(systemActor('system:setup', org), 'setup', async (db) => {
    await db
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
      .execute();
    const staff = (staff_id: string, role: string) => ({
      org_id: org,
      staff_id,
      display_name: 'N. N.',
      role,
    });
    await db
      .insertInto('guard.staff')
      .values([
        staff(ids.counselor, 'counselor'),
        staff(ids.other, 'counselor'),
        staff(ids.privacy, 'privacy'),
        staff(ids.coordinator, 'coordinator'),
      ])
      .execute();
  });
});
afterAll(() => drop());

/** Somebody new with a name, a week and a care team of one. */
async function somebody(): Promise<string> {
  return door.asActor(systemActor('system:demo', org), 'setup', async (db) => {
    const { participantId } = await addPerson(db, master, org, { stage: 'participant' });
    const of = { org_id: org, participant_id: participantId };
    await db
      .insertInto('guard.identity')
      .values({ ...of, name_sealed: nothing })
      .execute();
    await db
      .insertInto('schedule.busy')
      .values({ ...of, start_minute: 60, end_minute: 120, kind: 'work' })
      .execute();
    await db
      .insertInto('guard.care_team')
      .values({ ...of, staff_id: ids.counselor, from_on: '2020-01-01' })
      .execute();
    return participantId;
  });
}

const ago = (words: string): RawBuilder<Date> => sql<Date>`clock_timestamp() - ${words}::interval`;
const ahead = (words: string): RawBuilder<Date> => sql<Date>`clock_timestamp() + ${words}::interval`;

interface Given {
  recipient: string;
  categories: string[];
  purposes: string[];
  kind: string;
  begins: RawBuilder<Date>;
  expires: RawBuilder<Date> | null;
  needsGuardian: boolean;
}

/** The person signs a consent; returns its id. */
async function give(person: string, more: Partial<Given> = {}): Promise<string> {
  const consentId = newId();
  const { kind = 'specific', categories = ['schedule'], purposes = ['support'] } = more;
  await door.asActor(as(person, 'participant'), 'self', (db) =>
    db
      .insertInto('guard.consent')
      .values({
        org_id: org,
        consent_id: consentId,
        participant_id: person,
        kind,
        recipient_kind: 'supporter',
        recipient_id: more.recipient ?? newId(),
        categories,
        purposes,
        begins_at: more.begins ?? ago('1 day'),
        expires_at: more.expires === undefined ? ahead('1 hour') : more.expires,
        expires_on_event: more.expires === null ? 'final-disposition' : null,
        irrevocable_until_event: kind === 'criminal-justice',
        needs_guardian: more.needsGuardian ?? false,
        document_sealed: nothing,
        document_hash: nothing,
        form_version: 'test-1',
        language: 'en',
        signed_at: ago('1 day'),
      })
      .execute(),
  );
  return consentId;
}

const weeksSeen = async (actor: Actor, person: string, purpose: Purpose): Promise<number> =>
  door.asActor(actor, purpose, async (db) => {
    const rows = db.selectFrom('schedule.busy').select('participant_id');
    return (await rows.where('participant_id', '=', person).execute()).length;
  });

const asPerson = <T>(person: string, work: (db: Db) => Promise<T>) =>
  door.asActor(as(person, 'participant'), 'self', work);

describe('2.31 and 2.33: what a consent lets a supporter see', () => {
  const seenWith = async (more: Partial<Given>, purpose: Purpose = 'support') => {
    const person = await somebody();
    const recipient = newId();
    await give(person, { recipient, ...more });
    return weeksSeen(as(recipient, 'supporter'), person, purpose);
  };

  test('2.13: with no relation at all, nothing', async () => {
    expect(await weeksSeen(as(newId(), 'supporter'), await somebody(), 'support')).toBe(0);
  });
  test('in force: what it names', async () => expect(await seenWith({})).toBe(1));
  test('not begun: nothing', async () => expect(await seenWith({ begins: ahead('1 minute') })).toBe(0));
  test('over for a second: nothing', async () =>
    expect(await seenWith({ expires: ago('1 second') })).toBe(0));
  test('for another category: nothing', async () =>
    expect(await seenWith({ categories: ['attendance'] })).toBe(0));
  test('for another purpose: nothing', async () =>
    expect(await seenWith({ purposes: ['treatment'] })).toBe(0));
  test('asked for another purpose: nothing', async () => expect(await seenWith({}, 'treatment')).toBe(0));
  test('to somebody else: nothing', async () =>
    expect(await seenWith({ recipient: undefined as never })).toBe(0));
  test('2.14: waiting for a guardian’s name: nothing', async () =>
    expect(await seenWith({ needsGuardian: true })).toBe(0));

  test('counselling notes are no part of any other consent, not even for the database', async () => {
    await expect(seenWith({ categories: ['schedule', 'counselling_note'] })).rejects.toMatchObject({
      code: '23514',
    });
    await expect(
      seenWith({ kind: 'counselling-notes', categories: ['counselling_note', 'note'] }),
    ).rejects.toMatchObject({ code: '23514' });
  });

  test('revoked: the very next read finds nothing, and the end stands', async () => {
    const person = await somebody();
    const recipient = newId();
    const consent = await give(person, { recipient });
    const reader = as(recipient, 'supporter');
    expect(await weeksSeen(reader, person, 'support')).toBe(1);
    const revoke = (when: RawBuilder<Date> | null) =>
      asPerson(person, (db) =>
        db.updateTable('guard.consent').set({ revoked_at: when }).where('consent_id', '=', consent).execute(),
      );
    await revoke(ago('0 seconds'));
    expect(await weeksSeen(reader, person, 'support')).toBe(0);
    await expect(revoke(null)).rejects.toMatchObject({ code: '23514' });
  });

  test('one that ends between two reads of one request ends there', async () => {
    const person = await somebody();
    const recipient = newId();
    await give(person, { recipient, expires: ahead('250 milliseconds') });
    const seen = await door.asActor(as(recipient, 'supporter'), 'support', async (db) => {
      const count = async () =>
        (await db.selectFrom('schedule.busy').select('participant_id').execute()).length;
      const before = await count();
      await sql`select pg_sleep(0.3)`.execute(db);
      return [before, await count()];
    });
    expect(seen).toEqual([1, 0]);
  });

  test('what was signed is never rewritten: not by the person, not by staff', async () => {
    const person = await somebody();
    const consent = await give(person);
    for (const actor of [as(person, 'participant'), as(ids.counselor, 'counselor')]) {
      await expect(
        door.asActor(actor, 'self', (db) =>
          db
            .updateTable('guard.consent')
            .set({ categories: ['note'] })
            .where('consent_id', '=', consent)
            .execute(),
        ),
      ).rejects.toMatchObject({ code: '42501' });
    }
  });
});

test('2.35: the database itself refuses to end a consent of a court case before the case', async () => {
  const person = await somebody();
  const consent = await give(person, { kind: 'criminal-justice', purposes: ['legal'], expires: null });
  const end = (db: Db) =>
    db
      .updateTable('guard.consent')
      .set({ revoked_at: ago('0 seconds') })
      .where('consent_id', '=', consent)
      .execute();
  await expect(asPerson(person, end)).rejects.toMatchObject({ code: '23514' });
});

describe('2.14 and 2.15: parents, guardians and representatives', () => {
  test('where no law lets a minor decide alone, the consent waits for the second name, and then holds', async () => {
    const person = await door.asActor(systemActor('system:demo', org), 'setup', async (db) => {
      const { participantId, sealer } = await addPerson(db, master, org, { stage: 'participant' });
      const name = { called: 'Sam', born_on: `${new Date().getUTCFullYear() - 15}-01-01` };
      await db
        .insertInto('guard.identity')
        .values({ org_id: org, participant_id: participantId, name_sealed: sealer.seal(name) })
        .execute();
      await db
        .insertInto('guard.care_team')
        .values({
          org_id: org,
          participant_id: participantId,
          staff_id: ids.counselor,
          from_on: '2020-01-01',
        })
        .execute();
      return participantId;
    });
    const me = as(person, 'participant');
    const stateOf = (db: Db, consent: string) =>
      consentWhole(db, master, person, consent).then(({ summary }) => summary.state);
    const consent = await asPerson(person, async (db) => {
      const id = await signConsent(db, me, master, new Date(), {
        participant: person,
        sent: {
          kind: 'specific',
          language: 'en',
          categories: ['schedule'],
          recipient: { kind: 'supporter', name: 'Pat', relation: 'my father' },
          purposes: ['support'],
          expiry: { event: 'end-of-treatment' },
        },
        signature: { name: 'Sam', by: 'participant', how: 'typed' },
      });
      expect(await stateOf(db, id)).toBe('waiting-for-guardian');
      return id;
    });
    await door.asActor(as(ids.counselor, 'counselor'), 'operations', async (db) => {
      await guardianSigned(db, person, consent);
      expect(await stateOf(db, consent)).toBe('in-force');
      await expect(guardianSigned(db, person, consent)).rejects.toMatchObject({ code: 'not-found' });
    });
  });

  test('the parent of a sixteen-year-old who decides alone sees nothing, and then what was signed for', async () => {
    const person = await somebody();
    const parent = newId();
    await asPerson(person, (db) =>
      db
        .insertInto('guard.supporter')
        .values({
          org_id: org,
          supporter_id: parent,
          participant_id: person,
          about_sealed: nothing,
          approved_at: ago('0 seconds'),
        })
        .execute(),
    );
    const reader = as(parent, 'supporter');
    expect(await weeksSeen(reader, person, 'support')).toBe(0);
    await give(person, { recipient: parent });
    expect(await weeksSeen(reader, person, 'support')).toBe(1);
    const names = await door.asActor(reader, 'support', (db) =>
      db.selectFrom('guard.identity').select('participant_id').execute(),
    );
    expect(names).toEqual([]);
  });

  test.each([
    ['of today', 'guard.today()', 1],
    ['of yesterday', 'guard.today() - 1', 0],
  ])('a representative whose last day is %s sees accordingly', async (_, until, expected) => {
    const person = await somebody();
    const supporter = newId();
    await asPerson(person, (db) =>
      db
        .insertInto('guard.supporter')
        .values({ org_id: org, supporter_id: supporter, participant_id: person, about_sealed: nothing })
        .execute(),
    );
    await door.asActor(as(ids.counselor, 'counselor'), 'treatment', (db) =>
      db
        .insertInto('guard.representative')
        .values({
          org_id: org,
          representative_id: newId(),
          participant_id: person,
          supporter_id: supporter,
          basis: 'power-of-attorney',
          proof_sealed: nothing,
          from_on: '2020-01-01',
          until_on: sql<string>`${sql.raw(until)}`,
          set_by: ids.counselor,
        })
        .execute(),
    );
    expect(await weeksSeen(as(supporter, 'supporter'), person, 'support')).toBe(expected);
  });
});

describe('2.26: restrictions', () => {
  test('nobody answers their own, and what must be agreed to is agreed to', async () => {
    const person = await somebody();
    const me = as(person, 'participant');
    const asked = { categories: ['schedule'] as const, reason: '', isSelfPaid: false };
    const id = await asPerson(person, (db) => askRestriction(db, me, seal, { ...asked, role: 'counselor' }));
    await expect(
      asPerson(person, (db) =>
        db
          .updateTable('guard.restriction')
          .set({ is_agreed: true, answered_at: ago('0 seconds') })
          .where('restriction_id', '=', id)
          .execute(),
      ),
    ).rejects.toMatchObject({ code: '42501' });
    expect(await weeksSeen(as(ids.counselor, 'counselor'), person, 'treatment')).toBe(1);
    await door.asActor(as(ids.privacy, 'privacy'), 'operations', (db) =>
      db
        .updateTable('guard.restriction')
        .set({ is_agreed: true, answered_at: ago('0 seconds') })
        .where('restriction_id', '=', id)
        .execute(),
    );
    expect(await weeksSeen(as(ids.counselor, 'counselor'), person, 'treatment')).toBe(0);
    const paid = await asPerson(person, (db) =>
      askRestriction(db, me, seal, { ...asked, recipient: 'health-plan', isSelfPaid: true }),
    );
    await expect(
      door.asActor(as(ids.privacy, 'privacy'), 'operations', (db) =>
        db
          .updateTable('guard.restriction')
          .set({ is_agreed: false })
          .where('restriction_id', '=', paid)
          .execute(),
      ),
    ).rejects.toMatchObject({ code: '23514' });
  });
});

describe('2.51: emergencies', () => {
  const open = (person: string, until: RawBuilder<Date>, who = ids.other, role = 'counselor') =>
    door.asActor(as(who, role), 'treatment', (db) =>
      db
        .insertInto('guard.emergency')
        .values({
          org_id: org,
          emergency_id: newId(),
          participant_id: person,
          staff_id: ids.other,
          opened_at: sql<Date>`now()`,
          until_at: until,
          reason_sealed: nothing,
          review_by: '2099-01-01',
        })
        .execute(),
    );
  const namesSeen = (person: string) =>
    door.asActor(as(ids.other, 'counselor'), 'treatment', async (db) => {
      const rows = db.selectFrom('guard.identity').select('participant_id');
      return (await rows.where('participant_id', '=', person).execute()).length;
    });

  test('open: who this is; closed by itself: nothing', async () => {
    const person = await somebody();
    expect(await namesSeen(person)).toBe(0);
    await open(person, sql<Date>`now() + interval '400 milliseconds'`);
    expect(await namesSeen(person)).toBe(1);
    await door.asActor(systemActor('system:start'), 'setup', (db) => sql`select pg_sleep(0.5)`.execute(db));
    expect(await namesSeen(person)).toBe(0);
  });

  test('never for more than four hours, in no one else’s name, and by no other role', async () => {
    const person = await somebody();
    await expect(open(person, sql<Date>`now() + interval '4 hours 1 second'`)).rejects.toMatchObject({
      code: '23514',
    });
    const anHour = sql<Date>`now() + interval '1 hour'`;
    await expect(open(person, anHour, ids.counselor)).rejects.toMatchObject({ code: '42501' });
    await expect(open(person, anHour, ids.other, 'coordinator')).rejects.toMatchObject({ code: '42501' });
  });

  test('it is never reviewed by whoever opened it', async () => {
    const person = await somebody();
    await open(person, sql<Date>`now() + interval '1 hour'`);
    await expect(
      door.asActor(as(ids.other, 'counselor'), 'treatment', (db) =>
        db
          .updateTable('guard.emergency')
          .set({ reviewed_by: ids.other, reviewed_at: ago('0 seconds'), is_justified: true })
          .where('participant_id', '=', person)
          .execute(),
      ),
    ).rejects.toMatchObject({ code: '42501' });
  });
});

describe('who is kept apart from whom', () => {
  test('a participant never learns of it; why is read by the role that said so and by no other', async () => {
    const [one, other] = [await somebody(), await somebody()].sort() as [string, string];
    const pair = { org_id: org, participant_id: one, other_id: other };
    await door.asActor(as(ids.counselor, 'counselor'), 'treatment', async (db) => {
      await db
        .insertInto('schedule.apart')
        .values({ ...pair, owner_role: 'counselor', said_by: ids.counselor })
        .execute();
      await db
        .insertInto('schedule.apart_reason')
        .values({ ...pair, owner_role: 'counselor', said_by: ids.counselor, reason_sealed: nothing })
        .execute();
    });
    const seen = (actor: Actor) =>
      door.asActor(actor, 'operations', async (db) => ({
        pairs: (await db.selectFrom('schedule.apart').select('other_id').execute()).length,
        reasons: (await db.selectFrom('schedule.apart_reason').select('other_id').execute()).length,
      }));
    expect(await seen(as(ids.counselor, 'counselor'))).toEqual({ pairs: 1, reasons: 1 });
    expect(await seen(as(ids.coordinator, 'coordinator'))).toEqual({ pairs: 1, reasons: 0 });
    expect(await seen(as(ids.privacy, 'privacy'))).toEqual({ pairs: 0, reasons: 0 });
    expect(await seen(systemActor('system:planner', org))).toEqual({ pairs: 1, reasons: 0 });
    for (const person of [one, other]) {
      expect(await seen(as(person, 'participant'))).toEqual({ pairs: 0, reasons: 0 });
    }
    await expect(
      door.asActor(as(ids.coordinator, 'coordinator'), 'operations', (db) =>
        db
          .insertInto('schedule.apart_reason')
          .values({ ...pair, owner_role: 'privacy', said_by: ids.coordinator, reason_sealed: nothing })
          .execute(),
      ),
    ).rejects.toMatchObject({ code: '42501' });
  });
});

test('the name for peers is the person’s own to choose, and the care team’s to read', async () => {
  const person = await somebody();
  const alias = { org_id: org, participant_id: person, alias_sealed: nothing };
  await expect(
    door.asActor(as(ids.counselor, 'counselor'), 'treatment', (db) =>
      db.insertInto('guard.alias').values(alias).execute(),
    ),
  ).rejects.toMatchObject({ code: '42501' });
  await asPerson(person, (db) => db.insertInto('guard.alias').values(alias).execute());
  const seen = (id: string, role: string) =>
    door.asActor(
      as(id, role),
      'treatment',
      async (db) =>
        (
          await db
            .selectFrom('guard.alias')
            .select('participant_id')
            .where('participant_id', '=', person)
            .execute()
        ).length,
    );
  expect(await seen(ids.counselor, 'counselor')).toBe(1);
  expect(await seen(ids.other, 'counselor')).toBe(0);
});
