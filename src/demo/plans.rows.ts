import { mondayOf, weekAfter } from '../schedule/calendar.ts';
import { addDays, at } from './calendar.ts';
import { SESSIONS } from './groups.ts';
import { EVERYBODY, personId } from './people.rows.ts';
import { PEOPLE } from './people.ts';
import { SHIPPED } from './placements.ts';
import { INDIVIDUAL_MINUTES, inCareDuring, MEDICATION_MINUTES } from './problem.ts';
import { ORG_ID } from './program.rows.ts';
import { ROOMS, SITES, STAFF } from './program.ts';
import { idOf } from './seed.ts';

const PUBLISHED_AT = { daysBefore: 4, minute: 16 * 60 + 10 }; // Thursday afternoon of the week before
export const VISIT_MINUTES: Readonly<Record<string, number>> = {
  individual: INDIVIDUAL_MINUTES,
  medication: MEDICATION_MINUTES,
};

/** Where a visit of this kind is held: by video, or at the person's usual place. */
export function siteOfVisit(code: string, kind: string): string | null {
  const person = PEOPLE.find((one) => one.code === code);
  const site = kind === 'individual' && person?.individualByVideo ? undefined : person?.sites[0];
  return site === undefined ? null : idOf('site', site);
}

const IDS: ReadonlyMap<string, string> = new Map([
  ...SESSIONS.map(({ key }) => [key, idOf('session', key)] as const),
  ...STAFF.map(({ key }) => [key, idOf('staff', key)] as const),
  ...ROOMS.map(({ key }) => [key, idOf('room', key)] as const),
  ...SITES.map(({ key }) => [key, idOf('site', key)] as const),
  ...EVERYBODY.map(({ code }) => [code, personId(code)] as const),
]);

/** A reason or a fix as the engine gave it, its keys turned into the ids of the database. */
function withIds(value: unknown): unknown {
  if (typeof value === 'string') return IDS.get(value) ?? value;
  if (Array.isArray(value)) return value.map(withIds);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withIds(part)]));
}

/** The published plans of last week and this week. The plan of next week is the coordinator's to make. */
export function planRows(today: string) {
  const plans = (['last', 'this'] as const).map((name) => {
    const week = weekAfter(mondayOf(today), name === 'last' ? -1 : 0);
    const publishedAt = at(addDays(week, -PUBLISHED_AT.daysBefore), PUBLISHED_AT.minute);
    return {
      name,
      week,
      publishedAt,
      shipped: SHIPPED[name],
      of: { org_id: ORG_ID, plan_id: idOf('plan', name) },
    };
  });
  const rosa = idOf('staff', 'rosa');
  const weeks = plans.flatMap(({ of, shipped }) =>
    Object.entries(shipped.people).map(([code, placed]) => ({
      of: { ...of, participant_id: personId(code) },
      code,
      placed,
    })),
  );
  return {
    plans: plans.map(({ name, week, publishedAt, shipped, of }) => ({
      ...of,
      week,
      draft_number: 1,
      state: 'published',
      score: JSON.stringify(shipped.score),
      bound: JSON.stringify(shipped.bound),
      status: shipped.status,
      opened: [],
      people: inCareDuring(name).length,
      seconds: shipped.seconds,
      created_at: new Date(publishedAt.getTime() - 20 * 60_000),
      created_by: rosa,
      published_at: publishedAt,
      published_by: rosa,
    })),
    placements: weeks.flatMap(({ of, placed }) =>
      placed.sessions.map((key) => ({ ...of, session_id: idOf('session', key) })),
    ),
    visits: weeks.flatMap(({ of, code, placed }) =>
      placed.visits.map(({ kind, staff, start }) => ({
        ...of,
        kind,
        staff_id: idOf('staff', staff),
        start_minute: start,
        minutes: VISIT_MINUTES[kind] ?? INDIVIDUAL_MINUTES,
        site_id: siteOfVisit(code, kind),
      })),
    ),
    unserved: plans.flatMap(({ of, shipped }) =>
      shipped.unserved.map(({ person, minutes, because, fixes }) => ({
        ...of,
        participant_id: personId(person),
        minutes,
        because: JSON.stringify(withIds(because)),
        fixes: JSON.stringify(withIds(fixes)),
      })),
    ),
  };
}
