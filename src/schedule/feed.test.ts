import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoPeople, loadDemo } from '../demo/index.ts';
import type { House } from '../guard/house.ts';
import { firstOrg } from '../guard/open-house.ts';
import { houseForTest } from '../guard/testing.ts';
import type { Actor, Db } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { feedItems } from './feed.store.ts';
import { cleanWord } from './feed.ts';
import { publishPlan, takeBack } from './plan.store.ts';

const WEEK = '2026-11-02';
const now = new Date('2026-11-04T15:00:00Z');
let house: House;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ house, drop } = await houseForTest({ clock: { now: () => now } }));
  await loadDemo(house, '2026-11-04');
  house.publicOrg = await firstOrg(house.door);
});
afterAll(() => drop());

function actorFor(label: string, role: string): Actor {
  const guest = demoPeople(house).find((each) => each.label === label);
  if (guest === undefined) throw new Error(label);
  return { org: guest.person.org, id: guest.person.id, role, request: newId() };
}

/** A draft like the published plan, with every visit ten minutes later. */
async function draftWithLaterVisits(db: Db): Promise<string> {
  const id = newId();
  await sql`insert into schedule.plan (org_id, plan_id, week, draft_number, score, bound, status, people, seconds, created_by)
    select org_id, ${id}, week, draft_number + 1, score, bound, status, people, seconds, created_by
    from schedule.plan where week = ${WEEK} and state = 'published'`.execute(db);
  await sql`insert into schedule.placement (org_id, plan_id, participant_id, session_id)
    select l.org_id, ${id}, l.participant_id, l.session_id from schedule.placement l
    join schedule.plan p using (org_id, plan_id) where p.week = ${WEEK} and p.state = 'published'`.execute(
    db,
  );
  await sql`insert into schedule.visit (org_id, plan_id, participant_id, kind, staff_id, start_minute, minutes, site_id)
    select v.org_id, ${id}, v.participant_id, v.kind, v.staff_id, v.start_minute + 10, v.minutes, v.site_id
    from schedule.visit v join schedule.plan p using (org_id, plan_id)
    where p.week = ${WEEK} and p.state = 'published'`.execute(db);
  return id;
}

describe('what a calendar is told', () => {
  test('an entry stays the same when its time moves, and its number grows, also when that is taken back', async () => {
    const karen = actorFor('Participant', 'participant');
    const rosa = actorFor('Coordinator', 'coordinator');
    const told = () =>
      house.door.asActor(karen, 'self', async (db) =>
        (await feedItems(db, karen.id, WEEK)).filter(({ week }) => week === WEEK),
      );
    const visitsOf = (items: Awaited<ReturnType<typeof told>>) =>
      items.filter(({ key }) => key.startsWith('visit')).map(({ start }) => start);

    const first = await told();
    const visits = visitsOf(first);
    expect(visits.length).toBeGreaterThan(0);

    const published = await house.door.asActor(rosa, 'operations', async (db) =>
      publishPlan(db, rosa, { week: WEEK, id: await draftWithLaterVisits(db), version: 1 }, now),
    );
    if (published === undefined) throw new Error('not published');
    const second = await told();
    expect(second.map(({ key }) => key).sort()).toEqual(first.map(({ key }) => key).sort());
    expect(visitsOf(second)).toEqual(visits.map((start) => start + 10));

    await house.door.asActor(rosa, 'operations', (db) => takeBack(db, published));
    const third = await told();
    expect(visitsOf(third)).toEqual(visits);
    const numbers = [first, second, third].map((items) => new Set(items.map(({ sequence }) => sequence)));
    expect(numbers.map(({ size }) => size)).toEqual([1, 1, 1]);
    const [before = 0, moved = 0, back = 0] = numbers.flatMap((each) => [...each]);
    expect(moved).toBeGreaterThan(before);
    expect(back).toBeGreaterThan(moved);
  });

  test.each([
    ['  Class  ', 'Class'],
    ['Class\r\nLOCATION:here', 'Class LOCATION:here'],
    ['\u202Egnihton\u0000\u2028x', 'gnihton x'],
    ['', ''],
    ['x'.repeat(60), 'x'.repeat(40)],
    [`${'x'.repeat(39)}🙂`, 'x'.repeat(39)],
    [`${'x'.repeat(39)} y`, 'x'.repeat(39)],
  ])('a person’s own word %j is told as %j', (typed, told) => {
    expect(cleanWord(typed)).toBe(told);
  });
});
