/** Reads tables as a pack that nobody has checked yet, and remembers which cell said what. */

import type { PackTree } from "../pack-files.ts";
import type { PackProblem } from "../pack-problem.ts";
import { joinPieces, longTitle, wholeCell } from "./long-cells.ts";
import { isNamed } from "./match-headings.ts";
import { guideTitle, headTitle, packTables } from "./pack-layout.ts";
import type { Reading, SheetRows } from "./reading.ts";
import { readHead } from "./read-head.ts";
import { readRows } from "./read-rows.ts";
import { bilingual, type TableLayout } from "./table-layout.ts";
import {
  cellProblem,
  missingPieces,
  missingSheet,
  unknownSheet,
  type CellPlace,
} from "./table-problems.ts";

export interface TablesRead {
  readonly tree: PackTree;
  readonly origins: ReadonlyMap<string, CellPlace>;
  readonly problems: readonly PackProblem[];
}

const needed = new Set(["Facts", "Rules", "Types"]);

const blankTree = (): Record<string, unknown> => ({
  header: {},
  grading: { facts: [], derivations: [], nodes: [], types: [] },
  domains: [],
  capabilities: [],
  requirements: [],
  questions: [],
  crosswalks: [],
  cases: [],
  obligations: null,
  freshness: null,
});

export const readTables = (sheets: readonly SheetRows[]): TablesRead => {
  const problems: PackProblem[] = [];
  const whole = withLongCells(sheets, problems);
  const head = whole.find(({ name }) => isNamed(headTitle, name));
  const matched = new Map(packTables.map((layout) => [layout.id, sheetOf(layout, whole)]));
  checkSheets(whole, { head, matched }, problems);
  const absent = [...matched].flatMap(([id, sheet]) => (sheet === undefined ? [id] : []));
  const reading: Reading = {
    tree: blankTree(),
    origins: new Map(),
    problems,
    parents: new Map(),
    absent: new Set(absent.filter((id) => needed.has(id))),
  };
  if (head !== undefined) readHead(reading, head);
  for (const layout of packTables) {
    const sheet = matched.get(layout.id);
    if (sheet !== undefined) readRows(reading, layout, sheet);
  }
  return reading;
};

const sheetOf = ({ id, title }: TableLayout, sheets: readonly SheetRows[]): SheetRows | undefined =>
  sheets.find(({ name }) => isNamed(title, name) || isNamed({ zh: id, en: id }, name));

const withLongCells = (
  sheets: readonly SheetRows[],
  problems: PackProblem[],
): readonly SheetRows[] => {
  const long = sheets.find(({ name }) => isNamed(longTitle, name));
  const pieces = joinPieces((long?.rows ?? []).slice(1).map(({ cells }) => cells));
  return sheets
    .filter((sheet) => sheet !== long)
    .map(({ name, rows }) => ({
      name,
      rows: rows.map(({ row, cells }) => ({
        row,
        cells: cells.map((cell, index) => {
          const whole = wholeCell(pieces, cell);
          if (whole === undefined)
            problems.push(cellProblem({ sheet: name, row, column: index + 1 }, missingPieces));
          return whole ?? "";
        }),
      })),
    }));
};

interface Matched {
  readonly head: SheetRows | undefined;
  readonly matched: ReadonlyMap<string, SheetRows | undefined>;
}

const checkSheets = (
  sheets: readonly SheetRows[],
  { head, matched }: Matched,
  problems: PackProblem[],
): void => {
  const used = new Set([head, ...matched.values()]);
  const strange = sheets.filter(
    (sheet) => !used.has(sheet) && !sheet.name.startsWith("_") && !isNamed(guideTitle, sheet.name),
  );
  const absent = packTables.filter(({ id }) => matched.get(id) === undefined);
  const names = [
    ...(head === undefined ? [bilingual(headTitle)] : []),
    ...absent.map(({ title }) => bilingual(title)),
  ];
  const all = names.flatMap((name) => [name, ...name.split(" ")]);
  for (const { name } of strange)
    problems.push(cellProblem({ sheet: name, row: 1, column: 1 }, unknownSheet(name, all)));
  const missing = [
    ...(head === undefined ? [headTitle] : []),
    ...absent.filter(({ id }) => needed.has(id)).map(({ title }) => title),
  ];
  const wrong = strange.map(({ name }) => name);
  for (const title of missing) {
    const name = bilingual(title);
    problems.push(cellProblem({ sheet: name, row: 1, column: 1 }, missingSheet(title, wrong)));
  }
};
