/** Begins a link to the supervisor that gave a code: its key is expected, and the enrolment waits to be sent or carried. */

import { hashText } from "@fenji/intake";
import { AppError, type EnterpriseId } from "@fenji/kernel";
import { readEnrolmentCode } from "@fenji/submission";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { dropParting } from "./drop-parting.ts";
import { enqueueMessage } from "./enqueue-message.ts";
import { hashSecret, nameOfCode, proveEnrolment } from "./enrolment-proof.ts";
import { checkAddress } from "./exchange-address.ts";
import { findFiledEnterprise } from "./filed-enterprise.ts";
import type { Exchange } from "./open-exchange.ts";

export interface EnrolmentWish {
  /** null: this node itself, a supervisor's. */
  readonly enterpriseId: string | null;
  readonly address: string | null;
  readonly code: string;
}

export interface BegunEnrolment {
  readonly peerId: string;
  readonly messageId: string;
  readonly address: string | null;
}

interface Expected {
  readonly peerId: string;
  readonly keyId: string;
  readonly address: string | null;
}

/** A peer that is linked already stays so, with the keys it is pinned by; a new address is taken over. */
const expectPeer = async (tx: Ctx, { peerId, keyId, address }: Expected): Promise<void> => {
  const held = await tx.db
    .selectFrom("peers")
    .select(["state", "relation"])
    .where("peer_id", "=", peerId)
    .forUpdate()
    .executeTakeFirst();
  if (held !== undefined && held.relation !== "above")
    throw new AppError("exchange.linked-already", {});
  const waiting = { state: "pending", expected_key: keyId } as const;
  if (held === undefined) {
    await tx.db
      .insertInto("peers")
      .values({
        peer_id: peerId,
        node_kind: "supervisor",
        name: address ?? peerId,
        relation: "above",
        address,
        ...waiting,
        created_at: tx.now().toISOString(),
      })
      .execute();
    return;
  }
  await tx.db
    .updateTable("peers")
    .set({
      failures: 0,
      failure: null,
      retry_at: null,
      ...(address === null ? {} : { address }),
      ...(held.state === "linked" ? {} : waiting),
    })
    .where("peer_id", "=", peerId)
    .execute();
};

const beginLink = async (tx: Ctx, enterpriseId: string, peerId: string): Promise<void> => {
  const held = await tx.db
    .selectFrom("links")
    .select("state")
    .where("enterprise_id", "=", enterpriseId)
    .where("peer_id", "=", peerId)
    .executeTakeFirst();
  if (held?.state === "linked") throw new AppError("exchange.linked-already", {});
  const at = tx.now().toISOString();
  await tx.db
    .insertInto("links")
    .values({ enterprise_id: enterpriseId, peer_id: peerId, state: "pending", created_at: at })
    .onConflict((conflict) =>
      conflict
        .columns(["enterprise_id", "peer_id"])
        .doUpdateSet({ state: "pending", created_at: at, ended_at: null }),
    )
    .execute();
};

/** An enrolment that waits with an earlier code is given up for this one. */
const dropEarlier = async (tx: Ctx, peerId: string, enterpriseId: string | null): Promise<void> => {
  await dropParting(tx, peerId);
  await tx.db
    .updateTable("outbox_messages")
    .set({ state: "refused" })
    .where("peer_id", "=", peerId)
    .where("kind", "=", "enrolment")
    .where("state", "in", ["queued", "sent", "held"])
    .where((eb) =>
      enterpriseId === null
        ? eb("enterprise_id", "is", null)
        : eb("enterprise_id", "=", enterpriseId),
    )
    .execute();
};

/** @throws AppError `exchange.code-damaged`, `exchange.address`, `exchange.linked-already`, `request.not-found`. */
export const beginEnrolment = (
  ctx: Ctx,
  exchange: Exchange,
  { enterpriseId, address, code }: EnrolmentWish,
): Promise<BegunEnrolment> => {
  const { secret, nodeId: peerId, keyId } = readEnrolmentCode(code, hashText);
  const origin = address === null || address.trim() === "" ? null : checkAddress(address);
  const identity = exchange.identity();
  if (peerId === identity.id) throw new AppError("exchange.code-refused", {});
  return inTransaction(ctx, async (tx) => {
    const enterprise = enterpriseId === null ? null : await findFiledEnterprise(tx, enterpriseId);
    await expectPeer(tx, { peerId, keyId, address: origin });
    if (enterpriseId !== null) await beginLink(tx, enterpriseId, peerId);
    await dropEarlier(tx, peerId, enterpriseId);
    const secretHash = hashSecret(secret);
    const proven = { node: identity.card, enterprise, jurisdiction: null };
    const queued = await enqueueMessage(tx, identity, {
      peerId,
      kind: "enrolment",
      body: {
        code: nameOfCode(secretHash),
        proof: proveEnrolment(secretHash, { ...proven, to: peerId }),
        ...proven,
      },
      enterprise:
        enterpriseId === null || enterprise === null
          ? null
          : { id: enterpriseId, creditCode: enterprise.creditCode },
    });
    tx.events.record({
      enterpriseId: enterpriseId as EnterpriseId | null,
      action: "enrolment.begun",
      subject: peerId,
      payload: { address: origin, message: queued.id },
    });
    return { peerId, messageId: queued.id, address: origin };
  });
};
