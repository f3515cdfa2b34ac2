/** A PostgreSQL as full as a large host of programs would have it, filled past the policies by its owner. */
import pg from 'pg';
import { newOrgKey } from '../../src/guard/sealing.ts';
import { type Door, openDatabase } from '../../src/platform/db/index.ts';
import { type Key, newKey } from '../../src/platform/secrets.ts';
import { startPostgres } from '../../test/run/postgres.ts';

export const ORGS = 50;
export const PEOPLE_PER_ORG = 4000;
const STAFF_PER_ORG = 100;
/** Rows of the log of the first organisation, for the proof of its chain. */
export const LOGGED = 400_000;

export interface Filled {
  readonly url: string;
  readonly version: string;
  readonly door: Door;
  readonly masterKey: Key;
  /** Past the policies, as the owner. */
  readonly owner: pg.Client;
  readonly org: string;
  /** Somebody of the staff of that organisation, and who they care for. */
  readonly staff: string;
  readonly people: readonly string[];
  close(): Promise<void>;
}

// Ids that can be counted through: the kind, the organisation and the number are in them.
const id = (kind: string, org: string, number: string) =>
  `(lpad(to_hex(${kind}), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(${org}), 4, '0') || lpad(to_hex(${number}), 8, '0'))::uuid`;

export async function openFilled(): Promise<Filled> {
  const server = await startPostgres();
  const door = await openDatabase({ url: server.url });
  const masterKey = newKey();
  const owner = new pg.Client({ connectionString: server.url });
  await owner.connect();
  await owner.query(
    `insert into guard.org (org_id, name, neutral_name, zone, phone, leave_url, key_wrapped)
     select ${id('1', 'o', '0')}, 'A program', 'My week', 'America/New_York', '', 'https://weather.example/', $1
     from generate_series(1, ${ORGS}) o`,
    [newOrgKey(masterKey)],
  );
  await owner.query(
    `
    insert into guard.staff (org_id, staff_id, display_name, role)
      select ${id('1', 'o', '0')}, ${id('2', 'o', 's')}, 'S', 'counselor'
      from generate_series(1, ${ORGS}) o, generate_series(1, ${STAFF_PER_ORG}) s;
    insert into guard.participant (org_id, participant_id, record_code, stage)
      select ${id('1', 'o', '0')}, ${id('3', 'o', 'p')}, 'R-' || p, 'participant'
      from generate_series(1, ${ORGS}) o, generate_series(1, ${PEOPLE_PER_ORG}) p;
    insert into guard.identity (org_id, participant_id, name_sealed)
      select org_id, participant_id, '\\x00112233445566778899aabbccddeeff' from guard.participant;
    insert into guard.care_team (org_id, participant_id, staff_id, from_on)
      select ${id('1', 'o', '0')}, ${id('3', 'o', 'p')}, ${id('2', 'o', `p % ${STAFF_PER_ORG} + 1`)}, '2026-01-05'
      from generate_series(1, ${ORGS}) o, generate_series(1, ${PEOPLE_PER_ORG}) p;
    insert into bridge.episode (org_id, episode_id, participant_id, opened_on)
      select ${id('1', 'o', '0')}, ${id('4', 'o', 'p')}, ${id('3', 'o', 'p')}, '2026-01-05'
      from generate_series(1, ${ORGS}) o, generate_series(1, ${PEOPLE_PER_ORG}) p;
    insert into bridge.level_of_care (org_id, level_id, participant_id, episode_id, level, minutes_per_week, days_min,
        minutes_per_day_max, from_on)
      select ${id('1', 'o', '0')}, ${id('5', 'o', 'p')}, ${id('3', 'o', 'p')}, ${id('4', 'o', 'p')}, 'IOP', 540, 3, 240,
        '2026-01-05'
      from generate_series(1, ${ORGS}) o, generate_series(1, ${PEOPLE_PER_ORG}) p;
    insert into guard.access (org_id, actor_id, actor_role, purpose, participant_id, category, verb, request_id)
      select ${id('1', '1', '0')}, ${id('2', '1', '1')}, 'counselor', 'treatment', ${id('3', '1', `p % ${PEOPLE_PER_ORG} + 1`)},
        'identity', 'read', ${id('6', '1', 'p')}
      from generate_series(1, ${LOGGED}) p;
    vacuum analyze`.replace(/;\s*vacuum analyze$/, ''),
  );
  await owner.query('vacuum analyze');
  const one = async (sql: string): Promise<string> => (await owner.query(`select ${sql} as id`)).rows[0].id;
  const org = await one(id('1', '1', '0'));
  const staff = await one(id('2', '1', '1'));
  const { rows } = await owner.query(
    'select participant_id from guard.care_team where org_id = $1 and staff_id = $2',
    [org, staff],
  );
  return {
    url: server.url,
    version: server.version,
    door,
    masterKey,
    owner,
    org,
    staff,
    people: rows.map((row) => row.participant_id),
    async close() {
      await owner.end();
      await door.close();
      await server.stop();
    },
  };
}
