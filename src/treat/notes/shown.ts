import type { Actor } from '../../platform/db/index.ts';
import type { GroupNote } from './group-note.store.ts';
import type { GroupNoteShown, NoteShown } from './note.schema.ts';
import type { Note, Signature } from './note.store.ts';
import { missingIn, missingInGroup } from './note.ts';

const signatureShown = ({ by, licence, at }: Signature) => ({ by, licence, at: at.toISOString() });
const lateSignature = (signature: Signature | null, dueAt: Date) =>
  signature === null ? null : { ...signatureShown(signature), isLate: signature.at > dueAt };
const changeable = <T extends object>({ ...whole }: T): T => whole;

/** A note as somebody is shown it, with what it still wants. */
export function noteShownTo(
  actor: Actor,
  note: Note,
  { hasGoals, now }: { readonly hasGoals: boolean; readonly now: Date },
): NoteShown {
  const { content, state } = note;
  const isSigned = state === 'signed';
  return {
    participant: note.participant,
    note: note.id,
    kind: note.kind,
    meeting: note.meeting,
    on: note.on,
    startsAt: note.startsAt.toISOString(),
    endsAt: note.endsAt.toISOString(),
    by: note.by,
    groupSize: note.groupSize,
    state,
    content: {
      ...content,
      goals: [...content.goals],
      participation: [...content.participation],
      risk: content.risk && changeable(content.risk),
    },
    missing: isSigned ? [] : missingIn(content, note.kind, { hasGoals }).map(changeable),
    author: note.author,
    isMine: note.authorId === actor.id,
    savedAt: note.savedAt.toISOString(),
    savedBy: note.savedBy,
    dueAt: note.dueAt.toISOString(),
    isOverdue: !isSigned && note.dueAt < now,
    signature: lateSignature(note.signature, note.dueAt),
    needsCosignature: note.needsCosign,
    cosignature: note.cosignature && signatureShown(note.cosignature),
    addenda: note.addenda.map(({ id, words, signature }) => ({
      addendum: id,
      words,
      signature: signatureShown(signature),
    })),
    version: note.version,
  };
}

/** The note of a group; `names` are those of its roster that stand in it. */
export const groupShown = (group: GroupNote, names: GroupNoteShown['names']): GroupNoteShown => ({
  meeting: group.meeting,
  state: group.state,
  content: { topics: [...group.content.topics], words: group.content.words },
  missing: missingInGroup(group.content).map(changeable),
  names,
  savedAt: group.savedAt.toISOString(),
  savedBy: group.savedBy,
  signature: lateSignature(group.signature, group.dueAt),
  version: group.version,
});
