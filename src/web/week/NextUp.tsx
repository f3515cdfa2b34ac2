import { addDays, dayName, dayOf, Icon, timeRange, useLanguage, useWords, words } from '../design/index.ts';
import { Said } from './Said.tsx';
import styles from './Week.module.css';
import { type MyWeek, nameOf, type WeekItem, weekWords } from './week.ts';

const w = words(
  {
    now: 'On now',
    inMinutes: (n: number) => `Next up, in ${n} min`,
    inHours: (h: number, min: number) => `Next up, in ${h} h${min > 0 ? ` ${min} min` : ''}`,
    inDays: (n: number) => (n === 1 ? 'Next up, tomorrow' : `Next up, in ${n} days`),
    video: 'By video. The link comes from your counselor.',
  },
  {
    now: 'Ahora mismo',
    inMinutes: (n) => `Lo próximo, en ${n} min`,
    inHours: (h, min) => `Lo próximo, en ${h} h${min > 0 ? ` ${min} min` : ''}`,
    inDays: (n) => (n === 1 ? 'Lo próximo, mañana' : `Lo próximo, en ${n} días`),
    video: 'Por video. Su consejero le da el enlace.',
  },
);

/** When, where and with whom: the first thing somebody wants to know at the bus stop. */
export function NextUp({
  item,
  week,
  now,
  isPrivate,
}: {
  readonly item: WeekItem;
  readonly week: MyWeek;
  /** Milliseconds. */
  readonly now: number;
  readonly isPrivate: boolean;
}) {
  const t = useWords(w);
  const tw = useWords(weekWords);
  const language = useLanguage();
  const days = Math.round(
    (Date.parse(addDays(week.week, dayOf(item.start))) - Date.parse(week.today)) / 86_400_000,
  );
  const minutes = Math.ceil((Date.parse(item.startsAt) - now) / 60_000);
  const soon =
    minutes <= 0
      ? t.now
      : days > 0
        ? t.inDays(days)
        : minutes < 60
          ? t.inMinutes(minutes)
          : t.inHours(Math.floor(minutes / 60), minutes % 60);
  return (
    <section className={styles.next} aria-labelledby="next-up">
      <div className={styles.nextHead}>
        <h2 id="next-up" className={styles.soon}>
          {soon}
        </h2>
        <p className={styles.when}>
          {days > 0 && <span className={styles.whenDay}>{dayName(dayOf(item.start), language)}, </span>}
          {timeRange(item.start, item.end, language)}
        </p>
      </div>
      {isPrivate ? (
        <p className={styles.nextBody}>{tw.busy}</p>
      ) : (
        <div className={styles.nextBody}>
          <Icon name={item.place === null ? 'video' : 'pin'} />
          <div>
            <p className="strong">
              {nameOf(item, tw, language)} {tw.withWho(item.with)}
            </p>
            {item.place === null ? (
              <p className="sm muted">{t.video}</p>
            ) : (
              <p className="sm muted">
                {[item.place.place, item.place.room].filter(Boolean).join(', ')}. {item.place.directions}
              </p>
            )}
          </div>
        </div>
      )}
      {item.meeting !== null && minutes > 0 && (
        <Said item={item} time={timeRange(item.start, item.end, language)} />
      )}
    </section>
  );
}
