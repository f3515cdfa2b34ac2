import { useMutation } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { KeptNoteShown, OneNoteShown } from '../../../../treat/index.ts';
import { api, Problem } from '../../../api.ts';
import {
  Button,
  Card,
  dateWords,
  ErrorSummary,
  toast,
  useLanguage,
  useWords,
  words,
} from '../../../design/index.ts';
import Locked from '../../emergency/Locked.tsx';
import { Frame } from '../../Frame.tsx';
import { type Content, NoteFields } from '../../session/notes/NoteFields.tsx';
import { SaidSaved } from '../../session/notes/SaidSaved.tsx';
import { type Clash, useKept } from '../../session/notes/useKept.ts';
import { noteWords } from '../../session/notes/words.ts';
import { Tabs } from '../Tabs.tsx';
import { usePersonName } from '../usePersonName.ts';
import { NoteActions } from './NoteActions.tsx';
import { NoteBody, NoteState } from './NoteBody.tsx';
import { type NoteShown, useOneNote, useShowNote } from './useNotes.ts';
import { recordWords } from './words.ts';

const w = words(
  {
    title: 'Note',
    all: 'All notes',
    sign: 'Sign this note',
    signed: 'Signed. It does not change any more.',
    effect: 'Once signed it never changes; what is added later stands under it.',
  },
  {
    title: 'Nota',
    all: 'Todas las notas',
    sign: 'Firmar esta nota',
    signed: 'Firmada. Ya no cambia.',
    effect: 'Una vez firmada, nunca cambia; lo que se agregue después va debajo.',
  },
);

/** One note by itself: to print, to add to, and where there was no session, to write and sign. */
export default function OneNote() {
  const t = useWords(w);
  const r = useWords(recordWords);
  const language = useLanguage();
  const { person, note: id } = useParams({ strict: false }) as { person: string; note: string };
  const { name } = usePersonName(person);
  const reading = useOneNote(person, id);
  if (reading.error instanceof Problem && reading.error.status === 404) return <Locked />;
  const shown = reading.data;
  const isWritten = shown !== undefined && isWrittenHere(shown);
  return (
    <Frame
      title={t.title}
      heading={[name, shown && r.kinds[shown.note.kind]].filter(Boolean).join(': ') || t.title}
      reading={reading}
      actions={
        !isWritten && (
          <Button compact icon="print" onClick={() => window.print()}>
            {r.print}
          </Button>
        )
      }
    >
      <Tabs person={person} />
      <p className="no-print">
        <Link to="/people/$person/notes" params={{ person }}>
          {t.all}
        </Link>
      </p>
      {shown && (
        <Card
          title={dateWords(shown.note.on, language, {
            weekday: 'long',
            month: 'long',
            day: 'numeric',
            year: 'numeric',
          })}
          aside={
            <span className="row wrap">
              <NoteState note={shown.note} />
            </span>
          }
        >
          {isWritten ? (
            <Writing key={shown.note.note} person={person} shown={shown} />
          ) : (
            <>
              <NoteBody
                person={person}
                note={shown.note}
                group={shown}
                goals={shown.goals}
                zone={shown.zone}
              />
              <NoteActions person={person} note={shown.note} mayWrite={shown.mayWrite} isOpen />
            </>
          )}
        </Card>
      )}
      <p className="xs muted">{r.seen}</p>
    </Frame>
  );
}

/** A note of a session is written where its session is; a draft is its author's. */
const isWrittenHere = ({ note, mayWrite }: OneNoteShown): boolean =>
  note.state !== 'signed' && note.meeting === null && note.isMine && mayWrite;

function Writing({ person, shown }: { readonly person: string; readonly shown: OneNoteShown }) {
  const t = useWords(w);
  const n = useWords(noteWords);
  const language = useLanguage();
  const { note } = shown;
  const path = `/api/people/${person}/notes/${note.note}`;
  const { show, saved, versionNow } = useShowNote(person, note.note);
  const kept = useKept<Content>({
    server: note,
    async save(content, version) {
      const answer = await api.put<KeptNoteShown>(path, content, { ifMatch: `"${version}"` });
      saved(answer.note);
      return { ...answer.note, mergedBy: answer.merged?.by ?? null };
    },
    clashOf: ({ document }) => {
      const current = document.current as { readonly note?: NoteShown } | undefined;
      return current?.note && ({ ...current.note, by: current.note.savedBy } satisfies Clash<Content>);
    },
  });
  const signing = useMutation({
    async mutationFn() {
      await kept.flush();
      return api.post<OneNoteShown>(`${path}/sign`, {}, { ifMatch: `"${versionNow()}"` });
    },
    onSuccess: (answer) => {
      show(answer);
      toast({ text: t.signed });
    },
  });
  return (
    <>
      <ErrorSummary
        problem={signing.error instanceof Problem ? signing.error : null}
        fields={{
          '/intervention': 'note-intervention',
          '/response': 'note-response',
          '/results': 'note-results',
          '/plan': 'note-plan',
          '/risk/words': 'note-risk',
        }}
      />
      <NoteFields
        required={shown.required}
        goals={shown.goals}
        content={kept.content}
        onChange={kept.change}
        onRest={() => void kept.flush()}
      />
      {note.missing.length > 0 && (
        <div className="stack-tight">
          <p className="sm strong">{n.missing}</p>
          <ul className="sm">
            {note.missing.map(({ pointer, detail }) => (
              <li key={pointer}>{detail[language]}</li>
            ))}
          </ul>
        </div>
      )}
      <SaidSaved kept={kept} zone={shown.zone} />
      <p className="sm muted">{t.effect}</p>
      <p>
        <Button
          look="primary"
          icon="pen"
          disabled={note.missing.length > 0}
          busy={signing.isPending}
          onClick={() => signing.mutate()}
        >
          {t.sign}
        </Button>
      </p>
    </>
  );
}
