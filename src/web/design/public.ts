/** What public pages are made of: `index.ts` without the parts only staff need, so that a phone never loads those. */

export { type Site, telHref, useSite } from '../site.ts';
export * from './Button.tsx';
export * from './Card.tsx';
export * from './Choice.tsx';
export { classes } from './classes.ts';
export * from './Dialog.tsx';
export * from './ErrorSummary.tsx';
export * from './Field.tsx';
export { HelpList } from './HelpBar.tsx';
export { Icon } from './Icon.tsx';
export type { IconName } from './icons.ts';
export { onWipe } from './leave.ts';
export { Meter, type MeterProps, Ring, type RingProps } from './Meter.tsx';
export * from './Page.tsx';
export * from './Pill.tsx';
export { toast } from './Toast.tsx';
export * from './time.ts';
export { useHeadingFocus } from './useHeadingFocus.ts';
export * from './words.ts';
