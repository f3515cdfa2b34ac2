import { describe, expect, test } from 'vitest';
import { checkPlan } from '../check/check.ts';
import type { Because, Person, Plan, Visit, Week } from '../format/format.ts';
import { planOf } from '../testing/oracle.test-support.ts';
import { tinyWeek } from '../testing/tiny-week.test-support.ts';
import { explainPerson } from './explain.ts';
import { greedyPlan } from './greedy.test-support.ts';

/**
 * The week in which only these facts stand in the person's way, written as a week of its own, so that every week
 * they could have can be listed. It shares no code with what is tested.
 */
function worldOf(week: Week, plan: Plan, person: Person, facts: readonly Because[]): Week {
  const has = (code: string) => facts.some((fact) => fact.code === code);
  const bars = (session: string) =>
    facts.some(({ code, session: at }) => (code === 'full' || code === 'apart') && at === session);
  const everywhere = week.sites.map(({ id }) => id);
  const visitSite = (site: string | null | undefined) =>
    site === undefined ? (person.sites[0] ?? null) : site;
  const canBe = (site: string | null) => (site === null ? person.video : person.sites.includes(site));
  return {
    ...week,
    settings: has('day-limit') ? week.settings : { ...week.settings, maxConsecutive: 1440 },
    sites: [...week.sites, { id: 'nowhere' }],
    // A group that does not run stays in the list: how long it is counts for the most minutes allowed.
    sessions: week.sessions.map((session) => ({
      ...session,
      site:
        (session.status === 'candidate' && !plan.opened.includes(session.id)) || bars(session.id)
          ? 'nowhere'
          : session.site,
      requires: has('tags') ? session.requires : [],
    })),
    staff: has('staff-free') ? week.staff : [...week.staff, alwaysFree()],
    people: [
      {
        ...person,
        sites: has('site') ? person.sites : everywhere,
        video: person.video || !has('site'),
        busy: person.busy.filter(
          ({ start, end, soft }) =>
            soft !== undefined ||
            facts.some(({ code, busy }) => code === 'busy' && String(busy) === String([start, end])),
        ),
        needs: {
          ...person.needs,
          minDays: has('min-days') ? person.needs.minDays : 0,
          maxMinutesPerDay: has('day-limit') ? person.needs.maxMinutesPerDay : 1440,
          activities: person.needs.activities.filter(({ activity }) =>
            facts.some((fact) => fact.code === 'activity' && fact.activity === activity),
          ),
          visits: person.needs.visits.map((need) => ({
            ...need,
            site: has('site') && !canBe(visitSite(need.site)) ? 'nowhere' : visitSite(need.site),
            staff: has('staff-free') ? need.staff : [...need.staff, 'always'],
          })),
        },
      },
    ],
  };
}

/** Somebody who could hold a visit at any hour. Tiny weeks have nothing on the other days: one hour stands for all. */
const alwaysFree = (): Week['staff'][number] => ({
  id: 'always',
  tags: [],
  free: [
    ...[0, 1, 3].map((day): [number, number] => [day * 1440 + 480, day * 1440 + 1260]),
    [2 * 1440 + 600, 2 * 1440 + 660],
  ],
  maxMinutes: 10_080,
  maxMinutesPerDay: 1440,
});

/** Whether the staff of these visits have time for them beside everything else they do in the plan. */
function haveTime(week: Week, plan: Plan, person: Person, visits: readonly Visit[]): boolean {
  const lengthOf = (owner: Person, kind: string) =>
    owner.needs.visits.find((need) => need.kind === kind)?.minutes ?? 0;
  return week.staff.every((member) => {
    const own = visits
      .filter(({ staff }) => staff === member.id)
      .map(({ kind, start }) => ({ start, end: start + lengthOf(person, kind) }));
    if (own.length === 0) return true;
    const groups = week.sessions.filter(
      ({ id, status, staff }) =>
        staff.includes(member.id) && (status === 'fixed' || plan.opened.includes(id)),
    );
    const held = plan.assignments.flatMap((assignment) => {
      const owner = week.people.find(({ id }) => id === assignment.person && id !== person.id);
      if (owner === undefined) return [];
      return assignment.visits
        .filter(({ staff }) => staff === member.id)
        .map(({ kind, start }) => ({ start, end: start + lengthOf(owner, kind) }));
    });
    const taken = [...groups, ...held];
    const sum = (list: readonly { start: number; end: number }[]) =>
      list.reduce((total, { start, end }) => total + end - start, 0);
    const on = (day: number) => (thing: { start: number }) => Math.floor(thing.start / 1440) === day;
    return (
      own.every((visit) => !taken.some(({ start, end }) => start < visit.end && visit.start < end)) &&
      own.every((visit, nth) =>
        own.slice(nth + 1).every(({ start, end }) => end <= visit.start || visit.end <= start),
      ) &&
      sum([...own, ...taken]) <= member.maxMinutes &&
      own.every(
        ({ start }) =>
          sum([...own, ...taken].filter(on(Math.floor(start / 1440)))) <= member.maxMinutesPerDay,
      )
    );
  });
}

/** Whether any legal week serves the person: every one is tried, one thing more at a time. */
function canBeServed(week: Week, plan: Plan, person: Person, facts: readonly Because[]): boolean {
  const world = worldOf(week, plan, person, facts);
  const alone: Week = {
    ...world,
    staff: world.staff.map((member) => ({ ...member, maxMinutes: 10_080, maxMinutesPerDay: 1440 })),
    sessions: world.sessions.map(({ room: _, ...session }) => ({
      ...session,
      staff: [],
      status: 'fixed',
      min: 0,
      max: 1,
    })),
    apart: [],
  };
  const isStaffed = facts.some(({ code }) => code === 'staff-free');
  const things = [
    ...world.sessions.filter(({ site }) => site !== 'nowhere').map(({ id }) => id),
    ...visitsOf(world),
  ];
  const tryFrom = (from: number, sessions: readonly string[], visits: readonly Visit[]): boolean => {
    const { ok, score } = checkPlan(alone, planOf([{ person: person.id, sessions, visits }]));
    if (!ok) return false;
    if (score.served > 0 && (!isStaffed || haveTime(week, plan, person, visits))) return true;
    return things
      .slice(from)
      .some((thing, nth) =>
        typeof thing === 'string'
          ? tryFrom(from + nth + 1, [...sessions, thing], visits)
          : tryFrom(from + nth + 1, sessions, [...visits, thing]),
      );
  };
  return tryFrom(0, [], []);
}

const visitsOf = (world: Week): Visit[] =>
  (world.people[0]?.needs.visits ?? []).flatMap(({ kind, staff, minutes }) =>
    world.staff
      .filter(({ id }) => staff.includes(id))
      .flatMap((member) =>
        member.free.flatMap(([from, to]) =>
          Array.from({ length: to - minutes - from + 1 }, (_, nth) => from + nth)
            .filter((start) => start % world.settings.tick === 0)
            .map((start) => ({ kind, staff: member.id, start })),
        ),
      ),
  );

describe('weeks drawn by lot', () => {
  test('the facts rule out every week there is, and without any one of them there is a week', () => {
    const codes = new Map<string, number>();
    let tried = 0;
    for (let seed = 500; seed < 660; seed++) {
      const week = tinyWeek(seed);
      const plan = greedyPlan(week);
      for (const person of week.people) {
        const because = explainPerson(week, plan, person.id)?.because;
        if (because === undefined) continue;
        const at = `seed ${seed} ${person.id}`;
        for (const { code } of because) codes.set(code, (codes.get(code) ?? 0) + 1);
        const isTooFew = because.some(({ code }) => code === 'too-few-hours');
        const sets = [
          { facts: isTooFew ? [] : because, isServed: false },
          ...(isTooFew ? [] : because).map((dropped) => ({
            facts: because.filter((fact) => fact !== dropped),
            isServed: true,
          })),
        ];
        const visits = person.needs.visits.reduce((sum, { count }) => sum + count, 0);
        for (const { facts, isServed } of sets) {
          // Of two visits at any hour there are more weeks than can be listed.
          if (visits > 1 && !facts.some(({ code }) => code === 'staff-free')) continue;
          expect(canBeServed(week, plan, person, facts), `${at} ${JSON.stringify(facts)}`).toBe(isServed);
          tried++;
        }
      }
    }
    expect(tried).toBeGreaterThan(300);
    for (const code of [
      'busy',
      'full',
      'apart',
      'tags',
      'site',
      'staff-free',
      'day-limit',
      'min-days',
      'activity',
    ]) {
      expect([code, codes.get(code) ?? 0]).toEqual([code, expect.toSatisfy((count: number) => count > 2)]);
    }
  });
});
