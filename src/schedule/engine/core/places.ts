/** Where visits could be: members of staff free and not leading what runs anyway, the person free as well. */
import type { Person } from '../format/format.ts';
import { busyInTheWay, dayOf, softFriction, type Thing } from '../person/rules.ts';
import type { House } from './house.ts';

/** A time and place where a visit of one need could be, with any of these members of staff. */
export interface Place extends Thing {
  readonly need: number;
  readonly minutes: number;
  readonly soft: number;
  readonly staff: readonly number[];
}

/** By day, in order of need and start. Places without soft time are shared between people: there are very many. */
export function placesOf(house: House, person: Person): Place[][] {
  const byDay: Place[][] = [[], [], [], [], [], [], []];
  const { settings } = house.week;
  person.needs.visits.forEach(({ count, minutes, site: asked, staff }, need) => {
    const site = asked === undefined ? (person.sites[0] ?? null) : asked;
    if (count === 0 || (site === null ? !person.video : !person.sites.includes(site))) return;
    if (minutes > person.needs.maxMinutesPerDay || minutes > settings.maxConsecutive) return;
    const where = site === null ? null : String(house.siteIndex.get(site) ?? 0);
    for (const place of offered(house, need, minutes, where, staff)) {
      if (busyInTheWay(person.busy, place, settings) >= 0) continue;
      const soft = softFriction(person.busy, place);
      byDay[dayOf(place.start)]?.push(soft === 0 ? place : withSoft(place, soft));
    }
  });
  // Cut to their length: lists that grew take twice the memory, and everybody has seven.
  return byDay.map((places) => places.slice());
}

/** Written out: there are very many, and a spread copy takes twice the memory. */
const withSoft = ({ start, end, site, need, minutes, staff }: Place, soft: number): Place => ({
  start,
  end,
  site,
  need,
  minutes,
  soft,
  staff,
});

/** What these members of staff offer anybody: looked up for all who ask alike. */
function offered(
  house: House,
  need: number,
  minutes: number,
  site: string | null,
  staff: readonly string[],
): readonly Place[] {
  const key = JSON.stringify([need, minutes, site, staff]);
  const known = house.offers.get(key);
  if (known !== undefined) return known;
  const { tick } = house.week.settings;
  const byStart = new Map<number, number[]>();
  for (const member of new Set(staff.map((id) => house.staffIndex.get(id) ?? 0))) {
    for (const [from, to] of house.week.staff[member]?.free ?? []) {
      for (let start = Math.ceil(from / tick) * tick; start + minutes <= to; start += tick) {
        if (dayOf(start) !== dayOf(start + minutes - 1) || isLeadingIn(house, member, start, minutes))
          continue;
        const here = byStart.get(start);
        if (here === undefined) byStart.set(start, [member]);
        else if (!here.includes(member)) here.push(member);
      }
    }
  }
  const lists = new Map<string, readonly number[]>();
  const places = [...byStart]
    .sort(([a], [b]) => a - b)
    .map(([start, members]): Place => {
      const inOrder = members.sort((a, b) => a - b);
      const list = lists.get(inOrder.join()) ?? inOrder;
      lists.set(inOrder.join(), list);
      return { start, end: start + minutes, site, need, minutes, soft: 0, staff: list };
    });
  house.offers.set(key, places);
  return places;
}

function isLeadingIn({ isLeading, slots, grain }: House, member: number, start: number, minutes: number) {
  const from = member * slots + start / grain;
  for (let at = from; at < from + minutes / grain; at++) if (isLeading[at] === 1) return true;
  return false;
}
