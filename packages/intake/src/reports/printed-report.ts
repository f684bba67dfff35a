/** What a report writer is given: titled sections of paragraphs with one table each, all of it plain text. */

export interface PrintedReport {
  readonly title: string;
  /** Stands under the title and on every page. */
  readonly status: string;
  readonly sections: readonly {
    readonly title: string;
    readonly paragraphs: readonly string[];
    readonly table: {
      readonly headings: readonly string[];
      /** In hundredths of the page's width. */
      readonly widths: readonly number[];
      readonly rows: readonly (readonly string[])[];
    };
  }[];
  readonly notes: readonly string[];
}
