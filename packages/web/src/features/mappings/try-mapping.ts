/** What comes of a mapping on the previewed rows, by the very reader that the node uses. */

import { readMappedTable, type ReadEvent, type SheetRow } from "@fenji/evidence";
import type { Mapping, PreviewedTable } from "./mapping-queries.ts";

export type TriedRow = Extract<ReadEvent, { kind: "observation" }>["observation"];

export interface Tried {
  readonly observations: readonly TriedRow[];
  readonly warnings: readonly Extract<ReadEvent, { kind: "warning" }>[];
}

const nothing: Tried = { observations: [], warnings: [] };

async function* rowsOf({ headings, headingAt, rows }: PreviewedTable): AsyncGenerator<SheetRow> {
  yield { cells: headings, placeOf: () => headingAt };
  for (const { cells, places } of rows)
    yield { cells, placeOf: (column) => places[column] ?? places[0] ?? headingAt };
}

export const tryMapping = async (table: PreviewedTable, mapping: Mapping): Promise<Tried> => {
  const { subject, check, title } = mapping.columns;
  if (subject === undefined || (check === undefined && title === undefined)) return nothing;
  const context = {
    decoder: (label: string) => new TextDecoder(label),
    now: new Date().toISOString(),
    tables: [mapping],
  };
  const observations: TriedRow[] = [];
  const warnings: Tried["warnings"][number][] = [];
  for await (const event of readMappedTable(rowsOf(table), context)) {
    if (event.kind === "observation") observations.push(event.observation);
    if (event.kind === "warning") warnings.push(event);
  }
  return { observations, warnings };
};
