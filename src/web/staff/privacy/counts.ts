interface Counts {
  readonly rows: readonly { readonly by: readonly string[]; readonly people: number }[];
  /** Lines, counted from one, that do not end with a number of people. */
  readonly wrong: readonly number[];
}

/**
 * Counts as somebody writes or pastes them: a line each, commas or tabs between the words, the number of people last.
 * Empty lines count for nothing, so that row n is always the nth line that says something.
 */
export function countsIn(text: string): Counts {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => line.split(/[,\t]/).map((word) => word.trim()));
  return {
    rows: lines.map((words) => ({ by: words.slice(0, -1), people: Number(words.at(-1)) })),
    wrong: lines.flatMap((words, nth) => (/^\d+$/.test(words.at(-1) ?? '') ? [] : [nth + 1])),
  };
}
