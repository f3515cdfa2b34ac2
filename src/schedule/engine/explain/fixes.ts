/** What would give somebody a full week while everybody else keeps theirs. Every change offered was tried. */
import type { Fix, Person, Week } from '../format/format.ts';
import { visitOptions, visitSite } from '../person/compatible.ts';
import { optionsOf } from '../person/options.ts';
import type { PersonProblem } from '../person/person-week.ts';
import type { Sums } from './outcomes.ts';
import { askOf, Servable } from './servable.ts';
import type { Fact, Situation, View } from './situation.ts';

const FIXES_MAX = 6;

/** The single changes that help, those that serve most people first; of every kind the easiest before a second one. */
export function fixesOf(view: View, situation: Situation, opening: readonly Fix[]): Fix[] {
  const kinds = [
    opening,
    seatFixes(situation),
    videoFixes(view, situation),
    busyFixes(situation),
    staffFixes(view),
    lowerStep(view.person, situation),
  ];
  return kinds
    .flatMap((fixes) => fixes.toSorted((a, b) => b.serves - a.serves).map((fix, rank) => ({ fix, rank })))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, FIXES_MAX)
    .map(({ fix }) => fix)
    .sort((a, b) => b.serves - a.serves);
}

const helpful = (situation: Situation, facts: readonly Fact[]): readonly Fact[] =>
  facts.filter((fact) => situation.canBeServedWithout(fact));

function seatFixes(situation: Situation): Fix[] {
  const full = situation.facts.filter(({ because, isBehind }) => because.code === 'full' && !isBehind);
  return helpful(situation, full).map(({ because }) => ({
    kind: 'add-seat',
    session: because.session,
    serves: 1,
  }));
}

/** The shortest first: the least to ask of a life. */
function busyFixes(situation: Situation): Fix[] {
  return helpful(
    situation,
    situation.facts.filter(({ busy }) => busy !== undefined),
  )
    .flatMap(({ busy }) => busy ?? [])
    .sort((a, b) => a.end - a.start - (b.end - b.start) || a.start - b.start)
    .map(({ start, end }) => ({ kind: 'free-busy', busy: [start, end], serves: 1 }));
}

/** One group joined from home: no way to go, so busy time and other things may be nearer. */
function videoFixes({ week, person, seating }: View, situation: Situation): Fix[] {
  if (!person.video) return [];
  return week.sessions.flatMap((session) => {
    if (session.site === null || !session.requires.every((tag) => person.tags.includes(tag))) return [];
    if (!seating.isOpenTo(person.id, session.id)) return [];
    const byVideo = { ...session, site: null };
    if (situation.busyAt(byVideo).length > 0) return [];
    return situation.canBeServedWith([situation.option(byVideo, { activity: session.activity })])
      ? [{ kind: 'by-video', session: session.id, serves: 1 }]
      : [];
  });
}

/** One more member of staff for one kind of visit, those most like the ones asked for first. */
function staffFixes(view: View): Fix[] {
  const { week, person, seating, carried } = view;
  const { problem: all } = optionsOf(week, person);
  const sessions = all.sessions.filter(({ id }) => seating.isOpenTo(person.id, id));
  return person.needs.visits.flatMap((need, nth) => {
    if (visitSite(person, need) === undefined) return [];
    const withStaff = (more: readonly string[]): PersonProblem => {
      const visits = person.needs.visits.map((each) =>
        each === need ? { ...each, staff: [...each.staff, ...more] } : each,
      );
      const changed = { ...person, needs: { ...person.needs, visits } };
      return {
        ...all,
        sessions,
        visits: visitOptions(week, changed).filter((visit) => seating.isStaffFree(visit)),
        staffLeft: seating.scarceStaff(changed),
      };
    };
    const others = alikeFirst(
      week.staff.filter(({ id }) => !need.staff.includes(id)),
      week.staff.filter(({ id }) => need.staff.includes(id)),
    );
    const everybody = withStaff(others);
    if (!isServable(everybody, carried)) return [];
    const free = new Set(everybody.visits.flatMap((visit) => (visit.need === nth ? [visit.staff] : [])));
    const helper = others.find((id) => free.has(id) && isServable(withStaff([id]), carried));
    return helper === undefined ? [] : [{ kind: 'other-staff', visit: need.kind, staff: helper, serves: 1 }];
  });
}

function isServable(problem: PersonProblem, carried: readonly string[]): boolean {
  const { options, limits } = askOf(problem, carried);
  return new Servable().isServed(options, limits);
}

function alikeFirst(others: Week['staff'], asked: Week['staff']): string[] {
  const tags = new Set(asked.flatMap((member) => member.tags));
  const alike = (member: Week['staff'][number]) => member.tags.filter((tag) => tags.has(tag)).length;
  return others.toSorted((a, b) => alike(b) - alike(a)).map(({ id }) => id);
}

/** Fewer hours, with everything else that is asked for: for the clinician to judge. */
function lowerStep({ needs }: Person, situation: Situation): Fix[] {
  let best: Sums | undefined;
  const short = (days: number) => Math.max(0, needs.minDays - days);
  for (const week of situation.weeksOfAnyLength()) {
    if (week.minutes === 0 || week.minutes >= needs.minutes) continue;
    const order =
      best === undefined
        ? -1
        : best.minutes - week.minutes || short(week.days) - short(best.days) || week.days - best.days;
    if (order < 0) best = week;
  }
  return best === undefined ? [] : [{ kind: 'lower-step', ...best, serves: 1 }];
}
