/** A small generator of numbers in [0, 1): the same ones for the same seed, on every machine. */
export function lots(seed: number): () => number {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Puts a list into an order drawn by lot. */
export function shuffle<T>(list: T[], draw: () => number): void {
  for (let at = list.length - 1; at > 0; at--) {
    const other = Math.floor(draw() * (at + 1));
    [list[at], list[other]] = [list[other] as T, list[at] as T];
  }
}
