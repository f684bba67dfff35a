/** The outcome of one type for every row. */

/** Values of `grades` that are no rank. */
export const undeterminedGrade = -1;

/** Values of `applies`. */
export const applicability = { no: 0, yes: 1, unknown: 2 } as const;

export interface GradedColumn {
  readonly type: string;
  /** Rank, or −1: undetermined or not applicable. */
  readonly grades: Int8Array;
  /** Bit r: rank r is possible. Bit 31: possibly no result. Exact over all completions of the unknown facts. */
  readonly possible: Uint32Array;
  /** 0 no, 1 yes, 2 unknown. */
  readonly applies: Uint8Array;
}

export const emptyGrades = (type: string, rows: number): GradedColumn => ({
  type,
  grades: new Int8Array(rows),
  possible: new Uint32Array(rows),
  applies: new Uint8Array(rows),
});
