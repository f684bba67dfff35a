/** How one kind of table says what it says: which column holds what. Data, made once, remembered by its headings, shared as a file. */

import type { FindingKind } from "../finding-kinds.ts";
import type { ObservationResult, SubjectKind } from "../observation.ts";

/** What a column can hold. `subject` and one of `check` and `title` are always needed. */
export const tableFields = [
  "subject",
  "check",
  "title",
  "result",
  "severity",
  "refs",
  "observedAt",
  "message",
] as const;

export type TableField = (typeof tableFields)[number];

export interface TableMapping {
  /** Lower-case letters, digits and hyphens. */
  readonly id: string;
  readonly name: string;
  /** Who wrote the table, e.g. `RSAS`; sources of one tool are one family. */
  readonly tool: string;
  /** All headings in order, as they stood when it was mapped; empty: only those of `columns` are known. */
  readonly headings: readonly string[];
  /** Heading by field. */
  readonly columns: Readonly<Partial<Record<TableField, string>>>;
  readonly subjectKind: Exclude<SubjectKind, "product">;
  /** What its rows are about, for requirements that ask across tools; empty: only ids decide. */
  readonly kinds: readonly FindingKind[];
  /** What a row means where it has no result of its own: a list of weaknesses means `fail`. */
  readonly rowMeans: ObservationResult;
  /** Result by the table's own words, beside those that everybody uses. */
  readonly words: Readonly<Record<string, ObservationResult>>;
  /** `unverified`: from public knowledge of the tool, and no table of it was seen. */
  readonly standing: "own" | "unverified";
}
