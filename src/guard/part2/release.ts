import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Actor, Db } from '../../platform/db/index.ts';
import { refusal, refuse } from '../../platform/http/problem.ts';
import { newId } from '../../platform/ids.ts';
import { type Key, sha256 } from '../../platform/secrets.ts';
import { orgSealer } from '../sealing.ts';

/** A cell of fewer people than this is not told. */
export const SMALL = 11;

const COLUMNS = z
  .object({
    note: z.string(),
    columns: z.record(
      z.string(),
      z.union([z.strictObject({ pattern: z.string() }), z.strictObject({ words: z.array(z.string()) })]),
    ),
  })
  .parse(JSON.parse(readFileSync(new URL('./release-words.json', import.meta.url), 'utf8'))).columns;
export const COLUMN_NAMES = Object.keys(COLUMNS);
/** The words of each column; null for years, quarters and states, which follow a pattern. */
export const ALLOWED: Readonly<Record<string, string[] | null>> = Object.fromEntries(
  Object.entries(COLUMNS).map(([name, column]) => [name, 'words' in column ? column.words : null]),
);

export interface Counts {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly by: readonly string[]; readonly people: number }[];
}

/** What of a table is not among the words in which counts may leave; as pointers into it. */
function unknownIn({ columns, rows }: Counts): readonly string[] {
  const isKnown = (column: string, word: string): boolean => {
    const allowed = COLUMNS[column];
    if (allowed === undefined) return false;
    return 'words' in allowed ? allowed.words.includes(word) : new RegExp(allowed.pattern).test(word);
  };
  return [
    ...columns.flatMap((column, nth) => (COLUMNS[column] === undefined ? [`/columns/${nth}`] : [])),
    ...rows.flatMap(({ by }, nth) =>
      by.length !== columns.length || by.some((word, at) => !isKnown(columns[at] ?? '', word))
        ? [`/rows/${nth}`]
        : [],
    ),
  ];
}

/**
 * The table as it leaves: no cell under eleven, and no sum. With a sum beside it a cell that is kept back could be worked
 * out from the others.
 */
export function csvOf({ columns, rows }: Counts): { csv: string; suppressed: number } {
  const told = rows.map(({ by, people }) => [...by, people < SMALL ? `<${SMALL}` : String(people)]);
  return {
    csv: [[...columns, 'people'], ...told].map((cells) => `${cells.join(',')}\r\n`).join(''),
    suppressed: rows.filter(({ people }) => people < SMALL).length,
  };
}

/** What gives somebody away, as far as a machine can tell. @see 45 CFR 164.514(b)(2)(i) */
const SIGNS: Readonly<Record<string, RegExp>> = {
  email: /[\w.+-]{1,64}@[\w-]+\.[\w.]+/g,
  'social security number': /\b\d{3}-\d{2}-\d{4}\b/g,
  phone: /(?:\+?1[ .-]?)?\(?\b\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b/g,
  date: /\b(?:\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})\b/g,
  'zip code': /\b\d{5}(?:-\d{4})?\b/g,
  'network address': /\b(?:\d{1,3}\.){3}\d{1,3}\b/g,
  'web address': /https?:\/\/\S+/g,
  'record code': /\b[A-Z]{1,2}-\d{3,6}\b/g,
  id: /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi,
  'long number': /\b\d{6,}\b/g,
  'age over 89': /\b(?:9\d|1[0-2]\d) ?(?:years|yrs|y\/o|años)\b/gi,
};

/** Kind of each sign found, once for each place. */
export const identifiersIn = (words: string): readonly string[] =>
  Object.entries(SIGNS).flatMap(([kind, sign]) => [...words.matchAll(sign)].map(() => kind));

interface Approval {
  readonly by: string;
  readonly on: string;
  /** The document itself, in words. */
  readonly document: string;
}

/**
 * Lets counts leave with nobody in them: for a study that was approved, or for public health.
 *
 * @throws Refusal `invalid` for words that may not leave, `somebody-in-it` where something gives somebody away
 * @see 42 CFR 2.52(b)(3), 2.54; 45 CFR 164.514(b)
 */
export async function releaseCounts(
  db: Db,
  master: Key,
  actor: Actor,
  now: Date,
  asked: {
    kind: 'research' | 'public-health';
    recipient: string;
    question: string;
    approval: Approval;
    counts: Counts;
  },
): Promise<{ id: string; csv: string; suppressed: number }> {
  const unknown = unknownIn(asked.counts);
  if (unknown.length > 0) {
    throw refuse('invalid', {
      fields: unknown.map((pointer) => ({
        pointer: `/counts${pointer}`,
        detail: 'This word is not among those in which counts may leave.',
      })),
    });
  }
  const { csv, suppressed } = csvOf(asked.counts);
  const signs = identifiersIn(csv);
  if (signs.length > 0) {
    throw refusal(
      422,
      'somebody-in-it',
      `There is something in it that may name somebody: ${signs.join(', ')}.`,
    );
  }
  const sealer = await orgSealer(db, master);
  const { recipient, question, approval } = asked;
  const id = newId();
  await db
    .insertInto('guard.data_release')
    .values({
      org_id: actor.org,
      release_id: id,
      kind: asked.kind,
      about_sealed: sealer.seal({ recipient, question, approval }),
      approval_hash: sha256(approval.document),
      rows: asked.counts.rows.length,
      suppressed,
      content_hash: sha256(csv),
      by_id: actor.id,
      at: now,
    })
    .execute();
  return { id, csv, suppressed };
}

export async function releasesIn(db: Db, master: Key) {
  const rows = await db
    .selectFrom('guard.data_release')
    .selectAll()
    .orderBy('at', 'desc')
    .limit(200)
    .execute();
  const sealer = await orgSealer(db, master);
  return rows.map((row) => {
    const about = sealer.open(row.about_sealed) as {
      recipient: string;
      question: string;
      approval: Approval;
    };
    return {
      id: row.release_id,
      kind: row.kind as 'research' | 'public-health',
      recipient: about.recipient,
      question: about.question,
      approvedBy: about.approval.by,
      approvedOn: about.approval.on,
      at: row.at.toISOString(),
      rows: row.rows,
      suppressed: row.suppressed,
    };
  });
}
