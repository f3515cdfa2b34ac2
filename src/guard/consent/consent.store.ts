import { sql } from 'kysely';
import { dayIn } from '../../platform/clock.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import { refuse } from '../../platform/http/problem.ts';
import { newId } from '../../platform/ids.ts';
import type { Key } from '../../platform/secrets.ts';
import { type Sealer, sealersFor } from '../sealing.ts';
import { type ConsentDocument, documentOf, hashOf, statementsOf } from './document.ts';
import type { ConsentDraft, Expiry } from './draft.ts';
import { type ConsentFault, faultOf, faultsIn } from './faults.ts';
import { type EndEvent, FORMS } from './forms.ts';
import { whoSigns } from './minors.ts';
import type { ConsentSummary, DraftSent } from './schema.ts';
import { informationIn } from './words.ts';

const LIST_MAX = 500;

/** The sealer of a person the actor may see anything of; nobody else exists. */
export async function sealerOf(db: Db, master: Key, participant: string): Promise<Sealer> {
  const sealer = (await sealersFor(db, master, [participant])).get(participant);
  if (sealer === undefined) throw refuse('not-found');
  return sealer;
}

export async function orgOf(db: Db): Promise<{ name: string; zone: string; state: string | null }> {
  return db.selectFrom('guard.org').select(['name', 'zone', 'state']).executeTakeFirstOrThrow();
}

const rowsOf = (db: Db, participant: string) =>
  db
    .selectFrom('guard.consent as c')
    .selectAll('c')
    .select([
      sql<boolean>`guard.in_force(c)`.as('is_in_force'),
      sql<boolean>`c.begins_at > clock_timestamp()`.as('is_later'),
    ])
    .where('c.participant_id', '=', participant);

type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['executeTakeFirstOrThrow']>>;

/** Everything this person signed, the newest first. */
export async function consentsOf(db: Db, sealer: Sealer, participant: string): Promise<ConsentSummary[]> {
  const rows = await rowsOf(db, participant).orderBy('c.signed_at', 'desc').limit(LIST_MAX).execute();
  return rows.map((row) => summaryOf(row, sealer));
}

export async function consentWhole(
  db: Db,
  master: Key,
  participant: string,
  consent: string,
): Promise<{ summary: ConsentSummary; document: ConsentDocument; hash: Uint8Array }> {
  const row = await rowsOf(db, participant).where('c.consent_id', '=', consent).executeTakeFirst();
  if (row === undefined) throw refuse('not-found');
  const sealer = await sealerOf(db, master, participant);
  const { document } = sealer.open(row.document_sealed) as Kept;
  return { summary: summaryOf(row, sealer), document, hash: row.document_hash };
}

interface Kept {
  readonly document: ConsentDocument;
  readonly relation: string | null;
}

function summaryOf(row: Row, sealer: Sealer): ConsentSummary {
  const { document, relation } = sealer.open(row.document_sealed) as Kept;
  const { recipient, because, expiry } = document.draft;
  return {
    id: row.consent_id,
    kind: row.kind as ConsentSummary['kind'],
    state: stateOf(row),
    recipient: {
      kind: row.recipient_kind as ConsentSummary['recipient']['kind'],
      name: recipient?.name ?? '',
      relation,
      id: row.recipient_id,
    },
    categories: row.categories as ConsentSummary['categories'],
    purposes: row.purposes as ConsentSummary['purposes'],
    because: because ?? null,
    until: expiry ?? { event: 'none' },
    signedAt: row.signed_at.toISOString(),
    stoppedAt: row.revoked_at?.toISOString() ?? null,
    canStop: !row.irrevocable_until_event || row.event_at !== null,
    version: row.version,
  };
}

function stateOf(row: Row): ConsentSummary['state'] {
  if (row.revoked_at !== null) return 'stopped';
  if (row.is_in_force) return 'in-force';
  if (row.is_later) return 'not-begun';
  return row.needs_guardian && row.guardian_signed_at === null ? 'waiting-for-guardian' : 'ended';
}

export interface Signing {
  readonly participant: string;
  readonly sent: DraftSent;
  readonly signature: NonNullable<ConsentDraft['signature']>;
  /** The day it was signed, where that was on paper; else today. */
  readonly signedOn?: string;
  readonly isConditionOfCare?: boolean;
}

/** Takes a consent that has everything it must have; refuses any other with a reason for each thing that lacks. */
export async function signConsent(
  db: Db,
  actor: Actor,
  master: Key,
  now: Date,
  { participant, sent, signature, signedOn, isConditionOfCare }: Signing,
): Promise<string> {
  const sealer = await sealerOf(db, master, participant);
  const org = await orgOf(db);
  const today = dayIn(org.zone, now);
  const person = await personOf(db, sealer, participant);
  const form = FORMS[sent.kind];
  const { relation, supporter, ...recipient } = sent.recipient ?? { kind: 'class' as const, name: '' };
  const draft: ConsentDraft = {
    ...sent,
    patient: person.name,
    discloser: org.name,
    information: informationIn(sent.categories ?? [], sent.language),
    recipient: sent.recipient === undefined ? undefined : recipient,
    statements: statementsOf(form, sent.language),
    fundraising: sent.fundraising ?? (form.statements.fundraising === undefined ? 'not-used' : undefined),
    signature,
    signedOn: signedOn ?? today,
    isConditionOfCare,
  };
  const faults = [...faultsIn(draft, today)];
  if ((signedOn ?? today) > today) faults.push(faultOf('date', sent.language));
  if (faults.length > 0) throw refusalFor(faults);
  const expiry = draft.expiry as Expiry;
  const signs = whoSigns(person.bornOn, org.state, today);
  const document = documentOf(draft, form);
  const consentId = newId();
  await db
    .insertInto('guard.consent')
    .values({
      org_id: actor.org,
      consent_id: consentId,
      participant_id: participant,
      kind: sent.kind,
      recipient_kind: recipient.kind,
      recipient_id:
        recipient.kind === 'supporter'
          ? await supporterFor(
              db,
              actor,
              sealer,
              participant,
              { name: recipient.name, relation, supporter },
              sent.language,
            )
          : null,
      categories: [...(draft.categories ?? [])],
      purposes: [...(draft.purposes ?? [])],
      begins_at: sql<Date>`clock_timestamp()`,
      expires_at: 'on' in expiry ? endOfDay(expiry.on, org.zone) : null,
      expires_on_event: 'event' in expiry ? expiry.event : null,
      irrevocable_until_event: sent.kind === 'criminal-justice',
      needs_guardian: signs.needsGuardian && signature.by === 'participant',
      document_sealed: sealer.seal({ document, relation: relation ?? null } satisfies Kept),
      document_hash: hashOf(document),
      form_version: form.version,
      language: sent.language,
      signed_at:
        signedOn === undefined || signedOn === today
          ? sql<Date>`clock_timestamp()`
          : endOfDay(signedOn, org.zone),
    })
    .execute();
  return consentId;
}

const refusalFor = (faults: readonly ConsentFault[]) =>
  refuse('invalid', { fields: faults.map(({ pointer, words }) => ({ pointer, detail: words })) });

/** The moment a day is over where the program is: what ends "on March 1" still counts on that day. */
const endOfDay = (day: string, zone: string) =>
  sql<Date>`((${day}::date + 1)::timestamp at time zone ${zone})`;

async function personOf(
  db: Db,
  sealer: Sealer,
  participant: string,
): Promise<{ name: string; bornOn: string | undefined }> {
  const row = await db
    .selectFrom('guard.identity')
    .select('name_sealed')
    .where('participant_id', '=', participant)
    .executeTakeFirst();
  if (row === undefined) throw refuse('not-found');
  const { called, full, born_on } = sealer.open(row.name_sealed) as {
    called: string;
    full?: string;
    born_on?: string;
  };
  return { name: full ?? called, bornOn: born_on };
}

async function supporterFor(
  db: Db,
  actor: Actor,
  sealer: Sealer,
  participant: string,
  {
    name,
    relation,
    supporter,
  }: { name: string; relation: string | undefined; supporter: string | undefined },
  language: string,
): Promise<string> {
  if (supporter !== undefined) {
    const known = await db
      .selectFrom('guard.supporter')
      .select('supporter_id')
      .where('participant_id', '=', participant)
      .where('supporter_id', '=', supporter)
      .where('left_at', 'is', null)
      .executeTakeFirst();
    if (known === undefined) throw refuse('not-found');
    return supporter;
  }
  const id = newId();
  await db
    .insertInto('guard.supporter')
    .values({
      org_id: actor.org,
      supporter_id: id,
      participant_id: participant,
      about_sealed: sealer.seal({ called: name, relation: relation ?? '' }),
      language,
      // Named by the person themself: there is no other name to approve.
      approved_at: actor.id === participant ? sql<Date>`clock_timestamp()` : null,
    })
    .execute();
  return id;
}

export interface Stopped {
  readonly isStopped: boolean;
  /** Why it goes on: it was given for a court case that is not over. The wish is kept all the same. 2.35 */
  readonly why: 'case-not-over' | null;
}

/** Held by whoever lets something leave under a consent, so that taking it back comes before or after, never between. */
export const holdConsent = (db: Db, consent: string, how: 'shared' | 'alone'): Promise<unknown> =>
  (how === 'shared'
    ? sql`select pg_advisory_xact_lock_shared(hashtextextended(${`consent ${consent}`}, 0))`
    : sql`select pg_advisory_xact_lock(hashtextextended(${`consent ${consent}`}, 0))`
  ).execute(db);

/** Ends a consent now. Asked twice, the first end stands. */
export async function revokeConsent(
  db: Db,
  actor: Actor,
  master: Key,
  { participant, consent, words }: { participant: string; consent: string; words: string },
): Promise<Stopped> {
  await holdConsent(db, consent, 'alone');
  const row = await rowsOf(db, participant)
    .where('c.consent_id', '=', consent)
    .forUpdate('c')
    .executeTakeFirst();
  if (row === undefined) throw refuse('not-found');
  if (row.revoked_at !== null) return { isStopped: true, why: null };
  const isBound = row.irrevocable_until_event && row.event_at === null;
  const sealer = await sealerOf(db, master, participant);
  const changed = await db
    .updateTable('guard.consent')
    .set({
      ...(isBound ? {} : { revoked_at: sql<Date>`clock_timestamp()` }),
      revocation_sealed: sealer.seal({ words, by: actor.id, isEffective: !isBound }),
      version: row.version + 1,
    })
    .where('participant_id', '=', participant)
    .where('consent_id', '=', consent)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('not-found');
  return { isStopped: !isBound, why: isBound ? 'case-not-over' : null };
}

/**
 * The event some consents end with came: treatment ended, the case was closed. Called by whoever learns of it (the
 * bridge room at discharge), as an actor who may write this person's consents.
 * @returns how many consents ended by it
 */
export async function eventCame(
  db: Db,
  participant: string,
  event: Exclude<EndEvent, 'none'>,
  consent?: string,
): Promise<number> {
  const ended = await db
    .updateTable('guard.consent')
    .set({ event_at: sql<Date>`clock_timestamp()`, version: sql<number>`version + 1` })
    .where('participant_id', '=', participant)
    .where('expires_on_event', '=', event)
    .where('event_at', 'is', null)
    .$if(consent !== undefined, (query) => query.where('consent_id', '=', consent ?? ''))
    .executeTakeFirst();
  return Number(ended.numUpdatedRows);
}

/** A parent or guardian put their name beside the minor's: from now on the consent holds. 2.14 */
export async function guardianSigned(db: Db, participant: string, consent: string): Promise<void> {
  const signed = await db
    .updateTable('guard.consent')
    .set({ guardian_signed_at: sql<Date>`clock_timestamp()`, version: sql<number>`version + 1` })
    .where('participant_id', '=', participant)
    .where('consent_id', '=', consent)
    .where('needs_guardian', '=', true)
    .where('guardian_signed_at', 'is', null)
    .executeTakeFirst();
  if (signed.numUpdatedRows === 0n) throw refuse('not-found');
}

/** What this recipient looked at, the newest first. */
export async function seenBy(db: Db, participant: string, recipient: string | null) {
  if (recipient === null) return [];
  const rows = await db
    .selectFrom('guard.access')
    .select(['at', 'category'])
    .where('participant_id', '=', participant)
    .where('actor_id', '=', recipient)
    .orderBy('at', 'desc')
    .limit(LIST_MAX)
    .execute();
  return rows.map(({ at, category }) => ({ at: at.toISOString(), category }));
}
