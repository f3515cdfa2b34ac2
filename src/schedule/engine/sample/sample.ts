/**
 * Realistic weeks for trying and measuring: invented people with jobs, shifts, children, classes. Same seed, same week.
 *
 * What is drawn:
 * - sites on a line, each with rooms for its sessions and staff of its own, half of them on an early shift, half on a
 *   late one; every fifth prescribes;
 * - sessions of 90 or 180 minutes at six usual starts, Monday to Friday and some Saturdays, 15 % by video (shared by at
 *   most eight sites), every twelfth a candidate; some only for people of the dual-diagnosis track, women, or in Spanish;
 * - people of one site, one in five of two or three neighbouring ones, half of them able to use video; working days,
 *   early or changing shifts, school runs, evenings better left free, classes, or nothing fixed; 540 or 720 minutes on three
 *   days or, one in twenty, 1,200 on four; seven in ten with an individual visit of 50 minutes, one in four with a
 *   prescriber's of 20; three in ten with an activity asked for; of every twenty-five people a pair kept apart.
 *
 * Drawn so, 60 people with 40 sessions or 200 with 90 are served to 85 to 97 %; with fewer sessions a head fewer are.
 */
import { lots } from '../core/lots.ts';
import type { Person, Session, Week } from '../format/format.ts';
import { withCurrentWeeks } from './current.ts';

export interface SampleSize {
  readonly people: number;
  readonly sessions: number;
  readonly sites: number;
  readonly seed: number;
  /** Two people in three have a week already, as a repair finds them; nobody when left out. */
  readonly current?: boolean;
  /** The Monday; 2026-11-30 when left out. Clocks in this zone go back in the week of 2026-10-26. */
  readonly week?: string;
}

type Draw = () => number;

interface Site {
  readonly id: string;
  readonly region: string;
  readonly rooms: readonly string[];
  readonly staff: readonly string[];
  readonly prescribers: readonly string[];
}

const at = (day: number, hour: number, minute = 0): number => day * 1440 + hour * 60 + minute;
const WEEKDAYS = [0, 1, 2, 3, 4];
const ACTIVITIES = ['relapse-prevention', 'process', 'skills', 'psychoeducation', 'family'];
const STARTS = [9, 10, 13, 15, 17.5, 18];
const REGION_SITES = 8;
const CURRENT_SHARE = 2 / 3;
const ROOM_SESSIONS = 10;
const STAFF_SESSIONS = 7;

const pickFrom = <T>(list: readonly T[], draw: Draw): T => list[Math.floor(draw() * list.length)] as T;

export function sampleWeek(size: SampleSize): Week {
  const week = everybodyNew(size);
  return size.current === true ? withCurrentWeeks(week, CURRENT_SHARE, size.seed) : week;
}

function everybodyNew({ people, sessions, sites, seed, week = '2026-11-30' }: SampleSize): Week {
  const draw = lots(seed);
  const places = sitesOf(sites, sessions);
  const groups = sessionsOf(places, sessions, draw);
  const everybody = Array.from({ length: people }, (_, nth) => personOf(nth, places, draw));
  return {
    format: 'daybridge-week/1',
    week,
    zone: 'America/New_York',
    settings: { travel: 30, tick: 10, maxConsecutive: 240 },
    sites: places.map(({ id }) => ({ id })),
    rooms: places.flatMap(({ id, rooms }) => rooms.map((room) => ({ id: room, site: id, seats: 14 }))),
    staff: places.flatMap(({ staff, prescribers }) => staff.map((id, nth) => staffOf(id, nth, prescribers))),
    sessions: groups,
    people: everybody,
    apart: pairsOf(everybody),
  };
}

function sitesOf(count: number, sessions: number): Site[] {
  const share = Math.ceil(sessions / count);
  return Array.from({ length: count }, (_, nth) => {
    const id = `site-${nth + 1}`;
    const names = (what: string, most: number) =>
      Array.from({ length: most }, (_, each) => `${id}-${what}-${each + 1}`);
    const staff = names('staff', Math.max(4, Math.ceil(share / STAFF_SESSIONS)));
    return {
      id,
      region: `region-${Math.floor(nth / REGION_SITES) + 1}`,
      rooms: names('room', Math.max(2, Math.ceil(share / ROOM_SESSIONS))),
      staff,
      prescribers: staff.filter((_, each) => each % 5 === 3),
    };
  });
}

const staffOf = (id: string, nth: number, prescribers: readonly string[]): Week['staff'][number] => ({
  id,
  tags: [...(nth % 3 === 0 ? ['en', 'es'] : ['en']), ...(prescribers.includes(id) ? ['prescriber'] : [])],
  free: WEEKDAYS.map((day): [number, number] =>
    nth % 2 === 0 ? [at(day, 8), at(day, 17)] : [at(day, 12), at(day, 21)],
  ),
  maxMinutes: 2400,
  maxMinutesPerDay: 540,
});

function sessionsOf(sites: readonly Site[], count: number, draw: Draw): Session[] {
  const booked = new Set<string>();
  const groups: Session[] = [];
  for (let tries = 0; groups.length < count && tries < count * 200; tries++) {
    const site = pickFrom(sites, draw);
    const day = draw() < 0.12 ? 5 : Math.floor(draw() * 5);
    const start = at(day, 0, pickFrom(STARTS, draw) * 60);
    const minutes = pickFrom([90, 180, 180], draw);
    const isVideo = draw() < 0.15;
    const room = isVideo ? null : pickFrom(site.rooms, draw);
    const leader = pickFrom(site.staff, draw);
    const keys = Array.from({ length: minutes / 30 }, (_, half) => start + half * 30).flatMap((minute) => [
      `${leader} ${minute}`,
      ...(room === null ? [] : [`${room} ${minute}`]),
    ]);
    if (keys.some((key) => booked.has(key))) continue;
    for (const key of keys) booked.add(key);
    const isCandidate = groups.length % 12 === 11;
    groups.push({
      id: `session-${groups.length + 1}`,
      kind: 'group',
      activity: pickFrom(ACTIVITIES, draw),
      start,
      end: start + minutes,
      site: isVideo ? null : site.id,
      room,
      staff: [leader],
      requires: [audienceOf(draw()), ...(isVideo && sites.length > REGION_SITES ? [site.region] : [])],
      min: 3,
      max: 12,
      status: isCandidate ? 'candidate' : 'fixed',
      openCost: isCandidate ? 10 : 0,
    });
  }
  return groups;
}

const audienceOf = (lot: number): string =>
  lot < 0.12 ? 'dual' : lot < 0.18 ? 'women' : lot < 0.22 ? 'es' : 'iop';

function personOf(nth: number, sites: readonly Site[], draw: Draw): Person {
  const home = Math.floor(draw() * sites.length);
  const site = sites[home] as Site;
  const tags = ['iop', 'en', site.region];
  if (draw() < 0.3) tags.push('dual');
  if (draw() < 0.45) tags.push('women');
  if (draw() < 0.12) tags.push('es');
  const lot = draw();
  const isPartial = lot < 0.05;
  return {
    id: `person-${nth + 1}`,
    weight: 1,
    tags,
    sites: nearby(home, sites, draw),
    video: draw() < 0.5,
    busy: lifeOf(draw),
    needs: {
      minutes: isPartial ? 1200 : lot < 0.35 ? 720 : 540,
      minDays: isPartial ? 4 : 3,
      maxMinutesPerDay: isPartial ? 330 : 240,
      visits: visitsOf(site, draw),
      activities: draw() < 0.3 ? [{ activity: pickFrom(ACTIVITIES, draw), minMinutes: 90 }] : [],
    },
  };
}

function nearby(home: number, sites: readonly Site[], draw: Draw): string[] {
  const lot = draw();
  const others = lot < 0.07 ? [home - 1, home + 1] : lot < 0.2 ? [home + 1] : [];
  return [home, ...others].flatMap((nth) => sites[nth]?.id ?? []);
}

function visitsOf(site: Site, draw: Draw): Person['needs']['visits'] {
  const visits: Person['needs']['visits'] = [];
  if (draw() < 0.7) {
    const staff = [
      ...new Set([pickFrom(site.staff, draw), ...(draw() < 0.3 ? [pickFrom(site.staff, draw)] : [])]),
    ];
    visits.push({ kind: 'individual', minutes: 50, count: 1, staff });
  }
  if (draw() < 0.25) visits.push({ kind: 'prescriber', minutes: 20, count: 1, staff: [...site.prescribers] });
  return visits;
}

function lifeOf(draw: Draw): Person['busy'] {
  const lives: readonly (() => Person['busy'])[] = [
    () => WEEKDAYS.map((day) => ({ start: at(day, 9), end: at(day, 17) })),
    () => WEEKDAYS.map((day) => ({ start: at(day, 7), end: at(day, 14), travel: 20 })),
    () =>
      WEEKDAYS.flatMap((day) => [
        { start: at(day, 7), end: at(day, 8, 30) },
        { start: at(day, 14, 30), end: at(day, 16) },
      ]),
    () => WEEKDAYS.filter(() => draw() < 0.6).map((day) => ({ start: at(day, 12), end: at(day, 20) })),
    () => WEEKDAYS.map((day) => ({ start: at(day, 17), end: at(day, 20), soft: 1 })),
    () => [0, 2, 4].map((day) => ({ start: at(day, 8), end: at(day, 12, 30), travel: 45 })),
    () => [],
  ];
  return pickFrom(lives, draw)();
}

/** Of every twenty-five people two neighbours of one site. */
function pairsOf(people: readonly Person[]): [string, string][] {
  const wanted = Math.floor(people.length / 25);
  const pairs: [string, string][] = [];
  for (let nth = 0; nth + 1 < people.length && pairs.length < wanted; nth++) {
    const [one, other] = [people[nth], people[nth + 1]];
    if (one === undefined || other === undefined || one.sites[0] !== other.sites[0]) continue;
    pairs.push([one.id, other.id]);
    nth++;
  }
  return pairs;
}
