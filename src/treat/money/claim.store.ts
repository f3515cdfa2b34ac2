import { sql } from 'kysely';
import { disclose } from '../../guard/disclosure/disclose.ts';
import { type Sealer, sealersFor } from '../../guard/sealing.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import { refusal, refuse } from '../../platform/http/problem.ts';
import { newId } from '../../platform/ids.ts';
import { type Key, sha256 } from '../../platform/secrets.ts';
import { addDays, daysThatWeek, keyOf, type Line, weekOf } from './billable.ts';
import type { Books } from './books.store.ts';
import { type ClaimFacts, type ClaimRow, claimHead, claimRow, problemsOf, type RowProblem } from './claim.ts';
import type { Member } from './coverage.store.ts';
import { ON_A_CLAIM } from './standing.store.ts';
import { rateOf } from './work-list.ts';

export interface Ready {
  readonly key: string;
  readonly line: Line;
  readonly cents: number | null;
  readonly problems: readonly RowProblem[];
  readonly facts: ClaimFacts;
  readonly authorisationNumber: string | null;
  /** Fewer days that week than the code is meant for: said to whoever bills, who decides. */
  readonly fewDays: { readonly days: number; readonly needed: number } | null;
}

/** Lines of one payer with nothing in their way, each with what its row lacks. Nothing leaves by looking. */
export async function readyFor(
  db: Db,
  master: Key,
  books: Books,
  payerId: string,
): Promise<readonly Ready[]> {
  const payer = books.payers.get(payerId);
  if (payer === undefined) throw refuse('not-found');
  const lines = books.open.filter((line) => line.payer === payerId && line.reasons.length === 0);
  const sealers = await sealersFor(db, master, [...new Set(lines.map(({ participant }) => participant))]);
  const opened = (sealed: Uint8Array | null | undefined, sealer: Sealer | undefined): unknown =>
    sealed === null || sealed === undefined ? null : (sealer?.open(sealed) ?? null);
  return lines.map((line): Ready => {
    const sealer = sealers.get(line.participant);
    const coverage = books.coverages.find(({ id }) => id === line.coverage);
    const authorisation = books.authorisations.find(({ id }) => id === line.authorisation);
    const facts = {
      member: opened(coverage?.memberSealed, sealer) as Member | null,
      diagnoses: books.standingOf(line.participant).diagnoses,
      payer,
    };
    return {
      key: `${line.participant} ${keyOf(line)}`,
      line,
      cents: rateOf(line, books.rates),
      problems: problemsOf(facts),
      facts,
      authorisationNumber: opened(authorisation?.numberSealed, sealer) as string | null,
      fewDays: fewDaysOf(books, line),
    };
  });
}

function fewDaysOf(books: Books, line: Line): Ready['fewDays'] {
  const rules = line.payer === null ? undefined : books.rules.get(line.payer);
  if (rules === undefined || !line.isDay) return null;
  const days = daysThatWeek(books.lines, line, rules.weekStarts);
  // The week is judged when it is over.
  const isOver = addDays(weekOf(line.on, rules.weekStarts), 7) <= books.today;
  return isOver && days < rules.daysPerWeekMin ? { days, needed: rules.daysPerWeekMin } : null;
}

export interface Exported {
  readonly id: string;
  readonly lines: number;
  readonly file: { readonly name: string; readonly text: string };
}

/**
 * Lets lines leave as one file: each person's rows under their own consent, written down before they go, and no line
 * twice. All of it or nothing.
 *
 * @throws Refusal `not-ready-to-claim` where a line changed since it was looked at
 */
export async function exportClaim(
  db: Db,
  master: Key,
  actor: Actor,
  now: Date,
  given: { readonly books: Books; readonly payer: string; readonly keys: readonly string[] },
): Promise<Exported> {
  const { books, payer, keys } = given;
  // Two at once wait for one another; the unique index is what holds in the end.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`claim ${actor.org}`}, 0))`.execute(db);
  const ready = new Map((await readyFor(db, master, books, payer)).map((one) => [one.key, one]));
  const chosen = [...new Set(keys)].map((key) => ready.get(key));
  if (chosen.some((one) => one === undefined || one.problems.length > 0)) {
    throw refusal(
      409,
      'not-ready-to-claim',
      'A line changed since you looked. Nothing left. Look again, then send what is ready.',
    );
  }
  const exportId = newId();
  const sent: { row: ClaimRow; disclosure: string }[] = [];
  const byPerson = Map.groupBy(chosen as readonly Ready[], ({ line }) => line.participant);
  for (const [participant, own] of byPerson) {
    const { consent } = books.standingOf(participant);
    if (consent === null) throw refuse('conflict');
    const rows = own.map((one) => ({ ...one, id: newId(), statement: '', scope: '' }));
    const left = await disclose(db, master, actor, now, {
      basis: 'consent',
      consent,
      participant,
      way: 'claim',
      purpose: 'payment',
      categories: ON_A_CLAIM,
      what: `A claim of ${own.length} ${own.length === 1 ? 'line' : 'lines'} to ${books.payers.get(payer)?.name ?? ''}`,
      content: rows.map(claimRow).join(''),
      notice: 'short',
    });
    const { statement = '', scope = '' } = left.accompanying ?? {};
    sent.push(...rows.map((row) => ({ row: { ...row, statement, scope }, disclosure: left.id })));
  }
  const text = claimHead() + sent.map(({ row }) => claimRow(row)).join('');
  await db
    .insertInto('treat.claim_export')
    .values({
      org_id: actor.org,
      export_id: exportId,
      payer_id: payer,
      lines: sent.length,
      made_by: actor.id,
      made_at: now,
      content_hash: sha256(text),
    })
    .execute();
  await db
    .insertInto('treat.claim_line')
    .values(
      sent.map(({ row: { id, line, cents }, disclosure }) => ({
        org_id: actor.org,
        participant_id: line.participant,
        line_id: id,
        export_id: exportId,
        payer_id: payer,
        authorisation_id: line.authorisation,
        disclosure_id: disclosure,
        line_key: keyOf(line),
        on_date: line.on,
        code: line.code,
        units: line.units,
        is_day: line.isDay,
        minutes: line.minutes,
        cents,
        services: [...line.services],
      })),
    )
    .execute();
  return { id: exportId, lines: sent.length, file: { name: `claim-${exportId.slice(0, 8)}.csv`, text } };
}

export interface SentLine {
  readonly id: string;
  readonly participant: string;
  readonly recordCode: string | null;
  readonly payer: string;
  readonly on: string;
  readonly code: string;
  readonly units: number;
  readonly isDay: boolean;
  readonly sentAt: Date;
  readonly state: 'exported' | 'void';
  readonly version: number;
}

const SENT_MAX = 300;

/** What left, the newest first. */
export async function sentLines(db: Db): Promise<readonly SentLine[]> {
  const rows = await db
    .selectFrom('treat.claim_line as c')
    .innerJoin('treat.claim_export as e', (on) =>
      on.onRef('e.org_id', '=', 'c.org_id').onRef('e.export_id', '=', 'c.export_id'),
    )
    .innerJoin('guard.participant as p', (on) =>
      on.onRef('p.org_id', '=', 'c.org_id').onRef('p.participant_id', '=', 'c.participant_id'),
    )
    .select([
      'c.line_id',
      'c.participant_id',
      'p.record_code',
      'c.payer_id',
      'c.on_date',
      'c.code',
      'c.units',
      'c.is_day',
      'e.made_at',
      'c.state',
      'c.version',
    ])
    .orderBy('e.made_at', 'desc')
    .orderBy('c.on_date')
    .orderBy('c.line_id')
    .limit(SENT_MAX)
    .execute();
  return rows.map((row) => ({
    id: row.line_id,
    participant: row.participant_id,
    recordCode: row.record_code,
    payer: row.payer_id,
    on: row.on_date,
    code: row.code,
    units: row.units,
    isDay: row.is_day,
    sentAt: row.made_at,
    state: row.state as SentLine['state'],
    version: row.version,
  }));
}

/** Takes a line back, with its reason: it may then go out again. @returns whether that version was still the newest */
export async function voidLine(
  db: Db,
  master: Key,
  actor: Actor,
  now: Date,
  line: { readonly id: string; readonly version: number; readonly reason: string },
): Promise<boolean> {
  const row = await db
    .selectFrom('treat.claim_line')
    .select(['participant_id', 'state'])
    .where('line_id', '=', line.id)
    .executeTakeFirst();
  if (row === undefined) throw refuse('not-found');
  if (row.state === 'void') throw refusal(409, 'void-already', 'This line is void already.');
  const sealer = (await sealersFor(db, master, [row.participant_id])).get(row.participant_id);
  if (sealer === undefined) throw refuse('not-found');
  const { numUpdatedRows } = await db
    .updateTable('treat.claim_line')
    .set({
      state: 'void',
      voided_by: actor.id,
      voided_at: now,
      void_sealed: sealer.seal(line.reason),
      version: line.version + 1,
    })
    .where('line_id', '=', line.id)
    .where('version', '=', line.version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
