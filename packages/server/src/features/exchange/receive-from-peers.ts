/** Takes in messages of linked nodes in one transaction: verified, told from repeats, handed to their kind, receipted. */

import { verifySignature } from "@fenji/intake";
import { AppError } from "@fenji/kernel";
import {
  directionOf,
  readBody,
  resealed,
  verifyMessage,
  type Kind,
  type Typed,
} from "@fenji/submission";
import type { Ctx } from "../../platform/ctx.ts";
import type { Incoming } from "./incoming.ts";
import { takeIn } from "./kind-handlers.ts";
import type { Identity } from "./node-identity.ts";
import type { Exchange } from "./open-exchange.ts";
import { answered, rejected, type Answer, type Arrival } from "./read-arrivals.ts";
import { findSenders, type KnownSender } from "./senders.ts";
import { findStored, storeReceived, type Received } from "./stored-messages.ts";
import { writeReceipt } from "./write-receipt.ts";

interface Believed {
  readonly arrival: Arrival;
  readonly sender: KnownSender;
}

type Step<T> = { readonly go: T } | { readonly stop: Answer };

const believe = (
  tx: Ctx,
  identity: Identity,
  { arrival, sender }: { readonly arrival: Arrival; readonly sender: KnownSender | undefined },
): Step<Believed> => {
  const verified = verifyMessage(arrival.read, {
    to: identity.id,
    now: tx.now().toISOString(),
    keys: sender?.keys ?? [],
    verifySignature,
  });
  if (!verified.ok) return { stop: rejected(verified.error, arrival) };
  // A sender that is not known has no keys, so that nothing verifies.
  if (sender === undefined)
    return { stop: rejected(new AppError("exchange.unknown-key", { keyId: "" }), arrival) };
  return { go: { arrival, sender } };
};

/** Why a readable message of this sender is not taken; null where nothing stands against it. */
const objection = (message: Typed, sender: KnownSender): AppError | null => {
  const wanted = sender.relation === "below" ? "up" : "down";
  const direction = directionOf[message.kind];
  if (message.kind === "collect" || (direction !== wanted && direction !== "both"))
    return new AppError("exchange.not-theirs", { kind: message.kind });
  if (message.about !== null && !sender.links.has(message.about))
    return new AppError("exchange.not-linked", { creditCode: message.about });
  return null;
};

const refuse = (
  tx: Ctx,
  identity: Identity,
  { arrival, refusal }: { readonly arrival: Arrival; readonly refusal: AppError },
): Answer => {
  const { id, from, about } = arrival.read.message;
  const receipt = writeReceipt(tx, identity, { id, from, about, hash: arrival.hash, refusal });
  return answered(arrival, { outcome: "refused", failure: refusal, messages: [receipt] });
};

const keyOf = ({ read }: Arrival): string => `${read.message.from} ${read.message.id}`;

interface Sorted {
  readonly answers: Map<Arrival, Answer>;
  readonly fresh: Incoming[];
  readonly arrivalOf: Map<Incoming, Arrival>;
  /** The same message a second time in one batch. */
  readonly repeats: { readonly arrival: Arrival; readonly first: Arrival }[];
}

const sortOne = (
  tx: Ctx,
  identity: Identity,
  { arrival, sender }: Believed,
): { readonly incoming: Incoming } | { readonly stop: Answer } => {
  const typed = readBody(arrival.read.message);
  if (!typed.ok) {
    // A newer node's message is not refused for good, so no receipt is signed for it.
    return typed.error.code === "exchange.newer-schema"
      ? { stop: rejected(typed.error, arrival) }
      : { stop: refuse(tx, identity, { arrival, refusal: typed.error }) };
  }
  const message = typed.value;
  const against = objection(message, sender);
  if (against !== null) return { stop: refuse(tx, identity, { arrival, refusal: against }) };
  const { text, envelopeText } = arrival.read;
  const enterpriseId = message.about === null ? null : (sender.links.get(message.about) ?? null);
  return {
    incoming: { message, sender, enterpriseId, text, hash: arrival.hash, envelopeText },
  };
};

const sortArrivals = async (
  tx: Ctx,
  identity: Identity,
  arrivals: readonly Arrival[],
): Promise<Sorted> => {
  const messages = arrivals.map(({ read }) => read.message);
  const senders = await findSenders(tx, {
    peerIds: messages.map(({ from }) => from),
    creditCodes: messages.flatMap(({ about }) => about ?? []),
  });
  const stored = await findStored(tx, messages);
  const sorted: Sorted = { answers: new Map(), fresh: [], arrivalOf: new Map(), repeats: [] };
  const firsts = new Map<string, Arrival>();
  for (const arrival of arrivals) {
    const sender = senders.get(arrival.read.message.from);
    const step = believe(tx, identity, { arrival, sender });
    if ("stop" in step) {
      sorted.answers.set(arrival, step.stop);
      continue;
    }
    const known = stored.get(keyOf(arrival));
    const first = firsts.get(keyOf(arrival));
    const before = known?.hash ?? first?.hash;
    if (before !== undefined && before !== arrival.hash) {
      const refusal = new AppError("exchange.id-reused", { id: arrival.read.message.id });
      sorted.answers.set(arrival, refuse(tx, identity, { arrival, refusal }));
    } else if (known !== undefined) {
      const messages = [...known.answers, known.receipt].map((one) =>
        resealed(one, identity.signers),
      );
      sorted.answers.set(arrival, answered(arrival, { outcome: "known", failure: null, messages }));
    } else if (first !== undefined) sorted.repeats.push({ arrival, first });
    else {
      firsts.set(keyOf(arrival), arrival);
      const one = sortOne(tx, identity, step.go);
      if ("stop" in one) sorted.answers.set(arrival, one.stop);
      else {
        sorted.fresh.push(one.incoming);
        sorted.arrivalOf.set(one.incoming, arrival);
      }
    }
  }
  return sorted;
};

/** Neighbours of one kind are handed over together. */
const runsOf = (fresh: readonly Incoming[]): readonly (readonly Incoming[])[] => {
  const runs: Incoming[][] = [];
  for (const incoming of fresh) {
    const last = runs.at(-1);
    if (last?.[0]?.message.kind === incoming.message.kind) last.push(incoming);
    else runs.push([incoming]);
  }
  return runs;
};

const takeRun = async (
  tx: Ctx,
  exchange: Exchange,
  run: readonly Incoming[],
): Promise<readonly Received[]> => {
  const kind: Kind = run[0]?.message.kind ?? "receipt";
  const outcomes = await takeIn(tx, exchange, { kind, run });
  return run.map((incoming, index) => {
    const failure = outcomes[index] ?? null;
    const { id, from, about } = incoming.message;
    const { hash } = incoming;
    const receipt =
      kind === "receipt"
        ? null
        : writeReceipt(tx, exchange.identity(), { id, from, about, hash, refusal: failure });
    return { incoming, failure, receipt };
  });
};

/** One answer for each arrival, in their order. */
export const receiveFromPeers = async (
  tx: Ctx,
  exchange: Exchange,
  arrivals: readonly Arrival[],
): Promise<readonly Answer[]> => {
  const { answers, fresh, arrivalOf, repeats } = await sortArrivals(
    tx,
    exchange.identity(),
    arrivals,
  );
  const received: Received[] = [];
  for (const run of runsOf(fresh)) received.push(...(await takeRun(tx, exchange, run)));
  await storeReceived(tx, received);
  for (const { incoming, failure, receipt } of received) {
    const arrival = arrivalOf.get(incoming);
    if (arrival === undefined) continue;
    const outcome = failure === null ? "accepted" : "refused";
    const messages = receipt === null ? [] : [receipt];
    answers.set(arrival, answered(arrival, { outcome, failure, messages }));
  }
  for (const { arrival, first } of repeats) {
    const given = answers.get(first);
    if (given !== undefined)
      answers.set(arrival, given.outcome === "accepted" ? { ...given, outcome: "known" } : given);
  }
  return arrivals.flatMap((arrival) => answers.get(arrival) ?? []);
};
