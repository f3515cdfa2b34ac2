/** The week to read and to plan; whoever paints imports PaintGrid.tsx and BrushPicker.tsx themselves. */
export { Board, type BoardBlock, type BoardProps } from './Board.tsx';
export { LIFE_ICON, type SessionTone, TONE_ICON } from './kinds.ts';
export { ReadWeek, type ReadWeekProps, type WeekBlock, WeekList } from './ReadWeek.tsx';
export * from './week.ts';
export { gridWords } from './words.ts';
