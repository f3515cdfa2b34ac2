/**
 * The whole week as one 0-1 programme, the way a modeller would hand it to HiGHS, CBC or GLPK: every hard rule a row,
 * goals 1 and 2 in one objective. Only what these goals need is in it: no column for waiting time, so that it is as
 * light for the peers as it can be.
 */
import type { Person, Week } from '../../../src/schedule/engine/format/format.ts';
import { type Aim, aimsOf } from './aims.ts';
import { cliques, longRuns, travelSets } from './conflicts.ts';
import { dayOf, lengthOf, minutesMax, type Option, Options } from './options.ts';
import { Programme, type Terms } from './programme.ts';
import { candidateRows, rosterRows, staffRows } from './shared-rows.ts';

/** One person's part: their options stand in columns `first`, `first + 1`, … */
export interface Part {
  readonly person: Person;
  readonly options: readonly Option[];
  readonly first: number;
  readonly served: number;
  readonly credited: number;
  /** Day and column, for each day with options: whether it is used. */
  readonly days: ReadonlyMap<number, number>;
}

export interface WholeModel {
  readonly programme: Programme;
  readonly parts: readonly Part[];
  /** The column of each candidate session, by its index in the week. */
  readonly open: ReadonlyMap<number, number>;
  /** What is aimed at, one after another: each held at its best while the next is bettered. */
  readonly aims: readonly Aim[];
}

export function wholeModel(week: Week): WholeModel {
  const programme = new Programme();
  const open = new Map<number, number>();
  week.sessions.forEach(({ status }, at) => {
    if (status === 'candidate') open.set(at, programme.binary());
  });
  const options = new Options(week);
  const parts = week.people.map((person) => personPart(programme, week, person, options.of(person)));
  rosterRows(programme, week, parts, open);
  candidateRows(programme, week, open);
  staffRows(programme, week, parts, open);
  return { programme, parts, open, aims: aimsOf(week, parts, open) };
}

function personPart(programme: Programme, week: Week, person: Person, options: readonly Option[]): Part {
  const first = programme.columns;
  for (const _ of options) programme.binary();
  const served = programme.binary();
  const credited = programme.continuous(person.needs.minutes);
  const days = new Map<number, number>();
  for (const day of new Set(options.map(({ start }) => dayOf(start)))) days.set(day, programme.continuous(1));
  const part = { person, options, first, served, credited, days };
  needRows(programme, week, part);
  conflictRows(programme, week, part);
  return part;
}

const termsOf = (
  { options, first }: Part,
  isMeant: (option: Option) => boolean,
  factor: (option: Option) => number,
): Terms =>
  options.flatMap((option, at) =>
    isMeant(option) ? [[first + at, factor(option)] as [number, number]] : [],
  );

const one = () => 1;

/** What a full week is, and how long days and the week may be. */
function needRows(programme: Programme, week: Week, part: Part): void {
  const { person, served, credited, days } = part;
  const { needs } = person;
  const minutes = termsOf(part, () => true, lengthOf);
  programme.atLeast([...minutes, [credited, -1]], 0);
  programme.atLeast([...minutes, [served, -needs.minutes]], 0);
  programme.atMost(minutes, minutesMax(week, person));
  for (const { activity, minMinutes } of needs.activities) {
    const theirs = termsOf(part, ({ session }) => week.sessions[session]?.activity === activity, lengthOf);
    programme.atLeast([...theirs, [served, -minMinutes]], 0);
  }
  needs.visits.forEach(({ count }, nth) => {
    const visits = termsOf(part, ({ need }) => need === nth, one);
    programme.atMost(visits, count);
    programme.atLeast([...visits, [served, -count]], 0);
  });
  for (const [day, used] of days) {
    const isToday = ({ start }: Option) => dayOf(start) === day;
    programme.atLeast([...termsOf(part, isToday, one), [used, -1]], 0);
    programme.atMost(termsOf(part, isToday, lengthOf), needs.maxMinutesPerDay);
  }
  const usedDays = [...days.values()].map((used): [number, number] => [used, 1]);
  programme.atLeast([...usedDays, [served, -needs.minDays]], 0);
}

/** One thing at a time, travel between sites, no run too long. */
function conflictRows(programme: Programme, week: Week, { person, options, first }: Part): void {
  const atMostOne = (set: readonly number[]) =>
    programme.atMost(
      set.map((at) => [first + at, 1]),
      1,
    );
  cliques(options).forEach(atMostOne);
  travelSets(options, week).forEach(atMostOne);
  const counts = person.needs.visits.map(({ count }) => count);
  for (const chain of longRuns(options, counts, week.settings.maxConsecutive)) {
    programme.atMost(
      chain.map((at) => [first + at, 1]),
      chain.length - 1,
    );
  }
}
