import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ORG_ID, openProgram, PEOPLE, type Program } from '../../../test/support/program.ts';
import { systemActor } from '../../guard/actors.ts';
import { mondayOf, weekAfter } from '../../schedule/index.ts';
import { fillRoster } from './roster.store.ts';
import { type HeldMeeting, type PlannedSeat, rosterChanges } from './roster.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 30, hour));

const seats = fc.uniqueArray(
  fc.record({
    participant: fc.constantFrom('p1', 'p2', 'p3', 'p4'),
    session: fc.constantFrom('s1', 's2', null),
    hour: fc.constantFrom(9, 13),
    leader: fc.constantFrom('l1', 'l2'),
  }),
  {
    selector: ({ participant, session, hour }) => `${participant} ${session} ${session === null ? hour : ''}`,
    maxLength: 12,
  },
);

const planned = (
  given: readonly { participant: string; session: string | null; hour: number; leader: string }[],
) =>
  given.map(
    ({ participant, session, hour, leader }): PlannedSeat => ({
      participant,
      on: '2026-11-30',
      session,
      kind: session === null ? 'individual' : 'group',
      activity: 'x',
      label: { en: null, es: null },
      // A group begins at the same hour for everybody in it.
      startsAt: at(session === null ? hour : 17),
      endsAt: at(session === null ? hour + 1 : 20),
      site: null,
      room: null,
      leaders: [session === null ? leader : 'l1'],
    }),
  );

/** The meetings as they are once the changes were made. */
function afterwards(
  held: readonly HeldMeeting[],
  plan: readonly PlannedSeat[],
  newId: () => string,
): HeldMeeting[] {
  const changes = rosterChanges(plan, held, newId);
  const statusOf = (meeting: string, participant: string, before: string) => {
    const is = (rows: readonly { meeting: string; participant: string }[]) =>
      rows.some((row) => row.meeting === meeting && row.participant === participant);
    return is(changes.off) ? 'off' : is(changes.expectedAgain) ? 'expected' : before;
  };
  const all = [...held, ...changes.meetings.map((it): HeldMeeting => ({ ...it, leaders: [], roster: [] }))];
  return all.map((one) => ({
    ...one,
    leaders: [
      ...one.leaders.filter(
        (staff) => !changes.noLongerLed.some((it) => it.meeting === one.meeting && it.staff === staff),
      ),
      ...changes.led.filter((it) => it.meeting === one.meeting).map(({ staff }) => staff),
    ],
    roster: [
      ...one.roster.map((row) => ({ ...row, status: statusOf(one.meeting, row.participant, row.status) })),
      ...changes.expected
        .filter((it) => it.meeting === one.meeting)
        .map(({ participant }) => ({ participant, status: 'expected', source: 'plan' })),
    ],
  }));
}

const ids = () => {
  let n = 0;
  return () => `m${++n}`;
};
const onRosters = (meetings: readonly HeldMeeting[]) =>
  meetings
    .flatMap((one) =>
      one.roster
        .filter(({ status }) => status !== 'off')
        .map(({ participant }) => `${participant} ${one.session ?? one.startsAt.getUTCHours()}`),
    )
    .sort();
const inPlan = (plan: readonly PlannedSeat[]) =>
  plan
    .map(({ participant, session, startsAt }) => `${participant} ${session ?? startsAt.getUTCHours()}`)
    .sort();

describe('a roster', () => {
  test('is what the newest plan says, and making it again changes nothing', () => {
    fc.assert(
      fc.property(seats, seats, (first, second) => {
        const newId = ids();
        const before = afterwards([], planned(first), newId);
        expect(onRosters(before)).toEqual(inPlan(planned(first)));
        const after = afterwards(before, planned(second), newId);
        expect(onRosters(after)).toEqual(inPlan(planned(second)));
        const again = rosterChanges(planned(second), after, newId);
        expect(Object.values(again).flat()).toEqual([]);
      }),
    );
  });

  test('keeps whoever came, whatever is planned afterwards', () => {
    fc.assert(
      fc.property(seats, seats, (first, second) => {
        const newId = ids();
        const came = afterwards([], planned(first), newId).map((one) => ({
          ...one,
          roster: one.roster.map((row) => ({ ...row, status: 'here' })),
        }));
        const { off, moved, noLongerLed } = rosterChanges(planned(second), came, newId);
        expect([off, moved, noLongerLed]).toEqual([[], [], []]);
      }),
    );
  });
});

describe('in the database', () => {
  let program: Program;
  beforeAll(async () => {
    program = await openProgram();
  });
  afterAll(() => program.drop());

  const rosterOf = (monday: string) =>
    program.look('counselor', PEOPLE.dana.id, (db) =>
      db
        .selectFrom('treat.attendance')
        .select(['participant_id', 'meeting_id', 'status'])
        .where('on_date', '>=', monday)
        .where('on_date', '<', weekAfter(monday))
        .orderBy('participant_id')
        .orderBy('meeting_id')
        .execute(),
    );

  test('this week’s is already what its plan says', async () => {
    const monday = mondayOf(program.today);
    const before = await rosterOf(monday);
    expect(before.length).toBeGreaterThan(20);
    const actor = systemActor('system:roster', ORG_ID);
    for (let round = 0; round < 2; round++) {
      await program.house.door.asActor(actor, 'operations', (db) => fillRoster(db, actor, monday));
      expect(await rosterOf(monday)).toEqual(before);
    }
  });
});
