/** Milliseconds of a wall clock's reading counted as if it stood in UTC: 1970-01-01T00:00 is 0. */
export type Wall = number;

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;

/** A clock on a wall somewhere: how far it is ahead of UTC at an instant, in milliseconds. */
export type Zone = { readonly name: string; offsetAt(instant: Instant): number };

export const DAY = 86_400_000;
export const HOUR = 3_600_000;
export const MINUTE = 60_000;

export const utc: Zone = { name: 'UTC', offsetAt: () => 0 };

export const wallOf = (instant: Instant, zone: Zone): Wall => instant + zone.offsetAt(instant);

/**
 * The instant a clock in `zone` shows `wall`. RFC 5545 §3.3.5: a reading that comes twice means the first; a
 * reading that is skipped is counted with the offset from before the change, so it comes out later.
 */
export function instantOf(wall: Wall, zone: Zone): Instant {
  const early = wall - zone.offsetAt(wall - DAY);
  if (wallOf(early, zone) === wall) return early;
  const late = wall - zone.offsetAt(wall + DAY);
  return wallOf(late, zone) === wall ? late : early;
}

/** Whether clocks in `zone` jump over this reading. */
export const isSkipped = (wall: Wall, zone: Zone): boolean => wallOf(instantOf(wall, zone), zone) !== wall;

/** No zone in use changes its offset in the middle of a quarter hour. */
const QUARTER = 15 * MINUTE;

/** The device's own knowledge of an IANA zone; undefined when it knows no such name. */
export function ianaZone(name: string): Zone | undefined {
  let clock: Intl.DateTimeFormat;
  try {
    clock = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return undefined;
  }
  const known = new Map<number, number>();
  return {
    name,
    offsetAt(instant) {
      const quarter = Math.floor(instant / QUARTER);
      let offset = known.get(quarter);
      if (offset === undefined) {
        const at = quarter * QUARTER;
        const [month = 1, day = 1, year = 1970, hour = 0, minute = 0, second = 0] = (
          clock.format(at).match(/\d+/g) ?? []
        ).map(Number);
        offset = Date.UTC(year, month - 1, day, hour, minute, second) - at;
        known.set(quarter, offset);
      }
      return offset;
    },
  };
}
