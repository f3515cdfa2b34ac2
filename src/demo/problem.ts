import type { Week } from '../schedule/engine/index.ts';
import { SESSIONS } from './groups.ts';
import type { DemoPerson } from './people/person.ts';
import { APART, PEOPLE } from './people.ts';
import { hoursOf, ORG, ROOMS, SITES, STAFF } from './program.ts';
import { lifeOf } from './week-words.ts';

/** Which week of the demo: the one before today's, today's, or the one to be planned. */
export type DemoWeek = 'last' | 'this' | 'next';

const FIRST_WEEK_IN: Record<DemoWeek, number> = { last: 1, this: 0, next: -1 };
const PER_DAY_MAX: Record<DemoPerson['level'], number> = { OP: 240, IOP: 240, PHP: 360 };

/** A person's week of a plan, in the keys of the demo program. */
export interface PlacedWeek {
  readonly sessions: readonly string[];
  readonly visits: readonly { readonly kind: string; readonly staff: string; readonly start: number }[];
}

export const inCareDuring = (week: DemoWeek): readonly DemoPerson[] =>
  PEOPLE.filter(({ weeksIn }) => weeksIn >= FIRST_WEEK_IN[week]);

export const perDayMax = ({ level }: Pick<DemoPerson, 'level'>): number => PER_DAY_MAX[level];

export const tagsOf = ({ level, isDual, family, language }: DemoPerson): string[] => [
  level.toLowerCase(),
  ...(isDual ? ['dual'] : []),
  ...(family ? ['family'] : []),
  ...(language === 'es' ? ['en', 'es'] : ['en']),
];

export const INDIVIDUAL_MINUTES = 50;
export const MEDICATION_MINUTES = 20;

/** The visits of a person's week, with the staff who may hold them. */
export const visitsOf = ({ level, counselor, individualByVideo, medication }: DemoPerson) => [
  {
    kind: 'individual',
    minutes: INDIVIDUAL_MINUTES,
    count: level === 'PHP' ? 2 : 1,
    // Two a week in the day program: the director, who is a counselor too, takes some.
    staff: level === 'PHP' ? [counselor, 'june'] : [counselor],
    ...(individualByVideo ? { site: null } : {}),
  },
  ...(medication ? [{ kind: 'medication', minutes: MEDICATION_MINUTES, count: 1, staff: ['osei'] }] : []),
];

const BOTH_GROUPS = 360;
const FAMILY_HOUR = 60;
const SKILLS_GROUP = 90;

export const activitiesOf = ({ isDual, family, skills }: DemoPerson) => [
  ...(isDual ? [{ activity: 'both-together', minMinutes: BOTH_GROUPS }] : []),
  ...(family ? [{ activity: 'family', minMinutes: FAMILY_HOUR }] : []),
  ...(skills ? [{ activity: 'skills', minMinutes: SKILLS_GROUP }] : []),
];

/**
 * A week of the demo program as the optimiser's file, with keys for ids: what the weeks shipped with it were
 * computed from and are checked against. Weeks that lie behind us had no groups that are only thought of.
 */
export function weekProblem(
  week: DemoWeek,
  monday: string,
  current: ReadonlyMap<string, PlacedWeek> = new Map(),
): Week {
  const people = inCareDuring(week);
  const codes = new Set(people.map(({ code }) => code));
  return {
    format: 'daybridge-week/1' as const,
    week: monday,
    zone: ORG.zone,
    settings: { travel: 30, tick: 10, maxConsecutive: 240 },
    sites: SITES.map(({ key }) => ({ id: key })),
    rooms: ROOMS.map(({ key, site, seats }) => ({ id: key, site, seats })),
    staff: STAFF.map((one) => ({
      id: one.key,
      tags: [...one.tags],
      free: hoursOf(one).map(({ start, end }): [number, number] => [start, end]),
      // Their hours are the limit.
      maxMinutes: 10_080,
      maxMinutesPerDay: 1440,
    })),
    sessions: SESSIONS.filter(({ status }) => week === 'next' || status === 'fixed').map((session) => ({
      id: session.key,
      kind: session.kind,
      activity: session.activity,
      start: session.start,
      end: session.end,
      site: session.site,
      ...(session.room === null ? {} : { room: session.room }),
      staff: [...session.staff],
      requires: [...session.requires],
      min: session.min,
      max: session.max,
      status: session.status,
      openCost: session.openCost,
    })),
    people: people.map((person) => {
      const had = current.get(person.code);
      return {
        id: person.code,
        weight: 1,
        tags: tagsOf(person),
        sites: [...person.sites],
        video: person.video,
        busy: lifeOf(person.life)
          .filter(({ kind }) => kind !== 'best')
          .map(({ start, end }) => ({ start, end })),
        needs: {
          minutes: person.dose.minutes,
          minDays: person.dose.days,
          maxMinutesPerDay: perDayMax(person),
          visits: visitsOf(person),
          activities: activitiesOf(person),
        },
        ...(had === undefined ? {} : { current: { sessions: [...had.sessions], visits: [...had.visits] } }),
      };
    }),
    apart: APART.filter(([a, b]) => codes.has(a) && codes.has(b)).map(([a, b]): [string, string] => [a, b]),
  };
}
