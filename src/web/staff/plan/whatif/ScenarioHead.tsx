import { Button, Card, Icon, useLanguage, useWords } from '../../../design/index.ts';
import styles from '../Plan.module.css';
import { changeInWords, type Named } from './changes.ts';
import { measuresOf } from './measures.ts';
import own from './WhatIf.module.css';
import type { ScenarioShown } from './whatif.ts';
import { whatIfWords } from './words.ts';

interface Props {
  readonly names: Named;
  readonly scenario: ScenarioShown;
  readonly onAgain: () => void;
}

/** Above a scenario's board: what is supposed, what comes of it, and what stands between it and being used. */
export function ScenarioHead({ names, scenario, onAgain }: Props) {
  const words = useWords(whatIfWords);
  const language = useLanguage();
  const { head: t } = words;
  const { outcome, changes, obstacles, base, isOutdated, kind } = scenario;
  return (
    <>
      <Card title={t.supposed} compact>
        <ul className={own.supposed}>
          {changes.map((change, nth) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: changes have no id and never move.
            <li key={nth}>
              <b>{changeInWords(change, names, words, language)}</b>
              {obstacles
                .filter((one) => one.change === nth)
                .map(({ reason }) => (
                  <span key={reason} className={own.obstacle}>
                    <Icon name="info" size={16} />
                    {t.obstacle[reason]}
                  </span>
                ))}
            </li>
          ))}
        </ul>
        {outcome && kind === 'repair' && <p>{t.repair(outcome.moved.people)}</p>}
        {outcome && outcome.invented.of > 0 && (
          <p>{t.invented(outcome.invented.placed, outcome.invented.of)}</p>
        )}
      </Card>
      {isOutdated && (
        <Card tone="warn" compact>
          <div className="row between wrap">
            <p>{base === null ? t.outdatedNone : t.outdated(base.draftNumber)}</p>
            <Button compact onClick={onAgain}>
              {t.again}
            </Button>
          </div>
        </Card>
      )}
      {outcome && (
        <dl className={styles.tiles} aria-label={t.outcome}>
          {measuresOf(outcome, words).map(({ id, name, value, note, tone }) => (
            <div key={id} className={styles.tile}>
              <dt className="sm muted">{name}</dt>
              <dd>
                <b>{value}</b>
                <span className={styles[tone]}>{note}</span>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
