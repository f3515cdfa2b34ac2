import { type Component, listOf, textOf } from './components.ts';
import { type Budget, EventRefused } from './limits.ts';
import { moment } from './moments.ts';
import { startsOf } from './recurrence.ts';
import { HOUR, type Instant, MINUTE, type Wall, type Zone } from './zones.ts';

type Change = { readonly at: Instant; readonly before: number; readonly after: number };

/** The zone a file defines itself, good up to `until`; undefined when the definition says nothing. */
export function zoneDefined(definition: Component, until: Wall, budget: Budget): Zone | undefined {
  const changes = definition.parts
    .flatMap((observance) => changesOf(observance, until, budget))
    .sort((a, b) => a.at - b.at);
  const first = changes[0];
  if (first === undefined) return undefined;
  return {
    name: textOf(definition, 'TZID') ?? '',
    offsetAt(instant) {
      let low = 0;
      let high = changes.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((changes[middle]?.at ?? 0) <= instant) low = middle + 1;
        else high = middle;
      }
      return changes[low - 1]?.after ?? first.before;
    },
  };
}

/** Each time STANDARD or DAYLIGHT begins. Their times are said on the clock as it was before the change. */
function changesOf(observance: Component, until: Wall, budget: Budget): Change[] {
  const before = offset(textOf(observance, 'TZOFFSETFROM'));
  const after = offset(textOf(observance, 'TZOFFSETTO'));
  const clockBefore: Zone = { name: '', offsetAt: () => before };
  const starts = listOf(observance, 'DTSTART')[0];
  if (!starts) throw new EventRefused('unknown-zone', 'VTIMEZONE');
  const first = { ...moment(starts, () => clockBefore), isDate: false };
  const walls = new Set([first.wall]);
  for (const line of listOf(observance, 'RDATE')) walls.add(moment(line, () => clockBefore).wall);
  for (const line of observance.lines) {
    if (line.name !== 'RRULE') continue;
    for (const wall of startsOf(line.value, first, first.wall, until, budget)) walls.add(wall);
  }
  return [...walls].map((wall) => ({ at: wall - before, before, after }));
}

/** "-0500", "+0530", "-045602" in milliseconds. */
function offset(text: string | undefined): number {
  const match = /^([+-])(\d\d)(\d\d)(\d\d)?$/.exec(text ?? '');
  if (!match) throw new EventRefused('unknown-zone', 'VTIMEZONE');
  const size = Number(match[2]) * HOUR + Number(match[3]) * MINUTE + Number(match[4] ?? 0) * 1000;
  return match[1] === '-' ? -size : size;
}
