/**
 * Whether one person could have a full week, exactly. Asked hundreds of times about one person with small differences,
 * so a day that was seen before is not looked at again.
 */
import type { PersonProblem } from '../person/person-week.ts';
import { dayOf, type Thing } from '../person/rules.ts';
import { BY_VIDEO, Ledger, type Limits, type Option } from './amounts.ts';
import { outcomesOfDay, type Sums, weeksOf } from './outcomes.ts';

export class Servable {
  readonly #ledgers = new Map<string, Ledger>();
  readonly #days = new Map<string, readonly number[]>();

  /** Whether some of these options (in order of start) make a full week. */
  isServed(options: readonly Option[], limits: Limits): boolean {
    return this.weeks(options, limits).next().done !== true;
  }

  /** The sums of every week that meets the limits, as they are found. */
  *weeks(options: readonly Option[], limits: Limits): Generator<Sums, undefined> {
    const shape = shapeOf(limits);
    let ledger = this.#ledgers.get(shape);
    if (ledger === undefined) {
      ledger = new Ledger(limits);
      this.#ledgers.set(shape, ledger);
    }
    const byDay: Option[][] = [[], [], [], [], [], [], []];
    for (const option of options) byDay[dayOf(option.start)]?.push(option);
    const days = byDay.flatMap((today, day) => {
      if (today.length === 0) return [];
      const key = `${day} ${shape} ${today.map(({ nth }) => nth).join()}`;
      let outcomes = this.#days.get(key);
      if (outcomes === undefined) {
        outcomes = outcomesOfDay(today, day, limits, ledger);
        this.#days.set(key, outcomes);
      }
      return outcomes.length === 0 ? [] : [outcomes];
    });
    yield* weeksOf(days, limits, ledger);
    return undefined;
  }
}

/** What the outcomes of a day depend on besides its options. */
const shapeOf = ({ minutesMax, maxMinutesPerDay, maxConsecutive, visits, activities, staffLeft }: Limits) =>
  `${minutesMax} ${maxMinutesPerDay} ${maxConsecutive} ${visits} ${activities} ${JSON.stringify(staffLeft)}`;

/** A question in these terms. */
export interface Ask {
  /** In order of start. */
  readonly options: readonly Option[];
  readonly limits: Limits;
  /** One more group as an option. */
  readonly groupAt: (thing: Thing, activity?: string) => Option;
}

/** A person's problem as a question; `carried`: groups they cannot leave. */
export function askOf(problem: PersonProblem, carried: readonly string[]): Ask {
  const { needs, settings, staffLeft = [] } = problem;
  const places = new Map<string, number>();
  const placeOf = (site: string | null) => {
    if (site === null) return BY_VIDEO;
    const known = places.get(site) ?? places.size;
    places.set(site, known);
    return known;
  };
  const sessions = problem.sessions.map((session, nth) => ({
    nth,
    start: session.start,
    end: session.end,
    site: placeOf(session.site),
    need: -1,
    staff: -1,
    activities: bitsOf(needs.activities, session.activity, carried, session.id),
  }));
  const visits = problem.visits.map((visit, nth) => ({
    nth: sessions.length + nth,
    start: visit.start,
    end: visit.end,
    site: placeOf(visit.site),
    need: visit.need,
    staff: staffLeft.findIndex(({ staff }) => staff === visit.staff),
    activities: 0,
  }));
  let count = sessions.length + visits.length;
  return {
    options: oneOfEach([...sessions, ...visits]).sort((a, b) => a.start - b.start),
    limits: {
      ...needs,
      maxConsecutive: settings.maxConsecutive,
      travel: settings.travel,
      activities: [...needs.activities.map(({ minMinutes }) => minMinutes), ...carried.map(() => 1)],
      staffLeft,
    },
    groupAt: ({ start, end, site }, activity) => ({
      nth: count++,
      start,
      end,
      site: placeOf(site),
      need: -1,
      staff: -1,
      activities: bitsOf(needs.activities, activity, carried, undefined),
    }),
  };
}

/** Groups at the same time and place that count for the same are one option, however many there are. */
function oneOfEach(options: readonly Option[]): Option[] {
  const byLook = new Map<string, Option>();
  for (const option of options) {
    const { start, end, site, need, staff, activities } = option;
    const key = `${start} ${end} ${site} ${need} ${staff} ${activities}`;
    if (!byLook.has(key)) byLook.set(key, option);
  }
  return [...byLook.values()];
}

/** Which of the activities asked for a session is, and which of the groups that cannot be left, as bits. */
export function bitsOf(
  asked: readonly { readonly activity: string }[],
  activity: string | undefined,
  carried: readonly string[],
  session: string | undefined,
): number {
  const marks = [...asked.map((each) => each.activity === activity), ...carried.map((id) => id === session)];
  return marks.reduce((bits, isMarked, nth) => (isMarked ? bits | (1 << nth) : bits), 0);
}
