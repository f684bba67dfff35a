/** Finds the lineage of a family: who shares an engine, a content or a feed has one vote. */

import { emptyRefTable, fileUnder, findByRef } from "../crosswalk/ref-table.ts";
import { lineageTable, type LineageRow } from "./lineage-table.ts";

const table = emptyRefTable<LineageRow>();
for (const row of lineageTable) fileUnder(table, row.family, row);

const known = new Map<string, string>();

/** Families come from files; what one resolves to is kept for so many of them. */
const maxRemembered = 10_000;

/** The most specific row decides; a family without one is its own lineage. */
export const lineageOf = (family: string): string => {
  const remembered = known.get(family);
  if (remembered !== undefined) return remembered;
  const rows = findByRef(table, family);
  const longest = Math.max(...rows.map((row) => row.family.length));
  const lineage = rows.find((row) => row.family.length === longest)?.lineage ?? family;
  if (known.size >= maxRemembered) known.clear();
  known.set(family, lineage);
  return lineage;
};
