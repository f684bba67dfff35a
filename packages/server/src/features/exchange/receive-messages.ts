/** Takes in a batch of messages: each is believed or not, stored or refused, by itself; all that are stored commit together. */

import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import type { Exchange } from "./open-exchange.ts";
import { readArrivals, type Answer, type Arrival } from "./read-arrivals.ts";
import { receiveEnrolled } from "./receive-enrolled.ts";
import { receiveEnrolment } from "./receive-enrolment.ts";
import { receiveFromPeers } from "./receive-from-peers.ts";

/** Kinds that change who is believed: nothing else may share their transaction. */
const alone = new Set(["enrolment", "enrolled", "key-rotation", "revoked"]);

/** Runs of messages that can share a transaction, in their order. */
const segmentsOf = (arrivals: readonly Arrival[]): readonly (readonly Arrival[])[] => {
  const segments: Arrival[][] = [];
  let open: Arrival[] | undefined;
  for (const arrival of arrivals) {
    if (alone.has(arrival.read.message.kind)) {
      segments.push([arrival]);
      open = undefined;
    } else if (open === undefined) segments.push((open = [arrival]));
    else open.push(arrival);
  }
  return segments;
};

const receiveSegment = async (
  tx: Ctx,
  exchange: Exchange,
  segment: readonly Arrival[],
): Promise<readonly Answer[]> => {
  const [first] = segment;
  if (first?.read.message.kind === "enrolment")
    return [await receiveEnrolment(tx, exchange.identity(), first)];
  if (first?.read.message.kind === "enrolled")
    return [await receiveEnrolled(tx, exchange.identity(), first)];
  return receiveFromPeers(tx, exchange, segment);
};

/** Acts as the node itself, whatever the scope of whoever carries the messages; one answer for each, in order. */
export const receiveMessages = async (
  ctx: Ctx,
  exchange: Exchange,
  batch: readonly Uint8Array[],
): Promise<readonly Answer[]> => {
  const { arrivals, answers } = readArrivals(batch);
  const all = new Map(answers);
  for (const segment of segmentsOf(arrivals)) {
    const given = await inTransaction(ctx, (tx) => receiveSegment(tx, exchange, segment));
    for (const [index, arrival] of segment.entries()) {
      const answer = given[index];
      if (answer !== undefined) all.set(arrival.at, answer);
    }
  }
  return batch.flatMap((_bytes, at) => all.get(at) ?? []);
};
