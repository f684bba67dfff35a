/** Publications that were once released for the same counts: what is printed next is checked against each of them. */

import { publicationBody } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import type { EarlierValues } from "@fenji/indicators";
import type { Ctx } from "../../platform/ctx.ts";
import { columnKey, type PublicationBody } from "./publication-body.ts";
import type { Counted, Counts } from "./read-counts.ts";
import { overlap, type JurisdictionRow } from "./read-area.ts";

interface Earlier {
  readonly id: string;
  readonly jurisdiction: string;
  readonly releasedAt: string;
  readonly body: PublicationBody;
}

/** What was withdrawn was read by somebody: it counts as much as what still stands. */
export const findOnceReleased = async (
  ctx: Ctx,
  same: { readonly packId: string; readonly type: string },
): Promise<Earlier[]> => {
  const rows = await ctx.db
    .selectFrom("publications")
    .where("pack_id", "=", same.packId)
    .where("object_type", "=", same.type)
    .where("state", "in", ["released", "withdrawn"])
    .select(["id", "jurisdiction_code as jurisdiction", "reviewed_at as releasedAt", "body"])
    .orderBy("id")
    .execute();
  return rows.map(({ releasedAt, body, ...row }) => ({
    ...row,
    releasedAt: releasedAt ?? "",
    body: publicationBody.parse(body),
  }));
};

/**
 * Those of the same area. The nation beside a part of it cannot be checked: one minus the other is a table of its own.
 * @throws AppError `publication.overlap`.
 */
export const ofSameArea = (
  table: readonly JurisdictionRow[],
  jurisdiction: string,
  earlier: readonly Earlier[],
): Earlier[] => {
  const crossing = earlier.find(
    (one) => one.jurisdiction !== jurisdiction && overlap(table, one.jurisdiction, jurisdiction),
  );
  if (crossing !== undefined)
    throw new AppError("publication.overlap", { jurisdiction: crossing.jurisdiction });
  return earlier.filter((one) => one.jurisdiction === jurisdiction);
};

const totalsOf = (body: PublicationBody): readonly (number | null)[] => body.grid.at(-1) ?? [];

/**
 * Tables of the same firms by other rows share the bottom line. Printed there and here, it ties them no further: any
 * rows of the one can stand beside any rows of the other. Withheld in both, each would narrow it down for the other.
 * @throws AppError `publication.linked`.
 */
export const refuseLinked = (
  { rowsBy }: Pick<Counted, "rowsBy">,
  earlier: readonly Earlier[],
): void => {
  const linked = earlier.find(
    ({ body }) => body.rowsBy !== rowsBy && totalsOf(body).includes(null),
  );
  if (linked !== undefined) throw new AppError("publication.linked", { publication: linked.id });
};

/** Position of a key, that of the totals for null; undefined where the table has no such line. */
const positionOf = (keys: readonly string[], key: string | null): number | undefined => {
  if (key === null) return keys.length;
  const found = keys.indexOf(key);
  return found === -1 ? undefined : found;
};

/** An earlier table laid over this one; a line that it did not have held nobody. */
export const alignWith = (
  counts: Pick<Counts, "rows" | "columns">,
  rowsBy: PublicationBody["rowsBy"],
  body: PublicationBody,
): EarlierValues => {
  const rowKeys = body.rows.map(({ key }) => key);
  const columnKeys = body.columns.map(columnKey);
  const valueAt = (row: string | null, column: string | null): number | null | undefined => {
    if (row !== null && body.rowsBy !== rowsBy) return undefined;
    const r = positionOf(rowKeys, row);
    const c = positionOf(columnKeys, column);
    return r === undefined || c === undefined ? 0 : body.grid[r]?.[c];
  };
  return [...counts.rows.map(({ key }) => key), null].flatMap((row) =>
    [...counts.columns.map(columnKey), null].map((column) => valueAt(row, column)),
  );
};
