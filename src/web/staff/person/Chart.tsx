import type { SeriesShown } from '../../../fit/index.ts';
import { dateWords, useLanguage, useWords, words } from '../../design/index.ts';
import { measureWords, said } from '../measures-words.ts';
import styles from './Person.module.css';

const w = words(
  {
    drawn: (name: string, count: number, last: number) =>
      `${name}: ${count} answers, the last one ${last}. The table below says the same.`,
    table: 'As a table',
    date: 'Date',
  },
  {
    drawn: (name, count, last) => `${name}: ${count} respuestas, la última ${last}. La tabla dice lo mismo.`,
    table: 'En una tabla',
    date: 'Fecha',
  },
);

/** With the names of its bands beside it, or one of several small ones. */
const WIDTHS = { named: 320, plain: 180 };
const HEIGHT = 120;
const PAD = { left: 26, top: 8, bottom: 18 };
const RIGHT = { plain: 10, named: 84 };

type Line = SeriesShown['lines'][number];

/** One line over time, its severity bands behind it named in words; the same as a table for whoever cannot see it. */
export default function Chart({ line, name }: { readonly line: Line; readonly name: string }) {
  const t = useWords(w);
  const m = useWords(measureWords);
  const language = useLanguage();
  const { points, lowest, highest, bands } = line;
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return null;
  const width = bands.length > 0 ? WIDTHS.named : WIDTHS.plain;
  // Names of bands stand beside the plot, where no line crosses them.
  const right = width - (bands.length > 0 ? RIGHT.named : RIGHT.plain);
  const [from, to] = [Date.parse(first.on), Date.parse(last.on)];
  const x = (on: string): number =>
    to === from
      ? (PAD.left + right) / 2
      : PAD.left + ((Date.parse(on) - from) / (to - from)) * (right - PAD.left);
  const y = (value: number): number =>
    HEIGHT - PAD.bottom - ((value - lowest) / (highest - lowest)) * (HEIGHT - PAD.top - PAD.bottom);
  const short = (on: string) => dateWords(on, language, { month: 'short', day: 'numeric' });
  return (
    <figure className={styles.chart}>
      <svg
        viewBox={`0 0 ${width} ${HEIGHT}`}
        role="img"
        aria-label={t.drawn(name, points.length, last.value)}
      >
        {bands.map((band, at) => {
          const top = y(bands[at + 1]?.from ?? highest);
          const height = y(band.from) - top;
          return (
            <g key={band.name}>
              <rect
                x={PAD.left}
                y={top}
                width={right - PAD.left}
                height={Math.max(height, 0)}
                className={at % 2 === 0 ? styles.even : styles.odd}
              />
              {height >= 9 && (
                <text x={right + 4} y={top + height / 2 + 3} className={styles.band}>
                  {said(m.band, band.name)}
                </text>
              )}
            </g>
          );
        })}
        <text x={PAD.left - 4} y={y(highest) + 4} className={styles.tick} textAnchor="end">
          {highest}
        </text>
        <text x={PAD.left - 4} y={y(lowest) + 3} className={styles.tick} textAnchor="end">
          {lowest}
        </text>
        <text x={PAD.left} y={HEIGHT - 4} className={styles.tick}>
          {short(first.on)}
        </text>
        {last.on !== first.on && (
          <text x={right} y={HEIGHT - 4} className={styles.tick} textAnchor="end">
            {short(last.on)}
          </text>
        )}
        <polyline
          points={points.map(({ on, value }) => `${x(on)},${y(value)}`).join(' ')}
          className={styles.line}
        />
        {points.map(({ response, on, value }) => (
          <circle key={response} cx={x(on)} cy={y(value)} r={3} className={styles.dot} />
        ))}
      </svg>
      <details>
        <summary>{t.table}</summary>
        <table className={styles.numbers}>
          <thead>
            <tr>
              <th scope="col">{t.date}</th>
              <th scope="col">{name}</th>
            </tr>
          </thead>
          <tbody>
            {points.toReversed().map(({ response, on, value }) => (
              <tr key={response}>
                <th scope="row">{dateWords(on, language)}</th>
                <td>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
