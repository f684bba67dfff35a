/** The firm releases the item that was asked for: the one way in which evidence leaves its node. */

import { AppError, type EnterpriseId, type Sha256 } from "@fenji/kernel";
import { releasedItemLimitBytes } from "@fenji/submission";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { enqueueMessage, type Exchange } from "../exchange/public.ts";
import type { WhichInspection } from "./inspection-queries.ts";
import { requireAsked } from "./open-inspection.ts";

/** Only a file of this very enterprise: the store holds those of its neighbours too. */
const readItem = async (tx: Ctx, enterpriseId: string, item: string): Promise<Buffer> => {
  const file = await tx.db
    .selectFrom("evidence_files")
    .select("size")
    .where("enterprise_id", "=", enterpriseId)
    .where("sha256", "=", item)
    .executeTakeFirst();
  const sha256 = item as Sha256;
  if (file === undefined || !tx.files.has(sha256))
    throw new AppError("inspection.not-held", { sha256: item });
  if (file.size > releasedItemLimitBytes) {
    const limit = `${Math.floor(releasedItemLimitBytes / 2 ** 20)} MB`;
    throw new AppError("inspection.too-large", { limit });
  }
  const parts: Uint8Array[] = [];
  for await (const part of tx.files.read(sha256)) parts.push(part);
  return Buffer.concat(parts);
};

/** @throws AppError `request.not-found`, `inspection.state`, `inspection.item`, `inspection.not-held`, `inspection.too-large`. */
export const releaseItem = (
  ctx: Ctx,
  exchange: Exchange,
  wish: WhichInspection & { readonly item: string },
): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const { enterpriseId, inspectionId } = wish;
    const { item, to } = await requireAsked(tx, wish);
    if (item !== wish.item) throw new AppError("inspection.item", { sha256: wish.item });
    const bytes = await readItem(tx, enterpriseId, item);
    const { id } = await enqueueMessage(tx, exchange.identity(), {
      ...to,
      kind: "release",
      body: {
        inspection: inspectionId,
        item,
        sizeBytes: bytes.length,
        content: bytes.toString("base64"),
      },
    });
    const at = tx.now().toISOString();
    await tx.db
      .updateTable("inspections")
      .set({ state: "released", answered_at: at })
      .where("enterprise_id", "=", enterpriseId)
      .where("id", "=", inspectionId)
      .execute();
    await tx.db
      .insertInto("releases")
      .values({
        enterprise_id: enterpriseId,
        inspection_id: inspectionId,
        item,
        size: bytes.length,
        released_at: at,
      })
      .execute();
    tx.events.record({
      enterpriseId: enterpriseId as EnterpriseId,
      action: "inspection.released",
      subject: inspectionId,
      payload: { item, sizeBytes: bytes.length, message: id },
    });
  });
