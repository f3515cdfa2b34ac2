/**
 * Somebody without a full week, and what one more group would do for them. The other days of the week are looked at
 * once for every length a group may have, not once for every hour it may be at.
 */
import { dayOf } from '../person/rules.ts';
import { Ledger, type Limits, type Option } from './amounts.ts';
import { outcomesOfDay, weeksOf } from './outcomes.ts';
import type { Ask } from './servable.ts';

/** What a day with the new group would have to add up to. */
interface Wanted {
  /** The group alone is enough on its day. */
  readonly isAlone: boolean;
  readonly amounts: ReadonlySet<number>;
}

export class OneMore {
  readonly #limits: Limits;
  readonly #ledger: Ledger;
  readonly #options: readonly (readonly Option[])[];
  readonly #outcomes: readonly (readonly number[])[];
  readonly #wanted = new Map<string, Wanted>();

  constructor({ options, limits }: Pick<Ask, 'options' | 'limits'>) {
    this.#limits = limits;
    this.#ledger = new Ledger(limits);
    const byDay: Option[][] = [[], [], [], [], [], [], []];
    for (const option of options) byDay[dayOf(option.start)]?.push(option);
    this.#options = byDay;
    this.#outcomes = byDay.map((today, day) => outcomesOfDay(today, day, limits, this.#ledger));
  }

  /** Whether there is a full week with this option more. */
  isServedWith(option: Option): boolean {
    const day = dayOf(option.start);
    const length = option.end - option.start;
    if (length > Math.min(this.#limits.maxConsecutive, this.#limits.maxMinutesPerDay)) return false;
    const { isAlone, amounts } = this.#wantedOn(day, this.#ledger.of(option));
    if (isAlone) return true;
    if (amounts.size === 0) return false;
    const today = [...(this.#options[day] ?? []), option].sort((a, b) => a.start - b.start);
    return outcomesOfDay(today, day, this.#limits, this.#ledger).some((outcome) => amounts.has(outcome));
  }

  #wantedOn(day: number, own: number): Wanted {
    const key = `${day} ${own}`;
    let wanted = this.#wanted.get(key);
    if (wanted === undefined) {
      wanted = this.#findWanted(day, own);
      this.#wanted.set(key, wanted);
    }
    return wanted;
  }

  #findWanted(day: number, own: number): Wanted {
    if (this.#isEnough(day, [own])) return { isAlone: true, amounts: new Set() };
    const grown = (this.#outcomes[day] ?? [])
      .map((outcome) => this.#ledger.sum(outcome, own))
      .filter((sum) => sum >= 0 && this.#ledger.isWithinDay(sum, day));
    const amounts = this.#isEnough(day, grown) ? grown.filter((sum) => this.#isEnough(day, [sum])) : [];
    return { isAlone: false, amounts: new Set(amounts) };
  }

  #isEnough(day: number, today: readonly number[]): boolean {
    const days = this.#outcomes.map((outcomes, nth) => (nth === day ? today : outcomes));
    return (
      weeksOf(
        days.filter((outcomes) => outcomes.length > 0),
        this.#limits,
        this.#ledger,
      ).next().done !== true
    );
  }
}
