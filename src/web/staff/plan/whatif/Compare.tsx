import { Button, Card, classes, Icon, useLanguage, useWords } from '../../../design/index.ts';
import type { PlanBoard } from '../plan.ts';
import { scenarioName } from './changes.ts';
import { measuresOf } from './ScenarioHead.tsx';
import styles from './WhatIf.module.css';
import type { Outcome, ScenarioShown } from './whatif.ts';
import { whatIfWords } from './words.ts';

interface Props {
  readonly board: PlanBoard;
  readonly scenarios: readonly ScenarioShown[];
  readonly onShow: (scenario: string) => void;
}

interface Column {
  readonly id: string;
  readonly name: string;
  readonly outcome: Outcome;
  readonly note: string;
  readonly isBase: boolean;
}

/** Draft and scenarios side by side, one measure a row, the best of each row marked. */
export function Compare({ board, scenarios, onShow }: Props) {
  const words = useWords(whatIfWords);
  const language = useLanguage();
  const { measure: t } = words;
  const tried = scenarios.flatMap((scenario): Column[] => {
    const { id, outcome, isOutdated, base } = scenario;
    if (outcome === null) return [];
    const note = isOutdated && base !== null ? t.from(base.draftNumber) : '';
    return [{ id, name: scenarioName(scenario, board, words, language), outcome, note, isBase: false }];
  });
  const begun = scenarios.find(({ outcome, isOutdated }) => outcome !== null && !isOutdated)?.outcome;
  const columns: Column[] = begun
    ? [{ id: 'plan', name: words.draft, outcome: before(begun), note: '', isBase: true }, ...tried]
    : tried;
  const shown = new Map(columns.map((column) => [column, measuresOf(column.outcome, words)]));
  return (
    <Card title={t.title}>
      <p className="sm muted">{t.intro}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard. */}
      <section className={styles.scroll} aria-label={t.table} tabIndex={0}>
        <table className={styles.compare}>
          <thead>
            <tr>
              <th scope="col" className={styles.side}>
                {t.name}
              </th>
              {columns.map(({ id, name, note }) => (
                <th key={id} scope="col">
                  {name}
                  {note && <span className="xs muted">{note}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ROWS.map((row, nth) => {
              const best = bestOf(columns, row);
              return (
                <tr key={row}>
                  <th scope="row" className={styles.side}>
                    {[...shown.values()][0]?.[nth]?.name}
                  </th>
                  {columns.map((column) => {
                    const measure = shown.get(column)?.[nth];
                    const isBest = best !== undefined && BETTER[row]?.(column.outcome) === best;
                    return (
                      <td key={column.id} className={classes(isBest && styles.best)}>
                        <span className={styles.value}>
                          {column.isBase && row === 'moved' ? '–' : measure?.value}
                          {isBest && (
                            <>
                              <Icon name="check" size={16} />
                              <span className="visually-hidden">({t.best})</span>
                            </>
                          )}
                        </span>
                        <span className={classes('xs', styles[measure?.tone ?? 'muted'])}>
                          {column.isBase ? (row === 'moved' ? t.start : '') : measure?.note}
                        </span>
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
          <tfoot>
            <tr>
              <td className={styles.side} />
              {columns.map(({ id, name }) => (
                <td key={id}>
                  <Button compact aria-label={`${t.open}: ${name}`} onClick={() => onShow(id)}>
                    {t.open}
                  </Button>
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </section>
    </Card>
  );
}

const ROWS = ['placed', 'hours', 'moved', 'staff', 'groups'] as const;
type Row = (typeof ROWS)[number];

/** More is better for people placed and people with all their hours; about the rest opinions differ. */
const BETTER: Partial<Record<Row, (of: Outcome) => number>> = {
  placed: ({ placed }) => placed.people,
  hours: ({ hours }) => hours.people,
};

/** The best of a row, or nothing where all are equal: then no check tells anybody anything. */
function bestOf(columns: readonly Column[], row: Row): number | undefined {
  const values = columns.flatMap(({ outcome }) => BETTER[row]?.(outcome) ?? []);
  const best = Math.max(...values);
  return values.some((value) => value !== best) ? best : undefined;
}

/** The plan that a scenario began from, told by what the scenario changed. */
function before({ placed, hours, moved, staffMinutes, groups, invented }: Outcome): Outcome {
  return {
    placed: { people: placed.people - placed.change, of: placed.of - invented.of, change: 0 },
    hours: { people: hours.people - hours.change, change: 0, mostShort: 0 },
    moved: { ...moved, people: 0, visitsOnly: 0 },
    staffMinutes: { total: staffMinutes.total - staffMinutes.change, change: 0 },
    groups: { meeting: groups.meeting - groups.change, change: 0, opened: 0 },
    invented: { placed: 0, of: 0 },
  };
}
