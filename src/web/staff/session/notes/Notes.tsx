import type { KeptNoteShown, SessionNotesShown } from '../../../../treat/index.ts';
import { useWords } from '../../../design/index.ts';
import { GroupNote } from './GroupNote.tsx';
import { PersonNote } from './PersonNote.tsx';
import { noteWords } from './words.ts';

interface Props {
  readonly notes: SessionNotesShown;
  readonly zone: string;
  /** Whose part is open; somebody who did not come has none. */
  readonly selected: string | undefined;
  readonly onSelect: (participant: string) => void;
  readonly onGroup: (group: NonNullable<SessionNotesShown['group']>) => void;
  readonly onNote: (note: KeptNoteShown['note']) => void;
}

/** What is written of a session: of the group once, and of one person after the other. */
export function Notes({ notes, zone, selected, onSelect, onGroup, onNote }: Props) {
  const t = useWords(noteWords);
  const came = notes.people.filter(({ came: isThere }) => isThere);
  const at = Math.max(
    0,
    came.findIndex(({ participant }) => participant === selected),
  );
  const person = came[at];
  const next = came[at + 1];
  return (
    <>
      {notes.kind === 'group' && <GroupNote notes={notes} zone={zone} onSaved={onGroup} />}
      {person === undefined ? (
        <p className="muted">{t.nobody}</p>
      ) : (
        <PersonNote
          key={person.participant}
          notes={notes}
          person={person}
          zone={zone}
          onSaved={onNote}
          onNext={next && (() => onSelect(next.participant))}
        />
      )}
    </>
  );
}
