import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoId, ORG_ID, openProgram, PEOPLE, type Program } from '../../../test/support/program.ts';
import { systemActor } from '../../guard/actors.ts';
import { weekAfter } from '../../schedule/index.ts';
import { hoursOfPrograms } from '../commands/hours.ts';
import { weeksCounted } from './hours.store.ts';
import { weekLedger } from './ledger.ts';
import { weekHours } from './week-hours.store.ts';

// A Wednesday in Tampa.
const NOW = new Date('2026-11-18T15:00:00Z');
const MONDAY = '2026-11-16';
let program: Program;
let dana: string;
let rosa: string;
beforeAll(async () => {
  program = await openProgram({ clock: { now: () => NOW } });
  [dana, rosa] = (await Promise.all([PEOPLE.dana, PEOPLE.rosa].map((each) => program.signIn(each)))) as [
    string,
    string,
  ];
});
afterAll(() => program.drop());

const get = async (path: string, cookie = dana) => (await program.send(path, { cookie })).json();
const hours = systemActor('system:hours', ORG_ID);

describe('a person’s week', () => {
  test('is five amounts, each no more than the one before it says', async () => {
    const { ledger, participant } = await get(`/api/people/${PEOPLE.karen.id}/hours?week=2026-11-09`);
    expect(ledger).toMatchObject({ monday: '2026-11-09', prescribed: 540, shortfall: null });
    expect(ledger.delivered).toBeGreaterThan(0);
    expect(ledger.delivered).toBeLessThanOrEqual(ledger.scheduled + ledger.extra);
    expect(ledger.countable).toBeLessThanOrEqual(ledger.delivered);
    expect(ledger.billable.participant).toBe(participant);
    expect(ledger.billable.minutes).toBeLessThanOrEqual(ledger.countable);
    const lost = ledger.billable.because.reduce(
      (sum: number, one: { minutes: number }) => sum + one.minutes,
      0,
    );
    expect(lost).toBe(ledger.countable - ledger.billable.minutes);
  });

  test('is this week without being told which; any day names its week', async () => {
    const path = `/api/people/${PEOPLE.karen.id}/hours`;
    const now = await get(path);
    expect(now.ledger.monday).toBe(MONDAY);
    expect((await get(`${path}?week=2026-11-22`)).ledger).toEqual(now.ledger);
    expect((await program.send(`${path}?week=soon`, { cookie: dana })).status).toBe(422);
  });
});

describe('my people who will fall short', () => {
  test('nobody is short while everything to come makes their week whole', async () => {
    const { monday, people } = await get('/api/hours/short');
    expect(monday).toBe(MONDAY);
    for (const { minutes, because } of people) {
      expect(minutes).toBeGreaterThan(0);
      expect(because.length).toBeGreaterThan(0);
    }
    // Whoever cares for nobody has nobody who is short.
    expect((await get('/api/hours/short', rosa)).people).toEqual([]);
  });

  test('somebody who missed a session is, with what fits around their life and has a seat', async () => {
    const before = (await get(`/api/people/${PEOPLE.karen.id}/hours`)).ledger.shortfall?.minutes ?? 0;
    const missed = await program.look('system:roster', systemActor('system:roster').id, async (db) => {
      const { rows } = await sql<{ meeting_id: string; minutes: number }>`
        select a.meeting_id, (extract(epoch from m.ends_at - m.starts_at) / 60)::int as minutes
        from treat.attendance a join treat.meeting m using (org_id, meeting_id)
        where a.participant_id = ${PEOPLE.karen.id} and a.on_date between ${MONDAY} and ${'2026-11-22'}
          and m.session_id is not null and m.starts_at > ${NOW} order by m.starts_at limit 1`.execute(db);
      const [first] = rows;
      if (first === undefined) throw new Error('Karen has nothing to come.');
      await db
        .updateTable('treat.attendance')
        .set({ status: 'away', reason: 'told-us' })
        .where('participant_id', '=', PEOPLE.karen.id)
        .where('meeting_id', '=', first.meeting_id)
        .execute();
      return first;
    });
    const { people } = await get('/api/hours/short');
    const karen = people.find((one: { participant: string }) => one.participant === PEOPLE.karen.id);
    expect(karen.recordCode).toBe('R-1042');
    expect(karen.minutes).toBeGreaterThan(before);
    expect(karen.because).toContainEqual({ why: 'told-us', minutes: missed.minutes });
    for (const offer of karen.offers) {
      expect(Date.parse(offer.startsAt)).toBeGreaterThan(NOW.getTime());
      expect(offer.meeting).not.toBe(missed.meeting_id);
    }
    expect((await get(`/api/people/${PEOPLE.karen.id}/hours`)).ledger.shortfall.minutes).toBe(karen.minutes);
  });

  test('a seat is given once, stands in for what was missed, and is no more than was offered', async () => {
    const at = `/api/people/${PEOPLE.karen.id}/make-ups`;
    const shown = async () =>
      (await get('/api/hours/short')).people.find(
        (one: { participant: string }) => one.participant === PEOPLE.karen.id,
      );
    const before = await shown();
    expect(before.mayGive).toBe(true);
    const [offer] = before.offers;
    if (offer === undefined) throw new Error('Nothing fits in Karen’s week.');
    const give = (json: unknown, cookie = dana) => program.send(at, { method: 'POST', cookie, json });
    expect((await give({ meeting: offer.meeting }, rosa)).status).toBe(404);
    expect((await give({ meeting: 'that one' })).status).toBe(422);
    expect((await give({ meeting: crypto.randomUUID() })).status).toBe(409);
    const given = await give({ meeting: offer.meeting });
    expect(given.status).toBe(201);
    // They have it now, so there is none for them.
    expect((await give({ meeting: offer.meeting })).status).toBe(409);
    const after = await shown();
    expect(after?.minutes ?? 0).toBe(Math.max(0, before.minutes - offer.minutes));
    const roster = await program.look('system:roster', systemActor('system:roster').id, (db) =>
      db
        .selectFrom('treat.attendance')
        .select(['source', 'makes_up', 'status'])
        .where('participant_id', '=', PEOPLE.karen.id)
        .where('meeting_id', '=', offer.meeting)
        .executeTakeFirst(),
    );
    expect(roster).toMatchObject({ source: 'make-up', status: 'expected', makes_up: expect.any(String) });
  });

  test('a session is offered to whoever it takes, while it has a seat, and where nobody is they are kept apart from', async () => {
    const offered = () =>
      program.look('counselor', PEOPLE.dana.id, async (db) => {
        const { rows } = await sql<{ participant_id: string; meeting_id: string }>`
          select * from guard.make_ups(
            array(select participant_id from guard.care_team where staff_id = ${PEOPLE.dana.id}),
            ${new Date('2026-11-15T00:00:00Z')}, ${new Date('2026-11-23T05:00:00Z')})`.execute(db);
        return rows;
      });
    const [first] = await offered();
    if (first === undefined) throw new Error('Nothing is open in the demo.');
    const has = async () =>
      (await offered()).some(
        ({ participant_id, meeting_id }) =>
          participant_id === first.participant_id && meeting_id === first.meeting_id,
      );
    const roster = await program.look('system:roster', systemActor('system:roster').id, (db) =>
      db
        .selectFrom('treat.attendance')
        .select('participant_id')
        .where('meeting_id', '=', first.meeting_id)
        .where('status', '<>', 'off')
        .execute(),
    );
    const [peer] = roster;
    if (peer === undefined) throw new Error('Nobody comes to that session.');
    const [one, other] = [first.participant_id, peer.participant_id].sort() as [string, string];
    await program.house.door.asActor(systemActor('system:demo', ORG_ID), 'setup', (db) =>
      db
        .insertInto('schedule.apart')
        .values({
          org_id: ORG_ID,
          participant_id: one,
          other_id: other,
          owner_role: 'counselor',
          said_by: PEOPLE.dana.id,
        })
        .execute(),
    );
    expect(await has()).toBe(false);
    // Nobody is told of people who are not theirs.
    const theirs = await program.look('counselor', demoId('staff', 'nobody'), async (db) =>
      sql`select * from guard.make_ups(array[${first.participant_id}::uuid], ${new Date(0)}, ${NOW})`.execute(
        db,
      ),
    );
    expect(theirs.rows).toEqual([]);
  });
});

describe('the same hours', () => {
  test('by the ledger and by what the database has kept, for everybody and every week of the demo', async () => {
    for (let week = weekAfter(MONDAY, -8); week < MONDAY; week = weekAfter(week)) {
      await program.house.door.asActor(hours, 'operations', async (db) => {
        const all = await weekHours(db, week, NOW);
        const { rows } = await sql<{ participant: string; delivered: number; counted: number }>`
          select participant_id as participant, sum(delivered_minutes)::int as delivered,
            sum(counted_minutes)::int as counted
          from treat.attendance where on_date between ${week}::date and ${week}::date + 6
          group by participant_id`.execute(db);
        const kept = new Map(rows.map((row) => [row.participant, row]));
        expect(all.people.length).toBeGreaterThan(5);
        for (const participant of all.people) {
          const { delivered, countable, because } = weekLedger(all.givenOf(participant, null));
          const overCap = because.countable.find(({ why }) => why === 'over-cap')?.minutes ?? 0;
          expect([participant, delivered, countable + overCap]).toEqual([
            participant,
            kept.get(participant)?.delivered ?? 0,
            kept.get(participant)?.counted ?? 0,
          ]);
        }
      });
    }
    const [own] = await program.house.door.asActor(hours, 'operations', (db) =>
      weeksCounted(db, PEOPLE.karen.id, '2026-11-09', MONDAY),
    );
    const { ledger } = await get(`/api/people/${PEOPLE.karen.id}/hours?week=2026-11-09`);
    expect(own?.minutes).toBe(ledger.countable);
  });

  test('by command: everybody by record code, written down as looked at, and nothing of anybody’s week but hours', async () => {
    const [first] = await hoursOfPrograms(program.house.door, '2026-11-09', NOW);
    const karen = first?.people.find(({ recordCode }) => recordCode === 'R-1042');
    const { ledger } = await get(`/api/people/${PEOPLE.karen.id}/hours?week=2026-11-09`);
    expect(karen).toMatchObject({
      prescribed: ledger.prescribed,
      scheduled: ledger.scheduled,
      delivered: ledger.delivered,
      countable: ledger.countable,
    });
    expect(Object.keys(karen ?? {}).sort()).toEqual(
      ['because', 'billable', 'countable', 'delivered', 'prescribed', 'recordCode', 'scheduled'].sort(),
    );
    const seesNames = await program.house.door.asActor(hours, 'operations', (db) =>
      db.selectFrom('guard.identity').select('participant_id').execute(),
    );
    expect(seesNames).toEqual([]);
  });
});

describe('daybridge hours', () => {
  const CLI = fileURLToPath(new URL('../../cli.ts', import.meta.url));
  const run = (...words: string[]) =>
    spawnSync(process.execPath, [CLI, 'hours', ...words], { encoding: 'utf8' });
  test.each([
    [['--week', 'soon'], 'is no date'],
    [['--week', '2026-02-30'], 'is no date'],
    [['--json'], 'Say which week'],
    [['--weeks', '2026-11-30'], 'Unknown option'],
  ])('%j is bad input, and says why', (words, why) => {
    const { status, stderr, stdout } = run(...words);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(why);
  });
  test('says what it does', () => {
    const { status, stdout } = run('--help');
    expect(status).toBe(0);
    expect(stdout).toContain('daybridge hours --week');
  });
});
