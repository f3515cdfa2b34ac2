import { orgSealer } from '../../guard/sealing.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import type { Key } from '../../platform/secrets.ts';
import type { Signature } from './note.store.ts';
import { EMPTY_GROUP, type GroupContent, missingInGroup, type NoteState } from './note.ts';
import type { Signer } from './signer.ts';

/** The note of a whole group. */
export interface GroupNote {
  readonly meeting: string;
  readonly state: NoteState;
  readonly content: GroupContent;
  readonly dueAt: Date;
  readonly savedAt: Date;
  readonly savedBy: string;
  readonly signature: Signature | null;
  readonly version: number;
}

export async function groupNoteOf(db: Db, master: Key, meeting: string): Promise<GroupNote | undefined> {
  const row = await db
    .selectFrom('treat.group_note as g')
    .innerJoin('guard.staff as s', (on) =>
      on.onRef('s.org_id', '=', 'g.org_id').onRef('s.staff_id', '=', 'g.saved_by'),
    )
    .selectAll('g')
    .select('s.display_name')
    .where('g.meeting_id', '=', meeting)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const sealer = await orgSealer(db, master);
  return {
    meeting,
    state: row.state as NoteState,
    content: { topics: row.topics, words: sealer.open(row.words_sealed) as string },
    dueAt: row.due_at,
    savedAt: row.saved_at,
    savedBy: row.display_name,
    signature:
      row.signed_at === null
        ? null
        : { by: row.signed_name ?? '', licence: row.licence ?? '', at: row.signed_at },
    version: row.version,
  };
}

/** What it said when it had this version. */
export async function groupContentAt(
  db: Db,
  master: Key,
  meeting: string,
  version: number,
): Promise<GroupContent | undefined> {
  if (version === 0) return EMPTY_GROUP;
  const row = await db
    .selectFrom('treat.group_note_draft')
    .select('content_sealed')
    .where('meeting_id', '=', meeting)
    .where('version', '=', version)
    .executeTakeFirst();
  return row && ((await orgSealer(db, master)).open(row.content_sealed) as GroupContent);
}

/** Keeps the group note after `version` (0: begins it); false where somebody was first, or it is not theirs to write. */
export async function saveGroupNote(
  db: Db,
  master: Key,
  actor: Actor,
  {
    meeting,
    version,
    content,
    dueAt,
    now,
  }: {
    readonly meeting: string;
    readonly version: number;
    readonly content: GroupContent;
    readonly dueAt: Date;
    readonly now: Date;
  },
): Promise<boolean> {
  const sealer = await orgSealer(db, master);
  const said = {
    topics: [...content.topics],
    words_sealed: sealer.seal(content.words),
    state: missingInGroup(content).length === 0 ? 'ready' : 'draft',
    saved_by: actor.id,
    saved_at: now,
  };
  const isKept =
    version === 0
      ? (
          await db
            .insertInto('treat.group_note')
            .values({ org_id: actor.org, meeting_id: meeting, author_id: actor.id, due_at: dueAt, ...said })
            .onConflict((there) => there.doNothing())
            .executeTakeFirst()
        ).numInsertedOrUpdatedRows === 1n
      : (
          await db
            .updateTable('treat.group_note')
            .set({ ...said, version: version + 1 })
            .where('meeting_id', '=', meeting)
            .where('version', '=', version)
            .where('state', '<>', 'signed')
            .executeTakeFirst()
        ).numUpdatedRows === 1n;
  if (!isKept) return false;
  await db
    .insertInto('treat.group_note_draft')
    .values({
      org_id: actor.org,
      meeting_id: meeting,
      version: version + 1,
      by_id: actor.id,
      at: now,
      content_sealed: sealer.seal(content),
    })
    .execute();
  return true;
}

export async function signGroupNote(
  db: Db,
  actor: Actor,
  { meeting, version }: Pick<GroupNote, 'meeting' | 'version'>,
  signer: Signer,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('treat.group_note')
    .set({
      state: 'signed',
      signed_by: actor.id,
      signed_name: signer.name,
      licence: signer.licence,
      signed_at: now,
      version: version + 1,
    })
    .where('meeting_id', '=', meeting)
    .where('version', '=', version)
    .where('state', '=', 'ready')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
