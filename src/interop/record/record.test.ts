import { inflateSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openProgram, PEOPLE, type Program } from '../../../test/support/program.ts';
import { sha256 } from '../../platform/secrets.ts';
import { linesOf } from './paper.ts';
import { LEFT_OUT, PARTS, SHOWN_CATEGORIES } from './parts.ts';
import { columnWords, partWords } from './words.ts';

let program: Program;
let karen: string;
let now = new Date();
beforeAll(async () => {
  program = await openProgram({ clock: { now: () => now } });
  karen = await program.signIn(PEOPLE.karen);
});
afterAll(() => program.drop());

interface Copy {
  readonly about: string;
  readonly parts: readonly {
    readonly part: string;
    readonly rows: readonly Readonly<Record<string, unknown>>[];
  }[];
}
const file = (as: string, language = 'en', cookie = karen) =>
  program.send(`/api/my/record/file?as=${as}&language=${language}`, { cookie });
const copyIn = async (language = 'en'): Promise<{ words: string; copy: Copy }> => {
  const answer = await file('json', language);
  expect(answer.status).toBe(200);
  const words = await answer.text();
  return { words, copy: JSON.parse(words) };
};
const rowsIn = ({ parts }: Copy, name: string) => parts.find(({ part }) => part === name)?.rows ?? [];

describe('2.23: the person’s own copy', () => {
  test('holds what is held of them, in their own words, with names in place of ids', async () => {
    const { copy } = await copyIn();
    expect(copy.about).toMatch(/42 CFR 2\.23/);
    expect(rowsIn(copy, 'guard.identity')[0]).toMatchObject({ name: { called: 'Karen' } });
    expect(rowsIn(copy, 'guard.care_team')).toContainEqual(expect.objectContaining({ staff: 'Dana R.' }));
    expect(rowsIn(copy, 'fit.decision')[0]).toMatchObject({
      decided: expect.stringMatching(/^(OP|IOP|PHP)$/),
    });
    expect(rowsIn(copy, 'treat.attendance').length).toBeGreaterThan(0);
    expect(rowsIn(copy, 'schedule.placement')[0]).toMatchObject({
      plan: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      session: expect.stringMatching(/\w/),
    });
    const spanish = await copyIn('es');
    expect(spanish.copy.about).toMatch(/Solo usted la pidió/);
  });

  test('holds no other person, no counselling note, no key and no digest', async () => {
    const { words, copy } = await copyIn();
    const others = await program.look('coordinator', PEOPLE.rosa.id, (db) =>
      db.selectFrom('guard.participant').select(['participant_id', 'record_code']).execute(),
    );
    const theirs = others.filter(({ participant_id }) => participant_id !== PEOPLE.karen.id);
    expect(theirs.length).toBeGreaterThan(40);
    for (const { participant_id, record_code } of theirs) {
      expect(words).not.toContain(participant_id);
      if (record_code !== null) expect(words).not.toContain(record_code);
    }
    expect(SHOWN_CATEGORIES).not.toContain('counselling_note');
    for (const { part, rows } of copy.parts) {
      for (const column of rows.flatMap((row) => Object.keys(row))) {
        expect(`${part} ${column}`).not.toMatch(/_sealed|_hash|wrapped|token|org_id|participant_id/);
      }
    }
  });

  test('is a file nothing keeps, under a name that tells nothing', async () => {
    for (const as of ['json', 'pdf']) {
      const { status, headers } = await file(as);
      expect(status).toBe(200);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('content-disposition')).toBe(`attachment; filename="copy.${as}"`);
    }
    expect((await file('exe')).status).toBe(422);
  });

  test.each(['en', 'es'] as const)('is a tagged PDF in %s with the same words', async (language) => {
    const bytes = Buffer.from(await (await file('pdf', language)).arrayBuffer());
    const words = textOf(bytes);
    expect(bytes.toString('latin1')).toContain('/StructTreeRoot');
    expect(bytes.toString('latin1')).toContain(`/Lang (${language})`);
    for (const said of language === 'en'
      ? ['My record', 'Called: Karen', 'What was decided', 'When I came']
      : ['Mi expediente', 'Me llaman: Karen', 'Lo que se decidió', 'Cuándo vine']) {
      expect(words).toContain(said);
    }
  });

  test('is noted as a look at each part, and as something that left because the person wanted it', async () => {
    const { words } = await copyIn();
    const seen = await program.look('privacy', PEOPLE.kofi.id, (db) =>
      db
        .selectFrom('guard.access')
        .select(['category', 'request_id'])
        .where('participant_id', '=', PEOPLE.karen.id)
        .where('actor_id', '=', PEOPLE.karen.id)
        .orderBy('access_id', 'desc')
        .limit(SHOWN_CATEGORIES.length)
        .execute(),
    );
    expect(new Set(seen.map(({ request_id }) => request_id)).size).toBe(1);
    expect(seen.map(({ category }) => category).sort()).toEqual([...SHOWN_CATEGORIES].sort());
    const left = await program.look('privacy', PEOPLE.kofi.id, (db) =>
      db
        .selectFrom('guard.disclosure')
        .selectAll()
        .where('participant_id', '=', PEOPLE.karen.id)
        .where('content_hash', '=', Buffer.from(sha256(words)))
        .execute(),
    );
    expect(left).toMatchObject([
      { basis: 'the-person', recipient_kind: 'the-person', way: 'export', consent_id: null },
    ]);
    const { entries } = await (await program.send('/api/my/disclosures', { cookie: karen })).json();
    expect(entries[0]).toMatchObject({ to: 'Me', basis: 'the-person' });
  });

  test('comes to nobody else, and only to whoever just showed who they are', async () => {
    for (const person of [PEOPLE.dana, PEOPLE.rosa, PEOPLE.kofi, PEOPLE.june]) {
      expect((await file('json', 'en', await program.signIn(person))).status).toBe(404);
    }
    const theirs = await (await file('json', 'en', await program.signIn(PEOPLE.marisol))).json();
    expect(theirs.participant).toBe(PEOPLE.marisol.id);
    const before = now;
    now = new Date(before.getTime() + 6 * 60_000);
    const answer = await file('json');
    now = before;
    expect(answer.status).toBe(403);
    expect((await answer.json()).code).toBe('prove-again');
  });
});

test('2.23: every table of a person is in their copy, or left out for a reason', async () => {
  const { rows } = await program.look('privacy', PEOPLE.kofi.id, (db) =>
    sql<{ name: string }>`
      select n.nspname || '.' || c.relname as name
      from pg_catalog.pg_class c
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = 'participant_id' and not a.attisdropped
      where c.relkind in ('r', 'p') and not c.relispartition`.execute(db),
  );
  const decided = new Set<string>([...PARTS.map(({ table }) => table), ...Object.keys(LEFT_OUT)]);
  expect(rows.map(({ name }) => name).filter((name) => !decided.has(name))).toEqual([]);
});

test('every part and column of the copy has words in both languages', () => {
  for (const { table, shows, names, opens } of PARTS) {
    expect(partWords(table, 'es')).not.toBe(table);
    const columns = [
      ...shows,
      ...names.map((name) => name.replace(/_id$/, '')),
      ...opens.map((name) => name.replace(/_sealed$/, '')),
    ];
    for (const column of columns) {
      expect(columnWords(column, 'es'), `${table} ${column}`).not.toBe(
        columnWords(`${column}-`, 'es').trim(),
      );
    }
  }
});

test('a row on paper is one line a thing, times on the wall, and what is inside stands further in', () => {
  const how = { language: 'en', zone: 'America/New_York', now } as const;
  const lines = linesOf(
    {
      start_minute: 1050,
      quiet_from: 1260,
      is_on: true,
      signed_at: '2026-11-30T22:00:00.000Z',
      contact: { channel: 'text', hours: ['morning', 'evening'] },
      visits: [{ kind: 'individual', minutes: 50 }],
    },
    how,
  );
  expect(lines).toEqual([
    'From: Monday 5:30 PM',
    'Quiet from: 9:00 PM',
    'On: yes',
    'Signed: November 30, 2026 at 5:00 PM',
    'Contact:',
    '   By: text',
    '   Hours: morning, evening',
    'Visits:',
    '   Kind: individual',
    '   Minutes: 50',
  ]);
});

/** The words drawn by a PDF, however it broke its lines. */
function textOf(pdf: Buffer): string {
  let found = '';
  for (let at = 0; ; ) {
    const start = pdf.indexOf('stream\n', at);
    if (start < 0) return found.replace(/\s+/g, ' ');
    const end = pdf.indexOf('endstream', start);
    at = end + 9;
    try {
      const drawn = inflateSync(pdf.subarray(start + 7, end)).toString('latin1');
      for (const line of drawn.split('\n')) {
        for (const [, hex = ''] of line.matchAll(/<([0-9a-f]+)>/g)) {
          found += Buffer.from(hex, 'hex').toString('latin1');
        }
        if (/TJ/.test(line)) found += ' ';
      }
    } catch {
      // not compressed: no words in it
    }
  }
}
