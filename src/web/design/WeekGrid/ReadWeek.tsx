import { Fragment, type ReactNode } from 'react';
import { classes } from '../classes.ts';
import { Icon } from '../Icon.tsx';
import { DAY_MINUTES, dayName, dayOf, minuteOfDay, shortTime, timeRange, type WeekMinute } from '../time.ts';
import { useLanguage, useWords } from '../words.ts';
import { LIFE_ICON, type SessionTone, TONE_ICON } from './kinds.ts';
import styles from './ReadWeek.module.css';
import type { LifeKind } from './week.ts';
import { gridWords } from './words.ts';

interface BlockBase {
  readonly id: string;
  readonly start: WeekMinute;
  readonly end: WeekMinute;
  /** Short, for the drawing: "Group". */
  readonly label: string;
  /** Said after the time in the list: place, staff. */
  readonly detail?: string;
}
/** A life block keeps time free; a session block is treatment. */
export type WeekBlock =
  | (BlockBase & { readonly life: LifeKind })
  | (BlockBase & { readonly tone: SessionTone; readonly onOpen?: () => void });

export interface ReadWeekProps {
  readonly blocks: readonly WeekBlock[];
  /** One sentence that says the week; the list below it says all. */
  readonly label: string;
  /** Under each day's name: "30". */
  readonly dates?: readonly string[];
  /** Day to mark as today, from Monday = 0. */
  readonly today?: number;
  /** Leaves the list out when the page has one of its own. */
  readonly withoutList?: boolean;
  /** Words only, for paper that should tell others nothing. */
  readonly withoutIcons?: boolean;
}

const DAYS = [0, 1, 2, 3, 4, 5, 6];
const PX_PER_HOUR = 30;

/** A week to read: life hatched, sessions solid by colour, icon and word. */
export function ReadWeek({ blocks, label, dates, today, withoutList, withoutIcons }: ReadWeekProps) {
  const t = useWords(gridWords);
  const language = useLanguage();
  const [from, to] = hoursShown(blocks);
  const top = (minute: number) => `${((minute / 60 - from) / (to - from)) * 100}%`;
  const lines = Array.from({ length: Math.ceil((to - from) / 3) }, (_, n) => from + 1 + n * 3).filter(
    (hour) => hour < to,
  );
  const interactive = blocks.some((block) => 'onOpen' in block && block.onOpen);
  const frame = interactive ? { role: 'group', 'aria-label': label } : { role: 'img', 'aria-label': label };
  return (
    <>
      <div className={styles.week} {...frame}>
        <div className={styles.heads} aria-hidden="true">
          <span />
          {DAYS.map((day) => (
            <span key={day} className={classes(styles.head, day === today && styles.today)}>
              {dayName(day, language, 'short')}
              {dates?.[day] && <b>{dates[day]}</b>}
            </span>
          ))}
        </div>
        <div className={styles.body} style={{ height: (to - from) * PX_PER_HOUR }}>
          {lines.map((hour) => (
            <Fragment key={hour}>
              <span className={styles.hour} style={{ top: top(hour * 60) }} aria-hidden="true">
                {shortTime(hour * 60, language)}
              </span>
              <span className={styles.line} style={{ top: top(hour * 60) }} aria-hidden="true" />
            </Fragment>
          ))}
          {DAYS.map((day) => (
            <div key={day} className={styles.column}>
              {blocks
                .filter((block) => dayOf(block.start) === day)
                .map((block) => (
                  <DrawnBlock
                    key={block.id}
                    block={block}
                    withoutIcon={withoutIcons ?? false}
                    style={{
                      top: top(minuteOfDay(block.start)),
                      height: `${((block.end - block.start) / 60 / (to - from)) * 100}%`,
                    }}
                    spoken={`${dayName(day, language)} ${timeRange(block.start, block.end, language)}`}
                  />
                ))}
            </div>
          ))}
        </div>
      </div>
      {!withoutList && (
        <details className={styles.list}>
          <summary>{t.list}</summary>
          <WeekList blocks={blocks} />
        </details>
      )}
    </>
  );
}

interface DrawnBlockProps {
  readonly block: WeekBlock;
  readonly withoutIcon: boolean;
  readonly style: { readonly top: string; readonly height: string };
  readonly spoken: string;
}

function DrawnBlock({ block, withoutIcon, style, spoken }: DrawnBlockProps) {
  const language = useLanguage();
  const isLife = 'life' in block;
  const short = block.end - block.start < 90;
  const look = classes(
    styles.block,
    short && styles.short,
    isLife ? classes('tone-life', styles.life) : `tone-${block.tone}`,
  );
  const inside: ReactNode = (
    <>
      {!withoutIcon && (
        <Icon name={isLife ? LIFE_ICON[block.life] : TONE_ICON[block.tone]} size={short ? 13 : 15} />
      )}
      <span className={withoutIcon ? undefined : styles.word}>{block.label}</span>
      {!isLife && !short && (
        <span className={styles.word}>
          {timeRange(block.start, block.end, language).replaceAll(':00', '')}
        </span>
      )}
    </>
  );
  if (!isLife && block.onOpen) {
    return (
      <button
        type="button"
        className={look}
        style={style}
        onClick={block.onOpen}
        aria-label={`${block.label}, ${spoken}${block.detail ? `, ${block.detail}` : ''}`}
      >
        {inside}
      </button>
    );
  }
  return (
    <div className={look} style={style}>
      {inside}
    </div>
  );
}

/** The same week in words, by day. */
export function WeekList({ blocks }: { readonly blocks: readonly WeekBlock[] }) {
  const t = useWords(gridWords);
  const language = useLanguage();
  if (blocks.length === 0) return <p className="muted">{t.nothing}</p>;
  return (
    <dl className={styles.words}>
      {DAYS.map((day) => ({ day, on: blocks.filter((block) => dayOf(block.start) === day) }))
        .filter(({ on }) => on.length > 0)
        .map(({ day, on }) => (
          <div key={day}>
            <dt>{dayName(day, language)}</dt>
            {[...on]
              .sort((a, b) => a.start - b.start)
              .map((block) => (
                <dd key={block.id}>
                  {timeRange(block.start, block.end, language)}: {block.label}
                  {block.detail ? `, ${block.detail}` : ''}
                </dd>
              ))}
          </div>
        ))}
    </dl>
  );
}

/** Whole hours that hold every block, at least 7 am to 9 pm. */
function hoursShown(blocks: readonly WeekBlock[]): readonly [from: number, to: number] {
  const starts = blocks.map(({ start }) => Math.floor(minuteOfDay(start) / 60));
  const ends = blocks.map(({ start, end }) => Math.ceil((end - dayOf(start) * DAY_MINUTES) / 60));
  return [Math.min(7, ...starts), Math.min(24, Math.max(21, ...ends))];
}
