/** Several visits on one day: the cheapest way to place them beside a set of sessions. */
import { clash, type WeekSettings } from '../person/rules.ts';
import { type Choice, type Day, idleWith, isRunTooLong } from './days.ts';
import type { Place } from './places.ts';

export interface PlacingInput {
  readonly day: Day;
  readonly set: number;
  readonly choices: readonly Choice[];
  readonly settings: WeekSettings;
  /** How many visits of each need. */
  readonly counts: readonly number[];
  /** By place; null: all are free. */
  readonly prices: Float64Array | null;
  /** The places that have a price, the cheapest first. */
  readonly order: readonly number[];
  readonly friction: number;
  /** Placings tried at most, the cheapest places first. */
  readonly triesMax: number;
  /** Only a placing cheaper than this is of use. */
  readonly below: number;
}

export interface Placing {
  /** Infinity: none of use was found. */
  readonly price: number;
  readonly places: readonly number[];
  /** How much less a placing not tried could cost. */
  readonly slack: number;
}

const NONE: Placing = { price: Infinity, places: [], slack: 0 };

export function placeSeveral(input: PlacingInput): Placing {
  const { day, set, counts, prices, friction, triesMax, below } = input;
  const { places } = day;
  const priceOf = (at: number) => (prices === null ? 0 : (prices[at] as number));
  const open = openPlaces(input);
  const wanted: number[] = [];
  const least: number[] = [];
  for (let need = 0; need < counts.length; need++) {
    const list = open[need] as number[];
    if (list.length < (counts[need] as number)) return NONE;
    for (let nth = 0; nth < (counts[need] as number); nth++) {
      wanted.push(need);
      least.push(priceOf(list[0] as number));
    }
  }
  // What the visits still to be placed cost at least.
  const rest = least.map((_, nth) => least.slice(nth).reduce((sum, each) => sum + each, 0));
  let best = below;
  let found: readonly number[] | undefined;
  let tries = 0;
  const taken: number[] = [];
  const place = (nth: number, price: number, from: number): void => {
    if (nth === wanted.length) {
      const full = friction === 0 ? price : price + friction * idleWith(day, set, places, taken);
      if (full < best) {
        best = full;
        found = [...taken];
      }
      return;
    }
    const list = open[wanted[nth] as number] as number[];
    for (let each = from; each < list.length; each++) {
      if (tries++ > triesMax) return;
      const at = list[each] as number;
      const here = price + priceOf(at);
      if (here + (rest[nth + 1] ?? 0) >= best) return;
      if (!goesWith(input, taken, at)) continue;
      taken.push(at);
      place(nth + 1, here, wanted[nth + 1] === wanted[nth] ? each + 1 : 0);
      taken.pop();
    }
  };
  place(0, 0, 0);
  const cut = tries > triesMax ? Math.max(0, Math.min(best, 1e15) - (rest[0] as number)) : 0;
  return found === undefined ? { ...NONE, slack: cut } : { price: best, places: found, slack: cut };
}

/** By need: the places the set leaves open, the cheapest first. */
function openPlaces({ day, set, counts, order }: PlacingInput): number[][] {
  const open: number[][] = counts.map(() => []);
  for (const at of order) {
    const word = day.openPlaces[set * day.words + (at >> 5)] as number;
    if ((word & (1 << (at & 31))) === 0) continue;
    const { need } = day.places[at] as Place;
    if ((counts[need] as number) > 0) open[need]?.push(at);
  }
  return open;
}

function goesWith(
  { day, set, choices, settings }: PlacingInput,
  taken: readonly number[],
  at: number,
): boolean {
  if (taken.length === 0) return true;
  const mine = day.places[at] as Place;
  const others = taken.map((nth) => day.places[nth] as Place);
  if (others.some((other) => clash(other, mine, settings))) return false;
  const sessions = (day.sets[set] as readonly number[]).map((nth) => choices[nth] as Choice);
  return !isRunTooLong([...sessions, ...others, mine], settings.maxConsecutive);
}
