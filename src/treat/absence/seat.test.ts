import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ORG_ID, openProgram, PEOPLE, type Program } from '../../../test/support/program.ts';
import { systemActor } from '../../guard/actors.ts';
import { remindOfSeats } from './seat.jobs.ts';

// A Wednesday in Tampa.
const WEDNESDAY = new Date('2026-11-18T15:00:00Z');
let now = WEDNESDAY;
let program: Program;
let dana: string;
let karen: string;
let missed: { readonly meeting_id: string; readonly starts_at: Date };
let offer: { readonly meeting: string; readonly startsAt: string; readonly place: string | null };

const asRoster = systemActor('system:roster', ORG_ID);
beforeAll(async () => {
  program = await openProgram({ clock: { now: () => now } });
  [dana, karen] = [await program.signIn(PEOPLE.dana), await program.signIn(PEOPLE.karen)];
  missed = await program.house.door.asActor(asRoster, 'operations', async (db) => {
    const { rows } = await sql<typeof missed>`
      update treat.attendance a set status = 'away', reason = 'told-us'
      from treat.meeting m
      where m.org_id = a.org_id and m.meeting_id = a.meeting_id and a.participant_id = ${PEOPLE.karen.id}
        and m.meeting_id = (
          select f.meeting_id from treat.attendance e join treat.meeting f using (org_id, meeting_id)
          where e.participant_id = ${PEOPLE.karen.id} and f.session_id is not null and f.starts_at > ${WEDNESDAY}
          order by f.starts_at limit 1)
      returning m.meeting_id, m.starts_at`.execute(db);
    const [row] = rows;
    if (row === undefined) throw new Error('Karen has nothing to come.');
    return row;
  });
  const { people } = await (await program.send('/api/hours/short', { cookie: dana })).json();
  [offer] = people.find((one: { participant: string }) => one.participant === PEOPLE.karen.id).offers;
});
afterAll(() => program?.drop());

const stamp = (at: string | Date): string =>
  new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'America/New_York',
    dateStyle: 'short',
    timeStyle: 'medium',
  })
    .format(new Date(at))
    .replace(/[-:]/g, '')
    .replace(' ', 'T');

test('a seat given instead of a session takes its place in the person’s calendar, in one neutral word', async () => {
  const made = await program.send('/api/week/feeds', { method: 'POST', cookie: karen, json: { word: '' } });
  const path = new URL((await made.json()).address).pathname;
  const calendar = async () => (await program.send(path)).text();
  const starts = (text: string) => [...text.matchAll(/^DTSTART[^:]*:(\S+)\r$/gm)].map(([, at]) => at);

  const before = await calendar();
  expect(starts(before)).toContain(stamp(missed.starts_at));
  expect(starts(before)).not.toContain(stamp(offer.startsAt));
  const given = await program.send(`/api/people/${PEOPLE.karen.id}/make-ups`, {
    method: 'POST',
    cookie: dana,
    json: { meeting: offer.meeting },
  });
  expect(given.status).toBe(201);

  const after = await calendar();
  expect(starts(after)).toContain(stamp(offer.startsAt));
  expect(starts(after)).not.toContain(stamp(missed.starts_at));
  expect(starts(after)).toHaveLength(starts(before).length);
  expect(new Set(after.match(/^SUMMARY:.*$/gm)?.map((line) => line.trim()))).toEqual(
    new Set(['SUMMARY:Busy']),
  );
  expect(after).not.toMatch(/LOCATION|DESCRIPTION|make|instead/i);
  // Read again it is the same, so phones do not fetch it whole each time.
  now = new Date(WEDNESDAY.getTime() + 60_000);
  expect(await calendar()).toBe(after);
});

test('it is reminded of once, as any other session is: when and where', async () => {
  now = new Date(Date.parse(offer.startsAt) - 5 * 3_600_000);
  expect(await remindOfSeats(program.house, ORG_ID)).toBe(0);
  now = new Date(Date.parse(offer.startsAt) - 3 * 3_600_000);
  expect(await remindOfSeats(program.house, ORG_ID)).toBe(1);
  expect(await remindOfSeats(program.house, ORG_ID)).toBe(0);
  const [message] = await program.house.door.asActor(
    systemActor('system:messenger', ORG_ID),
    'operations',
    (db) =>
      db
        .selectFrom('guard.message')
        .selectAll()
        .where('participant_id', '=', PEOPLE.karen.id)
        .where('occasion', '=', `begins ${new Date(offer.startsAt).toISOString()}`)
        .execute(),
  );
  expect(message?.kind).toBe('reminder');
  expect(message?.facts).toEqual({
    at: new Date(offer.startsAt).toISOString(),
    ...(offer.place === null ? {} : { place: offer.place }),
  });
  expect(Date.parse(offer.startsAt) - (message?.not_before.getTime() ?? 0)).toBe(2 * 3_600_000);
});
