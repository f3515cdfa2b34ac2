/** What time it is; a parameter of every rule, so that a test can choose it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

const walls = new Map<string, Intl.DateTimeFormat>();

/** The day (YYYY-MM-DD) on a wall in that IANA zone; a clock of each zone is kept, as making one takes long. */
export function dayIn(zone: string, now: Date): string {
  let wall = walls.get(zone);
  if (wall === undefined) {
    wall = new Intl.DateTimeFormat('en-CA', { timeZone: zone });
    walls.set(zone, wall);
  }
  return wall.format(now);
}
