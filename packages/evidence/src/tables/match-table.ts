/** Finds the mapping of a table by its headings, and notices where they moved since it was mapped. */

import { headingKey } from "../questionnaire-columns.ts";
import { tableFields, type TableField, type TableMapping } from "./table-mapping.ts";

export interface TableMatch {
  readonly mapping: TableMapping;
  /**
   * same: as it was mapped; moved: every column is there, at other places or among others; broken: some are gone, and
   * the rest is too much alike for another table.
   */
  readonly kind: "same" | "moved" | "broken";
  /** Number of the column from 0, by field. */
  readonly columns: Readonly<Partial<Record<TableField, number>>>;
  /** Headings that are gone, or stand there more than once (`×2`). */
  readonly missing: readonly string[];
}

const sameHeadings = (keys: readonly string[], mapped: readonly string[]): boolean => {
  const before = mapped.map(headingKey);
  return before.length === keys.length && before.every((key, index) => key === keys[index]);
};

const matchOne = (keys: readonly string[], mapping: TableMapping): TableMatch | undefined => {
  const columns: Partial<Record<TableField, number>> = {};
  const missing: string[] = [];
  let mapped = 0;
  for (const field of tableFields) {
    const heading = mapping.columns[field];
    if (heading === undefined) continue;
    mapped += 1;
    const key = headingKey(heading);
    const index = keys.indexOf(key);
    if (index === -1) missing.push(heading);
    // Which of two columns of one name is meant nobody can know; the first might say met where the other does not.
    else if (keys.lastIndexOf(key) !== index) missing.push(`${heading} ×2`);
    else columns[field] = index;
  }
  const found = mapped - missing.length;
  if (missing.length > 0) {
    const alike = mapping.headings.length > 0 && found >= 2 && found * 2 >= mapped;
    return alike ? { mapping, kind: "broken", columns, missing } : undefined;
  }
  if (found < 2) return undefined;
  const same = mapping.headings.length === 0 || sameHeadings(keys, mapping.headings);
  return { mapping, kind: same ? "same" : "moved", columns, missing };
};

const rank = { same: 0, moved: 1, broken: 2 } as const;

/** The best match of a row of headings; undefined where no mapping is of such a table. */
export const matchTable = (
  cells: readonly string[],
  mappings: readonly TableMapping[],
): TableMatch | undefined => {
  const keys = cells.map(headingKey);
  const matches = mappings.flatMap((mapping) => matchOne(keys, mapping) ?? []);
  return matches.toSorted(
    (a, b) =>
      rank[a.kind] - rank[b.kind] || Object.keys(b.columns).length - Object.keys(a.columns).length,
  )[0];
};
