import type { ReactNode } from 'react';
import {
  Button,
  Card,
  hours,
  Icon,
  LinkButton,
  Page,
  RadioCards,
  useHeadingFocus,
  useLanguage,
  useWords,
} from '../../design/public.ts';
import { spansOf } from '../../design/WeekGrid/week.ts';
import { lookForSeats } from '../seats.ts';
import { daysInWords } from '../spans.ts';
import { change, useWalk } from '../walk.ts';
import { weekWords } from '../week/words.ts';
import { Drawing } from './Drawing.tsx';
import styles from './Fit.module.css';
import { type FitView, useFit } from './fit.ts';
import { NotYet } from './NotYet.tsx';
import { reasonsFor } from './reasons.ts';
import { fitWords } from './words.ts';

/** Part 3: a real week from the program's open seats, why it is this one, and others that work. */
export default function Fit() {
  const t = useWords(fitWords);
  const about = useWords(weekWords);
  const fit = useFit();
  return (
    <Page title={t.title} back="/start/week" note={t.part} steps={{ part: 3, within: 0.5 }} width="wide">
      {fit.is === 'looking' ? (
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

function Fits({ view }: { readonly view: FitView }) {
  useHeadingFocus();
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
          {spansOf(week).length === 0 && <p className="sm">{t.allFree}</p>}
        </div>
        <div className={styles.numbers}>
          <Figure big={t.hours(hours(chosen.minutes, language))} small={t.aWeek} />
          <Figure big={t.days(chosen.days.length)} small={daysInWords(chosen.days, language, 'short')} />
          <Figure big="0" small={t.clashes} />
        </div>
      </section>
      <div className={styles.two}>
        <Drawing title={t.drawing} view={view} chosen={chosen} />
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
