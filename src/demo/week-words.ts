const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const DAY = 1440;

type LifeKind = 'work' | 'care' | 'class' | 'rest' | 'other' | 'best';

/** Part of a usual week, in minutes of the week, within one day. */
export interface LifePart {
  readonly start: number;
  readonly end: number;
  readonly kind: LifeKind;
}

/**
 * Reads a week as people say it: "work Mon-Fri 9-17, care Mon-Fri 7:30-8:15". An end before its start is on the
 * next day ("work Sun-Thu 22-6"), and what passes midnight becomes two parts.
 *
 * @throws when a word is not understood
 */
export function lifeOf(words: string): readonly LifePart[] {
  if (words === '') return [];
  return words
    .split(', ')
    .flatMap(partsOf)
    .sort((a, b) => a.start - b.start);
}

function partsOf(words: string): LifePart[] {
  const read = /^(work|care|class|rest|other|best) (.+)$/.exec(words);
  if (read === null) throw new Error(`Not a part of a week: "${words}"`);
  const [, kind = '', when = ''] = read;
  return intervalsIn(when).flatMap(({ day, start, end: sameDay }) => {
    const end = sameDay + (sameDay <= start ? DAY : 0);
    const midnight = (day + 1) * DAY;
    const pieces =
      end <= midnight
        ? [[start, end]]
        : [
            [start, midnight],
            [midnight % (7 * DAY), end % (7 * DAY)],
          ];
    return pieces
      .filter(([a = 0, b = 0]) => a < b)
      .map(([a = 0, b = 0]) => ({ start: a, end: b, kind: kind as LifeKind }));
  });
}

/** Each day's interval, in minutes of the week, in "Mon+Wed 18-21". */
export function intervalsIn(words: string): readonly { day: number; start: number; end: number }[] {
  const read = /^(\S+) (\S+)-(\S+)$/.exec(words);
  if (read === null) throw new Error(`Not days and times: "${words}"`);
  const [, days = '', from = '', to = ''] = read;
  return daysIn(days).map((day) => ({ day, start: day * DAY + clock(from), end: day * DAY + clock(to) }));
}

/** The days (0 = Monday) in "Mon-Fri", "Tue+Thu", or both ("Sun-Tue+Fri"); a range may pass Sunday. */
function daysIn(words: string): readonly number[] {
  return words.split('+').flatMap((piece) => {
    const [first = -1, last = first] = piece.split('-').map((day) => DAYS.indexOf(day));
    if (first < 0 || last < 0) throw new Error(`Not a day: "${piece}"`);
    const count = ((last - first + 7) % 7) + 1;
    return Array.from({ length: count }, (_, step) => (first + step) % 7);
  });
}

/** Minutes of the day of "9", "17:30" or "24". */
export function clock(words: string): number {
  const [hour = 0, minute = 0] = words.split(':').map(Number);
  const minutes = hour * 60 + minute;
  if (!Number.isInteger(minutes) || minutes < 0 || minutes > DAY) throw new Error(`Not a time: "${words}"`);
  return minutes;
}
