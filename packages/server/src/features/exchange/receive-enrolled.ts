/** Takes in the answer to an enrolment: the supervisor shows the key that the code named, and is pinned. */

import { verifySignature } from "@fenji/intake";
import { AppError, type EnterpriseId } from "@fenji/kernel";
import { readBody, verifyMessage, type PinnedKey, type Typed } from "@fenji/submission";
import type { Ctx } from "../../platform/ctx.ts";
import type { Identity } from "./node-identity.ts";
import { pinKeys } from "./pin-keys.ts";
import { answered, rejected, type Answer, type Arrival } from "./read-arrivals.ts";
import { findSenders, type KnownSender } from "./senders.ts";
import { findStored, storeReceived } from "./stored-messages.ts";
import { writeReceipt } from "./write-receipt.ts";

/** Of a peer that is pinned already, its pinned keys; else the ones it shows, if one of them is the expected one. */
const keysOf = (message: Typed<"enrolled">, sender: KnownSender | undefined): PinnedKey[] => {
  if (sender === undefined) return [];
  if (sender.state === "linked") return [...sender.keys];
  const { keys } = message.body.node;
  return keys.some(({ keyId }) => keyId === sender.expectedKey)
    ? keys.map((key) => ({ ...key, state: "current" as const }))
    : [];
};

/** The enrolment that it answers, which is thereby acknowledged. */
const findEnrolment = async (tx: Ctx, message: Typed<"enrolled">) => {
  const { inReplyTo, from } = message;
  const found =
    inReplyTo === null
      ? undefined
      : await tx.db
          .selectFrom("outbox_messages")
          .select(["id", "enterprise_id"])
          .where("id", "=", inReplyTo)
          .where("peer_id", "=", from)
          .where("kind", "=", "enrolment")
          .executeTakeFirst();
  if (found === undefined) throw new AppError("exchange.about-unknown", { about: inReplyTo ?? "" });
  return found;
};

const link = async (
  tx: Ctx,
  message: Typed<"enrolled">,
  sender: KnownSender,
): Promise<string | null> => {
  const { node } = message.body;
  const enrolment = await findEnrolment(tx, message);
  if (sender.state !== "linked") await pinKeys(tx, node, "again");
  const { jurisdiction } = message.body;
  await tx.db
    .updateTable("peers")
    .set({
      name: node.name,
      node_kind: node.kind,
      state: "linked",
      expected_key: null,
      ...(jurisdiction === null ? {} : { jurisdiction_code: jurisdiction }),
    })
    .where("peer_id", "=", node.id)
    .execute();
  if (enrolment.enterprise_id !== null) {
    await tx.db
      .updateTable("links")
      .set({ state: "linked", ended_at: null })
      .where("enterprise_id", "=", enrolment.enterprise_id)
      .where("peer_id", "=", node.id)
      .execute();
  }
  await tx.db
    .updateTable("outbox_messages")
    .set({ state: "acknowledged", failure: null, receipt_at: message.createdAt })
    .where("id", "=", enrolment.id)
    .execute();
  tx.events.record({
    enterpriseId: enrolment.enterprise_id as EnterpriseId | null,
    action: "node.linked",
    subject: node.id,
    payload: { keys: node.keys.map(({ keyId }) => keyId) },
  });
  return enrolment.enterprise_id;
};

export const receiveEnrolled = async (
  tx: Ctx,
  identity: Identity,
  arrival: Arrival,
): Promise<Answer> => {
  const { message, text, envelopeText } = arrival.read;
  const typed = readBody(message);
  if (!typed.ok) return rejected(typed.error, arrival);
  if (typed.value.kind !== "enrolled" || typed.value.body.node.id !== message.from)
    return rejected(new AppError("exchange.not-theirs", { kind: message.kind }), arrival);
  const { id, from } = message;
  const sender = (await findSenders(tx, { peerIds: [from], creditCodes: [] })).get(from);
  const verified = verifyMessage(arrival.read, {
    to: identity.id,
    now: tx.now().toISOString(),
    keys: keysOf(typed.value, sender),
    verifySignature,
  });
  if (!verified.ok) return rejected(verified.error, arrival);
  if (sender === undefined || sender.relation !== "above")
    return rejected(new AppError("exchange.not-theirs", { kind: message.kind }), arrival);
  const { hash } = arrival;
  const stored = (await findStored(tx, [{ from, id }])).get(`${from} ${id}`);
  if (stored !== undefined)
    return answered(arrival, { outcome: "known", failure: null, messages: [stored.receipt] });
  try {
    const enterpriseId = await link(tx, typed.value, sender);
    const receipt = writeReceipt(tx, identity, {
      id,
      from,
      about: message.about,
      hash,
      refusal: null,
    });
    const incoming = { message: typed.value, sender, enterpriseId, text, hash, envelopeText };
    await storeReceived(tx, [{ incoming, failure: null, receipt }]);
    return answered(arrival, { outcome: "accepted", failure: null, messages: [receipt] });
  } catch (error) {
    // Whatever refuses it does so before anything is written.
    if (error instanceof AppError) return rejected(error, arrival);
    throw error;
  }
};
