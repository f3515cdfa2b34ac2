/** The order of lists must never matter: ids and times decide. A person's first site is the one order that counts. */
import type { Week } from './format.ts';

export function inCanonicalOrder(week: Week): Week {
  const by = <T>(list: readonly T[], ...keys: ((item: T) => string | number)[]) =>
    [...list].sort((a, b) => {
      const key = keys.find((each) => each(a) !== each(b));
      return key === undefined ? 0 : key(a) < key(b) ? -1 : 1;
    });
  const byId = <T extends { readonly id: string }>(list: readonly T[]) => by(list, ({ id }) => id);
  return {
    ...week,
    sites: byId(week.sites),
    rooms: byId(week.rooms),
    staff: byId(week.staff).map((member) => ({
      ...member,
      free: by(
        member.free,
        ([from]) => from,
        ([, to]) => to,
      ),
    })),
    sessions: by(
      week.sessions,
      ({ start }) => start,
      ({ id }) => id,
    ),
    people: byId(week.people).map((person) => ({
      ...person,
      busy: by(
        person.busy,
        ({ start }) => start,
        ({ end }) => end,
        ({ soft, travel }) => `${soft} ${travel}`,
      ),
      needs: {
        ...person.needs,
        visits: by(person.needs.visits, ({ kind }) => kind).map((need) => ({
          ...need,
          staff: by(need.staff, (id) => id),
        })),
        activities: by(
          person.needs.activities,
          ({ activity }) => activity,
          ({ minMinutes }) => minMinutes,
        ),
      },
    })),
    apart: by(
      week.apart.map(([one, other]): [string, string] => (one < other ? [one, other] : [other, one])),
      ([one]) => one,
      ([, other]) => other,
    ),
  };
}
