/** Finds which table a sheet is and which column a heading names, in either language or both. */

import type { LocalizedText } from "@fenji/kernel";
import type { PackProblem } from "../pack-problem.ts";
import type { SheetRows } from "./reading.ts";
import { factPrefix } from "./fact-cells.ts";
import { bilingual, type ColumnLayout, type TableLayout } from "./table-layout.ts";
import {
  cellProblem,
  missingHeading,
  noHeading,
  repeatedHeading,
  unknownHeading,
} from "./table-problems.ts";
import { fieldPrefix, numberHeading, parentsOf } from "./table-keys.ts";

/** What the cells below a heading say. */
export type HeadingUse =
  | { readonly kind: "key"; readonly level: number }
  | { readonly kind: "number" }
  | {
      readonly kind: "columns";
      readonly columns: readonly ColumnLayout[];
      readonly heading: string;
    }
  | { readonly kind: "field"; readonly path: string }
  | { readonly kind: "fact"; readonly id: string }
  | { readonly kind: "none" };

const normal = (name: string): string => name.normalize("NFKC").replaceAll(/\s/g, "").toLowerCase();

export const isNamed = ({ zh, en }: LocalizedText, name: string): boolean =>
  [zh, en, bilingual({ zh, en })].some((known) => normal(known) === normal(name));

interface Named {
  readonly name: LocalizedText;
  readonly use: HeadingUse;
  readonly needed: boolean;
}

const namesOf = (layout: TableLayout): readonly Named[] => {
  const parents = parentsOf(layout).flatMap(({ key }) => (key === undefined ? [] : [key.heading]));
  const headings = new Map<string, ColumnLayout[]>();
  for (const column of layout.columns) {
    const name = bilingual(column.heading);
    headings.set(name, [...(headings.get(name) ?? []), column]);
  }
  const columns = [...headings].flatMap(([heading, group]): readonly Named[] => {
    const [first] = group;
    if (first === undefined) return [];
    const needed = first.path === "id" || first.path === "key";
    return [{ name: first.heading, use: { kind: "columns", columns: group, heading }, needed }];
  });
  const number: readonly Named[] =
    layout.key?.by === "number"
      ? [{ name: numberHeading, use: { kind: "number" }, needed: true }]
      : [];
  return [
    ...parents.map((name, level): Named => ({ name, use: { kind: "key", level }, needed: true })),
    ...number,
    ...columns,
  ];
};

const useOf = (
  names: readonly Named[],
  layout: TableLayout,
  heading: string,
): HeadingUse | undefined => {
  if (heading.trim() === "") return { kind: "none" };
  const found = names.find(({ name }) => isNamed(name, heading));
  if (found !== undefined) return found.use;
  if (heading.startsWith(fieldPrefix))
    return { kind: "field", path: heading.slice(fieldPrefix.length).trim() };
  if (layout.spread !== undefined && heading.startsWith(factPrefix))
    return { kind: "fact", id: heading.slice(factPrefix.length).trim() };
  return undefined;
};

/** One use for each column, from the first row that says anything. */
export const matchHeadings = (
  layout: TableLayout,
  { name: sheet, rows }: SheetRows,
  problems: PackProblem[],
): readonly HeadingUse[] => {
  const [first] = rows;
  const names = namesOf(layout);
  const row = first?.row ?? 1;
  const seen = new Set<string>();
  const known = names.map(({ name }) => bilingual(name));
  const uses = (first?.cells ?? []).map((heading, index): HeadingUse => {
    const at = { sheet, row, column: index + 1 };
    const use = useOf(names, layout, heading);
    if (use === undefined) {
      problems.push(cellProblem(at, unknownHeading(heading.slice(0, 80), known)));
      return { kind: "none" };
    }
    const same = JSON.stringify(use);
    if (use.kind !== "none" && seen.has(same))
      problems.push(cellProblem(at, repeatedHeading(heading)));
    seen.add(same);
    return use;
  });
  for (const { name, use, needed } of names)
    if (needed && !seen.has(JSON.stringify(use)))
      problems.push(cellProblem({ sheet, row, column: 1 }, missingHeading(bilingual(name))));
  const width = uses.length;
  const beyond = rows.find(({ cells }) => cells.slice(width).some((cell) => cell.trim() !== ""));
  if (beyond !== undefined)
    problems.push(cellProblem({ sheet, row: beyond.row, column: width + 1 }, noHeading));
  return uses;
};
