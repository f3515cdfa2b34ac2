/** A week as data for week.mzn, and the plan its answers stand for. */
import type { Person, Week } from '../../../src/schedule/engine/format/format.ts';
import { minuteStep, servedWorth } from '../whole/aims.ts';
import { cliques, travelSets } from '../whole/conflicts.ts';
import { dayOf, lengthOf, minutesMax, type Option, Options } from '../whole/options.ts';
import { assignmentOf, type WeekPlan } from '../whole/plan-of.ts';
import { type Dzn, set } from './dzn.ts';
import { Runs } from './runs.ts';
import { staffData } from './staff-data.ts';
import { Timeline } from './timeline.ts';

/** Somebody's visit to place; `need` is its index in their needs. All numbers in the data count from 1. */
export interface VisitSlot {
  readonly person: number;
  readonly need: number;
  readonly options: readonly Option[];
}
export interface Seat {
  readonly person: number;
  readonly option: Option;
}
export interface WeekData {
  readonly dzn: Dzn;
  readonly seats: readonly Seat[];
  readonly visits: readonly VisitSlot[];
  readonly candidates: readonly number[];
  readonly timeline: Timeline;
}

/** The numbers of these solvers end here. */
const WHOLE_MAX = 2 ** 31 - 2;

export function weekData(week: Week): WeekData {
  const step = minuteStep(week);
  const worth = servedWorth(week);
  const most = worth * (1 + week.people.reduce((sum, { weight }) => sum + weight, 0));
  if (most > WHOLE_MAX) throw new Error(`goals 1 and 2 reach ${most}, beyond the solver's whole numbers`);
  const options = new Options(week);
  const seats: Seat[] = [];
  const visits: VisitSlot[] = [];
  week.people.forEach((person, at) => {
    const mine = options.of(person);
    for (const option of mine) if (option.session >= 0) seats.push({ person: at, option });
    person.needs.visits.forEach(({ count }, need) => {
      const theirs = mine.filter((option) => option.need === need);
      // What nobody could hold is asked for in vain: the person is never served.
      for (let nth = 0; nth < count && theirs.length > 0; nth++)
        visits.push({ person: at, need, options: theirs });
    });
  });
  const candidates = week.sessions.flatMap(({ status }, at) => (status === 'candidate' ? [at] : []));
  const timeline = new Timeline(week, visits);
  const data = { seats, visits, candidates, timeline };
  const dzn: Dzn = {
    people: week.people.length,
    seats: seats.length,
    visits: visits.length,
    candidates: candidates.length,
    servedWorth: worth,
    ...peopleData(week, data, step),
    ...sessionData(week, data),
    ...conflictData(week, data),
    ...staffData(week, data, step),
    ...currentData(week, data),
  };
  return { dzn, ...data };
}

export type Parts = Omit<WeekData, 'dzn'>;

const indexesOf = <T>(list: readonly T[], isMeant: (item: T, at: number) => boolean): number[] =>
  list.flatMap((item, at) => (isMeant(item, at) ? [at + 1] : []));

function byPerson(week: Week, list: readonly { readonly person: number }[]): number[][] {
  const lists: number[][] = week.people.map(() => []);
  list.forEach(({ person }, at) => {
    lists[person]?.push(at + 1);
  });
  return lists;
}

function peopleData(week: Week, { seats, visits, timeline }: Parts, step: number): Dzn {
  const inSteps = (minutes: number) => Math.floor(minutes / step);
  const theirSeats = byPerson(week, seats);
  const activities = week.people.flatMap(({ needs }, person) =>
    needs.activities.map((need) => ({ person, ...need })),
  );
  const hasEveryVisit = ({ needs }: Person, person: number) =>
    needs.visits.every(
      ({ count }, need) =>
        count === 0 || visits.some((visit) => visit.person === person && visit.need === need),
    );
  return {
    weight: week.people.map(({ weight }) => weight),
    needed: week.people.map(({ needs }) => needs.minutes / step),
    daysNeeded: week.people.map(({ needs }) => needs.minDays),
    dayMost: week.people.map(({ needs }) => inSteps(needs.maxMinutesPerDay)),
    weekMost: week.people.map((person) => inSteps(minutesMax(week, person))),
    seatsOf: theirSeats.map(set),
    visitsOf: byPerson(week, visits).map(set),
    seatMinutes: seats.map(({ option }) => lengthOf(option) / step),
    seatDay: seats.map(({ option }) => dayOf(option.start) + 1),
    visitMinutes: visits.map(({ person, need }) => week.people[person]!.needs.visits[need]!.minutes / step),
    ...timeline.dzn(),
    activityPerson: activities.map(({ person }) => person + 1),
    activitySeats: activities.map(({ person, activity }) =>
      set(
        theirSeats[person]!.filter(
          (at) => week.sessions[seats[at - 1]!.option.session]!.activity === activity,
        ),
      ),
    ),
    activityMinutes: activities.map(({ minMinutes }) => Math.ceil(minMinutes / step)),
    neverServed: set(week.people.flatMap((person, at) => (hasEveryVisit(person, at) ? [] : [at + 1]))),
    alike: indexesOf(visits, ({ person, need }, at) => {
      const next = visits[at + 1];
      return next?.person === person && next.need === need;
    }),
  };
}

function sessionData(week: Week, { seats, candidates }: Parts): Dzn {
  const rosters: number[][] = week.sessions.map(() => []);
  seats.forEach(({ option }, at) => {
    rosters[option.session]!.push(at + 1);
  });
  const roomSeats = new Map(week.rooms.map(({ id, seats: many }) => [id, many]));
  const places = week.sessions.map(({ room, max }) =>
    room == null ? max : Math.min(max, roomSeats.get(room) ?? 0),
  );
  const full = week.sessions.flatMap(({ status }, at) =>
    status === 'fixed' && rosters[at]!.length > places[at]! ? [at] : [],
  );
  return {
    roster: full.map((at) => set(rosters[at]!)),
    places: full.map((at) => places[at]!),
    candidateRoster: candidates.map((at) => set(rosters[at]!)),
    candidatePlaces: candidates.map((at) => places[at]!),
    fewest: candidates.map((at) => week.sessions[at]!.min),
  };
}

/** What of one person's week, and of two people kept apart, excludes each other. */
function conflictData(week: Week, { seats, visits, timeline }: Parts): Dzn {
  const oneOf: number[][] = [];
  const met: { seat: number; visit: number; times: number[] }[] = [];
  const other: { first: number; time: number; visit: number; times: number[] }[] = [];
  const runs = new Runs(week, timeline);
  const theirSeats = byPerson(week, seats);
  const theirVisits = byPerson(week, visits);
  const excludes = (a: Option, b: Option) => {
    const isFar = a.site !== null && b.site !== null && a.site !== b.site;
    const between = isFar ? week.settings.travel : 0;
    return a.start < b.end + between && b.start < a.end + between;
  };
  week.people.forEach((person, at) => {
    const mine = theirSeats[at]!;
    const stays = mine.map((seat) => seats[seat - 1]!.option);
    for (const together of [...cliques(stays), ...travelSets(stays, week)])
      oneOf.push(together.map((nth) => mine[nth]!));
    const slots = theirVisits[at]!;
    for (const [nth, visit] of slots.entries()) {
      const slot = visits[visit - 1]!;
      for (const seat of mine) {
        const times = slot.options.filter((option) => excludes(option, seats[seat - 1]!.option));
        if (times.length > 0) met.push({ seat, visit, times: times.map((o) => timeline.timeOf(o)) });
      }
      for (const next of slots.slice(nth + 1)) {
        for (const option of slot.options) {
          const times = visits[next - 1]!.options.filter((each) => excludes(option, each));
          if (times.length === 0) continue;
          const time = timeline.timeOf(option);
          other.push({ first: visit, time, visit: next, times: times.map((o) => timeline.timeOf(o)) });
        }
      }
    }
    runs.add(
      person,
      mine.map((seat) => ({ seat, option: seats[seat - 1]!.option })),
      slots.map((visit) => ({ visit, ...visits[visit - 1]! })),
    );
  });
  const at = new Map(week.people.map(({ id }, nth) => [id, nth]));
  for (const [one, two] of week.apart) {
    const theirs = new Map(theirSeats[at.get(two)!]!.map((seat) => [seats[seat - 1]!.option.session, seat]));
    for (const seat of theirSeats[at.get(one)!]!) {
      const both = theirs.get(seats[seat - 1]!.option.session);
      if (both !== undefined) oneOf.push([seat, both]);
    }
  }
  return {
    oneOf: oneOf.map(set),
    metSeat: met.map(({ seat }) => seat),
    metVisit: met.map(({ visit }) => visit),
    metTimes: met.map(({ times }) => set(times)),
    firstVisit: other.map(({ first }) => first),
    firstTime: other.map(({ time }) => time),
    otherVisit: other.map(({ visit }) => visit),
    otherTimes: other.map(({ times }) => set(times)),
    ...runs.dzn(),
  };
}

function currentData(week: Week, { seats, visits, candidates, timeline }: Parts): Dzn {
  const current = visits.flatMap((slot, at) =>
    slot.options
      .filter(({ isCurrent }) => isCurrent)
      .map((option) => ({ visit: at + 1, time: timeline.timeOf(option) })),
  );
  const kept = indexesOf(seats, ({ option }) => option.isCurrent);
  return {
    hasCurrent: week.people.some(({ current: theirs }) => theirs !== undefined),
    seatsNow: seats.map(({ option }) => (option.isCurrent ? 1 : 0)),
    visitsNow: timeline.now(),
    currentSeats: set(kept),
    currentVisit: current.map(({ visit }) => visit),
    currentTime: current.map(({ time }) => time),
    openWorth: candidates.map((at) => week.sessions[at]!.openCost * (kept.length + current.length + 1)),
  };
}

/** Reads "PLAN s12 v3@450 o1": who sits where, when visits are held, what is opened. */
export function readPlan(week: Week, { seats, visits, candidates, timeline }: Parts, line: string): WeekPlan {
  const taken: Option[][] = week.people.map(() => []);
  const opened: string[] = [];
  for (const word of line.split(' ').slice(1)) {
    const [nth = 0, time = 0] = word.slice(1).split('@').map(Number);
    if (word.startsWith('s')) taken[seats[nth - 1]!.person]!.push(seats[nth - 1]!.option);
    if (word.startsWith('v')) {
      const slot = visits[nth - 1]!;
      taken[slot.person]!.push(slot.options.find((option) => timeline.timeOf(option) === time)!);
    }
    if (word.startsWith('o')) opened.push(week.sessions[candidates[nth - 1]!]!.id);
  }
  return {
    assignments: week.people.map((person, at) => assignmentOf(week, person, taken[at]!)),
    opened,
  };
}
