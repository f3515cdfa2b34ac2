import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { OneNoteShown } from '../../../../treat/index.ts';
import { api, Problem } from '../../../api.ts';
import { Button, Dialog, ErrorSummary, TextArea, toast, useWords } from '../../../design/index.ts';
import { type NoteShown, useShowNote } from './useNotes.ts';
import { recordWords } from './words.ts';

interface Props {
  readonly person: string;
  readonly note: NoteShown;
  readonly mayWrite: boolean;
  /** On the note's own page; in the list it can be opened there. */
  readonly isOpen?: boolean;
}

/** What whoever reads a note can do with it: add to it, sign for it, go on with it where it is written. */
export function NoteActions({ person, note, mayWrite, isOpen = false }: Props) {
  const t = useWords(recordWords);
  const { show } = useShowNote(person, note.note);
  const [isAdding, setAdding] = useState(false);
  const cosigning = useMutation({
    mutationFn: () =>
      api.post<OneNoteShown>(
        `/api/people/${person}/notes/${note.note}/cosign`,
        {},
        { ifMatch: `"${note.version}"` },
      ),
    onSuccess: (answer) => {
      show(answer);
      toast({ text: t.cosignDone });
    },
  });
  const isSigned = note.state === 'signed';
  const waits = isSigned && note.needsCosignature && note.cosignature === null;
  return (
    <div className="no-print">
      <ErrorSummary problem={cosigning.error instanceof Problem ? cosigning.error : null} />
      <p className="row wrap">
        {waits && mayWrite && !note.isMine && (
          <Button
            compact
            look="primary"
            icon="pen"
            busy={cosigning.isPending}
            onClick={() => cosigning.mutate()}
          >
            {t.cosign}
          </Button>
        )}
        {isSigned && mayWrite && (
          <Button compact icon="plus" onClick={() => setAdding(true)}>
            {t.add}
          </Button>
        )}
        {!isSigned && note.isMine && note.meeting !== null && (
          <Link to="/session/$meeting" params={{ meeting: note.meeting }} hash="notes">
            {t.inSession}
          </Link>
        )}
        {!isOpen && (
          <Link to="/people/$person/notes/$note" params={{ person, note: note.note }}>
            {!isSigned && note.isMine && note.meeting === null ? t.goOn : t.open}
          </Link>
        )}
      </p>
      {isAdding && (
        <AddendumDialog person={person} note={note} onAdded={show} onClose={() => setAdding(false)} />
      )}
    </div>
  );
}

function AddendumDialog(props: {
  readonly person: string;
  readonly note: NoteShown;
  readonly onAdded: (answer: OneNoteShown) => void;
  readonly onClose: () => void;
}) {
  const t = useWords(recordWords);
  const { person, note, onAdded, onClose } = props;
  const [words, setWords] = useState('');
  const adding = useMutation({
    mutationFn: () => api.post<OneNoteShown>(`/api/people/${person}/notes/${note.note}/addenda`, { words }),
    onSuccess: (answer) => {
      onAdded(answer);
      toast({ text: t.added });
      onClose();
    },
  });
  return (
    <Dialog
      title={t.addTitle}
      onClose={onClose}
      actions={
        <Button look="primary" icon="pen" busy={adding.isPending} onClick={() => adding.mutate()}>
          {t.addSign}
        </Button>
      }
    >
      <ErrorSummary
        problem={adding.error instanceof Problem ? adding.error : null}
        fields={{ '/words': 'addendum-words' }}
      />
      <p className="muted">{t.addHint}</p>
      <TextArea
        id="addendum-words"
        label={t.addWords}
        rows={5}
        maxLength={8000}
        value={words}
        onChange={setWords}
      />
    </Dialog>
  );
}
