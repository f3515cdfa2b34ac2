import type { KeptNoteShown, SessionNotesShown } from '../../../../treat/index.ts';
import { api } from '../../../api.ts';
import { Button, Card, Pill, useLanguage, useWords } from '../../../design/index.ts';
import { useKeysOn } from '../../palette/keys.ts';
import { clockAt } from '../said.ts';
import { type Content, NOTE_TEXTS, NoteFields } from './NoteFields.tsx';
import { SaidSaved } from './SaidSaved.tsx';
import { type Clash, useKept } from './useKept.ts';
import { noteWords } from './words.ts';

type Person = SessionNotesShown['people'][number];
type NoteShown = KeptNoteShown['note'];

const EMPTY: Content = {
  goals: [],
  participation: [],
  intervention: '',
  response: '',
  risk: null,
  results: '',
  plan: '',
};
const TONES = { draft: 'warn', ready: 'info', signed: 'ok' } as const;

interface Props {
  readonly notes: SessionNotesShown;
  readonly person: Person;
  readonly zone: string;
  readonly onSaved: (note: NoteShown) => void;
  readonly onNext: (() => void) | undefined;
}

/** One person's own part of the session: the goal it was about, how they took part, what they said of it. */
export function PersonNote({ notes, person, zone, onSaved, onNext }: Props) {
  const t = useWords(noteWords);
  const language = useLanguage();
  const keysOn = useKeysOn();
  const { note, participant, called } = person;
  const kept = useKept<Content>({
    server: { content: note?.content ?? EMPTY, version: note?.version ?? 0 },
    async save(content, version) {
      const answer = await api.put<KeptNoteShown>(
        `/api/sessions/${notes.meeting}/notes/${participant}`,
        content,
        { ifMatch: `"${version}"` },
      );
      onSaved(answer.note);
      return { ...answer.note, mergedBy: answer.merged?.by ?? null };
    },
    clashOf: ({ document }) => {
      const current = document.current as { readonly note?: NoteShown } | undefined;
      return current?.note && ({ ...current.note, by: current.note.savedBy } satisfies Clash<Content>);
    },
  });
  const { content } = kept;
  const aside = (
    <Pill tone={note === null ? 'neutral' : TONES[note.state]}>{t.states[note?.state ?? 'none']}</Pill>
  );
  const title = (
    <span>
      {called} <span className="muted">{t.justFor(called)}</span>
    </span>
  );
  const next = onNext && (
    <p className="row between wrap">
      <span />
      <Button compact onClick={onNext}>
        {t.next} {keysOn && <kbd>J</kbd>}
      </Button>
    </p>
  );
  if (note?.state === 'signed' && note.signature !== null) {
    return (
      <Card title={title} aside={aside}>
        {NOTE_TEXTS.filter((part) => note.content[part] !== '').map((part) => (
          <p key={part}>
            <b>{t[part]}:</b> {note.content[part]}
          </p>
        ))}
        <p className="sm muted">
          {t.signedBy(note.signature.by, clockAt(note.signature.at, zone, language))}
          {note.signature.isLate && `, ${t.late}`}
        </p>
        {next}
      </Card>
    );
  }
  const nameOf = (id: string) => notes.people.find((one) => one.participant === id)?.called ?? '';
  const alike = notes.alike.filter((one) => one.participant === participant);
  const named = [...new Set(person.names.map(({ words }) => `“${words}”`))].join(', ');
  return (
    <Card title={title} aside={aside}>
      <NoteFields
        required={notes.required}
        goals={person.goals}
        content={content}
        onChange={kept.change}
        onRest={() => void kept.flush()}
        responseFault={named === '' ? undefined : t.othersNamed(named)}
      />
      {alike.map(({ like, share }) => {
        const percent = new Intl.NumberFormat(language, { style: 'percent' }).format(share);
        return (
          <p key={like ?? ''} className="sm warn" role="status">
            {like === null ? t.alikeLast(percent) : t.alike(nameOf(like), percent)}
          </p>
        );
      })}
      {note !== null && note.missing.length > 0 && (
        <details>
          <summary className="sm">{t.missing}</summary>
          <ul className="sm">
            {note.missing.map(({ pointer, detail }) => (
              <li key={pointer}>{detail[language]}</li>
            ))}
          </ul>
        </details>
      )}
      <SaidSaved kept={kept} zone={zone} />
      {next}
    </Card>
  );
}
