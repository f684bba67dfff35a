/** Reads of templates of reasons. */

import type { listReasonTemplates, ReplyOf } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import { namesOfActors } from "../identity/public.ts";

export type ReasonTemplate = ReplyOf<typeof listReasonTemplates>["templates"][number];

interface Which {
  readonly pack?: string | undefined;
  readonly id?: string;
}

export const findReasonTemplates = async (
  tx: Ctx,
  { pack, id }: Which,
): Promise<ReasonTemplate[]> => {
  let query = tx.db
    .selectFrom("reason_templates")
    .select(["id", "pack_id", "item", "changed_at", "changed_by"])
    .select(sql<ReasonTemplate["text"]>`text`.as("text"));
  if (pack !== undefined) query = query.where("pack_id", "=", pack);
  if (id !== undefined) query = query.where("id", "=", id);
  const rows = await query.orderBy("pack_id").orderBy("item").orderBy("id").execute();
  const names = await namesOfActors(
    tx,
    rows.map(({ changed_by }) => changed_by),
  );
  return rows.map((row) => ({
    id: row.id,
    pack: row.pack_id,
    item: row.item,
    text: row.text,
    changedAt: row.changed_at,
    changedBy: names.get(row.changed_by) ?? null,
  }));
};

/** @throws AppError `request.not-found`. */
export const findReasonTemplate = async (tx: Ctx, id: string): Promise<ReasonTemplate> => {
  const [found] = await findReasonTemplates(tx, { id });
  if (found === undefined) throw new AppError("request.not-found", { what: id });
  return found;
};
