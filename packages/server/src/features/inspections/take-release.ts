/** The supervisor's node takes in a released item, if it is the very file that was asked for, and keeps it apart. */

import { createHash } from "node:crypto";
import { AppError, type EnterpriseId } from "@fenji/kernel";
import { releaseLimitBytes } from "@fenji/submission";
import type { Ctx } from "../../platform/ctx.ts";
import type { NodeServices } from "../../platform/http/node-services.ts";
import type { Incoming } from "../exchange/public.ts";
import { releaseStore } from "./release-store.ts";

interface Asked {
  readonly inspection: string;
  readonly item: string;
}

/** @throws AppError `exchange.about-unknown`, `inspection.state`. */
export const requireOpen = async (
  tx: Ctx,
  { enterpriseId, sender }: Pick<Incoming, "enterpriseId" | "sender">,
  { inspection, item }: Asked,
): Promise<void> => {
  const held = await tx.db
    .selectFrom("inspections")
    .select("state")
    .where("enterprise_id", "=", enterpriseId)
    .where("id", "=", inspection)
    .where("peer_id", "=", sender.id)
    .where("direction", "=", "out")
    .where("item", "=", item)
    .forUpdate()
    .executeTakeFirst();
  if (held === undefined) throw new AppError("exchange.about-unknown", { about: inspection });
  if (held.state !== "asked") throw new AppError("inspection.state", { state: held.state });
};

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text, "utf8");
}

/** @throws AppError `inspection.item` for bytes that are not those of the commitment. */
export const takeRelease = async (
  tx: Ctx,
  services: NodeServices,
  incoming: Incoming<"release">,
): Promise<void> => {
  const { message, enterpriseId, envelopeText } = incoming;
  const { inspection, item, sizeBytes, content } = message.body;
  await requireOpen(tx, incoming, message.body);
  const bytes = Buffer.from(content, "base64");
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  if (sha256 !== item || bytes.length !== sizeBytes)
    throw new AppError("inspection.item", { sha256 });
  // Kept before the commit: a file too many is no loss, one too few would be.
  const stored = await releaseStore(services).receive(once(envelopeText), releaseLimitBytes);
  await stored.keep();
  await tx.db
    .updateTable("inspections")
    .set({ state: "released", answered_at: message.createdAt })
    .where("enterprise_id", "=", enterpriseId)
    .where("id", "=", inspection)
    .execute();
  await tx.db
    .insertInto("releases")
    .values({
      enterprise_id: enterpriseId ?? "",
      inspection_id: inspection,
      item,
      size: sizeBytes,
      released_at: message.createdAt,
      stored: stored.sha256,
    })
    .execute();
  tx.events.record({
    enterpriseId: enterpriseId as EnterpriseId | null,
    action: "inspection.released",
    subject: inspection,
    payload: { item, sizeBytes, message: message.id },
  });
};

export const takeRefusal = async (tx: Ctx, incoming: Incoming<"refusal">): Promise<void> => {
  const { message, enterpriseId } = incoming;
  const { inspection, item, reason } = message.body;
  await requireOpen(tx, incoming, message.body);
  await tx.db
    .updateTable("inspections")
    .set({ state: "refused", answered_at: message.createdAt, refusal: JSON.stringify(reason) })
    .where("enterprise_id", "=", enterpriseId)
    .where("id", "=", inspection)
    .execute();
  tx.events.record({
    enterpriseId: enterpriseId as EnterpriseId | null,
    action: "inspection.refused",
    subject: inspection,
    payload: { item, message: message.id },
  });
};
