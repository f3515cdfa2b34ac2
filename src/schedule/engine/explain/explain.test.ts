import { describe, expect, test } from 'vitest';
import { checkPlan } from '../check/check.ts';
import type { Fix, Person, Plan, Session, Week } from '../format/format.ts';
import { assignmentOf, optionsOf } from '../person/options.ts';
import { bestWeek } from '../person/person-week.ts';
import { sampleWeek } from '../sample/sample.ts';
import { bestOfAll, planOf } from '../testing/oracle.test-support.ts';
import { at, tinyWeek } from '../testing/tiny-week.test-support.ts';
import { explainPerson } from './explain.ts';
import { greedyPlan } from './greedy.test-support.ts';
import { Seating } from './seats.ts';

const seedsFrom = (first: number, count: number) => Array.from({ length: count }, (_, nth) => first + nth);
const personOf = (week: Week, id: string): Person => {
  const person = week.people.find((one) => one.id === id);
  if (person === undefined) throw new Error(`No person ${id}`);
  return person;
};

const everyStory = (week: Week, plan: Plan) =>
  week.people.flatMap(({ id }) => explainPerson(week, plan, id) ?? []);

/** The week with the fix made. */
function withFix(week: Week, id: string, fix: Fix): Week {
  const person = personOf(week, id);
  const withPerson = (changed: Person): Week => ({
    ...week,
    people: week.people.map((one) => (one === person ? changed : one)),
  });
  const { needs } = person;
  switch (fix.kind) {
    case 'open-candidate':
      return week;
    case 'add-seat': {
      const room = week.sessions.find((session) => session.id === fix.session)?.room;
      return {
        ...week,
        rooms: week.rooms.map((one) => (one.id === room ? { ...one, seats: one.seats + 1 } : one)),
        sessions: week.sessions.map((one) => (one.id === fix.session ? { ...one, max: one.max + 1 } : one)),
      };
    }
    case 'by-video': {
      const joined = week.sessions.find((session) => session.id === fix.session);
      if (joined === undefined) throw new Error('A fix names a session of the week.');
      const { room: _, ...session } = joined;
      const remote: Session = {
        ...session,
        id: `${session.id} by video`,
        site: null,
        staff: [],
        min: 0,
        max: 1,
        requires: [...session.requires, 'only'],
      };
      const changed = withPerson({ ...person, tags: [...person.tags, 'only'] });
      return { ...changed, sessions: [...week.sessions, remote] };
    }
    case 'free-busy': {
      const freed = person.busy.findIndex(
        ({ start, end, soft }) => soft === undefined && String([start, end]) === String(fix.busy),
      );
      return withPerson({ ...person, busy: person.busy.filter((_, nth) => nth !== freed) });
    }
    case 'other-staff': {
      const visits = needs.visits.map((need) =>
        need.kind === fix.visit ? { ...need, staff: [...need.staff, String(fix.staff)] } : need,
      );
      return withPerson({ ...person, needs: { ...needs, visits } });
    }
    case 'lower-step':
      return withPerson({
        ...person,
        needs: {
          ...needs,
          minutes: Number(fix.minutes),
          minDays: Math.min(needs.minDays, Number(fix.days)),
        },
      });
    default:
      throw new Error(`No such fix: ${fix.kind}`);
  }
}

describe('weeks drawn by lot', () => {
  const seeds = seedsFrom(500, 120);
  const kinds = new Map<string, number>();

  test('every fix is true: made and solved again, it serves one more', () => {
    for (const seed of seeds) {
      const week = tinyWeek(seed);
      const { plan, score } = bestOfAll(week);
      for (const { person, fixes } of everyStory(week, plan)) {
        for (const fix of fixes) {
          kinds.set(fix.kind, (kinds.get(fix.kind) ?? 0) + 1);
          const after = bestOfAll(withFix(week, person, fix));
          const gained = after.score.served - score.served;
          expect(gained, `seed ${seed} ${person} ${JSON.stringify(fix)}`).toBeGreaterThanOrEqual(
            personOf(week, person).weight,
          );
        }
      }
    }
    for (const kind of ['add-seat', 'by-video', 'free-busy', 'other-staff', 'lower-step']) {
      expect([kind, kinds.get(kind) ?? 0]).toEqual([kind, expect.toSatisfy((count: number) => count > 2)]);
    }
  });

  test('a candidate is offered with as many people as it would serve at once', () => {
    let offered = 0;
    for (const seed of seedsFrom(900, 200)) {
      const drawn = tinyWeek(seed);
      const week: Week = {
        ...drawn,
        people: drawn.people.map(({ current: _, ...person }) => ({ ...person, weight: 1 })),
      };
      const fixed = { ...week, sessions: week.sessions.filter(({ status }) => status === 'fixed') };
      const before = bestOfAll(fixed);
      for (const { person } of everyStory(fixed, before.plan)) {
        for (const fix of explainPerson(week, before.plan, person)?.fixes ?? []) {
          if (fix.kind !== 'open-candidate') continue;
          offered++;
          const only = week.sessions.filter(({ id, status }) => status === 'fixed' || id === fix.session);
          const after = bestOfAll({ ...week, sessions: only });
          expect(after.score.served - before.score.served, `seed ${seed} ${person}`).toBeGreaterThanOrEqual(
            fix.serves,
          );
        }
      }
    }
    expect(offered).toBeGreaterThan(10);
  });
});

describe('realistic weeks', () => {
  test('every fix is true while everybody else keeps their week, and the checker passes it', () => {
    const kinds = new Map<string, number>();
    for (const seed of [1, 2, 3]) {
      const week = sampleWeek({ people: 60, sessions: 24, sites: 2, seed });
      const plan = greedyPlan(week);
      for (const { id: person } of week.people) {
        const fixes = explainPerson(week, plan, person)?.fixes ?? [];
        for (const fix of fixes) {
          kinds.set(fix.kind, (kinds.get(fix.kind) ?? 0) + 1);
          const changed = withFix(week, person, fix);
          const opened = fix.kind === 'open-candidate' ? [...plan.opened, String(fix.session)] : plan.opened;
          const seating = new Seating(changed, new Set(opened));
          const others = plan.assignments.filter((assignment) => assignment.person !== person);
          for (const assignment of others) seating.add(assignment);
          const { problem } = optionsOf(changed, personOf(changed, person));
          const found = bestWeek({ ...problem, ...seating.free(personOf(changed, person), problem) });
          expect(found.isServed, `seed ${seed} ${person} ${JSON.stringify(fix)}`).toBe(true);
          // How many a new group needs is a matter of those who come with this person.
          if (fix.kind === 'open-candidate') continue;
          const mine = assignmentOf(personOf(changed, person), found);
          const check = checkPlan(changed, planOf([...others, mine], opened));
          expect(check.faults, `seed ${seed} ${person} ${JSON.stringify(fix)}`).toEqual([]);
        }
      }
    }
    expect([...kinds.keys()].sort()).toEqual(
      expect.arrayContaining(['add-seat', 'by-video', 'free-busy', 'lower-step', 'other-staff']),
    );
  });
});

describe('known cases', () => {
  const evening = (day: number, more: Partial<Session> = {}): Session => ({
    id: `evening-${day}`,
    kind: 'group',
    activity: 'skills',
    start: at(day, 18),
    end: at(day, 21),
    site: 'north',
    staff: [],
    requires: [],
    min: 0,
    max: 1,
    status: 'fixed',
    openCost: 0,
    ...more,
  });
  const ask = (id: string, more: Partial<Person> = {}, needs: Partial<Person['needs']> = {}): Person => ({
    id,
    weight: 1,
    tags: [],
    sites: ['north'],
    video: false,
    busy: [],
    needs: { minutes: 540, minDays: 3, maxMinutesPerDay: 240, visits: [], activities: [], ...needs },
    ...more,
  });
  const week = (people: Person[], more: Partial<Week> = {}): Week => ({
    format: 'daybridge-week/1',
    week: '2026-11-30',
    zone: 'America/New_York',
    settings: { travel: 30, tick: 10, maxConsecutive: 240 },
    sites: [{ id: 'north' }, { id: 'south' }],
    rooms: [],
    staff: ['dana', 'eli'].map((id) => ({
      id,
      tags: [],
      free: id === 'eli' ? [[at(0, 10), at(0, 12)]] : [],
      maxMinutes: 2400,
      maxMinutesPerDay: 480,
    })),
    sessions: [0, 1, 2].map((day) => evening(day)),
    people,
    apart: [],
    ...more,
  });
  const empty = planOf([]);
  const codes = (story: ReturnType<typeof explainPerson>) => story?.because.map(({ code }) => code).sort();
  const others = (sessions: string[], id = 'b') => planOf([{ person: id, sessions, visits: [] }]);

  test('full: the seats are named, and a seat more is the way', () => {
    const story = explainPerson(week([ask('a'), ask('b')]), others(['evening-1']), 'a');
    expect(story?.because).toEqual([{ code: 'full', session: 'evening-1' }]);
    expect(story?.fixes).toContainEqual({ kind: 'add-seat', session: 'evening-1', serves: 1 });
    expect(story?.fixes).toContainEqual({ kind: 'lower-step', minutes: 360, days: 2, serves: 1 });
  });

  test('busy: the one time that is in the way, not the others', () => {
    const busy = [
      { start: at(0, 9), end: at(0, 17) },
      { start: at(1, 18.5), end: at(1, 19) },
      { start: at(3, 9), end: at(3, 17) },
    ];
    const story = explainPerson(week([ask('a', { busy })]), empty, 'a');
    expect(story?.because).toEqual([{ code: 'busy', busy: [at(1, 18.5), at(1, 19)] }]);
    expect(story?.fixes).toContainEqual({ kind: 'free-busy', busy: [at(1, 18.5), at(1, 19)], serves: 1 });
  });

  test('apart: no seat is offered beside somebody kept apart', () => {
    const roomy = [0, 1, 2].map((day) => evening(day, { max: 9 }));
    const pair = week([ask('a'), ask('b')], { sessions: roomy, apart: [['b', 'a']] });
    const story = explainPerson(pair, others(['evening-2']), 'a');
    expect(story?.because).toEqual([{ code: 'apart', session: 'evening-2' }]);
    expect(story?.fixes.map(({ kind }) => kind)).toEqual(['lower-step']);
  });

  test('site: by video once is the way, for somebody who has video', () => {
    const sessions = [evening(0), evening(1), evening(2, { site: 'south' })];
    for (const video of [true, false]) {
      const story = explainPerson(week([ask('a', { video })], { sessions }), empty, 'a');
      expect(codes(story)).toEqual(['site']);
      expect(story?.fixes.some(({ kind }) => kind === 'by-video')).toBe(video);
    }
  });

  test('tags: nothing is offered that the clinician has not said', () => {
    const sessions = [evening(0), evening(1), evening(2, { requires: ['dual'] })];
    expect(codes(explainPerson(week([ask('a')], { sessions }), empty, 'a'))).toEqual(['tags']);
  });

  test('staff-free: somebody else for the visit', () => {
    const visits = [{ kind: 'individual', minutes: 50, count: 1, staff: ['dana'] }];
    const story = explainPerson(week([ask('a', {}, { visits })]), empty, 'a');
    expect(codes(story)).toEqual(['staff-free']);
    expect(story?.fixes).toEqual([{ kind: 'other-staff', visit: 'individual', staff: 'eli', serves: 1 }]);
  });

  test('min-days: hours enough, on too few days', () => {
    const story = explainPerson(week([ask('a', {}, { minutes: 360, minDays: 4 })]), empty, 'a');
    expect(story?.because).toEqual([{ code: 'min-days', days: 4 }]);
  });

  test('day-limit: hours enough, were the days longer', () => {
    const sessions = [evening(0), evening(1), evening(1, { id: 'noon', start: at(1, 12), end: at(1, 15) })];
    const story = explainPerson(week([ask('a', {}, { minDays: 2 })], { sessions }), empty, 'a');
    expect(story?.because).toEqual([{ code: 'day-limit', minutes: 240 }]);
  });

  test('activity: hours enough, of something else', () => {
    const activities = [{ activity: 'family', minMinutes: 90 }];
    const story = explainPerson(week([ask('a', {}, { activities })]), empty, 'a');
    expect(story?.because).toEqual([{ code: 'activity', activity: 'family', minutes: 90 }]);
  });

  test('too-few-hours: the program has not so many', () => {
    const story = explainPerson(week([ask('a', {}, { minutes: 900 })]), empty, 'a');
    expect(story?.because).toEqual([{ code: 'too-few-hours', minutes: 900 }]);
  });

  test('a candidate is not offered while its leader is with somebody', () => {
    const more = evening(2, {
      id: 'more',
      status: 'candidate',
      staff: ['eli'],
      start: at(0, 10),
      end: at(0, 12),
    });
    const visits = [{ kind: 'individual', minutes: 50, count: 1, staff: ['eli'] }];
    const people = [ask('a', {}, { minDays: 2, minutes: 420 }), ask('b', {}, { visits })];
    const room = week(people, {
      sessions: [evening(0, { start: at(0, 18), end: at(0, 20) }), evening(1), more],
    });
    const kinds = (plan: Plan) => explainPerson(room, plan, 'a')?.fixes.map(({ kind }) => kind);
    expect(kinds(empty)).toContain('open-candidate');
    const booked = planOf([
      { person: 'b', sessions: [], visits: [{ kind: 'individual', staff: 'eli', start: at(0, 10) }] },
    ]);
    expect(kinds(booked)).not.toContain('open-candidate');
  });

  test('others-first: nobody leaves an opened group that others would then lose', () => {
    const pair = evening(0, { id: 'pair', status: 'candidate', min: 2, max: 2, end: at(0, 19.5) });
    const room = week(
      ['a', 'b'].map((id) => ask(id, {}, { minutes: 360, minDays: 2 })),
      {
        sessions: [evening(0), evening(1), pair],
      },
    );
    const together = planOf(
      ['a', 'b'].map((person) => ({ person, sessions: ['pair'], visits: [] })),
      ['pair'],
    );
    const story = explainPerson(room, together, 'a');
    expect(story?.because).toEqual([{ code: 'others-first' }]);
    expect(story?.fixes).toEqual([{ kind: 'lower-step', minutes: 270, days: 2, serves: 1 }]);
  });

  test('somebody with a full week has nothing to explain; a stranger is an error', () => {
    const served = planOf([{ person: 'a', sessions: ['evening-0', 'evening-1', 'evening-2'], visits: [] }]);
    expect(explainPerson(week([ask('a')]), served, 'a')).toBeUndefined();
    expect(() => explainPerson(week([ask('a')]), served, 'z')).toThrow('no person "z"');
  });
});
