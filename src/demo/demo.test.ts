import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askSchema } from '../bridge/inquiry.ts';
import { QUESTIONS } from '../fit/assessment/assessment.ts';
import { QUESTIONS as ASKED } from '../fit/assessment/questions.ts';
import { recommend } from '../fit/level-of-care/level-of-care.ts';
import { TABLE } from '../fit/level-of-care/table.ts';
import { systemActor } from '../guard/actors.ts';
import { sealersFor } from '../guard/sealing.ts';
import type { Actor, Db, Door } from '../platform/db/index.ts';
import { databaseForTest } from '../platform/db/testing.ts';
import { newId } from '../platform/ids.ts';
import { newKey } from '../platform/secrets.ts';
import { mondayOf, weekAfter } from '../schedule/calendar.ts';
import { checkPlan, type Plan, parseWeek } from '../schedule/engine/index.ts';
import { weekFile } from '../schedule/index.ts';
import { databaseIsEmpty, demoPeople, loadDemo } from './index.ts';
import { inquiryRows } from './inquiries.rows.ts';
import { INQUIRIES } from './inquiries.ts';
import { meetingRows } from './meetings.rows.ts';
import { decisionRows, Keyring, personId, personRows, wholeInputs } from './people.rows.ts';
import { PEOPLE } from './people.ts';
import { SHIPPED } from './placements.ts';
import { planRows } from './plans.rows.ts';
import { weekProblem } from './problem.ts';
import { ORG_ID, programRows } from './program.rows.ts';
import { STAFF } from './program.ts';
import { idOf } from './seed.ts';

const TODAY = '2025-11-02'; // the clocks change on this Sunday; long enough ago that every care team is in force

let door: Door;
let drop: () => Promise<void>;
const masterKey = newKey();

beforeAll(async () => {
  ({ door, drop } = await databaseForTest());
  expect(await databaseIsEmpty({ door })).toBe(true);
  await loadDemo({ door, masterKey }, TODAY);
});
afterAll(() => drop());

const as = (role: string, id: string = newId()): Actor => ({ org: ORG_ID, id, role, request: newId() });
const dana = as('counselor', idOf('staff', 'dana'));
const planner = systemActor('system:planner', ORG_ID);

const count = (actor: Actor, from: string) =>
  door.asActor(actor, 'operations', async (db: Db) => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(from)}`.execute(db);
    return rows[0]?.n;
  });

describe('a first start', () => {
  test('finds a program with two sites, eleven staff, groups, people in care, people who left, people who ask', async () => {
    expect(await databaseIsEmpty({ door })).toBe(false);
    expect({
      sites: await count(planner, 'guard.site'),
      staff: await count(planner, 'guard.staff'),
      groups: await count(planner, 'schedule.session'),
      needs: await count(planner, 'schedule.need'),
      people: await count(planner, 'guard.participant'),
      plans: await count(planner, 'schedule.plan'),
      inquiries: await count(as('coordinator'), 'bridge.inquiry'),
    }).toEqual({ sites: 2, staff: 11, groups: 46, needs: 48, people: 55, plans: 2, inquiries: 5 });
    expect(await count(planner, 'schedule.placement')).toBeGreaterThan(300);
    expect(await count(planner, 'schedule.visit')).toBeGreaterThan(90);
  });

  test('shows its counselor the names of her own people and of those who ask, and no others', async () => {
    const names = await door.asActor(dana, 'treatment', async (db) => {
      const rows = await db.selectFrom('guard.identity').select(['participant_id', 'name_sealed']).execute();
      const sealers = await sealersFor(
        db,
        masterKey,
        rows.map((row) => row.participant_id),
      );
      return rows.map((row) => {
        const sealer = sealers.get(row.participant_id);
        return sealer === undefined ? '' : (sealer.open(row.name_sealed) as { called: string }).called;
      });
    });
    const own = PEOPLE.filter(({ counselor }) => counselor === 'dana').map(({ called }) => called);
    expect(names.toSorted()).toEqual([...own, 'Sam', 'Rosario', 'T.', 'Andre', 'Beatriz'].toSorted());
  });

  test('shows the coordinator no name of anybody in care', async () => {
    expect(await count(as('coordinator', idOf('staff', 'rosa')), 'guard.identity')).toBe(5);
  });

  test('shows a participant their own week and nobody else', async () => {
    const karen = as('participant', personId('R-1042'));
    expect(await count(karen, 'guard.identity')).toBe(1);
    const seats = await door.asActor(karen, 'self', (db) =>
      db
        .selectFrom('schedule.placement as p')
        .innerJoin('schedule.plan as plan', 'plan.plan_id', 'p.plan_id')
        .select('p.session_id')
        .where('plan.week', '=', mondayOf(TODAY))
        .execute(),
    );
    expect(seats.map((seat) => seat.session_id).toSorted()).toEqual(
      SHIPPED.this.people['R-1042']?.sessions.map((key) => idOf('session', key)).toSorted(),
    );
  });

  test('leaves next week to be planned: a file the optimiser takes, with what everybody has now', async () => {
    const week = weekAfter(mondayOf(TODAY));
    const file = await door.asActor(planner, 'operations', (db) => weekFile(db, week));
    expect(parseWeek(file)).toMatchObject({ ok: true });
    const known = weekProblem('next', week);
    expect(file.people.length).toBe(known.people.length);
    expect(file.people.filter(({ current }) => current !== undefined).length).toBe(
      Object.keys(SHIPPED.this.people).length,
    );
    expect(file.sessions.filter(({ status }) => status === 'candidate').length).toBe(4);
    expect(file.apart.length).toBe(3);
  });

  test('a second load changes nothing', async () => {
    await expect(loadDemo({ door, masterKey }, '2025-11-10')).rejects.toThrow();
    expect(await count(planner, 'guard.participant')).toBe(55);
  });

  test('offers its people only where it is the program shown', () => {
    expect(demoPeople({ publicOrg: ORG_ID }).map(({ label }) => label)).toContain('Coordinator');
    expect(demoPeople({ publicOrg: newId() })).toEqual([]);
    for (const { person } of demoPeople({ publicOrg: ORG_ID })) {
      const ids =
        person.kind === 'staff'
          ? STAFF.map(({ key }) => idOf('staff', key))
          : PEOPLE.map(({ code }) => personId(code));
      expect(ids).toContain(person.id);
    }
  });
});

const everything = (today: string) => {
  const key = newKey();
  const keys = new Keyring(key);
  return {
    program: programRows(today, masterKey, key),
    people: personRows(today, keys),
    decided: decisionRows(today, keys),
    asked: inquiryRows(today, keys),
    planned: planRows(today),
    attended: meetingRows(today).attendance.filter(({ status }) => status !== 'expected'),
  };
};
const withoutBytes = (rows: unknown) =>
  JSON.stringify(rows, (_, value) => (value instanceof Uint8Array ? undefined : value));

const anyDay = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('whatever the day', () => {
  test('the same day gives the same rows, all but the sealed ones', () => {
    expect(withoutBytes(everything(TODAY))).toBe(withoutBytes(everything(TODAY)));
  });

  test('what has happened lies behind, and one week has one published plan', () => {
    fc.assert(
      fc.property(anyDay, (today) => {
        const { people, decided, asked, planned, attended } = everything(today);
        const midnight = new Date(`${today}T12:00:00Z`); // no later than any hour at which today starts in Tampa
        expect(attended.every((row) => row.on_date < today)).toBe(true);
        expect(decided.decisions.every((row) => row.signed_at < midnight)).toBe(true);
        expect(decided.episodes.every((row) => row.opened_on < today)).toBe(true);
        expect(decided.levels.every((row) => row.until_on === null || row.until_on >= row.from_on)).toBe(
          true,
        );
        expect(people.teams.every((row) => row.from_on < today)).toBe(true);
        expect(asked.inquiries.every((row) => row.asked_at < midnight)).toBe(true);
        expect(planned.plans.every((row) => row.published_at < midnight)).toBe(true);
        expect(planned.plans.map(({ week }) => week)).toContain(mondayOf(today));
      }),
      { numRuns: 25 },
    );
  });
});

describe('its people', () => {
  test('are of every kind the program is for, a third of them at home in Spanish', () => {
    const kinds = new Map<string, number>();
    for (const { kinds: of } of PEOPLE) for (const kind of of) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    for (const kind of [
      'nine-to-five',
      'nights',
      'shifts',
      'parent',
      'elder-care',
      'student',
      'family-support',
      'private',
      'mild',
      'co-occurring',
      'step-up',
      'step-down',
    ]) {
      expect(kinds.get(kind) ?? 0, kind).toBeGreaterThan(0);
    }
    expect(new Set(PEOPLE.map(({ level }) => level))).toEqual(new Set(['OP', 'IOP', 'PHP']));
    const spanish = PEOPLE.filter(({ language }) => language === 'es').length;
    expect(spanish / PEOPLE.length).toBeGreaterThanOrEqual(0.3);
  });

  test('are each at the level and dose that the table recommends for them', () => {
    for (const person of PEOPLE) {
      for (const step of person.before === undefined ? [person] : [person.before, person]) {
        const { level, dose } = recommend(TABLE, QUESTIONS, wholeInputs(step.inputs));
        expect(level, person.code).toBe(step.level);
        if (step.level === 'OP') expect(step.dose.minutes).toBeLessThanOrEqual(dose?.minutesMax ?? 0);
        else expect({ minutes: dose?.minutes, days: dose?.days }, person.code).toEqual(step.dose);
      }
    }
  });

  test('are in the dual track exactly when the table says that both need treatment together', () => {
    for (const person of PEOPLE.filter(({ level, isDual }) => level === 'IOP' && isDual)) {
      expect(recommend(TABLE, QUESTIONS, wholeInputs(person.inputs)).flags, person.code).toContain('DUAL');
    }
  });
});

test('what people who ask have answered are answers one can give, and what they wrote can be read', () => {
  for (const { answers, contact, called, language } of INQUIRIES) {
    expect(askSchema.safeParse({ name: called, contact, language, answers }).success, called).toBe(true);
    for (const [id, given] of Object.entries(answers ?? {})) {
      const options = ASKED.find((question) => question.id === id)?.options.map(({ value }) => value);
      expect(options, id).toEqual(expect.arrayContaining([given].flat()));
    }
  }
});

const UNKIND =
  /addict|alcoholic|\babus|\bclean\b|\bdirty\b|relapse|no-show|non-?compliant|refus|denied|reject|\bfail|junkie|adict|alcohólic|recaíd/i;

test('no text of it says an unkind word', () => {
  const { people, decided, ...open } = everything(TODAY);
  const words = [withoutBytes(open.program), withoutBytes(open.asked), withoutBytes(people)];
  expect(words.filter((text) => UNKIND.test(text))).toEqual([]);
  expect(decided.assessments.length).toBeGreaterThan(PEOPLE.length);
});

describe('its published weeks', () => {
  const planOf = (week: 'last' | 'this'): Plan => ({
    format: 'daybridge-week-plan/1',
    assignments: Object.entries(SHIPPED[week].people).map(([person, placed]) => ({ person, ...placed })),
    opened: [],
    score: SHIPPED[week].score,
    bound: SHIPPED[week].bound,
    gap: { served: 0, credited: 0 },
    status: SHIPPED[week].status,
    unserved: [],
    stats: { seconds: 0 },
  });
  const inCurrent = (week: 'last' | 'this') => new Map(Object.entries(SHIPPED[week].people));

  test('keep every hard rule, and their five numbers are the ones shown', () => {
    const last = checkPlan(weekProblem('last', '2025-10-20'), planOf('last'));
    expect(last.faults).toEqual([]);
    expect(last.score).toEqual(SHIPPED.last.score);
    const now = checkPlan(weekProblem('this', '2025-10-27', inCurrent('last')), planOf('this'));
    expect(now.faults).toEqual([]);
    expect(now.score).toEqual(SHIPPED.this.score);
  });

  test('every week is a file the optimiser takes', () => {
    for (const week of ['last', 'this', 'next'] as const) {
      expect(
        parseWeek(weekProblem(week, '2025-11-03', week === 'next' ? inCurrent('this') : undefined)),
      ).toMatchObject({ ok: true });
    }
  });
});
