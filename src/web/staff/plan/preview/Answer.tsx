import { useState } from 'react';
import { classes, hours, Icon, useLanguage, useWords } from '../../../design/index.ts';
import { busySpans, gridWords, ReadWeek, type WeekBlock } from '../../../design/WeekGrid/index.ts';
import { fixInWords, sentencesOf } from '../because.ts';
import { toneOf } from '../GroupBoard.tsx';
import type { BecauseShown, FixShown, PlanBoard } from '../plan.ts';
import { planWords } from '../words.ts';
import type { PreviewShown, Told } from './asked.ts';
import { minutesIn } from './asked.ts';
import styles from './Preview.module.css';
import { previewWords } from './words.ts';

type Found = PreviewShown['weeks'][number];

interface Props {
  readonly board: PlanBoard;
  readonly told: Told;
  readonly shown: PreviewShown;
}

/** A full week, others to choose from; or how near one is, why not, and what would change it. */
export function Answer({ board, told, shown }: Props) {
  const t = useWords(previewWords);
  const language = useLanguage();
  const [trade, setTrade] = useState<Found['trade']>('best');
  const { weeks, closest, isBesidePlan } = shown;
  const week = weeks.find((one) => one.trade === trade) ?? weeks[0] ?? closest ?? undefined;
  const isServed = weeks.length > 0;
  return (
    <>
      <div className={classes(styles.verdict, isServed ? styles.yes : styles.no)} role="status">
        <Icon name={isServed ? 'check' : 'info'} />
        <div>
          <p className="strong">
            {isServed && week ? t.yes(hours(week.minutes, language), week.days) : t.no}
          </p>
          <p className="sm">
            {isServed ? (isBesidePlan ? t.yesBody : t.noPlan) : nearest(closest, minutesIn(told.hours) ?? 0)}
          </p>
        </div>
      </div>
      <div className={styles.answer}>
        {!isServed && <Why board={board} shown={shown} />}
        {weeks.length > 1 && (
          <fieldset className={styles.trades}>
            <legend className="visually-hidden">{t.trade}</legend>
            {weeks.map((one) => (
              <label key={one.trade} className={styles.trade}>
                <input
                  type="radio"
                  name="preview-trade"
                  className="visually-hidden"
                  checked={one === week}
                  onChange={() => setTrade(one.trade)}
                />
                <span className="strong">{t.trades[one.trade]}</span>
                <span className="xs muted">{t.option(hours(one.minutes, language), one.days)}</span>
              </label>
            ))}
          </fieldset>
        )}
        {week && <Drawn board={board} told={told} week={week} />}
      </div>
    </>
  );

  function nearest(found: Found | null, asked: number): string {
    if (found === null) return t.nothing;
    return found.minutes >= asked
      ? t.almost
      : t.closest(hours(found.minutes, language), hours(asked, language));
  }
}

/** The same words as for everybody a plan does not place. */
function Why({ board, shown }: Omit<Props, 'told'>) {
  const t = useWords(previewWords);
  const words = useWords(planWords);
  const language = useLanguage();
  const sentences = sentencesOf(shown.because as readonly BecauseShown[], board, words, language);
  const ways = (shown.fixes as readonly FixShown[]).flatMap(
    (fix) => fixInWords(fix, board, words, language) ?? [],
  );
  return (
    <>
      {shown.because.length > 0 && <p className="sm">{sentences.join(' ')}</p>}
      {ways.length === 0 ? (
        <p className="sm muted">{t.noWays}</p>
      ) : (
        <>
          <h3>{t.ways}</h3>
          <ul className={styles.ways}>
            {ways.map((way) => (
              <li key={way}>{way}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Drawn({ board, told, week }: { board: PlanBoard; told: Told; week: Found }) {
  const t = useWords(previewWords);
  const { life } = useWords(gridWords);
  const { drawer, kind: visitKinds } = useWords(planWords);
  const language = useLanguage();
  const staff = (id: string) => board.staff.find((one) => one.id === id)?.name ?? '';
  const blocks: WeekBlock[] = [
    ...busySpans(told.life).map(({ start, end, kind }) => ({
      id: `life ${start}`,
      start,
      end,
      life: kind,
      label: life[kind],
    })),
    ...board.sessions
      .filter(({ id }) => week.sessions.includes(id))
      .map(({ id, start, end, kind, label, site, room }) => ({
        id,
        start,
        end,
        tone: toneOf(kind),
        label: t.short[kind] ?? t.short.group ?? '',
        detail: [label[language], site === null ? drawer.video : site, room].filter(Boolean).join(' · '),
      })),
    ...week.visits.map(({ kind, staff: id, start, minutes }) => ({
      id: `visit ${start}`,
      start,
      end: start + minutes,
      tone: toneOf(kind),
      label: t.short[kind] ?? kind,
      detail: [visitKinds[kind], staff(id)].filter(Boolean).join(' · '),
    })),
  ];
  return <ReadWeek blocks={blocks} label={t.drawn(week.sessions.length + week.visits.length)} />;
}
