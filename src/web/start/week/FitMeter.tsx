import { Button, hours, LinkButton, Meter, useLanguage, useWords } from '../../design/public.ts';
import { useFit } from '../fit/fit.ts';
import { lookForSeats } from '../seats.ts';
import styles from './Week.module.css';
import { weekWords } from './words.ts';

/** As the week is painted: how many hours of the open seats fit it, beside what a program needs. */
export function FitMeter() {
  const t = useWords(weekWords);
  const language = useLanguage();
  const fit = useFit();
  if (fit.is !== 'here') {
    return (
      <div className={styles.fit}>
        <p className="strong" role="status">
          {fit.is === 'looking' ? t.looking : t.noSeats}
        </p>
        {fit.is === 'unreachable' && <Button onClick={lookForSeats}>{t.again}</Button>}
      </div>
    );
  }
  const { possible, needed, weeks } = fit.view;
  const fits = weeks.length > 0;
  const needs = hours(needed.minutes, language);
  return (
    <>
      <div className={styles.fit}>
        <div>
          <p className="strong" role="status">
            {fits
              ? t.good(hours(possible.minutes, language), possible.days)
              : t.short(hours(possible.minutes, language), needs)}
          </p>
          <p className="sm muted">{fits ? t.needs(needs, needed.minDays) : t.free}</p>
        </div>
        <LinkButton to="/start/fit" look="primary">
          {t.see}
        </LinkButton>
      </div>
      <Meter
        value={possible.minutes}
        max={Math.round(needed.minutes / 0.6)}
        mark={needed.minutes}
        tone={fits ? 'primary' : 'dawn'}
      />
    </>
  );
}
