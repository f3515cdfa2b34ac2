/**
 * The best week of one person at given prices (the pricing problem of column generation): every day's cheapest ways
 * are put together by dynamic programming over minutes, days, visits and activity minutes. Exact for prices of
 * sessions and staff time; of idle time only while no two visits fall on one day.
 */
import { EXTRA_DAY_FRICTION } from '../person/rules.ts';
import { type Choice, type Day, idleOf, idleWith, KINDS_MAX, SET, softOf } from './days.ts';
import type { House } from './house.ts';
import { type OwnVisit, type OwnWeek, weekOf } from './own-week.ts';
import type { Place } from './places.ts';
import { placeSeveral } from './placing.ts';
import type { Someone } from './someone.ts';

/** What things cost, and what a week is worth; a price of Infinity closes. */
export interface Prices {
  /** By session. */
  readonly session: Float64Array;
  /** By member of staff * slots + slot: a visit pays for every slot it takes. */
  readonly slot: Float64Array;
  /** By member of staff * 7 + day: a visit pays for every minute. */
  readonly minute: Float64Array;
  /** 1 for members of staff whose time has a price or is short. */
  readonly isPriced: Uint8Array;
  /** Minutes a visit may take at most: by member of staff * 7 + day, and by member of staff; null: any. */
  readonly left: { readonly day: Int32Array; readonly week: Int32Array } | null;
  /** Worth of being served (times the person's weight), and of a minute credited. */
  readonly served: number;
  readonly credited: number;
  /** Worth of a current thing kept. */
  readonly kept: number;
  /** Cost of a unit of friction; 0: friction is not looked at. */
  readonly friction: number;
  /** How many placings of several visits on one day are tried: few are quick, many prove. */
  readonly triesMax: number;
}

const DENSE_MAX = 1 << 20;

export class Finder {
  readonly #house: House;
  /** Worth of the last answer: its value less its price. */
  worth = 0;
  /** How much more a week of the last person could be worth: above 0 only where trying was cut short. */
  slack = 0;

  #one!: Someone;
  #prices!: Prices;
  #surcharge: ReadonlyMap<number, number> | undefined;
  #choicePrice = new Float64Array(64);
  #choicePick = new Int32Array(64);
  #placePrice = new Float64Array(128);
  #placeStaff = new Int32Array(128);
  #arePlacesFree = true;
  #order: number[] | undefined;
  #found: readonly number[] = [];
  #wayPrice = new Float64Array(64);
  #wayOption = new Int32Array(64);
  #codes = new Int32Array(1024);
  #values = new Float64Array(1024);
  #nodes = new Int32Array(1024);
  #nextValues = new Float64Array(1024);
  #nextNodes = new Int32Array(1024);
  #parent = new Int32Array(4096);
  #step = new Int32Array(4096);
  #dense = new Int32Array(4096).fill(-1);

  constructor(house: House) {
    this.#house = house;
  }

  /**
   * The week worth most; none is worth 0.
   *
   * @param surcharge what sessions cost this person beyond their price; Infinity closes
   */
  best(one: Someone, prices: Prices, surcharge?: ReadonlyMap<number, number>): OwnWeek {
    this.#one = one;
    this.#prices = prices;
    this.#surcharge = surcharge;
    this.slack = 0;
    this.#priceChoices();
    const { needs } = one.person;
    const { grain } = this.#house;
    const { visitSum, activitySum, activityStates, activityKinds } = one;
    const combinations = one.combinations.length;
    const minutesMax = Math.floor(one.minutesMax / grain);
    const M = minutesMax + 1;
    const D = needs.minDays + 1;
    const space = combinations * activityStates * D * M;
    const isDense = space <= DENSE_MAX;
    if (isDense && this.#dense.length < space) this.#dense = new Int32Array(space).fill(-1);
    const dense = this.#dense;
    const sparse = isDense ? undefined : new Map<number, number>();
    let count = 1;
    let nodeCount = 1;
    this.#codes[0] = 0;
    this.#values[0] = 0;
    this.#nodes[0] = 0;
    if (isDense) dense[0] = 0;
    else sparse?.set(0, 0);
    const extraDay = prices.friction * EXTRA_DAY_FRICTION;

    for (let nth = 0; nth < one.days.length; nth++) {
      const day = one.days[nth] as Day;
      this.#priceDay(day);
      const before = count;
      this.#nextValues.set(this.#values.subarray(0, before));
      this.#nextNodes.set(this.#nodes.subarray(0, before));
      for (let state = 0; state < before; state++) {
        const code = this.#codes[state] as number;
        const minutes = code % M;
        const rest = (code - minutes) / M;
        const days = rest % D;
        const deep = (rest - days) / D;
        const activity = deep % activityStates;
        const visits = (deep - activity) / activityStates;
        const isExtra = days + 1 === D;
        const value = (this.#values[state] as number) - (isExtra ? extraDay : 0);
        for (let kind = 0; kind < day.kinds.length; kind++) {
          const price = this.#wayPrice[kind] as number;
          if (price === Infinity) continue;
          const way = day.kinds[kind] as Day['kinds'][number];
          const sum = minutes + way.minutes / grain;
          if (sum > minutesMax) continue;
          const nextVisits = visitSum[visits * combinations + way.visits] as number;
          if (nextVisits < 0) continue;
          const nextActivity = activitySum[activity * activityKinds + way.activity] as number;
          const next =
            ((nextVisits * activityStates + nextActivity) * D + (isExtra ? days : days + 1)) * M + sum;
          const worth = value - price;
          let to = isDense ? (dense[next] as number) : (sparse?.get(next) ?? -1);
          if (to < 0) {
            to = count++;
            if (to >= this.#codes.length) this.#growStates();
            if (isDense) dense[next] = to;
            else sparse?.set(next, to);
            this.#codes[to] = next;
          } else if (worth <= (this.#nextValues[to] as number)) continue;
          if (nodeCount >= this.#parent.length) this.#growNodes();
          this.#parent[nodeCount] = this.#nodes[state] as number;
          this.#step[nodeCount] = nth * 65_536 + kind;
          this.#nextValues[to] = worth;
          this.#nextNodes[to] = nodeCount++;
        }
      }
      [this.#values, this.#nextValues] = [this.#nextValues, this.#values];
      [this.#nodes, this.#nextNodes] = [this.#nextNodes, this.#nodes];
    }

    const fullFrom = ((combinations - 1) * activityStates + one.activityFull) * D + needs.minDays;
    this.worth = 0;
    let bestState = 0;
    for (let state = 0; state < count; state++) {
      const code = this.#codes[state] as number;
      if (isDense) dense[code] = -1;
      const minutes = (code % M) * grain;
      const isServed = one.activityFull >= 0 && minutes >= needs.minutes && Math.floor(code / M) === fullFrom;
      const worth =
        (this.#values[state] as number) +
        prices.credited * Math.min(minutes, needs.minutes) +
        (isServed ? prices.served * one.weight : 0);
      if (worth > this.worth) {
        this.worth = worth;
        bestState = state;
      }
    }
    if (!one.isWhole) {
      const most = prices.served * one.weight + prices.credited * needs.minutes;
      const kept = prices.kept * (one.currentSessions.size + one.currentVisits.length);
      this.slack = Math.max(0, most + kept - this.worth);
    }
    return this.#read(this.#nodes[bestState] as number);
  }

  #priceChoices(): void {
    const { choices, currentSessions } = this.#one;
    if (this.#choicePrice.length < choices.length) {
      this.#choicePrice = new Float64Array(choices.length * 2);
      this.#choicePick = new Int32Array(choices.length * 2);
    }
    const { session: price, kept } = this.#prices;
    const surcharge = this.#surcharge;
    for (let nth = 0; nth < choices.length; nth++) {
      const { sessions } = choices[nth] as Choice;
      let best = Infinity;
      let pick = -1;
      // Of equal sessions people differ in which they look at first, so that they do not all crowd into one.
      const offset = this.#one.index % sessions.length;
      for (let at = 0; at < sessions.length; at++) {
        const session = sessions[(at + offset) % sessions.length] as number;
        let here = price[session] as number;
        if (surcharge !== undefined) here += surcharge.get(session) ?? 0;
        if (kept !== 0 && currentSessions.has(session)) here -= kept;
        if (here < best) {
          best = here;
          pick = session;
        }
      }
      this.#choicePrice[nth] = best;
      this.#choicePick[nth] = pick;
    }
  }

  /** Prices every place of the day, then the cheapest way of every kind. */
  #priceDay(day: Day): void {
    this.#pricePlaces(day);
    this.#order = undefined;
    if (this.#wayPrice.length < day.kinds.length) {
      this.#wayPrice = new Float64Array(day.kinds.length * 2);
      this.#wayOption = new Int32Array(day.kinds.length * 2);
    }
    this.#wayPrice.fill(Infinity, 0, day.kinds.length);
    const { friction } = this.#prices;
    let setBefore = -1;
    let setPrice = 0;
    for (let nth = 0; nth < day.options.length; nth++) {
      const option = day.options[nth] as number;
      const kind = option % KINDS_MAX;
      const set = (option - kind) / KINDS_MAX;
      if (set !== setBefore) {
        setBefore = set;
        setPrice = friction === 0 ? 0 : friction * softOf(day, set);
        for (const choice of day.sets[set] as readonly number[])
          setPrice += this.#choicePrice[choice] as number;
      }
      if (setPrice === Infinity) continue;
      const combination = (day.kinds[kind] as Day['kinds'][number]).visits;
      const best = this.#wayPrice[kind] as number;
      let price: number;
      if (combination === 0) price = setPrice + friction * idleOf(day, set);
      else if (this.#arePlacesFree) price = setPrice;
      else price = setPrice + this.#placeVisits(day, set, combination, best - setPrice);
      if (price < best) {
        this.#wayPrice[kind] = price;
        this.#wayOption[kind] = nth;
      }
    }
  }

  #pricePlaces(day: Day): void {
    const { places } = day;
    const { slot, minute, isPriced, left, kept, friction } = this.#prices;
    const { currentVisits } = this.#one;
    const looksAtCurrent = kept !== 0 && currentVisits.length > 0;
    this.#arePlacesFree = friction === 0 && !looksAtCurrent;
    for (let at = 0; at < places.length && this.#arePlacesFree; at++) {
      for (const member of (places[at] as Place).staff)
        if (isPriced[member] === 1) this.#arePlacesFree = false;
    }
    if (this.#arePlacesFree) return;
    if (this.#placePrice.length < places.length) {
      this.#placePrice = new Float64Array(places.length * 2);
      this.#placeStaff = new Int32Array(places.length * 2);
    }
    const { grain, slots } = this.#house;
    for (let at = 0; at < places.length; at++) {
      const { start, end, minutes, need, soft, staff } = places[at] as Place;
      let best = Infinity;
      let pick = -1;
      for (let nth = 0; nth < staff.length; nth++) {
        const member = staff[nth] as number;
        let price = 0;
        if (isPriced[member] === 1) {
          price = (minute[member * 7 + day.day] as number) * minutes;
          const last = member * slots + end / grain;
          for (let each = member * slots + start / grain; each < last; each++) price += slot[each] as number;
          if (left !== null) {
            if (
              minutes > (left.day[member * 7 + day.day] as number) ||
              minutes > (left.week[member] as number)
            )
              price = Infinity;
          }
        }
        if (looksAtCurrent) {
          for (const had of currentVisits) {
            if (had.need === need && had.staff === member && had.start === start) price -= kept;
          }
        }
        if (price < best) {
          best = price;
          pick = member;
        }
      }
      this.#placePrice[at] = best + friction * soft;
      this.#placeStaff[at] = pick;
    }
  }

  /** The cheapest placing of a combination of visits beside a set, friction of the day's idle time included. */
  #placeVisits(day: Day, set: number, combination: number, below: number): number {
    const counts = this.#one.combinations[combination] as readonly number[];
    let total = 0;
    let only = -1;
    for (let need = 0; need < counts.length; need++) {
      total += counts[need] as number;
      if (counts[need] === 1) only = need;
    }
    if (total !== 1) {
      const placing = placeSeveral({
        day,
        set,
        choices: this.#one.choices,
        settings: this.#house.week.settings,
        counts,
        prices: this.#arePlacesFree ? null : this.#placePrice,
        order: this.#placeOrder(day),
        friction: this.#prices.friction,
        triesMax: this.#prices.triesMax,
        below,
      });
      this.slack = Math.max(this.slack, placing.slack);
      this.#found = placing.places;
      return placing.price;
    }
    const { places, openPlaces, words } = day;
    const { friction } = this.#prices;
    const first = day.facts[set * SET.size + SET.first] as number;
    const last = day.facts[set * SET.size + SET.last] as number;
    const minutes = day.facts[set * SET.size + SET.minutes] as number;
    let best = Infinity;
    let pick = -1;
    const offset = friction === 0 ? (this.#one.index * 7) % places.length : 0;
    for (let nth = 0; nth < places.length; nth++) {
      const at = nth + offset < places.length ? nth + offset : nth + offset - places.length;
      const place = places[at] as Place;
      if (place.need !== only) continue;
      if (((openPlaces[set * words + (at >> 5)] as number) & (1 << (at & 31))) === 0) continue;
      let price = this.#placePrice[at] as number;
      if (friction !== 0 && minutes > 0) {
        const from = place.start < first ? place.start : first;
        const to = place.end > last ? place.end : last;
        price += friction * (to - from - minutes - place.minutes);
      }
      if (price < best) {
        best = price;
        pick = at;
      }
    }
    this.#found = [pick];
    return best;
  }

  /** The day's places that have a price, the cheapest first; sorted once a day. */
  #placeOrder({ places }: Day): readonly number[] {
    if (this.#order === undefined) {
      const prices = this.#placePrice;
      this.#order = places.map((_, at) => at);
      if (!this.#arePlacesFree) {
        this.#order = this.#order
          .filter((at) => prices[at] !== Infinity)
          .sort((a, b) => (prices[a] as number) - (prices[b] as number) || a - b);
      }
    }
    return this.#order;
  }

  #read(node: number): OwnWeek {
    const one = this.#one;
    const sessions: number[] = [];
    const visits: OwnVisit[] = [];
    let friction = 0;
    let days = 0;
    for (let at = node; at > 0; at = this.#parent[at] as number) {
      const step = this.#step[at] as number;
      const day = one.days[step >> 16] as Day;
      // A day's prices are gone by now; found again they are the same.
      this.#priceDay(day);
      const option = day.options[this.#wayOption[step & 65_535] as number] as number;
      const kind = option % KINDS_MAX;
      const set = (option - kind) / KINDS_MAX;
      for (const choice of day.sets[set] as readonly number[])
        sessions.push(this.#choicePick[choice] as number);
      const combination = (day.kinds[kind] as Day['kinds'][number]).visits;
      let placed: readonly number[] = [];
      if (combination > 0) {
        if (this.#arePlacesFree) this.#pickStaffFreely(day);
        this.#placeVisits(day, set, combination, Infinity);
        placed = this.#found;
      }
      for (const each of placed) {
        const { need, start, end, soft } = day.places[each] as Place;
        visits.push({ need, staff: this.#placeStaff[each] as number, start, end });
        friction += soft;
      }
      friction += softOf(day, set) + idleWith(day, set, day.places, placed);
      days++;
    }
    friction += EXTRA_DAY_FRICTION * Math.max(0, days - one.person.needs.minDays);
    return weekOf(
      one,
      this.#house,
      sessions.sort((a, b) => a - b),
      visits.sort((a, b) => a.start - b.start),
      friction,
    );
  }

  #pickStaffFreely(day: Day): void {
    const { places } = day;
    if (this.#placePrice.length < places.length) {
      this.#placePrice = new Float64Array(places.length * 2);
      this.#placeStaff = new Int32Array(places.length * 2);
    }
    for (let at = 0; at < places.length; at++) {
      const { staff } = places[at] as Place;
      this.#placePrice[at] = 0;
      this.#placeStaff[at] = staff[this.#one.index % staff.length] as number;
    }
  }

  #growStates(): void {
    const bigger = this.#codes.length * 2;
    this.#codes = grown(this.#codes, new Int32Array(bigger));
    this.#values = grown(this.#values, new Float64Array(bigger));
    this.#nodes = grown(this.#nodes, new Int32Array(bigger));
    this.#nextValues = grown(this.#nextValues, new Float64Array(bigger));
    this.#nextNodes = grown(this.#nextNodes, new Int32Array(bigger));
  }
  #growNodes(): void {
    const bigger = this.#parent.length * 2;
    this.#parent = grown(this.#parent, new Int32Array(bigger));
    this.#step = grown(this.#step, new Int32Array(bigger));
  }
}

function grown<T extends Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
