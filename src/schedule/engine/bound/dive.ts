/**
 * Diving: the weeks and openings the programme is surest of are taken for granted, the rest is priced and solved again,
 * until everything is whole. What turns out impossible is taken back.
 */
import type { Finder } from '../core/finder.ts';
import { type Master, type MasterAnswer, priceAll } from './master.ts';
import type { Scope } from './rows.ts';

const ROUNDS = 3;
const BACK_MAX = 30;
const EPS = 1e-5;

interface Step {
  readonly columns: readonly number[];
  readonly people: readonly number[];
}

export class Dive {
  readonly #master: Master;
  readonly #finder: Finder;
  readonly #scope: Scope;
  readonly #isStopped: () => boolean;
  readonly #settled = new Set<number>();
  readonly #steps: Step[] = [];
  readonly #sure: number;
  #isCautious = false;

  /** `sure`: weeks this near to whole are taken for granted. */
  constructor(master: Master, finder: Finder, scope: Scope, sure: number, isStopped: () => boolean) {
    this.#master = master;
    this.#finder = finder;
    this.#scope = scope;
    this.#isStopped = isStopped;
    this.#sure = sure;
  }

  /** A plan in whole weeks; undefined when none worth having was met on the way. */
  run(isWorth: (value: number) => boolean): MasterAnswer | undefined {
    let back = 0;
    try {
      while (!this.#isStopped()) {
        const answer = this.#solve();
        if (answer !== undefined && !isWorth(answer.value)) return undefined;
        if (answer === undefined) {
          if (back++ >= BACK_MAX || !this.#goBack()) return undefined;
        } else if (!this.#goOn(answer)) return answer;
      }
      return undefined;
    } finally {
      this.#master.release();
    }
  }

  #solve(): MasterAnswer | undefined {
    let answer = this.#master.solve();
    for (let round = 0; round < ROUNDS && answer !== undefined; round++) {
      const { columns } = priceAll(this.#master, this.#finder, this.#scope, this.#settled);
      if (this.#master.add(columns) === 0) break;
      answer = this.#master.solve();
    }
    return answer;
  }

  /** Takes back the last step; one that was a single week is ruled out instead. */
  #goBack(): boolean {
    const step = this.#steps.pop();
    if (step === undefined) return false;
    for (const column of step.columns) this.#master.free(column);
    for (const person of step.people) this.#settled.delete(person);
    const only = step.columns.length === 1 ? step.columns[0] : undefined;
    if (only !== undefined) this.#master.fix(only, 0);
    this.#isCautious = true;
    return true;
  }

  /** Openings first, one at a time; then every week nearly whole, or the one nearest to it. False: all is whole. */
  #goOn({ columns, opened }: MasterAnswer): boolean {
    const isPart = (value: number) => value > EPS && value < 1 - EPS;
    let opening = -1;
    opened.forEach((value, nth) => {
      if (isPart(value) && (opening < 0 || value > (opened[opening] as number))) opening = nth;
    });
    if (opening >= 0) return this.#take({ columns: [opening], people: [] });
    let surest = -1;
    let isAnyPart = false;
    const sure: number[] = [];
    columns.forEach((value, nth) => {
      if (value <= EPS || this.#settled.has(this.#personOf(nth))) return;
      if (isPart(value)) isAnyPart = true;
      if (value > this.#sure) sure.push(nth);
      if (isPart(value) && (surest < 0 || value > (columns[surest] as number))) surest = nth;
    });
    if (!isAnyPart) return false;
    const chosen = this.#isCautious || sure.length === 0 ? [surest] : [...new Set([...sure, surest])];
    this.#isCautious = false;
    const people = chosen.map((nth) => this.#personOf(nth));
    // Two weeks of one person cannot both be sure, but the surest may be another of theirs.
    if (new Set(people).size < people.length) return this.#take(this.#stepOf([surest]));
    return this.#take(this.#stepOf(chosen));
  }

  #personOf(nth: number): number {
    return this.#master.columns[nth]?.person ?? -1;
  }
  #stepOf(chosen: readonly number[]): Step {
    return {
      columns: chosen.map((nth) => this.#master.columnOf(nth)),
      people: chosen.map((nth) => this.#personOf(nth)),
    };
  }
  #take(step: Step): boolean {
    for (const column of step.columns) this.#master.fix(column, 1);
    for (const person of step.people) this.#settled.add(person);
    this.#steps.push(step);
    return true;
  }
}
