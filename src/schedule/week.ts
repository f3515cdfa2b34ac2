/** One thing in a person's week, in minutes of the week. */
export interface WeekItem {
  readonly start: number;
  readonly end: number;
}

/** Minutes of treatment planned for the week: each minute counts once, however many things share it. */
export function scheduledMinutes(items: readonly WeekItem[]): number {
  let minutes = 0;
  let upTo = 0;
  for (const { start, end } of [...items].sort((a, b) => a.start - b.start)) {
    minutes += Math.max(0, end - Math.max(start, upTo));
    upTo = Math.max(upTo, end);
  }
  return minutes;
}
