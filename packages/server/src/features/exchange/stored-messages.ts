/** Messages of others as they are kept: byte for byte, with their hash and our receipt. */

import { errorMessage, type AppError } from "@fenji/kernel";
import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import type { Incoming } from "./incoming.ts";

interface StoredMessage {
  readonly hash: string;
  readonly receipt: string;
  /** What was answered beside the receipt, and still waits to be receipted: the answer to an enrolment. */
  readonly answers: readonly string[];
}

/** By sender and id. */
export const findStored = async (
  tx: Ctx,
  asked: readonly { readonly from: string; readonly id: string }[],
): Promise<ReadonlyMap<string, StoredMessage>> => {
  if (asked.length === 0) return new Map();
  const { rows } = await sql<{
    peer_id: string;
    id: string;
    hash: string;
    receipt: string;
    kind: string;
  }>`
    select m.peer_id, m.id, m.hash, m.receipt, m.kind from inbox_messages m
    join unnest(${asked.map(({ from }) => from)}::uuid[], ${asked.map(({ id }) => id)}::uuid[])
      as asked (peer_id, id) on asked.peer_id = m.peer_id and asked.id = m.id`.execute(tx.db);
  const enrolments = rows.filter(({ kind }) => kind === "enrolment").map(({ id }) => id);
  const answers =
    enrolments.length === 0
      ? []
      : await tx.db
          .selectFrom("outbox_messages")
          .select(["in_reply_to", "envelope"])
          .where("in_reply_to", "in", enrolments)
          .execute();
  return new Map(
    rows.map(({ peer_id, id, hash, receipt }) => [
      `${peer_id} ${id}`,
      {
        hash,
        receipt,
        answers: answers.filter((one) => one.in_reply_to === id).map(({ envelope }) => envelope),
      },
    ]),
  );
};

export interface Received {
  readonly incoming: Incoming;
  readonly failure: AppError | null;
  /** null: a receipt, which gets none and is kept with what it is for. */
  readonly receipt: string | null;
}

/** As kept beside a message: code and both languages, as they were told. */
export const failureJson = (failure: AppError | null): string | null =>
  failure === null
    ? null
    : JSON.stringify({ code: failure.code, ...errorMessage(failure.code, failure.params) });

/** A node heard of is noted at most once a minute, or each message would rewrite its row. */
const noteContact = async (tx: Ctx, peerIds: readonly string[]): Promise<void> => {
  const now = tx.now();
  await tx.db
    .updateTable("peers")
    .set({ last_contact_at: now.toISOString(), failure: null, failures: 0, retry_at: null })
    .where("peer_id", "in", [...new Set(peerIds)])
    .where((eb) =>
      eb.or([
        eb("last_contact_at", "is", null),
        eb("last_contact_at", "<", new Date(now.getTime() - 60_000).toISOString()),
      ]),
    )
    .execute();
};

/** One statement for the whole batch. */
export const storeReceived = async (tx: Ctx, received: readonly Received[]): Promise<void> => {
  if (received.length === 0) return;
  await noteContact(
    tx,
    received.map(({ incoming }) => incoming.sender.id),
  );
  const rows = received.flatMap(({ incoming, failure, receipt }) => {
    if (receipt === null) return [];
    const { message, sender, enterpriseId, envelopeText, hash } = incoming;
    return [
      {
        peer_id: sender.id,
        id: message.id,
        enterprise_id: enterpriseId,
        kind: message.kind,
        schema: message.schema,
        sequence: message.sequence,
        created_at: message.createdAt,
        received_at: tx.now().toISOString(),
        in_reply_to: message.inReplyTo,
        envelope: message.kind === "release" ? null : envelopeText,
        size: Buffer.byteLength(envelopeText),
        hash,
        failure: failureJson(failure),
        receipt,
      },
    ];
  });
  if (rows.length > 0) await tx.db.insertInto("inbox_messages").values(rows).execute();
};
