import { useId } from 'react';
import { dateWords, dayOf, useLanguage, useSite, useWords, zoneName } from '../../design/public.ts';
import { ReadWeek } from '../../design/WeekGrid/ReadWeek.tsx';
import { gridWords } from '../../design/WeekGrid/words.ts';
import { daysInWords } from '../spans.ts';
import { useWalk } from '../walk.ts';
import { blocksOf } from './blocks.ts';
import styles from './Fit.module.css';
import type { FitView, FitWeek } from './fit.ts';
import { fitWords } from './words.ts';

export interface DrawingProps {
  readonly title: string;
  readonly view: FitView;
  readonly chosen: FitWeek;
}

/** The week on its grid, with what its colours mean, as a list too, and in which zone it is said. */
export function Drawing({ title, view, chosen }: DrawingProps) {
  const t = useWords(fitWords);
  const grid = useWords(gridWords);
  const language = useLanguage();
  const site = useSite();
  const { week } = useWalk();
  const heading = useId();
  const blocks = blocksOf(chosen, week, {
    language,
    life: grid.life,
    site,
    byVideo: t.byVideo,
    seats: t.seats,
  });
  const said = blocks
    .filter((block) => 'tone' in block)
    .map(({ label, start }) => `${label} ${daysInWords([dayOf(start)], language)}`)
    .join(', ');
  const kinds = (['group', 'individual', 'family', 'medication', 'skills'] as const).filter((tone) =>
    blocks.some((block) => 'tone' in block && block.tone === tone),
  );
  return (
    <section className={styles.drawing} aria-labelledby={heading}>
      <div className="row between wrap">
        <h2 id={heading}>{title}</h2>
        <ul className={styles.legend}>
          {[...kinds, 'life' as const].map((kind) => (
            <li key={kind} className={`tone-${kind}`}>
              <i aria-hidden="true" />
              {t.legend[kind]}
            </li>
          ))}
        </ul>
      </div>
      <ReadWeek blocks={blocks} label={t.drawingSays(said)} />
      <p className="sm muted">
        {t.zone(
          zoneName(view.seats.zone, language),
          dateWords(view.seats.week, language, { month: 'long', day: 'numeric' }),
        )}
      </p>
    </section>
  );
}
