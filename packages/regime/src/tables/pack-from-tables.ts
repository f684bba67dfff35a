/** A pack from tables, checked; what is wrong is told by sheet, row and column. */

import { err, ok, type Result } from "@fenji/kernel";
import { filesOf, packDocuments, type PackDocument } from "../pack-files.ts";
import type { PackProblem } from "../pack-problem.ts";
import { readPack, type PackFiles } from "../read-pack.ts";
import { readTables } from "./read-tables.ts";
import type { SheetRows } from "./reading.ts";
import { cellProblem, type CellPlace } from "./table-problems.ts";

/** Files of a sound pack, or every problem in the order of the sheets. */
export const packFromTables = (
  sheets: readonly SheetRows[],
): Result<PackFiles, readonly PackProblem[]> => {
  const { tree, origins, problems } = readTables(sheets);
  if (problems.length > 0) return err(problems);
  const documents = packDocuments(tree);
  const files = filesOf(documents);
  const read = readPack(files);
  if (read.ok) return ok(files);
  return err(read.error.map((problem) => inSheet(problem, documents, origins)));
};

/** The cell that said it, or the row, or the list; the file where nothing did. */
const inSheet = (
  problem: PackProblem,
  documents: readonly PackDocument[],
  origins: ReadonlyMap<string, CellPlace>,
): PackProblem => {
  const document = documents.find(({ file }) => file === problem.file);
  const steps = problem.path === "" ? [] : problem.path.split(".");
  const path = document?.inTree(steps) ?? [];
  for (let length = path.length; length > 0; length -= 1) {
    const place = origins.get(path.slice(0, length).join("."));
    if (place !== undefined) return cellProblem(place, problem.message);
  }
  return problem;
};
