import { explainPerson, type Plan, type Week } from './engine/index.ts';
import { needsOf, sessionOptions, visitOptions } from './engine/person/compatible.ts';
import { bestWeek, type PersonWeek as Found, type PersonProblem } from './engine/person/person-week.ts';
import { previewWeek, type Trade } from './engine/person/preview.ts';
import { inventedId } from './invented.ts';
import type { PersonWeek } from './plan.ts';
import { seatsOf, takenIn } from './tiles.ts';
import type { PreviewAsked, PreviewShown } from './whatif.schema.ts';
import type { WhyNot } from './whatif.ts';

type Person = Week['people'][number];
type Answer = Omit<PreviewShown, 'isBesidePlan'>;
type PreviewWeek = PreviewShown['weeks'][number];

const WEEKS_MAX = 3;

/** What is asked for as somebody of the week's file, or which field names what the program does not have. */
export function prospectOf(week: Week, asked: PreviewAsked): Person | WhyNot {
  const { minutes, days, maxMinutesPerDay, busy, sites, video, tags, visits } = asked;
  const places = new Set(week.sites.map(({ id }) => id));
  const members = new Set(week.staff.map(({ id }) => id));
  const site = sites.findIndex((id) => !places.has(id));
  if (site >= 0) return { field: `sites/${site}`, message: 'There is no such site.' };
  const backwards = busy.findIndex(({ start, end }) => end <= start);
  if (backwards >= 0) return { field: `busy/${backwards}/end`, message: 'It ends before it starts.' };
  for (const [nth, visit] of visits.entries()) {
    if (visit.staff.some((id) => !members.has(id))) {
      return { field: `visits/${nth}/staff`, message: 'There is no such member of staff.' };
    }
    if (visit.site != null && !places.has(visit.site)) {
      return { field: `visits/${nth}/site`, message: 'There is no such site.' };
    }
    if (visits.findIndex(({ kind }) => kind === visit.kind) < nth) {
      return { field: `visits/${nth}/kind`, message: 'Visits of this kind are asked for twice.' };
    }
  }
  return {
    id: inventedId(0),
    weight: 1,
    tags,
    sites: [...new Set(sites)],
    video,
    busy: busy.map(({ start, end, travel, soft }) => ({
      start,
      end,
      ...(travel === undefined ? {} : { travel }),
      ...(soft === undefined ? {} : { soft }),
    })),
    needs: {
      minutes,
      minDays: days,
      maxMinutesPerDay,
      visits: visits.map(({ site, ...visit }) => ({
        ...visit,
        // Who comes to no site has a visit by video.
        ...(site === undefined ? (sites.length === 0 ? { site: null } : {}) : { site }),
      })),
      activities: [],
    },
  };
}

/** The weeks of a plan as far as their people and groups are in the week still. */
export function stillIn(week: Week, weeks: ReadonlyMap<string, PersonWeek>): ReadonlyMap<string, PersonWeek> {
  const sessions = new Set(week.sessions.map(({ id }) => id));
  const staff = new Set(week.staff.map(({ id }) => id));
  return new Map(
    week.people.flatMap(({ id }) => {
      const has = weeks.get(id);
      if (has === undefined) return [];
      return [
        [
          id,
          {
            sessions: has.sessions.filter((each) => sessions.has(each)),
            visits: has.visits.filter((visit) => staff.has(visit.staff)),
          },
        ] as const,
      ];
    }),
  );
}

/** The weeks that somebody new would get beside a plan while everybody else keeps theirs, or why there is none. */
export function intakePreview(
  week: Week,
  plan: Plan,
  weeks: ReadonlyMap<string, PersonWeek>,
  person: Person,
): Answer {
  const problem = problemBeside(week, plan.opened, weeks, person);
  const best = bestWeek(problem);
  if (!best.isServed) {
    const told = explainPerson({ ...week, people: [...week.people, person] }, plan, person.id);
    const hasNothing = best.sessions.length + best.visits.length === 0;
    return {
      weeks: [],
      closest: hasNothing ? null : shown('best', person, best),
      because: told?.because ?? [],
      fixes: told?.fixes ?? [],
    };
  }
  const chosen = [shown('best', person, best)];
  for (const { trade, sessions } of otherChoices(week, problem, person)) {
    if (chosen.length >= WEEKS_MAX) break;
    const other = bestWeek({
      ...problem,
      sessions: problem.sessions.filter(({ id }) => sessions.includes(id)),
    });
    const candidate = shown(trade, person, other);
    if (other.isServed && !chosen.some((each) => hasSameGroups(each, candidate))) chosen.push(candidate);
  }
  return { weeks: chosen, closest: null, because: [], fixes: [] };
}

/** Seats and hours of staff that a plan leaves free. */
function problemBeside(
  week: Week,
  opened: readonly string[],
  weeks: ReadonlyMap<string, PersonWeek>,
  person: Person,
): PersonProblem {
  const free = seatsLeft(week, opened, weeks);
  const meeting = week.sessions.filter(({ id }) => free.has(id));
  const taken = new Map<string, { start: number; end: number }[]>();
  const take = (staff: string, start: number, end: number) =>
    taken.set(staff, [...(taken.get(staff) ?? []), { start, end }]);
  for (const { staff, start, end } of meeting) for (const id of staff) take(id, start, end);
  for (const { visits } of weeks.values()) {
    for (const { staff, start, minutes } of visits) take(staff, start, start + minutes);
  }
  return {
    sessions: sessionOptions(week, person).filter(({ id }) => (free.get(id) ?? 0) > 0),
    visits: visitOptions(week, person).filter(
      (visit) => !(taken.get(visit.staff) ?? []).some((at) => at.start < visit.end && visit.start < at.end),
    ),
    needs: needsOf(week, person),
    settings: week.settings,
  };
}

/** Seats left in each group that meets. */
function seatsLeft(
  week: Week,
  opened: readonly string[],
  weeks: ReadonlyMap<string, PersonWeek>,
): ReadonlyMap<string, number> {
  const rooms = new Map(week.rooms.map((room) => [room.id, room]));
  const taken = takenIn(weeks);
  return new Map(
    week.sessions
      .filter(({ id, status }) => status === 'fixed' || opened.includes(id))
      .map((session) => [session.id, seatsOf(session, rooms) - (taken.get(session.id) ?? 0)]),
  );
}

/** Groups of weeks with another accent: fewest days, no evenings and so on. Visits are put beside them afterwards. */
function otherChoices(
  week: Week,
  { sessions }: PersonProblem,
  { tags, sites, video, busy, needs }: Person,
): readonly { readonly trade: Trade; readonly sessions: readonly string[] }[] {
  const open = new Set(sessions.map(({ id }) => id));
  const inVisits = needs.visits.reduce((sum, { minutes, count }) => sum + minutes * count, 0);
  const { weeks: choices } = previewWeek(
    {
      settings: week.settings,
      sessions: week.sessions
        .filter(({ id }) => open.has(id))
        .map((session) => ({ ...session, seatsLeft: 1 })),
    },
    {
      tags,
      sites,
      video,
      busy,
      prefer: [],
      needs: { ...needs, minutes: Math.max(0, needs.minutes - inVisits) },
    },
  );
  return choices.filter(({ trade }) => trade !== 'best');
}

function shown(trade: Trade, { needs }: Person, { sessions, visits, minutes, days }: Found): PreviewWeek {
  return {
    trade,
    sessions: sessions.map(({ id }) => id),
    visits: visits.map(({ need, staff, start, end }) => ({
      kind: needs.visits[need]?.kind ?? '',
      staff,
      start,
      minutes: end - start,
    })),
    minutes,
    days,
  };
}

const hasSameGroups = (a: PreviewWeek, b: PreviewWeek): boolean =>
  a.sessions.length === b.sessions.length && a.sessions.every((id) => b.sessions.includes(id));
