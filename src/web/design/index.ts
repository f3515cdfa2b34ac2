/** The design system: what pages are made of. WeekGrid has its own door, `design/WeekGrid/index.ts`. */

export { type Site, telHref, useSite } from '../site.ts';
export * from './Button.tsx';
export * from './Card.tsx';
export * from './Choice.tsx';
export { classes } from './classes.ts';
export * from './Dialog.tsx';
export * from './EmptyState.tsx';
export * from './ErrorSummary.tsx';
export * from './Field.tsx';
export { HelpList } from './HelpBar.tsx';
export { Icon, Mark } from './Icon.tsx';
export type { IconName } from './icons.ts';
export { onWipe } from './leave.ts';
export * from './Meter.tsx';
export * from './Page.tsx';
export * from './Pill.tsx';
export * from './StaffShell.tsx';
export * from './Tabs.tsx';
export { toast } from './Toast.tsx';
export * from './time.ts';
export { useHeadingFocus } from './useHeadingFocus.ts';
export * from './words.ts';
