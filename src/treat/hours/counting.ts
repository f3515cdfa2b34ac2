import { minutesOf, type Span, without } from './presence.ts';

/** How a program counts: src/treat/hours/rules.default.json says where each number comes from. */
export interface CountingRule {
  /** Minutes are rounded down to this many. */
  readonly unitMinutes: number;
  readonly lateAfterMinutes: number;
  /** Of a session's planned minutes (0..1) that must be attended for any of them to count. */
  readonly leastShare: number;
  /** Of a week's prescribed minutes (0..1) up to which structured support (class B) counts. */
  readonly supportShare: number;
  readonly videoCounts: boolean;
}

/** A: clinical, counts. B: structured support, counts up to a share of the week. C: does not count. */
export type ActivityClass = 'A' | 'B' | 'C';

/** Somebody at one meeting of a day. */
export interface Attended {
  readonly meeting: string;
  /** Where the meeting begins; the earlier of two that overlap keeps the minutes they share. */
  readonly startsAt: number;
  /** Minutes of the meeting as planned, less its breaks. */
  readonly plannedMinutes: number;
  readonly present: readonly Span[];
  readonly activityClass: ActivityClass;
  readonly byVideoAlone: boolean;
}

/** Minutes of one meeting: `delivered` is time together, `counted` what goes toward the dose before the week's cap. */
export interface Minutes {
  readonly meeting: string;
  readonly delivered: number;
  readonly counted: number;
  readonly because:
    | 'whole'
    | 'partial'
    | 'too-short'
    | 'not-counted-activity'
    | 'video-not-counted'
    | 'nobody-there'
    | 'shared-time';
}

/** One person's day: no minute counts twice, however many meetings share it. */
export function countDay(day: readonly Attended[], rule: CountingRule): readonly Minutes[] {
  let taken: readonly Span[] = [];
  return day
    .toSorted((a, b) => a.startsAt - b.startsAt || (a.meeting < b.meeting ? -1 : 1))
    .map((one) => {
      const own = without(one.present, taken);
      taken = [...taken, ...one.present];
      const delivered = minutesOf(own);
      const here = minutesOf(one.present);
      const counted = Math.floor(delivered / rule.unitMinutes) * rule.unitMinutes;
      const verdict = (because: Minutes['because'], minutes = 0): Minutes => ({
        meeting: one.meeting,
        delivered,
        counted: minutes,
        because,
      });
      if (here === 0) return verdict('nobody-there');
      if (one.activityClass === 'C') return verdict('not-counted-activity');
      if (one.byVideoAlone && !rule.videoCounts) return verdict('video-not-counted');
      if (here < one.plannedMinutes * rule.leastShare) return verdict('too-short');
      if (delivered < here) return verdict('shared-time', counted);
      return verdict(here < one.plannedMinutes ? 'partial' : 'whole', counted);
    });
}

/** Minutes of a week toward the dose: all of class A, and of class B no more than its share of what is prescribed. */
export function countWeek(
  rows: readonly { readonly counted: number; readonly activityClass: ActivityClass }[],
  prescribedMinutes: number,
  { supportShare }: CountingRule,
): { readonly countable: number; readonly overCap: number } {
  const sum = (wanted: ActivityClass) =>
    rows.reduce((minutes, row) => minutes + (row.activityClass === wanted ? row.counted : 0), 0);
  const support = sum('B');
  const allowed = Math.min(support, Math.floor(prescribedMinutes * supportShare));
  return { countable: sum('A') + allowed, overCap: support - allowed };
}
