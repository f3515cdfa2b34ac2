import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openProgram, PEOPLE, type Program } from '../../test/support/program.ts';
import { newId } from '../platform/ids.ts';
import { mondayOf, weekAfter } from './calendar.ts';
import { weekFile } from './week-file.ts';

let program: Program;
let dana: string;
let luis: string;
let rosa: string;
beforeAll(async () => {
  program = await openProgram();
  [dana, luis, rosa] = (await Promise.all(
    [PEOPLE.dana, PEOPLE.luis, PEOPLE.rosa].map((one) => program.signIn(one)),
  )) as [string, string, string];
});
afterAll(() => program.drop());

// biome-ignore lint/suspicious/noExplicitAny: whatever the route answers
type Answer = any;
async function call(path: string, cookie: string, json?: unknown, status = 200): Promise<Answer> {
  const method = json === undefined ? 'GET' : 'POST';
  const answer = await program.send(path, {
    method,
    cookie,
    ...(json === undefined ? {} : { json }),
  });
  const words = await answer.json();
  expect(answer.status, JSON.stringify(words)).toBe(status);
  return words;
}
const codesOf = ({ people }: Answer): string[] => people.map(({ recordCode }: Answer) => recordCode).sort();
const pairOf = ({ pairs }: Answer, ...codes: string[]): Answer =>
  pairs.find((pair: Answer) => codesOf(pair).join() === [...codes].sort().join());
const planned = (): Promise<[string, string][]> =>
  program.look('system:planner', PEOPLE.rosa.id, async (db) => {
    const { apart } = await weekFile(db, weekAfter(mondayOf(program.today)));
    return apart;
  });

describe('two people who never share a group', () => {
  test('the role that said it knows why; the coordinator sees the codes and never the reason', async () => {
    const said = { one: 'R-1042', other: 'M-1187', reason: 'They were a couple once.' };
    const mine = pairOf(await call('/api/apart', dana, said, 201), 'R-1042', 'M-1187');
    expect(mine).toMatchObject({ owner: 'counselor', isMine: true, reason: said.reason, endedAt: null });
    const theirs = pairOf(await call('/api/apart', rosa), 'R-1042', 'M-1187');
    expect(theirs).toMatchObject({ owner: 'counselor', isMine: false, reason: null });
    expect(JSON.stringify(await call('/api/apart', rosa))).not.toContain('couple');
    await call('/api/apart', rosa, { ...said, reason: 'x' }, 409);
  });

  test('the planner keeps them apart at once, and no more when the pair is ended; the ending can be taken back', async () => {
    const [karen, marisol] = [PEOPLE.karen.id, PEOPLE.marisol.id].sort() as [string, string];
    const at = `/api/apart/${marisol}/${karen}`;
    expect(await planned()).toContainEqual([karen, marisol]);
    const refused = await call(at, rosa, { isKept: false }, 409);
    expect(refused.code).toBe('not-yours');
    const ended = await call(at, dana, { isKept: false });
    expect(pairOf(ended, 'R-1042', 'M-1187').endedAt).not.toBeNull();
    expect(await planned()).not.toContainEqual([karen, marisol]);
    await call(at, dana, { isKept: true });
    expect(await planned()).toContainEqual([karen, marisol]);
  });

  test('once ended, another role may take it up with a reason of its own; neither reads the other’s', async () => {
    const at = `/api/apart/${PEOPLE.karen.id}/${PEOPLE.marisol.id}`;
    await call(at, dana, { isKept: false });
    const said = { one: 'M-1187', other: 'R-1042', reason: 'Asked for at the desk.' };
    const theirs = pairOf(await call('/api/apart', rosa, said, 201), 'R-1042', 'M-1187');
    expect(theirs).toMatchObject({ owner: 'coordinator', isMine: true, reason: said.reason });
    const mine = pairOf(await call(`/api/people/${PEOPLE.karen.id}/apart`, dana), 'R-1042', 'M-1187');
    expect(mine).toMatchObject({ owner: 'coordinator', isMine: false, reason: null });
    await call(at, dana, { isKept: false }, 409);
    await call(at, rosa, { isKept: false });
  });

  test('the two themselves learn nothing, and a counselor of other people can neither see nor say it', async () => {
    const karen = await program.signIn(PEOPLE.karen);
    await call('/api/apart', karen, undefined, 404);
    const seen = await program.look('participant', PEOPLE.karen.id, (db) =>
      db.selectFrom('schedule.apart').selectAll().execute(),
    );
    expect(seen).toEqual([]);
    expect(pairOf(await call('/api/apart', luis), 'R-1042', 'M-1187')).toBeUndefined();
    await call(`/api/people/${PEOPLE.karen.id}/apart`, luis, undefined, 404);
    await call('/api/apart', luis, { one: 'R-1042', other: 'M-1187', reason: 'x' }, 404);
    const kofi = await program.signIn(PEOPLE.kofi);
    await call('/api/apart', kofi, { one: 'R-1042', other: 'M-1187', reason: 'x' }, 404);
  });

  test('what cannot be is refused with the field that is wrong, and groups they still share are named', async () => {
    const refused = async (one: string, other: string) =>
      (await call('/api/apart', rosa, { one, other, reason: 'x' }, 422)).errors[0].pointer;
    expect(await refused('Q-0000', 'R-1042')).toBe('/one');
    expect(await refused('R-1042', 'R-1042')).toBe('/other');
    expect(
      (await call('/api/apart', rosa, { one: 'R-1042', other: 'M-1187', reason: ' ' }, 422)).errors,
    ).toEqual([{ pointer: '/reason', detail: 'Say why, for your role alone.' }]);
    await call(`/api/apart/${newId()}/${newId()}`, rosa, { isKept: false }, 404);

    const together = await program.look('coordinator', PEOPLE.rosa.id, async (db) => {
      const plan = await db
        .selectFrom('schedule.plan')
        .select('plan_id')
        .where('state', '=', 'published')
        .orderBy('week', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow();
      return db
        .selectFrom('schedule.placement as l')
        .innerJoin('guard.participant as p', 'p.participant_id', 'l.participant_id')
        .select(['l.session_id', 'p.record_code'])
        .where('plan_id', '=', plan.plan_id)
        .where('p.stage', '=', 'participant')
        .orderBy('l.session_id')
        .execute();
    });
    const rosters = [...Map.groupBy(together, ({ session_id }) => session_id).values()];
    const [one, other] = rosters.find((roster) => roster.length > 1) ?? [];
    const codes = [String(one?.record_code), String(other?.record_code)] as const;
    const said = pairOf(
      await call('/api/apart', rosa, { one: codes[0], other: codes[1], reason: 'Neighbors.' }, 201),
      ...codes,
    );
    expect(said.shared.length).toBeGreaterThan(0);
    expect(said.shared[0]).toEqual({ en: expect.any(String), es: expect.any(String) });
  });
});
