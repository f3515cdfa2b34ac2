import { readFile } from 'node:fs/promises';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Actor, Db } from '../../platform/db/index.ts';
import { refuse } from '../../platform/http/problem.ts';
import { newId } from '../../platform/ids.ts';
import type { Key } from '../../platform/secrets.ts';
import { orgSealer, type Sealer, sealersFor } from '../sealing.ts';

export const KINDS = [
  'complaint',
  'looks-wrong',
  'access',
  'amendment',
  'restriction',
  'accounting',
  'intermediary-list',
  'legal-request',
  'breach',
] as const;
export type CaseKind = (typeof KINDS)[number];

const clock = z.object({ days: z.number().int().min(1), source: z.string().nullable() });
const CLOCKS = z
  .object(Object.fromEntries(KINDS.map((kind) => [kind, clock])) as Record<CaseKind, typeof clock>)
  .parse(JSON.parse(await readFile(new URL('./clocks.json', import.meta.url), 'utf8')));

/** The rule a kind's clock comes from; null where it is the program's own promise. */
export const sourceOf = (kind: CaseKind): string | null => CLOCKS[kind].source;

/** The day by which a case that came in now is answered, on the program's wall. */
export const dueOn = (kind: CaseKind, now: Date, zone: string): string =>
  dueAfter(kind, Temporal.Instant.from(now.toISOString()).toZonedDateTimeISO(zone).toPlainDate().toString());

const dueAfter = (kind: CaseKind, day: string): string =>
  Temporal.PlainDate.from(day).add({ days: CLOCKS[kind].days }).toString();

interface NewCase {
  /** null: about nobody here, or nobody may know that it is. */
  readonly participant: string | null;
  readonly kind: CaseKind;
  readonly words: string;
  readonly aboutAccess?: number;
  readonly facts?: Readonly<Record<string, unknown>>;
  /** The day the clock began, YYYY-MM-DD, where that is not today. */
  readonly since?: string;
  readonly now: Date;
}

export async function openCase(
  db: Db,
  master: Key,
  actor: Actor,
  { participant, kind, words, aboutAccess, facts = {}, since, now }: NewCase,
): Promise<{ id: string; dueOn: string }> {
  const { zone } = await db.selectFrom('guard.org').select('zone').executeTakeFirstOrThrow();
  const sealer = await sealerFor(db, master, participant);
  const id = newId();
  const due = since === undefined ? dueOn(kind, now, zone) : dueAfter(kind, since);
  await db
    .insertInto('guard.privacy_case')
    .values({
      org_id: actor.org,
      case_id: id,
      participant_id: participant,
      kind,
      said_sealed: sealer.seal(words),
      about_access: aboutAccess === undefined ? null : String(aboutAccess),
      facts: JSON.stringify(facts),
      asked_by: actor.id,
      asked_at: now,
      due_on: due,
    })
    .execute();
  return { id, dueOn: due };
}

/** A case about a person is sealed with their key, so that it is shredded with them; another with the organisation's. */
export async function sealerFor(db: Db, master: Key, participant: string | null): Promise<Sealer> {
  if (participant === null) return orgSealer(db, master);
  const sealer = (await sealersFor(db, master, [participant])).get(participant);
  if (sealer === undefined) throw refuse('not-found');
  return sealer;
}
