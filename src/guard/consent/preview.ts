import { sql } from 'kysely';
import type { Actor, Db } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import type { Shareable } from './forms.ts';

/** Where each part of a record lies: what a recipient would find there. */
const TABLES = {
  identity: ['guard.identity'],
  contact: ['guard.contact'],
  schedule: ['schedule.placement', 'schedule.visit'],
  attendance: ['treat.attendance'],
  assessment: ['fit.assessment', 'fit.decision'],
  plan: ['bridge.level_of_care', 'bridge.episode'],
  measure: ['fit.checkin', 'fit.response'],
  document: ['bridge.inquiry'],
} as const satisfies Partial<Record<Shareable, readonly string[]>>;

export interface Previewed {
  readonly category: string;
  readonly rows: number;
}

/**
 * What somebody would see with this consent: it is given for a moment, their eyes are borrowed, the database answers
 * with its own policies, and everything is taken back. So a preview cannot say anything else than what will be.
 */
export async function previewAs(
  db: Db,
  actor: Actor,
  given: {
    readonly participant: string;
    readonly isSupporter: boolean;
    readonly categories: readonly Shareable[];
    readonly purposes: readonly string[];
  },
): Promise<readonly Previewed[]> {
  const recipient = newId();
  await sql`savepoint before_preview`.execute(db);
  try {
    await db
      .insertInto('guard.consent')
      .values({
        org_id: actor.org,
        consent_id: newId(),
        participant_id: given.participant,
        kind: 'specific',
        recipient_kind: given.isSupporter ? 'supporter' : 'organisation',
        recipient_id: recipient,
        categories: [...given.categories],
        purposes: [...given.purposes],
        begins_at: sql<Date>`clock_timestamp() - interval '1 second'`,
        expires_at: sql<Date>`clock_timestamp() + interval '1 minute'`,
        document_sealed: new Uint8Array(),
        document_hash: new Uint8Array(),
        form_version: 'preview',
        language: 'en',
        signed_at: sql<Date>`clock_timestamp()`,
      })
      .execute();
    await sql`select set_config('daybridge.actor', ${recipient}, true),
      set_config('daybridge.role', ${given.isSupporter ? 'supporter' : 'outside'}, true),
      set_config('daybridge.purpose', ${given.purposes[0] ?? 'support'}, true)`.execute(db);
    const counts = Object.entries(TABLES).flatMap(([category, tables]) =>
      tables.map(
        (table) => sql`select ${category}::text as category, count(*)::int as rows from ${sql.table(table)}
          where participant_id = ${given.participant}`,
      ),
    );
    const { rows } = await sql<Previewed>`
      select category, sum(rows)::int as rows from (${sql.join(counts, sql` union all `)}) as found
      group by category having sum(rows) > 0 order by category`.execute(db);
    return rows;
  } finally {
    await sql`rollback to savepoint before_preview`.execute(db);
  }
}
