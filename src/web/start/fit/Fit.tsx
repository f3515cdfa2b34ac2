import { type ReactNode, useId } from 'react';
import {
  addDays,
  Button,
  Card,
  dateWords,
  hours,
  Icon,
  LinkButton,
  Page,
  RadioCards,
  useLanguage,
  useSite,
  useWords,
  zoneName,
} from '../../design/index.ts';
import { gridWords, ReadWeek, spansOf } from '../../design/WeekGrid/index.ts';
import { lookForSeats } from '../seats.ts';
import { daysInWords } from '../spans.ts';
import { change, useWalk } from '../walk.ts';
import { weekWords } from '../week/words.ts';
import { blocksOf } from './blocks.ts';
import styles from './Fit.module.css';
import { type FitView, type FitWeek, useFit } from './fit.ts';
import { NotYet } from './NotYet.tsx';
import { reasonsFor } from './reasons.ts';
import { fitWords } from './words.ts';

/** Part 3: a real week from the program's open seats, why it is this one, and others that work. */
export default function Fit() {
  const t = useWords(fitWords);
  const about = useWords(weekWords);
  const { week } = useWalk();
  const fit = useFit();
  return (
    <Page title={t.title} back="/start/week" note={t.part} steps={{ part: 3, within: 0.5 }} width="wide">
      {spansOf(week).length === 0 ? (
        <NothingPainted />
      ) : fit.is === 'looking' ? (
        <h1 className="muted" role="status">
          {about.looking}
        </h1>
      ) : fit.is === 'unreachable' ? (
        <>
          <h1>{about.noSeats}</h1>
          <div>
            <Button look="primary" onClick={lookForSeats}>
              {about.again}
            </Button>
          </div>
        </>
      ) : fit.view.weeks.length > 0 ? (
        <Fits view={fit.view} />
      ) : (
        <NotYet view={fit.view} />
      )}
    </Page>
  );
}

function NothingPainted() {
  const t = useWords(fitWords);
  return (
    <>
      <h1>{t.empty}</h1>
      <p className="muted">{t.emptyBody}</p>
      <div>
        <LinkButton to="/start/week" look="primary">
          {t.paint}
        </LinkButton>
      </div>
    </>
  );
}

function Fits({ view }: { readonly view: FitView }) {
  const t = useWords(fitWords);
  const language = useLanguage();
  const { week, chosenWeek } = useWalk();
  const chosen = view.weeks[chosenWeek] ?? view.weeks[0];
  if (!chosen) return null;
  return (
    <>
      <section className={styles.hero}>
        <div className="stack-tight">
          <p className="sm strong dawn">{t.eyebrow}</p>
          <h1>{t.yes}</h1>
          <p className="muted">{t.yesBody}</p>
        </div>
        <div className={styles.numbers}>
          <Figure big={t.hours(hours(chosen.minutes, language))} small={t.aWeek} />
          <Figure big={t.days(chosen.days.length)} small={daysInWords(chosen.days, language, 'short')} />
          <Figure big="0" small={t.clashes} />
        </div>
      </section>
      <div className={styles.two}>
        <Drawing view={view} chosen={chosen} />
        <aside className="stack">
          <Card title={t.why}>
            <ul className={styles.why}>
              {reasonsFor(chosen, week, view, t, language).map((reason) => (
                <li key={reason}>
                  <Icon name="check" />
                  <span>
                    <Bold>{reason}</Bold>
                  </span>
                </li>
              ))}
            </ul>
          </Card>
          {view.weeks.length > 1 && (
            <RadioCards
              legend={t.others}
              choices={view.weeks.map((each, n) => ({
                value: String(n),
                label: t.trades[each.trade],
                hint: t.option(hours(each.minutes, language), daysInWords(each.days, language, 'short')),
              }))}
              value={String(view.weeks.indexOf(chosen))}
              onChange={(n) => change({ chosenWeek: Number(n) })}
            />
          )}
          <LinkButton to="/start/ask" look="primary">
            {t.ask}
          </LinkButton>
          <LinkButton to="/start/print" icon="print">
            {t.print}
          </LinkButton>
          <LinkButton to="/start/week" look="text">
            {t.change}
          </LinkButton>
          <p className="sm muted">{t.askNote}</p>
        </aside>
      </div>
    </>
  );
}

function Figure({ big, small }: { readonly big: string; readonly small: string }) {
  return (
    <p>
      <b>{big}</b> <span className="sm muted">{small}</span>
    </p>
  );
}

/** "a|b|c" with the middle part strong: one sentence stays one message for the translator. */
function Bold({ children }: { readonly children: string }): ReactNode {
  const [before, strong, after] = children.split('|');
  return strong === undefined ? (
    before
  ) : (
    <>
      {before}
      <b>{strong}</b>
      {after}
    </>
  );
}

export function Drawing({ view, chosen }: { readonly view: FitView; readonly chosen: FitWeek }) {
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
    .map(({ label, start }) => `${label} ${daysInWords([Math.floor(start / 1440)], language)}`)
    .join(', ');
  const kinds = (['group', 'individual', 'family', 'medication', 'skills'] as const).filter((tone) =>
    blocks.some((block) => 'tone' in block && block.tone === tone),
  );
  return (
    <section className={styles.drawing} aria-labelledby={heading}>
      <div className="row between wrap">
        <h2 id={heading}>{t.drawing}</h2>
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
          dateWords(addDays(view.seats.week, 0), language, { month: 'long', day: 'numeric' }),
        )}
      </p>
    </section>
  );
}
