/** A report as text: titled sections of paragraphs and one table each. */

import type { LocalizedText } from "@fenji/kernel";

export interface WrittenSection {
  readonly id: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly table: {
    readonly headings: readonly string[];
    /** In hundredths of the page's width. */
    readonly widths: readonly number[];
    readonly rows: readonly (readonly string[])[];
  };
}

export interface WrittenReport {
  readonly title: string;
  /** Stands under the title and on every page. */
  readonly status: string;
  readonly sections: readonly WrittenSection[];
  readonly notes: readonly string[];
}

/** Says it in the report's language. */
export interface Say {
  (zh: string, en: string): string;
  readonly text: (text: LocalizedText) => string;
}
