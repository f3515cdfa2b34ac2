/**
 * A safety plan: what somebody does when a hard moment comes, step by step, in their own words. The parts are those that
 * plans of this kind share (guide A34); no form is copied, and none is scored.
 */
export interface SafetyWords {
  readonly signs: string;
  readonly coping: string;
  readonly places: string;
  readonly people: string;
  readonly professionals: string;
  readonly safer: string;
}

/** Text of one part, in characters. */
export const PART_MAX = 2000;

export const NO_WORDS: SafetyWords = {
  signs: '',
  coping: '',
  places: '',
  people: '',
  professionals: '',
  safer: '',
};

/** How long whoever writes goes on in the same version; a typed letter is no version. */
const SITTING_MS = 12 * 60 * 60_000;

/** Whether what is saved now goes on with the newest version, or is the next one beside it. */
export function goesOn(
  newest: { readonly writtenBy: string; readonly begunAt: Date },
  by: string,
  now: Date,
): boolean {
  return newest.writtenBy === by && now.getTime() - newest.begunAt.getTime() < SITTING_MS;
}
