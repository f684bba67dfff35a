/** Reads the sheet that has a line for each member of the pack that is no list. */

import { cellValue } from "./cell-value.ts";
import { isNamed } from "./match-headings.ts";
import { headColumns, headFields } from "./pack-layout.ts";
import type { Reading, SheetRows } from "./reading.ts";
import { bilingual } from "./table-layout.ts";
import { cellProblem, repeatedRow, unknownHeading } from "./table-problems.ts";
import { putAt } from "./tree-path.ts";
import { fieldPrefix } from "./table-keys.ts";

export const readHead = (reading: Reading, { name: sheet, rows }: SheetRows): void => {
  const seen = new Set<string>();
  for (const { row, cells } of rows) {
    const [item = "", content = ""] = cells;
    if (item.trim() === "" || isNamed(headColumns[0], item)) continue;
    const line = lineOf(item.trim());
    const say = (column: number, message: { zh: string; en: string }): void =>
      void reading.problems.push(cellProblem({ sheet, row, column }, message));
    if (line === undefined) {
      const known = headFields.map(({ heading }) => bilingual(heading));
      say(1, unknownHeading(item.slice(0, 80), known));
      continue;
    }
    if (seen.has(line.path)) say(1, repeatedRow(item));
    seen.add(line.path);
    reading.origins.set(line.path, { sheet, row, column: 2 });
    if (content.trim() === "") continue;
    const read = cellValue(line.kind, content);
    if ("problem" in read) say(2, read.problem);
    else putAt(reading.tree, line.path, read.value);
  }
};

const lineOf = (item: string) => {
  if (item.startsWith(fieldPrefix))
    return { path: item.slice(fieldPrefix.length), kind: "structure" } as const;
  return headFields.find(({ heading }) => isNamed(heading, item));
};
