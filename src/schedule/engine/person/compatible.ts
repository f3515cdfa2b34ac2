/** Which sessions and visits a person of a week could have at all, alone in the world. Browser-safe. */
import type { Person, Week } from '../format/format.ts';
import type { PersonNeeds, SessionOption, VisitOption } from './person-week.ts';
import { busyInTheWay, softFriction } from './rules.ts';

/** The site of a visit: as asked, or the person's first site; null is video. undefined: the person can be at neither. */
export function visitSite(
  person: Person,
  need: Person['needs']['visits'][number],
): string | null | undefined {
  const site = need.site === undefined ? (person.sites[0] ?? null) : need.site;
  if (site === null) return person.video ? null : undefined;
  return person.sites.includes(site) ? site : undefined;
}

/** The sessions whose tags, site and times fit the person. */
export function sessionOptions(week: Week, person: Person): readonly SessionOption[] {
  const current = new Set(person.current?.sessions ?? []);
  return week.sessions.flatMap((session) => {
    if (!session.requires.every((tag) => person.tags.includes(tag))) return [];
    if (session.site === null ? !person.video : !person.sites.includes(session.site)) return [];
    if (session.end - session.start > Math.min(person.needs.maxMinutesPerDay, week.settings.maxConsecutive))
      return [];
    if (busyInTheWay(person.busy, session, week.settings) >= 0) return [];
    return [
      {
        id: session.id,
        activity: session.activity,
        start: session.start,
        end: session.end,
        site: session.site,
        friction: softFriction(person.busy, session),
        isCurrent: current.has(session.id),
      },
    ];
  });
}

/** Every tick at which a visit the person needs could start with one of its staff. */
export function visitOptions(week: Week, person: Person): readonly VisitOption[] {
  const members = new Map(week.staff.map((member) => [member.id, member]));
  const { tick } = week.settings;
  return person.needs.visits.flatMap((need, nth) => {
    const site = visitSite(person, need);
    if (site === undefined || need.count === 0) return [];
    return [...new Set(need.staff)].flatMap((name) => {
      const starts = new Set<number>();
      for (const [from, to] of members.get(name)?.free ?? []) {
        for (let start = Math.ceil(from / tick) * tick; start + need.minutes <= to; start += tick)
          starts.add(start);
      }
      return [...starts].flatMap((start) => {
        const thing = { start, end: start + need.minutes, site };
        if (Math.floor(start / 1440) !== Math.floor((thing.end - 1) / 1440)) return [];
        if (busyInTheWay(person.busy, thing, week.settings) >= 0) return [];
        const isCurrent = (person.current?.visits ?? []).some(
          (visit) => visit.kind === need.kind && visit.staff === name && visit.start === start,
        );
        return [{ ...thing, need: nth, staff: name, friction: softFriction(person.busy, thing), isCurrent }];
      });
    });
  });
}

export function needsOf(week: Week, person: Person): PersonNeeds {
  const { needs } = person;
  let longest = 0;
  for (const session of week.sessions) {
    if (session.requires.every((tag) => person.tags.includes(tag)))
      longest = Math.max(longest, session.end - session.start);
  }
  return {
    minutes: needs.minutes,
    minDays: needs.minDays,
    maxMinutesPerDay: needs.maxMinutesPerDay,
    visits: needs.visits.map(({ count }) => count),
    activities: needs.activities,
    minutesMax: needs.minutes + longest,
  };
}
