import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Problem } from '../api.ts';
import { DueCard } from '../check-in/DueCard.tsx';
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
  Page,
  pluralEn,
  pluralEs,
  Ring,
  useLanguage,
  useWords,
  words,
  zoneName,
} from '../design/index.ts';
import { gridWords, ReadWeek, WeekList } from '../design/WeekGrid/index.ts';
import { Bottom } from './Bottom.tsx';
import { DayList } from './DayList.tsx';
import { NextUp } from './NextUp.tsx';
import styles from './Week.module.css';
import { blocksOf, clashes, type MyWeek, useMyWeek, useNow, weekWords } from './week.ts';

const w = words(
  {
    hello: (hour: number, name: string) =>
      `Good ${hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening'}, ${name}`,
    private: 'Private',
    earlier: 'The week before',
    later: 'Next week',
    thisWeek: 'This week',
    weekOf: (date: string) => `Week of ${date}`,
    of: (h: string) => `of ${h} h`,
    ring: (done: string, all: string) => `${done} of ${all} hours done this week`,
    done: (h: string) => `${h} hours done so far`,
    wasDone: (h: string) => `${h} hours done`,
    ahead: (h: string) => `${h} hours planned`,
    nothingMore: 'Nothing more this week.',
    back: 'Back to this week',
    planned: (h: string, days: number) =>
      `${h} hours are planned, over ${days} ${days === 1 ? 'day' : 'days'}.`,
    wasPlanned: (h: string, days: number) =>
      `${h} hours were planned, over ${days} ${days === 1 ? 'day' : 'days'}.`,
    noClash: 'They don’t clash with the times you told us.',
    notYet: 'This week is not ready yet',
    notYetBody:
      'Weeks are made a few days ahead, around your life. You will see yours here as soon as it is ready.',
    clocks: (date: string) => `Clocks change on ${date}. Your sessions stay at the same clock time.`,
    whole: 'The whole week',
    drawing: 'My week as a drawing; the list below says the same',
    print: 'Print my week',
    calendar: 'Add to my calendar',
    calendarNote: '(shows only “Busy”)',
    zone: (zone: string) => `Times are ${zone}.`,
    days: 'Days of this week',
    loading: 'Loading…',
    count: (n: number) => pluralEn(n, { one: '1 session', other: `${n} sessions` }),
  },
  {
    hello: (hour, name) =>
      `${hour < 12 ? 'Buenos días' : hour < 19 ? 'Buenas tardes' : 'Buenas noches'}, ${name}`,
    private: 'Privado',
    earlier: 'La semana anterior',
    later: 'La próxima semana',
    thisWeek: 'Esta semana',
    weekOf: (date) => `Semana del ${date}`,
    of: (h) => `de ${h} h`,
    ring: (done, all) => `${done} de ${all} horas hechas esta semana`,
    done: (h) => `${h} horas hechas hasta ahora`,
    wasDone: (h) => `${h} horas hechas`,
    ahead: (h) => `${h} horas planeadas`,
    nothingMore: 'Nada más esta semana.',
    back: 'Volver a esta semana',
    planned: (h, days) => `Hay ${h} horas planeadas, en ${days} ${days === 1 ? 'día' : 'días'}.`,
    wasPlanned: (h, days) => `Había ${h} horas planeadas, en ${days} ${days === 1 ? 'día' : 'días'}.`,
    noClash: 'No chocan con las horas que nos dijo.',
    notYet: 'Esta semana todavía no está lista',
    notYetBody:
      'Las semanas se hacen unos días antes, según su vida. La suya aparecerá aquí en cuanto esté lista.',
    clocks: (date) => `El reloj cambia el ${date}. Sus sesiones siguen a la misma hora del reloj.`,
    whole: 'Toda la semana',
    drawing: 'Mi semana dibujada; la lista de abajo dice lo mismo',
    print: 'Imprimir mi semana',
    calendar: 'Agregar a mi calendario',
    calendarNote: '(solo muestra «Ocupado»)',
    zone: (zone) => `Las horas están en ${zone}.`,
    days: 'Días de esta semana',
    loading: 'Cargando…',
    count: (n) => pluralEs(n, { one: '1 sesión', other: `${n} sesiones` }),
  },
);

export default function Week() {
  const t = useWords(w);
  const tw = useWords(weekWords);
  const [monday, setMonday] = useState<string | undefined>(undefined);
  const [isPrivate, setPrivate] = usePrivate();
  const reading = useMyWeek(monday);
  const week = reading.data;
  return (
    <Page title={tw.title} tabs={<Bottom />}>
      {reading.isPending && (
        <p className="muted" role="status">
          {t.loading}
        </p>
      )}
      {reading.error && <ErrorSummary problem={reading.error instanceof Problem ? reading.error : null} />}
      {week && (
        <>
          <Greeting
            week={week}
            answeredMs={reading.dataUpdatedAt}
            isPrivate={isPrivate}
            onPrivate={() => setPrivate(!isPrivate)}
          />
          <DueCard />
          <WeekSwitch week={week} onGo={setMonday} />
          {week.isPublished ? (
            <Planned key={week.week} week={week} answeredMs={reading.dataUpdatedAt} isPrivate={isPrivate} />
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

/** Kept while the tab lives, so that a reload beside somebody shows no more than before; Leave forgets it. */
function usePrivate() {
  const [isPrivate, setPrivate] = useState(() => sessionStorage.getItem('private') === 'yes');
  const choose = (next: boolean) => {
    setPrivate(next);
    if (next) sessionStorage.setItem('private', 'yes');
    else sessionStorage.removeItem('private');
  };
  return [isPrivate, choose] as const;
}

function hourIn(zone: string, ms: number): number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' });
  return Number(format.format(ms));
}

function Greeting({
  week,
  answeredMs,
  isPrivate,
  onPrivate,
}: {
  readonly week: MyWeek;
  readonly answeredMs: number;
  readonly isPrivate: boolean;
  readonly onPrivate: () => void;
}) {
  const t = useWords(w);
  const language = useLanguage();
  const now = useNow(week.now, answeredMs);
  return (
    <div className={styles.hello}>
      <div>
        <p className="muted">{dateWords(week.today, language)}</p>
        <h1>{t.hello(hourIn(week.zone, now), week.called)}</h1>
      </div>
      <Button
        icon="eye"
        look={isPrivate ? 'primary' : 'secondary'}
        aria-pressed={isPrivate}
        onClick={onPrivate}
      >
        {t.private}
      </Button>
    </div>
  );
}

function WeekSwitch({
  week,
  onGo,
}: {
  readonly week: MyWeek;
  readonly onGo: (monday: string | undefined) => void;
}) {
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
      {!isThis && (
        <Button look="text" className={styles.home} onClick={() => onGo(undefined)}>
          {t.back}
        </Button>
      )}
    </div>
  );
}

interface PlannedProps {
  readonly week: MyWeek;
  readonly answeredMs: number;
  readonly isPrivate: boolean;
}

function Planned({ week, answeredMs, isPrivate }: PlannedProps) {
  const t = useWords(w);
  const tw = useWords(weekWords);
  const language = useLanguage();
  const life = gridWords[language].life;
  const todayAt = Math.round((Date.parse(week.today) - Date.parse(week.week)) / 86_400_000);
  const isThis = todayAt >= 0 && todayAt < 7;
  const [day, setDay] = useState(isThis ? todayAt : (week.items[0] && dayOf(week.items[0].start)) || 0);
  const now = useNow(week.now, answeredMs);
  const next = isThis ? week.items.find(({ endsAt }) => Date.parse(endsAt) > now) : undefined;
  const prescribed = week.prescribed?.minutes ?? week.scheduledMinutes;
  const blocks = blocksOf(week, tw, language, life, isPrivate);
  const days = new Set(week.items.map(({ start }) => dayOf(start))).size;
  return (
    <>
      {week.clockChange && (
        <Card tone="info" compact>
          <p>{t.clocks(dateWords(week.clockChange, language))}</p>
        </Card>
      )}
      {next && <NextUp item={next} week={week} now={now} isPrivate={isPrivate} />}
      {isThis && !next && <p className="muted">{t.nothingMore}</p>}
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
            <h2>
              {todayAt < 0
                ? t.ahead(hours(week.scheduledMinutes, language))
                : (isThis ? t.done : t.wasDone)(hours(week.deliveredMinutes, language))}
            </h2>
            <p className="muted">
              {(todayAt < 7 ? t.planned : t.wasPlanned)(hours(week.scheduledMinutes, language), days)}
              {todayAt < 7 && week.life.length > 0 && !clashes(week) && ` ${t.noClash}`}
            </p>
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
                {[0, 1, 2].slice(0, count).map((dot) => (
                  <i key={dot} />
                ))}
              </span>
              <span className="visually-hidden">{t.count(count)}</span>
            </button>
          );
        })}
      </nav>
      <DayList
        week={week}
        day={day}
        isToday={day === todayAt}
        isPrivate={isPrivate}
        now={now}
        next={next?.id}
      />
      <details className={styles.whole}>
        <summary>{t.whole}</summary>
        <ReadWeek
          blocks={blocks}
          label={t.drawing}
          dates={[0, 1, 2, 3, 4, 5, 6].map((at) => String(Number(addDays(week.week, at).slice(8))))}
          withoutList
          withoutIcons={isPrivate}
          {...(isThis ? { today: todayAt } : {})}
        />
        <WeekList blocks={blocks} />
      </details>
    </>
  );
}

function Foot({ zone }: { readonly zone: string }) {
  const t = useWords(w);
  const language = useLanguage();
  return (
    <p className="sm muted">
      {t.zone(zoneName(zone, language))} <Link to="/week/print">{t.print}</Link> ·{' '}
      <Link to="/week/calendar">{t.calendar}</Link> {t.calendarNote}
    </p>
  );
}
