import { type KeyboardEvent, useEffect, useRef } from 'react';
import { classes, Icon, useLanguage, useWords } from '../../../design/index.ts';
import type { PlanBoard } from '../plan.ts';
import { type Named, scenarioName } from './changes.ts';
import styles from './WhatIf.module.css';
import type { ScenarioShown } from './whatif.ts';
import { signed, type WhatIfWords, whatIfWords } from './words.ts';

/** What the page shows: the plan worked on, everything side by side, or one scenario by its id. */
export type Tab = 'plan' | 'compare' | (string & {});

export const tabId = (tab: Tab): string => `scenario-tab-${tab}`;
export const PANEL = 'scenario-panel';

interface Props {
  readonly board: PlanBoard;
  readonly names: Named;
  readonly scenarios: readonly ScenarioShown[];
  readonly shown: Tab;
  readonly onShow: (tab: Tab) => void;
}

/** The plan worked on and what was tried beside it. Arrows move along, Enter shows: each is a board of its own. */
export function ScenarioTabs({ board, names, scenarios, shown, onShow }: Props) {
  const t = useWords(whatIfWords);
  const language = useLanguage();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(`#${tabId(shown)}`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [shown]);
  const isDraft = !board.plans.some(({ state, scenario }) => state === 'published' && scenario === null);
  const hasDraft = board.plans.some(({ state, scenario }) => state === 'draft' && scenario === null);
  const tabs = [
    { id: 'plan', name: isDraft || hasDraft ? t.draft : t.published, scenario: undefined },
    ...scenarios.map((scenario) => ({
      id: scenario.id,
      name: scenarioName(scenario, names, t, language),
      scenario,
    })),
    ...(scenarios.some(({ outcome }) => outcome !== null)
      ? [{ id: 'compare', name: t.compare, scenario: undefined }]
      : []),
  ];
  const move = (event: KeyboardEvent) => {
    const stops = [...(list.current?.querySelectorAll<HTMLElement>('[role=tab]') ?? [])];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: stops.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    stops[(to + stops.length) % stops.length]?.focus();
  };
  return (
    <div ref={list} role="tablist" aria-label={t.tabs} className={styles.tabs} onKeyDown={move}>
      {tabs.map(({ id, name, scenario }) => {
        const isReady = scenario === undefined || scenario.planId !== null;
        return (
          <button
            key={id}
            type="button"
            role="tab"
            id={tabId(id)}
            aria-selected={id === shown}
            aria-controls={PANEL}
            aria-disabled={!isReady}
            tabIndex={id === shown ? 0 : -1}
            className={classes(styles.tab, scenario === undefined && styles.fixed)}
            onClick={() => isReady && onShow(id)}
          >
            {id === 'compare' && <Icon name="split" size={16} />}
            <span className={styles.tabName} title={scenario && name}>
              {name}
            </span>
            {scenario && <Effect scenario={scenario} t={t} />}
          </button>
        );
      })}
    </div>
  );
}

/** The one number that says most: who is placed more or less, else who moves. */
function Effect({ scenario: { outcome }, t }: { readonly scenario: ScenarioShown; readonly t: WhatIfWords }) {
  if (outcome === null) {
    return (
      <span className={styles.effect}>
        <span className={styles.spinner} aria-hidden="true" />
        <span className="visually-hidden">{t.working}</span>
      </span>
    );
  }
  const { placed, moved, invented } = outcome;
  if (invented.of > 0) {
    const all = invented.placed === invented.of;
    return (
      <span className={classes(styles.effect, all ? styles.more : styles.fewer)}>
        {t.inventedTab(invented.placed, invented.of)}
      </span>
    );
  }
  const { change } = placed;
  if (change === 0)
    return (
      <span className={styles.effect}>{moved.people === 0 ? t.nobodyTab : t.moveTab(moved.people)}</span>
    );
  return (
    <span className={classes(styles.effect, change > 0 ? styles.more : styles.fewer)}>
      {t.placedTab(signed(change))}
    </span>
  );
}
