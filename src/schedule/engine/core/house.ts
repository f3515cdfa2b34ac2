/** The week in numbers: sessions, staff and what is theirs, by index, as the search and the bounds read them. */
import type { Session, Week } from '../format/format.ts';
import { dayOf } from '../person/rules.ts';
import type { Place } from './places.ts';

/** Sessions alike in everything a person's week depends on: time, place, who may come, what is done there. */
export interface SessionKind {
  readonly start: number;
  readonly end: number;
  /** -1: by video. */
  readonly site: number;
  readonly activity: string;
  readonly requires: readonly string[];
  readonly sessions: readonly number[];
}

export interface House {
  readonly week: Week;
  /** Minutes in a slot of a timetable: every start and end of a session or visit lies on one. */
  readonly grain: number;
  readonly siteIndex: ReadonlyMap<string, number>;
  readonly sessionIndex: ReadonlyMap<string, number>;
  readonly staffIndex: ReadonlyMap<string, number>;
  readonly sessions: readonly Session[];
  readonly seats: Int32Array;
  readonly isCandidate: Uint8Array;
  /** Who leads each session. */
  readonly leaders: readonly (readonly number[])[];
  /** By site (index + 1; 0: by video). */
  readonly kinds: readonly (readonly SessionKind[])[];
  /** Candidates that need a room or a leader some fixed session has then: they can never open. */
  readonly isBarred: Uint8Array;
  /** Pairs of candidates that need the same room or leader at once. */
  readonly rivals: readonly (readonly number[])[];
  /** Minutes left for candidates and visits beside the fixed sessions led: by day (staff * 7 + day) and by week. */
  readonly dayLeft: Int32Array;
  readonly weekLeft: Int32Array;
  /** 1 where a fixed session is led: staff * slots + slot. */
  readonly isLeading: Uint8Array;
  readonly slots: number;
  /** Places of visits found before, by what was asked. */
  readonly offers: Map<string, readonly Place[]>;
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

export function houseOf(week: Week): House {
  const siteIndex = new Map(week.sites.map(({ id }, nth) => [id, nth]));
  const sessionIndex = new Map(week.sessions.map(({ id }, nth) => [id, nth]));
  const staffIndex = new Map(week.staff.map(({ id }, nth) => [id, nth]));
  const roomSeats = new Map(week.rooms.map(({ id, seats }) => [id, seats]));
  let grain = week.settings.tick;
  for (const { start, end } of week.sessions) grain = gcd(grain, gcd(start, end));
  for (const { needs } of week.people) for (const { minutes } of needs.visits) grain = gcd(grain, minutes);
  const slots = Math.ceil(10_080 / grain);
  const leaders = week.sessions.map(({ staff }) => staff.map((id) => staffIndex.get(id) ?? 0));
  const isLeading = new Uint8Array(week.staff.length * slots);
  const dayUsed = new Int32Array(week.staff.length * 7);
  week.sessions.forEach(({ status, start, end }, nth) => {
    if (status !== 'fixed') return;
    for (const member of leaders[nth] ?? []) {
      isLeading.fill(1, member * slots + start / grain, member * slots + end / grain);
      dayUsed[member * 7 + dayOf(start)] = (dayUsed[member * 7 + dayOf(start)] ?? 0) + end - start;
    }
  });
  return {
    week,
    grain,
    siteIndex,
    sessionIndex,
    staffIndex,
    sessions: week.sessions,
    seats: Int32Array.from(week.sessions, ({ room, max }) =>
      room == null ? max : Math.min(max, roomSeats.get(room) ?? 0),
    ),
    isCandidate: Uint8Array.from(week.sessions, ({ status }) => (status === 'candidate' ? 1 : 0)),
    leaders,
    kinds: kindsBySite(week, siteIndex),
    ...rivalry(week),
    dayLeft: Int32Array.from(dayUsed, (used, at) =>
      Math.max(0, (week.staff[Math.floor(at / 7)]?.maxMinutesPerDay ?? 0) - used),
    ),
    weekLeft: Int32Array.from(week.staff, ({ maxMinutes }, nth) =>
      Math.max(0, maxMinutes - dayUsed.subarray(nth * 7, nth * 7 + 7).reduce((sum, used) => sum + used, 0)),
    ),
    isLeading,
    slots,
    offers: new Map(),
  };
}

function kindsBySite(week: Week, siteIndex: ReadonlyMap<string, number>): SessionKind[][] {
  const bySite: SessionKind[][] = Array.from({ length: week.sites.length + 1 }, () => []);
  const known = new Map<string, number[]>();
  week.sessions.forEach(({ start, end, site, activity, requires: tags }, nth) => {
    const requires = [...new Set(tags)].sort();
    const place = site === null ? -1 : (siteIndex.get(site) ?? 0);
    const key = JSON.stringify([start, end, place, activity, requires]);
    const sessions = known.get(key);
    if (sessions !== undefined) {
      sessions.push(nth);
      return;
    }
    const alike = [nth];
    known.set(key, alike);
    bySite[place + 1]?.push({ start, end, site: place, activity, requires, sessions: alike });
  });
  return bySite;
}

/** Which candidates shut each other out, or are shut out by what is fixed. */
function rivalry(week: Week): Pick<House, 'isBarred' | 'rivals'> {
  const isBarred = new Uint8Array(week.sessions.length);
  const rivals: number[][] = week.sessions.map(() => []);
  const users = new Map<string, number[]>();
  week.sessions.forEach(({ room, staff }, nth) => {
    for (const key of [...(room == null ? [] : [`room ${room}`]), ...staff.map((id) => `staff ${id}`)]) {
      const list = users.get(key);
      if (list === undefined) users.set(key, [nth]);
      else list.push(nth);
    }
  });
  for (const list of users.values()) {
    for (const [at, one] of list.entries()) {
      for (const other of list.slice(at + 1)) {
        const [a, b] = [week.sessions[one], week.sessions[other]];
        if (a === undefined || b === undefined || a.start >= b.end || b.start >= a.end) continue;
        if (a.status === 'candidate' && b.status === 'candidate') {
          rivals[one]?.push(other);
          rivals[other]?.push(one);
        } else if (a.status === 'candidate') isBarred[one] = 1;
        else if (b.status === 'candidate') isBarred[other] = 1;
      }
    }
  }
  return { isBarred, rivals: rivals.map((list) => [...new Set(list)].sort((a, b) => a - b)) };
}
