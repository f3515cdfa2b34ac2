import { Card, Icon, timeRange, useLanguage, useWords, words } from '../design/index.ts';
import styles from './Week.module.css';
import { nameOf, type WeekItem, weekWords } from './week.ts';

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
  now,
  isPrivate,
}: {
  readonly item: WeekItem;
  readonly now: string;
  readonly isPrivate: boolean;
}) {
  const t = useWords(w);
  const tw = useWords(weekWords);
  const language = useLanguage();
  const minutes = Math.round((Date.parse(item.startsAt) - Date.parse(now)) / 60_000);
  const soon =
    minutes <= 0
      ? t.now
      : minutes < 60
        ? t.inMinutes(minutes)
        : minutes < 1200
          ? t.inHours(Math.floor(minutes / 60), minutes % 60)
          : t.inDays(Math.max(1, Math.round(minutes / 1440)));
  return (
    <Card tone="dawn">
      <p className="dawn strong">{soon}</p>
      <p className={styles.when}>{timeRange(item.start, item.end, language)}</p>
      {isPrivate ? (
        <p>{tw.busy}</p>
      ) : (
        <div className={styles.where}>
          <Icon name={item.place === null ? 'video' : 'pin'} />
          <div>
            <p className="strong">
              {nameOf(item, tw, language)} {tw.withWho(item.with.join(', '))}
            </p>
            {item.place === null ? (
              <p className="muted">{t.video}</p>
            ) : (
              <p className="muted">
                {[item.place.place, item.place.room].filter(Boolean).join(', ')}. {item.place.directions}
              </p>
            )}
          </div>
        </div>
      )}
    </Card>
  );
}
