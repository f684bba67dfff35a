/** Reads of inspections: requests made or received, and what came of them. */

import type { listInspections, QueryOf, ReplyOf } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import type { Ctx } from "../../platform/ctx.ts";
import { decodeIdCursor, encodeIdCursor } from "../exchange/public.ts";

type List = ReplyOf<typeof listInspections>;

type Inspection = List["inspections"][number];

const selectInspections = (tx: Ctx) =>
  tx.db
    .selectFrom("inspections as i")
    .innerJoin("enterprises as e", "e.enterprise_id", "i.enterprise_id")
    .innerJoin("peers as p", "p.peer_id", "i.peer_id")
    .leftJoin("releases as r", (join) =>
      join.onRef("r.enterprise_id", "=", "i.enterprise_id").onRef("r.inspection_id", "=", "i.id"),
    )
    .leftJoin("evidence_files as f", (join) =>
      join.onRef("f.enterprise_id", "=", "i.enterprise_id").onRef("f.sha256", "=", "i.item"),
    )
    .selectAll("i")
    .select(["e.credit_code", "e.name as enterprise_name", "p.name as peer_name"])
    .select(["r.size", "r.openings", "f.name as item_name"]);

type Row = Awaited<ReturnType<ReturnType<typeof selectInspections>["execute"]>>[number];

/** The JSON columns were written by this program in the shapes that the contract checks again. */
const toInspection = (row: Row): Inspection => ({
  id: row.id,
  direction: row.direction,
  enterprise: { id: row.enterprise_id, creditCode: row.credit_code, name: row.enterprise_name },
  peer: { id: row.peer_id, name: row.peer_name },
  item: row.item,
  itemName: row.item_name,
  reason: row.reason as Inspection["reason"],
  dueDate: row.due_date,
  state: row.state,
  askedAt: row.asked_at,
  askedBy: row.asked_by,
  answeredAt: row.answered_at,
  refusal: row.refusal as Inspection["refusal"],
  release:
    row.size === null
      ? null
      : {
          sizeBytes: row.size,
          opened: row.openings as NonNullable<Inspection["release"]>["opened"],
        },
});

export const findInspections = async (
  tx: Ctx,
  filter: QueryOf<typeof listInspections> & { readonly enterpriseId?: string },
): Promise<List> => {
  let query = selectInspections(tx);
  if (filter.enterpriseId !== undefined)
    query = query.where("i.enterprise_id", "=", filter.enterpriseId);
  if (filter.state !== undefined) query = query.where("i.state", "=", filter.state);
  if (filter.cursor !== undefined) query = query.where("i.id", "<", decodeIdCursor(filter.cursor));
  const rows = await query
    .orderBy("i.id", "desc")
    .limit(filter.limit + 1)
    .execute();
  const shown = rows.slice(0, filter.limit);
  const last = shown.at(-1);
  return {
    inspections: shown.map(toInspection),
    nextCursor: rows.length > filter.limit && last !== undefined ? encodeIdCursor(last.id) : null,
  };
};

export interface WhichInspection {
  readonly enterpriseId: string;
  readonly inspectionId: string;
}

/** @throws AppError `request.not-found`. */
export const findInspection = async (tx: Ctx, which: WhichInspection): Promise<Inspection> => {
  const row = await selectInspections(tx)
    .where("i.enterprise_id", "=", which.enterpriseId)
    .where("i.id", "=", which.inspectionId)
    .executeTakeFirst();
  if (row === undefined) throw new AppError("request.not-found", { what: which.inspectionId });
  return toInspection(row);
};
