import type { PreviewFix } from '../../../schedule/engine/person/preview.ts';
import {
  Button,
  Card,
  dayName,
  dayOf,
  hours,
  LinkButton,
  Pill,
  timeRange,
  toast,
  useLanguage,
  useSite,
  useWords,
} from '../../design/public.ts';
import { halvesAt, paint } from '../../design/WeekGrid/week.ts';
import { gridWords } from '../../design/WeekGrid/words.ts';
import { reachOf } from '../reach.ts';
import { change, changeWeek, currentWalk, rememberWeek, useWalk } from '../walk.ts';
import { Drawing } from './Drawing.tsx';
import styles from './Fit.module.css';
import type { FitView } from './fit.ts';
import { fitWords } from './words.ts';

/** No week fits yet: the closest one, and what would change that, easiest first. Every no has a because and a way on. */
export function NotYet({ view }: { readonly view: FitView }) {
  const t = useWords(fitWords);
  const language = useLanguage();
  const { closest, needed, fixes } = view;
  const needs = hours(needed.minutes, language);
  return (
    <>
      <section className={styles.hero}>
        <div className="stack-tight">
          <p className="sm strong dawn">{t.eyebrow}</p>
          <h1>{t.not}</h1>
          <p className="muted">{closest ? t.notBody(hours(closest.minutes, language), needs) : t.nothing}</p>
        </div>
      </section>
      <div className={styles.two}>
        <div className="stack">
          {fixes.length > 0 && (
            <Card title={t.fixes}>
              {fixes.map((fix) => (
                <FixLine key={keyOf(fix)} fix={fix} view={view} />
              ))}
            </Card>
          )}
          {closest && <Drawing title={t.closest} view={view} chosen={closest} />}
        </div>
        <aside className="stack">
          <Card title={t.waitTitle} tone="dawn">
            <p>{t.wait}</p>
            <p className="sm">{t.fixLighter}</p>
          </Card>
          <LinkButton to="/start/ask" look="primary">
            {t.ask}
          </LinkButton>
          <LinkButton to="/start/week">{t.change}</LinkButton>
          <p className="sm muted">{t.askNote}</p>
        </aside>
      </div>
    </>
  );
}

const keyOf = (fix: PreviewFix): string =>
  fix.kind === 'site'
    ? fix.site
    : fix.kind === 'seat'
      ? fix.session
      : fix.kind === 'free'
        ? `${fix.start}`
        : fix.kind;

/** One change with its computed effect. What the person can change is one tap away, and can be undone. */
function FixLine({ fix, view }: { readonly fix: PreviewFix; readonly view: FitView }) {
  const t = useWords(fitWords);
  const grid = useWords(gridWords);
  const language = useLanguage();
  const site = useSite();
  const { week } = useWalk();
  const when = (start: number, end: number) =>
    `${dayName(dayOf(start), language)} ${timeRange(start, end, language)}`;
  const everySite = site?.sites.map(({ id }) => id) ?? [];

  const said = () => {
    switch (fix.kind) {
      case 'video':
        return t.fixVideo;
      case 'site':
        return t.fixSite(site?.sites.find(({ id }) => id === fix.site)?.name ?? '');
      case 'free': {
        const kind = halvesAt(week, fix.start)[0];
        return t.fixFree(kind ? grid.life[kind] : '', when(fix.start, fix.end));
      }
      case 'seat': {
        const session = view.seats.sessions.find(({ id }) => id === fix.session);
        return session ? t.fixSeat(when(session.start, session.end)) : '';
      }
    }
  };
  const tryIt = () => {
    const before = currentWalk();
    if (fix.kind === 'video') change({ video: true });
    if (fix.kind === 'site') change({ sites: [...reachOf(before, everySite).sites, fix.site] });
    if (fix.kind === 'free') {
      rememberWeek();
      changeWeek((now) => paint(now, fix.start, fix.end, null));
    }
    const { week: weekWas, sites, video, earlier } = before;
    toast({ text: t.tried, undo: () => change({ week: weekWas, sites, video, earlier }) });
  };
  return (
    <div className={styles.fix}>
      <p>{said()}</p>
      <Pill tone={fix.fits ? 'ok' : 'neutral'}>
        {fix.fits ? t.fixWorks : t.fixEffect(hours(fix.minutes, language))}
      </Pill>
      {fix.kind !== 'seat' && (
        <Button compact aria-label={t.tryThis(said())} onClick={tryIt}>
          {t.tryIt}
        </Button>
      )}
    </div>
  );
}
