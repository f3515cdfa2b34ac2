import { Link, useLocation, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { NotesOfPersonShown } from '../../../../treat/index.ts';
import { Problem } from '../../../api.ts';
import {
  Button,
  dateWords,
  EmptyState,
  Icon,
  Select,
  useLanguage,
  useWords,
  words,
} from '../../../design/index.ts';
import Locked from '../../emergency/Locked.tsx';
import { Frame } from '../../Frame.tsx';
import { Tabs } from '../Tabs.tsx';
import { NewNote } from './NewNote.tsx';
import { NoteActions } from './NoteActions.tsx';
import { NoteBody, NoteState } from './NoteBody.tsx';
import styles from './Notes.module.css';
import { type NoteKind, type NoteShown, useNotesOf, useOneNote } from './useNotes.ts';
import { recordWords } from './words.ts';

const w = words(
  {
    title: 'Notes',
    of: (name: string) => `Notes: ${name}`,
    write: 'Write a note without a session…',
    kind: 'Kind',
    all: 'All kinds',
    about: (goal: string) => `About the goal “${goal}”`,
    aboutOne: 'About one goal',
    every: 'Show all notes',
    more: 'Older notes',
    none: 'No note yet',
    noneBody: 'Notes of sessions are written with the session. What happens without one is written here.',
    noneOf: 'No note like that',
    noneOfBody: 'Choose another kind, or show all notes.',
    apart: 'Counseling notes that somebody keeps for themself are not here: they are apart from the record.',
    list: 'Notes, the newest first',
  },
  {
    title: 'Notas',
    of: (name) => `Notas: ${name}`,
    write: 'Escribir una nota sin sesión…',
    kind: 'Clase',
    all: 'Todas las clases',
    about: (goal) => `Sobre la meta «${goal}»`,
    aboutOne: 'Sobre una meta',
    every: 'Mostrar todas las notas',
    more: 'Notas anteriores',
    none: 'Aún no hay notas',
    noneBody: 'Las notas de las sesiones se escriben con la sesión. Lo que pasa sin una se escribe aquí.',
    noneOf: 'No hay ninguna nota así',
    noneOfBody: 'Elija otra clase o muestre todas las notas.',
    apart: 'Las notas de consejería que alguien guarda para sí no están aquí: van aparte del expediente.',
    list: 'Notas, primero la más nueva',
  },
);

/** Every note of one person that the reader may see, the newest first, each readable where it stands. */
export default function Notes() {
  const t = useWords(w);
  const r = useWords(recordWords);
  const { person } = useParams({ strict: false }) as { person: string };
  const navigate = useNavigate();
  const { hash } = useLocation();
  const goal = /^goal-([0-9a-f-]{36})$/.exec(hash)?.[1] ?? '';
  const [kind, setKind] = useState<NoteKind | ''>('');
  const [isWriting, setWriting] = useState(false);
  const reading = useNotesOf(person, { kind, goal });
  if (reading.error instanceof Problem && reading.error.status === 404) return <Locked />;
  const first = reading.data?.pages[0];
  const notes = reading.data?.pages.flatMap((page) => page.notes) ?? [];
  const said = first?.goals.find((one) => one.goal === goal)?.words;
  const isNarrowed = kind !== '' || goal !== '';
  return (
    <Frame
      title={t.title}
      heading={first === undefined ? t.title : t.of(first.called)}
      reading={{ isPending: false, error: reading.error }}
      actions={
        first?.mayWrite && (
          <Button compact icon="pen" onClick={() => setWriting(true)}>
            {t.write}
          </Button>
        )
      }
    >
      <Tabs person={person} />
      <div className={styles.filter}>
        <Select
          label={t.kind}
          value={kind}
          onChange={setKind}
          options={[
            { value: '', label: t.all },
            ...(Object.keys(r.kinds) as NoteKind[]).map((value) => ({ value, label: r.kinds[value] })),
          ]}
        />
        {goal !== '' && (
          <p className="row wrap">
            <b>{said === undefined ? t.aboutOne : t.about(said)}</b>
            <Link to="/people/$person/notes" params={{ person }}>
              {t.every}
            </Link>
          </p>
        )}
      </div>
      {first !== undefined && notes.length === 0 && (
        <EmptyState icon="pen" title={isNarrowed ? t.noneOf : t.none}>
          {isNarrowed ? t.noneOfBody : t.noneBody}
        </EmptyState>
      )}
      <ul className={styles.list} aria-label={t.list} aria-busy={reading.isFetching}>
        {notes.map((note) => (
          <li key={note.note}>{first && <OneOfList person={person} note={note} shown={first} />}</li>
        ))}
      </ul>
      {reading.hasNextPage && (
        <p>
          <Button busy={reading.isFetchingNextPage} onClick={() => void reading.fetchNextPage()}>
            {t.more}
          </Button>
        </p>
      )}
      <p className="xs muted">
        {t.apart} {r.seen}
      </p>
      {isWriting && first !== undefined && (
        <NewNote
          person={person}
          zone={first.zone}
          onClose={() => setWriting(false)}
          onBegun={(note) => void navigate({ to: '/people/$person/notes/$note', params: { person, note } })}
        />
      )}
    </Frame>
  );
}

interface OneProps {
  readonly person: string;
  readonly note: NoteShown;
  readonly shown: NotesOfPersonShown;
}

function OneOfList({ person, note, shown }: OneProps) {
  const r = useWords(recordWords);
  const language = useLanguage();
  const [isOpen, setOpen] = useState(false);
  // Its own words are here already; what the whole group did is asked for once it is read.
  const whole = useOneNote(person, note.note, isOpen && note.kind === 'group');
  const by = note.signature?.by ?? note.author;
  return (
    <details className={styles.note} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Icon name="right" size={18} />
        <b>{r.kinds[note.kind]}</b>
        <span>
          {dateWords(note.on, language, {
            weekday: 'short',
            month: 'short',
            day: 'numeric',
            year: 'numeric',
          })}
        </span>
        <span className="sm muted">{by}</span>
        <NoteState note={note} />
      </summary>
      <div className={styles.inside}>
        <NoteBody person={person} note={note} group={whole.data} goals={shown.goals} zone={shown.zone} />
        <NoteActions person={person} note={note} mayWrite={shown.mayWrite} />
      </div>
    </details>
  );
}
