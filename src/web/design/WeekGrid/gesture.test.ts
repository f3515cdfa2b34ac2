import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Cell, cellsBetween, type Gesture, type GestureEvent, IDLE, next } from './gesture.ts';

/** Plays events in order; tells the cells painted and where the machine stands. */
function play(events: readonly GestureEvent[]) {
  let gesture: Gesture = IDLE;
  const strokes: { cells: readonly Cell[]; begins: boolean }[] = [];
  for (const event of events) {
    const outcome = next(gesture, event);
    gesture = outcome.gesture;
    if (outcome.stroke) strokes.push(outcome.stroke);
  }
  return { gesture, strokes, cells: strokes.flatMap(({ cells }) => cells) };
}

const cell = (day: number, row: number): Cell => ({ day, row });
const down = (at: Cell, touch = true, pointer = 1): GestureEvent => ({
  type: 'down',
  pointer,
  touch,
  cell: at,
  x: 0,
  y: 0,
});
const move = (at: Cell | null, y: number, pointer = 1): GestureEvent => ({
  type: 'move',
  pointer,
  cell: at,
  x: 0,
  y,
});
const up: GestureEvent = { type: 'up', pointer: 1 };

describe('painting with a finger', () => {
  test('a tap toggles the one cell under it', () => {
    expect(play([down(cell(2, 3)), up]).strokes).toEqual([{ cells: [cell(2, 3)], begins: true }]);
  });

  test('a tremble of the finger is still a tap', () => {
    expect(play([down(cell(2, 3)), move(cell(2, 3), 6), up]).cells).toEqual([cell(2, 3)]);
  });

  test('a quick swipe scrolls and paints nothing', () => {
    const swipe = play([down(cell(0, 0)), move(cell(0, 1), 20), move(cell(0, 4), 90), up]);
    expect(swipe).toEqual({ gesture: IDLE, strokes: [], cells: [] });
  });

  test('the browser taking the touch for scrolling ends it without paint', () => {
    expect(play([down(cell(0, 0)), { type: 'cancel', pointer: 1 }, up]).cells).toEqual([]);
  });

  test('press and hold, then drag, paints every cell on the way', () => {
    const held = play([down(cell(0, 0)), { type: 'held' }, move(cell(0, 3), 90), up]);
    expect(held.cells).toEqual([cell(0, 0), cell(0, 1), cell(0, 2), cell(0, 3)]);
    expect(held.strokes.map(({ begins }) => begins)).toEqual([true, false]);
  });

  test('a second finger means zoom, not paint', () => {
    expect(play([down(cell(0, 0)), down(cell(1, 1), true, 2), { type: 'held' }, up]).cells).toEqual([]);
  });

  test('another pointer does not disturb a stroke', () => {
    const stroke = play([down(cell(0, 0), false), move(cell(5, 5), 10, 2), move(cell(1, 0), 1), up]);
    expect(stroke.cells).toEqual([cell(0, 0), cell(1, 0)]);
  });
});

test('a mouse drag paints at once and goes on after leaving the grid', () => {
  const drag = play([down(cell(1, 1), false), move(null, 50), move(cell(1, 2), 60), up]);
  expect(drag.cells).toEqual([cell(1, 1), cell(1, 2)]);
});

const anyCell = fc.record({ day: fc.nat(6), row: fc.nat(14) });
const anyEvent: fc.Arbitrary<GestureEvent> = fc.oneof(
  fc.record({
    type: fc.constant('down' as const),
    pointer: fc.nat(2),
    touch: fc.boolean(),
    cell: anyCell,
    x: fc.nat(400),
    y: fc.nat(400),
  }),
  fc.record({
    type: fc.constant('move' as const),
    pointer: fc.nat(2),
    cell: fc.option(anyCell),
    x: fc.nat(400),
    y: fc.nat(400),
  }),
  fc.constant({ type: 'held' as const }),
  fc.record({ type: fc.constant('up' as const), pointer: fc.nat(2) }),
  fc.record({ type: fc.constant('cancel' as const), pointer: fc.nat(2) }),
);

test('whatever happens, a stroke begins before it goes on and every stroke has a cell', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
      const { strokes } = play(events);
      expect(strokes.every(({ cells }) => cells.length > 0)).toBe(true);
      expect(strokes[0]?.begins ?? true).toBe(true);
    }),
  );
});

test('the way between two cells is unbroken and ends at the second', () => {
  fc.assert(
    fc.property(anyCell, anyCell, (from, to) => {
      const way = [from, ...cellsBetween(from, to)];
      expect(way.at(-1)).toEqual(to);
      way.slice(1).forEach((here, step) => {
        const last = way[step] ?? from;
        expect(Math.max(Math.abs(here.day - last.day), Math.abs(here.row - last.row))).toBe(1);
      });
    }),
  );
});
