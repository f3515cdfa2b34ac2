import ICAL from 'ical.js';
import { type Budget, EventRefused, FileRefused, limits } from './limits.ts';
import type { Moment } from './moments.ts';
import { DAY, HOUR, type Wall, wallOf } from './zones.ts';

type IteratorOptions = { rule: ICAL.Recur; dtstart: ICAL.Time; step: () => void };

/**
 * ical.js looks for the next occurrence in loops of its own, without an end for a rule that never comes true
 * ("each day that is the 30th of February"). Each turn of those loops passes one of these three.
 */
class BoundedIterator extends ICAL.RecurIterator {
  declare step: () => void;

  constructor(options: IteratorOptions) {
    super(options);
  }
  override fromData(options: IteratorOptions): void {
    this.step = options.step;
    super.fromData(options);
  }
  override check_contracting_rules(): boolean {
    this.step();
    return super.check_contracting_rules();
  }
  override increment_month(): void {
    this.step();
    super.increment_month();
  }
  override increment_year(years: number): void {
    this.step();
    super.increment_year(years);
  }
}

/** Steps that are the same all year round. */
const EVEN_STEPS: Readonly<Record<string, number>> = { HOURLY: HOUR, DAILY: DAY, WEEKLY: 7 * DAY };

/** Steps counted in months. */
const MONTHS: Readonly<Record<string, number>> = { MONTHLY: 1, YEARLY: 12 };

/** Days that every month has. */
const LAST_SURE_DAY = 28;

/**
 * The starts of a rule on the wall clock of its series, from `from` up to, not including, `to`.
 *
 * Recurrence is worked out on the wall and turned into instants after: 09:00 stays 09:00 when clocks change.
 * @throws EventRefused for a rule that can't be read, repeats by the minute, or never gets anywhere
 */
export function* startsOf(
  rrule: string,
  start: Moment,
  from: Wall,
  to: Wall,
  budget: Budget,
): Generator<Wall> {
  const rule = readRule(rrule, start);
  const first = firstNear(from, start.wall, rule);
  let iterator: BoundedIterator;
  try {
    iterator = new BoundedIterator({ rule, dtstart: timeAt(first), step: () => budget.step() });
  } catch (error) {
    throw readable(error);
  }
  for (;;) {
    budget.step();
    const wall = nextWall(iterator);
    if (wall === undefined || wall >= to) return;
    if (wall >= from && isOnNamedDay(wall, rule)) yield wall;
  }
}

/**
 * A later start for the same rule, whole intervals on and still before `from`: without a COUNT nobody has to
 * walk through the years since a series began.
 */
function firstNear(from: Wall, start: Wall, rule: ICAL.Recur): Wall {
  if (rule.count || start >= from) return start;
  const even = EVEN_STEPS[rule.freq];
  if (even !== undefined) {
    const leap = even * rule.interval;
    return start + Math.max(0, Math.floor((from - start) / leap) - 1) * leap;
  }
  const first = new Date(start);
  if (first.getUTCDate() > LAST_SURE_DAY) return start;
  const leap = (MONTHS[rule.freq] ?? 0) * rule.interval;
  const until = new Date(from);
  const months =
    (until.getUTCFullYear() - first.getUTCFullYear()) * 12 + until.getUTCMonth() - first.getUTCMonth();
  first.setUTCMonth(first.getUTCMonth() + Math.max(0, Math.floor(months / leap) - 1) * leap);
  return first.getTime();
}

function nextWall(iterator: BoundedIterator): Wall | undefined {
  try {
    // The types don't tell, but it answers null at the end.
    const time: ICAL.Time | null = iterator.next();
    return time === null ? undefined : wallAt(time);
  } catch (error) {
    throw readable(error);
  }
}

/** Our own refusals pass; what ical.js says about a rule may quote it, so that is not passed on. */
function readable(error: unknown): unknown {
  const isOurs = error instanceof EventRefused || error instanceof FileRefused;
  return isOurs ? error : new EventRefused('unreadable-rule', 'RRULE');
}

function readRule(rrule: string, start: Moment): ICAL.Recur {
  if (rrule.length > limits.ruleLength) throw new EventRefused('unreadable-rule', 'RRULE');
  const text = rrule.toUpperCase().replaceAll(/\s/g, '');
  const frequency = /(?:^|;)FREQ=([A-Z]+)/.exec(text)?.[1] ?? '';
  if (frequency === 'SECONDLY' || frequency === 'MINUTELY') throw new EventRefused('too-often', frequency);
  let rule: ICAL.Recur;
  try {
    rule = ICAL.Recur.fromString(text);
  } catch (error) {
    throw readable(error);
  }
  if (!(EVEN_STEPS[rule.freq] ?? MONTHS[rule.freq])) throw new EventRefused('unreadable-rule', 'RRULE');
  if (rule.interval > limits.ruleInterval) throw new EventRefused('unreadable-rule', 'INTERVAL');
  mend(rule);
  if (rule.until) rule.until = timeAt(lastStart(rule.until, start));
  return rule;
}

/**
 * Yearly rules that ical.js 2.2.1 reads wrongly, found by comparing it with python-dateutil over 16,000 made-up
 * rules. A day of each month is found in one month only: it is said as the monthly rule it is. Weeks by number
 * come out at random, and hardly anyone writes them: they are left out, with their name.
 */
function mend(rule: ICAL.Recur): void {
  const { parts } = rule;
  if ('BYWEEKNO' in parts) throw new EventRefused('unreadable-rule', 'BYWEEKNO');
  if (rule.freq !== 'YEARLY' || !('BYMONTHDAY' in parts) || 'BYMONTH' in parts) return;
  if (rule.interval > 1 || 'BYSETPOS' in parts) throw new EventRefused('unreadable-rule', 'BYMONTHDAY');
  rule.freq = 'MONTHLY';
}

/** Another: "the 31st of June" comes out as July 1 instead of never. */
function isOnNamedDay(wall: Wall, { parts }: ICAL.Recur): boolean {
  const at = new Date(wall);
  const day = at.getUTCDate();
  const daysInMonth = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
  const has = (list: unknown, ...values: number[]) =>
    !Array.isArray(list) || values.some((value) => list.includes(value));
  return has(parts.BYMONTH, at.getUTCMonth() + 1) && has(parts.BYMONTHDAY, day, day - daysInMonth - 1);
}

/**
 * The last reading of the series' own clock that UNTIL lets through. It comes as UTC (RFC 5545), as local time
 * (older Apple and CalDAV) or as a bare date, which people and most calendars mean to include that day.
 */
function lastStart(until: ICAL.Time, start: Moment): Wall {
  const said = wallAt(until);
  const isUtc = until.zone?.tzid === 'UTC';
  const wall = isUtc ? wallOf(said, start.zone) : said;
  const isWholeDay = until.isDate || start.isDate;
  return isWholeDay ? Math.floor(wall / DAY) * DAY + DAY - 1000 : wall;
}

function timeAt(wall: Wall): ICAL.Time {
  const at = new Date(wall);
  return ICAL.Time.fromData({
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
    isDate: false,
  });
}

const wallAt = (time: ICAL.Time): Wall =>
  Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
