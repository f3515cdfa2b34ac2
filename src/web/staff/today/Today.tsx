import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { TodayShown } from '../../../treat/index.ts';
import { api } from '../../api.ts';
import {
  Card,
  classes,
  dateWords,
  EmptyState,
  LinkButton,
  Pill,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';
import { Frame, useMe } from '../Frame.tsx';
import { clockRange, placeOf, titleOf } from '../session/said.ts';
import { sessionWords } from '../session/words.ts';
import { Attention, MedicineAttention } from './Attention.tsx';
import { NotesDue } from './NotesDue.tsx';
import { Shortfalls } from './Shortfalls.tsx';
import { Swaps } from './Swaps.tsx';
import styles from './Today.module.css';

const w = words(
  {
    title: 'Today',
    now: 'Now',
    next: 'Next',
    day: 'My day',
    start: 'Start',
    goOn: 'Go on',
    open: (what: string) => `Open ${what}`,
    openShort: 'Open',
    none: 'You hold nothing today',
    noneBody: 'Groups and visits of the published plan that you lead come up here on their day.',
    over: 'That was all for today.',
    expected: (n: number) => `${n} expected`,
    came: (here: number, all: number) => `${here} of ${all} came`,
    toMark: (n: number) => `${n} not marked`,
  },
  {
    title: 'Hoy',
    now: 'Ahora',
    next: 'Después',
    day: 'Mi día',
    start: 'Empezar',
    goOn: 'Seguir',
    open: (what) => `Abrir ${what}`,
    openShort: 'Abrir',
    none: 'Hoy no lleva nada',
    noneBody: 'Los grupos y citas del plan publicado que usted lleva aparecen aquí en su día.',
    over: 'Eso fue todo por hoy.',
    expected: (n) => `Se espera a ${n}`,
    came: (here, all) => `Vinieron ${here} de ${all}`,
    toMark: (n) => `${n} sin marcar`,
  },
);

type Meeting = TodayShown['meetings'][number];
const AGAIN_MS = 60_000;
const TONES: Readonly<Record<string, string>> = {
  group: 'tone-group',
  skills: 'tone-skills',
  family: 'tone-family',
  medication: 'tone-medication',
  individual: 'tone-individual',
  'case-management': 'tone-individual',
};
const MEDICAL = ['prescriber', 'nurse'];

/** The day of whoever holds sessions: what is on, in one press; what follows; who should be looked at. */
export default function Today() {
  const t = useWords(w);
  const s = useWords(sessionWords);
  const language = useLanguage();
  const me = useMe();
  const reading = useQuery({
    queryKey: ['today'],
    queryFn: () => api.get<TodayShown>('/api/today'),
    refetchInterval: AGAIN_MS,
  });
  const now = useNow();
  const role = me.data?.role ?? '';
  const day = reading.data;
  const meetings = day?.meetings ?? [];
  const atHand = meetings.find(({ endsAt }) => Date.parse(endsAt) > now);
  return (
    <Frame
      title={t.title}
      heading={t.title}
      reading={reading}
      beside={day && <span className="muted">{dateWords(day.today, language)}</span>}
    >
      {day && (
        <div className={styles.page}>
          <div className={styles.column}>
            {meetings.length === 0 && (
              <EmptyState icon="calendar" title={t.none}>
                {t.noneBody}
              </EmptyState>
            )}
            {atHand && (
              <section className={classes(styles.next, TONES[atHand.kind])} aria-labelledby="at-hand">
                <p className="sm strong muted">{Date.parse(atHand.startsAt) <= now ? t.now : t.next}</p>
                <h2 id="at-hand">{named(atHand)}</h2>
                <p>
                  {clockRange(atHand.startsAt, atHand.endsAt, day.zone, language)} ·{' '}
                  {placeOf(atHand, s.video)} · {counted(atHand)}
                </p>
                <p>
                  <LinkButton look="primary" icon="play" to={`/session/${atHand.meeting}`}>
                    {atHand.marked > 0 ? t.goOn : t.start}
                  </LinkButton>
                </p>
              </section>
            )}
            {meetings.length > 0 && (
              <Card title={t.day} icon="calendar">
                {atHand === undefined && <p className="muted">{t.over}</p>}
                <ol className={styles.line}>
                  {meetings.map((meeting) => (
                    <li
                      key={meeting.meeting}
                      className={classes(
                        styles.item,
                        Date.parse(meeting.endsAt) <= now && styles.over,
                        meeting === atHand && styles.now,
                      )}
                      aria-current={meeting === atHand ? 'time' : undefined}
                    >
                      <span className={styles.time}>
                        {clockRange(meeting.startsAt, meeting.endsAt, day.zone, language)}
                      </span>
                      <span>
                        <b>{named(meeting)}</b>{' '}
                        <span className="sm muted">
                          {placeOf(meeting, s.video)} · {counted(meeting)}
                        </span>{' '}
                        {Date.parse(meeting.endsAt) <= now && meeting.marked < meeting.expected && (
                          <Pill tone="warn">{t.toMark(meeting.expected - meeting.marked)}</Pill>
                        )}
                      </span>
                      <Link
                        className="tap"
                        to="/session/$meeting"
                        params={{ meeting: meeting.meeting }}
                        aria-label={t.open(
                          `${named(meeting)}, ${clockRange(meeting.startsAt, meeting.endsAt, day.zone, language)}`,
                        )}
                      >
                        {t.openShort}
                      </Link>
                    </li>
                  ))}
                </ol>
              </Card>
            )}
          </div>
          <div className={styles.column}>
            <Swaps />
            {role === 'counselor' && <Shortfalls most={3} />}
            <NotesDue />
            {role === 'counselor' && <Attention />}
            {MEDICAL.includes(role) && <MedicineAttention />}
          </div>
        </div>
      )}
    </Frame>
  );

  function named(meeting: Meeting): string {
    const title = titleOf(meeting, language, s.kinds);
    return meeting.with === null ? title : `${title}: ${meeting.with.called}`;
  }
  function counted({ marked, expected, here }: Meeting): string {
    return marked > 0 ? t.came(here, expected) : t.expected(expected);
  }
}

const TICK_MS = 20_000;

function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const clock = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(clock);
  }, []);
  return now;
}
