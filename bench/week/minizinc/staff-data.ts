/** What the staff can hold, as data for week.mzn. */
import type { Week } from '../../../src/schedule/engine/format/format.ts';
import { lengthOf, overlaps } from '../whole/options.ts';
import type { Parts } from './data.ts';
import { type Dzn, set } from './dzn.ts';

export function staffData(week: Week, parts: Parts, step: number): Dzn {
  const { visits, candidates, timeline } = parts;
  const session = (at: number) => week.sessions[candidates[at]!]!;
  const led = candidates.flatMap((_, at) =>
    visits.flatMap(({ options }, nth) => {
      const times = options.filter(
        (option) => session(at).staff.includes(week.staff[option.staff]!.id) && overlaps(option, session(at)),
      );
      return times.length === 0
        ? []
        : [
            {
              candidate: at + 1,
              visit: nth + 1,
              times: times.map((option) => timeline.timeOf(option)),
            },
          ];
    }),
  );
  return {
    sharedStaff: timeline.groups.filter((group) => group.length > 1).map(set),
    ledCandidate: led.map(({ candidate }) => candidate),
    ledVisit: led.map(({ visit }) => visit),
    ledTimes: led.map(({ times }) => set(times)),
    candidateMinutes: candidates.map((_, at) => lengthOf(session(at)) / step),
    ...limitData(week, parts, step),
    ...candidateConflicts(week, candidates),
  };
}

interface Limit {
  readonly visits: readonly number[];
  readonly times: string;
  readonly candidates: readonly number[];
  readonly minutes: number;
}

/** The minutes of each member of staff a day and week, where they could ever be too many. */
function limitData(week: Week, { visits, candidates, timeline }: Parts, step: number): Dzn {
  const limits: Limit[] = [];
  const minutesOf = (visit: number) => {
    const { person, need } = visits[visit - 1]!;
    return week.people[person]!.needs.visits[need]!.minutes;
  };
  const asked: number[][] = week.staff.map(() => []);
  visits.forEach(({ options }, at) => {
    for (const member of new Set(options.map(({ staff }) => staff))) asked[member]!.push(at + 1);
  });
  week.staff.forEach(({ id, maxMinutes, maxMinutesPerDay }, at) => {
    const led = week.sessions.filter(({ staff }) => staff.includes(id));
    const add = (from: number, to: number, limit: number) => {
      const inTime = ({ start }: { start: number }) => from <= start && start < to;
      const fixed = led.filter((session) => session.status === 'fixed' && inTime(session));
      const mine = candidates.flatMap((session, nth) =>
        led.includes(week.sessions[session]!) && inTime(week.sessions[session]!) ? [nth + 1] : [],
      );
      const theirs = asked[at]!.filter((visit) =>
        visits[visit - 1]!.options.some((option) => option.staff === at && inTime(option)),
      );
      const spent = fixed.reduce((sum, session) => sum + lengthOf(session), 0);
      const left = Math.max(0, limit - spent);
      const most =
        theirs.reduce((sum, visit) => sum + minutesOf(visit), 0) +
        mine.reduce((sum, nth) => sum + lengthOf(week.sessions[candidates[nth - 1]!]!), 0);
      if (most <= left) return;
      // A visit never passes midnight: where it starts tells its day.
      const times = `${Math.ceil(timeline.timeAt(at, from))}..${Math.floor(timeline.timeAt(at, to - 1))}`;
      limits.push({ visits: theirs, times, candidates: mine, minutes: Math.floor(left / step) });
    };
    add(0, 7 * 1440, maxMinutes);
    for (let day = 0; day < 7; day++) add(day * 1440, (day + 1) * 1440, maxMinutesPerDay);
  });
  return {
    limitVisits: limits.map((limit) => set(limit.visits)),
    limitTimes: limits.map(({ times }) => ({ set: times })),
    limitCandidates: limits.map((limit) => set(limit.candidates)),
    limitMinutes: limits.map(({ minutes }) => minutes),
  };
}

/** Candidates that need the same room or staff at once, and those that a fixed session keeps closed. */
function candidateConflicts(week: Week, candidates: readonly number[]): Dzn {
  const areAtOnce = (one: number, other: number) => {
    const [a, b] = [week.sessions[one]!, week.sessions[other]!];
    const sameRoom = a.room != null && a.room === b.room;
    return overlaps(a, b) && (sameRoom || a.staff.some((member) => b.staff.includes(member)));
  };
  const pairs = candidates.flatMap((one, nth) =>
    candidates.flatMap((other, at) => (at > nth && areAtOnce(one, other) ? [set([nth + 1, at + 1])] : [])),
  );
  const closed = candidates.flatMap((one, nth) =>
    week.sessions.some(({ status }, other) => status === 'fixed' && areAtOnce(one, other)) ? [nth + 1] : [],
  );
  return { candidatesAtOnce: pairs, neverOpen: set(closed) };
}
