/** New groups that could be, those that would serve most people first. */
import type { Person, Week } from '../format/format.ts';
import { optionsOf } from '../person/options.ts';
import { busyInTheWay, DAY, dayOf } from '../person/rules.ts';
import type { Beside } from './beside.ts';
import type { IsStopped } from './is-stopped.ts';
import { OneMore } from './one-more.ts';
import { type Opening, usual } from './openings.ts';
import { askOf, Servable } from './servable.ts';

export interface Template extends Opening {
  readonly activity: string;
  readonly requires: readonly string[];
  /** Whom it would give a full week, those with the fewest ways first. */
  readonly helps: readonly Person[];
}

/** What each opening is to one person: those that serve them, with the activities for which they do. */
interface Chances {
  readonly person: Person;
  /** Openings the person could be at. */
  readonly reached: ReadonlySet<number>;
  /** Of these, those that serve: with any activity (null), or with these only. */
  readonly serving: ReadonlyMap<number, readonly string[] | null>;
}

/** So many templates at most are told. */
const TEMPLATES_MAX = 12;

/** One template for each opening that helps anybody, and of those that help nobody alone the best reached. */
export async function templatesFor(
  beside: Beside,
  unserved: readonly Person[],
  isStopped: IsStopped,
): Promise<Template[]> {
  const openings = openingsBeside(beside, unserved);
  const everybody: Chances[] = [];
  for (const person of unserved) {
    if (await isStopped()) break;
    everybody.push(chancesOf(beside, person, openings));
  }
  const inOrder = everybody.toSorted((a, b) => a.serving.size - b.serving.size);
  const ways = waysToOffer(beside.week, unserved);
  const reaching: Chances[][] = openings.map(() => []);
  for (const chances of inOrder) for (const nth of chances.reached) reaching[nth]?.push(chances);
  const usualStarts = new Set(beside.week.sessions.map(({ start }) => start % DAY));
  const rated = openings
    .map((opening, nth) => bestWay(opening, nth, reaching[nth] ?? [], ways))
    .filter(({ reached }) => reached > 0)
    .sort(
      (a, b) =>
        b.weight - a.weight ||
        b.reached - a.reached ||
        Number(usualStarts.has(b.template.start % DAY)) - Number(usualStarts.has(a.template.start % DAY)) ||
        a.nth - b.nth,
    );
  return oneOfEach(rated).slice(0, TEMPLATES_MAX);
}

/** Of templates that help the same people the first; of those that help nobody alone one for each day and place. */
function oneOfEach(rated: readonly Rated[]): Template[] {
  const seen = new Set<string>();
  return rated.flatMap(({ template }) => {
    const { helps, start, site } = template;
    const key =
      helps.length === 0 ? JSON.stringify([dayOf(start), site]) : JSON.stringify(helps.map(({ id }) => id));
    if (seen.has(key)) return [];
    seen.add(key);
    return [template];
  });
}

function openingsBeside(beside: Beside, unserved: readonly Person[]): readonly Opening[] {
  const wanted = new Set(unserved.flatMap(({ needs }) => needs.visits.flatMap(({ staff }) => staff)));
  return beside.openings(wanted).all();
}

function chancesOf(beside: Beside, person: Person, openings: readonly Opening[]): Chances {
  const { week } = beside;
  const sites = new Set<string | null>(person.video ? [null, ...person.sites] : person.sites);
  return beside.ask(person, ({ seating, carried }) => {
    const { problem } = optionsOf(week, person);
    const ask = askOf({ ...problem, ...seating.free(person, problem) }, carried);
    const reached = new Set<number>();
    const serving = new Map<number, readonly string[] | null>();
    // Somebody who could be placed as it is needs no new group.
    if (new Servable().isServed(ask.options, ask.limits)) return { person, reached, serving };
    const oneMore = new OneMore(ask);
    openings.forEach((opening, nth) => {
      if (!sites.has(opening.site) || busyInTheWay(person.busy, opening, week.settings) >= 0) return;
      reached.add(nth);
      const servesAs = (activity?: string) => oneMore.isServedWith(ask.groupAt(opening, activity));
      if (servesAs()) {
        serving.set(nth, null);
        return;
      }
      const names = person.needs.activities.map(({ activity }) => activity).filter(servesAs);
      if (names.length > 0) serving.set(nth, names);
    });
    return { person, reached, serving };
  });
}

/** What a new group may be: an activity and the tags it takes, as groups of this week are. */
interface Way {
  readonly activity: string;
  readonly requires: readonly string[];
}

function waysToOffer(week: Week, unserved: readonly Person[]): readonly Way[] {
  const asked = new Set(unserved.flatMap(({ needs }) => needs.activities.map(({ activity }) => activity)));
  const activities = usual(week.sessions.map(({ activity }) => activity));
  const tags = usual(week.sessions.map(({ requires }) => JSON.stringify(requires.toSorted())));
  return activities
    .filter((activity, nth) => nth === 0 || asked.has(activity))
    .flatMap((activity) =>
      tags.map((requires) => ({ activity, requires: JSON.parse(requires) as string[] })),
    );
}

interface Rated {
  readonly template: Template;
  readonly weight: number;
  readonly reached: number;
  readonly nth: number;
}

function bestWay(opening: Opening, nth: number, here: readonly Chances[], ways: readonly Way[]): Rated {
  let best: Rated = {
    template: { ...opening, activity: '', requires: [], helps: [] },
    weight: 0,
    reached: 0,
    nth,
  };
  if (here.length === 0) return best;
  for (const { activity, requires } of ways) {
    const invited = here.filter(({ person }) => requires.every((tag) => person.tags.includes(tag)));
    const helps = invited
      .filter(({ serving }) => {
        const as = serving.get(nth);
        return as === null || as?.includes(activity) === true;
      })
      .map(({ person }) => person);
    const weight = helps.slice(0, opening.seats).reduce((sum, person) => sum + person.weight, 0);
    if (weight > best.weight || (weight === best.weight && invited.length > best.reached)) {
      best = { template: { ...opening, activity, requires, helps }, weight, reached: invited.length, nth };
    }
  }
  return best;
}
