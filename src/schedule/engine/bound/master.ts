/**
 * The master programme of column generation: one column for each whole legal week found so far (a pattern), one row
 * for each person, for the seats of each session, and, once they bind, for staff time and pairs kept apart. Its
 * prices tell the finder which weeks are worth adding; with every person's best answer they make a true bound.
 */
import type { Highs } from 'highs';
import type { Finder, Prices } from '../core/finder.ts';
import type { House } from '../core/house.ts';
import { brokenRows } from './broken.ts';
import { type Aim, type Column, type Row, Rows, type Scope } from './rows.ts';

export interface MasterAnswer {
  /** Value of the programme over the columns there are. */
  readonly value: number;
  /** Value of each column and of each candidate's opening (by session). */
  readonly columns: Float64Array;
  readonly opened: Float64Array;
}

const TRIES_MAX = 3000;
// HiGHS' numbers for its simplex strategies.
const DUAL = 1;
const PRIMAL = 4;

export class Master {
  readonly columns: Column[] = [];
  readonly #rows: Rows;
  readonly #house: House;
  readonly #scope: Scope;
  readonly #columnOf = new Map<number, number>();
  readonly #model: ReturnType<Highs['createModel']>;
  readonly #highs: Highs;
  readonly #candidates: readonly number[];
  readonly #known = new Map<string, number>();
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
    this.#candidates = candidates;
    this.#rows = new Rows(scope);
    this.#model = highs.createModel();
    this.#model.options.set({ output_flag: false, presolve: 'off', solver: 'simplex', random_seed: 1 });
    for (const [nth, session] of candidates.entries()) {
      this.#columnOf.set(session, nth);
      this.#model.addCol(0, 0, 1, { indices: new Int32Array(0), values: new Float64Array(0) });
    }
    for (const { index } of people) this.#addRow({ kind: 'person', person: index }, 1);
    const sought = new Set(people.flatMap(({ choices }) => choices.flatMap(({ sessions }) => [...sessions])));
    for (const session of [...sought, ...candidates].sort((one, other) => one - other)) {
      const seats = scope.seats[session] as number;
      if (this.#rows.has({ kind: 'seats', session })) continue;
      if (!this.#rows.isDecided(session)) {
        if (seats > 0) this.#addRow({ kind: 'seats', session }, seats);
      } else {
        this.#addRow({ kind: 'seats', session }, 0);
        this.#addRow({ kind: 'fewest', session }, 0);
      }
    }
    for (const one of candidates) {
      for (const other of house.rivals[one] ?? []) {
        if (other > one && this.#rows.isDecided(other)) this.#addRow({ kind: 'rivals', one, other }, 1);
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
      cost.push(-this.#rows.worth(column, this.#aim));
      for (const [row, value] of this.#rows.ofWeek(column)) {
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
        numRows: this.#rows.list.length,
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
      costs[this.#candidates.length + nth] = -this.#rows.worth(column, aim);
    });
    this.#model.changeColsCost({ kind: 'range', from: 0, to: costs.length - 1 }, costs);
    this.#isPrimal = true;
  }

  /** From now on only plans whose weighted goals reach this much. */
  atLeast(aim: Aim, value: number): void {
    this.#addRow({ kind: 'goal', aim }, -value);
  }

  /** Lets go of the goals that plans had to reach, until the function has run. */
  withoutGoals<T>(run: () => T): T {
    const held = this.#rows.goals.map((row) => ({ row, rhs: this.#rows.limits[row] as number }));
    for (const { row } of held) this.#reach(row, Infinity);
    try {
      return run();
    } finally {
      // What was asked for meanwhile is not asked for any more.
      for (const row of this.#rows.goals) this.#reach(row, Infinity);
      for (const { row, rhs } of held) this.#reach(row, rhs);
    }
  }
  #reach(row: number, rhs: number): void {
    this.#rows.limits[row] = rhs;
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
      if (this.#addBroken(answer) === 0) return answer;
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
    if (answer !== undefined) this.#addBroken(answer);
    return answer;
  }

  get rowCount(): number {
    return this.#rows.list.length;
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
    this.#rows.list.forEach((row, nth) => {
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
      prices: {
        session,
        slot,
        minute,
        isPriced,
        left: free.left,
        triesMax: TRIES_MAX,
        served,
        credited,
        kept,
        friction,
      },
      surcharges,
    };
  }

  /**
   * What no plan can beat at the last prices: what they pay for all there is, and what every person can gain at most
   * (the Lagrangian bound), whatever weeks have been listed. `gains`: by person.
   */
  bound(gains: number): number {
    let bound = gains;
    this.#rows.list.forEach((row, nth) => {
      const dual = this.#duals[nth] as number;
      if (row.kind !== 'person' && dual !== 0) bound += dual * (this.#rows.limits[nth] as number);
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
    this.#rows.list.forEach((row, nth) => {
      const dual = this.#duals[nth] as number;
      if (dual === 0) return;
      for (const [candidate, value] of this.#rows.openingsIn(row)) {
        const where = this.#columnOf.get(candidate);
        if (where !== undefined) gains[where] = (gains[where] as number) - dual * value;
      }
    });
    return gains;
  }

  /** What the person's part of the last prices is: their convexity row. */
  personDual(person: number): number {
    return this.#duals[this.#rows.ofPerson(person) ?? -1] ?? 0;
  }

  /** Adds rows the solution breaks; how many. */
  #addBroken(answer: MasterAnswer): number {
    const broken = brokenRows(this.#rows, this.#scope, this.columns, answer);
    for (const { row, limit } of broken) this.#addRow(row, limit);
    return broken.length;
  }

  #addRow(row: Row, rhs: number): void {
    this.#rows.add(row, rhs);
    const indices: number[] = [];
    const values: number[] = [];
    for (const [candidate, value] of this.#rows.openingsIn(row)) {
      const at = this.#columnOf.get(candidate);
      if (at !== undefined && value !== 0) {
        indices.push(at);
        values.push(value);
      }
    }
    this.columns.forEach((column, at) => {
      const value = this.#rows.weekIn(row, column);
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
}

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
