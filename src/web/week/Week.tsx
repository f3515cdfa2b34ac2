import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, Problem } from '../api.ts';
import {
  addDays,
  Button,
  Card,
  classes,
  dateWords,
  dayName,
  dayOf,
  EmptyState,
  ErrorSummary,
  hours,
  Icon,
  Page,
  pluralEn,
  pluralEs,
  Ring,
  timeRange,
  useLanguage,
  useWords,
  words,
  zoneName,
} from '../design/index.ts';
import { gridWords, LIFE_ICON, type LifeKind, ReadWeek, TONE_ICON } from '../design/WeekGrid/index.ts';
import { NextUp } from './NextUp.tsx';
import styles from './Week.module.css';
import { blocksOf, isLifeKind, type MyWeek, nameOf, toneOf, useMyWeek, weekWords, whereOf } from './week.ts';

const w = words(
  {
    hello: (name: string) => `Hello, ${name}`,
    private: 'Private',
    earlier: 'The week before',
    later: 'Next week',
    thisWeek: 'This week',
    weekOf: (date: string) => `Week of ${date}`,
    of: (h: string) => `of ${h} h`,
    ring: (done: string, all: string) => `${done} of ${all} hours done this week`,
    done: (h: string) => `${h} hours done so far`,
    planned: (h: string, days: number) =>
      `${h} hours are planned, over ${days} ${days === 1 ? 'day' : 'days'}.`,
    noClash: 'They don’t clash with the times you told us.',
    nothing: 'Nothing on this day.',
    notYet: 'This week is not ready yet',
    notYetBody:
      'Weeks are made a few days ahead, around your life. You will see yours here as soon as it is ready.',
    clocks: (date: string) => `Clocks change on ${date}. Your sessions stay at the same clock time.`,
    whole: 'The whole week',
    print: 'Print my week',
    calendar: 'Add to my calendar',
    calendarNote: '(shows only “Busy”)',
    zone: (zone: string) => `Times are ${zone}.`,
    signIn: 'How you sign in',
    out: 'Sign out',
    days: 'Days of this week',
    from: 'your time',
    loading: 'Loading…',
    count: (n: number) => pluralEn(n, { one: '1 session', other: `${n} sessions` }),
  },
  {
    hello: (name) => `Hola, ${name}`,
    private: 'Privado',
    earlier: 'La semana anterior',
    later: 'La próxima semana',
    thisWeek: 'Esta semana',
    weekOf: (date) => `Semana del ${date}`,
    of: (h) => `de ${h} h`,
    ring: (done, all) => `${done} de ${all} horas hechas esta semana`,
    done: (h) => `${h} horas hechas hasta ahora`,
    planned: (h, days) => `Hay ${h} horas planeadas, en ${days} ${days === 1 ? 'día' : 'días'}.`,
    noClash: 'No chocan con las horas que nos dijo.',
    nothing: 'Nada este día.',
    notYet: 'Esta semana todavía no está lista',
    notYetBody:
      'Las semanas se hacen unos días antes, según su vida. La suya aparecerá aquí en cuanto esté lista.',
    clocks: (date) => `El reloj cambia el ${date}. Sus sesiones siguen a la misma hora del reloj.`,
    whole: 'Toda la semana',
    print: 'Imprimir mi semana',
    calendar: 'Agregar a mi calendario',
    calendarNote: '(solo muestra «Ocupado»)',
    zone: (zone) => `Las horas son de ${zone}.`,
    signIn: 'Cómo entra',
    out: 'Salir',
    days: 'Días de esta semana',
    from: 'su tiempo',
    loading: 'Cargando…',
    count: (n) => pluralEs(n, { one: '1 sesión', other: `${n} sesiones` }),
  },
);

export default function Week() {
  const t = useWords(w);
  const tw = useWords(weekWords);
  const [monday, setMonday] = useState<string | undefined>(undefined);
  const [isPrivate, setPrivate] = useState(false);
  const reading = useMyWeek(monday);
  const week = reading.data;
  return (
    <Page title={tw.title}>
      {reading.isPending && (
        <p className="muted" role="status">
          {t.loading}
        </p>
      )}
      {reading.error && <ErrorSummary problem={reading.error instanceof Problem ? reading.error : null} />}
      {week && (
        <>
          <Greeting week={week} isPrivate={isPrivate} onPrivate={() => setPrivate(!isPrivate)} />
          <WeekSwitch week={week} onGo={setMonday} />
          {week.isPublished ? (
            <Planned key={week.week} week={week} isPrivate={isPrivate} />
          ) : (
            <EmptyState icon="calendar" title={t.notYet}>
              {t.notYetBody}
            </EmptyState>
          )}
          <Foot zone={week.zone} />
        </>
      )}
    </Page>
  );
}

function Greeting({
  week,
  isPrivate,
  onPrivate,
}: {
  readonly week: MyWeek;
  readonly isPrivate: boolean;
  readonly onPrivate: () => void;
}) {
  const t = useWords(w);
  const language = useLanguage();
  return (
    <div className={styles.hello}>
      <div>
        <p className="muted">{dateWords(week.today, language)}</p>
        <h1>{t.hello(week.called)}</h1>
      </div>
      <Button icon="eye" aria-pressed={isPrivate} onClick={onPrivate}>
        {t.private}
      </Button>
    </div>
  );
}

function WeekSwitch({ week, onGo }: { readonly week: MyWeek; readonly onGo: (monday: string) => void }) {
  const t = useWords(w);
  const language = useLanguage();
  const isThis = week.today >= week.week && week.today < addDays(week.week, 7);
  return (
    <div className={styles.switch}>
      <Button look="text" aria-label={t.earlier} icon="left" onClick={() => onGo(addDays(week.week, -7))} />
      <b role="status">
        {isThis ? t.thisWeek : t.weekOf(dateWords(week.week, language, { month: 'long', day: 'numeric' }))}
      </b>
      <Button look="text" aria-label={t.later} icon="right" onClick={() => onGo(addDays(week.week, 7))} />
    </div>
  );
}

function Planned({ week, isPrivate }: { readonly week: MyWeek; readonly isPrivate: boolean }) {
  const t = useWords(w);
  const tw = useWords(weekWords);
  const language = useLanguage();
  const life = gridWords[language].life;
  const todayAt = Math.round((Date.parse(week.today) - Date.parse(week.week)) / 86_400_000);
  const isThis = todayAt >= 0 && todayAt < 7;
  const [day, setDay] = useState(isThis ? todayAt : (week.items[0] && dayOf(week.items[0].start)) || 0);
  const next = isThis ? week.items.find(({ endsAt }) => endsAt > week.now) : undefined;
  const prescribed = week.prescribed?.minutes ?? week.scheduledMinutes;
  const days = new Set(week.items.map(({ start }) => dayOf(start))).size;
  return (
    <>
      {week.clockChange && (
        <Card tone="info" compact>
          <p>{t.clocks(dateWords(week.clockChange, language))}</p>
        </Card>
      )}
      {next && <NextUp item={next} now={week.now} isPrivate={isPrivate} />}
      <Card>
        <div className={styles.hours}>
          <Ring
            value={week.deliveredMinutes}
            max={prescribed}
            big={hours(week.deliveredMinutes, language)}
            small={t.of(hours(prescribed, language))}
            label={t.ring(hours(week.deliveredMinutes, language), hours(prescribed, language))}
          />
          <div>
            <h2>{t.done(hours(week.deliveredMinutes, language))}</h2>
            <p>{t.planned(hours(week.scheduledMinutes, language), days)}</p>
            {week.life.length > 0 && <p className="muted">{t.noClash}</p>}
          </div>
        </div>
      </Card>
      <nav className={styles.strip} aria-label={t.days}>
        {[0, 1, 2, 3, 4, 5, 6].map((at) => {
          const count = week.items.filter(({ start }) => dayOf(start) === at).length;
          return (
            <button
              key={at}
              type="button"
              className={classes(styles.day, at === day && styles.chosen)}
              aria-current={at === day ? 'date' : undefined}
              onClick={() => setDay(at)}
            >
              <span>{dayName(at, language, 'short')}</span>
              <b>{Number(addDays(week.week, at).slice(8))}</b>
              <span className={styles.dots} aria-hidden="true">
                {'•'.repeat(Math.min(3, count))}
              </span>
              <span className="visually-hidden">{t.count(count)}</span>
            </button>
          );
        })}
      </nav>
      <DayList week={week} day={day} isPrivate={isPrivate} />
      <details className={styles.whole}>
        <summary>{t.whole}</summary>
        <ReadWeek
          blocks={blocksOf(week, tw, language, life, isPrivate)}
          label={t.whole}
          dates={[0, 1, 2, 3, 4, 5, 6].map((at) => String(Number(addDays(week.week, at).slice(8))))}
          {...(isThis ? { today: todayAt } : {})}
        />
      </details>
    </>
  );
}

function DayList({
  week,
  day,
  isPrivate,
}: {
  readonly week: MyWeek;
  readonly day: number;
  readonly isPrivate: boolean;
}) {
  const t = useWords(w);
  const tw = useWords(weekWords);
  const language = useLanguage();
  const life = gridWords[language].life;
  const lifeToday = week.life.flatMap((at) =>
    dayOf(at.start) === day && isLifeKind(at.kind) ? [{ ...at, kind: at.kind as LifeKind }] : [],
  );
  const items = week.items.filter(({ start }) => dayOf(start) === day);
  const rows = [
    ...lifeToday.map((at) => ({ ...at, id: `life-${at.start}`, item: null })),
    ...items.map((item) => ({ start: item.start, end: item.end, kind: null, id: item.id, item })),
  ].sort((a, b) => a.start - b.start);
  return (
    <section>
      <h2>{dateWords(addDays(week.week, day), language)}</h2>
      {rows.length === 0 && <p className="muted">{t.nothing}</p>}
      <ul className={styles.list}>
        {rows.map(({ id, start, end, item, kind }) => (
          <li
            key={id}
            className={classes(
              item ? styles.session : styles.life,
              item && `tone-${isPrivate ? 'group' : toneOf(item.kind)}`,
            )}
          >
            <b>{timeRange(start, end, language)}</b>
            <span>
              {item ? (isPrivate ? tw.busy : nameOf(item, tw, language)) : kind ? life[kind] : ''}
              {item && !isPrivate && (
                <span className="sm muted">
                  {' '}
                  {whereOf(item, tw)} · {tw.withWho(item.with.join(', '))}
                </span>
              )}
            </span>
            <Icon
              name={
                item
                  ? isPrivate
                    ? 'calendar'
                    : TONE_ICON[toneOf(item.kind)]
                  : kind
                    ? LIFE_ICON[kind]
                    : 'clock'
              }
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Foot({ zone }: { readonly zone: string }) {
  const t = useWords(w);
  const language = useLanguage();
  return (
    <div className={styles.foot}>
      <p className="sm muted">
        {t.zone(zoneName(zone, language))} <Link to="/week/print">{t.print}</Link> ·{' '}
        <Link to="/week/calendar">{t.calendar}</Link> {t.calendarNote}
      </p>
      <p className="row wrap">
        <Link to="/sign-in/keys">{t.signIn}</Link>
        <Button
          look="text"
          icon="exit"
          onClick={async () => {
            await api.post('/api/sign-out');
            window.location.replace('/sign-in');
          }}
        >
          {t.out}
        </Button>
      </p>
    </div>
  );
}
