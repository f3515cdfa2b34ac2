/**
 * The master programme of column generation: one column for each whole legal week found so far (a pattern), one row
 * for each person, for the seats of each session, and, once they bind, for staff time and pairs kept apart. Its
 * prices tell the finder which weeks are worth adding; with every person's best answer they make a true bound.
 */
import type { Highs } from 'highs';
import type { Finder, OwnWeek, Prices } from '../core/finder.ts';
import type { House } from '../core/house.ts';
import type { Someone } from '../core/someone.ts';

/** What is to be made as large as can be: a weighted sum of the goals. */
export interface Aim {
  readonly served: number;
  readonly credited: number;
  readonly opened: number;
  readonly kept: number;
  readonly friction: number;
}

type Row =
  | { readonly kind: 'person'; readonly person: number }
  | { readonly kind: 'seats' | 'fewest'; readonly session: number }
  | { readonly kind: 'rivals'; readonly one: number; readonly other: number }
  | { readonly kind: 'slot'; readonly staff: number; readonly slot: number }
  | { readonly kind: 'day'; readonly staff: number; readonly day: number }
  | { readonly kind: 'week'; readonly staff: number }
  | { readonly kind: 'apart'; readonly one: number; readonly other: number; readonly session: number }
  | { readonly kind: 'goal'; readonly aim: Aim };

/** What is to be decided: these people's weeks and these candidates, beside everything else as it stands. */
export interface Scope {
  readonly house: House;
  readonly people: readonly Someone[];
  /** By session: seats these people can have; of a candidate to be decided, once it is open. */
  readonly seats: Int32Array;
  readonly candidates: readonly number[];
  /** Staff time that is taken has the price Infinity; `left` is what these people and candidates may use. */
  readonly free: Prices;
  /** Sessions closed to one person, for who else sits there. */
  readonly shunned: (one: Someone) => ReadonlyMap<number, number> | undefined;
}

export interface Column {
  readonly person: number;
  readonly week: OwnWeek;
}

export interface MasterAnswer {
  /** Value of the programme over the columns there are. */
  readonly value: number;
  /** Value of each column and of each candidate's opening (by session). */
  readonly columns: Float64Array;
  readonly opened: Float64Array;
}

const EPS = 1e-7;
// HiGHS' numbers for its simplex strategies.
const DUAL = 1;
const PRIMAL = 4;

export class Master {
  readonly columns: Column[] = [];
  readonly rows: Row[] = [];
  readonly #rhs: number[] = [];
  readonly #house: House;
  readonly #scope: Scope;
  readonly #people: ReadonlyMap<number, Someone>;
  readonly #isDecided: Uint8Array;
  readonly #columnOf = new Map<number, number>();
  readonly #model: ReturnType<Highs['createModel']>;
  readonly #highs: Highs;
  readonly #candidates: readonly number[];
  readonly #rowOf = new Map<string, number>();
  readonly #known = new Map<string, number>();
  readonly #goalRows: number[] = [];
  readonly #fixed = new Map<number, 0 | 1>();
  /** New columns, costs and looser bounds leave the basis primal feasible; new rows and fixings dual feasible. */
  #isPrimal = true;
  #aim: Aim = { served: 1, credited: 0, opened: 0, kept: 0, friction: 0 };
  #duals = new Float64Array(0);

  constructor(highs: Highs, scope: Scope) {
    const { house, people, candidates } = scope;
    this.#highs = highs;
    this.#scope = scope;
    this.#house = house;
    this.#people = new Map(people.map((one) => [one.index, one]));
    this.#candidates = candidates;
    this.#isDecided = new Uint8Array(house.sessions.length);
    this.#model = highs.createModel();
    this.#model.options.set({ output_flag: false, presolve: 'off', solver: 'simplex', random_seed: 1 });
    for (const [nth, session] of candidates.entries()) {
      this.#isDecided[session] = 1;
      this.#columnOf.set(session, nth);
      this.#model.addCol(0, 0, 1, { indices: new Int32Array(0), values: new Float64Array(0) });
    }
    for (const { index } of people) this.#addRow({ kind: 'person', person: index }, 1);
    const sought = new Set(people.flatMap(({ choices }) => choices.flatMap(({ sessions }) => [...sessions])));
    for (const session of [...sought, ...candidates].sort((one, other) => one - other)) {
      if (this.#rowOf.has(`seats ${session}`)) continue;
      if (this.#isDecided[session] === 0) {
        if ((scope.seats[session] as number) > 0)
          this.#addRow({ kind: 'seats', session }, scope.seats[session] as number);
      } else {
        this.#addRow({ kind: 'seats', session }, 0);
        this.#addRow({ kind: 'fewest', session }, 0);
      }
    }
    for (const one of candidates) {
      for (const other of house.rivals[one] ?? []) {
        if (other > one && this.#isDecided[other] === 1) this.#addRow({ kind: 'rivals', one, other }, 1);
      }
    }
  }

  dispose(): void {
    this.#model.dispose();
  }

  /** Adds the weeks that are new; how many were. */
  add(columns: readonly Column[]): number {
    let known = 0;
    const fresh = columns.filter((column) => {
      const key = keyOf(column);
      if (this.#known.has(key)) return false;
      this.#known.set(key, this.columns.length + known++);
      return true;
    });
    if (fresh.length === 0) return 0;
    const starts: number[] = [];
    const indices: number[] = [];
    const values: number[] = [];
    const cost: number[] = [];
    for (const column of fresh) {
      starts.push(indices.length);
      cost.push(-this.#worth(column, this.#aim));
      for (const [row, value] of this.#entries(column)) {
        indices.push(row);
        values.push(value);
      }
      this.columns.push(column);
    }
    starts.push(indices.length);
    this.#isPrimal = true;
    this.#model.addCols({
      cost: Float64Array.from(cost),
      lower: new Float64Array(fresh.length),
      upper: new Float64Array(fresh.length).fill(Infinity),
      matrix: {
        format: 'csc',
        numRows: this.rows.length,
        numCols: fresh.length,
        starts: Int32Array.from(starts),
        indices: Int32Array.from(indices),
        values: Float64Array.from(values),
      },
    });
    return fresh.length;
  }

  /** Where weeks added before stand among the columns. */
  indexesOf(columns: readonly Column[]): number[] {
    return columns.flatMap((column) => this.#known.get(keyOf(column)) ?? []);
  }

  aimAt(aim: Aim): void {
    this.#aim = aim;
    const costs = new Float64Array(this.#candidates.length + this.columns.length);
    this.#candidates.forEach((session, nth) => {
      costs[nth] = aim.opened * (this.#house.sessions[session]?.openCost ?? 0);
    });
    this.columns.forEach((column, nth) => {
      costs[this.#candidates.length + nth] = -this.#worth(column, aim);
    });
    this.#model.changeColsCost({ kind: 'range', from: 0, to: costs.length - 1 }, costs);
    this.#isPrimal = true;
  }

  /** From now on only plans whose weighted goals reach this much. */
  atLeast(aim: Aim, value: number): void {
    this.#goalRows.push(this.rows.length);
    this.#addRow({ kind: 'goal', aim }, -value);
  }

  /** Lets go of the goals that plans had to reach, until the function has run. */
  withoutGoals<T>(run: () => T): T {
    const held = this.#goalRows.map((row) => ({ row, rhs: this.#rhs[row] as number }));
    for (const { row } of held) this.#reach(row, Infinity);
    try {
      return run();
    } finally {
      // What was asked for meanwhile is not asked for any more.
      for (const row of this.#goalRows) this.#reach(row, Infinity);
      for (const { row, rhs } of held) this.#reach(row, rhs);
    }
  }
  #reach(row: number, rhs: number): void {
    this.#rhs[row] = rhs;
    this.#model.changeRowBounds(row, -this.#highs.infinity, rhs);
    this.#isPrimal = false;
  }

  /** Solves the programme, adding rows of staff time and pairs apart until none is broken; undefined: no plan. */
  solve(): MasterAnswer | undefined {
    while (true) {
      this.#model.options.set('simplex_strategy', this.#isPrimal ? PRIMAL : DUAL);
      this.#isPrimal = false;
      this.#model.run();
      if (this.#model.getModelStatus() !== this.#highs.constants.modelStatus.optimal) return undefined;
      const { colValue, rowDual } = this.#model.getSolution();
      this.#duals = Float64Array.from(rowDual, (dual) => Math.max(0, -dual));
      const answer = {
        value: -this.#model.getObjectiveValue(),
        columns: Float64Array.from(colValue).subarray(this.#candidates.length),
        opened: Float64Array.from(colValue).subarray(0, this.#candidates.length),
      };
      if (this.#separate(answer) === 0) return answer;
    }
  }

  /** Takes a column of the programme for granted (1) or rules it out (0); until `release`. */
  fix(column: number, value: 0 | 1): void {
    this.#model.changeColBounds(column, value, value === 0 ? 0 : this.#upper(column));
    this.#fixed.set(column, value);
    this.#isPrimal = false;
  }
  free(column: number): void {
    this.#model.changeColBounds(column, 0, this.#upper(column));
    this.#fixed.delete(column);
  }
  release(): void {
    for (const column of [...this.#fixed.keys()]) this.free(column);
    this.#isPrimal = true;
  }
  /** Where a week stands in the programme: after the openings. */
  columnOf(nth: number): number {
    return this.#candidates.length + nth;
  }
  #upper(column: number): number {
    return column < this.#candidates.length ? 1 : Infinity;
  }

  /** The best plan made of the weeks listed, by branch and bound within so many nodes; undefined: none found. */
  solveWhole(
    start: readonly number[],
    startOpen: readonly number[],
    nodes: number,
    unit: number,
  ): MasterAnswer | undefined {
    const count = this.#candidates.length + this.columns.length;
    const all = { kind: 'range', from: 0, to: count - 1 } as const;
    this.#model.options.set({
      presolve: 'on',
      mip_max_nodes: nodes,
      mip_rel_gap: 0,
      mip_abs_gap: 0.999 * unit,
    });
    this.#model.changeColsIntegrality(all, new Int32Array(count).fill(1));
    const from = new Float64Array(count);
    for (const at of start) from[this.#candidates.length + at] = 1;
    for (const session of startOpen) from[this.#columnOf.get(session) ?? 0] = 1;
    this.#model.setSolution({ colValue: from });
    this.#model.run();
    const found = this.#model.getSolution().colValue;
    const answer =
      found.length === count
        ? {
            value: -this.#model.getObjectiveValue(),
            columns: Float64Array.from(found).subarray(this.#candidates.length),
            opened: Float64Array.from(found).subarray(0, this.#candidates.length),
          }
        : undefined;
    this.#model.changeColsIntegrality(all, new Int32Array(count));
    this.#model.options.set({ presolve: 'off' });
    if (answer !== undefined) this.#separate(answer);
    return answer;
  }

  get candidates(): readonly number[] {
    return this.#candidates;
  }

  /** The prices of the last solution, as the finder reads them; surcharges by person. */
  prices(): { prices: Prices; surcharges: ReadonlyMap<number, ReadonlyMap<number, number>> } {
    const { week, slots } = this.#house;
    const { free, seats } = this.#scope;
    const session = Float64Array.from(seats, (left) => (left > 0 ? 0 : Infinity));
    const slot = Float64Array.from(free.slot);
    const minute = new Float64Array(week.staff.length * 7);
    const isPriced = Uint8Array.from(free.isPriced);
    const surcharges = new Map<number, Map<number, number>>();
    let { served, credited, kept, friction } = this.#aim;
    this.rows.forEach((row, nth) => {
      const dual = this.#duals[nth] as number;
      if (dual === 0) return;
      if (row.kind === 'seats') session[row.session] = (session[row.session] as number) + dual;
      else if (row.kind === 'fewest') session[row.session] = (session[row.session] as number) - dual;
      else if (row.kind === 'slot') {
        slot[row.staff * slots + row.slot] = (slot[row.staff * slots + row.slot] as number) + dual;
        isPriced[row.staff] = 1;
      } else if (row.kind === 'day') {
        minute[row.staff * 7 + row.day] = (minute[row.staff * 7 + row.day] as number) + dual;
        isPriced[row.staff] = 1;
      } else if (row.kind === 'week') {
        for (let day = 0; day < 7; day++)
          minute[row.staff * 7 + day] = (minute[row.staff * 7 + day] as number) + dual;
        isPriced[row.staff] = 1;
      } else if (row.kind === 'apart') {
        for (const person of [row.one, row.other]) {
          const mine = surcharges.get(person) ?? new Map<number, number>();
          mine.set(row.session, (mine.get(row.session) ?? 0) + dual);
          surcharges.set(person, mine);
        }
      } else if (row.kind === 'goal') {
        served += dual * row.aim.served;
        credited += dual * row.aim.credited;
        kept += dual * row.aim.kept;
        friction += dual * row.aim.friction;
      }
    });
    return {
      prices: { session, slot, minute, isPriced, left: free.left, served, credited, kept, friction },
      surcharges,
    };
  }

  /**
   * What no plan can beat at the last prices: what they pay for all there is, and what every person can gain at most
   * (the Lagrangian bound), whatever weeks have been listed. `gains`: by person.
   */
  bound(gains: number): number {
    let bound = gains;
    this.rows.forEach((row, nth) => {
      const dual = this.#duals[nth] as number;
      if (row.kind !== 'person' && dual !== 0) bound += dual * (this.#rhs[nth] as number);
    });
    this.#openGains().forEach((gain, nth) => {
      const fixed = this.#fixed.get(nth);
      bound += fixed === undefined ? Math.max(0, gain) : fixed * gain;
    });
    return bound;
  }

  /** What opening each candidate gains at the last prices. */
  #openGains(): Float64Array {
    const gains = new Float64Array(this.#candidates.length);
    this.#candidates.forEach((session, nth) => {
      gains[nth] = -this.#aim.opened * (this.#house.sessions[session]?.openCost ?? 0);
    });
    this.rows.forEach((row, nth) => {
      const dual = this.#duals[nth] as number;
      if (dual === 0) return;
      for (const [candidate, value] of this.#openEntries(row)) {
        const where = this.#columnOf.get(candidate);
        if (where !== undefined) gains[where] = (gains[where] as number) - dual * value;
      }
    });
    return gains;
  }

  /** What the person's part of the last prices is: their convexity row. */
  personDual(person: number): number {
    return this.#duals[this.#rowOf.get(`person ${person}`) ?? -1] ?? 0;
  }

  #worth({ person, week }: Column, aim: Aim): number {
    return (
      (week.isServed ? aim.served * (this.#people.get(person)?.weight ?? 1) : 0) +
      aim.credited * week.credited +
      aim.kept * week.kept -
      aim.friction * week.friction
    );
  }

  #entries(column: Column): [number, number][] {
    const entries: [number, number][] = [[this.#rowOf.get(`person ${column.person}`) ?? 0, 1]];
    const put = (row: number | undefined, value: number) => {
      if (row !== undefined && value !== 0) entries.push([row, value]);
    };
    const { grain } = this.#house;
    for (const session of column.week.sessions) {
      put(this.#rowOf.get(`seats ${session}`), 1);
      put(this.#rowOf.get(`fewest ${session}`), -1);
    }
    const days = new Map<string, number>();
    for (const { staff, start, end } of column.week.visits) {
      for (let slot = start / grain; slot < end / grain; slot++)
        put(this.#rowOf.get(`slot ${staff} ${slot}`), 1);
      for (const key of [`day ${staff} ${Math.floor(start / 1440)}`, `week ${staff}`])
        days.set(key, (days.get(key) ?? 0) + end - start);
    }
    for (const [key, minutes] of days) put(this.#rowOf.get(key), minutes);
    const apart = this.#people.get(column.person)?.apart ?? [];
    for (const other of apart) {
      const [a, b] = other < column.person ? [other, column.person] : [column.person, other];
      for (const session of column.week.sessions) put(this.#rowOf.get(`apart ${a} ${b} ${session}`), 1);
    }
    for (const row of this.#goalRows) {
      const goal = this.rows[row];
      if (goal?.kind === 'goal') put(row, -this.#worth(column, goal.aim));
    }
    return entries;
  }

  /** What the openings of candidates take of a row. */
  #openEntries(row: Row): [number, number][] {
    const { sessions, grain } = this.#house;
    const isDecided = this.#isDecided;
    switch (row.kind) {
      case 'seats':
        return isDecided[row.session] === 1
          ? [[row.session, -(this.#scope.seats[row.session] as number)]]
          : [];
      case 'fewest':
        return [[row.session, sessions[row.session]?.min ?? 0]];
      case 'rivals':
        return [
          [row.one, 1],
          [row.other, 1],
        ];
      case 'apart':
        return isDecided[row.session] === 1 ? [[row.session, -1]] : [];
      case 'slot':
        return this.#ledBy(row.staff).flatMap((session): [number, number][] => {
          const at = sessions[session];
          const isThen = at !== undefined && at.start <= row.slot * grain && row.slot * grain < at.end;
          return isThen ? [[session, 1]] : [];
        });
      case 'day':
      case 'week':
        return this.#ledBy(row.staff).flatMap((session): [number, number][] => {
          const at = sessions[session];
          if (at === undefined || (row.kind === 'day' && Math.floor(at.start / 1440) !== row.day)) return [];
          return [[session, at.end - at.start]];
        });
      case 'goal':
        return row.aim.opened === 0
          ? []
          : this.#candidates.map((session) => [session, row.aim.opened * (sessions[session]?.openCost ?? 0)]);
      default:
        return [];
    }
  }

  #led: Map<number, number[]> | undefined;
  #ledBy(staff: number): readonly number[] {
    if (this.#led === undefined) {
      this.#led = new Map();
      for (const session of this.#candidates) {
        for (const leader of this.#house.leaders[session] ?? [])
          this.#led.set(leader, [...(this.#led.get(leader) ?? []), session]);
      }
    }
    return this.#led.get(staff) ?? [];
  }

  #addRow(row: Row, rhs: number): void {
    const nth = this.rows.push(row) - 1;
    this.#rhs.push(rhs);
    this.#rowOf.set(rowKey(row, nth), nth);
    const indices: number[] = [];
    const values: number[] = [];
    for (const [candidate, value] of this.#openEntries(row)) {
      const at = this.#columnOf.get(candidate);
      if (at !== undefined && value !== 0) {
        indices.push(at);
        values.push(value);
      }
    }
    this.columns.forEach((column, at) => {
      const value = this.#coefficient(column, row);
      if (value !== 0) {
        indices.push(this.#candidates.length + at);
        values.push(value);
      }
    });
    this.#model.addRow(-this.#highs.infinity, rhs, {
      indices: Int32Array.from(indices),
      values: Float64Array.from(values),
    });
  }

  #coefficient(column: Column, row: Row): number {
    const { grain } = this.#house;
    const { sessions, visits } = column.week;
    switch (row.kind) {
      case 'slot':
        return visits.filter(
          ({ staff, start, end }) =>
            staff === row.staff && start <= row.slot * grain && row.slot * grain < end,
        ).length;
      case 'day':
        return visits.reduce(
          (sum, { staff, start, end }) =>
            sum + (staff === row.staff && Math.floor(start / 1440) === row.day ? end - start : 0),
          0,
        );
      case 'week':
        return visits.reduce(
          (sum, { staff, start, end }) => sum + (staff === row.staff ? end - start : 0),
          0,
        );
      case 'apart':
        return (column.person === row.one || column.person === row.other) && sessions.includes(row.session)
          ? 1
          : 0;
      case 'goal':
        return -this.#worth(column, row.aim);
      default:
        return 0;
    }
  }

  /** Adds rows the last solution breaks; how many. */
  #separate({ columns, opened }: MasterAnswer): number {
    const { slots, grain, sessions, leaders } = this.#house;
    const used = new Map<number, number>();
    const days = new Map<number, number>();
    const apartUse = new Map<string, number>();
    const put = <K>(map: Map<K, number>, key: K, value: number) => map.set(key, (map.get(key) ?? 0) + value);
    columns.forEach((value, nth) => {
      if (value < EPS) return;
      const column = this.columns[nth] as Column;
      for (const { staff, start, end } of column.week.visits) {
        for (let slot = start / grain; slot < end / grain; slot++) put(used, staff * slots + slot, value);
        put(days, staff * 8 + Math.floor(start / 1440), value * (end - start));
        put(days, staff * 8 + 7, value * (end - start));
      }
      for (const other of this.#people.get(column.person)?.apart ?? []) {
        const [a, b] = other < column.person ? [other, column.person] : [column.person, other];
        for (const session of column.week.sessions) put(apartUse, `apart ${a} ${b} ${session}`, value);
      }
    });
    this.#candidates.forEach((session, nth) => {
      const value = opened[nth] as number;
      const at = sessions[session];
      if (value < EPS || at === undefined) return;
      for (const staff of leaders[session] ?? []) {
        for (let slot = at.start / grain; slot < at.end / grain; slot++)
          put(used, staff * slots + slot, value);
        put(days, staff * 8 + Math.floor(at.start / 1440), value * (at.end - at.start));
        put(days, staff * 8 + 7, value * (at.end - at.start));
      }
    });
    let added = 0;
    const add = (row: Row, rhs: number) => {
      if (this.#rowOf.has(rowKey(row, -1))) return;
      this.#addRow(row, rhs);
      added++;
    };
    // Of neighbouring slots the fullest stands for all: the others follow in the next round if they must.
    const full = [...used].filter(([, value]) => value > 1 + 1e-6).sort(([a], [b]) => a - b);
    for (let from = 0; from < full.length; ) {
      let to = from;
      let best = from;
      while (
        to + 1 < full.length &&
        (full[to + 1] as [number, number])[0] === (full[to] as [number, number])[0] + 1
      ) {
        to++;
        if ((full[to] as [number, number])[1] > (full[best] as [number, number])[1]) best = to;
      }
      const key = (full[best] as [number, number])[0];
      add({ kind: 'slot', staff: Math.floor(key / slots), slot: key % slots }, 1);
      from = to + 1;
    }
    for (const [key, minutes] of [...days].sort(([a], [b]) => a - b)) {
      const staff = Math.floor(key / 8);
      const { left } = this.#scope.free;
      const limit = key % 8 === 7 ? left?.week[staff] : left?.day[staff * 7 + (key % 8)];
      if (limit === undefined || minutes <= limit + 1e-6) continue;
      add(key % 8 === 7 ? { kind: 'week', staff } : { kind: 'day', staff, day: key % 8 }, limit);
    }
    for (const [key, value] of [...apartUse].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const [one = 0, other = 0, session = 0] = key.split(' ').slice(1).map(Number);
      const isCandidate = this.#isDecided[session] === 1;
      const limit = isCandidate ? (opened[this.#columnOf.get(session) ?? -1] ?? 0) : 1;
      if (value > limit + 1e-6) add({ kind: 'apart', one, other, session }, isCandidate ? 0 : 1);
    }
    return added;
  }
}

const rowKey = (row: Row, nth: number): string => {
  switch (row.kind) {
    case 'person':
      return `person ${row.person}`;
    case 'seats':
    case 'fewest':
      return `${row.kind} ${row.session}`;
    case 'rivals':
      return `rivals ${row.one} ${row.other}`;
    case 'slot':
      return `slot ${row.staff} ${row.slot}`;
    case 'day':
      return `day ${row.staff} ${row.day}`;
    case 'week':
      return `week ${row.staff}`;
    case 'apart':
      return `apart ${row.one} ${row.other} ${row.session}`;
    case 'goal':
      return `goal ${nth}`;
  }
};

const keyOf = ({ person, week }: Column): string =>
  `${person}|${week.sessions.join(',')}|${week.visits.map(({ need, staff, start }) => `${need}.${staff}.${start}`).join(',')}`;

/** One round of pricing: everybody's best week at the master's prices, and the bound they make. */
export function priceAll(
  master: Master,
  finder: Finder,
  scope: Scope,
  isSettled?: ReadonlySet<number>,
): { columns: Column[]; bound: number } {
  const { prices, surcharges } = master.prices();
  const columns: Column[] = [];
  let gains = 0;
  for (const one of scope.people) {
    if (isSettled?.has(one.index) === true) continue;
    const week = finder.best(one, prices, both(scope.shunned(one), surcharges.get(one.index)));
    gains += finder.worth + finder.slack;
    if (finder.worth > master.personDual(one.index) + 1e-6) columns.push({ person: one.index, week });
  }
  return { columns, bound: master.bound(gains) };
}

function both(
  one: ReadonlyMap<number, number> | undefined,
  other: ReadonlyMap<number, number> | undefined,
): ReadonlyMap<number, number> | undefined {
  if (one === undefined || one.size === 0) return other;
  if (other === undefined) return one;
  const sum = new Map(one);
  for (const [key, value] of other) sum.set(key, (sum.get(key) ?? 0) + value);
  return sum;
}
