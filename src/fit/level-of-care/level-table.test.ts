import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openNextDoor, openProgram, PEOPLE, type Program } from '../../../test/support/program.ts';
import { INPUTS, newStaff, openIntake, wishFor } from '../testing.ts';

let program: Program;
let intake: Awaited<ReturnType<typeof openIntake>>;
let june: string;
// biome-ignore lint/suspicious/noExplicitAny: a table as JSON, bent in every test
let table: any;
beforeAll(async () => {
  program = await openProgram();
  intake = await openIntake(program);
  june = await program.signIn(PEOPLE.june);
  table = JSON.parse(await readFile(new URL('./tables/loc-2026.1.json', import.meta.url), 'utf8'));
});
afterAll(() => program.drop());

/** A table in which moderate risk of return with severe criteria is PHP. */
function stricter(version: string) {
  const own = structuredClone(table);
  own.version = version;
  const row = own.rows.find(({ id }: { id: string }) => id === 'R32');
  row.when = {
    any: [
      row.when,
      {
        all: [
          { key: 'sud', atLeast: 6 },
          { key: 'relapse', in: ['moderate', 'high'] },
        ],
      },
    ],
  };
  return own;
}
const load = (given: unknown, cookie = june) => intake.post('/api/level-tables', cookie, { table: given });
const putInForce = (version: string, from: string, cookie = june) =>
  intake.post(`/api/level-tables/${version}/in-force`, cookie, { from });
const listed = async (cookie: string) => (await intake.get('/api/level-tables', cookie)).json();
const later = (days: number) =>
  new Date(Date.parse(program.today) + days * 86_400_000).toISOString().slice(0, 10);

describe('an own table', () => {
  test('is taken whole and listed, and changes nothing before it is put in force', async () => {
    const answer = await load(stricter('own-1'));
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({ version: 'own-1' });
    const { inForce, tables } = await listed(intake.dana);
    expect(inForce).toBe('loc-2026.1');
    expect(tables).toMatchObject([
      { version: 'own-1', isBuiltIn: false, loadedBy: 'June H.', inForceFrom: [] },
      { version: 'loc-2026.1', isBuiltIn: true },
    ]);
    const one = await (await intake.get('/api/level-tables/own-1', intake.dana)).json();
    expect(one).toEqual({ table: stricter('own-1') });
    expect((await intake.get('/api/level-tables/own-9', june)).status).toBe(404);
  });

  test('is refused with every fault by its path, and leaves nothing behind', async () => {
    const own = stricter('broken');
    own.rows[2].result = 'SPA';
    delete own.rows[5].reason;
    const shape = await (await load(own)).json();
    expect(shape).toMatchObject({ status: 422, code: 'invalid' });
    expect(shape.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/table/rows/2/result',
      '/table/rows/5/reason',
    ]);

    const gap = stricter('gap');
    gap.rows = gap.rows.filter(({ id }: { id: string }) => id !== 'R62');
    const checked = await (await load(gap)).json();
    expect(checked.status).toBe(422);
    expect(checked.errors[0]).toMatchObject({ pointer: expect.stringMatching(/^\/table\/rows/) });
    for (const junk of [null, 7, [], {}, 'table']) expect((await load(junk)).status).toBe(422);
    const { tables } = await listed(june);
    expect(tables.map(({ version }: { version: string }) => version)).not.toContain('gap');
  });

  test('needs a version of its own', async () => {
    expect((await load(stricter('own-2'))).status).toBe(201);
    for (const version of ['own-2', 'loc-2026.1']) {
      expect(await (await load(stricter(version))).json()).toMatchObject({
        status: 409,
        code: 'table-there',
      });
    }
  });

  test('is loaded and put in force by the director or an administrator, and by nobody else', async () => {
    const admin = await program.signIn(await newStaff(program, 'admin', null));
    expect((await load(stricter('own-3'), admin)).status).toBe(201);
    for (const cookie of [intake.dana, intake.rosa]) {
      expect((await load(stricter('own-4'), cookie)).status).toBe(404);
      expect((await putInForce('own-3', program.today, cookie)).status).toBe(404);
    }
  });

  test('is nobody’s next door', async () => {
    await load(stricter('own-5'));
    const { counselor } = await openNextDoor(program);
    const cookie = await program.signIn(counselor);
    const { tables } = await listed(cookie);
    expect(tables.map(({ version }: { version: string }) => version)).toEqual(['loc-2026.1']);
    expect((await intake.get('/api/level-tables/own-5', cookie)).status).toBe(404);
    expect((await intake.get('/api/level-tables/own-5/changes', cookie)).status).toBe(404);
  });

  test('comes into force on a day that is not past, within a year', async () => {
    await load(stricter('own-6'));
    for (const from of [later(-1), later(366), '0000-01-01', '9999-12-31']) {
      expect((await putInForce('own-6', from)).status).toBe(422);
    }
    expect((await putInForce('own-9', later(1))).status).toBe(404);
    expect((await putInForce('own-6', later(30))).status).toBe(200);
    const { inForce, tables } = await listed(june);
    expect(inForce).toBe('loc-2026.1');
    expect(tables.find(({ version }: { version: string }) => version === 'own-6').inForceFrom).toEqual([
      later(30),
    ]);
  });
});

describe('the table in force when it is signed', () => {
  test('decides; what was signed before keeps its version and shows what was shown', async () => {
    await load(stricter('own-7'));
    const before = await intake.admitted();
    const draft = await intake.filled();
    expect((await putInForce('own-7', program.today)).status).toBe(200);

    const old = await (await intake.get(before.path, intake.dana)).json();
    expect(old.recommendation).toMatchObject({ version: 'loc-2026.1', level: 'IOP', row: 'R40' });

    const shown = await (await intake.get(draft.path, intake.dana)).json();
    expect(shown.recommendation).toMatchObject({ version: 'own-7', level: 'PHP', row: 'R32' });
    const agreed = wishFor(program.today, { decided: 'PHP' });
    expect((await intake.post(`${draft.path}/decision`, intake.dana, agreed, draft.version)).status).toBe(
      201,
    );
    const row = await program.look('counselor', PEOPLE.dana.id, (db) =>
      db
        .selectFrom('fit.decision')
        .select(['table_version', 'recommended', 'matched_row'])
        .where('participant_id', '=', draft.participant)
        .executeTakeFirst(),
    );
    expect(row).toEqual({ table_version: 'own-7', recommended: 'PHP', matched_row: 'R32' });

    // Back to the one that comes with the program.
    expect((await putInForce('loc-2026.1', program.today)).status).toBe(200);
    expect((await listed(june)).inForce).toBe('loc-2026.1');
  });
});

describe('who would be judged differently', () => {
  const changes = (path: string, cookie: string) => intake.get(`/api/level-tables/${path}`, cookie);

  test('is counted over everybody, and named only to who may see them', async () => {
    await load(stricter('own-8'));
    const { participant } = await intake.admitted();
    const toDana = await (await changes('own-8/changes?with=loc-2026.1', intake.dana)).json();
    expect(toDana).toMatchObject({ before: 'loc-2026.1', after: 'own-8', next: null });
    expect(toDana.judged).toBe(toDana.total);
    const change = toDana.changes.find(
      ({ from, to }: { from: string; to: string }) => from === 'IOP' && to === 'PHP',
    );
    expect(change.count).toBeGreaterThan(change.decisions.length);
    const hers = await program.look('counselor', PEOPLE.dana.id, (db) =>
      db.selectFrom('fit.decision').select(['decision_id', 'participant_id']).execute(),
    );
    const seen = new Map(hers.map((row) => [row.decision_id, row.participant_id]));
    expect(change.decisions.every((id: string) => seen.has(id))).toBe(true);
    expect(change.decisions.map((id: string) => seen.get(id))).toContain(participant);

    const toJune = await (await changes('own-8/changes', june)).json();
    expect(toJune.changes.every(({ decisions }: { decisions: string[] }) => decisions.length === 0)).toBe(
      true,
    );
    expect(toJune.total).toBe(toDana.total);
    expect(INPUTS.relapse).toBe('moderate');
  });

  test('is asked of an own table, against one there is', async () => {
    await load(stricter('own-10'));
    for (const path of ['loc-2026.1/changes', 'own-99/changes', 'own-10/changes?with=own-99']) {
      expect((await changes(path, june)).status).toBe(404);
    }
    expect((await changes('own-10/changes', intake.rosa)).status).toBe(404);
    expect((await changes('own-10/changes?after=x', june)).status).toBe(422);
  });

  test('goes on where it stopped', async () => {
    await load(stricter('own-11'));
    const last = 'ffffffff-ffff-4fff-bfff-ffffffffffff';
    const rest = await (await changes(`own-11/changes?after=${last}`, june)).json();
    expect(rest).toMatchObject({ judged: 0, total: null, next: null, changes: [] });
  });
});
