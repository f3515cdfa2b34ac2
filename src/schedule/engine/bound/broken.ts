/** Rows of staff time and pairs apart that a solution of the master programme breaks: only those are ever written down. */
import type { MasterAnswer } from './master.ts';
import type { Column, Row, Rows, Scope } from './rows.ts';

export interface Broken {
  readonly row: Row;
  readonly limit: number;
}

const EPS = 1e-7;
const SLACK = 1e-6;
/** Where the minutes of a member of staff's week stand beside those of the seven days. */
const WEEK = 7;

export function brokenRows(
  rows: Rows,
  scope: Scope,
  listed: readonly Column[],
  answer: MasterAnswer,
): Broken[] {
  const use = new Use(scope);
  answer.columns.forEach((value, nth) => {
    if (value > EPS) use.addWeek(listed[nth] as Column, value, rows);
  });
  scope.candidates.forEach((session, nth) => {
    const value = answer.opened[nth] as number;
    const at = scope.house.sessions[session];
    if (value < EPS || at === undefined) return;
    for (const leader of scope.house.leaders[session] ?? []) use.addStay(leader, at.start, at.end, value);
  });
  const openedAt = new Map(scope.candidates.map((session, nth) => [session, answer.opened[nth] as number]));
  return [...use.fullSlots(rows), ...use.shortMinutes(), ...use.sharedSessions(openedAt)].filter(
    ({ row }) => !rows.has(row),
  );
}

/** How much of everything a solution uses. */
class Use {
  readonly #scope: Scope;
  readonly #slots = new Map<number, number>();
  readonly #minutes = new Map<number, number>();
  readonly #pairs = new Map<string, { one: number; other: number; session: number; value: number }>();

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  addWeek({ person, week }: Column, value: number, rows: Rows): void {
    for (const { staff, start, end } of week.visits) this.addStay(staff, start, end, value);
    for (const { one, other } of rows.pairs(person)) {
      for (const session of week.sessions) {
        const key = `${one} ${other} ${session}`;
        const had = this.#pairs.get(key)?.value ?? 0;
        this.#pairs.set(key, { one, other, session, value: had + value });
      }
    }
  }

  addStay(staff: number, start: number, end: number, value: number): void {
    const { slots, grain } = this.#scope.house;
    for (let slot = start / grain; slot < end / grain; slot++) put(this.#slots, staff * slots + slot, value);
    put(this.#minutes, staff * 8 + Math.floor(start / 1440), value * (end - start));
    put(this.#minutes, staff * 8 + WEEK, value * (end - start));
  }

  /** Of neighbouring slots the fullest stands for all: the others follow in the next round if they must. */
  fullSlots(rows: Rows): Broken[] {
    const { slots } = this.#scope.house;
    const full = [...this.#slots]
      .filter(([, value]) => value > 1 + SLACK)
      .sort(([a], [b]) => a - b)
      .map(([key, value]) => ({ key, value, row: slotRow(key, slots) }))
      .filter(({ row }) => !rows.has(row));
    const broken: Broken[] = [];
    for (let from = 0; from < full.length; ) {
      let best = full[from] as (typeof full)[number];
      let to = from + 1;
      for (; to < full.length && full[to]?.key === (full[to - 1]?.key ?? 0) + 1; to++) {
        const next = full[to] as (typeof full)[number];
        if (next.value > best.value) best = next;
      }
      broken.push({ row: best.row, limit: 1 });
      from = to;
    }
    return broken;
  }

  shortMinutes(): Broken[] {
    const { left } = this.#scope.free;
    return [...this.#minutes]
      .sort(([a], [b]) => a - b)
      .flatMap(([key, minutes]): Broken[] => {
        const staff = Math.floor(key / 8);
        const day = key % 8;
        const limit = day === WEEK ? left?.week[staff] : left?.day[staff * 7 + day];
        if (limit === undefined || minutes <= limit + SLACK) return [];
        return [{ row: day === WEEK ? { kind: 'week', staff } : { kind: 'day', staff, day }, limit }];
      });
  }

  sharedSessions(openedAt: ReadonlyMap<number, number>): Broken[] {
    return [...this.#pairs]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([, { one, other, session, value }]): Broken[] => {
        const opened = openedAt.get(session);
        if (value <= (opened ?? 1) + SLACK) return [];
        return [{ row: { kind: 'apart', one, other, session }, limit: opened === undefined ? 1 : 0 }];
      });
  }
}

const slotRow = (key: number, slots: number): Row => ({
  kind: 'slot',
  staff: Math.floor(key / slots),
  slot: key % slots,
});

const put = (map: Map<number, number>, key: number, value: number) =>
  map.set(key, (map.get(key) ?? 0) + value);
