/** Where a rule or a number comes from, and how sure it is. */

import type { LocalizedText } from "@fenji/kernel";

/** How sure a number is: published and read, transcribed at second hand, from memory, or made up as an example. */
export type Standing = "official" | "transcribed" | "unverified" | "illustrative";

export interface Source {
  readonly id: string;
  readonly title: LocalizedText;
  /** Document or standard number, e.g. `GB/T 44462.1-2024`. */
  readonly number: string | null;
  /** Date of issue, `YYYY-MM-DD` or a prefix of it. */
  readonly issued: string | null;
  readonly note: LocalizedText | null;
}

/** A place in a source: `{source: "measures-2024", clause: "art. 6"}`. */
export interface Citation {
  readonly source: string;
  readonly clause: string | null;
}
