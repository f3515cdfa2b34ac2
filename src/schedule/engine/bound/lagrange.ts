/**
 * What no plan can beat in a week too large for one programme: seats and staff time are given prices, everybody takes
 * the week worth most to them at those prices, and prices move against what is over- and underused (Lagrangian
 * relaxation, deflected subgradient with a Polyak step). Every prices make a true bound; the lowest counts.
 */
import type { Finder, Prices } from '../core/finder.ts';
import type { House } from '../core/house.ts';
import type { Someone } from '../core/someone.ts';

export interface LagrangeOptions {
  readonly aim: { readonly served: number; readonly credited: number };
  readonly rounds: number;
  /** What some plan is worth: the step goes towards it. */
  readonly target: number;
  /** Values come in whole multiples of this. */
  readonly unit: number;
  readonly isStopped: () => boolean;
  readonly onBound: (bound: number) => void;
}

const TRIES_MAX = 3000;
const DEFLECTION = 0.4;
const PATIENCE = 1;
const SHRINK = 0.93;
const STRIDE_MIN = 0.002;
/** Or at least towards a bound this much lower than the best so far. */
const HOPE = 0.99;

export class Lagrange {
  readonly #house: House;
  readonly #people: readonly Someone[];
  readonly #finder: Finder;
  readonly #session: Float64Array;
  readonly #slot: Float64Array;
  readonly #isPriced: Uint8Array;

  constructor(house: House, people: readonly Someone[], finder: Finder) {
    this.#house = house;
    this.#people = people;
    this.#finder = finder;
    this.#session = Float64Array.from(house.seats, (seats, nth) =>
      seats === 0 || house.isBarred[nth] === 1 ? Infinity : 0,
    );
    this.#slot = new Float64Array(house.week.staff.length * house.slots);
    this.#isPriced = new Uint8Array(house.week.staff.length);
  }

  /** For an aim that counts the same goals in another coin: so many of the new for one of the old. */
  scale(factor: number): void {
    for (const prices of [this.#session, this.#slot]) {
      for (let nth = 0; nth < prices.length; nth++) prices[nth] = (prices[nth] as number) * factor;
    }
  }

  /** The lowest bound found; prices stay for the next aim. */
  bound({ aim, rounds, target, unit, isStopped, onBound }: LagrangeOptions): number {
    const session = this.#session;
    const slot = this.#slot;
    const seats = this.#house.seats;
    const sessionUse = new Float64Array(session.length);
    const slotUse = new Float64Array(slot.length);
    const sessionWay = new Float64Array(session.length);
    const slotWay = new Float64Array(slot.length);
    const prices: Prices = {
      session,
      slot,
      minute: new Float64Array(this.#house.week.staff.length * 7),
      isPriced: this.#isPriced,
      left: null,
      triesMax: TRIES_MAX,
      kept: 0,
      friction: 0,
      ...aim,
    };
    let best = Infinity;
    let stride = 1;
    let since = 0;
    for (let round = 0; round < rounds && !isStopped(); round++) {
      sessionUse.fill(0);
      slotUse.fill(0);
      let value = this.#gains(prices, sessionUse, slotUse, isStopped);
      if (isStopped()) break;
      for (let nth = 0; nth < session.length; nth++) {
        const price = session[nth] as number;
        const has = price === Infinity ? 0 : (seats[nth] as number);
        if (has > 0) value += price * has;
        sessionUse[nth] = (sessionUse[nth] as number) - has;
      }
      for (let nth = 0; nth < slot.length; nth++) {
        value += slot[nth] as number;
        slotUse[nth] = (slotUse[nth] as number) - 1;
      }
      if (value < best - 1e-9) {
        if (Math.floor(value / unit + 1e-6) < Math.floor(best / unit + 1e-6))
          onBound(Math.floor(value / unit + 1e-6) * unit);
        since = value < best * 0.9995 ? 0 : since + 1;
        best = value;
      } else since++;
      if (since >= PATIENCE) {
        stride *= SHRINK;
        since = 0;
      }
      if (stride < STRIDE_MIN) break;
      const norm = deflect(session, sessionUse, sessionWay) + deflect(slot, slotUse, slotWay);
      if (norm === 0) break;
      const step = (stride * (value - Math.min(target, best * HOPE))) / norm;
      follow(session, sessionWay, step);
      follow(slot, slotWay, step);
      this.#markPriced();
    }
    return Math.floor(best / unit + 1e-6) * unit;
  }

  #gains(prices: Prices, sessionUse: Float64Array, slotUse: Float64Array, isStopped: () => boolean): number {
    const { grain, slots } = this.#house;
    let gains = 0;
    for (const one of this.#people) {
      if (isStopped()) break;
      const { sessions, visits } = this.#finder.best(one, prices);
      gains += this.#finder.worth + this.#finder.slack;
      for (const nth of sessions) sessionUse[nth] = (sessionUse[nth] as number) + 1;
      for (const { staff, start, end } of visits) {
        for (let at = staff * slots + start / grain; at < staff * slots + end / grain; at++)
          slotUse[at] = (slotUse[at] as number) + 1;
      }
    }
    return gains;
  }

  #markPriced(): void {
    const { slots } = this.#house;
    for (let nth = 0; nth < this.#slot.length; nth++) {
      if ((this.#slot[nth] as number) > 0) this.#isPriced[Math.floor(nth / slots)] = 1;
    }
  }
}

/** Turns the way prices go towards the newest over- and underuse; the square of its length. */
function deflect(price: Float64Array, use: Float64Array, way: Float64Array): number {
  let norm = 0;
  for (let nth = 0; nth < price.length; nth++) {
    const next = (use[nth] as number) + DEFLECTION * (way[nth] as number);
    way[nth] = next;
    if (next > 0 || (price[nth] as number) > 0) norm += next * next;
  }
  return norm;
}

function follow(price: Float64Array, way: Float64Array, step: number): void {
  for (let nth = 0; nth < price.length; nth++) {
    price[nth] = Math.max(0, (price[nth] as number) + step * (way[nth] as number));
  }
}
