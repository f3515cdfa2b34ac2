/** A picture of quality over time: two panels, goal 1 and goal 2, gap to the least bound over seconds. SVG, no library. */
import type { Outcome } from './contest.ts';
import { gapOf, leastBound } from './gaps.ts';

const PANEL = { width: 430, height: 300, left: 58, top: 52, between: 84 };
const WIDTH = 2 * PANEL.width + PANEL.between + PANEL.left + 20;
const LEGEND_TOP = PANEL.top + PANEL.height + 62;
const LEGEND_ROW = 22;
const SECONDS_MIN = 0.01;
/** Below this a gap is drawn as nothing. */
const GAP_MIN = 0.1;
const GAP_MAX = 100;

/** Told apart without colour too: by dashes. The order is that of the contenders. */
const STROKES = ['', '7 4', '2 3', '9 3 2 3', '4 2', '1 4'];

const STYLE = `
  svg { --ink: #1f2933; --soft: #6b7785; --line: #d5dbe1; --paper: #ffffff;
    --c0: #0b6e4f; --c1: #b4460f; --c2: #3257c8; --c3: #8a3f9c; --c4: #9a6b00; --c5: #b0235f; }
  @media (prefers-color-scheme: dark) {
    svg { --ink: #e6eaee; --soft: #9aa7b3; --line: #38424c; --paper: #151b21;
      --c0: #4fd1a0; --c1: #ff9a62; --c2: #8fb0ff; --c3: #d79be6; --c4: #e6be52; --c5: #ff8fbd; }
  }
  text { font: 13px system-ui, sans-serif; fill: var(--ink); }
  .soft { fill: var(--soft); font-size: 12px; }
  .title { font-weight: 600; font-size: 14px; }
  .grid { stroke: var(--line); }
  .curve { fill: none; stroke-width: 2; stroke-linejoin: round; }
  .ours { stroke-width: 3.5; }`;

export function plot(title: string, seconds: number, outcomes: readonly Outcome[]): string {
  const least = leastBound(outcomes);
  const shown = outcomes.filter(({ moments }) => moments.some(({ score }) => score !== null));
  const rows = Math.ceil(outcomes.length / 3);
  const height = LEGEND_TOP + rows * LEGEND_ROW + 10;
  const panels =
    least === null
      ? []
      : (['served', 'credited'] as const).map((goal, nth) =>
          panel(
            nth === 0 ? 'Goal 1: people served' : 'Goal 2: minutes credited',
            PANEL.left + nth * (PANEL.width + PANEL.between),
            seconds,
            shown.map((outcome) => ({ outcome, points: pointsOf(outcome, goal, least[goal]) })),
            outcomes,
          ),
        );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escaped(title)}: gap to the least bound over time">`,
    `<style>${STYLE}\n</style>`,
    `<rect width="${WIDTH}" height="${height}" fill="var(--paper)"/>`,
    `<text x="${PANEL.left}" y="20" class="title">${escaped(title)}</text>`,
    ...panels,
    ...outcomes.map((outcome, nth) => legend(outcome, nth)),
    '</svg>',
    '',
  ].join('\n');
}

interface Point {
  readonly seconds: number;
  readonly gap: number;
}

const pointsOf = ({ moments }: Outcome, goal: 'served' | 'credited', bound: number): Point[] =>
  moments.flatMap(({ seconds, score }) =>
    score === null ? [] : [{ seconds, gap: gapOf(score[goal], bound) }],
  );

function panel(
  name: string,
  left: number,
  limit: number,
  curves: readonly { readonly outcome: Outcome; readonly points: readonly Point[] }[],
  all: readonly Outcome[],
): string {
  const { width, height, top } = PANEL;
  const most = Math.max(limit, SECONDS_MIN * 10);
  const x = (seconds: number) =>
    left +
    (width * Math.log(Math.min(most, Math.max(SECONDS_MIN, seconds)) / SECONDS_MIN)) /
      Math.log(most / SECONDS_MIN);
  // The lowest tenth is for gaps of nothing, which a logarithm has no place for.
  const y = (gap: number) =>
    gap < GAP_MIN
      ? top + height
      : top + height * 0.92 * (1 - Math.log(Math.min(gap, GAP_MAX) / GAP_MIN) / Math.log(GAP_MAX / GAP_MIN));
  const times = [0.01, 0.1, 1, 10, 100].filter((at) => at <= most);
  return [
    `<text x="${left}" y="${top - 8}">${name}</text>`,
    ...[0, 0.1, 1, 10, 100].map(
      (gap) =>
        `<line class="grid" x1="${left}" x2="${left + width}" y1="${y(gap).toFixed(1)}" y2="${y(gap).toFixed(1)}"/>` +
        `<text class="soft" x="${left - 8}" y="${(y(gap) + 4).toFixed(1)}" text-anchor="end">${gap} %</text>`,
    ),
    ...times.map(
      (at) =>
        `<line class="grid" x1="${x(at).toFixed(1)}" x2="${x(at).toFixed(1)}" y1="${top}" y2="${top + height}"/>` +
        `<text class="soft" x="${x(at).toFixed(1)}" y="${top + height + 18}" text-anchor="middle">${at} s</text>`,
    ),
    `<text class="soft" x="${left + width / 2}" y="${top + height + 36}" text-anchor="middle">time since the file is read</text>`,
    ...curves
      .map(({ outcome, points }) => curve(outcome, all.indexOf(outcome), steps(points, most, x, y)))
      .toReversed(),
  ].join('\n');
}

/** A plan holds until a better one comes. */
function steps(
  points: readonly Point[],
  limit: number,
  x: (seconds: number) => number,
  y: (gap: number) => number,
): string {
  let path = '';
  for (const { seconds, gap } of points) {
    path += `${path === '' ? 'M' : 'H'}${x(seconds).toFixed(1)}${path === '' ? ' ' : 'V'}${y(gap).toFixed(1)}`;
  }
  return `${path}H${x(limit).toFixed(1)}`;
}

const colour = (nth: number): string => `var(--c${nth % STROKES.length})`;
const dashes = (nth: number): string =>
  STROKES[nth % STROKES.length] === '' ? '' : ` stroke-dasharray="${STROKES[nth % STROKES.length]}"`;

const curve = ({ contender }: Outcome, nth: number, path: string): string =>
  `<path class="curve${contender.name === 'ours' ? ' ours' : ''}" stroke="${colour(nth)}"${dashes(nth)} d="${path}"/>`;

function legend({ contender, score, status }: Outcome, nth: number): string {
  const left = PANEL.left + (nth % 3) * 312;
  const top = LEGEND_TOP + Math.floor(nth / 3) * LEGEND_ROW;
  const without = status === 'absent' ? ' (absent)' : score === null ? ' (no plan)' : '';
  return (
    `<line class="curve${contender.name === 'ours' ? ' ours' : ''}" stroke="${colour(nth)}"${dashes(nth)} x1="${left}" x2="${left + 34}" y1="${top}" y2="${top}"/>` +
    `<text x="${left + 42}" y="${top + 4}">${escaped(contender.title)}${without}</text>`
  );
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
