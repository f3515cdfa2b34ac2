/** Weeks drawn by lot, so small that the oracle can list every plan, and so tight that every rule binds somewhere. */

import { lots } from '../core/lots.ts';
import type { Person, Session, Week } from '../format/format.ts';

const SITES = ['north', 'south'];
const STAFF = ['ana', 'ben', 'cleo'];
const ACTIVITIES = ['process', 'skills'];
const KINDS = ['individual', 'prescriber'];
const DAYS = [0, 1, 3];
export const at = (day: number, hour: number): number => day * 1440 + hour * 60;

/** At most five people and eight sessions, in at most three days. Same seed, same week. */
export function tinyWeek(seed: number): Week {
  const draw = lots(seed);
  const below = (count: number) => Math.floor(draw() * count);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const some = <T>(list: readonly T[], share: number): T[] => list.filter(() => draw() < share);
  const rooms = SITES.map((site) => ({ id: `${site}-room`, site, seats: 1 + below(3) }));
  const sessions = Array.from({ length: 2 + below(7) }, (_, nth): Session => {
    const site = draw() < 0.2 ? null : pick(SITES);
    const start = at(pick(DAYS), pick([9, 10, 11, 12.5, 13, 14]));
    const status = draw() < 0.3 ? 'candidate' : 'fixed';
    const min = below(3);
    return {
      id: `s${nth}`,
      kind: 'group',
      activity: pick(ACTIVITIES),
      start,
      end: start + pick([60, 90, 120]),
      site,
      ...(site !== null && draw() < 0.5 ? { room: `${site}-room` } : {}),
      staff: some(STAFF, 0.25),
      requires: draw() < 0.2 ? ['dual'] : [],
      min,
      max: min + below(3),
      status,
      openCost: status === 'candidate' ? below(3) * 5 : 0,
    };
  });
  const week: Week = {
    format: 'daybridge-week/1',
    // Every fifth is the week in which the clocks go back.
    week: seed % 5 === 0 ? '2026-10-26' : '2026-11-30',
    zone: 'America/New_York',
    settings: { travel: pick([0, 30, 60]), tick: pick([30, 60]), maxConsecutive: pick([120, 180, 240]) },
    sites: SITES.map((id) => ({ id })),
    rooms,
    staff: STAFF.map((id) => ({
      id,
      tags: [],
      free: some(DAYS, 0.5).map((day): [number, number] => {
        const from = at(day, pick([8.5, 9, 10, 12]));
        return [from, from + pick([60, 90, 120])];
      }),
      maxMinutes: pick([120, 240, 600]),
      maxMinutesPerDay: pick([90, 180, 480]),
    })),
    sessions: withoutDoubleBooking(sessions),
    people: [],
    apart: [],
  };
  week.people = Array.from({ length: 1 + below(5) }, (_, nth): Person => {
    const current = some(week.sessions, 0.2).map(({ id }) => id);
    // Of visits of more people than three there are more plans than can be listed.
    const visits = some(nth < 3 ? KINDS : [], 0.4).map((kind) => ({
      kind,
      minutes: pick([30, 50, 60]),
      count: draw() < 0.25 ? 2 : 1,
      staff: [pick(STAFF), ...some(STAFF, 0.2)],
      ...(draw() < 0.3 ? { site: pick([...SITES, null]) } : {}),
    }));
    return {
      id: `p${nth}`,
      weight: 1 + below(3),
      tags: draw() < 0.6 ? ['dual'] : [],
      sites: draw() < 0.4 ? [...SITES] : [pick(SITES)],
      video: draw() < 0.5,
      busy: Array.from({ length: below(3) }, () => {
        const start = at(pick(DAYS), pick([8, 9.5, 11, 12]));
        const how = draw();
        return {
          start,
          end: start + pick([30, 60, 150]),
          ...(how < 0.35 ? { soft: 1 + below(3) } : how < 0.5 ? { travel: 15 } : {}),
        };
      }),
      needs: {
        minutes: pick([60, 120, 180, 240, 300]),
        minDays: below(4),
        maxMinutesPerDay: pick([120, 180, 300]),
        visits,
        activities: draw() < 0.3 ? [{ activity: pick(ACTIVITIES), minMinutes: pick([30, 60, 120]) }] : [],
      },
      ...(draw() < 0.5
        ? {
            current: {
              sessions: current,
              visits: visits.slice(0, 1).map(({ kind, staff }) => ({
                kind,
                staff: staff[0] ?? '',
                start: at(pick(DAYS), pick([9, 10, 12])),
              })),
            },
          }
        : {}),
    };
  });
  if (week.people.length > 1 && draw() < 0.4) week.apart.push(['p0', 'p1']);
  return week;
}

/** A fixed group whose room or staff is taken then becomes a candidate: the file must not contradict itself. */
function withoutDoubleBooking(sessions: readonly Session[]): Session[] {
  const kept: Session[] = [];
  for (const session of sessions) {
    const isTaken = kept.some(
      (other) =>
        other.status === 'fixed' &&
        other.start < session.end &&
        session.start < other.end &&
        ((session.room != null && session.room === other.room) ||
          session.staff.some((member) => other.staff.includes(member))),
    );
    kept.push(isTaken ? { ...session, status: 'candidate' } : session);
  }
  return kept;
}
