/**
 * What no plan can beat in a week too large for one programme: seats and the hours of scarce staff are given prices,
 * and everybody takes the week worth most to them (Lagrangian relaxation). Prices rise with every seat somebody takes
 * and fall with every person asked, so that nobody meets the prices of a crowd that has moved on (the incremental
 * subgradient method of Nedić and Bertsekas, SIAM J. Optim. 12, 2001); their mean over a round is what they settle at.
 * Any prices make a true bound.
 */
import type { Finder, Prices } from '../core/finder.ts';
import type { House } from '../core/house.ts';
import { shuffle } from '../core/lots.ts';
import type { Someone } from '../core/someone.ts';

export interface Settling {
  /** Worth of a person served and of a minute credited. */
  readonly aim: { readonly served: number; readonly credited: number };
  /** How often everybody is asked. */
  readonly rounds: number;
  /** Numbers in [0, 1): the order people are asked in. */
  readonly draw: () => number;
  readonly isStopped: () => boolean;
}

const TRIES_MAX = 3000;
/** The last round moves prices by so much of what the first does. */
const FINEST = 0.0015;
/** After so many people everything gets cheaper by what they leave. */
const GROUP = 10;
/** What staff are asked for in so many rounds shows whose time is scarce; only that has a price. */
const ROUNDS_FREE = 3;
const HOUR = 60;

export class Lagrange {
  readonly #house: House;
  readonly #people: readonly Someone[];
  readonly #finder: Finder;
  /** By session, and by member of staff * 7 + day for a minute: as they move, and their mean over the last round. */
  readonly #session: Float64Array;
  readonly #minute: Float64Array;
  readonly #sessionMean: Float64Array;
  readonly #minuteMean: Float64Array;
  /** By member of staff * 7 + day: minutes there are for visits. */
  readonly #minutes: Float64Array;
  readonly #asked: Float64Array;
  readonly #isScarce: Uint8Array;
  readonly #slot: Float64Array;

  constructor(house: House, people: readonly Someone[], finder: Finder) {
    this.#house = house;
    this.#people = people;
    this.#finder = finder;
    this.#session = Float64Array.from(house.seats, (seats, nth) =>
      seats === 0 || house.isBarred[nth] === 1 ? Infinity : 0,
    );
    this.#sessionMean = this.#session.slice();
    this.#minutes = minutesOf(house);
    this.#minute = new Float64Array(this.#minutes.length);
    this.#minuteMean = new Float64Array(this.#minutes.length);
    this.#asked = new Float64Array(this.#minutes.length);
    this.#isScarce = new Uint8Array(house.week.staff.length);
    this.#slot = new Float64Array(house.week.staff.length * house.slots);
  }

  /** By session: what a seat has settled at, in the coin of the aim; Infinity where there is none. */
  get seatPrices(): Float64Array {
    return this.#sessionMean;
  }

  /** Lets prices find their level, from nothing. */
  settle({ aim, rounds, draw, isStopped }: Settling): void {
    const people = this.#people;
    this.#start();
    const prices = this.#prices(aim, this.#session, this.#minute);
    const order = [...people];
    let step = this.#stepOf(aim);
    for (let round = 0; round < rounds && !isStopped(); round++) {
      shuffle(order, draw);
      this.#sessionMean.fill(0);
      this.#minuteMean.fill(0);
      for (let from = 0; from < order.length && !isStopped(); from += GROUP) {
        const group = order.slice(from, from + GROUP);
        for (const one of group) this.#ask(one, prices, step);
        this.#cheapen((step * group.length) / people.length, group.length / people.length);
      }
      if (round === ROUNDS_FREE - 1) this.#findScarce();
      step *= FINEST ** (1 / rounds);
    }
  }

  /** What no plan can beat by an aim, at the prices they have settled at. */
  bound(aim: Settling['aim'], isStopped: () => boolean): number {
    const prices = this.#prices(aim, this.#sessionMean, this.#minuteMean);
    let bound = 0;
    for (const one of this.#people) {
      if (isStopped()) return Infinity;
      this.#finder.best(one, prices);
      bound += this.#finder.worth + this.#finder.slack;
    }
    this.#sessionMean.forEach((price, nth) => {
      if (price !== Infinity) bound += price * (this.#house.seats[nth] as number);
    });
    this.#minuteMean.forEach((price, at) => {
      bound += price * (this.#minutes[at] as number);
    });
    return bound;
  }

  #start(): void {
    for (const prices of [this.#session, this.#minute]) {
      prices.forEach((price, nth) => {
        if (price !== Infinity) prices[nth] = 0;
      });
    }
    this.#asked.fill(0);
    this.#isScarce.fill(0);
  }

  #prices(aim: Settling['aim'], session: Float64Array, minute: Float64Array): Prices {
    return {
      session,
      minute,
      slot: this.#slot,
      isPriced: this.#isScarce,
      left: null,
      triesMax: TRIES_MAX,
      kept: 0,
      friction: 0,
      ...aim,
    };
  }

  /** What the time of one session is worth, on average: by so much a seat's price may move at first. */
  #stepOf({ served, credited }: Settling['aim']): number {
    const { sessions } = this.#house;
    let worth = 0;
    let minutes = 0;
    for (const { weight, person } of this.#people) {
      worth += served * weight + credited * person.needs.minutes;
      minutes += person.needs.minutes;
    }
    const all = sessions.reduce((sum, { start, end }) => sum + end - start, 0);
    const usual = all === 0 ? HOUR : all / sessions.length;
    return (worth / Math.max(1, minutes)) * usual;
  }

  #ask(one: Someone, prices: Prices, step: number): void {
    const { sessions, visits } = this.#finder.best(one, prices);
    for (const nth of sessions) this.#session[nth] = (this.#session[nth] as number) + step;
    for (const { staff, start, end } of visits) {
      const at = staff * 7 + Math.floor(start / 1440);
      this.#asked[at] = (this.#asked[at] as number) + end - start;
      if (this.#isScarce[staff] === 1)
        this.#minute[at] = (this.#minute[at] as number) + (step * (end - start)) / HOUR ** 2;
    }
  }

  /** Everything gets cheaper by its share of what there is. */
  #cheapen(step: number, share: number): void {
    const { seats } = this.#house;
    const session = this.#session;
    for (let nth = 0; nth < session.length; nth++) {
      const price = Math.max(0, (session[nth] as number) - step * (seats[nth] as number));
      session[nth] = price;
      this.#sessionMean[nth] = (this.#sessionMean[nth] as number) + share * price;
    }
    for (let at = 0; at < this.#minute.length; at++) {
      if (this.#isScarce[Math.floor(at / 7)] === 0) continue;
      const fall = (step * (this.#minutes[at] as number)) / HOUR ** 2;
      const price = Math.max(0, (this.#minute[at] as number) - fall);
      this.#minute[at] = price;
      this.#minuteMean[at] = (this.#minuteMean[at] as number) + share * price;
    }
  }

  #findScarce(): void {
    this.#asked.forEach((asked, at) => {
      if (asked > ROUNDS_FREE * (this.#minutes[at] as number)) this.#isScarce[Math.floor(at / 7)] = 1;
    });
  }
}

/** By member of staff * 7 + day: minutes free for visits, or a few more. */
function minutesOf(house: House): Float64Array {
  const { grain, slots, isLeading, dayLeft } = house;
  const minutes = new Float64Array(dayLeft.length);
  const isFree = new Uint8Array(slots);
  house.week.staff.forEach(({ free }, member) => {
    isFree.fill(0);
    for (const [start, end] of free) isFree.fill(1, Math.floor(start / grain), Math.ceil(end / grain));
    isFree.forEach((here, slot) => {
      const at = member * 7 + Math.floor((slot * grain) / 1440);
      if (here === 1 && isLeading[member * slots + slot] === 0) minutes[at] = (minutes[at] as number) + grain;
    });
  });
  return minutes.map((free, at) => Math.min(free, dayLeft[at] as number));
}
