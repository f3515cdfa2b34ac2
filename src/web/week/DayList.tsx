import {
  addDays,
  classes,
  clockTime,
  dateWords,
  dayOf,
  hours,
  Icon,
  useLanguage,
  useWords,
  words,
} from '../design/index.ts';
import { gridWords, LIFE_ICON, TONE_ICON } from '../design/WeekGrid/index.ts';
import saidStyles from './Said.module.css';
import { Said } from './Said.tsx';
import styles from './Week.module.css';
import { lifeOf, type MyWeek, nameOf, toneOf, type WeekItem, weekWords, whereOf } from './week.ts';

const w = words(
  {
    today: 'Today',
    nothing: 'Nothing on this day.',
    until: (time: string) => `until ${time}`,
    counted: (h: string) => `${h} h done`,
  },
  {
    today: 'Hoy',
    nothing: 'Nada este día.',
    until: (time) => `hasta las ${time}`,
    counted: (h) => `${h} h hechas`,
  },
);

interface DayListProps {
  readonly week: MyWeek;
  /** From Monday = 0. */
  readonly day: number;
  readonly isToday: boolean;
  readonly isPrivate: boolean;
  /** Milliseconds. */
  readonly now: number;
  /** It has its card above, where the person says whether they come. */
  readonly next: string | undefined;
}

/** One day in order of time: what life keeps, dashed, and sessions by their kind. */
export function DayList({ week, day, isToday, isPrivate, now, next }: DayListProps) {
  const t = useWords(w);
  const language = useLanguage();
  const life = gridWords[language].life;
  const date = dateWords(addDays(week.week, day), language);
  const rows = [
    ...lifeOf(week).map((piece) => ({ ...piece, id: `life-${piece.kind}-${piece.start}` })),
    ...week.items.map((item) => ({ start: item.start, end: item.end, kind: undefined, item, id: item.id })),
  ]
    .filter(({ start }) => dayOf(start) === day)
    .sort((a, b) => a.start - b.start);
  return (
    <section>
      <h2>{isToday ? `${t.today}, ${date}` : date}</h2>
      {rows.length === 0 && <p className="muted">{t.nothing}</p>}
      <ul className={styles.list}>
        {rows.map((row) =>
          row.kind === undefined ? (
            <SessionRow
              key={row.id}
              item={row.item}
              isPrivate={isPrivate}
              isAsked={row.item.meeting !== null && row.id !== next && Date.parse(row.item.startsAt) > now}
            />
          ) : (
            <li key={row.id} className={styles.life}>
              <span>{clockTime(row.start, language)}</span>
              <span>
                {life[row.kind]} <span className="sm">{t.until(clockTime(row.end, language))}</span>
              </span>
              <Icon name={LIFE_ICON[row.kind]} />
            </li>
          ),
        )}
      </ul>
    </section>
  );
}

function SessionRow({
  item,
  isPrivate,
  isAsked,
}: {
  readonly item: WeekItem;
  readonly isPrivate: boolean;
  /** Whether they come can be said here. */
  readonly isAsked: boolean;
}) {
  const t = useWords(w);
  const tw = useWords(weekWords);
  const language = useLanguage();
  const tone = isPrivate ? 'group' : toneOf(item.kind);
  const said = [
    t.until(clockTime(item.end, language)),
    ...(isPrivate ? [] : [whereOf(item, tw), tw.withWho(item.with)]),
    item.counted === null ? '' : t.counted(hours(item.counted, language)),
  ];
  return (
    <li className={classes(styles.session, `tone-${tone}`)}>
      <b>{clockTime(item.start, language)}</b>
      <span>
        <b>{isPrivate ? tw.busy : nameOf(item, tw, language)}</b>
        <span className={styles.said}>{said.filter(Boolean).join(' · ')}</span>
      </span>
      <Icon name={isPrivate ? 'calendar' : TONE_ICON[tone]} />
      {isAsked && (
        <div className={saidStyles.inList}>
          <Said item={item} time={clockTime(item.start, language)} />
        </div>
      )}
    </li>
  );
}
