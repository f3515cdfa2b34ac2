/**
 * How painting with a finger, a mouse or a pen works, as a pure state machine:
 * a tap toggles one cell; press and hold 200 ms, then drag, paints; a quick swipe scrolls the page.
 * A mouse or pen has no scrolling to protect, so its drag paints at once.
 */
export const HOLD_MS = 200;
/** A finger may tremble this far and still be pressing, not swiping. */
export const SLOP_PX = 8;

export interface Cell {
  readonly day: number;
  readonly row: number;
}

export type Gesture =
  | { readonly is: 'idle' }
  | {
      readonly is: 'pressing';
      readonly pointer: number;
      readonly cell: Cell;
      readonly x: number;
      readonly y: number;
    }
  | { readonly is: 'painting'; readonly pointer: number; readonly last: Cell };

export const IDLE: Gesture = { is: 'idle' };

export type GestureEvent =
  | {
      readonly type: 'down';
      readonly pointer: number;
      readonly touch: boolean;
      readonly cell: Cell;
      readonly x: number;
      readonly y: number;
    }
  | {
      readonly type: 'move';
      readonly pointer: number;
      readonly cell: Cell | null;
      readonly x: number;
      readonly y: number;
    }
  | { readonly type: 'held' }
  | { readonly type: 'up'; readonly pointer: number }
  /** The browser took the touch over for scrolling. */
  | { readonly type: 'cancel'; readonly pointer: number };

export interface Outcome {
  readonly gesture: Gesture;
  /** Cells to paint now; `begins` marks the first of a stroke, which decides between paint and erase. */
  readonly stroke?: { readonly cells: readonly Cell[]; readonly begins: boolean };
}

export function next(gesture: Gesture, event: GestureEvent): Outcome {
  switch (gesture.is) {
    case 'idle':
      if (event.type !== 'down') return { gesture };
      return event.touch
        ? { gesture: { is: 'pressing', pointer: event.pointer, cell: event.cell, x: event.x, y: event.y } }
        : begin(event.pointer, event.cell);

    case 'pressing':
      if (event.type === 'held') return begin(gesture.pointer, gesture.cell);
      // A second finger means zoom or scroll, not paint.
      if (event.type === 'down') return { gesture: IDLE };
      if (event.pointer !== gesture.pointer) return { gesture };
      if (event.type === 'up') return { gesture: IDLE, stroke: { cells: [gesture.cell], begins: true } };
      if (event.type === 'cancel') return { gesture: IDLE };
      return Math.hypot(event.x - gesture.x, event.y - gesture.y) > SLOP_PX ? { gesture: IDLE } : { gesture };

    case 'painting': {
      if (event.type === 'held' || event.type === 'down') return { gesture };
      if (event.pointer !== gesture.pointer) return { gesture };
      if (event.type !== 'move') return { gesture: IDLE };
      const { cell } = event;
      if (!cell || (cell.day === gesture.last.day && cell.row === gesture.last.row)) return { gesture };
      return {
        gesture: { ...gesture, last: cell },
        stroke: { cells: cellsBetween(gesture.last, cell), begins: false },
      };
    }
  }
}

function begin(pointer: number, cell: Cell): Outcome {
  return { gesture: { is: 'painting', pointer, last: cell }, stroke: { cells: [cell], begins: true } };
}

/** The straight way from one cell to another without the first: a fast drag reports only some of its cells. */
export function cellsBetween(from: Cell, to: Cell): readonly Cell[] {
  const steps = Math.max(Math.abs(to.day - from.day), Math.abs(to.row - from.row));
  return Array.from({ length: steps }, (_, step) => {
    const part = (step + 1) / steps;
    return {
      day: Math.round(from.day + (to.day - from.day) * part),
      row: Math.round(from.row + (to.row - from.row) * part),
    };
  });
}
