import { lazy, Suspense, useState } from 'react';
import { Button, Card, Page, Tick, useSite, useWords } from '../../design/public.ts';
import { BrushPicker } from '../../design/WeekGrid/BrushPicker.tsx';
import { type Brush, PaintGrid } from '../../design/WeekGrid/PaintGrid.tsx';
import { applyPreset, PRESETS } from '../presets.ts';
import { reachOf } from '../reach.ts';
import { change, changeWeek, rememberWeek, undoWeek, useWalk } from '../walk.ts';
import { CalendarFile } from './CalendarFile.tsx';
import { FitMeter } from './FitMeter.tsx';
import styles from './Week.module.css';
import { weekWords } from './words.ts';

// Most people paint; the form comes when it is asked for.
const ListForm = lazy(() => import('./ListForm.tsx'));

const DAY_HOURS = [7, 22] as const;
const ALL_HOURS = [0, 24] as const;

/** Part 2: the person's usual week, painted, typed, or read from their calendar. */
export default function Week() {
  const t = useWords(weekWords);
  const { week, earlier } = useWalk();
  const [brush, setBrush] = useState<Brush>('work');
  const [asList, setAsList] = useState(false);
  const [allHours, setAllHours] = useState(false);
  return (
    <Page
      title={t.title}
      back="/start/result"
      note={t.part}
      steps={{ part: 2, within: 1 }}
      width="wide"
      dock={<FitMeter />}
    >
      <div>
        <h1>{t.heading}</h1>
        <p className={styles.intro}>
          {asList ? t.introList : t.intro[0]}
          {!asList && <b>{t.intro[1]}</b>}
          {!asList && t.intro[2]}
        </p>
      </div>
      <div className={styles.two}>
        <div className="stack">
          {asList ? (
            <Suspense>
              <ListForm />
            </Suspense>
          ) : (
            <>
              <BrushPicker brush={brush} onPick={setBrush} />
              <PaintGrid
                week={week}
                brush={brush}
                hours={allHours ? ALL_HOURS : DAY_HOURS}
                onStrokeStart={rememberWeek}
                onChange={changeWeek}
              />
            </>
          )}
          <div className={styles.under}>
            <Button look="text" icon="undo" disabled={earlier.length === 0} onClick={undoWeek}>
              {t.undo}
            </Button>
            {!asList && (
              <Button look="text" aria-pressed={allHours} onClick={() => setAllHours(!allHours)}>
                {allHours ? t.fewerHours : t.moreHours}
              </Button>
            )}
            <Button look="text" onClick={() => setAsList(!asList)}>
              {asList ? t.asGrid : t.asList}
            </Button>
          </div>
        </div>
        <aside className="stack" aria-label={t.shortcuts}>
          <QuickStart />
          <Places />
        </aside>
      </div>
    </Page>
  );
}

function QuickStart() {
  const t = useWords(weekWords);
  return (
    <Card title={t.quick}>
      <div className={styles.presets}>
        {PRESETS.map((preset) => (
          <Button
            key={preset}
            compact
            onClick={() => {
              rememberWeek();
              changeWeek((week) => applyPreset(week, preset));
            }}
          >
            {t.presets[preset]}
          </Button>
        ))}
        <CalendarFile />
      </div>
      <p className="sm muted">{t.fileNote}</p>
    </Card>
  );
}

/** Where the person can be: it decides which open seats count. */
function Places() {
  const t = useWords(weekWords);
  const site = useSite();
  const walk = useWalk();
  if (!site) return null;
  const { sites: going, video } = reachOf(
    walk,
    site.sites.map(({ id }) => id),
  );
  return (
    <Card title={t.places}>
      {site.sites.map((place) => (
        <Tick
          key={place.id}
          label={place.name}
          hint={place.place}
          checked={going.includes(place.id)}
          onChange={(on) =>
            change({
              sites: on ? [...going, place.id] : going.filter((id) => id !== place.id),
              chosenWeek: 0,
            })
          }
        />
      ))}
      <Tick
        label={t.video}
        hint={t.videoHint}
        checked={video}
        onChange={(on) => change({ video: on, chosenWeek: 0 })}
      />
    </Card>
  );
}
