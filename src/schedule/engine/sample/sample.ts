/** Realistic weeks for trying and measuring: invented people with jobs, shifts, children, classes. Same seed, same week. */
import type { Person, Session, Week } from '../format/format.ts';

export interface SampleSize {
  readonly people: number;
  readonly sessions: number;
  readonly sites: number;
  readonly seed: number;
}

/** A small generator of numbers in [0, 1): the same ones for the same seed, on every machine. */
export function lots(seed: number): () => number {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const at = (day: number, hour: number, minute = 0): number => day * 1440 + hour * 60 + minute;

const ACTIVITIES = ['relapse-prevention', 'process', 'skills', 'psychoeducation', 'family'];
const STARTS = [9, 10, 13, 15, 17.5, 18];

export function sampleWeek({ people, sessions, sites, seed }: SampleSize): Week {
  const draw = lots(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(draw() * list.length)] as T;
  const siteIds = Array.from({ length: sites }, (_, nth) => `site-${nth + 1}`);
  const rooms = siteIds.flatMap((site) =>
    [1, 2, 3].map((nth) => ({ id: `${site}-room-${nth}`, site, seats: 14 })),
  );
  const staffCount = Math.max(4, Math.ceil(sessions / 7));
  const staff = Array.from({ length: staffCount }, (_, nth) => ({
    id: `staff-${nth + 1}`,
    tags: nth % 3 === 0 ? ['en', 'es'] : ['en'],
    free: [0, 1, 2, 3, 4].map((day): [number, number] =>
      nth % 2 === 0 ? [at(day, 8), at(day, 17)] : [at(day, 12), at(day, 21)],
    ),
    maxMinutes: 2400,
    maxMinutesPerDay: 540,
  }));
  const booked = new Set<string>();
  const groups: Session[] = [];
  for (let tries = 0; groups.length < sessions && tries < sessions * 200; tries++) {
    const day = draw() < 0.12 ? 5 : Math.floor(draw() * 5);
    const hour = pick(STARTS);
    const minutes = pick([90, 180, 180]);
    const isVideo = draw() < 0.15;
    const room = isVideo ? null : pick(rooms);
    const leader = pick(staff);
    const start = at(day, 0, hour * 60);
    const slots = [0, 1, 2, 3, 4, 5]
      .map((half) => start + half * 30)
      .filter((minute) => minute < start + minutes);
    const keys = slots.flatMap((minute) => [
      `${leader.id} ${minute}`,
      ...(room === null ? [] : [`${room.id} ${minute}`]),
    ]);
    if (keys.some((key) => booked.has(key))) continue;
    for (const key of keys) booked.add(key);
    const isCandidate = groups.length % 12 === 11;
    groups.push({
      id: `session-${groups.length + 1}`,
      kind: 'group',
      activity: pick(ACTIVITIES),
      start,
      end: start + minutes,
      site: room?.site ?? null,
      room: room?.id ?? null,
      staff: [leader.id],
      requires: draw() < 0.15 ? ['dual'] : ['iop'],
      min: 3,
      max: 12,
      status: isCandidate ? 'candidate' : 'fixed',
      openCost: isCandidate ? 10 : 0,
    });
  }
  const everybody = Array.from({ length: people }, (_, nth) =>
    samplePerson(
      nth,
      siteIds,
      staff.map(({ id }) => id),
      draw,
    ),
  );
  const apart = Array.from({ length: Math.floor(people / 25) }, (_, nth): [string, string] => [
    everybody[nth * 2]?.id ?? '',
    everybody[nth * 2 + 1]?.id ?? '',
  ]);
  return {
    format: 'daybridge-week/1',
    week: '2026-11-30',
    zone: 'America/New_York',
    settings: { travel: 30, tick: 10, maxConsecutive: 240 },
    sites: siteIds.map((id) => ({ id })),
    rooms,
    staff,
    sessions: groups,
    people: everybody,
    apart,
  };
}

function samplePerson(
  nth: number,
  sites: readonly string[],
  staff: readonly string[],
  draw: () => number,
): Person {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(draw() * list.length)] as T;
  const weekdays = [0, 1, 2, 3, 4];
  const lives: readonly (() => Person['busy'])[] = [
    () => weekdays.map((day) => ({ start: at(day, 9), end: at(day, 17) })),
    () => weekdays.map((day) => ({ start: at(day, 7), end: at(day, 14), travel: 20 })),
    () =>
      weekdays.flatMap((day) => [
        { start: at(day, 7), end: at(day, 8, 30) },
        { start: at(day, 14, 30), end: at(day, 16) },
      ]),
    () => weekdays.filter(() => draw() < 0.6).map((day) => ({ start: at(day, 12), end: at(day, 20) })),
    () => weekdays.map((day) => ({ start: at(day, 17), end: at(day, 20), soft: 1 })),
    () => [],
  ];
  const isDual = draw() < 0.3;
  const minutes = pick([540, 540, 720]);
  return {
    id: `person-${nth + 1}`,
    weight: 1,
    tags: isDual ? ['iop', 'dual', 'en'] : ['iop', 'en'],
    sites: sites.length > 1 && draw() < 0.2 ? [...sites] : [pick(sites)],
    video: draw() < 0.5,
    busy: pick(lives)(),
    needs: {
      minutes,
      minDays: 3,
      maxMinutesPerDay: 240,
      visits: draw() < 0.7 ? [{ kind: 'individual', minutes: 50, count: 1, staff: [pick(staff)] }] : [],
      activities: draw() < 0.3 ? [{ activity: pick(ACTIVITIES), minMinutes: 90 }] : [],
    },
  };
}
