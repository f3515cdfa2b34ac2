import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { OneNoteShown } from '../../../../treat/index.ts';
import { api, Problem } from '../../../api.ts';
import { Button, Dialog, ErrorSummary, Select, TextField, useWords, words } from '../../../design/index.ts';
import styles from './Notes.module.css';
import type { NoteKind, NoteShown } from './useNotes.ts';
import { instantOn, wallNow } from './wall.ts';
import { recordWords } from './words.ts';

const w = words(
  {
    title: 'Write a note without a session',
    hint: 'A call, a visit, something done for them. It is kept as a draft from the start.',
    kind: 'What it was',
    on: 'Day',
    from: 'Began',
    minutes: 'Minutes',
    by: 'How',
    begin: 'Begin the note',
    when: 'Say on which day it was, when it began, and how many minutes it took.',
  },
  {
    title: 'Escribir una nota sin sesión',
    hint: 'Una llamada, una visita, algo hecho por la persona. Desde el comienzo queda como borrador.',
    kind: 'Qué fue',
    on: 'Día',
    from: 'Comenzó',
    minutes: 'Minutos',
    by: 'Cómo',
    begin: 'Comenzar la nota',
    when: 'Diga qué día fue, a qué hora comenzó y cuántos minutos duró.',
  },
);

const KINDS = [
  'case-management',
  'family',
  'individual',
  'crisis',
  'medication',
  'discharge',
] as const satisfies readonly NoteKind[];
const MINUTES = 15;
const MINUTES_MAX = 720;

interface Props {
  readonly person: string;
  readonly zone: string;
  readonly onBegun: (note: string) => void;
  readonly onClose: () => void;
}

/** What happened when, without a session: the note itself is then written on its own page. */
export function NewNote({ person, zone, onBegun, onClose }: Props) {
  const t = useWords(w);
  const r = useWords(recordWords);
  const [ago] = useState(() => wallNow(Date.now() - MINUTES * 60_000, zone));
  const [kind, setKind] = useState<(typeof KINDS)[number]>('case-management');
  const [on, setOn] = useState(ago.on);
  const [from, setFrom] = useState(ago.time);
  const [minutes, setMinutes] = useState(String(MINUTES));
  const [by, setBy] = useState<NoteShown['by']>('phone');
  const startsAt = instantOn(on, from, zone);
  const count = /^\d{1,3}$/.test(minutes) ? Number(minutes) : 0;
  const isWhole = startsAt !== undefined && count > 0 && count <= MINUTES_MAX;
  const [wasPressed, setPressed] = useState(false);
  const beginning = useMutation({
    mutationFn: (at: Date) =>
      api.post<OneNoteShown>(`/api/people/${person}/notes`, {
        kind,
        startsAt: at.toISOString(),
        endsAt: new Date(at.getTime() + count * 60_000).toISOString(),
        by,
        content: {},
      }),
    onSuccess: ({ note }) => onBegun(note.note),
  });
  return (
    <Dialog
      title={t.title}
      onClose={onClose}
      actions={
        <Button
          look="primary"
          icon="pen"
          busy={beginning.isPending}
          onClick={() => {
            setPressed(true);
            if (isWhole) beginning.mutate(startsAt);
          }}
        >
          {t.begin}
        </Button>
      }
    >
      <ErrorSummary
        problem={beginning.error instanceof Problem ? beginning.error : null}
        errors={wasPressed && !isWhole ? [{ message: t.when, fieldId: 'note-on' }] : []}
        fields={{ '/startsAt': 'note-from', '/endsAt': 'note-minutes' }}
      />
      <p className="muted">{t.hint}</p>
      <Select
        label={t.kind}
        value={kind}
        onChange={setKind}
        options={KINDS.map((value) => ({ value, label: r.kinds[value] }))}
      />
      <div className={styles.when}>
        <TextField id="note-on" type="date" label={t.on} value={on} onChange={setOn} />
        <TextField id="note-from" type="time" label={t.from} value={from} onChange={setFrom} />
        <TextField
          id="note-minutes"
          inputMode="numeric"
          maxLength={3}
          label={t.minutes}
          value={minutes}
          onChange={setMinutes}
        />
      </div>
      <Select
        label={t.by}
        value={by}
        onChange={setBy}
        options={(['phone', 'room', 'video'] as const).map((value) => ({ value, label: r.by[value] }))}
      />
    </Dialog>
  );
}
