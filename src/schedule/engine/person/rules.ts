/**
 * The building blocks of a legal week. Browser-safe: plain data in, plain data out, no library.
 *
 * "Thing": one stay in treatment, a session or a visit. In person it is at a site; by video its site is null.
 */
export interface Thing {
  readonly start: number;
  readonly end: number;
  readonly site: string | null;
}

export interface Busy {
  readonly start: number;
  readonly end: number;
  readonly travel?: number;
  readonly soft?: number;
}

export interface WeekSettings {
  /** Minutes kept free on both sides of an in-person stay, against busy time and between sites. */
  readonly travel: number;
  readonly tick: number;
  /** Longest run of treatment minutes, first start to last end, where breaks under 15 minutes do not end a run. */
  readonly maxConsecutive: number;
}

export const DAY = 1440;
/** A break shorter than this does not end a run of treatment. */
export const BREAK_MINUTES = 15;
/** What a day beyond the fewest prescribed costs in friction. */
export const EXTRA_DAY_FRICTION = 60;

export const dayOf = (minute: number): number => Math.floor(minute / DAY);

/** The first hard busy interval (its index) that a thing meets, widened by travel when the thing is in person. */
export function busyInTheWay(busy: readonly Busy[], thing: Thing, settings: WeekSettings): number {
  return busy.findIndex((at) => {
    if (at.soft !== undefined) return false;
    const travel = thing.site === null ? 0 : (at.travel ?? settings.travel);
    return thing.start < at.end + travel && thing.end > at.start - travel;
  });
}

/** What a thing costs in soft busy time: minutes met times their weight. Soft time needs no travel. */
export function softFriction(busy: readonly Busy[], thing: Thing): number {
  let cost = 0;
  for (const at of busy) {
    if (at.soft === undefined) continue;
    cost += Math.max(0, Math.min(at.end, thing.end) - Math.max(at.start, thing.start)) * at.soft;
  }
  return cost;
}

/** Two things of one person that cannot both be: at once, or at two sites with less than travel between. */
export function clash(a: Thing, b: Thing, settings: WeekSettings): boolean {
  const between = a.site !== null && b.site !== null && a.site !== b.site ? settings.travel : 0;
  return a.start < b.end + between && b.start < a.end + between;
}

/** Whether the things of one day (in order of start) hold a run longer than allowed. */
export function hasTooLongRun(things: readonly Thing[], settings: WeekSettings): boolean {
  let runStart = Number.NEGATIVE_INFINITY;
  let runEnd = Number.NEGATIVE_INFINITY;
  for (const { start, end } of things) {
    if (start - runEnd >= BREAK_MINUTES) runStart = start;
    runEnd = Math.max(runEnd, end);
    if (runEnd - runStart > settings.maxConsecutive) return true;
  }
  return false;
}

/** Minutes of waiting between the things of one day (in order of start). */
export function idleMinutes(things: readonly Thing[]): number {
  const first = things[0];
  const last = things.at(-1);
  if (first === undefined || last === undefined) return 0;
  return last.end - first.start - things.reduce((sum, { start, end }) => sum + end - start, 0);
}
