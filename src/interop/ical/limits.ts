/**
 * How much work one calendar file may cause. A file can come from anyone, and it is read on a person's phone.
 * The figures leave ten times the room of the largest honest calendars we know (a few thousand events).
 */
export const limits = {
  fileBytes: 5_000_000,
  components: 50_000,
  nesting: 6,
  zones: 200,
  /** Values in all RDATE, EXDATE and FREEBUSY lines of one component. */
  datesPerComponent: 5_000,
  ruleLength: 1_000,
  ruleInterval: 5_000,
  rulesPerEvent: 5,
  /** Occurrences of one event inside the window. */
  occurrencesPerEvent: 5_000,
  /** Steps of the recurrence iterator, most of which yield nothing in a hostile rule. */
  stepsPerEvent: 20_000,
  stepsPerFile: 400_000,
  milliseconds: 5_000,
} as const;

/** Why a whole file can't be used. */
export type FileReason =
  | 'too-large'
  | 'binary'
  | 'not-a-calendar'
  | 'too-deep'
  | 'too-many-events'
  | 'too-slow'
  | 'unknown-zone'
  | 'bad-window';

/** Why one event of a file can't be used; the others still are. */
export type EventReason =
  | 'cut-short'
  | 'no-start'
  | 'unreadable-time'
  | 'unreadable-rule'
  | 'unknown-zone'
  | 'negative-length'
  | 'too-often'
  | 'too-many-repeats';

export class FileRefused extends Error {
  readonly reason: FileReason;
  constructor(reason: FileReason) {
    super(reason);
    this.reason = reason;
  }
}

export class EventRefused extends Error {
  readonly reason: EventReason;
  readonly detail: string;
  /** `detail` names a property, a zone or a frequency; never a value a person wrote. */
  constructor(reason: EventReason, detail = '') {
    super(reason);
    this.reason = reason;
    this.detail = detail.slice(0, 60);
  }
}

/** Counts the work of one file down and stops it when it is used up. */
export class Budget {
  readonly #clock: () => number;
  readonly #until: number;
  #stepsOfFile = 0;
  #stepsOfEvent = 0;

  /** @param clock milliseconds, only differences count */
  constructor(clock: () => number) {
    this.#clock = clock;
    this.#until = clock() + limits.milliseconds;
  }

  beginEvent(): void {
    this.#stepsOfEvent = 0;
    this.#checkClock();
  }

  step(): void {
    if (++this.#stepsOfEvent > limits.stepsPerEvent) throw new EventRefused('too-many-repeats', 'RRULE');
    if (++this.#stepsOfFile > limits.stepsPerFile) throw new FileRefused('too-slow');
    if (this.#stepsOfFile % 512 === 0) this.#checkClock();
  }

  #checkClock(): void {
    if (this.#clock() > this.#until) throw new FileRefused('too-slow');
  }
}
