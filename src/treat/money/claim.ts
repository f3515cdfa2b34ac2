import type { Line } from './billable.ts';
import type { Member } from './coverage.store.ts';
import type { Payer } from './payer.store.ts';

/** What a row lacks, so that the payer would send it back. */
export const PROBLEMS = [
  'member-number',
  'member-name',
  'birth-date',
  'diagnosis',
  'payer-number',
  'provider-number',
] as const;
export type RowProblem = (typeof PROBLEMS)[number];

export interface ClaimFacts {
  readonly member: Member | null;
  readonly diagnoses: readonly string[];
  readonly payer: Pick<Payer, 'payerNumber' | 'providerNumber'>;
}

/** The scrub before anything leaves: each row by itself, so that one person's gap holds up nobody else. */
export function problemsOf({ member, diagnoses, payer }: ClaimFacts): readonly RowProblem[] {
  const lacks: Record<RowProblem, boolean> = {
    'member-number': !member?.number,
    'member-name': !member?.name,
    'birth-date': !member?.bornOn,
    diagnosis: diagnoses.length === 0,
    'payer-number': payer.payerNumber === null,
    'provider-number': payer.providerNumber === null,
  };
  return PROBLEMS.filter((problem) => lacks[problem]);
}

const DIAGNOSES_MAX = 4; // a line of a professional claim points at no more
const COLUMNS = [
  'line',
  'payer',
  'provider',
  'member',
  'group',
  'name',
  'born_on',
  'date',
  'code',
  'modifiers',
  'units',
  'minutes',
  'place',
  'revenue',
  'condition',
  'tier',
  'authorisation',
  'charge',
  'diagnoses',
  'statement',
  'consent',
] as const;

export interface ClaimRow {
  readonly id: string;
  readonly line: Line;
  readonly facts: ClaimFacts;
  readonly authorisationNumber: string | null;
  readonly cents: number | null;
  /** 42 CFR 2.32: the statement, and what the consent allows. */
  readonly statement: string;
  readonly scope: string;
}

const cellsOf = ({ id, line, facts, authorisationNumber, cents, statement, scope }: ClaimRow): string[] => [
  id,
  facts.payer.payerNumber ?? '',
  facts.payer.providerNumber ?? '',
  facts.member?.number ?? '',
  facts.member?.group ?? '',
  facts.member?.name ?? '',
  facts.member?.bornOn ?? '',
  line.on,
  line.code,
  line.modifiers.join(' '),
  String(line.units),
  String(line.minutes),
  line.place,
  line.revenue,
  line.condition ?? '',
  line.tier === null ? '' : String(line.tier),
  authorisationNumber ?? '',
  cents === null ? '' : (cents / 100).toFixed(2),
  facts.diagnoses.slice(0, DIAGNOSES_MAX).join(' '),
  statement,
  scope,
];

/** RFC 4180. A cell that a spreadsheet would take for a formula is led by an apostrophe. */
const cell = (words: string): string => {
  const harmless = /^[=+\-@\t\r\n]/.test(words) ? `'${words}` : words;
  return `"${harmless.replaceAll('"', '""')}"`;
};
const row = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;

export const claimHead = (): string => row(COLUMNS);
/** One row of a claim file; without `statement` and `scope` it is what is shown to have left. */
export const claimRow = (claim: ClaimRow): string => row(cellsOf(claim));
