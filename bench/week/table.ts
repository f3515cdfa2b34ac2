/** The outcomes of a case as a table in Markdown. */
import type { Outcome } from './contest.ts';
import { gapOf, leastBound } from './gaps.ts';

export interface SeedOutcomes {
  readonly seed: number;
  readonly outcomes: readonly Outcome[];
}

const HEAD = [
  '| seed | contender | served | minutes | moves | bound | gap 1 | gap 2 | s | MB | status |',
  '|---|---|---|---|---|---|---|---|---|---|---|',
];

export function tableOf(seeds: readonly SeedOutcomes[], hasMoves: boolean): string[] {
  const rows = seeds.flatMap(({ seed, outcomes }) => {
    const least = leastBound(outcomes);
    return outcomes.map((outcome) => rowOf(seed, outcome, least));
  });
  const shown = (cells: readonly string[]) =>
    `| ${cells.filter((_, at) => hasMoves || at !== MOVES).join(' | ')} |`;
  const cellsOf = (line: string) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim());
  return [...HEAD.map(cellsOf), ...rows].map(shown);
}
const MOVES = 4;

const whole = (value: number | undefined): string =>
  value === undefined || !Number.isFinite(value) ? '–' : Math.round(value).toLocaleString('en-US');
const percent = (value: number | undefined): string => (value === undefined ? '–' : `${value.toFixed(2)} %`);

function rowOf(seed: number, outcome: Outcome, least: ReturnType<typeof leastBound>): string[] {
  const { contender, score, bound, seconds, peakBytes, status, note, size } = outcome;
  const without =
    score !== null || status === 'absent'
      ? []
      : [
          'no plan',
          size === undefined
            ? 'model not built'
            : `model of ${whole(size.columns)} columns, ${whole(size.rows)} rows`,
        ];
  return [
    `${seed}`,
    contender.title,
    whole(score?.served),
    whole(score?.credited),
    `${whole(score?.moves)}${outcome.movesProvenSeconds === undefined ? '' : ' (least)'}`,
    bound === null ? '–' : `${whole(bound.served)} / ${whole(bound.credited)}`,
    percent(score && least ? gapOf(score.served, least.served) : undefined),
    percent(score && least ? gapOf(score.credited, least.credited) : undefined),
    Number.isFinite(seconds) ? seconds.toFixed(2) : '–',
    whole(peakBytes / 2 ** 20),
    [status, note.replaceAll('|', '/'), ...without].filter((words) => words !== '').join(', '),
  ];
}

/** The same cells in columns, for a terminal. */
export function inColumns(lines: readonly string[]): string[] {
  const cells = lines
    .filter((line) => !line.startsWith('|---') && !line.startsWith('| ---'))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
  const widths = cells[0]?.map((_, at) => Math.max(...cells.map((row) => row[at]?.length ?? 0))) ?? [];
  return cells.map((row) => `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd());
}
