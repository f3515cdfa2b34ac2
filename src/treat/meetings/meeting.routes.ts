import { z } from '@hono/zod-openapi';
import { levelsOn } from '../../bridge/index.ts';
import { endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import { mustAllow } from '../../guard/may.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { type FieldFault, refusal, refuse } from '../../platform/http/problem.ts';
import { mondayOf, todayIn } from '../../schedule/index.ts';
import { saidOfMeeting } from '../absence/notice.store.ts';
import { classOfActivities } from '../activities/activity.store.ts';
import {
  addToRoster,
  countDays,
  type RosterRow,
  rosterOf,
  weekCounted,
  writeMarks,
} from '../attendance/attendance.store.ts';
import { type Marked, type MarkRefused, marked } from '../attendance/mark.ts';
import { minutesOf, spansOf } from '../hours/presence.ts';
import { countingRule } from '../hours/rule.store.ts';
import { marks, marksAnswer, onRoster, sessionAnswer, todayAnswer } from './meeting.schema.ts';
import { headcounts, ledOn, type Meeting, meetingById, rosterNames } from './meeting.store.ts';
import { keptApartFrom } from './together.store.ts';

const common = { tag: 'Sessions', audience: 'staff', purpose: 'treatment' } as const;
const params = z.object({ meeting: z.uuid() });
/** Corrections are open as long as whoever held it sees its people. */
const DAYS_OPEN = 7;

/** What I hold today, who is there, and what became of everybody on the roster. */
export function meetingRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/today',
      summary: 'The groups and visits I hold today, or on the given day',
      query: z.object({ on: z.iso.date().optional() }),
      answer: todayAnswer,
    },
    async ({ db, actor, query, now }) => {
      const zone = await zoneOf(db);
      const on = query.on ?? todayIn(zone, now);
      const meetings = await ledOn(db, actor, on);
      const counts = await headcounts(
        db,
        meetings.map(({ id }) => id),
      );
      // A group of one is a group all the same: only a visit says with whom.
      const withWhom = new Map(
        meetings.flatMap(({ id, session }) => {
          const only = session === null ? counts.get(id)?.only : null;
          return only == null ? [] : [[id, only] as const];
        }),
      );
      const names = await rosterNames(db, house.masterKey, [...withWhom.values()]);
      return {
        body: {
          today: on,
          now: now.toISOString(),
          zone,
          meetings: meetings.map((meeting) => {
            const participant = withWhom.get(meeting.id);
            const called = participant === undefined ? undefined : names.get(participant);
            const { expected = 0, here = 0, marked = 0 } = counts.get(meeting.id) ?? {};
            return {
              ...cardOf(meeting),
              expected,
              here,
              marked,
              with: participant === undefined || called === undefined ? null : { participant, called },
            };
          }),
        },
      };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/sessions/:meeting',
      summary: 'One session with its roster',
      params,
      answer: sessionAnswer,
    },
    async ({ db, actor, params: { meeting }, now }) => {
      const held = await meetingOrNothing(db, meeting);
      const zone = await zoneOf(db);
      const roster = await shownRoster(db, house, held);
      // Whoever neither holds it nor sees anybody on it sees no session.
      if (!isLeader(held, actor) && roster.length === 0) throw refuse('not-found');
      return {
        body: {
          session: {
            ...cardOf(held),
            breaks: [...held.breaks],
            plannedMinutes: plannedMinutes(held),
            isMine: isLeader(held, actor),
            version: held.version,
          },
          zone,
          now: now.toISOString(),
          lateAfterMinutes: (await countingRule(db)).lateAfterMinutes,
          roster,
        },
        version: held.version,
      };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/sessions/:meeting/marks',
      summary: 'Who came, came late, left, or did not come: of one person or of all of them at once',
      params,
      body: marks,
      answer: marksAnswer,
      command: true,
    },
    async ({ db, actor, params: { meeting }, body, now }) => {
      const held = await meetingOrNothing(db, meeting);
      const zone = await zoneOf(db);
      const rows = new Map((await rosterOf(db, meeting)).map((row) => [row.participant, row]));
      if (!isLeader(held, actor) && rows.size === 0) throw refuse('not-found');
      mustBeOpen(held, zone, now);
      const faults: FieldFault[] = [];
      const wanted: { participant: string; version: number; marked: Marked }[] = [];
      for (const [i, { participant, version, mark }] of body.marks.entries()) {
        const row = rows.get(participant);
        // Unknown, on no roster of this session, and not for the reader to see: all the same.
        if (row === undefined) {
          faults.push({ pointer: `/marks/${i}/participant`, detail: 'Not on this roster. Add them first.' });
          continue;
        }
        const outcome = marked(
          row,
          mark,
          held,
          held.place === null && body.by === 'room' ? 'video' : body.by,
        );
        if (outcome.ok) wanted.push({ participant, version, marked: outcome.row });
        else faults.push({ pointer: `/marks/${i}/mark`, detail: wordsOf(outcome, zone) });
      }
      if (faults.length > 0) throw refuse('invalid', { fields: faults });
      const written = new Set(await writeMarks(db, meeting, wanted));
      await recount(db, held, [...written], now);
      return {
        body: {
          roster: await shownRoster(db, house, held),
          changedByOthers: wanted.flatMap(({ participant }) =>
            written.has(participant) ? [] : [participant],
          ),
        },
      };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/sessions/:meeting/people',
      summary: 'Add somebody who is not on the plan: a walk-in, or a make-up for a session they missed',
      params,
      body: z.strictObject({
        participant: z.uuid(),
        makesUp: z.uuid().optional().describe('The session it stands in for'),
      }),
      answer: z.object({ roster: z.array(onRoster) }),
      status: 201,
      command: true,
    },
    async ({ db, actor, params: { meeting }, body, now }) => {
      const held = await ledOrNothing(db, actor, meeting);
      const zone = await zoneOf(db);
      // Asked first: that two are kept apart is for nobody who may not add them.
      await mustAllow(db, body.participant, 'attendance', 'write');
      mustBeOpen(held, zone, now);
      // Two who are kept apart never meet in a group; the reason stays with whoever gave it.
      if ((await keptApartFrom(db, held.id, body.participant)) > 0) {
        throw refusal(
          409,
          'kept-apart',
          'This person is kept apart from somebody in this group. Choose another session.',
        );
      }
      await addToRoster(db, actor, held, body);
      return { body: { roster: await shownRoster(db, house, held) } };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'put',
      path: '/api/sessions/:meeting/breaks',
      summary: 'Breaks that were made: nobody’s minutes count in them',
      params,
      body: z.strictObject({
        breaks: z
          .array(
            z.strictObject({
              from: z.iso.datetime({ offset: true }),
              until: z.iso.datetime({ offset: true }),
            }),
          )
          .max(8),
      }),
      answer: z.object({ roster: z.array(onRoster) }),
      versioned: true,
    },
    async ({ db, actor, params: { meeting }, body, version, now }) => {
      const held = await ledOrNothing(db, actor, meeting);
      const zone = await zoneOf(db);
      mustBeOpen(held, zone, now);
      const fields = body.breaks.flatMap(({ from, until }, i): FieldFault[] =>
        Date.parse(from) < Date.parse(until) &&
        Date.parse(from) >= held.startsAt.getTime() &&
        Date.parse(until) <= held.endsAt.getTime()
          ? []
          : [{ pointer: `/breaks/${i}`, detail: 'A break begins and ends within the session.' }],
      );
      if (fields.length > 0) throw refuse('invalid', { fields });
      const changed = await db
        .updateTable('treat.meeting')
        .set({ breaks: JSON.stringify(body.breaks), version: version + 1 })
        .where('meeting_id', '=', meeting)
        .where('version', '=', version)
        .executeTakeFirst();
      if (changed.numUpdatedRows !== 1n) throw refuse('stale');
      const after = await meetingOrNothing(db, meeting);
      const people = (await rosterOf(db, meeting)).map(({ participant }) => participant);
      await recount(db, after, people, now);
      return { body: { roster: await shownRoster(db, house, after) }, version: version + 1 };
    },
  );
}

async function zoneOf(db: Db): Promise<string> {
  const org = await db.selectFrom('guard.org').select('zone').executeTakeFirst();
  if (org === undefined) throw refuse('not-ready');
  return org.zone;
}

async function meetingOrNothing(db: Db, id: string): Promise<Meeting> {
  const meeting = await meetingById(db, id);
  if (meeting === undefined) throw refuse('not-found');
  return meeting;
}

/** Only whoever holds it changes when it pauses, and is told who may not meet there. */
async function ledOrNothing(db: Db, actor: Actor, id: string): Promise<Meeting> {
  const meeting = await meetingOrNothing(db, id);
  if (!isLeader(meeting, actor)) throw refuse('not-found');
  return meeting;
}

const isLeader = ({ leaders }: Meeting, actor: Actor): boolean => leaders.some(({ id }) => id === actor.id);

const cardOf = ({
  id,
  session: _,
  breaks: __,
  version: ___,
  startsAt,
  endsAt,
  leaders,
  ...meeting
}: Meeting) => ({
  ...meeting,
  meeting: id,
  startsAt: startsAt.toISOString(),
  endsAt: endsAt.toISOString(),
  leaders: [...leaders],
});

const plannedMinutes = ({ startsAt, endsAt, breaks }: Meeting): number =>
  Math.floor((endsAt.getTime() - startsAt.getTime()) / 60_000) - minutesOf(spansOf(breaks));

/** Attendance is of a session of today or of the days before it that are still open; not of one to come. */
function mustBeOpen({ on, state }: Meeting, zone: string, now: Date): void {
  if (state === 'cancelled')
    throw refusal(409, 'cancelled', 'This session was called off. Nothing was saved.');
  const today = todayIn(zone, now);
  if (on > today) throw refusal(409, 'not-yet', 'This session is on another day. Nothing was saved.');
  const days = (Date.parse(today) - Date.parse(on)) / 86_400_000;
  if (days > DAYS_OPEN) {
    throw refusal(
      409,
      'closed',
      'This session is more than a week ago. Write what is missing as a late entry.',
    );
  }
}

async function recount(db: Db, { on }: Meeting, people: readonly string[], now: Date): Promise<void> {
  await countDays(db, on, people, {
    rule: await countingRule(db),
    classOf: await classOfActivities(db),
    now,
  });
}

async function shownRoster(db: Db, house: House, held: Meeting): Promise<z.input<typeof onRoster>[]> {
  const rows = await rosterOf(db, held.id);
  const people = rows.map(({ participant }) => participant);
  const names = await rosterNames(db, house.masterKey, people);
  const counted = await weekCounted(db, people, mondayOf(held.on));
  const told = await saidOfMeeting(db, held.id);
  const levels = new Map(
    (await levelsOn(db, held.on, people)).map((level) => [level.participant, level.minutesPerWeek]),
  );
  return rows
    .flatMap((row) => {
      const called = names.get(row.participant);
      return called === undefined || row.status === 'off' ? [] : [{ row, called }];
    })
    .map(({ row, called }) => ({
      ...shownRow(row),
      called,
      said: told.get(row.participant) ?? null,
      week: {
        countedMinutes: counted.get(row.participant) ?? 0,
        prescribedMinutes: levels.get(row.participant) ?? null,
      },
    }))
    .sort((a, b) => a.called.localeCompare(b.called));

  function shownRow({ stays, status, ...row }: RosterRow) {
    return { ...row, stays: [...stays], status: status === 'off' ? ('expected' as const) : status };
  }
}

function wordsOf(refused: MarkRefused, zone: string): string {
  const clock = (at: Date) =>
    at.toLocaleTimeString('en-US', { timeZone: zone, hour: 'numeric', minute: '2-digit' });
  switch (refused.why) {
    case 'outside':
      return `The session is from ${clock(refused.from)} to ${clock(refused.until)}.`;
    case 'not-there':
      return 'They have not come yet.';
    case 'already-there':
      return 'They are here already.';
    case 'before-they-came':
      return 'That is before they came.';
  }
}
