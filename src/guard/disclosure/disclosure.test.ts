import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ORG_ID, openProgram, PEOPLE, type Program } from '../../../test/support/program.ts';
import { newId } from '../../platform/ids.ts';
import { accountingCsv, accountingPdf, type Entry } from './accounting.ts';
import { disclose } from './disclose.ts';

let program: Program;
let karen: string;
let dana: string;
let kofi: string;
beforeAll(async () => {
  program = await openProgram();
  karen = await program.signIn(PEOPLE.karen);
  dana = await program.signIn(PEOPLE.dana);
  kofi = await program.signIn(PEOPLE.kofi);
});
afterAll(() => program.drop());

// biome-ignore lint/suspicious/noExplicitAny: whatever the route answers
type Answer = any;
async function post(path: string, cookie: string, json: unknown, status = 201): Promise<Answer> {
  const answer = await program.send(path, { method: 'POST', cookie, json });
  const words = await answer.json();
  expect(answer.status, JSON.stringify(words)).toBe(status);
  return words;
}
const get = async (path: string, cookie: string): Promise<Answer> =>
  (await program.send(path, { cookie })).json();

const to = `/api/people/${PEOPLE.karen.id}/disclosures`;
const consent = (more: object = {}) => ({
  kind: 'specific',
  language: 'en',
  categories: ['attendance', 'plan'],
  recipient: { kind: 'organisation', name: 'Bay Clinic' },
  purposes: ['treatment'],
  expiry: { event: 'end-of-treatment' },
  signature: 'Karen',
  agreed: true,
  ...more,
});
const sign = async (more: object = {}): Promise<string> =>
  (await post('/api/my/sharing', karen, consent(more))).consent.id;
const letter = (id: string, more: object = {}) => ({
  consent: id,
  categories: ['attendance'],
  purpose: 'treatment',
  way: 'mail',
  what: 'A letter that says on how many days she came in October',
  ...more,
});
const entries = async (): Promise<readonly Entry[]> => (await get('/api/my/disclosures', karen)).entries;

describe('2.32: what leaves under a consent', () => {
  test('is written down, carries the statement and what the consent allows, and the person reads it', async () => {
    const id = await sign();
    const { statement, scope, to: recipient } = await post(to, dana, letter(id));
    expect(statement).toMatch(/^This record which has been disclosed to you is protected by Federal/);
    expect(statement).toMatch(/42 CFR 2\.31\)\.$/);
    expect(scope).toMatch(
      /^The patient consented in writing on \d{4}-\d\d-\d\d to the disclosure of attendance and treatment plan for treatment, until end of treatment\.$/,
    );
    expect(recipient).toBe('Bay Clinic');
    const [entry] = await entries();
    expect(entry).toMatchObject({
      to: 'Bay Clinic',
      what: 'A letter that says on how many days she came in October',
      categories: ['attendance'],
      basis: 'consent',
      notice: 'long',
      by: 'Dana R.',
    });
  });

  test('leaves for nothing the consent does not say', async () => {
    const before = (await entries()).length;
    const id = await sign();
    for (const more of [
      { categories: ['medication'] },
      { categories: ['attendance', 'measure'] },
      { purpose: 'payment' },
      { categories: ['counselling_note'] },
    ]) {
      const { type } = await post(to, dana, letter(id, more), 422);
      expect(type).toMatch(/no-consent$/);
    }
    await post(to, dana, letter(newId()), 404);
    await post(to, dana, letter(id, { what: '' }), 422);
    expect((await entries()).length).toBe(before);
  });

  test('2.31(c): leaves no more once the consent was taken back; what left stays listed', async () => {
    const id = await sign({ recipient: { kind: 'organisation', name: 'Old Clinic' } });
    await post(to, dana, letter(id));
    const stopped = await program.send(`/api/my/sharing/${id}/stop`, {
      method: 'POST',
      cookie: karen,
      json: {},
    });
    expect(stopped.status).toBe(200);
    expect((await post(to, dana, letter(id), 422)).type).toMatch(/no-consent$/);
    expect((await entries()).some((entry) => entry.to === 'Old Clinic')).toBe(true);
  });

  test('is let out by the care team alone', async () => {
    const id = await sign();
    for (const person of [PEOPLE.luis, PEOPLE.rosa, PEOPLE.june]) {
      const answer = await program.send(to, {
        method: 'POST',
        cookie: await program.signIn(person),
        json: letter(id),
      });
      expect(answer.status).toBe(404);
    }
    await post(to, karen, letter(id), 404);
  });

  test('2.26: what was paid for by the person themself is kept from their health plan', async () => {
    const id = await sign({
      recipient: { kind: 'payer', name: 'A plan' },
      purposes: ['payment'],
      categories: ['money', 'attendance'],
    });
    const bill = letter(id, { purpose: 'payment', categories: ['money'] });
    await post(to, dana, bill);
    await post('/api/my/restrictions', karen, {
      from: { recipient: 'health-plan' },
      categories: ['money'],
      reason: 'I paid for it.',
      isSelfPaid: true,
    });
    expect((await post(to, dana, bill, 422)).type).toMatch(/kept-from-plan$/);
    await post(to, dana, letter(id, { purpose: 'payment' }));
  });
});

describe('2.32: whichever way it goes', () => {
  /** What a file or letter lacks of what must go along with it. */
  const lacking = (sent: Answer): string[] =>
    [
      /protected by Federal confidentiality rules \(42 CFR part 2\)/.test(sent.statement) ? '' : 'statement',
      /consented in writing on \d{4}-\d\d-\d\d to the disclosure of attendance/.test(sent.scope)
        ? ''
        : 'scope',
    ].filter((part) => part !== '');

  test.each(['print', 'mail', 'fax', 'spoken', 'export'])('%s: statement and scope go along', async (way) => {
    const sent = await post(to, dana, letter(await sign(), { way }));
    expect(lacking(sent)).toEqual([]);
    expect(lacking({ ...sent, statement: '' })).toEqual(['statement']);
    expect(lacking({ ...sent, scope: '' })).toEqual(['scope']);
  });

  test('a bill has room for the short statement alone, and the scope goes along all the same', async () => {
    const id = await sign({ recipient: { kind: 'organisation', name: 'A biller' } });
    const actor = { org: ORG_ID, id: PEOPLE.dana.id, role: 'counselor', request: newId() };
    const { accompanying } = await program.house.door.asActor(actor, 'treatment', (db) =>
      disclose(db, program.house.masterKey, actor, new Date(), {
        participant: PEOPLE.karen.id,
        basis: 'consent',
        consent: id,
        categories: ['attendance'],
        purpose: 'treatment',
        way: 'claim',
        what: 'A claim',
        notice: 'short',
      }),
    );
    expect(accompanying?.statement).toBe(
      '42 CFR part 2 prohibits unauthorized use or disclosure of these records.',
    );
    expect(accompanying?.scope).toMatch(/^The patient consented in writing/);
  });
});

describe('2.33: one consent for treatment, payment and operations', () => {
  const forAll = () =>
    sign({
      kind: 'tpo',
      recipient: { kind: 'class', name: 'My treating providers and health plans' },
      purposes: ['treatment', 'payment', 'operations'],
      categories: ['attendance', 'plan'],
      expiry: { event: 'none' },
      fundraising: 'may-not-ask',
    });
  const bound = async (id: string, recipientIs?: string): Promise<string> =>
    (await post(to, dana, letter(id, { recipientIs }))).obligations;

  test('2.33: three recipients, three obligations, and proceedings against the patient in none of them', async () => {
    const id = await forAll();
    const [covered = '', part2 = '', holder = ''] = [
      await bound(id, 'covered-entity'),
      await bound(id, 'part2-program'),
      await bound(id, 'lawful-holder'),
    ];
    expect(new Set([covered, part2, holder]).size).toBe(3);
    expect(covered).toMatch(/as the HIPAA regulations permit/);
    expect(part2).toMatch(/only as the patient’s consent says/);
    expect(holder).toMatch(/bound by a written contract to 42 CFR part 2/);
    for (const words of [covered, part2, holder]) {
      expect(words).toMatch(/In no case .* proceedings against the patient/);
    }
    expect(await bound(id)).toBe(holder);
    await post(to, dana, letter(id, { recipientIs: 'friend' }), 422);
  });

  test('2.33: under a consent for one thing nobody passes it on, whoever they are', async () => {
    const id = await sign();
    const all = [await bound(id, 'covered-entity'), await bound(id, 'part2-program'), await bound(id)];
    expect(new Set(all).size).toBe(1);
    expect(all[0]).toMatch(/another written consent of the patient/);
  });
});

describe('2.31(c): taken back while something leaves', () => {
  test('the taking back waits until what was on its way is written down, and then nothing more leaves', async () => {
    const id = await sign();
    const actor = { org: ORG_ID, id: PEOPLE.dana.id, role: 'counselor', request: newId() };
    let isStopped = false;
    let stopping: Promise<Response> | undefined;
    await program.house.door.asActor(actor, 'treatment', async (db) => {
      await disclose(db, program.house.masterKey, actor, new Date(), {
        participant: PEOPLE.karen.id,
        basis: 'consent',
        ...letter(id, {}),
      } as Parameters<typeof disclose>[4]);
      stopping = Promise.resolve(
        program.send(`/api/my/sharing/${id}/stop`, { method: 'POST', cookie: karen, json: {} }),
      ).then((answer) => {
        isStopped = true;
        return answer;
      });
      // Long enough for a stop that does not wait to be through.
      for (let nth = 0; nth < 50; nth++) {
        await db.selectFrom('guard.org').select('org_id').execute();
        await new Promise((turn) => setImmediate(turn));
      }
      expect(isStopped).toBe(false);
    });
    expect((await stopping)?.status).toBe(200);
    const { type, title } = await post(to, dana, letter(id), 422);
    expect(type).toMatch(/no-consent$/);
    expect(title).toBe('This consent is not in force. Nothing left.');
  });

  test('both at once: whatever left is in the list, and whoever came too late is told that nothing left', async () => {
    for (let nth = 0; nth < 5; nth++) {
      const id = await sign({ recipient: { kind: 'organisation', name: `Clinic ${nth}` } });
      const [sent, stopped] = await Promise.all([
        program.send(to, { method: 'POST', cookie: dana, json: letter(id) }),
        program.send(`/api/my/sharing/${id}/stop`, { method: 'POST', cookie: karen, json: {} }),
      ]);
      expect(stopped.status).toBe(200);
      const left = (await entries()).filter((entry) => entry.to === `Clinic ${nth}`);
      if (sent.status === 201) expect(left).toHaveLength(1);
      else {
        expect((await sent.json()).title).toMatch(/not in force\. Nothing left\.$/);
        expect(left).toEqual([]);
      }
      await post(to, dana, letter(id), 422);
    }
  });

  test.each([
    ['the person’s own list', () => `/api/my/disclosures/file?as=csv`, () => karen],
    ['the privacy officer’s list', () => `${to}/file?as=csv`, () => kofi],
    ['the person’s own copy', () => '/api/my/record/file?as=json', () => karen],
  ])('%s made at that moment says of the consent what is true when it is read', async (_, path, cookie) => {
    const name = `Moment ${newId()}`;
    const id = await sign({ recipient: { kind: 'organisation', name } });
    const [file, stopped] = await Promise.all([
      program.send(path(), { cookie: cookie() }),
      program.send(`/api/my/sharing/${id}/stop`, { method: 'POST', cookie: karen, json: {} }),
    ]);
    expect([file.status, stopped.status]).toEqual([200, 200]);
    const after = await program.send('/api/my/record/file?as=json', { cookie: karen });
    const consents = (await after.json()).parts.find(({ part }: Answer) => part === 'guard.consent').rows;
    const taken = consents.find((row: Answer) => JSON.stringify(row).includes(name));
    expect(taken.revoked_at).toMatch(/^\d{4}-/);
  });
});

test('2.51: in an emergency nothing leaves unless one is open, by whoever opened it', async () => {
  const actor = { org: ORG_ID, id: PEOPLE.dana.id, role: 'counselor', request: newId() };
  await expect(
    program.house.door.asActor(actor, 'treatment', (db) =>
      disclose(db, program.house.masterKey, actor, new Date(), {
        participant: PEOPLE.karen.id,
        basis: 'emergency',
        emergency: newId(),
        to: { name: 'Dr. Ortiz', affiliation: 'A hospital' },
        categories: ['medication'],
        purpose: 'treatment',
        way: 'spoken',
        what: 'What she takes',
      }),
    ),
  ).rejects.toThrow(/no emergency open/);
});

describe('2.25: the accounting of disclosures', () => {
  const entry: Entry = {
    id: newId(),
    at: '2026-11-01T15:00:00.000Z',
    by: 'Dana R.',
    basis: 'consent',
    to: '=cmd|calc',
    affiliation: null,
    toKind: 'organisation',
    way: 'mail',
    categories: ['plan'],
    purpose: 'treatment',
    what: 'A letter, with "quotes"\nand ñandú',
    notice: 'long',
  };

  test('is a CSV that no spreadsheet runs', () => {
    const csv = accountingCsv([entry]);
    expect(csv.split('\r\n')[0]).toBe(
      '"date","to","affiliation","what","parts","purpose","because","how","by"',
    );
    expect(csv).toContain(`"'=cmd|calc"`);
    expect(csv).toContain('"A letter, with ""quotes""\nand ñandú"');
  });

  test.each(['en', 'es'] as const)('is a tagged PDF in %s with every entry in it', async (language) => {
    const many = Array.from({ length: 60 }, (_, nth) => ({ ...entry, to: `Clinic ${nth}` }));
    const bytes = Buffer.from(
      await accountingPdf(many, { language, zone: 'America/New_York', now: new Date() }),
    );
    const words = bytes.toString('latin1');
    expect(words.startsWith('%PDF-')).toBe(true);
    expect(words).toContain('/StructTreeRoot');
    expect(words).toContain(`/Lang (${language})`);
    expect(textOf(bytes)).toContain('Clinic 59');
    expect(textOf(bytes)).toContain(language === 'en' ? 'my consent' : 'mi permiso');
  });

  test('comes to the person and to the privacy officer as a file that nothing keeps', async () => {
    const mine = await program.send('/api/my/disclosures/file?as=pdf&language=es', { cookie: karen });
    expect(mine.headers.get('content-type')).toBe('application/pdf');
    expect(mine.headers.get('content-disposition')).toBe('attachment; filename="list.pdf"');
    expect(mine.headers.get('cache-control')).toBe('no-store');
    const theirs = await program.send(`${to}/file?as=csv`, { cookie: kofi });
    expect(await theirs.text()).toContain('Bay Clinic');
    expect((await program.send(`${to}/file?as=exe`, { cookie: kofi })).status).toBe(422);
  });

  test('2.24: through an exchange alone, for the list of an intermediary', async () => {
    expect((await get('/api/my/disclosures?only=intermediary', karen)).entries).toEqual([]);
  });

  test('goes back three years and no further', async () => {
    const later = new Date();
    later.setUTCFullYear(later.getUTCFullYear() + 4);
    const { accountingOf } = await import('./accounting.ts');
    const { sealersFor } = await import('../sealing.ts');
    const left = await program.look('counselor', PEOPLE.dana.id, async (db) => {
      const sealer = (await sealersFor(db, program.house.masterKey, [PEOPLE.karen.id])).get(PEOPLE.karen.id);
      return sealer === undefined ? undefined : accountingOf(db, sealer, PEOPLE.karen.id, later);
    });
    expect(left).toEqual([]);
  });
});

/** The words drawn by a PDF: strings of its inflated streams. */
function textOf(pdf: Buffer): string {
  let found = '';
  for (let at = 0; ; ) {
    const start = pdf.indexOf('stream\n', at);
    if (start < 0) return found;
    const end = pdf.indexOf('endstream', start);
    at = end + 9;
    try {
      const drawn = inflateSync(pdf.subarray(start + 7, end)).toString('latin1');
      for (const [, hex = ''] of drawn.matchAll(/<([0-9a-f]+)>/g))
        found += Buffer.from(hex, 'hex').toString('latin1');
      found += '\n';
    } catch {
      // not compressed: no words in it
    }
  }
}
