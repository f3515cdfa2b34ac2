import type { Db } from '../platform/db/index.ts';
import type { Monday } from './calendar.ts';
import { changesOf } from './changes.ts';
import { exceptionsIn } from './exception.store.ts';
import { inventedId, isInvented, isSupposedTag } from './invented.ts';
import { type Labels, labelsIn } from './labels.store.ts';
import type { PlanBoard, PlanChanges } from './plan.schema.ts';
import { type PlanHead, planOf, publishedBefore, shortIn, weeksIn } from './plan.store.ts';
import type { PersonWeek, PlannedVisit } from './plan.ts';
import type { PlanningWeek } from './planning.ts';
import { latestRun } from './run.store.ts';
import { scenariosOf } from './scenario.store.ts';
import { planShown, runShown } from './shown.ts';
import { type Scene, sceneOf } from './supposed.ts';
import { seatsOf, takenIn, tilesOf } from './tiles.ts';

/**
 * What people lived by before this plan: what it took over from, or would take over from. A scenario is held against
 * the plan it began from.
 */
async function planBefore(db: Db, plan: PlanHead, { base }: Scene): Promise<PlanHead | undefined> {
  if (base !== undefined) return base;
  if (plan.state === 'draft') return publishedBefore(db, plan.week);
  return plan.replaces === null
    ? publishedBefore(db, dayBefore(plan.week))
    : planOf(db, plan.week, plan.replaces);
}

/** Weeks are Mondays, so any earlier date leaves out this week and no other. */
const dayBefore = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** Everything the board draws, for one plan of the week or, without one, for the empty week. */
export async function boardOf(
  db: Db,
  { week: monday, zone, isOver }: PlanningWeek,
  plans: readonly PlanHead[],
  plan: PlanHead | undefined,
  now: Date,
): Promise<PlanBoard> {
  const scene = await sceneOf(db, monday, plan);
  const { week, labels, invented } = scene;
  const weeks: ReadonlyMap<string, PersonWeek> = plan === undefined ? new Map() : await weeksIn(db, plan.id);
  const run = await latestRun(db, monday);
  const needs = new Map(week.people.map((person) => [person.id, person]));
  return {
    week: monday,
    zone,
    isOver,
    plan: plan === undefined ? null : planShown(plan, now),
    plans: plans.map((one) => planShown(one, now)),
    run: run === undefined ? null : runShown(run),
    tiles: plan === undefined ? null : await tilesShown(db, scene, plan, weeks),
    waiting: week.people.length,
    sessions: sessionsShown(scene, weeks, plan?.opened ?? []),
    absent: await absentShown(db, monday, scene),
    visits: [...weeks].flatMap(([person, { visits }]) => visits.map((visit) => ({ person, ...visit }))),
    people: [...new Set([...needs.keys(), ...weeks.keys()])].map((person) => ({
      person,
      code: labels.people.get(person) ?? '',
      minutes: needs.get(person)?.needs.minutes ?? 0,
      tags: (needs.get(person)?.tags ?? []).filter((tag) => !isSupposedTag(tag)),
    })),
    staff: [...labels.staff].map(([id, name]) => ({ id, name })),
    sites: [...labels.sites].map(([id, name]) => ({ id, name })),
    rooms: week.rooms.map(({ id, site }) => ({ id, name: labels.rooms.get(id) ?? '', site })),
    unserved: plan === undefined ? [] : await shortIn(db, plan.id),
    invented: invented.map(({ minutes, isServed, sessions, visits }) => ({
      minutes,
      isServed,
      sessions: [...sessions],
      visits: [...visits],
    })),
  };
}

/** A group that cannot meet is in no week any more, and still has its name. */
async function absentShown(db: Db, monday: Monday, { week, labels }: Scene): Promise<PlanBoard['absent']> {
  const scenarios = await scenariosOf(db, monday);
  const exceptions = await exceptionsIn(db, monday);
  const changes = [...scenarios.flatMap((each) => each.changes), ...exceptions.map(({ change }) => change)];
  const named = new Set(changes.flatMap((change) => ('session' in change ? [change.session] : [])));
  for (const { id } of week.sessions) named.delete(id);
  return [...named].flatMap((id) => {
    const found = labels.sessions.get(id);
    return found === undefined ? [] : [{ id, label: { ...found.label }, start: found.start }];
  });
}

async function tilesShown(
  db: Db,
  scene: Scene,
  plan: PlanHead,
  weeks: ReadonlyMap<string, PersonWeek>,
): Promise<NonNullable<PlanBoard['tiles']>> {
  const { week } = scene;
  const before = await planBefore(db, plan, scene);
  const had = before === undefined ? new Map<string, PersonWeek>() : await weeksIn(db, before.id);
  const tiles = tilesOf(week, { weeks, opened: plan.opened, people: plan.people, short: plan.short }, had);
  const change = before === undefined ? null : tiles.placed.people - (before.people - before.short);
  return { ...tiles, placed: { ...tiles.placed, change } };
}

function sessionsShown(
  { week, labels, invented }: Scene,
  weeks: ReadonlyMap<string, PersonWeek>,
  opened: readonly string[],
): PlanBoard['sessions'] {
  const rooms = new Map(week.rooms.map((room) => [room.id, room]));
  const taken = takenIn(
    new Map([...weeks, ...invented.map((one, nth) => [inventedId(0, nth), one] as const)]),
  );
  const roster = new Map<string, string[]>();
  for (const [person, { sessions }] of weeks) {
    for (const id of sessions) roster.set(id, [...(roster.get(id) ?? []), person]);
  }
  return week.sessions.map((session) => ({
    id: session.id,
    kind: session.kind,
    label: labels.sessions.get(session.id)?.label ?? { en: session.activity, es: session.activity },
    start: session.start,
    end: session.end,
    site: session.site === null ? null : (labels.sites.get(session.site) ?? null),
    room: session.room == null ? null : (labels.rooms.get(session.room) ?? null),
    staff: session.staff.map((id) => labels.staff.get(id) ?? ''),
    siteId: session.site,
    roomId: session.room ?? null,
    staffIds: [...session.staff],
    taken: taken.get(session.id) ?? 0,
    max: seatsOf(session, rooms),
    isProposed: session.status === 'candidate' || opened.includes(session.id) || isInvented(session.id),
    isOpen: session.status === 'fixed' || opened.includes(session.id),
    people: roster.get(session.id) ?? [],
  }));
}

/** Person by person, what a plan changes against what they live by now. */
export async function changesShown(
  db: Db,
  { week: monday }: PlanningWeek,
  plan: PlanHead,
  now: Date,
): Promise<PlanChanges> {
  const scene = await sceneOf(db, monday, plan);
  const before = await planBefore(db, plan, scene);
  const had = before === undefined ? new Map<string, PersonWeek>() : await weeksIn(db, before.id);
  const has = await weeksIn(db, plan.id);
  const changes = changesOf(scene.week, had, has);
  const labels = await labelsIn(db);
  return {
    plan: planShown(plan, now),
    since: before?.week ?? null,
    people: changes
      .map((change) => ({
        person: change.person,
        code: labels.people.get(change.person) ?? '',
        reason: change.reason,
        before: lived(change.before, labels),
        after: lived(change.after, scene.labels),
      }))
      .sort((a, b) => a.code.localeCompare(b.code)),
    unchanged: has.size - changes.filter(({ after }) => after !== undefined).length,
    message: neutralMessage(monday),
  };
}

function lived(week: PersonWeek | undefined, labels: Labels): PlanChanges['people'][number]['before'] {
  if (week === undefined) return null;
  const items = [
    ...week.sessions.flatMap((id) => groupLived(id, labels)),
    ...week.visits.map(visitLived(labels)),
  ];
  return {
    minutes: items.reduce((sum, { start, end }) => sum + end - start, 0),
    items: items.sort((a, b) => a.start - b.start),
  };
}

function groupLived(id: string, { sessions }: Labels) {
  const session = sessions.get(id);
  if (session === undefined) return [];
  const { kind, label, start, end, staff } = session;
  return [{ kind, label: { ...label }, start, end, with: [...staff] }];
}

const visitLived =
  ({ staff }: Labels) =>
  ({ kind, start, minutes, staff: id }: PlannedVisit) => ({
    kind,
    label: null,
    start,
    end: start + minutes,
    with: [staff.get(id) ?? ''],
  });

/** Words for a call or a letter: whoever else hears or reads them learns nothing. */
function neutralMessage(monday: string): { en: string; es: string } {
  const date = (language: string) =>
    new Intl.DateTimeFormat(language, { timeZone: 'UTC', month: 'long', day: 'numeric' }).format(
      new Date(`${monday}T00:00:00Z`),
    );
  return {
    en: `Your times for the week of ${date('en-US')} are ready. Please open your page to see them.`,
    es: `Ya están listos sus horarios de la semana del ${date('es-US')}. Abra su página para verlos.`,
  };
}
