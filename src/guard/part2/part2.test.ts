import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ORG_ID, openProgram, PEOPLE, type Program } from '../../../test/support/program.ts';
import { newId } from '../../platform/ids.ts';
import { accountingCsv, accountingOf } from '../disclosure/accounting.ts';
import { disclose } from '../disclosure/disclose.ts';
import { keepKeys } from '../keys/keys.jobs.ts';
import { sealersFor } from '../sealing.ts';
import { dutiesFor, FACTORS } from './breach.ts';
import { csvOf, identifiersIn, SMALL } from './release.ts';
import { ALWAYS_KEPT, keptUntil } from './retention.ts';

let program: Program;
let karen: string;
let dana: string;
let kofi: string;
beforeAll(async () => {
  program = await openProgram();
  karen = await program.signIn(PEOPLE.karen);
  dana = await program.signIn(PEOPLE.dana);
  kofi = await program.signIn(PEOPLE.kofi);
}, 240_000);
afterAll(() => program.drop());

// biome-ignore lint/suspicious/noExplicitAny: whatever the route answers
type Answer = any;
const read = async (path: string, cookie: string, status = 200): Promise<Answer> => {
  const answer = await program.send(path, { cookie });
  const words = await answer.json();
  expect(answer.status, JSON.stringify(words)).toBe(status);
  return words;
};
const post = async (
  path: string,
  cookie: string,
  json: unknown,
  status = 201,
  version?: number,
): Promise<Answer> => {
  const answer = await program.send(path, { method: 'POST', cookie, json, version });
  const words = await answer.json();
  expect(answer.status, JSON.stringify(words)).toBe(status);
  return words;
};
const officer = <T>(work: Parameters<Program['look']>[2]) =>
  program.look('privacy', PEOPLE.kofi.id, work) as Promise<T>;
const looks = () =>
  officer<number>(async (db) => {
    const { n } = await db
      .selectFrom('guard.access')
      .select((q) => q.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    return Number(n);
  });
const sign = async (more: object): Promise<string> =>
  (
    await post('/api/my/sharing', karen, {
      kind: 'specific',
      language: 'en',
      categories: ['attendance', 'plan'],
      recipient: { kind: 'organisation', name: 'Bay Clinic' },
      purposes: ['treatment'],
      expiry: { event: 'end-of-treatment' },
      signature: 'Karen',
      agreed: true,
      ...more,
    })
  ).consent.id;
const listed = async (): Promise<Answer[]> => (await read('/api/my/disclosures', karen)).entries;

describe('2.16: a breach', () => {
  test('2.16: who is told by when: people within 60 days, HHS at once from 500 on, the media above 500', () => {
    const of = (people: number) => dutiesFor('2026-03-10', people);
    expect(of(499)).toEqual({
      peopleBy: '2026-05-09',
      hhs: { by: '2027-03-01', when: 'yearly' },
      mediaBy: null,
    });
    expect(of(500)).toMatchObject({ hhs: { by: '2026-05-09', when: 'at-once' }, mediaBy: null });
    expect(of(501)).toMatchObject({ hhs: { when: 'at-once' }, mediaBy: '2026-05-09' });
  });

  test('2.16: the log says whose record was touched, in one statement; the clock runs from discovery', async () => {
    await read(`/api/people/${PEOPLE.karen.id}/fit`, dana);
    await read(`/api/people/${PEOPLE.marisol.id}/fit`, dana);
    const discoveredOn = new Date(Date.now() - 5 * 86_400_000).toISOString().slice(0, 10);
    const began = performance.now();
    const { breach, affected } = await post('/api/guard/breaches', kofi, {
      words: 'A laptop was taken.',
      discoveredOn,
      lookedFor: { actor: PEOPLE.dana.id },
    });
    expect(performance.now() - began).toBeLessThan(60_000);
    const due = new Date(Date.parse(discoveredOn) + 60 * 86_400_000).toISOString().slice(0, 10);
    expect(breach).toMatchObject({ dueOn: due, peopleBy: due, people: affected.length, told: 0 });
    const seen = await officer<Set<string>>(
      async (db) =>
        new Set(
          (
            await db
              .selectFrom('guard.access')
              .select('participant_id')
              .where('actor_id', '=', PEOPLE.dana.id)
              .execute()
          ).map((row) => row.participant_id),
        ),
    );
    expect(new Set(affected.map(({ participant }: Answer) => participant))).toEqual(seen);
    expect(affected.map(({ recordCode }: Answer) => recordCode)).toEqual(
      expect.arrayContaining(['M-1187', 'R-1042']),
    );
    const { cases } = await read('/api/guard/cases', kofi);
    expect(cases).toContainEqual(expect.objectContaining({ kind: 'breach', dueOn: due }));
    const none = await post('/api/guard/breaches', kofi, {
      words: 'Nobody.',
      discoveredOn,
      lookedFor: { request: newId() },
    });
    expect(none.affected).toEqual([]);
    for (const lookedFor of [{}, { actor: 'x' }]) {
      await post('/api/guard/breaches', kofi, { words: 'x', discoveredOn, lookedFor }, 422);
    }
    await post(
      '/api/guard/breaches',
      kofi,
      { words: 'x', discoveredOn: '2999-01-01', lookedFor: { actor: PEOPLE.dana.id } },
      422,
    );
    await post(
      '/api/guard/breaches',
      dana,
      { words: 'x', discoveredOn, lookedFor: { from: discoveredOn } },
      404,
    );
  });

  test('2.16: nobody is told before the four factors are weighed; then each reads a letter of their own', async () => {
    const [first] = (await read('/api/guard/breaches', kofi)).breaches.filter((it: Answer) => it.people > 1);
    const at = `/api/guard/breaches/${first.case}`;
    const told = {
      happened: 'A laptop was taken from a car.',
      steps: 'Ask us for a new code.',
      doing: 'The laptop was erased from afar.',
      contact: 'Kofi, 813-555-0100',
    };
    expect((await post(`${at}/letters`, kofi, told, 422, first.version)).code).toBe('not-assessed');
    const factors = Object.fromEntries(FACTORS.map((factor) => [factor, 'Weighed.']));
    const { 'who-got-it': _, ...three } = factors;
    await post(`${at}/assessment`, kofi, { factors: three, isBreach: true }, 422, first.version);
    const { breach } = await post(`${at}/assessment`, kofi, { factors, isBreach: true }, 200, first.version);
    expect(breach).toMatchObject({ isBreach: true, assessment: factors });
    await post(`${at}/letters`, kofi, told, 412, first.version);
    expect((await read('/api/my/letters', karen)).letters).toEqual([]);
    const after = await post(`${at}/letters`, kofi, told, 200, breach.version);
    expect(after.breach.told).toBe(after.breach.people);
    const { letters } = await read('/api/my/letters', karen);
    expect(letters).toHaveLength(1);
    expect(letters[0].lines.join('\n')).toMatch(/laptop was taken.*your assessment.*Kofi/s);
    // What goes to a phone says only that there is something to read.
    const said = await program.look('system:messenger', newId(), (db) =>
      db
        .selectFrom('guard.message')
        .select(['kind', 'facts'])
        .where('occasion', '=', `letter ${first.case}`)
        .execute(),
    );
    expect(said).toHaveLength(after.breach.people);
    expect(new Set(said.map(({ kind, facts }) => `${kind} ${JSON.stringify(facts)}`))).toEqual(
      new Set(['see-record {}']),
    );
    const printed = await program.send(`${at}/letters`, { cookie: kofi });
    expect(printed.headers.get('content-type')).toBe('application/pdf');
    const pages = Buffer.from(await printed.arrayBuffer()).toString('latin1');
    expect(pages.match(/\/Type \/Page\b/g)?.length).toBe(after.breach.people);
    await post(`${at}/letters`, kofi, told, 409, after.breach.version);
    const noted = await post(
      `${at}/told`,
      kofi,
      { who: 'hhs', on: program.today },
      200,
      after.breach.version,
    );
    expect(noted.breach.hhsToldOn).toBe(program.today);
  });
});

describe('2.20: the stricter law of a state', () => {
  test('2.20: keeps back what the consent permits, on the way out and in the database itself', async () => {
    const consent = await sign({
      kind: 'tpo',
      categories: ['attendance', 'test'],
      recipient: { kind: 'class', name: 'Those who treat me and pay for it' },
      fundraising: 'may-not-ask',
      purposes: ['treatment', 'payment', 'operations'],
      expiry: { event: 'none' },
    });
    const to = `/api/people/${PEOPLE.karen.id}/disclosures`;
    const letter = (categories: string[]) => ({
      consent,
      categories,
      purpose: 'treatment',
      way: 'mail',
      what: 'A letter',
    });
    await post(to, dana, letter(['test']));
    const state = (isOn: boolean, rule = 'fl-tests-by-name') =>
      post('/api/guard/state-law', kofi, { rule, isOn }, 200);
    const { overlays } = await state(true);
    expect(overlays.find(({ rule }: Answer) => rule === 'fl-tests-by-name')).toMatchObject({ isOn: true });
    expect(await post(to, dana, letter(['test']), 422)).toMatchObject({
      code: 'no-consent',
      title: expect.stringMatching(/law of the state/),
    });
    await post(to, dana, letter(['attendance']));
    const denies = (category: string) =>
      program.look('counselor', PEOPLE.dana.id, async (db) => {
        const { rows } = await sql<{ denied: boolean }>`
          select guard.state_denies(c, ${category}, 'treatment') as denied from guard.consent c
          where consent_id = ${consent}`.execute(db);
        return rows[0]?.denied;
      });
    expect([await denies('test'), await denies('attendance')]).toEqual([true, false]);
    await state(false);
    await post(to, dana, letter(['test']));
    await post('/api/guard/state-law', kofi, { rule: 'none', isOn: true }, 404);
    await post('/api/guard/state-law', dana, { rule: 'fl-tests-by-name', isOn: false }, 404);
  });
});

describe('2.24: the list of an exchange', () => {
  test('2.24: equals what left through it in the last three years; nothing older; due 30 days after it was asked for', async () => {
    const consent = await sign({
      recipient: { kind: 'intermediary', name: 'Bay Exchange', members: ['Dr. Ortiz'] },
    });
    const actor = { org: ORG_ID, id: PEOPLE.dana.id, role: 'counselor', request: newId() };
    const now = new Date();
    const yearsAgo = (years: number, days: number) => {
      const at = new Date(now);
      at.setUTCFullYear(at.getUTCFullYear() - years);
      return new Date(at.getTime() + days * 86_400_000);
    };
    const made: [string, Date][] = [
      ['Today', now],
      ['Two days inside three years', yearsAgo(3, 2)],
      ['One day too old', yearsAgo(3, -1)],
    ];
    for (const [what, at] of made) {
      await program.house.door.asActor(actor, 'treatment', (db) =>
        disclose(db, program.house.masterKey, actor, at, {
          participant: PEOPLE.karen.id,
          basis: 'consent',
          consent,
          categories: ['attendance'],
          purpose: 'treatment',
          way: 'api',
          what,
        }),
      );
    }
    const { entries } = await read('/api/my/disclosures?only=intermediary', karen);
    expect(entries.map(({ what, to, at }: Answer) => [what, to, at.slice(0, 10)])).toEqual([
      ['Today', 'Bay Exchange', now.toISOString().slice(0, 10)],
      ['Two days inside three years', 'Bay Exchange', yearsAgo(3, 2).toISOString().slice(0, 10)],
    ]);
    const csv = await program.send(
      `/api/people/${PEOPLE.karen.id}/disclosures/file?as=csv&only=intermediary`,
      { cookie: kofi },
    );
    expect((await csv.text()).trim().split('\r\n')).toHaveLength(3);
    const pdf = await program.send('/api/my/disclosures/file?as=pdf&only=intermediary', { cookie: karen });
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    const { requests } = await post('/api/my/requests', karen, { kind: 'intermediary-list' });
    const [asked] = requests;
    const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format(
      new Date(asked.askedAt),
    );
    expect(Date.parse(asked.dueOn) - Date.parse(day)).toBe(30 * 86_400_000);
  });
});

describe('2.34 and 2.36: narrow messages', () => {
  const to = `/api/people/${PEOPLE.karen.id}/reports`;
  const fields = {
    name: 'Karen B.',
    bornOn: '1988-04-02',
    medicine: { name: 'buprenorphine', dose: '8 mg' },
    dates: { from: '2026-10-01', until: null },
  };
  let consent: string;
  beforeAll(async () => {
    consent = await sign({
      categories: ['identity', 'medication'],
      recipient: { kind: 'organisation', name: 'State registry' },
    });
  });

  test('2.34: only the allowed fields leave, and only with a consent that covers them', async () => {
    const message = (more: object = {}) => ({
      consent,
      message: { kind: 'central-registry', fields: { ...fields, ...more } },
    });
    const { sent, statement } = await post(to, dana, message());
    expect(sent).toEqual(fields);
    expect(statement).toMatch(/^This record which has been disclosed/);
    for (const more of [{ diagnosis: 'x' }, { note: 'x' }, { medicine: { ...fields.medicine, why: 'x' } }]) {
      await post(to, dana, message(more), 422);
    }
    const narrow = await sign({ categories: ['identity'] });
    const refused = await post(to, dana, { ...message(), consent: narrow }, 422);
    expect(refused.code).toBe('no-consent');
    await post(to, await program.signIn(PEOPLE.luis), message(), 404);
  });

  test('2.36: nothing is reported until a law of the state is named, and then with consent alone', async () => {
    const { dates: _, ...rest } = fields;
    const message = {
      kind: 'drug-monitoring',
      fields: { ...rest, medicine: { ...fields.medicine, quantity: '14' }, dispensedOn: '2026-10-01' },
    };
    const before = (await listed()).length;
    expect((await post(to, dana, { consent, message }, 422)).code).toBe('off');
    await post('/api/guard/drug-monitoring', dana, { citation: 'A law of the state' }, 404);
    await post('/api/guard/drug-monitoring', kofi, { citation: 'A law of the state' }, 200);
    await post(to, dana, { consent: newId(), message }, 404);
    expect((await listed()).length).toBe(before);
    await post(to, dana, { consent, message });
    expect((await listed()).length).toBe(before + 1);
    await post('/api/guard/drug-monitoring', kofi, { citation: null }, 200);
    expect((await post(to, dana, { consent, message }, 422)).code).toBe('off');
  });
});

describe('2.52 and 2.54: counts leave, and nobody in them', () => {
  const counts = {
    columns: ['quarter', 'level-of-care'],
    rows: [
      { by: ['2026-Q1', 'IOP'], people: 48 },
      { by: ['2026-Q1', 'PHP'], people: 3 },
      { by: ['2026-Q2', 'IOP'], people: 11 },
      { by: ['2026-Q2', 'PHP'], people: 10 },
    ],
  };
  const asked = (more: object = {}) => ({
    kind: 'research',
    recipient: 'A university',
    question: 'Who stays in care',
    approval: { by: 'Review board 7', on: '2026-10-01', document: 'Approved as protocol 12.' },
    counts,
    ...more,
  });
  const to = '/api/guard/data-releases';

  test('2.52: nothing leaves without the document that approves it; a cell of three is kept back', async () => {
    await post(to, kofi, asked({ approval: { by: 'Board', on: '2026-10-01', document: ' ' } }), 422);
    await post(to, kofi, asked({ approval: undefined }), 422);
    await post(to, dana, asked(), 404);
    expect((await read(to, kofi)).releases).toEqual([]);
    const { csv, suppressed } = await post(to, kofi, asked());
    expect(suppressed).toBe(2);
    expect(csv.split('\r\n')).toEqual([
      'quarter,level-of-care,people',
      '2026-Q1,IOP,48',
      `2026-Q1,PHP,<${SMALL}`,
      '2026-Q2,IOP,11',
      `2026-Q2,PHP,<${SMALL}`,
      '',
    ]);
    expect((await read(to, kofi)).releases).toMatchObject([
      { approvedBy: 'Review board 7', rows: 4, suppressed: 2 },
    ]);
  });

  test('2.52: a record never leaves for it, whoever asks', async () => {
    const actor = { org: ORG_ID, id: PEOPLE.kofi.id, role: 'privacy', request: newId() };
    for (const basis of ['research', 'public-health'] as const) {
      await expect(
        program.house.door.asActor(actor, 'operations', (db) =>
          disclose(db, program.house.masterKey, actor, new Date(), {
            participant: PEOPLE.karen.id,
            basis,
            to: { name: 'A university' },
            categories: ['measure'],
            purpose: 'research',
            way: 'export',
            what: 'Her answers',
          }),
        ),
      ).rejects.toMatchObject({ code: 'somebody-in-it' });
    }
  });

  test('2.54: a scan of what leaves finds nobody; names, codes, days and places are no words for it', async () => {
    const { csv } = await post(to, kofi, asked({ kind: 'public-health' }));
    expect(identifiersIn(csv)).toEqual([]);
    for (const word of ['Karen', 'R-1042', '2026-10-01', '33602', 'karen@example.org']) {
      const rows = [{ by: ['2026-Q1', word], people: 48 }];
      await post(to, kofi, asked({ counts: { ...counts, rows } }), 422);
    }
    await post(to, kofi, asked({ counts: { columns: ['name'], rows: [{ by: ['IOP'], people: 50 }] } }), 422);
    expect(
      identifiersIn(
        'karen@example.org 813-555-0142 2026-10-01 10/1/88 33602 R-1042 078-05-1120 93 years 10.0.0.7 https://a.b/c 12345678',
      ).length,
    ).toBeGreaterThanOrEqual(11);
    expect(csvOf({ columns: ['year'], rows: [{ by: ['2026'], people: 0 }] }).csv).toContain(`<${SMALL}`);
  });
});

describe('2.53: somebody checks the program', () => {
  const agreed = {
    name: 'Ida Beck',
    affiliation: 'State authority',
    agreement: 'Signed on paper, in the safe.',
    afterwards: 'destroy',
    agreedOn: '2026-10-01',
    printsMax: 2,
    recordCodes: ['R-1042'],
  };
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const agree = async (more: object = {}): Promise<string> =>
    (await post('/api/guard/audits', kofi, { ...agreed, untilOn: inDays(5), ...more })).audits[0].id;
  const print = (audit: string, recordCode: string, cookie = kofi) =>
    program.send(`/api/guard/audits/${audit}/print`, { method: 'POST', cookie, json: { recordCode } });

  test('2.53: gets sheets marked with whose copy they are, no more than agreed, of nobody else, until the day', async () => {
    const audit = await agree();
    const before = (await listed()).length;
    const sheet = await print(audit, 'R-1042');
    expect(sheet.headers.get('content-type')).toBe('application/pdf');
    expect(sheet.headers.get('cache-control')).toBe('no-store');
    expect(await drawnIn(sheet)).toMatch(/Ida Beck .* sheet 1 of 2/);
    const beyond = await print(audit, 'M-1187');
    expect([beyond.status, (await beyond.json()).code]).toEqual([422, 'outside-audit']);
    expect(await drawnIn(await print(audit, 'R-1042'))).toMatch(/sheet 2 of 2/);
    expect((await (await print(audit, 'R-1042')).json()).code).toBe('outside-audit');
    const entries = await listed();
    expect(entries.length).toBe(before + 2);
    expect(entries[0]).toMatchObject({ basis: 'audit', to: 'Ida Beck', way: 'print' });
    expect((await print(audit, 'R-1042', dana)).status).toBe(404);
    const { audits } = await post(`/api/guard/audits/${audit}/end`, kofi, { returnedOn: program.today }, 200);
    expect(audits[0]).toMatchObject({ isOpen: false, prints: 2, returnedOn: program.today });
  });

  test('2.53: needs a written agreement, a day within a year and people by name; ended, it opens nothing', async () => {
    for (const more of [
      { agreement: '' },
      { untilOn: inDays(-2) },
      { untilOn: inDays(400) },
      { recordCodes: [] },
      { recordCodes: ['X-0'] },
      { printsMax: 201 },
    ]) {
      await post('/api/guard/audits', kofi, { ...agreed, untilOn: inDays(5), ...more }, 422);
    }
    const audit = await agree();
    await post(`/api/guard/audits/${audit}/end`, kofi, {}, 200);
    expect((await print(audit, 'R-1042')).status).toBe(422);
    expect((await print(newId(), 'R-1042')).status).toBe(404);
  });
});

describe('2.61-2.67: an order of a court', () => {
  const opens = {
    recordCode: 'R-1042',
    section: '2.64',
    categories: ['attendance'],
    from: '2026-09-01',
    until: '2026-09-30',
    recipient: { name: 'Clerk of court', affiliation: 'Circuit court' },
  };
  const release = {
    recordCode: 'R-1042',
    categories: ['attendance'],
    from: '2026-09-01',
    until: '2026-09-30',
    way: 'mail',
    what: 'On which days she came in September',
  };
  const request = async (hasOrder: boolean, hasSubpoena: boolean): Promise<string> =>
    (await post('/api/guard/legal-requests', kofi, { hasOrder, hasSubpoena, words: 'A letter came.' })).case;

  test('2.61-2.67: a subpoena alone, or an order alone, opens nothing', async () => {
    for (const [hasOrder, hasSubpoena] of [
      [false, true],
      [true, false],
    ] as const) {
      const id = await request(hasOrder, hasSubpoena);
      const refused = await post(`/api/guard/legal-requests/${id}/orders`, kofi, opens, 422);
      expect(refused.code).toBe('blocked');
      expect((await read(`/api/guard/legal-requests/${id}/orders`, kofi)).orders).toEqual([]);
    }
    await post(`/api/guard/legal-requests/${newId()}/orders`, kofi, opens, 404);
    await post(`/api/guard/legal-requests/${await request(true, true)}/orders`, dana, opens, 404);
  });

  test('2.61-2.67: what the order opens leaves once; another person, part or day does not', async () => {
    const id = await request(true, true);
    const { orders } = await post(`/api/guard/legal-requests/${id}/orders`, kofi, opens);
    const at = `/api/guard/orders/${orders[0].id}/release`;
    const before = (await listed()).length;
    for (const more of [
      { recordCode: 'M-1187' },
      { categories: ['attendance', 'note'] },
      { categories: ['medication'] },
      { from: '2026-08-31' },
      { until: '2026-10-01' },
    ]) {
      expect((await post(at, kofi, { ...release, ...more }, 422)).code, JSON.stringify(more)).toBe(
        'outside-order',
      );
    }
    await post(at, dana, release, 404);
    expect((await listed()).length).toBe(before);
    await post(at, kofi, release);
    expect((await post(at, kofi, release, 422)).code).toBe('outside-order');
    const entries = await listed();
    expect(entries.length).toBe(before + 1);
    expect(entries[0]).toMatchObject({ basis: 'court-order', to: 'Clerk of court', purpose: 'legal' });
  });

  test('2.63: what was said in confidence needs grounds of its own', async () => {
    const id = await request(true, true);
    const at = `/api/guard/legal-requests/${id}/orders`;
    const notes = { ...opens, categories: ['counselling_note'] };
    expect((await post(at, kofi, notes, 422)).code).toBe('confidential');
    await post(at, kofi, { ...notes, hasConfidentialGrounds: true });
  });

  test('2.61-2.67: the record is held from then on: nothing of it is purged', async () => {
    const { holds } = await read('/api/guard/shreddings', kofi);
    expect(holds).toContainEqual(
      expect.objectContaining({ recordCode: 'R-1042', why: 'An order of a court is about this record.' }),
    );
  });
});

describe('retention: how long a record is kept', () => {
  test('retention: years after care; for a minor until they are of age and longer; the longest where nothing is known', () => {
    const until = (careEndedOn: string, ofAgeOn: string | null, state: string | null) =>
      keptUntil({ careEndedOn, ofAgeOn }, state);
    expect(until('2020-02-29', null, 'NY')).toMatchObject({ rule: 'NY', until: '2026-02-28' });
    expect(until('2020-01-01', '2030-01-01', 'NY')).toMatchObject({ until: '2034-01-01' });
    expect(until('2020-01-01', '2020-06-01', 'CA')).toMatchObject({ until: '2027-01-01' });
    expect(until('2020-01-01', null, null)).toMatchObject({ rule: 'other', until: '2030-01-01' });
    expect(until('2020-01-01', null, 'ZZ').until).toBe('2030-01-01');
    for (const { years } of Object.values(ALWAYS_KEPT)) expect(years).toBeGreaterThanOrEqual(6);
  });

  test('retention: a purge leaves alone what is held, and the log of who looked loses no row', async () => {
    const at = '/api/guard/retention';
    const codes = (
      await officer<{ record_code: string | null }[]>((db) =>
        db
          .selectFrom('guard.participant')
          .select('record_code')
          .where('record_code', 'not in', ['R-1042', 'M-1187'])
          .orderBy('record_code')
          .limit(2)
          .execute(),
      )
    ).map((row) => row.record_code as string);
    const [old = '', kept = ''] = codes;
    for (const [recordCode, careEndedOn] of [
      [old, '2001-01-01'],
      ['R-1042', '2001-01-01'], // held by the order above
      [kept, '2026-01-01'],
    ]) {
      await post(at, kofi, { recordCode, careEndedOn, ofAgeOn: null });
    }
    await post(at, kofi, { recordCode: kept, careEndedOn: '2999-01-01', ofAgeOn: null }, 422);
    await post(at, dana, { recordCode: kept, careEndedOn: '2001-01-01', ofAgeOn: null }, 404);
    const { asked, held, records } = await post(`${at}/purge`, kofi, {}, 200);
    expect([asked, held]).toEqual([1, 1]);
    const states = Object.fromEntries(records.map((it: Answer) => [it.recordCode, it.state]));
    expect(states).toMatchObject({ [old]: 'to-be-shredded', 'R-1042': 'held', [kept]: 'kept' });
    // Thirty days to take it back.
    expect(await keepKeys(program.house, ORG_ID)).toBe(0);
    const again = await post(`${at}/purge`, kofi, {}, 200);
    expect(again).toMatchObject({ asked: 0, held: 1 });
    const rows = await looks();
    expect(rows).toBeGreaterThan(10);
    await keepKeys(program.house, ORG_ID);
    expect(await looks()).toBe(rows);
    expect(await accountingRows()).toBeGreaterThan(0);
  });
});

const accountingRows = () =>
  officer<number>(async (db) => {
    const sealer = (await sealersFor(db, program.house.masterKey, [PEOPLE.karen.id])).get(PEOPLE.karen.id);
    if (sealer === undefined) return 0;
    return accountingCsv(await accountingOf(db, sealer, PEOPLE.karen.id, new Date())).length;
  });

/** The words drawn on a PDF. */
async function drawnIn(answer: Response): Promise<string> {
  const { inflateSync } = await import('node:zlib');
  const pdf = Buffer.from(await answer.arrayBuffer());
  let found = '';
  for (let at = pdf.indexOf('stream\n'); at >= 0; at = pdf.indexOf('stream\n', at)) {
    const end = pdf.indexOf('endstream', at);
    try {
      const drawn = inflateSync(pdf.subarray(at + 7, end)).toString('latin1');
      for (const [, hex = ''] of drawn.matchAll(/<([0-9a-f]+)>/g))
        found += Buffer.from(hex, 'hex').toString('latin1');
      found += '\n';
    } catch {
      // not compressed: no words in it
    }
    at = end + 9;
  }
  return found;
}
