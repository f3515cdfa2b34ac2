import { Button, Card, classes, Icon, useLanguage, useWords } from '../../../design/index.ts';
import { type Named, scenarioName } from './changes.ts';
import { inventedMeasure, type Measure, type MeasureId, measuresOf } from './measures.ts';
import styles from './WhatIf.module.css';
import type { Outcome, ScenarioShown } from './whatif.ts';
import { type WhatIfWords, whatIfWords } from './words.ts';

interface Props {
  readonly names: Named;
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
export function Compare({ names, scenarios, onShow }: Props) {
  const words = useWords(whatIfWords);
  const language = useLanguage();
  const { measure: t } = words;
  const tried = scenarios.flatMap((scenario): Column[] => {
    const { id, outcome, isOutdated, base } = scenario;
    if (outcome === null) return [];
    const note = isOutdated && base !== null ? t.from(base.draftNumber) : '';
    return [{ id, name: scenarioName(scenario, names, words, language), outcome, note, isBase: false }];
  });
  const begun = scenarios.find(({ outcome, isOutdated }) => outcome !== null && !isOutdated)?.outcome;
  const columns: Column[] = begun
    ? [{ id: 'plan', name: words.draft, outcome: before(begun), note: '', isBase: true }, ...tried]
    : tried;
  const rows = rowsOf(columns, words);
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
            {rows.map(({ name, cells, id: row }) => (
              <tr key={row}>
                <th scope="row" className={styles.side}>
                  {name}
                </th>
                {cells.map(({ column, measure, isBest }) => (
                  <td key={column.id} className={classes(isBest && styles.best)}>
                    <span className={styles.value}>
                      {column.isBase && row === 'moved' ? '–' : measure.value}
                      {isBest && (
                        <>
                          <Icon name="check" size={16} />
                          <span className="visually-hidden">({t.best})</span>
                        </>
                      )}
                    </span>
                    <span className={classes('xs', styles[measure.tone])}>
                      {column.isBase ? (row === 'moved' ? t.start : '') : measure.note}
                    </span>
                  </td>
                ))}
              </tr>
            ))}
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

interface Row {
  readonly id: MeasureId;
  readonly name: string;
  readonly cells: readonly { readonly column: Column; readonly measure: Measure; readonly isBest: boolean }[];
}

/** The table turned: measures down, plans across. The row of invented people is there where somebody is. */
function rowsOf(columns: readonly Column[], words: WhatIfWords): Row[] {
  const hasInvented = columns.some(({ outcome }) => outcome.invented.of > 0);
  const lists = columns.map(({ outcome }) => [
    ...measuresOf(outcome, words),
    ...(hasInvented ? [inventedMeasure(outcome, words)] : []),
  ]);
  return (lists[0] ?? []).map(({ id, name }, nth) => {
    const best = bestOf(columns, id);
    return {
      id,
      name,
      cells: columns.flatMap((column, at) => {
        const measure = lists[at]?.[nth];
        const isBest = best !== undefined && BETTER[id]?.(column.outcome) === best;
        return measure === undefined ? [] : [{ column, measure, isBest }];
      }),
    };
  });
}

/** More is better for people placed and people with all their hours; about the rest opinions differ. */
const BETTER: Partial<Record<MeasureId, (of: Outcome) => number>> = {
  placed: ({ placed }) => placed.people,
  hours: ({ hours }) => hours.people,
};

/** The best of a row, or nothing where all are equal: then no check tells anybody anything. */
function bestOf(columns: readonly Column[], row: MeasureId): number | undefined {
  const values = columns.flatMap(({ outcome }) => BETTER[row]?.(outcome) ?? []);
  const best = Math.max(...values);
  return values.some((value) => value !== best) ? best : undefined;
}

/** The plan that a scenario began from, told by what the scenario changed. */
function before({ placed, hours, moved, staffMinutes, groups }: Outcome): Outcome {
  return {
    placed: { people: placed.people - placed.change, of: placed.of, change: 0 },
    hours: { people: hours.people - hours.change, change: 0, mostShort: 0 },
    moved: { ...moved, people: 0, visitsOnly: 0 },
    staffMinutes: { total: staffMinutes.total - staffMinutes.change, change: 0 },
    groups: { meeting: groups.meeting - groups.change, change: 0, opened: 0 },
    invented: { placed: 0, of: 0 },
  };
}
