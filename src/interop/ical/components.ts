import { EventRefused, FileRefused, limits } from './limits.ts';
import { type ContentLine, contentLine, wantedLines } from './lines.ts';

/** A component with only the properties that say when. */
export type Component = {
  readonly name: string;
  readonly lines: ContentLine[];
  readonly parts: Component[];
};

/** One VCALENDAR: METHOD, its zones by id, its events and free/busy lists. */
export type Calendar = {
  method: string;
  readonly zones: Map<string, Component>;
  readonly events: Component[];
  readonly freeBusy: Component[];
};

export type CalendarFile = {
  readonly calendars: readonly Calendar[];
  readonly cutShort: number;
  /** Tasks, journals, alarms…: things that take no time in a week. */
  readonly others: number;
};

/** SUMMARY, DESCRIPTION, LOCATION, ATTENDEE, ORGANIZER, URL and all the rest are never read. */
const WANTED: ReadonlySet<string> = new Set([
  'BEGIN',
  'END',
  'METHOD',
  'UID',
  'SEQUENCE',
  'DTSTAMP',
  'DTSTART',
  'DTEND',
  'DURATION',
  'RRULE',
  'RDATE',
  'EXDATE',
  'RECURRENCE-ID',
  'STATUS',
  'TRANSP',
  'X-MICROSOFT-CDO-BUSYSTATUS',
  'X-MICROSOFT-CDO-ALLDAYEVENT',
  'FREEBUSY',
  'TZID',
  'TZOFFSETFROM',
  'TZOFFSETTO',
]);

const isTopPart = (name: string) => name === 'VEVENT' || name === 'VFREEBUSY' || name === 'VTIMEZONE';

/**
 * The components of a file. What is cut off or closed in the wrong order loses itself, not its neighbours.
 * @throws FileRefused when it is no calendar, nests too deep or holds too many components
 */
export function componentsOf(text: string): CalendarFile {
  const calendars: Calendar[] = [];
  const open: Component[] = [];
  let components = 0;
  let cutShort = 0;
  let others = 0;

  const dropTo = (depth: number) => {
    for (const lost of open.splice(depth))
      if (lost.name === 'VEVENT' || lost.name === 'VFREEBUSY') cutShort++;
  };
  const begin = (name: string) => {
    if (++components > limits.components) throw new FileRefused('too-many-events');
    // An event can't hold an event: the outer one has lost its END.
    const sameOpen = open.findIndex((component) => component.name === name);
    if (sameOpen !== -1 && (isTopPart(name) || name === 'VCALENDAR')) dropTo(sameOpen);
    if (open.length >= limits.nesting) throw new FileRefused('too-deep');
    if (name === 'VCALENDAR') calendars.push({ method: '', zones: new Map(), events: [], freeBusy: [] });
    open.push({ name, lines: [], parts: [] });
  };
  const end = (name: string) => {
    const depth = open.findLastIndex((component) => component.name === name);
    if (depth === -1) return;
    dropTo(depth + 1);
    const closed = open.pop();
    const calendar = calendars.at(-1);
    if (closed === undefined || calendar === undefined || name === 'VCALENDAR') return;
    if (name === 'VEVENT') calendar.events.push(closed);
    else if (name === 'VFREEBUSY') calendar.freeBusy.push(closed);
    else if (name === 'VTIMEZONE') keepZone(calendar, closed);
    else if (name === 'STANDARD' || name === 'DAYLIGHT') open.at(-1)?.parts.push(closed);
    else others++;
  };

  for (const raw of wantedLines(text, WANTED)) {
    const line = contentLine(raw);
    const component = open.at(-1);
    if (line === undefined) continue;
    if (line.name === 'BEGIN') begin(line.value.toUpperCase());
    else if (line.name === 'END') end(line.value.toUpperCase());
    else if (component?.name === 'VCALENDAR') {
      const calendar = calendars.at(-1);
      if (line.name === 'METHOD' && calendar) calendar.method = line.value.toUpperCase();
    } else component?.lines.push(line);
  }
  dropTo(0);
  if (calendars.length === 0) throw new FileRefused('not-a-calendar');
  return { calendars, cutShort, others };
}

function keepZone(calendar: Calendar, zone: Component): void {
  const id = textOf(zone, 'TZID');
  if (id && calendar.zones.size < limits.zones) calendar.zones.set(id, zone);
}

export const lineOf = (component: Component, name: string): ContentLine | undefined =>
  component.lines.find((line) => line.name === name);

export const textOf = (component: Component, name: string): string | undefined =>
  lineOf(component, name)?.value;

/** Each value of a property that may come several times and as comma lists (EXDATE, RDATE, FREEBUSY). */
export function listOf(component: Component, name: string): ContentLine[] {
  const found: ContentLine[] = [];
  for (const line of component.lines) {
    if (line.name !== name) continue;
    for (const value of line.value.split(',', limits.datesPerComponent + 1)) {
      if (found.length >= limits.datesPerComponent) throw new EventRefused('too-many-repeats', name);
      if (value.trim()) found.push({ ...line, value: value.trim() });
    }
  }
  return found;
}
