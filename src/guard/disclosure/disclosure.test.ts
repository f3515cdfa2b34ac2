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
