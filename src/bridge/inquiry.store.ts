import { sql } from 'kysely';
import { sealersFor } from '../guard/sealing.ts';
import type { Db } from '../platform/db/index.ts';
import type { Key } from '../platform/secrets.ts';
import type { SafeContact } from './inquiry.ts';

export interface InquiryRow {
  readonly id: string;
  readonly participant: string;
  readonly reference: string;
  readonly state: 'new' | 'called' | 'assessing' | 'admitted' | 'closed';
  readonly called: string;
  readonly language: 'en' | 'es';
  readonly askedAt: string;
  readonly callBy: string;
  readonly owner: string | null;
  readonly hasAnswers: boolean;
  readonly hasWeek: boolean;
  readonly version: number;
}

const inquiries = (db: Db) =>
  db
    .selectFrom('bridge.inquiry as i')
    .innerJoin('guard.identity as who', (on) =>
      on.onRef('who.org_id', '=', 'i.org_id').onRef('who.participant_id', '=', 'i.participant_id'),
    )
    .leftJoin('guard.staff as s', (on) =>
      on.onRef('s.org_id', '=', 'i.org_id').onRef('s.staff_id', '=', 'i.owner_id'),
    )
    .select([
      'i.inquiry_id',
      'i.participant_id',
      'i.reference',
      'i.state',
      'i.asked_at',
      'i.call_by',
      'i.version',
      'i.answers_sealed',
      's.display_name',
      'who.name_sealed',
      'who.language',
      sql<boolean>`exists (select from schedule.busy b where b.org_id = i.org_id and b.participant_id = i.participant_id)`.as(
        'has_week',
      ),
    ]);

type Found = Awaited<ReturnType<ReturnType<typeof inquiries>['execute']>>[number];

async function opened(db: Db, master: Key, rows: readonly Found[]) {
  const sealers = await sealersFor(
    db,
    master,
    rows.map((row) => row.participant_id),
  );
  return rows.flatMap((row) => {
    const sealer = sealers.get(row.participant_id);
    if (sealer === undefined) return [];
    const { called } = sealer.open(row.name_sealed) as { called: string };
    const inquiry: InquiryRow = {
      id: row.inquiry_id,
      participant: row.participant_id,
      reference: row.reference,
      state: row.state as InquiryRow['state'],
      called,
      language: row.language as InquiryRow['language'],
      askedAt: row.asked_at.toISOString(),
      callBy: row.call_by.toISOString(),
      owner: row.display_name,
      hasAnswers: row.answers_sealed !== null,
      hasWeek: row.has_week,
      version: row.version,
    };
    return [{ inquiry, sealer, answersSealed: row.answers_sealed }];
  });
}

const SHOWN_MAX = 500;

/** Everybody who asked and is not yet in care, longest waiting first; closed ones of the last 30 days last. */
export async function openInquiries(db: Db, master: Key): Promise<readonly InquiryRow[]> {
  const rows = await inquiries(db)
    .where('i.state', '<>', 'admitted')
    .where((q) =>
      q.or([q('i.state', '<>', 'closed'), q('i.asked_at', '>', sql<Date>`now() - interval '30 days'`)]),
    )
    .orderBy(sql`i.state = 'closed'`)
    .orderBy('i.call_by')
    .limit(SHOWN_MAX)
    .execute();
  return (await opened(db, master, rows)).map(({ inquiry }) => inquiry);
}

export interface InquiryWhole extends InquiryRow {
  readonly contact: SafeContact | null;
  readonly answers: Readonly<Record<string, string | string[]>> | null;
  readonly week: readonly { readonly start: number; readonly end: number; readonly kind: string }[];
}

/** One inquiry with all the person chose to tell. */
export async function inquiryWhole(db: Db, master: Key, id: string): Promise<InquiryWhole | undefined> {
  const [found] = await opened(db, master, await inquiries(db).where('i.inquiry_id', '=', id).execute());
  if (found === undefined) return undefined;
  const contact = await db
    .selectFrom('guard.contact')
    .select('contact_sealed')
    .where('participant_id', '=', found.inquiry.participant)
    .executeTakeFirst();
  const week = await db
    .selectFrom('schedule.busy')
    .select(['start_minute as start', 'end_minute as end', 'kind'])
    .where('participant_id', '=', found.inquiry.participant)
    .orderBy('start_minute')
    .execute();
  return {
    ...found.inquiry,
    contact: contact === undefined ? null : (found.sealer.open(contact.contact_sealed) as SafeContact),
    answers:
      found.answersSealed === null
        ? null
        : (found.sealer.open(found.answersSealed) as Record<string, string | string[]>),
    week,
  };
}

/** What somebody chose to send of their first answers; null where they sent none. */
export async function answersSentBy(
  db: Db,
  master: Key,
  participant: string,
): Promise<InquiryWhole['answers']> {
  const row = await db
    .selectFrom('bridge.inquiry')
    .select('answers_sealed')
    .where('participant_id', '=', participant)
    .where('answers_sealed', 'is not', null)
    .orderBy('asked_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const sealed = row?.answers_sealed ?? null;
  const sealer = (await sealersFor(db, master, [participant])).get(participant);
  return sealed === null || sealer === undefined ? null : (sealer.open(sealed) as InquiryWhole['answers']);
}

/** The next step of an inquiry; undefined when `version` is no longer the newest. */
export async function moveInquiry(
  db: Db,
  id: string,
  version: number,
  step: { state: InquiryRow['state']; owner?: string; closedReason?: string | null },
): Promise<number | undefined> {
  const row = await db
    .updateTable('bridge.inquiry')
    .set({
      state: step.state,
      version: version + 1,
      ...(step.owner === undefined ? {} : { owner_id: step.owner }),
      ...(step.closedReason === undefined ? {} : { closed_reason: step.closedReason }),
    })
    .where('inquiry_id', '=', id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();
  return row?.version;
}
