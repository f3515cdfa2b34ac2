export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped?: number;
  /** What to know about it in a few words, as "212 modules". */
  readonly note?: string;
  /** What went wrong, when it was not shown on the way. */
  readonly complaint?: string;
}

/** One part of the test run. */
export interface Leg {
  readonly name: string;
  /** What it makes sure of, in a few words. */
  readonly about: string;
  run(): Promise<Outcome>;
}

export const pass = (note?: string): Outcome => ({ passed: 1, failed: 0, ...(note && { note }) });

export const fail = (complaint: string): Outcome => ({ passed: 0, failed: 1, complaint });
