import { RUNGS, type Rung } from '../../../fit/screener/screener.ts';
import { classes, Pill, useWords } from '../../design/public.ts';
import styles from './Result.module.css';
import { resultWords } from './words.ts';

export interface LadderProps {
  readonly best: Rung | null;
  readonly alsoPossible: readonly Rung[];
}

/** Five rungs of help with the marker as a range: one best, others that could also fit. */
export function Ladder({ best, alsoPossible }: LadderProps) {
  const t = useWords(resultWords);
  return (
    <ol className={styles.ladder}>
      {RUNGS.map((rung, n) => {
        const maybe = alsoPossible.includes(rung);
        return (
          <li key={rung} className={classes(rung === best && styles.on, maybe && styles.maybe)}>
            <span className={styles.rung} aria-hidden="true">
              {n + 1}
            </span>
            <div>
              <p className={styles.name}>
                <b>{t.rungs[rung].name}</b>
                {rung === best && <Pill tone="ok">{t.best}</Pill>}
                {maybe && <Pill>{t.also}</Pill>}
              </p>
              <p className="sm muted">{t.rungs[rung].about}</p>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
