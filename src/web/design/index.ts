/** The design system: what pages are made of. WeekGrid has its own door, `design/WeekGrid/index.ts`. */
export * from './EmptyState.tsx';
export * from './ProgressStrip.tsx';
export * from './public.ts';
export * from './StaffShell.tsx';
