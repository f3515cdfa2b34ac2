import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { SessionShown } from '../../../treat/index.ts';
import { api } from '../../api.ts';
import {
  Button,
  EmptyState,
  Icon,
  LinkButton,
  Pill,
  toast,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';
import { Frame, useMe } from '../Frame.tsx';
import { KeyList } from '../palette/KeyList.tsx';
import { useKeys, useKeysOn } from '../palette/keys.ts';
import { BreaksCard } from './BreaksCard.tsx';
import { NotSaved } from './NotSaved.tsx';
import { Finish } from './notes/Finish.tsx';
import { Notes } from './notes/Notes.tsx';
import { useNotes } from './notes/useNotes.ts';
import { noteWords } from './notes/words.ts';
import type { Mark } from './outbox.ts';
import { RosterLine } from './RosterLine.tsx';
import { marksOf, momentFor, restAreHere, type SeenRow, withWaiting } from './roster.ts';
import styles from './Session.module.css';
import { clockAt, clockRange, dayOfWeek, exactHours, placeOf, titleOf } from './said.ts';
import { onWritten, useOutbox } from './useOutbox.ts';
import { WalkIn } from './WalkIn.tsx';
import { rosterWords, sessionWords } from './words.ts';

const w = words(
  {
    title: 'Session',
    back: 'Today',
    here: (n: number, all: number) => `${n} of ${all}`,
    hereLabel: 'here',
    counted: 'will be counted',
    saved: (at: string) => `Saved ${at}`,
    waiting: (n: number) => `${n} waiting to be sent`,
    online: 'Every mark saves itself',
    add: 'Add a walk-in',
    keys: 'Keys',
    keyList: {
      next: 'Next person, person before',
      marks: 'Here, late, away',
      rest: 'The rest are here',
      note: 'Write the note',
      sign: 'Sign what is ready',
      undo: 'Take the last mark back',
      list: 'This list',
    },
    notMine: 'Somebody else holds this session. You see your own people here.',
  },
  {
    title: 'Sesión',
    back: 'Hoy',
    here: (n, all) => `${n} de ${all}`,
    hereLabel: 'vinieron',
    counted: 'se contarán',
    saved: (at) => `Guardado ${at}`,
    waiting: (n) => `${n} por enviar`,
    online: 'Cada marca se guarda sola',
    add: 'Agregar a alguien sin cita',
    keys: 'Teclas',
    keyList: {
      next: 'Persona siguiente, anterior',
      marks: 'Vino, tarde, falta',
      rest: 'Los demás vinieron',
      note: 'Escribir la nota',
      sign: 'Firmar lo que esté listo',
      undo: 'Quitar la última marca',
      list: 'Esta lista',
    },
    notMine: 'Esta sesión la lleva otra persona. Aquí ve a las suyas.',
  },
);

/** Somebody else may be at the same door. */
const AGAIN_MS = 60_000;

type Undo = () => void;

/** A session as whoever holds it sees it: who came, in one press for most and one more for each exception. */
export default function Session() {
  const t = useWords(w);
  const r = useWords(rosterWords);
  const s = useWords(sessionWords);
  const n = useWords(noteWords);
  const language = useLanguage();
  const { meeting } = useParams({ strict: false }) as { meeting: string };
  const me = useMe();
  const client = useQueryClient();
  const reading = useQuery({
    queryKey: ['session', meeting],
    queryFn: () => api.get<SessionShown>(`/api/sessions/${meeting}`),
    refetchInterval: AGAIN_MS,
  });
  const { outbox, items, savedAt: saved } = useOutbox(me.data?.id);
  const savedAt = saved.get(meeting);
  const [selected, setSelected] = useState<string>();
  const [askingWhy, setAskingWhy] = useState<string>();
  const [open, setOpen] = useState<'walk-in' | 'keys'>();
  const [lastUndo, setLastUndo] = useState<{ readonly undo: Undo }>();
  const keysOn = useKeysOn();
  const shown = reading.data;
  // What happened can be written of as soon as it happens.
  const hasBegun = shown !== undefined && Date.parse(shown.session.startsAt) <= Date.parse(shown.now);
  const writing = useNotes(meeting, shown?.session.isMine === true && hasBegun);
  const { lookAgain } = writing;
  useEffect(
    () =>
      onWritten((of, { roster }) => {
        client.setQueryData<SessionShown>(['session', of], (before) => before && { ...before, roster });
        // Who came now has a part of their own.
        if (of === meeting) lookAgain();
      }),
    [client, meeting, lookAgain],
  );
  const rows = shown ? withWaiting(shown.roster, items, shown.session) : [];

  const select = (participant: string | undefined, focus = false) => {
    setSelected(participant);
    if (askingWhy !== participant) setAskingWhy(undefined);
    if (focus && participant !== undefined)
      document.getElementById(`row-${participant}`)?.querySelector<HTMLElement>('button')?.focus();
  };
  const offerUndo = (text: string, undo: Undo) => {
    setLastUndo({ undo });
    toast({ text, undo, about: meeting });
  };
  const restore = (row: SeenRow) => {
    // On the row as it is by now: the mark that is taken back may have been written.
    const now = client.getQueryData<SessionShown>(['session', meeting]);
    const version = now?.roster.find(({ participant }) => participant === row.participant)?.version;
    if (now === undefined || version === undefined) return;
    for (const mark of marksOf(row, now.session))
      void outbox?.add(meeting, [{ participant: row.participant, version, mark }]);
  };
  const mark = (row: SeenRow, its: Mark) => {
    if (shown === undefined) return;
    const isNudge = row.status === 'late' && its.is === 'late' && askingWhy === undefined;
    void outbox?.add(meeting, [{ participant: row.participant, version: row.version, mark: its }]);
    setSelected(
      its.is === 'expected' || (its.is === 'here' && selected !== row.participant)
        ? selected
        : row.participant,
    );
    setAskingWhy(undefined);
    if (!isNudge) offerUndo(saidMark(row.called, its), () => restore(row));
  };
  const saidMark = (called: string, its: Mark): string => {
    const clock = (at: string) => clockAt(at, shown?.zone ?? 'UTC', language);
    switch (its.is) {
      case 'here':
        return r.markedHere(called);
      case 'late':
        return r.markedLate(called, clock(its.at));
      case 'left':
        return r.markedLeft(called, clock(its.at));
      case 'back':
        return r.markedBack(called, clock(its.at));
      case 'away':
        return r.markedAway(called, s.reasons[its.reason]);
      case 'expected':
        return r.markedExpected(called);
    }
  };
  const rest = () => {
    const marks = restAreHere(rows, askingWhy);
    if (marks.length === 0) return;
    void outbox?.add(meeting, marks);
    const before = rows.filter((row) => marks.some(({ participant }) => participant === row.participant));
    offerUndo(r.restDone(marks.length), () => {
      for (const row of before) restore(row);
    });
  };
  const away = (row: SeenRow) => {
    setSelected(row.participant);
    setAskingWhy(row.status === 'away' ? undefined : row.participant);
  };
  const step = (by: 1 | -1) => {
    const at = rows.findIndex(({ participant }) => participant === selected);
    const next =
      at === -1 ? (by === 1 ? 0 : rows.length - 1) : Math.min(Math.max(at + by, 0), rows.length - 1);
    select(rows[next]?.participant, true);
  };
  const current = rows.find(({ participant }) => participant === selected);
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    '1': () => current && mark(current, { is: 'here' }),
    '2': () =>
      current &&
      shown &&
      current.status !== 'late' &&
      mark(current, { is: 'late', at: momentFor(shown.session, shown.lateAfterMinutes, Date.now()) }),
    '3': () => current && away(current),
    a: rest,
    '.': () => {
      lastUndo?.undo();
      setLastUndo(undefined);
    },
    n: () => document.querySelector<HTMLElement>('#group-note, #note-response')?.focus(),
    '?': () => setOpen('keys'),
  });

  const own = items.filter((item) => item.meeting === meeting);
  const waiting = own
    .filter(({ refused }) => refused === null)
    .reduce((sum, { marks }) => sum + marks.length, 0);
  const counted = rows.reduce((sum, row) => sum + row.countedMinutes, 0);
  const came = writing.notes?.people.filter(({ came: isThere }) => isThere) ?? [];
  const toBeWritten = came.length;
  const written = came.filter(({ note }) => note !== null && note.state !== 'draft').length;
  const here = rows.filter(({ status }) => status === 'here' || status === 'late').length;
  return (
    <Frame
      title={t.title}
      listsKeys
      heading={shown ? titleOf(shown.session, language, s.kinds) : t.title}
      reading={reading}
      beside={
        shown && (
          <>
            <Pill tone="info">
              {dayOfWeek(shown.session.on, language)}{' '}
              {clockRange(shown.session.startsAt, shown.session.endsAt, shown.zone, language)} ·{' '}
              {placeOf(shown.session, s.video)}
            </Pill>
            <Clock session={shown.session} />
          </>
        )
      }
      actions={
        <>
          <span className="row sm muted" role="status">
            <Icon name={waiting > 0 ? 'upload' : 'check'} size={16} />
            {waiting > 0
              ? t.waiting(waiting)
              : savedAt !== undefined && shown
                ? t.saved(clockAt(new Date(savedAt).toISOString(), shown.zone, language))
                : t.online}
          </span>
          <LinkButton to="/today" look="text" compact icon="left">
            {t.back}
          </LinkButton>
        </>
      }
    >
      {shown && outbox && (
        <>
          {!shown.session.isMine && <p className="muted">{t.notMine}</p>}
          <dl className={styles.counts}>
            <div>
              <dt>{t.hereLabel}</dt>
              <dd>{t.here(here, rows.length)}</dd>
            </div>
            <div>
              <dt>{t.counted}</dt>
              <dd>{s.hours(exactHours(counted, language))}</dd>
            </div>
            {writing.notes && (
              <div>
                <dt>{n.readyLabel}</dt>
                <dd>{t.here(written, toBeWritten)}</dd>
              </div>
            )}
          </dl>
          <NotSaved
            outbox={outbox}
            items={own.filter(({ refused }) => refused !== null)}
            roster={shown.roster}
            say={saidMark}
          />
          <div className={styles.cols}>
            <div className={styles.beside}>
              <section className={styles.roster} aria-labelledby="roster">
                <div className={styles.top}>
                  <h2 id="roster">{r.title}</h2>
                  <Button compact onClick={rest} disabled={restAreHere(rows, askingWhy).length === 0}>
                    {r.rest} {keysOn && <kbd>A</kbd>}
                  </Button>
                </div>
                {rows.length === 0 ? (
                  <EmptyState icon="group" title={r.empty}>
                    {r.emptyBody}
                  </EmptyState>
                ) : (
                  <ul className={styles.rows}>
                    {rows.map((row) => (
                      <RosterLine
                        key={row.participant}
                        row={row}
                        session={shown.session}
                        zone={shown.zone}
                        lateAfterMinutes={shown.lateAfterMinutes}
                        isSelected={row.participant === selected}
                        isAskingWhy={row.participant === askingWhy}
                        mayOpenPerson={me.data?.role !== 'facilitator'}
                        onSelect={() => select(row.participant === selected ? undefined : row.participant)}
                        onMark={(its) => mark(row, its)}
                        onAway={() => away(row)}
                      />
                    ))}
                  </ul>
                )}
              </section>
              {shown.session.isMine && (
                <>
                  <p className="row wrap">
                    <Button compact icon="plus" onClick={() => setOpen('walk-in')}>
                      {t.add}
                    </Button>
                    <Button compact look="text" icon="info" onClick={() => setOpen('keys')}>
                      {t.keys}
                    </Button>
                  </p>
                  <BreaksCard shown={shown} />
                </>
              )}
            </div>
            <div className={styles.beside} id="notes">
              {writing.notes?.isMine === true && (
                <Notes
                  notes={writing.notes}
                  zone={shown.zone}
                  selected={selected}
                  onSelect={(participant) => select(participant)}
                  onGroup={writing.savedGroup}
                  onNote={writing.savedNote}
                />
              )}
            </div>
          </div>
          {writing.notes?.isMine === true && came.length > 0 && (
            <Finish notes={writing.notes} zone={shown.zone} onSigned={writing.signed} />
          )}
          {open === 'walk-in' && <WalkIn shown={shown} onClose={() => setOpen(undefined)} />}
          {open === 'keys' && (
            <KeyList
              keys={[
                ['J / K', t.keyList.next],
                ['1 2 3', t.keyList.marks],
                ['A', t.keyList.rest],
                ['N', t.keyList.note],
                ['S', t.keyList.sign],
                ['.', t.keyList.undo],
                ['?', t.keyList.list],
              ]}
              onClose={() => setOpen(undefined)}
            />
          )}
        </>
      )}
    </Frame>
  );
}

const MINUTE_MS = 60_000;
const TICK_MS = 20_000;

/** How long it has been running, or until it begins. */
function Clock({ session }: { readonly session: SessionShown['session'] }) {
  const s = useWords(sessionWords);
  const language = useLanguage();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const clock = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(clock);
  }, []);
  const minutesTo = (at: string) => Math.floor(Math.abs(now - Date.parse(at)) / MINUTE_MS);
  const said = (minutes: number) =>
    minutes < 120 ? s.minutes(minutes) : s.hours(exactHours(Math.round(minutes / 15) * 15, language));
  if (now > Date.parse(session.endsAt)) return <Pill>{s.ended}</Pill>;
  if (now < Date.parse(session.startsAt)) return <Pill>{s.starts(said(minutesTo(session.startsAt)))}</Pill>;
  return <Pill tone="ok">{s.running(said(minutesTo(session.startsAt)))}</Pill>;
}
