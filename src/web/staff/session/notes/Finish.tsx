import { useMutation } from '@tanstack/react-query';
import type { SessionNotesShown, SignedShown } from '../../../../treat/index.ts';
import { api, Problem } from '../../../api.ts';
import {
  Button,
  ErrorSummary,
  LinkButton,
  Meter,
  type PageError,
  toast,
  useLanguage,
  useWords,
} from '../../../design/index.ts';
import { useKeys } from '../../palette/keys.ts';
import { clockAt, dayOfWeek } from '../said.ts';
import styles from './Finish.module.css';
import { noteWords } from './words.ts';

interface Props {
  readonly notes: SessionNotesShown;
  readonly zone: string;
  readonly onSigned: (notes: SessionNotesShown) => void;
}

/** How many are still to write, until when, and the one button that signs those that are ready. */
export function Finish({ notes, zone, onSigned }: Props) {
  const t = useWords(noteWords);
  const language = useLanguage();
  const came = notes.people.filter(({ came: isThere }) => isThere);
  const ready = came.flatMap(({ participant, note }) =>
    note?.state === 'ready' ? [{ participant, version: note.version }] : [],
  );
  const signed = came.filter(({ note }) => note?.state === 'signed').length;
  const toWrite = came.length - ready.length - signed;
  const signing = useMutation({
    mutationFn: () =>
      api.post<SignedShown>(`/api/sessions/${notes.meeting}/notes/sign`, {
        group: notes.group !== null && notes.group.state !== 'signed',
        notes: ready,
      }),
    onSuccess: (answer) => {
      onSigned(answer.notes);
      const done = answer.outcomes.filter(({ isSigned }) => isSigned).length;
      if (done > 0) toast({ text: t.signed(done) });
    },
  });
  const maySign = ready.length > 0 || notes.group?.state === 'ready';
  useKeys({ s: () => maySign && !signing.isPending && signing.mutate() });
  const nameOf = (id: string) => came.find(({ participant }) => participant === id)?.called ?? '';
  const why: readonly PageError[] = signing.data
    ? [
        ...(signing.data.group?.why
          ? [{ message: `${t.groupNote}: ${signing.data.group.why.detail[language]}` }]
          : []),
        ...signing.data.outcomes.flatMap(({ participant, why: reason }) =>
          reason === null ? [] : [{ message: `${nameOf(participant)}: ${reason.detail[language]}` }],
        ),
      ]
    : [];
  const isOver = Date.parse(notes.dueAt) < Date.now();
  const day = dayOfWeek(
    new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(notes.dueAt)),
    language,
  );
  return (
    <section className={styles.foot} aria-label={t.finish}>
      <ErrorSummary problem={signing.error instanceof Problem ? signing.error : null} errors={why} />
      <div className={styles.bar}>
        <p className="row between wrap sm">
          <b>{toWrite > 0 ? t.toWrite(toWrite) : signed === came.length ? t.allSigned : t.allWritten}</b>
          {signed < came.length && (
            <span className="muted">
              {(isOver ? t.overdue : t.due)(day, clockAt(notes.dueAt, zone, language))}
            </span>
          )}
        </p>
        <Meter
          thin
          value={ready.length + signed}
          max={came.length}
          label={t.readyOf(ready.length + signed, came.length)}
        />
      </div>
      <LinkButton to="/today">{t.later}</LinkButton>
      <Button
        look="primary"
        icon="pen"
        disabled={!maySign}
        busy={signing.isPending}
        onClick={() => signing.mutate()}
      >
        {t.sign(ready.length)}
      </Button>
    </section>
  );
}
