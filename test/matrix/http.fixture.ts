/**
 * The whole program over HTTP with an organisation in which a record stands in every way there is, and one next door.
 * One person of the demo program is given a row of everything by way of the program itself; each of the others is a copy
 * of that record under ids of its own, so that whatever is answered could have been answered of anybody.
 */
import { createApp } from '../../src/app.ts';
import { loadDemo } from '../../src/demo/index.ts';
import { LOOK_AT_ONE } from '../../src/fit/measures/measures.jobs.ts';
import { PROVE_LOG } from '../../src/guard/log/chain.store.ts';
import { firstOrg, openHouse } from '../../src/guard/open-house.ts';
import type { Purpose } from '../../src/platform/db/door.ts';
import { doorOf } from '../../src/platform/db/door.ts';
import type { Engine } from '../../src/platform/db/engine.ts';
import { migrate } from '../../src/platform/db/migrate.ts';
import { openPGlite } from '../../src/platform/db/pglite.ts';
import type { HttpApp } from '../../src/platform/http/app.ts';
import { newId, newToken } from '../../src/platform/ids.ts';
import { createLog } from '../../src/platform/log.ts';
import { newKey, sha256 } from '../../src/platform/secrets.ts';
import { settingsFrom } from '../../src/platform/settings.ts';
import { mondayOf } from '../../src/schedule/index.ts';
import { PLAN_WEEK } from '../../src/schedule/plan.jobs.ts';
import { ORG_ID, PEOPLE, type Sent } from '../support/program.ts';
import { ENDED, STAFF_ROLES, tablesIn } from './fixture.ts';
import { fillTemplate } from './http.template.ts';
import { type Beside, type Cast, KEPT_BY_THE_STATE, type State, statesFor } from './states.ts';
import { isWritten, type Standing, type Written } from './written.ts';

export interface HttpPerson {
  readonly id: string;
  readonly org: string;
  readonly code: string;
  readonly name: string;
  readonly standing: Standing;
  /** Who stands behind them, and can sign in. */
  readonly supporter: string;
  /** The secret of the person's calendar address, and of one that they stopped. */
  readonly feed: string;
  readonly stopped: string;
}

export interface HttpAsker {
  readonly kind: 'staff' | 'participant' | 'supporter' | 'nobody';
  readonly name: string;
  readonly id: string;
  readonly org: string;
  readonly role: string;
  readonly cookie: string | undefined;
}

/** An id of something of somebody, and of whom it is besides: who owns, opened or receives it. */
export interface Owned {
  readonly person: string;
  readonly id: string;
  readonly of: string | null;
}

export interface HttpFixture {
  readonly org: string;
  readonly nextDoor: string;
  readonly week: string;
  /** Everybody here and next door whose record stands in one of the ways. */
  readonly people: readonly HttpPerson[];
  /** Everybody else of the demo program: they have to do with nobody who asks. */
  readonly bystanders: readonly HttpPerson[];
  readonly staff: readonly HttpAsker[];
  readonly participants: readonly HttpAsker[];
  readonly supporters: readonly HttpAsker[];
  readonly nobody: HttpAsker;
  /** Ids by what they are of: "consent", "emergency". */
  readonly owned: ReadonlyMap<string, readonly Owned[]>;
  /** Ids of what is of the organisation and of no person. */
  readonly things: Readonly<Record<string, string>>;
  /** Moves the program's clock on; 0 puts it back. */
  later(minutes: number): void;
  allows(
    asker: HttpAsker,
    person: HttpPerson,
    purpose: Purpose,
    verb: 'read' | 'write',
    category: string,
  ): boolean;
  /** Sends a request whose changes do not stay; `wrote` says whether there would have been any. */
  ask(path: string, sent: Sent): Promise<Answer>;
  /** Reads as the owner of the schema. */
  read<T>(sql: string): Promise<readonly T[]>;
  close(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  readonly wrote: boolean;
}

/** Where the ids in addresses are found: table, id, and of whom it is besides. */
const OWNED: Readonly<Record<string, readonly [string, string, string?]>> = {
  administration: ['treat.administration', 'administration_id'],
  alert: ['fit.alert', 'alert_id', 'owner'],
  assessment: ['fit.assessment', 'assessment_id'],
  authorisation: ['treat.authorisation', 'authorisation_id'],
  case: ['guard.privacy_case', 'case_id'],
  checkIn: ['fit.checkin', 'checkin_id'],
  consent: ['guard.consent', 'consent_id', 'recipient_id'],
  counsellingNote: ['treat.counselling_note', 'counselling_note_id', 'author_id'],
  courtOrder: ['guard.court_order', 'order_id'],
  coverage: ['treat.coverage', 'coverage_id'],
  decision: ['fit.decision', 'decision_id'],
  emergency: ['guard.emergency', 'emergency_id', 'staff_id'],
  entry: ['treat.medicine_entry', 'entry_id'],
  feed: ['(select * from schedule.feed where revoked_at is null) f', 'feed_id'],
  finding: ['treat.finding', 'finding_id'],
  goal: ['treat.goal', 'goal_id'],
  hold: ['guard.hold', 'hold_id'],
  inquiry: ['bridge.inquiry', 'inquiry_id'],
  line: ['treat.claim_line', 'line_id'],
  look: ['guard.access', 'access_id'],
  medicationAlert: ['treat.medication_alert', 'alert_id'],
  medicineOrder: ['treat.medicine_order', 'order_id'],
  meeting: [
    'treat.attendance left join treat.meeting_leader using (org_id, meeting_id)',
    'meeting_id',
    'staff_id',
  ],
  note: ['treat.note', 'note_id', 'author_id'],
  one: ['schedule.apart', 'participant_id'],
  other: ['schedule.apart', 'other_id'],
  plan: ['treat.plan', 'plan_id'],
  request: ['treat.swap_request', 'request_id'],
  response: ['fit.response', 'response_id'],
  restriction: ['guard.restriction', 'restriction_id', 'staff_id'],
  rule: ['fit.alert_rule', 'rule_id'],
  shredding: ['guard.shredding', 'shredding_id'],
  suggestion: ['fit.suggestion', 'suggestion_id'],
  supporter: ['guard.supporter', 'supporter_id'],
  test: ['treat.drug_test', 'test_id'],
  watch: ['guard.look_watch', 'watch_id'],
  worry: ['guard.worry', 'worry_id'],
};

export async function openHttpFixture(): Promise<HttpFixture> {
  const engine = await openPGlite();
  await migrate(engine);
  const trial = undoing(engine);
  let laterMs = 0;
  // The clock stands still, so that a proof of who one is stays fresh for as long as the questions take.
  const beganMs = Date.now();
  const clock = { now: () => new Date(beganMs + laterMs) };
  const settings = settingsFrom({ DAYBRIDGE_URL: 'http://localhost:4310', DAYBRIDGE_TRUST_PROXY: 'on' });
  const log = createLog('silent');
  const house = await openHouse(settings, clock, log, { door: doorOf(trial.engine), masterKey: newKey() });
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format(clock.now());
  await loadDemo(house, today);
  house.publicOrg = await firstOrg(house.door);
  for (const queue of [PLAN_WEEK, LOOK_AT_ONE, PROVE_LOG]) house.jobs.takes(queue, async () => {});
  await house.jobs.start();
  const app = await createApp(house);

  const read = <T>(sql: string): Promise<readonly T[]> =>
    engine.transaction('select 1', async (run) => (await run(sql, [])).rows as readonly T[]);
  const signIn = async (org: string, kind: Kind, id: string): Promise<string> => {
    const token = new URL(await house.signIn.oneTimeLink({ org, kind, id }, 10)).pathname.split('/').at(-1);
    const opened = await house.signIn.openLink(token ?? '');
    if (opened === undefined) throw new Error('The one-time address did not open.');
    return opened.cookies.map((cookie) => cookie.split(';')[0]).join('; ');
  };
  const send = (path: string, sent: Sent) => sendTo(app, path, sent);
  const week = mondayOf(today);
  const things = await fillTemplate({ send, signIn: (id, kind) => signIn(ORG_ID, kind, id), engine, week });

  const [org, nextDoor] = [ORG_ID, newId()];
  const written = await read<Written>('select role, relation, category, verb, purpose from guard.permission');
  const here = castOf();
  const there = castOf();
  const clones = await placeEverybody(engine, read, { org, nextDoor, here, there });
  const asker = async (kind: Kind, of: string, id: string, role: string, name: string) => ({
    kind,
    name,
    id,
    org: of,
    role,
    cookie: await signIn(of, kind, id),
  });
  const staff: HttpAsker[] = [];
  for (const { id, role } of here.staff) staff.push(await asker('staff', org, id, role, role));
  for (const { id, role } of there.staff)
    staff.push(await asker('staff', nextDoor, id, role, `${role} next door`));
  const participants: HttpAsker[] = [];
  for (const person of clones)
    participants.push(
      await asker('participant', person.org, person.id, 'participant', `person: ${person.name}`),
    );

  const supporters: HttpAsker[] = [];
  for (const person of clones)
    supporters.push(
      await asker(
        'supporter',
        person.org,
        person.supporter,
        'supporter',
        `whoever stands behind: ${person.name}`,
      ),
    );

  const owned = new Map<string, readonly Owned[]>();
  for (const [name, [table, id, of = 'null']] of Object.entries(OWNED)) {
    const rows = await read<{ person: string; id: string; of: string | null }>(
      `select participant_id as person, ${id}::text as id, ${of}::text as of from ${table}
       where participant_id is not null order by ${id}`,
    );
    owned.set(name, rows);
  }
  const plain = statesFor(here).find(({ name }) => name === 'no relation')?.standing;
  if (plain === undefined) throw new Error('Somebody has to have no relation to anybody.');
  const known = new Set(clones.map(({ id }) => id));
  const bystanders = (
    await read<{ id: string; stage: string; code: string | null }>(
      `select participant_id as id, stage, record_code as code from guard.participant where org_id = '${org}'`,
    )
  )
    .filter(({ id }) => !known.has(id))
    .map(
      ({ id, stage, code }): HttpPerson => ({
        id,
        org,
        code: code ?? '',
        name: 'somebody else',
        standing: { ...plain, isProspect: stage === 'prospect' },
        supporter: '',
        feed: '',
        stopped: '',
      }),
    );

  return {
    org,
    nextDoor,
    week,
    people: clones,
    bystanders,
    staff,
    participants,
    supporters,
    nobody: { kind: 'nobody', name: 'nobody', id: newId(), org, role: 'nobody', cookie: undefined },
    owned,
    things,
    later: (minutes) => {
      laterMs = minutes * 60_000;
    },
    allows: (who, person, purpose, verb, category) =>
      isWritten(
        written,
        { id: who.id, role: who.role, isHere: who.org === person.org },
        { id: person.id, standing: person.standing },
        { category, verb, purpose },
      ),
    async ask(path, sent) {
      trial.begin();
      try {
        const answer = await send(path, sent);
        const type = answer.headers.get('content-type') ?? '';
        if (type === 'text/event-stream') {
          await answer.body?.cancel();
          return { status: answer.status, type, text: '', wrote: trial.wrote() };
        }
        return { status: answer.status, type, text: await answer.text(), wrote: trial.wrote() };
      } finally {
        trial.end();
      }
    },
    read,
    async close() {
      await house.jobs.stop();
      await engine.close();
    },
  };
}

async function sendTo(
  app: HttpApp,
  path: string,
  { method = 'GET', cookie, json, version, key, headers = {} }: Sent,
): Promise<Response> {
  // Each call comes from an address of its own, so that limits per address stay out of the way.
  const all = new Headers({ host: 'localhost:4310', 'x-forwarded-for': newId() });
  if (cookie !== undefined) all.set('cookie', cookie);
  if (json !== undefined) all.set('content-type', 'application/json');
  if (version !== undefined) all.set('if-match', `"${version}"`);
  if (method !== 'GET') all.set('idempotency-key', key ?? newId());
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  const body = json === undefined ? {} : { body: JSON.stringify(json) };
  return app.request(path, { method, headers: all, ...body });
}

class Undone extends Error {
  readonly value: unknown;
  constructor(value: unknown) {
    super('undone');
    this.value = value;
  }
}

/** An engine that, while a question is asked, keeps nothing of what the application's role did. */
function undoing(engine: Engine) {
  let isAsking = false;
  let wrote = false;
  const undone: Engine = {
    ...engine,
    async transaction(preamble, work) {
      if (!isAsking || !preamble.startsWith('set local role daybridge_app')) {
        return engine.transaction(preamble, work);
      }
      try {
        return await engine.transaction<never>(preamble, async (run) => {
          const value = await work(run);
          const { rows } = await run('select pg_current_xact_id_if_assigned() is not null as did', []);
          if ((rows[0] as { did: boolean }).did) wrote = true;
          throw new Undone(value);
        });
      } catch (fault) {
        if (fault instanceof Undone) return fault.value as never;
        throw fault;
      }
    },
  };
  return {
    engine: undone,
    begin() {
      isAsking = true;
      wrote = false;
    },
    end() {
      isAsking = false;
    },
    wrote: () => wrote,
  };
}

type Kind = 'staff' | 'participant' | 'supporter';

const castOf = (): Cast => ({
  staff: STAFF_ROLES.map((role) => ({ id: newId(), role })),
  supporter: newId(),
  outside: newId(),
  stranger: newId(),
});

interface Places {
  readonly org: string;
  readonly nextDoor: string;
  readonly here: Cast;
  readonly there: Cast;
}

type Read = HttpFixture['read'];
type Words = Readonly<Record<string, unknown>>;

/** Relations are made by the states; what they hold may be what no program would come to by itself. */
const RELATIONS = [
  'guard.care_team',
  'guard.consent',
  'guard.emergency',
  'guard.restriction',
  'guard.representative',
  'treat.attendance',
  'treat.meeting',
  'treat.meeting_leader',
];
/** What a row of the template says that a state does not speak of. */
const BLANK: Readonly<Record<string, Words>> = {
  'guard.restriction': { staff_id: null, role: null, recipient: null, is_agreed: null, answered_at: null },
};
/** Of these a few do. */
const ROWS_MAX: Readonly<Record<string, number>> = { 'guard.access': 3, 'treat.attendance': 3 };

async function placeEverybody(
  engine: Engine,
  read: Read,
  { org, nextDoor, here, there }: Places,
): Promise<readonly HttpPerson[]> {
  const tables = await tablesIn(read);
  const template = new Map<string, readonly Words[]>();
  for (const table of tables.keys()) {
    const rows = await read<{ row: Words }>(
      `select to_jsonb(t) as row from ${table} t where participant_id = '${PEOPLE.karen.id}'
       ${table === 'treat.attendance' ? 'order by on_date' : ''}`,
    );
    template.set(table, rows.slice(-(ROWS_MAX[table] ?? rows.length)).map(rowOf));
  }
  const keys = await read<{ table: string; name: string }>(`
    select n.nspname || '.' || c.relname as table, a.attname as name
    from pg_constraint x
    join pg_class c on c.oid = x.conrelid
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = x.conrelid and a.attnum = any (x.conkey)
      and a.atttypid = 'uuid'::regtype
    where x.contype = 'p' and cardinality(x.conkey) = 2 and a.attname not in ('org_id', 'participant_id')`);
  // What is the record's own is found by an id of its own; the weeks and groups that everybody shares are not.
  const ownIds = [
    ...keys.filter(({ table }) => tables.has(table)),
    { table: 'treat.attendance', name: 'meeting_id' },
    { table: 'treat.counselling_note', name: 'counselling_note_id' },
  ];
  const loose = await read<{ words: string }>(`
    select format('alter table %s drop constraint %I cascade;', x.conrelid::regclass, x.conname) as words
    from pg_constraint x
    where x.contype in ('c', 'f')
      and x.conrelid in (${RELATIONS.map((name) => `'${name}'::regclass`).join(', ')})`);
  await engine.script(loose.map(({ words }) => words).join('\n'));
  await engine.script(`
    set local session_replication_role = replica;
    insert into guard.org select (jsonb_populate_record(o, jsonb_build_object('org_id', '${nextDoor}',
      'created_at', now()))).* from guard.org o where org_id = '${org}';
    -- Whoever wrote something of the template wrote it next door as well.
    insert into guard.staff select (jsonb_populate_record(s, jsonb_build_object('org_id', '${nextDoor}'))).*
    from guard.staff s where org_id = '${org}';
    ${[[org, here] as const, [nextDoor, there] as const]
      .flatMap(([of, { staff, stranger }]) =>
        [...staff, { id: stranger, role: 'nurse' }].map(
          ({ id, role }) => `
      insert into guard.staff select (jsonb_populate_record(s, jsonb_build_object('org_id', '${of}',
        'staff_id', '${id}', 'role', '${role}', 'display_name', 'A ${role}'))).*
      from guard.staff s where org_id = '${org}' and staff_id = '${PEOPLE.dana.id}';`,
        ),
      )
      .join('')}
    insert into guard.closure select (jsonb_populate_record(c, jsonb_build_object('org_id', '${nextDoor}'))).*
    from guard.closure c where org_id = '${org}';
    insert into guard.state_overlay (org_id, rule, state, recipient_kind, set_by, set_at)
      values ('${org}', 'no-exchange', 'NY', '${KEPT_BY_THE_STATE}', '${newId()}', now());`);

  // Somebody stands behind one person only: each state is made anew with a supporter of its own.
  const wanted: (readonly [string, State, string])[] = statesFor(here).map((_, nth) => {
    const supporter = newId();
    return [org, statesFor({ ...here, supporter })[nth] as State, supporter] as const;
  });
  const aside = { ...there, supporter: newId() };
  const neighbour = statesFor(aside).find(({ name }) => name === 'on the care team');
  if (neighbour === undefined) throw new Error('Nobody is on a care team.');
  wanted.push([nextDoor, { ...neighbour, name: 'next door' }, aside.supporter]);
  const placed: HttpPerson[] = [];
  for (const [of, state, supporter] of wanted) {
    const person: HttpPerson = {
      // The first of any two, as a pair is kept.
      id: `0${newId().slice(1)}`,
      org: of,
      code: `X-${1001 + placed.length}`,
      name: state.name,
      standing: state.standing,
      supporter,
      feed: newToken(),
      stopped: newToken(),
    };
    await engine.transaction('set local session_replication_role = replica', async (run) => {
      const ids = new Map(
        ownIds.flatMap(({ table, name }) =>
          (template.get(table) ?? []).map((row) => [String(row[name]), newId()] as const),
        ),
      );
      ids.set(PEOPLE.karen.id, person.id);
      ids.set(org, of);
      const behind = template.get('guard.supporter')?.[0]?.supporter_id;
      if (behind !== undefined) ids.set(String(behind), supporter);
      const own = (row: Words, more: Words): Words => {
        let words = JSON.stringify(row);
        for (const [before, after] of ids) words = words.replaceAll(before, after);
        return { ...JSON.parse(words), ...more };
      };
      const put = (table: string, row: Words, as: Readonly<Record<string, string>> = {}) => {
        const names = (tables.get(table) ?? []).filter(({ isMade }) => !isMade).map(({ name }) => name);
        const values = names.map((name) => as[name] ?? `r.${name}`);
        // Quoted: "treat" is a word of SQL where a type is named.
        const type = table.replace('.', '"."');
        return run(
          `insert into ${table} (${names.join(', ')}) select ${values.join(', ')}
           from jsonb_populate_record(null::"${type}", $1) r`,
          [JSON.stringify(row)],
        );
      };
      // Each has sessions of their own, of which nobody of those who ask is the leader.
      for (const { meeting_id: before } of template.get('treat.attendance') ?? []) {
        await run(
          `insert into treat.meeting select (jsonb_populate_record(m, jsonb_build_object('org_id', $1::uuid,
             'meeting_id', $2::uuid, 'session_id', null))).* from treat.meeting m where meeting_id = $3`,
          [of, ids.get(String(before)), before],
        );
      }
      for (const [table, rows] of template) {
        const [first] = rows;
        // Some have no week yet, so that one person's calendar is told from another's.
        const isPlan = table === 'schedule.placement' || table === 'schedule.visit';
        if (first === undefined || (isPlan && placed.length % 2 === 1)) continue;
        const key = ownIds.find((one) => one.table === table)?.name;
        const states = beside(state.rows, table);
        if (states !== undefined) {
          for (const columns of states) {
            const id = key === undefined ? {} : { [key]: newId() };
            await put(table, own(first, { ...BLANK[table], ...id }), columns);
          }
        } else if (table === 'schedule.feed') {
          const hash = (token: string) => `\\x${Buffer.from(sha256(token)).toString('hex')}`;
          await put(table, own(first, { token_hash: hash(person.feed), word: person.code }));
          const stopped = { feed_id: newId(), token_hash: hash(person.stopped) };
          await put(table, own(first, { ...stopped, revoked_at: new Date().toISOString() }));
        } else {
          for (const row of rows) await put(table, own(row, changed(table, person)));
        }
      }
      // What a state says of tables that hold nothing of the template, or nothing of any one person.
      for (const { table, columns } of state.rows) {
        if ((template.get(table) ?? []).length > 0) continue;
        const all = Object.entries({
          org_id: `'${of}'`,
          ...(tables.has(table) ? { participant_id: `'${person.id}'` } : {}),
          ...columns,
        });
        const [names, values] = [all.map(([name]) => name), all.map(([, value]) => value)];
        await run(`insert into ${table} (${names.join(', ')}) values (${values.join(', ')})`, []);
      }
    });
    placed.push(person);
  }
  return placed;
}

const rowOf = ({ row }: { row: Words }): Words => row;

/** What the state says of this table, or that nothing holds there; undefined: nothing has to. */
function beside(
  rows: readonly Beside[],
  table: string,
): readonly Readonly<Record<string, string>>[] | undefined {
  const said = rows.filter((row) => row.table === table).map(({ columns }) => columns);
  if (said.length > 0) return said;
  return ENDED[table] === undefined ? undefined : [ENDED[table]];
}

/** What of a copy cannot be as it was in the template. */
function changed(table: string, { code, standing }: HttpPerson): Words {
  switch (table) {
    case 'guard.participant':
      return {
        record_code: code,
        is_private: standing.isPrivate,
        stage: standing.isProspect ? 'prospect' : 'participant',
      };
    case 'bridge.inquiry':
      return { reference: code };
    default:
      return {};
  }
}
