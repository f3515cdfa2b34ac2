import type { Week } from './engine/index.ts';
import type { PersonWeek } from './plan.ts';
import { disrupt } from './whatif.disruptions.ts';
import { addGroup, moveGroup, openGroup, raiseCap, takenTwice } from './whatif.groups.ts';
import { acceptIntakes, byVideo, freeBusy, lowerStep, otherStaff } from './whatif.people.ts';
import type { Disruption, WeekChange } from './whatif.schema.ts';

/** A change that does not go together with the week or with another change, by its path: "$.changes[3].room". */
export interface Misfit {
  readonly path: string;
  readonly message: string;
}

/** Why one change cannot be: which of its fields, and the reason. */
export interface WhyNot {
  readonly field: string;
  readonly message: string;
}

export type Changed =
  | { readonly ok: true; readonly week: Week }
  | { readonly ok: false; readonly misfits: readonly Misfit[] };

/** What a change is applied to. */
export interface Setting {
  /** The week as the changes before this one left it. */
  readonly week: Week;
  /** The week without any of the changes. */
  readonly original: Week;
  /** Who is away, which rooms and groups are closed: the changes' own, and what stood before. */
  readonly disruptions: readonly Disruption[];
  /** The place of the change in the list. */
  readonly nth: number;
}

interface Circumstances {
  /** Everybody's week in the plan worked on: a new plan then moves the fewest. Left out: as the week has it. */
  readonly current?: ReadonlyMap<string, PersonWeek>;
  /** Disruptions that the week holds already: nothing can be put where they are. */
  readonly standing?: readonly Disruption[];
}

export const isDisruption = (change: WeekChange): change is Disruption =>
  change.kind === 'staff-away' || change.kind === 'room-closed' || change.kind === 'close-group';

/**
 * The week with the changes made, or every change that does not fit. What falls away goes first and who takes part
 * is changed last, so the order of the list does not matter.
 */
export function applyChanges(
  original: Week,
  changes: readonly WeekChange[],
  { current, standing = [] }: Circumstances = {},
): Changed {
  const misfits: Misfit[] = [];
  const say = (nth: number, { field, message }: WhyNot) =>
    misfits.push({ path: `$.changes[${nth}]${field === '' ? '' : `.${field}`}`, message });
  const disruptions = [...standing, ...changes.filter(isDisruption)];
  let week = original;
  for (const stage of STAGES) {
    changes.forEach((change, nth) => {
      if (!stage.includes(change.kind)) return;
      const made = isTold(changes, nth) ? TOLD : madeIn({ week, original, disruptions, nth }, change);
      if ('field' in made) say(nth, made);
      else week = made;
    });
    if (stage !== GROUPS) continue;
    changes.forEach((change, nth) => {
      const why = takenTwice(week, disruptions, change, nth);
      if (why !== undefined) say(nth, why);
    });
  }
  if (misfits.length > 0) return { ok: false, misfits };
  return { ok: true, week: { ...week, people: withCurrent(week, current) } };
}

const TOLD: WhyNot = { field: '', message: 'The same change is listed already.' };
const isTold = (changes: readonly WeekChange[], nth: number): boolean =>
  changes.findIndex((each) => JSON.stringify(each) === JSON.stringify(changes[nth])) < nth;

const GROUPS: readonly WeekChange['kind'][] = ['add-group', 'open-group', 'move-group'];
const STAGES: readonly (readonly WeekChange['kind'][])[] = [
  ['close-group', 'room-closed', 'staff-away'],
  GROUPS,
  ['raise-cap'],
  ['accept-intakes'],
  ['by-video'],
  ['free-busy', 'other-staff', 'lower-step'],
];

function madeIn(setting: Setting, change: WeekChange): Week | WhyNot {
  switch (change.kind) {
    case 'staff-away':
    case 'room-closed':
    case 'close-group':
      return disrupt(setting, change);
    case 'add-group':
      return addGroup(setting, change);
    case 'open-group':
      return openGroup(setting, change);
    case 'move-group':
      return moveGroup(setting, change);
    case 'raise-cap':
      return raiseCap(setting, change);
    case 'accept-intakes':
      return acceptIntakes(setting, change);
    case 'by-video':
      return byVideo(setting, change);
    case 'free-busy':
      return freeBusy(setting, change);
    case 'other-staff':
      return otherStaff(setting, change);
    case 'lower-step':
      return lowerStep(setting, change);
  }
}

/** What each person has now, as far as it is still there to be kept. Invented people have nothing yet. */
function withCurrent(week: Week, current: ReadonlyMap<string, PersonWeek> | undefined): Week['people'] {
  const sessions = new Set(week.sessions.map(({ id }) => id));
  const staff = new Set(week.staff.map(({ id }) => id));
  return week.people.map(({ current: had, ...person }) => {
    const has = current === undefined ? had : current.get(person.id);
    if (has === undefined) return person;
    return {
      ...person,
      current: {
        sessions: has.sessions.filter((id) => sessions.has(id)),
        visits: has.visits
          .filter((visit) => staff.has(visit.staff))
          .map(({ kind, staff, start }) => ({ kind, staff, start })),
      },
    };
  });
}
