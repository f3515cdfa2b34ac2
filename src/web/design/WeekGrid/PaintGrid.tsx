import { type KeyboardEvent, memo, useRef, useState } from 'react';
import { classes } from '../classes.ts';
import { Icon } from '../Icon.tsx';
import { clockTime, DAY_MINUTES, dayName, shortTime } from '../time.ts';
import { useLanguage, useWords } from '../words.ts';
import type { Cell } from './gesture.ts';
import { LIFE_ICON, LIFE_TONE } from './kinds.ts';
import styles from './PaintGrid.module.css';
import { usePainting } from './usePainting.ts';
import { halvesAt, type LifeKind, type PaintedWeek, paint } from './week.ts';
import { gridWords } from './words.ts';

export type Brush = LifeKind | 'erase';

export interface PaintGridProps {
  readonly week: PaintedWeek;
  readonly brush: Brush;
  /** Called before the first cell of a stroke changes: the moment Undo goes back to. */
  readonly onStrokeStart: () => void;
  readonly onChange: (change: (week: PaintedWeek) => PaintedWeek) => void;
  /** Hours shown, [from, to). */
  readonly hours?: readonly [from: number, to: number];
}

const DAYS = [0, 1, 2, 3, 4, 5, 6];

/** Paint a week: tap, hold and drag, mouse drag, or the keyboard. The list form beside it does the same. */
export function PaintGrid({ week, brush, onStrokeStart, onChange, hours = [7, 22] }: PaintGridProps) {
  const t = useWords(gridWords);
  const language = useLanguage();
  const grid = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState<Cell>({ day: 0, row: 0 });
  // Whether this stroke paints or clears is decided by its first cell.
  const laying = useRef<LifeKind | null>(null);
  const [from, to] = hours;
  const rows = Array.from({ length: to - from }, (_, row) => row);
  const startOf = ({ day, row }: Cell) => day * DAY_MINUTES + (from + row) * 60;

  const lay = (cells: readonly Cell[]) => {
    const kind = laying.current;
    onChange((was) => cells.reduce((now, cell) => paint(now, startOf(cell), startOf(cell) + 60, kind), was));
  };
  const begin = (cell: Cell) => {
    onStrokeStart();
    const [top, bottom] = halvesAt(week, startOf(cell));
    laying.current = brush === 'erase' || (top === brush && bottom === brush) ? null : brush;
  };
  const pointers = usePainting(grid, cellOf, ({ cells, begins }) => {
    const first = cells[0];
    if (begins && first) {
      begin(first);
      setAt(first);
    }
    lay(cells);
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const at = cellOf(event.target instanceof Element ? event.target : null);
    if (!at) return;
    if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault();
      begin(at);
      lay([at]);
      return;
    }
    const target = moved(at, event, rows.length);
    if (!target) return;
    event.preventDefault();
    if (event.shiftKey) {
      onStrokeStart();
      laying.current = brush === 'erase' ? null : brush;
      lay([at, target]);
    }
    setAt(target);
    grid.current?.querySelector<HTMLElement>(`[data-cell="${target.day}-${target.row}"]`)?.focus();
  };

  return (
    <table
      ref={grid}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are worked with is ARIA's grid.
      role="grid"
      aria-label={t.grid}
      className={styles.grid}
      onKeyDown={onKeyDown}
      onFocus={(event) => setAt((was) => cellOf(event.target) ?? was)}
      {...pointers}
    >
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{t.time}</span>
          </th>
          {DAYS.map((day) => (
            <th key={day} scope="col" className={styles.day}>
              {dayName(day, language, 'short')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row}>
            <th scope="row" className={styles.time}>
              <span>{shortTime((from + row) * 60, language)}</span>
            </th>
            {DAYS.map((day) => {
              const start = startOf({ day, row });
              const [top, bottom] = halvesAt(week, start);
              const above = row > 0 ? halvesAt(week, start - 60)[1] : null;
              const kind = top ?? bottom;
              const what = kind ? t.life[kind] : t.free;
              return (
                <PaintCell
                  key={day}
                  id={`${day}-${row}`}
                  top={top}
                  bottom={bottom}
                  begins={kind !== null && kind !== above}
                  current={at.day === day && at.row === row}
                  label={t.cell(dayName(day, language), clockTime(start, language), what)}
                />
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface PaintCellProps {
  readonly id: string;
  readonly top: LifeKind | null;
  readonly bottom: LifeKind | null;
  /** First of a run: it carries the icon. */
  readonly begins: boolean;
  readonly current: boolean;
  readonly label: string;
}

// Only cells whose look changed are drawn again: a stroke touches one of 105.
const PaintCell = memo(function PaintCell({ id, top, bottom, begins, current, label }: PaintCellProps) {
  const kind = top ?? bottom;
  const half = top === bottom ? '' : top ? styles.topHalf : styles.bottomHalf;
  return (
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: see the grid.
      role="gridcell"
      data-cell={id}
      data-kind={kind ?? 'free'}
      tabIndex={current ? 0 : -1}
      aria-label={label}
      aria-selected={kind !== null}
      className={classes(styles.cell, kind && styles.painted, kind && LIFE_TONE[kind], half)}
    >
      {kind && begins && <Icon name={LIFE_ICON[kind]} size={14} />}
    </td>
  );
});

function cellOf(element: Element | null): Cell | null {
  const cell = element?.closest<HTMLElement>('[data-cell]')?.dataset.cell;
  if (!cell) return null;
  const [day = 0, row = 0] = cell.split('-').map(Number);
  return { day, row };
}

function moved({ day, row }: Cell, event: KeyboardEvent, rows: number): Cell | null {
  switch (event.key) {
    case 'ArrowLeft':
      return { day: Math.max(0, day - 1), row };
    case 'ArrowRight':
      return { day: Math.min(6, day + 1), row };
    case 'ArrowUp':
      return { day, row: Math.max(0, row - 1) };
    case 'ArrowDown':
      return { day, row: Math.min(rows - 1, row + 1) };
    case 'Home':
      return { day: 0, row };
    case 'End':
      return { day: 6, row };
    case 'PageUp':
      return { day, row: 0 };
    case 'PageDown':
      return { day, row: rows - 1 };
    default:
      return null;
  }
}
