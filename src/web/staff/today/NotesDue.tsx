import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { NotesDueShown } from '../../../treat/index.ts';
import { api } from '../../api.ts';
import {
  Card,
  dateWords,
  Pill,
  pluralEn,
  pluralEs,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';
import { clockAt, dayOfWeek } from '../session/said.ts';
import { sessionWords } from '../session/words.ts';
import styles from './Today.module.css';

const w = words(
  {
    title: 'Notes due',
    none: 'No note waits for you.',
    notes: (n: number) => pluralEn(n, { one: '1 note', other: `${n} notes` }),
    ready: (n: number) => `${n} ready to sign`,
    by: (day: string, at: string) => `due ${day} ${at}`,
    was: (day: string, at: string) => `was due ${day} ${at}`,
    of: (what: string, date: string) => `${what}, ${date}`,
    more: (n: number) => pluralEn(n, { one: '1 more session', other: `${n} more sessions` }),
    group: 'group note',
    other: 'Without a session',
    second: 'For your second signature',
    signedBy: (who: string) => `signed by ${who}`,
    moreSecond: (n: number) => pluralEn(n, { one: '1 more note', other: `${n} more notes` }),
  },
  {
    title: 'Notas pendientes',
    none: 'No hay notas que esperen por usted.',
    notes: (n) => pluralEs(n, { one: '1 nota', other: `${n} notas` }),
    ready: (n) => (n === 1 ? '1 lista para firmar' : `${n} listas para firmar`),
    by: (day, at) => `para el ${day} ${at}`,
    was: (day, at) => `era para el ${day} ${at}`,
    of: (what, date) => `${what}, ${date}`,
    more: (n) => pluralEs(n, { one: '1 sesión más', other: `${n} sesiones más` }),
    group: 'nota del grupo',
    other: 'Sin sesión',
    second: 'Para su segunda firma',
    signedBy: (who) => `la firmó ${who}`,
    moreSecond: (n) => pluralEs(n, { one: '1 nota más', other: `${n} notas más` }),
  },
);

const SHOWN_MAX = 6;
const ANCHOR = 'notes-due';

interface Due {
  readonly is: 'write' | 'sign' | 'group';
  readonly meeting: string | null;
  readonly note: string | null;
  readonly participant: string;
  readonly kind: string;
  readonly called: string;
  readonly on: string;
  readonly dueAt: string;
  readonly isOverdue: boolean;
}

/** What is still to be written and signed, by session, the most urgent clock first. */
export function NotesDue() {
  const t = useWords(w);
  const s = useWords(sessionWords);
  const language = useLanguage();
  const due = useQuery({
    queryKey: ['notes-due'],
    queryFn: () => api.get<NotesDueShown>('/api/notes/due'),
  });
  const { hash } = useLocation();
  const isHere = due.data !== undefined;
  // Whoever comes for them by keys is led past the day, once they are there.
  useEffect(() => {
    if (!isHere || hash !== ANCHOR) return;
    const frame = requestAnimationFrame(() => document.getElementById(ANCHOR)?.focus());
    return () => cancelAnimationFrame(frame);
  }, [isHere, hash]);
  if (due.data === undefined) return null;
  const { toWrite, toSign, toCosign, groups, zone } = due.data;
  const all: readonly Due[] = [
    ...toWrite.map((one) => ({ ...one, is: 'write' as const })),
    ...toSign.map((one) => ({ ...one, is: 'sign' as const })),
    ...groups.map((one) => ({
      ...one,
      kind: 'group',
      called: '',
      note: null,
      participant: '',
      is: 'group' as const,
    })),
  ];
  const bySession = [...Map.groupBy(all, ({ meeting }) => meeting)].toSorted(([, a], [, b]) =>
    dueOf(a) < dueOf(b) ? -1 : 1,
  );
  return (
    <div id={ANCHOR} tabIndex={-1}>
      <Card title={t.title} icon="pen">
        {bySession.length === 0 && toCosign.length === 0 && <p className="muted">{t.none}</p>}
        <ul className={styles.line}>{bySession.slice(0, SHOWN_MAX).map(shown)}</ul>
        {bySession.length > SHOWN_MAX && (
          <details>
            <summary className="sm">{t.more(bySession.length - SHOWN_MAX)}</summary>
            <ul className={styles.line}>{bySession.slice(SHOWN_MAX).map(shown)}</ul>
          </details>
        )}
        {toCosign.length > 0 && (
          <>
            <h3>{t.second}</h3>
            <ul className={styles.line}>{toCosign.slice(0, SHOWN_MAX).map(waiting)}</ul>
            {toCosign.length > SHOWN_MAX && (
              <details>
                <summary className="sm">{t.moreSecond(toCosign.length - SHOWN_MAX)}</summary>
                <ul className={styles.line}>{toCosign.slice(SHOWN_MAX).map(waiting)}</ul>
              </details>
            )}
          </>
        )}
      </Card>
    </div>
  );

  function waiting({ participant, note, called, on, signedBy }: NotesDueShown['toCosign'][number]) {
    return (
      <li key={note} className={styles.person}>
        <Link to="/people/$person/notes/$note" params={{ person: participant, note: note ?? '' }}>
          <b>{t.of(called, dateWords(on, language, { weekday: 'short', month: 'short', day: 'numeric' }))}</b>
        </Link>{' '}
        <span className="sm muted">{t.signedBy(signedBy)}</span>
      </li>
    );
  }

  function shown([meeting, ones]: readonly [string | null, readonly Due[]]) {
    const by = dueOf(ones);
    const isOverdue = ones.some((one) => one.isOverdue);
    const ready = ones.filter(({ is }) => is === 'sign').length;
    const people = ones.filter(({ is }) => is !== 'group');
    const day = dayOfWeek(
      new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(by)),
      language,
    );
    const kinds: Readonly<Record<string, string>> = s.kinds;
    const what = kinds[ones[0]?.kind ?? ''] ?? t.other;
    // A visit is with one person; a group is not named after anybody.
    const title = ones[0]?.kind === 'group' || people.length !== 1 ? what : `${what}: ${people[0]?.called}`;
    return (
      <li key={meeting ?? ''} className={styles.person}>
        {meeting === null ? (
          <>
            <b>{t.other}</b>
            <ul className={styles.line}>
              {ones.map(({ participant, note, called, on }) => (
                <li key={note}>
                  <Link to="/people/$person/notes/$note" params={{ person: participant, note: note ?? '' }}>
                    {t.of(
                      called,
                      dateWords(on, language, { weekday: 'short', month: 'short', day: 'numeric' }),
                    )}
                  </Link>
                </li>
              ))}
            </ul>
          </>
        ) : (
          <Link to="/session/$meeting" params={{ meeting }} hash="notes">
            <b>
              {t.of(
                title,
                dateWords(ones[0]?.on ?? '', language, { weekday: 'short', month: 'short', day: 'numeric' }),
              )}
            </b>
          </Link>
        )}{' '}
        <Pill tone={isOverdue ? 'bad' : 'neutral'}>
          {(isOverdue ? t.was : t.by)(day, clockAt(by, zone, language))}
        </Pill>
        <p className="sm muted">
          {[
            ...(people.length > 0 ? [t.notes(people.length)] : []),
            ...(ones.some(({ is }) => is === 'group') ? [t.group] : []),
            ...(ready > 0 ? [t.ready(ready)] : []),
          ].join(' · ')}
        </p>
      </li>
    );
  }
}

const dueOf = (ones: readonly { readonly dueAt: string }[]): string =>
  ones.reduce((least, { dueAt }) => (dueAt < least ? dueAt : least), ones[0]?.dueAt ?? '');
