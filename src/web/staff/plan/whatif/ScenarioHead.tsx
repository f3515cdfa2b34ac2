import { Button, Card, Icon, useLanguage, useWords } from '../../../design/index.ts';
import styles from '../Plan.module.css';
import type { PlanBoard } from '../plan.ts';
import { changeInWords } from './changes.ts';
import own from './WhatIf.module.css';
import type { Outcome, ScenarioShown } from './whatif.ts';
import { signed, signedHours, type WhatIfWords, whatIfWords } from './words.ts';

interface Props {
  readonly board: PlanBoard;
  readonly scenario: ScenarioShown;
  readonly onAgain: () => void;
}

/** Above a scenario's board: what is supposed, what comes of it, and what stands between it and being used. */
export function ScenarioHead({ board, scenario, onAgain }: Props) {
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
              <b>{changeInWords(change, board, words, language)}</b>
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

export interface Measure {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly note: string;
  readonly tone: 'ok' | 'warn' | 'muted';
}

/** The five measures a scenario is held by, each with its difference to the plan it began from. */
export function measuresOf(
  { placed, hours, moved, staffMinutes, groups }: Outcome,
  t: WhatIfWords,
): Measure[] {
  const { measure: m } = t;
  const difference = (change: number, words = signed(change)) => ({
    note: change === 0 ? m.same : m.than(words),
    tone: change === 0 ? ('muted' as const) : change > 0 ? ('ok' as const) : ('warn' as const),
  });
  return [
    {
      id: 'placed',
      name: m.placed,
      value: m.of(placed.people, placed.of),
      ...difference(placed.change),
    },
    { id: 'hours', name: m.hours, value: m.of(hours.people, placed.of), ...difference(hours.change) },
    {
      id: 'moved',
      name: m.moved,
      value: String(moved.people),
      note: moved.people === 0 ? m.movedNone : moved.visitsOnly > 0 ? m.visitsOnly(moved.visitsOnly) : '',
      tone: 'muted',
    },
    {
      id: 'staff',
      name: m.staff,
      value: m.hoursValue(staffMinutes.total),
      note: staffMinutes.change === 0 ? m.same : m.than(`${signedHours(staffMinutes.change)} h`),
      tone: 'muted',
    },
    {
      id: 'groups',
      name: m.groups,
      value: String(groups.meeting),
      note:
        groups.opened > 0
          ? m.opened(groups.opened)
          : groups.change === 0
            ? m.same
            : m.than(signed(groups.change)),
      tone: 'muted',
    },
  ];
}
