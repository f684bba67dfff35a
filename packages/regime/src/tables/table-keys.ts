/** How a row names the rows that it belongs to, and how a column names a member that none is made for. */

import type { LocalizedText } from "@fenji/kernel";
import { packTables } from "./pack-layout.ts";
import { bilingual, type TableLayout } from "./table-layout.ts";

/** Before the path of a member that no column is made for. */
export const fieldPrefix = "field:";
export const numberHeading: LocalizedText = { zh: "序号", en: "No." };

/** Headings that name the rows above, outermost first, and the number of the row itself. */
export const keyHeadings = (layout: TableLayout): readonly string[] => {
  const own = layout.key?.by === "number" ? [bilingual(numberHeading)] : [];
  return [
    ...parentsOf(layout).flatMap(({ key }) => (key === undefined ? [] : [bilingual(key.heading)])),
    ...own,
  ];
};

export const parentsOf = (layout: TableLayout): readonly TableLayout[] => {
  const parent = packTables.find(({ id }) => id === layout.parent);
  return parent === undefined ? [] : [...parentsOf(parent), parent];
};
