import type { Week } from './engine/index.ts';
import { inventedId, supposedTag } from './invented.ts';
import { meets, without } from './whatif.disruptions.ts';
import { groupOf } from './whatif.groups.ts';
import type { WeekChange } from './whatif.schema.ts';
import type { Setting, WhyNot } from './whatif.ts';

type Person = Week['people'][number];
type Change<Kind extends WeekChange['kind']> = Extract<WeekChange, { kind: Kind }>;

const NOBODY = 'Nobody with hours prescribed this week has this id.';

function personOf(week: Week, id: string, field = 'person'): Person | WhyNot {
  return week.people.find((person) => person.id === id) ?? { field, message: NOBODY };
}

const withPerson = (week: Week, changed: Person): Week => ({
  ...week,
  people: week.people.map((person) => (person.id === changed.id ? changed : person)),
});

/** People nobody knows yet, with the hours and the life of somebody: copies without a plan or anybody to avoid. */
export function acceptIntakes(
  { week, nth }: Setting,
  { count, like }: Change<'accept-intakes'>,
): Week | WhyNot {
  const person = personOf(week, like, 'like');
  if ('field' in person) return person;
  const { current: _, ...model } = person;
  const copies = Array.from({ length: count }, (_, copy) => ({ ...model, id: inventedId(nth, copy) }));
  return { ...week, people: [...week.people, ...copies] };
}

/**
 * One person joins one group from home: a copy of the group without a place, which only they may take, on one of the
 * group's own seats. Whoever is kept apart from them is kept out of the group as well as out of the copy.
 */
export function byVideo(setting: Setting, { person: who, session: id }: Change<'by-video'>): Week | WhyNot {
  const session = groupOf(setting, id);
  if ('field' in session) return session;
  const { week, nth } = setting;
  const person = personOf(week, who);
  if ('field' in person) return person;
  if (session.site === null) return { field: 'session', message: `The group "${id}" is by video anyway.` };
  if (session.status === 'candidate') {
    return { field: 'session', message: `The group "${id}" is only proposed: open it as well.` };
  }
  if (!person.video) return { field: 'person', message: `"${who}" cannot take part by video.` };
  if (!session.requires.every((tag) => person.tags.includes(tag))) {
    return { field: 'session', message: `The group "${id}" is not meant for "${who}".` };
  }
  const seats = session.max - 1;
  const others = week.apart.flatMap((pair) => (pair.includes(who) ? pair.filter((one) => one !== who) : []));
  const [alone, together] = [supposedTag('alone', nth), supposedTag('together', nth)];
  const { room: _, ...copy } = session;
  return {
    ...week,
    sessions: [
      ...week.sessions.map((each) =>
        each === session
          ? {
              ...each,
              max: seats,
              min: Math.min(each.min, seats),
              requires: others.length === 0 ? each.requires : [...each.requires, together],
            }
          : each,
      ),
      {
        ...copy,
        id: inventedId(nth),
        site: null,
        staff: [],
        requires: [...session.requires, alone],
        min: 0,
        max: 1,
        openCost: 0,
      },
    ],
    people: week.people.map((each) => {
      if (each.id === who) return { ...each, tags: [...each.tags, alone] };
      return others.length === 0 || others.includes(each.id)
        ? each
        : { ...each, tags: [...each.tags, together] };
    }),
  };
}

/** Hard busy time that falls away, with the way there and back. */
export function freeBusy({ week }: Setting, { person: who, start, end }: Change<'free-busy'>): Week | WhyNot {
  const person = personOf(week, who);
  if ('field' in person) return person;
  if (start >= end) return { field: 'end', message: 'It ends before it starts.' };
  const span = { start, end };
  if (!person.busy.some((busy) => busy.soft === undefined && meets(busy, span))) {
    return { field: 'start', message: `"${who}" is free then anyway.` };
  }
  const busy = person.busy.flatMap((each) => {
    if (each.soft !== undefined) return [each];
    return without([each.start, each.end], span).map(([start, end]) => ({ ...each, start, end }));
  });
  return withPerson(week, { ...person, busy });
}

/** One more member of staff who may hold visits of a kind. */
export function otherStaff(
  { week }: Setting,
  { person: who, visit: kind, staff }: Change<'other-staff'>,
): Week | WhyNot {
  const person = personOf(week, who);
  if ('field' in person) return person;
  const need = person.needs.visits.find((visit) => visit.kind === kind);
  if (need === undefined) return { field: 'visit', message: `No such visit is prescribed for "${who}".` };
  if (!week.staff.some(({ id }) => id === staff)) {
    return { field: 'staff', message: `There is no member of staff "${staff}".` };
  }
  if (need.staff.includes(staff)) {
    return { field: 'staff', message: `"${staff}" may hold this visit anyway.` };
  }
  const visits = person.needs.visits.map((visit) =>
    visit === need ? { ...visit, staff: [...visit.staff, staff] } : visit,
  );
  return withPerson(week, { ...person, needs: { ...person.needs, visits } });
}

/** Fewer hours or days: the clinician's choice, never more than is prescribed. */
export function lowerStep(
  { week }: Setting,
  { person: who, minutes, days }: Change<'lower-step'>,
): Week | WhyNot {
  const person = personOf(week, who);
  if ('field' in person) return person;
  const { needs } = person;
  if (minutes > needs.minutes) {
    return { field: 'minutes', message: `Only ${needs.minutes} minutes are prescribed for "${who}".` };
  }
  if (minutes === needs.minutes && days >= needs.minDays) {
    return { field: 'minutes', message: `That is what is prescribed for "${who}" already.` };
  }
  return withPerson(week, {
    ...person,
    needs: { ...needs, minutes, minDays: Math.min(days, needs.minDays) },
  });
}
