import { type Key, seal } from '../platform/secrets.ts';
import { addDays, at } from './calendar.ts';
import { SESSIONS } from './groups.ts';
import { hoursOf, ORG, ROOMS, SITES, STAFF } from './program.ts';
import { idOf } from './seed.ts';

export const ORG_ID = idOf('org', ORG.key);
const of = { org_id: ORG_ID };

const OPEN_DAYS = 400;
const LICENCE_DAYS_LEFT = 460;

/** The last day of everybody's licence. */
export const licenceUntil = (today: string): string => addDays(today, LICENCE_DAYS_LEFT);

/** The program itself: places, people who work there, groups. */
export const programRows = (today: string, masterKey: Key, orgKey: Key) => {
  const since = addDays(today, -OPEN_DAYS);
  return {
    org: {
      ...of,
      name: ORG.name,
      neutral_name: ORG.neutralName,
      zone: ORG.zone,
      state: 'FL',
      phone: ORG.phone,
      leave_url: ORG.leaveUrl,
      key_wrapped: seal(masterKey, orgKey),
      created_at: at(since, 9 * 60),
    },
    sites: SITES.map(({ key, name, place, directions }) => ({
      ...of,
      site_id: idOf('site', key),
      name,
      place,
      directions,
    })),
    rooms: ROOMS.map(({ key, site, name, seats }) => ({
      ...of,
      room_id: idOf('room', key),
      site_id: idOf('site', site),
      name,
      seats,
    })),
    staff: STAFF.map(({ key, name, role, tags, licence }) => ({
      ...of,
      staff_id: idOf('staff', key),
      display_name: name,
      role,
      tags: [...tags],
      licence_type: licence ?? null,
      licence_state: licence === undefined ? null : 'FL',
      licence_expires_on: licence === undefined ? null : licenceUntil(today),
    })),
    hours: STAFF.flatMap((one) =>
      hoursOf(one).map(({ start, end }) => ({
        ...of,
        staff_id: idOf('staff', one.key),
        start_minute: start,
        end_minute: end,
      })),
    ),
    sessions: SESSIONS.map((session) => ({
      ...of,
      session_id: idOf('session', session.key),
      kind: session.kind,
      activity: session.activity,
      label_en: session.en,
      label_es: session.es,
      start_minute: session.start,
      end_minute: session.end,
      site_id: session.site === null ? null : idOf('site', session.site),
      room_id: session.room === null ? null : idOf('room', session.room),
      requires: [...session.requires],
      people_min: session.min,
      people_max: session.max,
      status: session.status,
      open_cost: session.openCost,
      from_on: since,
    })),
    leaders: SESSIONS.flatMap(({ key, staff }) =>
      staff.map((leader) => ({ ...of, session_id: idOf('session', key), staff_id: idOf('staff', leader) })),
    ),
  };
};
