import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openProgram, PEOPLE, type Program } from '../../../test/support/program.ts';
import { type Running, stopsWith } from './ending.ts';

const inDays = (days: number): Date => new Date(Date.UTC(2026, 10, 30 + days));
const running = (id: string, more: Partial<Running> = {}): Running => ({
  id,
  participant: 'karen',
  recipient: { kind: 'organisation', id: null, name: 'Bay Clinic' },
  categories: ['attendance', 'plan'],
  purposes: ['treatment'],
  endsAt: inDays(10),
  ...more,
});

describe('what stops when a consent ends', () => {
  const ending = running('ending');
  test.each<[string, Partial<Running>, readonly string[]]>([
    ['another that goes on without a day keeps all of it', { endsAt: null }, []],
    ['another that ends later keeps all of it', { endsAt: inDays(90) }, []],
    ['another that ends the same moment keeps nothing', { endsAt: inDays(10) }, ['attendance', 'plan']],
    ['another for a part of it keeps that part', { endsAt: null, categories: ['plan'] }, ['attendance']],
    [
      'another for something else keeps nothing',
      { endsAt: null, purposes: ['payment'] },
      ['attendance', 'plan'],
    ],
    [
      'another of somebody else keeps nothing',
      { endsAt: null, participant: 'marisol' },
      ['attendance', 'plan'],
    ],
    [
      'the same name in other letters is the same recipient',
      { endsAt: null, recipient: { kind: 'organisation', id: null, name: 'BAY clinic' } },
      [],
    ],
    [
      'another recipient keeps nothing',
      { endsAt: null, recipient: { kind: 'organisation', id: null, name: 'Bay Court' } },
      ['attendance', 'plan'],
    ],
    [
      'whoever signs in is not known by a name',
      { endsAt: null, recipient: { kind: 'organisation', id: 'x', name: 'Bay Clinic' } },
      ['attendance', 'plan'],
    ],
    [
      'a name nobody can read is nobody’s',
      { endsAt: null, recipient: { kind: 'organisation', id: null, name: null } },
      ['attendance', 'plan'],
    ],
  ])('%s', (_, other, stops) => {
    expect(stopsWith(ending, [ending, running('other', other)])).toEqual(stops);
  });
});

describe('GET /api/consents-ending', () => {
  let program: Program;
  let karen: string;
  beforeAll(async () => {
    program = await openProgram();
    karen = await program.signIn(PEOPLE.karen);
  }, 240_000);
  afterAll(() => program.drop());

  const day = (days: number): string =>
    new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format(
      new Date(Date.now() + days * 86_400_000),
    );
  const sign = async (name: string, more: object): Promise<string> => {
    const answer = await program.send('/api/my/sharing', {
      method: 'POST',
      cookie: karen,
      json: {
        kind: 'specific',
        language: 'en',
        categories: ['attendance', 'plan'],
        recipient: { kind: 'organisation', name },
        purposes: ['treatment'],
        signature: 'Karen',
        agreed: true,
        ...more,
      },
    });
    expect(answer.status).toBe(201);
    return (await answer.json()).consent.id;
  };
  // biome-ignore lint/suspicious/noExplicitAny: whatever the route answers
  const ending = async (person: (typeof PEOPLE)['dana']): Promise<any[]> => {
    const answer = await program.send('/api/consents-ending', { cookie: await program.signIn(person) });
    expect(answer.status).toBe(200);
    return (await answer.json()).ending;
  };

  test('tells the care team and the privacy officer what ends, for whom, and what stops then; nobody else', async () => {
    const soon = await sign('Bay Clinic', { expiry: { on: day(10) } });
    const renewed = await sign('Dr. Ortiz', { expiry: { on: day(5) } });
    await sign('Dr. Ortiz', { categories: ['plan'], expiry: { on: day(200) } });
    await sign('Bay Court', { expiry: { on: day(45) } });
    const first = { consent: renewed, recordCode: 'R-1042', lastOn: day(5), stops: ['attendance'] };
    const second = {
      consent: soon,
      participant: PEOPLE.karen.id,
      recordCode: 'R-1042',
      recipient: { kind: 'organisation', name: 'Bay Clinic' },
      lastOn: day(10),
      stops: ['attendance', 'plan'],
    };
    for (const person of [PEOPLE.dana, PEOPLE.kofi]) {
      const list = await ending(person);
      expect(list).toMatchObject([first, second]);
    }
    for (const person of [PEOPLE.luis, PEOPLE.rosa]) expect(await ending(person)).toEqual([]);
    expect((await program.send('/api/consents-ending', { cookie: karen })).status).toBe(404);
    const noted = await program.look('privacy', PEOPLE.kofi.id, (db) =>
      db
        .selectFrom('guard.access')
        .select(['participant_id', 'category'])
        .distinct()
        .where('actor_id', '=', PEOPLE.kofi.id)
        .execute(),
    );
    expect(noted).toEqual([{ participant_id: PEOPLE.karen.id, category: 'consent' }]);
  });

  test('one that was stopped is not on the list any more', async () => {
    const [first] = await ending(PEOPLE.dana);
    const stopped = await program.send(`/api/my/sharing/${first.consent}/stop`, {
      method: 'POST',
      cookie: karen,
      json: {},
    });
    expect(stopped.status).toBe(200);
    expect((await ending(PEOPLE.dana)).map(({ consent }) => consent)).not.toContain(first.consent);
  });
});
