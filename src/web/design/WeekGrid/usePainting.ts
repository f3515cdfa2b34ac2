import { type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import { type Cell, type Gesture, type GestureEvent, HOLD_MS, IDLE, next, type Outcome } from './gesture.ts';

/** Drives the gesture machine with real pointer events on `grid`. `cellAt` finds the cell under an element. */
export function usePainting(
  grid: RefObject<HTMLElement | null>,
  cellAt: (element: Element | null) => Cell | null,
  onStroke: (stroke: NonNullable<Outcome['stroke']>) => void,
) {
  const gesture = useRef<Gesture>(IDLE);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const report = useRef(onStroke);
  useEffect(() => {
    report.current = onStroke;
  });

  const feed = (event: GestureEvent) => {
    const outcome = next(gesture.current, event);
    gesture.current = outcome.gesture;
    if (outcome.gesture.is !== 'pressing') clearTimeout(timer.current);
    if (outcome.stroke) report.current(outcome.stroke);
  };

  useEffect(() => {
    const element = grid.current;
    // The browser decides on scrolling from the first touchmove, and only a listener that is not passive and
    // was there before the touch may say no. `touch-action` can't do this: it is read when the finger lands.
    const holdStill = (event: TouchEvent) => {
      if (gesture.current.is === 'painting' && event.cancelable) event.preventDefault();
    };
    element?.addEventListener('touchmove', holdStill, { passive: false });
    return () => {
      element?.removeEventListener('touchmove', holdStill);
      clearTimeout(timer.current);
    };
  }, [grid]);

  const under = (event: PointerEvent): Cell | null =>
    cellAt(document.elementFromPoint(event.clientX, event.clientY));
  const at = (event: PointerEvent) => ({ pointer: event.pointerId, x: event.clientX, y: event.clientY });

  return {
    onPointerDown: (event: PointerEvent) => {
      const cell = event.button === 0 ? under(event) : null;
      if (!cell) return;
      const touch = event.pointerType === 'touch';
      feed({ type: 'down', touch, cell, ...at(event) });
      if (gesture.current.is === 'pressing') {
        timer.current = setTimeout(() => {
          feed({ type: 'held' });
          navigator.vibrate?.(8);
        }, HOLD_MS);
      }
      // A mouse may leave the grid and come back; a finger is captured by the browser already.
      if (!touch) event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent) => {
      if (gesture.current.is !== 'idle') feed({ type: 'move', cell: under(event), ...at(event) });
    },
    onPointerUp: (event: PointerEvent) => feed({ type: 'up', pointer: event.pointerId }),
    onPointerCancel: (event: PointerEvent) => feed({ type: 'cancel', pointer: event.pointerId }),
    // A long press must not open the browser's menu over the grid.
    onContextMenu: (event: { preventDefault: () => void }) => event.preventDefault(),
  };
}
