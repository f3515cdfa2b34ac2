import { DAY_MINUTES } from '../../../design/index.ts';
import type { PlanBoard, PlanSession } from '../plan.ts';
import { wholeDay } from './changes.ts';
import type { WeekChange } from './whatif.ts';

/** The changes that can be asked for by hand; ways out and repairs bring their own. */
export const TEMPLATES = [
  'staff-away',
  'room-closed',
  'add-group',
  'open-group',
  'raise-cap',
  'move-group',
  'accept-intakes',
] as const;
export type Template = (typeof TEMPLATES)[number];

/** What has been filled in, as the fields hold it. `when` is a day, or '' for the whole week. */
export interface Filled {
  readonly template: Template;
  readonly like: string;
  readonly day: string;
  readonly startMinute: string;
  readonly site: string;
  readonly room: string;
  readonly staff: string;
  readonly closed: string;
  readonly seats: string;
  readonly session: string;
  readonly proposed: string;
  readonly when: string;
  readonly more: string;
  readonly by: string;
  readonly count: string;
  readonly person: string;
}

export const SEATS_MAX = 50;
export const INTAKES_MAX = 30;
export const VIDEO = 'video';
const MOVE_MINUTES = 30;
/** Where a new group is thought of first: the days with the fewest groups, in the morning and after work. */
const DAYS_TRIED = ['5', '4', '3', '2', '1', '0'];
const STARTS_TRIED = ['540', '780', '1080'];

/** A choice for every field, so that nothing has to be filled in before something can be tried. */
export function firstFilling(board: PlanBoard): Filled {
  const like = kindsOf(board)[0];
  const fullest = meeting(board).toSorted((a, b) => b.taken / b.max - a.taken / a.max)[0];
  const filled: Filled = {
    template: 'staff-away',
    like: like?.id ?? '',
    day: DAYS_TRIED[0] ?? '',
    startMinute: STARTS_TRIED[0] ?? '',
    site: like?.siteId ?? VIDEO,
    room: like?.roomId ?? '',
    staff: like?.staffIds[0] ?? workingStaff(board)[0]?.id ?? '',
    closed: board.rooms[0]?.id ?? '',
    seats: String(like?.max ?? 8),
    session: fullest?.id ?? '',
    proposed: proposedIn(board)[0]?.id ?? '',
    when: '',
    more: '1',
    by: String(MOVE_MINUTES),
    count: '3',
    person: peopleIn(board)[0]?.person ?? '',
  };
  const isFree = (more: Partial<Filled>) => {
    const change = changeFrom({ ...filled, ...more }, board);
    return change !== undefined && clashOf(change, board) === undefined;
  };
  const earlier = { by: String(-MOVE_MINUTES) };
  const slot = DAYS_TRIED.flatMap((day) => STARTS_TRIED.map((startMinute) => ({ day, startMinute }))).find(
    (one) => isFree({ template: 'add-group', ...one }),
  );
  return {
    ...filled,
    ...slot,
    ...(!isFree({ template: 'move-group' }) && isFree({ template: 'move-group', ...earlier }) ? earlier : {}),
  };
}

/** Groups of one name and one length are one kind: the first of them stands for it. */
export function kindsOf({ sessions }: PlanBoard): readonly PlanSession[] {
  const kinds = new Map<string, PlanSession>();
  for (const session of sessions) {
    const key = `${session.label.en} ${session.end - session.start}`;
    if (!kinds.has(key)) kinds.set(key, session);
  }
  return [...kinds.values()].sort((a, b) => a.label.en.localeCompare(b.label.en));
}

export const meeting = ({ sessions }: PlanBoard): readonly PlanSession[] =>
  sessions.filter(({ isOpen }) => isOpen).toSorted((a, b) => a.start - b.start);

/** Candidates that the plan does not open. */
export const proposedIn = ({ sessions }: PlanBoard): readonly PlanSession[] =>
  sessions.filter(({ isProposed, isOpen }) => isProposed && !isOpen).toSorted((a, b) => a.start - b.start);

export const peopleIn = ({ people }: PlanBoard): PlanBoard['people'] =>
  people.filter(({ minutes }) => minutes > 0).toSorted((a, b) => a.code.localeCompare(b.code));

/** Who leads a group or holds a visit this week: nobody else would be missed. */
export function workingStaff({ staff, sessions, visits }: PlanBoard): PlanBoard['staff'] {
  const atWork = new Set([
    ...sessions.flatMap(({ staffIds }) => staffIds),
    ...visits.map((visit) => visit.staff),
  ]);
  return staff.filter(({ id }) => atWork.has(id)).toSorted((a, b) => a.name.localeCompare(b.name));
}

/** The change that the fields spell, or nothing while one of them holds no sense. */
export function changeFrom(filled: Filled, board: PlanBoard): WeekChange | undefined {
  const { template, session, staff, when, closed } = filled;
  const span = wholeDay(when === '' ? undefined : Number(when));
  const group = board.sessions.find(({ id }) => id === session);
  switch (template) {
    case 'staff-away':
      return staff === '' ? undefined : { kind: 'staff-away', staff, ...span };
    case 'room-closed':
      return closed === '' ? undefined : { kind: 'room-closed', room: closed, ...span };
    case 'open-group':
      return filled.proposed === '' ? undefined : { kind: 'open-group', session: filled.proposed };
    case 'raise-cap': {
      const seats = wholeNumber(filled.more, SEATS_MAX);
      return seats === undefined || session === '' ? undefined : { kind: 'raise-cap', session, seats };
    }
    case 'move-group':
      return group && { kind: 'move-group', session, start: group.start + Number(filled.by) };
    case 'accept-intakes': {
      const count = wholeNumber(filled.count, INTAKES_MAX);
      return count === undefined || filled.person === ''
        ? undefined
        : { kind: 'accept-intakes', count, like: filled.person };
    }
    case 'add-group':
      return newGroup(filled, board);
  }
}

function newGroup(filled: Filled, board: PlanBoard): WeekChange | undefined {
  const like = board.sessions.find(({ id }) => id === filled.like);
  const max = wholeNumber(filled.seats, SEATS_MAX);
  if (like === undefined || max === undefined || filled.staff === '') return undefined;
  const start = Number(filled.day) * DAY_MINUTES + Number(filled.startMinute);
  const site = filled.site === VIDEO ? null : filled.site;
  return {
    kind: 'add-group',
    like: like.id,
    start,
    end: start + like.end - like.start,
    site,
    room: site === null || filled.room === '' ? null : filled.room,
    staff: [filled.staff],
    max,
  };
}

/** A whole number from 1, as somebody typed it. */
export function wholeNumber(text: string, max: number): number | undefined {
  const n = /^\d{1,3}$/.test(text.trim()) ? Number(text) : 0;
  return n >= 1 && n <= max ? n : undefined;
}

export type Clash =
  | { readonly of: 'room'; readonly room: string; readonly group: PlanSession }
  | { readonly of: 'staff'; readonly staff: string; readonly group: PlanSession };

/** What a group would run into where the change puts it: its room or who leads it is taken by another then. */
export function clashOf(change: WeekChange, board: PlanBoard): Clash | undefined {
  const moved =
    change.kind === 'move-group' ? board.sessions.find(({ id }) => id === change.session) : undefined;
  const at =
    change.kind === 'add-group'
      ? { start: change.start, end: change.end, room: change.room, staff: change.staff }
      : change.kind === 'move-group' && moved
        ? {
            start: change.start,
            end: change.start + moved.end - moved.start,
            room: moved.roomId,
            staff: moved.staffIds,
          }
        : undefined;
  if (at === undefined) return undefined;
  for (const group of meeting(board)) {
    if (group === moved || group.end <= at.start || group.start >= at.end) continue;
    if (at.room !== null && group.roomId === at.room) return { of: 'room', room: at.room, group };
    const leader = at.staff.find((id) => group.staffIds.includes(id));
    if (leader !== undefined) return { of: 'staff', staff: leader, group };
  }
  return undefined;
}
