/** The child's side of a contest: says each word at once, and keeps what every contender needs to keep. */
import { writeSync } from 'node:fs';
import type { Week } from '../../../src/schedule/engine/format/format.ts';
import { readFirstAim } from '../whole/aims.ts';
import type { WeekPlan } from '../whole/plan-of.ts';
import type { Reached, Word } from '../words.ts';

/** The seconds are put in when they are not given. */
type Said<T> = T extends { readonly seconds: number }
  ? Omit<T, 'seconds'> & { readonly seconds?: number | undefined }
  : T;

export class Speaker {
  readonly #begunMs = performance.now();
  readonly #limitSeconds: number;
  #best: Reached | undefined;
  #boundObjective = Number.POSITIVE_INFINITY;

  constructor(limitSeconds: number) {
    this.#limitSeconds = limitSeconds;
    this.say({ word: 'begun' });
  }
  get seconds(): number {
    return Math.round(performance.now() - this.#begunMs) / 1000;
  }
  /** Of the limit, never quite nothing: solvers read 0 as no limit. */
  get secondsLeft(): number {
    return Math.max(0.1, this.#limitSeconds - this.seconds);
  }

  /** A pipe to the parent is written at once, also while a solver holds this thread. */
  say(word: Said<Word>): void {
    const bytes = Buffer.from(
      `${JSON.stringify({ ...word, seconds: ('seconds' in word ? word.seconds : undefined) ?? this.seconds })}\n`,
    );
    let at = 0;
    while (at < bytes.length) {
      try {
        at += writeSync(1, bytes, at);
      } catch (fault) {
        if ((fault as NodeJS.ErrnoException).code !== 'EAGAIN') throw fault;
      }
    }
  }

  /** A better value of the first aim. */
  foundObjective(week: Week, objective: number): void {
    const score = readFirstAim(week, objective, false);
    const best = this.#best;
    const isBetter =
      best === undefined ||
      score.served > best.served ||
      (score.served === best.served && score.credited > best.credited);
    if (!isBetter) return;
    this.#best = score;
    this.say({ word: 'found', score });
  }

  /** A lower end of what the first aim can reach: goal 2's part of it is true only where goal 1 is at its best. */
  boundObjective(week: Week, objective: number): void {
    if (!(objective < this.#boundObjective - 0.5)) return;
    this.#boundObjective = objective;
    this.#tellBound(week);
  }
  proven(week: Week, objective: number): void {
    this.#boundObjective = objective;
    this.foundObjective(week, objective);
    this.#tellBound(week);
  }

  #tellBound(week: Week): void {
    const bound = readFirstAim(week, this.#boundObjective, true);
    const most = {
      served: week.people.reduce((sum, { weight }) => sum + weight, 0),
      credited: week.people.reduce((sum, { needs }) => sum + needs.minutes, 0),
    };
    const isHeld = this.#best !== undefined && this.#best.served >= bound.served;
    const credited = isHeld ? Math.min(bound.credited, most.credited) : most.credited;
    this.say({ word: 'bound', bound: { served: Math.min(bound.served, most.served), credited } });
  }

  plan(plan: WeekPlan): void {
    this.say({ word: 'plan', ...plan });
  }
}
