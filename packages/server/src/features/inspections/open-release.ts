/** Opens a released file; who opened it, and when, is recorded before the bytes are given out. */

import { decodeUtf8 } from "@fenji/intake";
import { AppError, type EnterpriseId, type Sha256 } from "@fenji/kernel";
import { readBody, readEnvelope } from "@fenji/submission";
import { sql } from "kysely";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import type { NodeServices } from "../../platform/http/node-services.ts";
import type { WhichInspection } from "./inspection-queries.ts";
import { releaseStore } from "./release-store.ts";

const note = (ctx: Ctx, which: WhichInspection): Promise<string> =>
  inTransaction(ctx, async (tx) => {
    const opening = JSON.stringify([{ at: tx.now().toISOString(), actor: tx.actor.id }]);
    const release = await tx.db
      .updateTable("releases")
      .set({ openings: sql<string>`openings || ${opening}::jsonb` })
      .where("enterprise_id", "=", which.enterpriseId)
      .where("inspection_id", "=", which.inspectionId)
      .where("stored", "is not", null)
      .returning(["item", "stored"])
      .executeTakeFirst();
    if (release === undefined || release.stored === null)
      throw new AppError("request.not-found", { what: which.inspectionId });
    tx.events.record({
      enterpriseId: which.enterpriseId as EnterpriseId,
      action: "release.opened",
      subject: which.inspectionId,
      payload: { item: release.item },
    });
    return release.stored;
  });

/** @throws AppError `request.not-found`; `exchange.malformed` for a stored file that has been changed. */
export const openRelease = async (
  ctx: Ctx,
  services: NodeServices,
  which: WhichInspection,
): Promise<Uint8Array> => {
  const stored = await note(ctx, which);
  const parts: Uint8Array[] = [];
  for await (const part of releaseStore(services).read(stored as Sha256)) parts.push(part);
  const read = readEnvelope(Buffer.concat(parts), { decode: decodeUtf8 });
  if (!read.ok) throw read.error;
  const typed = readBody(read.value.message);
  if (!typed.ok) throw typed.error;
  if (typed.value.kind !== "release")
    throw new AppError("exchange.malformed", { detail: typed.value.kind });
  return Buffer.from(typed.value.body.content, "base64");
};
