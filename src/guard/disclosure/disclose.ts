import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor, Db } from '../../platform/db/index.ts';
import { refusal, refuse } from '../../platform/http/problem.ts';
import { newId } from '../../platform/ids.ts';
import { type Key, sha256 } from '../../platform/secrets.ts';
import { consentWhole, holdConsent, sealerOf } from '../consent/consent.store.ts';
import type { Shareable } from '../consent/forms.ts';
import { keptByState, mustStand } from '../part2/standing.ts';
import { likelyType, obligationsOf, type RecipientType } from './obligations.ts';

export const WAYS = ['screen', 'print', 'export', 'mail', 'fax', 'api', 'claim', 'spoken'] as const;
export type Way = (typeof WAYS)[number];
/** Why something may leave: with consent, or because a section of the rule says so. */
export const BASES = [
  'consent',
  'emergency',
  'court-order',
  'audit',
  'research',
  'public-health',
  'the-person',
  'report-by-law',
] as const;
export type Basis = (typeof BASES)[number];

const STATEMENTS = z
  .object({ source: z.string(), long: z.string(), short: z.string() })
  .parse(JSON.parse(readFileSync(new URL('./notice.json', import.meta.url), 'utf8')));

/** What each part is called for whoever receives it. */
const PARTS: Readonly<Record<Shareable, string>> = {
  identity: 'name and birth date',
  contact: 'contact details',
  schedule: 'appointments',
  attendance: 'attendance',
  assessment: 'assessments',
  plan: 'treatment plan',
  note: 'progress notes',
  counselling_note: 'SUD counseling notes',
  measure: 'questionnaire scores',
  medication: 'medications',
  test: 'test results',
  money: 'billing',
  document: 'letters and forms',
};
const FOR: Readonly<Record<string, string>> = {
  treatment: 'treatment',
  payment: 'payment',
  operations: 'health care operations',
  support: 'support by family and friends',
  legal: 'legal proceedings',
  research: 'research',
};
const list = (words: readonly string[]): string =>
  new Intl.ListFormat('en', { type: 'conjunction' }).format(words);

interface Leaving {
  readonly participant: string;
  readonly way: Way;
  readonly categories: readonly Shareable[];
  readonly purpose: 'treatment' | 'payment' | 'operations' | 'support' | 'legal' | 'research';
  /** A brief description of what leaves, in words. */
  readonly what: string;
  /** What leaves, where it is data: its digest is kept, to prove later that this was it. */
  readonly content?: string | Uint8Array;
  /** The short statement where there is no room for the long one (a text field of a claim). */
  readonly notice?: 'long' | 'short';
  /** What the recipient is to the law, where that is known: it decides what they may do with it. 2.33 */
  readonly recipientIs?: RecipientType | undefined;
}
type Reason =
  | { readonly basis: 'consent'; readonly consent: string }
  | {
      readonly basis: 'emergency';
      readonly emergency: string;
      readonly to: { readonly name: string; readonly affiliation: string };
    }
  | {
      readonly basis: Exclude<Basis, 'consent' | 'emergency'>;
      /** The order or the audit it rests on, or the request it answers. */
      readonly request?: string;
      /** The days it is about, where an order names them. */
      readonly period?: { readonly from: string; readonly until: string };
      readonly to: { readonly name: string; readonly affiliation?: string };
    };

/** What goes along with everything that leaves under consent. 2.32 */
export interface Accompanying {
  readonly statement: string;
  /** What the consent allows, in plain words: parts, purpose, until when. */
  readonly scope: string;
  /** What this recipient may do with it, and what nobody may. 2.33 */
  readonly obligations: string;
}
export interface Disclosed {
  readonly id: string;
  readonly to: string;
  readonly accompanying: Accompanying | null;
}

/**
 * The one way out: writes down that something leaves, in the transaction that lets it leave, and returns what must go
 * along. When this refuses, nothing leaves.
 *
 * @throws Refusal `no-consent` where the consent is not in force or does not cover it, `kept-from-plan` where the
 *   person asked that a health plan gets nothing, `no-emergency` where none is open, `outside-order` and `outside-audit`
 * @see 42 CFR 2.13, 2.20, 2.31-2.33, 2.51-2.54, 2.61-2.67; 45 CFR 164.522(a)(1)(vi)
 */
export async function disclose(
  db: Db,
  master: Key,
  actor: Actor,
  now: Date,
  leaving: Leaving & Reason,
): Promise<Disclosed> {
  const { participant, categories, way, purpose, what, content, notice = 'long' } = leaving;
  const sealer = await sealerOf(db, master, participant);
  const under = leaving.basis === 'consent' ? await consentFor(db, master, leaving) : undefined;
  if (leaving.basis === 'emergency') await mustBeOpen(db, actor, participant, leaving.emergency);
  else if (leaving.basis !== 'consent') await mustStand(db, now, leaving);
  const recipient =
    under ?? (leaving.basis === 'consent' ? undefined : { kind: kindOf(leaving.basis), ...leaving.to });
  if (recipient === undefined) throw refuse('not-found');
  if (recipient.kind === 'payer' || way === 'claim') await mustNotBeKept(db, participant, categories);
  const id = newId();
  await db
    .insertInto('guard.disclosure')
    .values({
      org_id: actor.org,
      disclosure_id: id,
      participant_id: participant,
      at: now,
      by_id: actor.id,
      basis: leaving.basis,
      consent_id: leaving.basis === 'consent' ? leaving.consent : null,
      emergency_id: leaving.basis === 'emergency' ? leaving.emergency : null,
      request_id: 'request' in leaving ? (leaving.request ?? null) : null,
      recipient_kind: recipient.kind,
      recipient_sealed: sealer.seal({
        ...recipient,
        kind: undefined,
        accompanying: undefined,
        consentKind: undefined,
      }),
      way,
      categories: [...categories],
      purpose,
      what_sealed: sealer.seal(what),
      notice: under === undefined ? null : notice,
      content_hash: content === undefined ? null : sha256(content),
    })
    .execute();
  return {
    id,
    to: recipient.name,
    accompanying:
      under === undefined
        ? null
        : {
            statement: STATEMENTS[notice],
            scope: under.accompanying,
            obligations: obligationsOf(under.consentKind, leaving.recipientIs ?? likelyType(under.kind)),
          },
  };
}

interface Recipient {
  readonly kind: string;
  readonly name: string;
  readonly affiliation?: string;
}

/** The recipient of the consent and its scope in words, if it is in force and covers all of this. */
async function consentFor(
  db: Db,
  master: Key,
  {
    participant,
    consent,
    categories,
    purpose,
  }: { consent: string } & Pick<Leaving, 'participant' | 'categories' | 'purpose'>,
): Promise<Recipient & { accompanying: string; consentKind: string }> {
  // Taken back at the same moment: whoever comes first goes first, and the other sees what was done. 2.31(c)
  await holdConsent(db, consent, 'shared');
  const { summary, document } = await consentWhole(db, master, participant, consent);
  if (summary.state !== 'in-force') throw noConsent('This consent is not in force.');
  const beyond = categories.filter((category) => !summary.categories.includes(category));
  if (beyond.length > 0)
    throw noConsent(`The consent does not cover ${list(beyond.map((part) => PARTS[part]))}.`);
  if (!summary.purposes.includes(purpose)) {
    throw noConsent(`The consent is not for ${FOR[purpose]}.`);
  }
  const kept = await keptByState(db, { consent, categories, purpose });
  if (kept.length > 0) {
    throw noConsent(
      `The law of the state keeps back ${list(kept.map((part) => PARTS[part as Shareable]))}, whatever a consent like this says.`,
    );
  }
  const until =
    'on' in summary.until
      ? `until ${summary.until.on}`
      : summary.until.event === 'none'
        ? 'until it is taken back'
        : `until ${summary.until.event.replaceAll('-', ' ')}`;
  const name = summary.recipient.name || (document.draft.recipient?.members ?? []).join(', ');
  return {
    kind: summary.recipient.kind,
    consentKind: summary.kind,
    name: name === '' ? 'treating providers, health plans and those who help to run the program' : name,
    accompanying: `The patient consented in writing on ${summary.signedAt.slice(0, 10)} to the disclosure of ${list(
      summary.categories.map((part) => PARTS[part]),
    )} for ${list(summary.purposes.map((purpose) => FOR[purpose] ?? purpose))}, ${until}.`,
  };
}

const noConsent = (why: string) => refusal(422, 'no-consent', `${why} Nothing left.`);

const kindOf = (basis: Exclude<Basis, 'consent'>): string =>
  ({
    emergency: 'medical-personnel',
    'court-order': 'official',
    audit: 'auditor',
    research: 'researcher',
    'public-health': 'official',
    'the-person': 'the-person',
    'report-by-law': 'official',
  })[basis];

async function mustBeOpen(db: Db, actor: Actor, participant: string, emergency: string): Promise<void> {
  const open = await db
    .selectFrom('guard.emergency')
    .select('emergency_id')
    .where('emergency_id', '=', emergency)
    .where('participant_id', '=', participant)
    .where('staff_id', '=', actor.id)
    .where('ended_at', 'is', null)
    .where('until_at', '>', sql<Date>`clock_timestamp()`)
    .executeTakeFirst();
  if (open === undefined) throw refusal(422, 'no-emergency', 'You have no emergency open. Nothing left.');
}

/** What a person paid for in full themself, and asked to keep from their health plan, is not for the plan. */
async function mustNotBeKept(db: Db, participant: string, categories: readonly string[]): Promise<void> {
  const kept = await db
    .selectFrom('guard.restriction')
    .select('categories')
    .where('participant_id', '=', participant)
    .where('recipient', '=', 'health-plan')
    // The program may not refuse it, so it counts from the moment it was asked for.
    .where((q) => q.or([q('is_agreed', '=', true), q('must_agree', '=', true)]))
    .where('ended_at', 'is', null)
    .execute();
  if (kept.some((row) => row.categories.some((category) => categories.includes(category)))) {
    throw refusal(
      422,
      'kept-from-plan',
      'The person asked that their health plan does not get this. Nothing left.',
    );
  }
}
