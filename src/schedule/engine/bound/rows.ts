/** The rows of the master programme and what weeks and openings take of them. */
import type { Prices } from '../core/finder.ts';
import type { House } from '../core/house.ts';
import type { OwnWeek } from '../core/own-week.ts';
import type { Someone } from '../core/someone.ts';

/** What is to be made as large as can be: a weighted sum of the goals. */
export interface Aim {
  readonly served: number;
  readonly credited: number;
  readonly opened: number;
  readonly kept: number;
  readonly friction: number;
}

/** A row: what it is of. All are "at most"; a goal to be reached is one of its negative. */
export type Row =
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

/** A place and a value: of a row's columns, or of a column's rows. */
export type Entries = [number, number][];

export const rowKey = (row: Row, nth: number): string => {
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

export class Rows {
  readonly list: Row[] = [];
  readonly limits: number[] = [];
  /** Rows of goals to be reached. */
  readonly goals: number[] = [];
  readonly #at = new Map<string, number>();
  readonly #scope: Scope;
  readonly #people: ReadonlyMap<number, Someone>;
  readonly #isDecided: Uint8Array;
  readonly #led = new Map<number, number[]>();

  constructor(scope: Scope) {
    this.#scope = scope;
    this.#people = new Map(scope.people.map((one) => [one.index, one]));
    this.#isDecided = new Uint8Array(scope.house.sessions.length);
    for (const session of scope.candidates) {
      this.#isDecided[session] = 1;
      for (const leader of scope.house.leaders[session] ?? []) {
        this.#led.set(leader, [...(this.#led.get(leader) ?? []), session]);
      }
    }
  }

  add(row: Row, limit: number): number {
    const nth = this.list.push(row) - 1;
    this.limits.push(limit);
    this.#at.set(rowKey(row, nth), nth);
    if (row.kind === 'goal') this.goals.push(nth);
    return nth;
  }
  has(row: Row): boolean {
    return this.#at.has(rowKey(row, -1));
  }
  /** Where the person's row stands. */
  ofPerson(person: number): number | undefined {
    return this.#at.get(`person ${person}`);
  }
  isDecided(session: number): boolean {
    return this.#isDecided[session] === 1;
  }

  /** Worth of a week by an aim. */
  worth({ person, week }: Column, aim: Aim): number {
    return (
      (week.isServed ? aim.served * (this.#people.get(person)?.weight ?? 1) : 0) +
      aim.credited * week.credited +
      aim.kept * week.kept -
      aim.friction * week.friction
    );
  }

  /** Rows a week takes part in, and how much of them it takes. */
  ofWeek(column: Column): Entries {
    const entries: Entries = [];
    const put = (key: string, value: number) => {
      const row = this.#at.get(key);
      if (row !== undefined && value !== 0) entries.push([row, value]);
    };
    put(`person ${column.person}`, 1);
    const { grain } = this.#scope.house;
    for (const session of column.week.sessions) {
      put(`seats ${session}`, 1);
      put(`fewest ${session}`, -1);
    }
    const minutes = new Map<string, number>();
    for (const { staff, start, end } of column.week.visits) {
      for (let slot = start / grain; slot < end / grain; slot++) put(`slot ${staff} ${slot}`, 1);
      for (const key of [`day ${staff} ${Math.floor(start / 1440)}`, `week ${staff}`])
        minutes.set(key, (minutes.get(key) ?? 0) + end - start);
    }
    for (const [key, value] of minutes) put(key, value);
    for (const { one, other } of this.pairs(column.person)) {
      for (const session of column.week.sessions) put(`apart ${one} ${other} ${session}`, 1);
    }
    for (const nth of this.goals) {
      const row = this.list[nth];
      if (row?.kind === 'goal') put(rowKey(row, nth), -this.worth(column, row.aim));
    }
    return entries;
  }

  /** The pairs kept apart that a person is one of, the lower index first. */
  pairs(person: number): { one: number; other: number }[] {
    return (this.#people.get(person)?.apart ?? []).map((other) =>
      other < person ? { one: other, other: person } : { one: person, other },
    );
  }

  /** How much of a row a week takes. */
  weekIn(row: Row, column: Column): number {
    const { grain } = this.#scope.house;
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
        return -this.worth(column, row.aim);
      default:
        return 0;
    }
  }

  /** How much of a row the candidates take once open: by session. */
  openingsIn(row: Row): Entries {
    const { house, seats, candidates } = this.#scope;
    const { sessions, grain } = house;
    const led = (staff: number, isMeant: (start: number, end: number) => boolean) =>
      (this.#led.get(staff) ?? []).flatMap((session) => {
        const at = sessions[session];
        return at !== undefined && isMeant(at.start, at.end) ? [{ session, minutes: at.end - at.start }] : [];
      });
    const minutesOf = (list: ReturnType<typeof led>): Entries =>
      list.map(({ session, minutes }) => [session, minutes]);
    switch (row.kind) {
      case 'seats':
        return this.isDecided(row.session) ? [[row.session, -(seats[row.session] as number)]] : [];
      case 'fewest':
        return [[row.session, sessions[row.session]?.min ?? 0]];
      case 'rivals':
        return [
          [row.one, 1],
          [row.other, 1],
        ];
      case 'apart':
        return this.isDecided(row.session) ? [[row.session, -1]] : [];
      case 'slot':
        return led(row.staff, (start, end) => start <= row.slot * grain && row.slot * grain < end).map(
          ({ session }) => [session, 1],
        );
      case 'day':
        return minutesOf(led(row.staff, (start) => Math.floor(start / 1440) === row.day));
      case 'week':
        return minutesOf(led(row.staff, () => true));
      case 'goal':
        return candidates.map((session) => [session, row.aim.opened * (sessions[session]?.openCost ?? 0)]);
      default:
        return [];
    }
  }
}
