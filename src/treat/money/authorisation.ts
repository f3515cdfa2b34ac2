import { addDays } from './billable.ts';

/** What is said about an authorisation that is running out. */
export type Warning =
  | { readonly of: 'units'; readonly percent: 75 | 90 | 100 }
  | { readonly of: 'end'; readonly days: number }
  | { readonly of: 'over' }
  | { readonly of: 'review'; readonly on: string };

export interface Running {
  readonly start: string;
  readonly end: string;
  readonly approved: number;
  readonly used: number;
  readonly nextReview: string | null;
}

const PERCENTS = [100, 90, 75] as const;
const DAYS = [3, 7] as const;

/**
 * The clock of an authorisation: 75 % and 90 % of its units, 7 and 3 days before its end. It stops billing when it is
 * over; it never stops care.
 */
export function warningsOf(running: Running, today: string): readonly Warning[] {
  const { end, approved, used, nextReview } = running;
  if (today > end) return [{ of: 'over' }];
  const percent = approved > 0 ? PERCENTS.find((percent) => used * 100 >= percent * approved) : undefined;
  const left = daysLeft(end, today);
  return [
    ...(percent === undefined ? [] : [{ of: 'units', percent } as const]),
    ...(DAYS.some((days) => left <= days) ? [{ of: 'end', days: left } as const] : []),
    ...(nextReview !== null && nextReview <= addDays(today, 3)
      ? [{ of: 'review', on: nextReview } as const]
      : []),
  ];
}

/** Days until the last one: 0 on the last day itself. */
export const daysLeft = (end: string, today: string): number =>
  Math.round((Date.parse(`${end}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000);

/** Until when something can be done about a denial. @see 29 CFR 2560.503-1; 42 CFR 438.402-438.410 */
export const appealsOf = (
  deniedOn: string,
  appeals: {
    readonly peerToPeerHours: number;
    readonly expeditedHours: number;
    readonly standardDays: number;
  },
) => ({
  peerToPeerBy: addDays(deniedOn, Math.floor(appeals.peerToPeerHours / 24)),
  expeditedBy: addDays(deniedOn, Math.floor(appeals.expeditedHours / 24)),
  standardBy: addDays(deniedOn, appeals.standardDays),
});
