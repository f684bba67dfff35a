/** Messages carried by hand: everything that waits for a peer as a file, and a file of a peer taken in. */

import type { importBundle as operation, ReplyOf } from "@fenji/contract";
import { decodeUtf8 } from "@fenji/intake";
import { AppError, errorMessage } from "@fenji/kernel";
import { readBundle, writeBundle } from "@fenji/submission";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { applyScope } from "../../platform/db/scope.ts";
import { asNode } from "./as-node.ts";
import type { Exchange } from "./open-exchange.ts";
import type { Answer } from "./read-arrivals.ts";
import { receiveMessages } from "./receive-messages.ts";
import { handOver } from "./waiting-messages.ts";

type Imported = ReplyOf<typeof operation>;

/** Larger ones are carried in two goes. */
const bundleBytes = 200 * 2 ** 20;
const bundleMessages = 10_000;

interface BundleFor {
  readonly peerId: string;
  /** Receipts of what has just been taken in from that peer. */
  readonly receipts: readonly string[];
  /** Who takes it along. */
  readonly carrier: Ctx;
}

/** What is carried is what the carrier may see; the bundle itself, and that it was made, belong to the node. */
const asSeenBy = async <T>(tx: Ctx, carrier: Ctx, read: () => Promise<T>): Promise<T> => {
  await applyScope(tx.db, carrier.actor.scope);
  const result = await read();
  await applyScope(tx.db, tx.actor.scope);
  return result;
};

/** Waiting messages that already stand among the receipts are not written twice. */
const makeBundle = async (
  tx: Ctx,
  exchange: Exchange,
  { peerId, receipts, carrier }: BundleFor,
): Promise<{ readonly text: string; readonly messages: number }> => {
  const identity = exchange.identity();
  const wish = { peerId, limit: bundleMessages, limitBytes: bundleBytes };
  const { envelopes } = await asSeenBy(tx, carrier, () => handOver(tx, identity, wish));
  // The answer to an enrolment comes first: without it nothing else of this node can be believed.
  const all = [...new Set([...envelopes, ...receipts])];
  const about = { from: identity.id, to: peerId, createdAt: tx.now().toISOString() };
  return { text: writeBundle(about, all), messages: all.length };
};

const requirePeer = async (tx: Ctx, peerId: string): Promise<{ readonly name: string }> => {
  const peer = await tx.db
    .selectFrom("peers")
    .select("name")
    .where("peer_id", "=", peerId)
    .executeTakeFirst();
  if (peer === undefined) throw new AppError("request.not-found", { what: peerId });
  return peer;
};

/** @throws AppError `request.not-found`. */
export const exportBundle = (ctx: Ctx, exchange: Exchange, peerId: string): Promise<Uint8Array> =>
  inTransaction(asNode(ctx), async (tx) => {
    await requirePeer(tx, peerId);
    const { text, messages } = await makeBundle(tx, exchange, {
      peerId,
      receipts: [],
      carrier: ctx,
    });
    tx.events.record({
      enterpriseId: null,
      action: "bundle.exported",
      subject: peerId,
      payload: { messages },
    });
    return new TextEncoder().encode(text);
  });

const shown = (answer: Answer): Imported["messages"][number] => {
  const { id, kind, failure } = answer;
  const words =
    failure === null ? null : { code: failure.code, ...errorMessage(failure.code, failure.params) };
  const held = failure?.code === "exchange.newer-schema";
  const outcome = answer.outcome === "rejected" ? (held ? "held" : "refused") : answer.outcome;
  return { id, kind, outcome, failure: words };
};

/** Whom answers are for: who signed something in it, and whose file it says to be, which may have nothing to say itself. */
const sendersOf = async (
  tx: Ctx,
  from: string,
  answers: readonly Answer[],
): Promise<ReadonlyMap<string, readonly Answer[]>> => {
  const believed = answers.filter(({ outcome }) => outcome !== "rejected");
  const bySender = new Map(Map.groupBy(believed, (answer) => answer.from ?? ""));
  const carrier = await tx.db
    .selectFrom("peers")
    .select("peer_id")
    .where("peer_id", "=", from)
    .where("state", "<>", "revoked")
    .executeTakeFirst();
  if (carrier !== undefined && !bySender.has(from)) bySender.set(from, []);
  return bySender;
};

interface ImportedFrom {
  readonly from: string;
  readonly answers: readonly Answer[];
  readonly carrier: Ctx;
}

const answersFor = async (
  tx: Ctx,
  exchange: Exchange,
  { from, answers, carrier }: ImportedFrom,
): Promise<Imported["answers"]> => {
  const bundles: Imported["answers"] = [];
  for (const [peerId, given] of await sendersOf(tx, from, answers)) {
    const { name } = await requirePeer(tx, peerId);
    const receipts = given.flatMap((answer) => [...answer.messages]);
    const { text, messages } = await makeBundle(tx, exchange, { peerId, receipts, carrier });
    const fileName = `fenji-${peerId.slice(-12)}-${tx.now().toISOString().slice(0, 10)}.fenji`;
    if (messages > 0) bundles.push({ peerId, name, fileName, bundle: text, messages });
  }
  return bundles;
};

/** @throws AppError `exchange.bundle`; single messages that are not believed are told of in the reply. */
export const importBundle = async (
  ctx: Ctx,
  exchange: Exchange,
  bytes: Uint8Array,
): Promise<Imported> => {
  const bundle = readBundle(bytes, decodeUtf8);
  const node = asNode(ctx);
  const answers = await receiveMessages(node, exchange, bundle.messages);
  return inTransaction(node, async (tx) => {
    tx.events.record({
      enterpriseId: null,
      action: "bundle.imported",
      subject: bundle.header.from,
      payload: {
        messages: answers.length,
        accepted: answers.filter(({ outcome }) => outcome === "accepted").length,
      },
    });
    return {
      messages: answers.map(shown),
      answers: await answersFor(tx, exchange, {
        from: bundle.header.from,
        answers,
        carrier: ctx,
      }),
    };
  });
};
