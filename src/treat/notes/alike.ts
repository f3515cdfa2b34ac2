import { TEMPLATES } from './templates.ts';

/** Shorter texts say the same by nature. */
const WORDS_MIN = 6;
/** Beyond that a text is compared by its beginning. */
const WORDS_MAX = 400;

const wordsOf = (text: string): readonly string[] =>
  (text.toLocaleLowerCase('en').match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, WORDS_MAX);

/**
 * How much of two texts is the same words in the same order: 0 nothing, 1 everything. Case and punctuation do not count,
 * and what is too short to be anybody's own says nothing (0).
 */
export function alikeShare(one: string, other: string): number {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  if (a.length < WORDS_MIN || b.length < WORDS_MIN) return 0;
  return (2 * commonLength(a, b)) / (a.length + b.length);
}

/** Length of the longest common subsequence, a row at a time. */
function commonLength(a: readonly string[], b: readonly string[]): number {
  let above = new Array<number>(b.length + 1).fill(0);
  for (const word of a) {
    const row = [0];
    for (const [j, other] of b.entries()) {
      row.push(word === other ? (above[j] ?? 0) + 1 : Math.max(above[j + 1] ?? 0, row[j] ?? 0));
    }
    above = row;
  }
  return above[b.length] ?? 0;
}

/** What somebody's note says in this meeting, and what their last one said. */
interface Said {
  readonly participant: string;
  readonly response: string;
  readonly last: string | null;
}

/** Two texts that read the same. */
interface Alike {
  readonly participant: string;
  /** Whose it is like: somebody else's of the same meeting, or null for their own last note. */
  readonly like: string | null;
  readonly share: number;
}

/** Which responses of a meeting read the same as another one, or as the person's last note: payers deny copies. */
export function readTheSame(said: readonly Said[]): readonly Alike[] {
  const isSame = ({ share }: Alike) => share > TEMPLATES.alikeShare.value;
  const others = said.flatMap((one, i) =>
    said.slice(i + 1).map(
      (other): Alike => ({
        participant: one.participant,
        like: other.participant,
        share: alikeShare(one.response, other.response),
      }),
    ),
  );
  const own = said.flatMap(({ participant, response, last }): Alike[] =>
    last === null ? [] : [{ participant, like: null, share: alikeShare(response, last) }],
  );
  return [...others, ...own].filter(isSame);
}
