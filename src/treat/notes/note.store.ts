import { sql } from 'kysely';
import { type Sealer, sealersFor } from '../../guard/sealing.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import type { Key } from '../../platform/secrets.ts';
import { EMPTY_NOTE, type NoteContent, type NoteState } from './note.ts';
import type { Signer } from './signer.ts';
import type { NoteKind } from './templates.ts';

export interface Signature {
  readonly by: string;
  readonly licence: string;
  readonly at: Date;
}

/** A note as it is kept. */
export interface Note {
  readonly id: string;
  readonly participant: string;
  readonly meeting: string | null;
  readonly kind: NoteKind;
  readonly on: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly by: 'room' | 'video' | 'phone';
  readonly groupSize: number | null;
  readonly state: NoteState;
  readonly content: NoteContent;
  readonly authorId: string;
  readonly author: string;
  readonly savedAt: Date;
  readonly savedBy: string;
  readonly dueAt: Date;
  readonly signedBy: string | null;
  readonly signature: Signature | null;
  readonly needsCosign: boolean;
  readonly cosignature: Signature | null;
  readonly addenda: readonly { readonly id: string; readonly words: string; readonly signature: Signature }[];
  readonly version: number;
}

/** Everything of a note that is not its words: when, where, how many. */
export interface Occasion {
  readonly on: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly by: Note['by'];
  readonly groupSize: number | null;
}

const LIST_MAX = 200;

/** Notes the reader may see, the newest first. */
export async function notesWhere(
  db: Db,
  master: Key,
  where: {
    readonly participant?: string;
    readonly meeting?: string;
    readonly note?: string;
    readonly goal?: string;
    readonly kind?: NoteKind;
    /** Only older ones. */
    readonly before?: string;
    /** Of those that began at `before` itself, what comes after this note: several may begin at once. */
    readonly beside?: string;
    readonly limit?: number;
  },
): Promise<readonly Note[]> {
  let query = db
    .selectFrom('treat.note as n')
    .innerJoin('guard.staff as author', (on) =>
      on.onRef('author.org_id', '=', 'n.org_id').onRef('author.staff_id', '=', 'n.author_id'),
    )
    .innerJoin('guard.staff as saver', (on) =>
      on.onRef('saver.org_id', '=', 'n.org_id').onRef('saver.staff_id', '=', 'n.saved_by'),
    )
    .selectAll('n')
    .select(['author.display_name as author_name', 'saver.display_name as saver_name'])
    .orderBy('n.starts_at', 'desc')
    .orderBy('n.note_id')
    .limit(where.limit ?? LIST_MAX);
  if (where.participant !== undefined) query = query.where('n.participant_id', '=', where.participant);
  if (where.meeting !== undefined) query = query.where('n.meeting_id', '=', where.meeting);
  if (where.note !== undefined) query = query.where('n.note_id', '=', where.note);
  if (where.goal !== undefined) query = query.where(sql<boolean>`${where.goal}::uuid = any (n.goal_ids)`);
  if (where.kind !== undefined) query = query.where('n.kind', '=', where.kind);
  const { before, beside } = where;
  if (before !== undefined) {
    const at = new Date(before);
    query = query.where((q) =>
      beside === undefined
        ? q('n.starts_at', '<', at)
        : q.or([q('n.starts_at', '<', at), q.and([q('n.starts_at', '=', at), q('n.note_id', '>', beside)])]),
    );
  }
  const rows = await query.execute();
  const sealers = await sealersFor(db, master, [...new Set(rows.map((row) => row.participant_id))]);
  const addenda = await addendaOf(
    db,
    sealers,
    rows.map((row) => row.note_id),
  );
  return rows.flatMap((row): Note[] => {
    const sealer = sealers.get(row.participant_id);
    if (sealer === undefined) return [];
    return [
      {
        id: row.note_id,
        participant: row.participant_id,
        meeting: row.meeting_id,
        kind: row.kind as NoteKind,
        on: row.on_date,
        startsAt: row.starts_at,
        endsAt: row.ends_at,
        by: row.by as Note['by'],
        groupSize: row.group_size,
        state: row.state as NoteState,
        content: contentFrom(sealer, row.words_sealed, row.goal_ids),
        authorId: row.author_id,
        author: row.author_name,
        savedAt: row.saved_at,
        savedBy: row.saver_name,
        dueAt: row.due_at,
        signedBy: row.signed_by,
        signature:
          row.signed_at === null
            ? null
            : { by: row.signed_name ?? '', licence: row.licence ?? '', at: row.signed_at },
        needsCosign: row.needs_cosign,
        cosignature:
          row.cosigned_at === null
            ? null
            : { by: row.cosigned_name ?? '', licence: row.cosigned_licence ?? '', at: row.cosigned_at },
        addenda: addenda.get(row.note_id) ?? [],
        version: row.version,
      },
    ];
  });
}

const contentFrom = (sealer: Sealer, words: Uint8Array, goals: readonly string[]): NoteContent => ({
  ...EMPTY_NOTE,
  ...(sealer.open(words) as Partial<NoteContent>),
  goals,
});
/** Goals are ids and stand open, so that a plan finds its notes; all else is sealed. */
const wordsOf = ({ goals: _, ...words }: NoteContent) => words;

async function addendaOf(
  db: Db,
  sealers: ReadonlyMap<string, Sealer>,
  notes: readonly string[],
): Promise<ReadonlyMap<string, Note['addenda']>> {
  if (notes.length === 0) return new Map();
  const rows = await db
    .selectFrom('treat.addendum')
    .selectAll()
    .where('note_id', 'in', notes)
    .orderBy('signed_at')
    .orderBy('addendum_id')
    .execute();
  return Map.groupBy(
    rows.flatMap((row) => {
      const sealer = sealers.get(row.participant_id);
      if (sealer === undefined) return [];
      return [
        {
          note: row.note_id,
          id: row.addendum_id,
          words: sealer.open(row.words_sealed) as string,
          signature: { by: row.signed_name, licence: row.licence, at: row.signed_at },
        },
      ];
    }),
    ({ note }) => note,
  );
}

export async function noteById(db: Db, master: Key, note: string): Promise<Note | undefined> {
  const [found] = await notesWhere(db, master, { note });
  return found;
}

/** What a note said when it had this version; nothing where it had none yet. */
export async function contentAt(
  db: Db,
  sealer: Sealer,
  note: string,
  version: number,
): Promise<NoteContent | undefined> {
  if (version === 0) return EMPTY_NOTE;
  const row = await db
    .selectFrom('treat.note_draft')
    .select('content_sealed')
    .where('note_id', '=', note)
    .where('version', '=', version)
    .executeTakeFirst();
  return row && { ...EMPTY_NOTE, ...(sealer.open(row.content_sealed) as Partial<NoteContent>) };
}

interface Begun extends Occasion {
  readonly id: string;
  readonly participant: string;
  readonly meeting: string | null;
  readonly kind: NoteKind;
  readonly dueAt: Date;
}

/** Begins a note; false where somebody began the same one a moment ago. */
export async function beginNote(
  db: Db,
  sealer: Sealer,
  actor: Actor,
  begun: Begun,
  content: NoteContent,
  { state, now }: { readonly state: NoteState; readonly now: Date },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('treat.note')
    .values({
      org_id: actor.org,
      note_id: begun.id,
      participant_id: begun.participant,
      meeting_id: begun.meeting,
      kind: begun.kind,
      on_date: begun.on,
      starts_at: begun.startsAt,
      ends_at: begun.endsAt,
      by: begun.by,
      group_size: begun.groupSize,
      author_id: actor.id,
      goal_ids: [...content.goals],
      words_sealed: sealer.seal(wordsOf(content)),
      state,
      due_at: begun.dueAt,
      saved_by: actor.id,
      saved_at: now,
    })
    .onConflict((there) => there.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) return false;
  await keepDraft(
    db,
    sealer,
    actor,
    { id: begun.id, participant: begun.participant, version: 1 },
    content,
    now,
  );
  return true;
}

/** Saves a note that is at this version; false where it is no longer, or not this actor's to write. */
export async function saveNote(
  db: Db,
  sealer: Sealer,
  actor: Actor,
  note: Pick<Note, 'id' | 'participant' | 'version'>,
  content: NoteContent,
  { state, occasion, now }: { readonly state: NoteState; readonly occasion: Occasion; readonly now: Date },
): Promise<boolean> {
  const version = note.version + 1;
  const { numUpdatedRows } = await db
    .updateTable('treat.note')
    .set({
      starts_at: occasion.startsAt,
      ends_at: occasion.endsAt,
      by: occasion.by,
      group_size: occasion.groupSize,
      goal_ids: [...content.goals],
      words_sealed: sealer.seal(wordsOf(content)),
      state,
      saved_by: actor.id,
      saved_at: now,
      version,
    })
    .where('note_id', '=', note.id)
    .where('version', '=', note.version)
    .where('state', '<>', 'signed')
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) return false;
  await keepDraft(db, sealer, actor, { ...note, version }, content, now);
  return true;
}

const keepDraft = (
  db: Db,
  sealer: Sealer,
  actor: Actor,
  { id, participant, version }: Pick<Note, 'id' | 'participant' | 'version'>,
  content: NoteContent,
  now: Date,
) =>
  db
    .insertInto('treat.note_draft')
    .values({
      org_id: actor.org,
      participant_id: participant,
      note_id: id,
      version,
      by_id: actor.id,
      at: now,
      content_sealed: sealer.seal(content),
    })
    .execute();

/** Puts a signature under a note that is at this version; false where it is no longer. */
export async function signNote(
  db: Db,
  actor: Actor,
  { id, version }: Pick<Note, 'id' | 'version'>,
  { signer, occasion, now }: { readonly signer: Signer; readonly occasion: Occasion; readonly now: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('treat.note')
    .set({
      state: 'signed',
      starts_at: occasion.startsAt,
      ends_at: occasion.endsAt,
      by: occasion.by,
      group_size: occasion.groupSize,
      signed_by: actor.id,
      signed_name: signer.name,
      licence: signer.licence,
      signed_at: now,
      needs_cosign: signer.needsCosign,
      version: version + 1,
    })
    .where('note_id', '=', id)
    .where('version', '=', version)
    .where('state', '<>', 'signed')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** The second signature; false where the note does not wait for it, or not for this actor's. */
export async function cosignNote(
  db: Db,
  actor: Actor,
  { id, version }: Pick<Note, 'id' | 'version'>,
  signer: Signer,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('treat.note')
    .set({
      cosigned_by: actor.id,
      cosigned_name: signer.name,
      cosigned_licence: signer.licence,
      cosigned_at: now,
      version: version + 1,
    })
    .where('note_id', '=', id)
    .where('version', '=', version)
    .where('state', '=', 'signed')
    .where('needs_cosign', '=', true)
    .where('cosigned_at', 'is', null)
    .where('signed_by', '<>', actor.id)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** What the last signed note of each person said, of those the reader may see. */
export async function lastResponses(
  db: Db,
  master: Key,
  people: readonly string[],
  before: Date,
): Promise<ReadonlyMap<string, string>> {
  if (people.length === 0) return new Map();
  const rows = await db
    .selectFrom('treat.note')
    .distinctOn('participant_id')
    .select(['participant_id', 'words_sealed'])
    .where('participant_id', 'in', people)
    .where('state', '=', 'signed')
    .where('starts_at', '<', before)
    .orderBy('participant_id')
    .orderBy('starts_at', 'desc')
    .execute();
  const sealers = await sealersFor(db, master, people);
  return new Map(
    rows.flatMap((row) => {
      const sealer = sealers.get(row.participant_id);
      if (sealer === undefined) return [];
      return [[row.participant_id, contentFrom(sealer, row.words_sealed, []).response] as const];
    }),
  );
}

/** Which notes point at each goal of somebody, the newest first: what a plan is shown beside its goals. */
export async function notesOfGoals(
  db: Db,
  participant: string,
): Promise<
  ReadonlyMap<string, readonly { readonly kind: 'note'; readonly id: string; readonly on: string }[]>
> {
  const rows = await db
    .selectFrom('treat.note')
    .select(['note_id', 'on_date', 'goal_ids'])
    .where('participant_id', '=', participant)
    .where('state', '=', 'signed')
    .orderBy('starts_at', 'desc')
    .limit(LIST_MAX)
    .execute();
  const links = rows.flatMap(({ note_id, on_date, goal_ids }) =>
    goal_ids.map((goal) => ({ goal, link: { kind: 'note' as const, id: note_id, on: on_date } })),
  );
  return new Map(
    [...Map.groupBy(links, ({ goal }) => goal)].map(([goal, all]) => [goal, all.map(({ link }) => link)]),
  );
}

/** What is added to a signed note. @throws a fault of row security where it is not signed, or not theirs to write on */
export async function addAddendum(
  db: Db,
  sealer: Sealer,
  actor: Actor,
  note: Pick<Note, 'id' | 'participant'>,
  { words, signer, now }: { readonly words: string; readonly signer: Signer; readonly now: Date },
): Promise<void> {
  await db
    .insertInto('treat.addendum')
    .values({
      org_id: actor.org,
      addendum_id: newId(),
      participant_id: note.participant,
      note_id: note.id,
      words_sealed: sealer.seal(words),
      by_id: actor.id,
      signed_name: signer.name,
      licence: signer.licence,
      signed_at: now,
    })
    .execute();
}
