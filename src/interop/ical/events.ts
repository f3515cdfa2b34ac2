import { type Component, lineOf, listOf, textOf } from './components.ts';
import { EventRefused, limits } from './limits.ts';
import type { ContentLine } from './lines.ts';
import {
  duration,
  instant,
  type Length,
  lengthBetween,
  type Moment,
  moment,
  type Period,
  period,
  type ZoneFinder,
} from './moments.ts';
import { DAY } from './zones.ts';

/** Why the person has to say whether a time is busy. */
export type AskReason = 'tentative' | 'all-day' | 'working-elsewhere';

export type Standing = 'busy' | 'free' | AskReason;

/** One VEVENT, as far as it takes time. A later version of one replaces an earlier (§ `isNewer`). */
export type Event = {
  readonly uid: string;
  /** Set on one changed instance of a series: the start it had; `range` when all later ones move with it. */
  readonly instead: Moment | undefined;
  readonly range: boolean;
  readonly sequence: number;
  readonly stamp: string;
  readonly start: Moment;
  readonly length: Length;
  readonly allDay: boolean;
  readonly standing: Standing;
  readonly rules: readonly string[];
  readonly more: readonly Period[];
  readonly except: readonly Moment[];
};

/** @throws EventRefused */
export function eventFrom(component: Component, method: string, zones: ZoneFinder): Event {
  const startLine = lineOf(component, 'DTSTART');
  if (!startLine) throw new EventRefused('no-start', 'DTSTART');
  const start = moment(startLine, zones);
  const length = lengthOf(component, start, zones);
  const allDay = start.isDate || isOutlookAllDay(component, start, length);
  const insteadLine = lineOf(component, 'RECURRENCE-ID');
  const rules = component.lines.filter((line) => line.name === 'RRULE').map((line) => line.value);
  if (rules.length > limits.rulesPerEvent) throw new EventRefused('too-many-repeats', 'RRULE');
  return {
    uid: textOf(component, 'UID') ?? '',
    instead: insteadLine && moment(insteadLine, zones),
    range: insteadLine?.parameters.get('RANGE')?.toUpperCase() === 'THISANDFUTURE',
    sequence: Number(textOf(component, 'SEQUENCE')) || 0,
    stamp: textOf(component, 'DTSTAMP') ?? '',
    start,
    length,
    allDay,
    standing: standingOf(component, method, allDay),
    // A changed instance stands for itself only; rules some exporters leave on it would repeat the series.
    rules: insteadLine ? [] : rules,
    more: insteadLine ? [] : listOf(component, 'RDATE').map((line) => addedDate(line, length, zones)),
    except: listOf(component, 'EXDATE').map((line) => moment(line, zones)),
  };
}

function addedDate(line: ContentLine, length: Length, zones: ZoneFinder): Period {
  return line.value.includes('/') ? period(line, zones) : { start: moment(line, zones), length };
}

function lengthOf(component: Component, start: Moment, zones: ZoneFinder): Length {
  const endLine = lineOf(component, 'DTEND');
  if (endLine) {
    const length = lengthBetween(start, moment(endLine, zones), 'DTEND');
    // DTEND isn't part of the event, but many write a single day as ending on itself.
    if (!start.isDate || length.wall > 0) return length;
  }
  const said = endLine ? undefined : textOf(component, 'DURATION');
  if (said !== undefined) return duration(said, 'DURATION');
  // RFC 5545 §3.6.1: a date without an end is that day; a time without an end takes no time.
  return { wall: start.isDate ? DAY : 0, elapsed: 0 };
}

function isOutlookAllDay(component: Component, start: Moment, length: Length): boolean {
  if (textOf(component, 'X-MICROSOFT-CDO-ALLDAYEVENT')?.toUpperCase() !== 'TRUE') return false;
  return start.wall % DAY === 0 && length.elapsed === 0 && length.wall % DAY === 0;
}

function standingOf(component: Component, method: string, allDay: boolean): Standing {
  const status = textOf(component, 'STATUS')?.toUpperCase();
  const transparency = textOf(component, 'TRANSP')?.toUpperCase();
  const outlook = textOf(component, 'X-MICROSOFT-CDO-BUSYSTATUS')?.toUpperCase();
  if (status === 'CANCELLED' || method === 'CANCEL') return 'free';
  if (transparency === 'TRANSPARENT' || outlook === 'FREE') return 'free';
  if (status === 'TENTATIVE' || outlook === 'TENTATIVE') return 'tentative';
  if (outlook === 'WORKINGELSEWHERE') return 'working-elsewhere';
  // Birthdays and holidays come as whole days; a person who marked one "busy" said so.
  if (allDay && transparency !== 'OPAQUE' && outlook !== 'BUSY' && outlook !== 'OOF') return 'all-day';
  return 'busy';
}

/** Which of two versions of one event or instance counts: the higher SEQUENCE, then the later DTSTAMP. */
export const isNewer = (one: Event, than: Event): boolean =>
  one.sequence !== than.sequence ? one.sequence > than.sequence : one.stamp >= than.stamp;

/** The same for each version of an event, and for each version of one changed instance. */
export const identityOf = (event: Event): string =>
  event.instead ? `${event.uid}\n${instant(event.instead)}${event.instead.isDate ? 'd' : ''}` : event.uid;
