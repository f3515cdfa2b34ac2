/** An integer programme being written down: columns, rows, and objectives by name. Knows nothing of weeks. */
export interface Column {
  readonly lower: number;
  readonly upper: number;
  readonly isInteger: boolean;
}
export type Terms = readonly (readonly [column: number, factor: number])[];

export class Programme {
  readonly columns: Column[] = [];
  readonly rows: { readonly lower: number; readonly upper: number; readonly terms: Terms }[] = [];

  binary(): number {
    return this.columns.push({ lower: 0, upper: 1, isInteger: true }) - 1;
  }
  continuous(lower: number, upper: number): number {
    return this.columns.push({ lower, upper, isInteger: false }) - 1;
  }
  atMost(terms: Terms, upper: number): void {
    if (terms.length > 0) this.rows.push({ lower: Number.NEGATIVE_INFINITY, upper, terms });
  }
  atLeast(terms: Terms, lower: number): void {
    this.rows.push({ lower, upper: Number.POSITIVE_INFINITY, terms });
  }
}

/** The programme as sparse arrays, row by row, ready to be handed to a solver in another thread. */
export interface SparseProgramme {
  readonly numCols: number;
  readonly numRows: number;
  readonly colLower: Float64Array;
  readonly colUpper: Float64Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
  readonly integrality: Int32Array;
}

export function sparse({ columns, rows }: Programme): SparseProgramme {
  const count = rows.reduce((sum, { terms }) => sum + terms.length, 0);
  const starts = new Int32Array(rows.length + 1);
  const indices = new Int32Array(count);
  const values = new Float64Array(count);
  let at = 0;
  rows.forEach(({ terms }, row) => {
    starts[row] = at;
    for (const [column, factor] of terms) {
      indices[at] = column;
      values[at] = factor;
      at++;
    }
  });
  starts[rows.length] = at;
  return {
    numCols: columns.length,
    numRows: rows.length,
    colLower: Float64Array.from(columns, ({ lower }) => lower),
    colUpper: Float64Array.from(columns, ({ upper }) => upper),
    rowLower: Float64Array.from(rows, ({ lower }) => lower),
    rowUpper: Float64Array.from(rows, ({ upper }) => upper),
    starts,
    indices,
    values,
    integrality: Int32Array.from(columns, ({ isInteger }) => (isInteger ? 1 : 0)),
  };
}
