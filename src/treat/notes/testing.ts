import type { Person, Program } from '../../../test/support/program.ts';
import { newId } from '../../platform/ids.ts';

const HOUR_MS = 3_600_000;

/** A meeting of an hour that ended some hours ago, led by these, with these people in it. */
export async function heldMeeting(
  program: Program,
  {
    leaders,
    people,
    away = [],
    kind = 'group',
    activity = 'relapse-prevention',
    endedHoursAgo = 1,
  }: {
    readonly leaders: readonly Person[];
    readonly people: readonly Person[];
    readonly away?: readonly Person[];
    readonly kind?: string;
    readonly activity?: string;
    readonly endedHoursAgo?: number;
  },
): Promise<string> {
  const [first] = leaders;
  if (first === undefined) throw new Error('Somebody holds it.');
  const meeting = newId();
  const endsAt = new Date(program.house.clock.now().getTime() - endedHoursAgo * HOUR_MS);
  const startsAt = new Date(endsAt.getTime() - HOUR_MS);
  const on = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format(startsAt);
  await program.look('counselor', first.id, async (db) => {
    await db
      .insertInto('treat.meeting')
      .values({
        org_id: first.org,
        meeting_id: meeting,
        on_date: on,
        kind,
        activity,
        starts_at: startsAt,
        ends_at: endsAt,
        state: 'ended',
      })
      .execute();
    await db
      .insertInto('treat.meeting_leader')
      .values(leaders.map(({ id }) => ({ org_id: first.org, meeting_id: meeting, staff_id: id })))
      .execute();
    await db
      .insertInto('treat.attendance')
      .values(
        [...people, ...away].map((person) => ({
          org_id: first.org,
          participant_id: person.id,
          meeting_id: meeting,
          on_date: on,
          status: away.includes(person) ? 'away' : 'here',
          reason: away.includes(person) ? 'told-us' : null,
          stays: JSON.stringify(
            away.includes(person)
              ? []
              : [{ from: startsAt.toISOString(), until: endsAt.toISOString(), by: 'room' }],
          ),
          counted_minutes: away.includes(person) ? 0 : 60,
          delivered_minutes: away.includes(person) ? 0 : 60,
        })),
      )
      .execute();
  });
  return meeting;
}
