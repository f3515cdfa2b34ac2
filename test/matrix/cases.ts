/** Every case of the matrix, asked of the database as the application's role and compared with what is written. */
import type { Purpose } from '../../src/platform/db/door.ts';
import { newId } from '../../src/platform/ids.ts';
import { type Column, type Fixture, insertOf, type Person } from './fixture.ts';
import { type Row, TABLES, type TableRule } from './tables.ts';
import { type Asker, isWritten } from './written.ts';

const PURPOSES: readonly Purpose[] = ['treatment', 'payment', 'operations', 'support'];

const PROGRAM_ROLES = [
  'system:front-door',
  'system:planner',
  'system:reviewer',
  'system:measures',
  'system:medication',
  'system:feed',
  'system:sign-in',
  'system:sealer',
  'system:keys',
  'system:messenger',
];

export interface Wrong {
  readonly kind: 'leak' | 'refusal';
  readonly words: string;
}

export interface Tally {
  cases: number;
  readonly wrong: Wrong[];
}

/** Everybody who asks: each role here, the same next door, and the person themself for each of the people. */
export function askersOf({ cast, people }: Fixture): readonly Asker[] {
  const here = [
    ...cast.staff,
    { id: cast.supporter, role: 'supporter' },
    { id: cast.outside, role: 'outside' },
    { id: cast.stranger, role: 'participant' },
    { id: cast.stranger, role: 'nobody' },
    ...PROGRAM_ROLES.map((role) => ({ id: newId(), role })),
    ...people.map(({ id }) => ({ id, role: 'participant' })),
  ];
  return [
    ...here.map((asker) => ({ ...asker, isHere: true })),
    ...here.map((asker) => ({ ...asker, isHere: false })),
  ];
}

interface Sheet {
  readonly fixture: Fixture;
  readonly asker: Asker;
  readonly purpose: Purpose;
  readonly table: string;
  readonly rule: TableRule;
  readonly described: readonly Column[];
  readonly tally: Tally;
}

export interface Draw {
  /** Whether this table is asked about by this asker for this purpose: all of them, or a sample. */
  readonly isDrawn: (index: number) => boolean;
  readonly withWrites: boolean;
}

export async function askAll(fixture: Fixture, draw: Draw, onAsked?: (tally: Tally) => void): Promise<Tally> {
  const tally: Tally = { cases: 0, wrong: [] };
  let index = 0;
  for (const asker of askersOf(fixture)) {
    // Next door one purpose is as good as another.
    for (const purpose of asker.isHere ? PURPOSES : PURPOSES.slice(0, 1)) {
      for (const [table, described] of fixture.tables) {
        const rule = TABLES[table];
        if (rule === undefined || !draw.isDrawn(index++)) continue;
        const sheet: Sheet = { fixture, asker, purpose, table, rule, described, tally };
        await askToRead(sheet);
        if (draw.withWrites) await askToWrite(sheet);
      }
      onAsked?.(tally);
    }
  }
  return tally;
}

const inDoor = <T>({ fixture, asker, purpose }: Sheet, work: (run: Run) => Promise<T>): Promise<T> =>
  fixture.engine
    .transaction(preamble(fixture, asker, purpose), async (run) => {
      throw new Undone(await work(async (sql) => (await run(sql, [])).rows as Record<string, unknown>[]));
    })
    .catch((fault: unknown) => {
      if (fault instanceof Undone) return fault.value as T;
      throw fault;
    });

type Run = (sql: string) => Promise<readonly Record<string, unknown>[]>;

/** Nothing that is tried stays. */
class Undone extends Error {
  readonly value: unknown;
  constructor(value: unknown) {
    super('undone');
    this.value = value;
  }
}

const preamble = ({ org, nextDoor }: Fixture, { id, role, isHere }: Asker, purpose: Purpose): string =>
  `set local role daybridge_app; set local daybridge.org = '${isHere ? org : nextDoor}'; ` +
  `set local daybridge.actor = '${id}'; set local daybridge.role = '${role}'; ` +
  `set local daybridge.purpose = '${purpose}'; set local daybridge.request = '${newId()}'`;

const OWN_COLUMNS = ['recipient_id', 'staff_id', 'supporter_id', 'asked_by', 'owner'];

/** Every row as its owner sees it, once for each table. */
const rowsOf = new Map<string, Promise<readonly Row[]>>();

function allRows({ fixture, table, described }: Sheet): Promise<readonly Row[]> {
  const known = rowsOf.get(table);
  if (known !== undefined) return known;
  const own = OWN_COLUMNS.filter((name) => described.some((column) => column.name === name));
  const read = fixture.engine.transaction('select 1', async (run) =>
    (
      (await run(`select ${['participant_id', ...own].join(', ')} from ${table}`, [])).rows as Record<
        string,
        unknown
      >[]
    ).map((columns): Row => ({ participant: columns.participant_id as string | null, columns })),
  );
  rowsOf.set(table, read);
  return read;
}

async function askToRead(sheet: Sheet): Promise<void> {
  const { fixture, asker, purpose, table, rule, tally } = sheet;
  const rows = await allRows(sheet);
  const seen = await inDoor(sheet, async (run) =>
    (await run(`select participant_id, count(*)::int as n from ${table} group by 1`)).map(
      ({ participant_id, n }): [string, number] => [String(participant_id), Number(n)],
    ),
  );
  const counts = new Map(seen);
  for (const person of fixture.people) {
    const due = rows.filter((row) => row.participant === person.id && isSeen(sheet, person, row)).length;
    const got = counts.get(person.id) ?? 0;
    tally.cases += 1;
    if (got === due) continue;
    tally.wrong.push({
      kind: got > due ? 'leak' : 'refusal',
      words: `${asker.role}${asker.isHere ? '' : ' next door'} for ${purpose} reads ${got} of ${due} rows of ${table}: ${person.state.name}${asker.id === person.id ? ' (self)' : ''}`,
    });
  }

  function isSeen({ asker: who }: Sheet, person: Person, row: Row): boolean {
    if (!who.isHere) return table === 'schedule.feed' && who.role === 'system:feed';
    if (rule.never?.(who, row) === true) return false;
    if (rule.seenToo?.(who, row) === true) return true;
    return isWritten(
      fixture.written,
      who,
      { id: person.id, standing: person.state.standing },
      {
        category: rule.category,
        verb: 'read',
        purpose,
      },
    );
  }
}

/** Adds, changes and removes a row of each person. */
async function askToWrite(sheet: Sheet): Promise<void> {
  const { fixture, asker, purpose, table, rule, described, tally } = sheet;
  const may = (person: Person, verb: 'read' | 'write') =>
    isWritten(
      fixture.written,
      asker,
      { id: person.id, standing: person.state.standing },
      { category: rule.category, verb, purpose },
    );
  // An address tells of no program: whose calendar it is, and that it was used, is noted wherever it is from.
  const isToo = (person: Person) =>
    (asker.isHere || table === 'schedule.feed') && rule.writtenToo?.(asker, person.id) === true;
  const judge = (what: 'add' | 'change', person: Person, did: boolean, mayDo: boolean) => {
    tally.cases += 1;
    const isLeak = did && !mayDo && !isToo(person);
    const isRefusal = !did && mayDo && rule.isStricter !== true && rule.isStricter !== what;
    if (!isLeak && !isRefusal) return;
    tally.wrong.push({
      kind: isLeak ? 'leak' : 'refusal',
      words: `${asker.role}${asker.isHere ? '' : ' next door'} for ${purpose} ${did ? 'could' : 'could not'} ${what} a row of ${table}: ${person.state.name}${asker.id === person.id ? ' (self)' : ''}`,
    });
  };
  const columns = fixture.changeable.get(table) ?? [];
  const changed = columns.find((name) => name === 'version') ?? columns[0];
  const org = `'${fixture.org}'`;

  // Each of the people is a stranger to all the others, and the stranger is asked about everybody.
  const isOneOfThem = fixture.people.some(({ id }) => id === asker.id);
  const about = isOneOfThem ? fixture.people.filter(({ id }) => id === asker.id) : fixture.people;
  await inDoor(sheet, async (run) => {
    for (const person of about) {
      const id = `'${person.id}'`;
      const isThere =
        (await tried(run, insertOf(table, described, { org_id: org, participant_id: id }))) !== 'refused';
      judge('add', person, isThere, may(person, 'write'));
      if (changed !== undefined) {
        const isChanged =
          (await tried(
            run,
            `update ${table} set ${changed} = ${changed} where participant_id = ${id} returning 1`,
          )) === 'some';
        judge('change', person, isChanged, may(person, 'write') && may(person, 'read'));
      }
      if (fixture.removable.has(table)) {
        const isGone =
          (await tried(run, `delete from ${table} where participant_id = ${id} returning 1`)) === 'some';
        tally.cases += 1;
        if (isGone && !(may(person, 'write') && may(person, 'read')) && !isToo(person))
          tally.wrong.push({
            kind: 'leak',
            words: `${asker.role} for ${purpose} could remove a row of ${table}: ${person.state.name}`,
          });
      }
    }
  });
}

/** Whether it went through, and with rows to show; whatever it did is undone, at best on the same way. */
async function tried(run: Run, attempt: string): Promise<'refused' | 'none' | 'some'> {
  try {
    const rows = await run(`savepoint a_try; ${attempt}; rollback to savepoint a_try`);
    return rows.length > 0 ? 'some' : 'none';
  } catch (fault) {
    await run('rollback to savepoint a_try');
    // A row like that is there already: it was let in as far as the door goes.
    return (fault as { code?: string }).code === '23505' ? 'some' : 'refused';
  }
}
