/** Finds the heading row of each sheet of a list, and what its columns seem to be. */

import type { ListImport } from "@fenji/contract";
import type { ListSheet, OpenedList } from "@fenji/intake";
import { AppError } from "@fenji/kernel";
import { proposeMapping, type ListField, type Remembered } from "./list-fields.ts";

type Sheet = ListImport["sheets"][number];

const rowsLookedAt = 20;
const samplesShown = 5;
const sampleLength = 100;

const firstRows = async (sheet: ListSheet) => {
  const rows = [];
  for await (const batch of sheet.read()) {
    rows.push(...batch.rows.slice(0, rowsLookedAt + samplesShown));
    if (rows.length >= rowsLookedAt + samplesShown) break;
  }
  return rows;
};

const recognised = (proposal: readonly (string | null)[]): number =>
  proposal.filter((field) => field !== null).length;

/** Undefined where fewer than two columns of no row are recognised. */
const inspectSheet = async (
  sheet: ListSheet,
  fields: readonly ListField[],
  remembered: Remembered,
): Promise<Sheet | undefined> => {
  const rows = await firstRows(sheet);
  const candidates = rows.slice(0, rowsLookedAt).map(({ cells, row }, index) => {
    const headings = cells.map((cell) => cell.trim().slice(0, sampleLength));
    return { row, index, headings, proposal: proposeMapping(fields, headings, remembered) };
  });
  const [best] = candidates.toSorted((a, b) => recognised(b.proposal) - recognised(a.proposal));
  if (best === undefined || recognised(best.proposal) < 2) return undefined;
  return {
    name: sheet.name,
    headingRow: best.row,
    headings: best.headings,
    samples: rows
      .slice(best.index + 1, best.index + 1 + samplesShown)
      .map(({ cells }) =>
        best.headings.map((_heading, column) => (cells[column] ?? "").slice(0, sampleLength)),
      ),
    proposal: best.proposal,
  };
};

/** The likeliest sheet first. @throws AppError `list.no-headings`. */
export const inspectList = async (
  list: OpenedList,
  fields: readonly ListField[],
  remembered: Remembered,
): Promise<readonly Sheet[]> => {
  const found: Sheet[] = [];
  for (const sheet of list.sheets) {
    const inspected = await inspectSheet(sheet, fields, remembered);
    if (inspected !== undefined) found.push(inspected);
  }
  if (found.length === 0)
    throw new AppError("list.no-headings", {
      sheets: list.sheets
        .map(({ name }) => name)
        .join(", ")
        .slice(0, 300),
    });
  return found.toSorted((a, b) => recognised(b.proposal) - recognised(a.proposal));
};
