/** Sends a supervisor's node what waits for it and collects its answers; failures are kept and tried again, for months. */

import { collectMessages, receiveMessage, type Client } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { messageText, sealText } from "@fenji/submission";
import { inSnapshot, inTransaction, type Ctx } from "../../platform/ctx.ts";
import type { Exchange } from "./open-exchange.ts";
import { reachPeer } from "./reach-peer.ts";
import { receiveMessages } from "./receive-messages.ts";
import { refuseEnrolment } from "./refuse-enrolment.ts";
import { failureJson } from "./stored-messages.ts";
import { claimWaiting, noteAttempt, type Waiting } from "./waiting-messages.ts";

export interface Delivered {
  readonly sent: number;
  readonly received: number;
  readonly failure: AppError | null;
}

interface Delivery {
  readonly ctx: Ctx;
  readonly exchange: Exchange;
  readonly client: Client;
  readonly peerId: string;
}

const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** What stands against this one message, not against the sender: the others may still go. */
const aboutTheMessage: ReadonlySet<string> = new Set([
  "exchange.newer-schema",
  "exchange.schema",
  "exchange.malformed",
  "exchange.too-large",
  "exchange.too-deep",
]);

/** Answers of the other node are messages like any others. */
const takeAnswers = async (
  { ctx, exchange }: Delivery,
  messages: readonly string[],
): Promise<readonly string[]> => {
  const answers = await receiveMessages(ctx, exchange, messages.map(encode));
  return answers.flatMap((answer) => [...answer.messages]);
};

/** Receipts of ours that are lost are made again when the message comes again. */
const sendReceipts = async (delivery: Delivery, receipts: readonly string[]): Promise<void> => {
  for (const receipt of receipts) {
    const { messages } = await delivery.client.call(receiveMessage, { bytes: encode(receipt) });
    await takeAnswers(delivery, messages);
  }
};

/** @throws AppError for what stands against everything that this node sends. */
const sendOne = async (delivery: Delivery, waiting: Waiting): Promise<void> => {
  const { ctx, client } = delivery;
  try {
    const { messages } = await client.call(receiveMessage, { bytes: encode(waiting.envelope) });
    await noteAttempt(ctx, waiting.id, { state: "sent", failure: null });
    await sendReceipts(delivery, await takeAnswers(delivery, messages));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (waiting.kind === "enrolment" && (await refuseEnrolment(ctx, waiting.id, error))) return;
    const state = aboutTheMessage.has(error.code) ? "held" : "queued";
    await noteAttempt(ctx, waiting.id, { state, failure: error });
    if (state === "queued") throw error;
  }
};

const sendAll = async (delivery: Delivery): Promise<number> => {
  const { ctx, exchange, peerId } = delivery;
  let sent = 0;
  for (;;) {
    const claimed = await claimWaiting(ctx, exchange.identity(), peerId);
    if (claimed.length === 0) return sent;
    for (const waiting of claimed) await sendOne(delivery, waiting);
    sent += claimed.length;
  }
};

const maxRounds = 50;
const collectLimit = 100;

const askFor = (ctx: Ctx, exchange: Exchange, peerId: string): Uint8Array<ArrayBuffer> => {
  const identity = exchange.identity();
  const text = messageText({
    id: ctx.newId(),
    kind: "collect",
    from: identity.id,
    to: peerId,
    sequence: 0,
    createdAt: ctx.now().toISOString(),
    about: null,
    inReplyTo: null,
    body: { limit: collectLimit },
  });
  return encode(sealText(text, identity.signers));
};

/** Until nothing new comes: what is still offered then waits for a newer version of this node. */
const collectAll = async (delivery: Delivery): Promise<number> => {
  const { ctx, exchange, client, peerId } = delivery;
  const seen = new Set<string>();
  for (let round = 0; round < maxRounds; round += 1) {
    const bytes = askFor(ctx, exchange, peerId);
    const { messages, more } = await client.call(collectMessages, { bytes });
    const fresh = messages.filter((message) => !seen.has(message));
    for (const message of fresh) seen.add(message);
    await sendReceipts(delivery, await takeAnswers(delivery, fresh));
    if (!more || fresh.length === 0) break;
  }
  return seen.size;
};

const baseMs = 5_000;
const longestMs = 3_600_000;

/** Longer after each failure, up to an hour, and never all plants at the same second. */
const retryAt = (now: Date, failures: number): string => {
  const wait = Math.min(longestMs, baseMs * 2 ** Math.min(failures, 20));
  return new Date(now.getTime() + wait * (0.8 + Math.random() * 0.4)).toISOString();
};

const noteOutcome = (ctx: Ctx, peerId: string, failure: AppError | null): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const peer = await tx.db
      .selectFrom("peers")
      .select("failures")
      .where("peer_id", "=", peerId)
      .executeTakeFirst();
    const now = tx.now();
    const failures = (peer?.failures ?? 0) + 1;
    await tx.db
      .updateTable("peers")
      .set(
        failure === null
          ? { failures: 0, failure: null, retry_at: null, last_contact_at: now.toISOString() }
          : { failures, failure: failureJson(failure), retry_at: retryAt(now, failures) },
      )
      .where("peer_id", "=", peerId)
      .execute();
  });

const isLinked = (ctx: Ctx, peerId: string): Promise<boolean> =>
  inSnapshot(ctx, async (tx) => {
    const peer = await tx.db
      .selectFrom("peers")
      .select("state")
      .where("peer_id", "=", peerId)
      .executeTakeFirst();
    return peer?.state === "linked";
  });

/** `ctx` acts as the node. Never throws for what the other side does or fails to do. */
export const deliver = async (
  ctx: Ctx,
  exchange: Exchange,
  { peerId, address }: { readonly peerId: string; readonly address: string },
): Promise<Delivered> => {
  const delivery = { ctx, exchange, client: reachPeer(address), peerId };
  let [sent, received] = [0, 0];
  try {
    sent = await sendAll(delivery);
    if (await isLinked(ctx, peerId)) received = await collectAll(delivery);
    await noteOutcome(ctx, peerId, null);
    return { sent, received, failure: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    ctx.log.info({ code: error.code, peer: peerId }, "peer not reached");
    await noteOutcome(ctx, peerId, error);
    return { sent, received, failure: error };
  }
};
