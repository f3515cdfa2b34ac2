/** The week in three ways: paint it, read it, plan it on a board. Public pages import its files one by one. */
export { Board, type BoardBlock, type BoardProps } from './Board.tsx';
export { BrushPicker } from './BrushPicker.tsx';
export { LIFE_ICON, LIFE_TONE, type SessionTone, TONE_ICON } from './kinds.ts';
export { type Brush, PaintGrid, type PaintGridProps } from './PaintGrid.tsx';
export { ReadWeek, type ReadWeekProps, type WeekBlock, WeekList } from './ReadWeek.tsx';
export * from './week.ts';
export { gridWords } from './words.ts';
