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

/** The thing that is on or comes next at `now` (minute of the same week); undefined when the week is over. */
export const nextItem = <Item extends WeekItem>(items: readonly Item[], now: number): Item | undefined =>
  items.filter(({ end }) => end > now).sort((a, b) => a.start - b.start)[0];

/** Days of the week (0 = Monday) on which something is planned. */
export const daysWith = (items: readonly WeekItem[]): readonly number[] =>
  [...new Set(items.map(({ start }) => Math.floor(start / 1440)))].sort((a, b) => a - b);
