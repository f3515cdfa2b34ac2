/** A PostgreSQL with one large program in it: everybody's hours of a week, and two years of one person's. */
import pg from 'pg';
import { type Door, openDatabase } from '../../src/platform/db/index.ts';
import { type Key, newKey, seal, sealJson } from '../../src/platform/secrets.ts';
import { startPostgres } from '../../test/run/postgres.ts';

/** A Monday; the week that is counted. */
export const MONDAY = '2026-11-30';
const WEEKS_BACK = 104;
/** Of so many people two years are kept. */
const REMEMBERED = 50;
const PER_GROUP = 10;
const PER_CASELOAD = 50;
const MEETINGS_A_WEEK = 3;

export interface Filled {
  readonly door: Door;
  readonly masterKey: Key;
  readonly people: number;
  readonly org: string;
  readonly staff: string;
  /** With two years of history, on the care team of `staff`. */
  readonly remembered: readonly string[];
  /** Ten people of one meeting that `staff` holds today. */
  readonly meeting: string;
  readonly roster: readonly string[];
  close(): Promise<void>;
}

// Ids that can be counted through: the kind and the number are in them.
const id = (kind: number, number: string) =>
  `('0000000${kind}-0000-7000-8000-' || lpad(to_hex((${number})::bigint), 12, '0'))::uuid`;
const ORG = '00000001-0000-7000-8000-000000000001';

/** @param people in groups of ten */
export async function openFilled(people: number): Promise<Filled> {
  const server = await startPostgres();
  const door = await openDatabase({ url: server.url });
  const masterKey = newKey();
  const orgKey = newKey();
  const owner = new pg.Client({ connectionString: server.url });
  await owner.connect();
  const groups = Math.ceil(people / PER_GROUP);
  await owner.query(
    `insert into guard.org (org_id, name, neutral_name, zone, phone, leave_url, key_wrapped)
     values ($1, 'A program', 'My week', 'America/New_York', '', 'https://weather.example/', $2)`,
    [ORG, seal(masterKey, orgKey)],
  );
  // A group meets three times a week; whoever is in it comes to every meeting of the week that is counted.
  const meetings = (weeks: string, mostGroups: number) => `
    insert into treat.meeting (org_id, meeting_id, on_date, kind, activity, starts_at, ends_at, state)
      select '${ORG}', ${id(6, `(w * 3 + d) * 100000 + g`)}, '${MONDAY}'::date - w * 7 + d * 2, 'group', 'recovery-skills',
        ('${MONDAY}'::date - w * 7 + d * 2 + time '18:00') at time zone 'America/New_York',
        ('${MONDAY}'::date - w * 7 + d * 2 + time '21:00') at time zone 'America/New_York', 'planned'
      from generate_series(${weeks}) w, generate_series(0, ${MEETINGS_A_WEEK - 1}) d, generate_series(0, ${mostGroups - 1}) g;
    insert into treat.attendance (org_id, participant_id, meeting_id, on_date, status, stays, delivered_minutes,
        counted_minutes)
      select m.org_id, ${id(3, `('x' || right(m.meeting_id::text, 12))::bit(48)::bigint % 100000 * ${PER_GROUP} + p`)},
        m.meeting_id, m.on_date, 'here',
        jsonb_build_array(jsonb_build_object('from', m.starts_at, 'until', m.ends_at, 'by', 'room')), 180, 180
      from treat.meeting m, generate_series(1, ${PER_GROUP}) p
      where m.on_date between '${MONDAY}'::date - 7 * split_part('${weeks}', ',', 2)::int
        and '${MONDAY}'::date - 7 * split_part('${weeks}', ',', 1)::int + 6;`;
  await owner.query(`
    insert into guard.staff (org_id, staff_id, display_name, role)
      select '${ORG}', ${id(2, 's')}, 'S', 'counselor' from generate_series(0, ${Math.ceil(people / PER_CASELOAD)}) s;
    insert into guard.participant (org_id, participant_id, record_code, stage)
      select '${ORG}', ${id(3, 'p')}, 'R-' || p, 'participant' from generate_series(1, ${groups * PER_GROUP}) p;
    insert into guard.care_team (org_id, participant_id, staff_id, from_on)
      select '${ORG}', ${id(3, 'p')}, ${id(2, `(p - 1) / ${PER_CASELOAD}`)}, '2024-11-04'
      from generate_series(1, ${groups * PER_GROUP}) p;
    insert into bridge.episode (org_id, episode_id, participant_id, opened_on)
      select '${ORG}', ${id(4, 'p')}, ${id(3, 'p')}, '2024-11-04' from generate_series(1, ${groups * PER_GROUP}) p;
    insert into bridge.level_of_care (org_id, level_id, participant_id, episode_id, level, minutes_per_week, days_min,
        minutes_per_day_max, from_on)
      select '${ORG}', ${id(5, 'p')}, ${id(3, 'p')}, ${id(4, 'p')}, 'IOP', 540, 3, 240, '2024-11-04'
      from generate_series(1, ${groups * PER_GROUP}) p;
    ${meetings('0,0', groups)}
    ${meetings(`1,${WEEKS_BACK}`, REMEMBERED / PER_GROUP)}
    insert into treat.meeting_leader (org_id, meeting_id, staff_id)
      select org_id, meeting_id, ${id(2, '0')} from treat.meeting
      where ('x' || right(meeting_id::text, 12))::bit(48)::bigint % 100000 < ${REMEMBERED / PER_GROUP};
    insert into fit.response (org_id, response_id, participant_id, instrument, version, rule_version, language, mode,
        answered_at, answers_sealed, status, score, band)
      select '${ORG}', ${id(7, `(w * ${REMEMBERED} + p) * 2 + i`)}, ${id(3, 'p')}, (array['phq-9', 'gad-7'])[i + 1], '2026.1',
        '2026.1', 'en', 'self', '${MONDAY}'::timestamptz - w * interval '1 week', '\\x00', 'complete',
        (w * 7 + p) % 20, 'moderate'
      from generate_series(1, ${WEEKS_BACK}) w, generate_series(1, ${REMEMBERED}) p, generate_series(0, 1) i;`);
  for (let nth = 1; nth <= REMEMBERED; nth++) {
    const key = newKey();
    await owner.query(
      `insert into guard.participant_key (org_id, participant_id, key_wrapped) values ($1, ${id(3, '$2')}, $3)`,
      [ORG, nth, seal(orgKey, key)],
    );
    await owner.query(
      `insert into guard.identity (org_id, participant_id, name_sealed) values ($1, ${id(3, '$2')}, $3)`,
      [ORG, nth, sealJson(key, { full: `Person ${nth}`, called: `P${nth}` })],
    );
  }
  await owner.query('vacuum analyze');
  const one = async (sql: string): Promise<string> => (await owner.query(`select ${sql} as id`)).rows[0].id;
  const numbered = async (kind: number, from: number, until: number): Promise<string[]> =>
    (await owner.query(`select ${id(kind, 'n')} as id from generate_series(${from}, ${until}) n`)).rows.map(
      (row) => row.id,
    );
  const filled = {
    door,
    masterKey,
    people: groups * PER_GROUP,
    org: ORG,
    staff: await one(id(2, '0')),
    remembered: await numbered(3, 1, REMEMBERED),
    meeting: await one(id(6, '0')),
    roster: await numbered(3, 1, PER_GROUP),
  };
  await owner.end();
  return {
    ...filled,
    async close() {
      await door.close();
      await server.stop();
    },
  };
}
