/** A share over many records as a ratio of sums, with how many records it rests on. */

export interface ShareRow {
  /** Null is unknown: the row then counts for coverage only. */
  readonly part: number | null;
  readonly whole: number | null;
}

export interface Share {
  /** Σ part ÷ Σ whole over the rows where both are known; null where that sum is not above zero. */
  readonly share: number | null;
  readonly part: number;
  readonly whole: number;
  /** Rows with both numbers known, of all rows. */
  readonly known: number;
  readonly rows: number;
}

/**
 * Σ part ÷ Σ whole, never the mean of the rows' own ratios, which would let a small firm weigh as much as a large
 * one. A row with one side unknown enters neither sum.
 * @throws RangeError for a negative or infinite number, which no amount spent or counted can be.
 */
export const shareOfSums = (rows: Iterable<ShareRow>): Share => {
  let part = 0;
  let whole = 0;
  let known = 0;
  let count = 0;
  for (const row of rows) {
    count += 1;
    if (row.part === null || row.whole === null) continue;
    refuseImpossible(row.part);
    refuseImpossible(row.whole);
    part += row.part;
    whole += row.whole;
    known += 1;
  }
  return { share: whole > 0 ? part / whole : null, part, whole, known, rows: count };
};

const refuseImpossible = (amount: number): void => {
  if (!Number.isFinite(amount) || amount < 0)
    throw new RangeError("a share is made of finite amounts that are not negative");
};
