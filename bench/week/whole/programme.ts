/** An integer programme in flat memory, for programmes of millions of entries. Knows nothing of weeks. */

/** A list of numbers that grows without a box around each. */
export class Numbers<T extends Float64Array | Int32Array> {
  #list: T;
  #used = 0;
  constructor(start: T) {
    this.#list = start;
  }
  get length(): number {
    return this.#used;
  }
  push(value: number): void {
    if (this.#used === this.#list.length) {
      const larger = new (this.#list.constructor as new (length: number) => T)(this.#used * 2);
      larger.set(this.#list);
      this.#list = larger;
    }
    this.#list[this.#used++] = value;
  }
  /** What was pushed, without a copy. */
  taken(): T {
    return this.#list.subarray(0, this.#used) as T;
  }
}

export type Terms = readonly (readonly [column: number, factor: number])[];

const floats = () => new Numbers(new Float64Array(1024));
const whole = () => new Numbers(new Int32Array(1024));

/** Columns from 0 to an upper end, and rows of terms between two ends. */
export class Programme {
  readonly upper = floats();
  readonly integrality = whole();
  readonly rowLower = floats();
  readonly rowUpper = floats();
  readonly starts = whole();
  readonly indices = whole();
  readonly values = floats();

  constructor() {
    this.starts.push(0);
  }
  get columns(): number {
    return this.upper.length;
  }
  get rows(): number {
    return this.rowLower.length;
  }
  get entries(): number {
    return this.values.length;
  }
  binary(): number {
    return this.#column(1, 1);
  }
  continuous(upper: number): number {
    return this.#column(upper, 0);
  }
  forbid(column: number): void {
    this.upper.taken()[column] = 0;
  }
  atMost(terms: Terms, upper: number): void {
    if (terms.length > 0) this.#row(terms, Number.NEGATIVE_INFINITY, upper);
  }
  atLeast(terms: Terms, lower: number): void {
    if (terms.length > 0) this.#row(terms, lower, Number.POSITIVE_INFINITY);
  }
  #column(upper: number, isWhole: 0 | 1): number {
    this.upper.push(upper);
    this.integrality.push(isWhole);
    return this.upper.length - 1;
  }
  #row(terms: Terms, lower: number, upper: number): void {
    for (const [column, factor] of terms) {
      this.indices.push(column);
      this.values.push(factor);
    }
    this.starts.push(this.indices.length);
    this.rowLower.push(lower);
    this.rowUpper.push(upper);
  }
}
