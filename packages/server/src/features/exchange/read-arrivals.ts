/** Reads the bytes that arrived, before any database is asked: what cannot be read is rejected here. */

import { decodeUtf8, hashText } from "@fenji/intake";
import type { AppError } from "@fenji/kernel";
import { readEnvelope, type ReadEnvelope } from "@fenji/submission";

/** One message that arrived; `at` is its place in the batch. */
export interface Arrival {
  readonly at: number;
  readonly read: ReadEnvelope;
  readonly hash: string;
}

export type Answer =
  | {
      /** `known`: the same message came before, and gets the same receipt. */
      readonly outcome: "accepted" | "known" | "refused";
      readonly id: string;
      readonly kind: string;
      readonly from: string;
      readonly failure: AppError | null;
      /** Signed messages for the sender: what follows from it, and the receipt. */
      readonly messages: readonly string[];
    }
  | {
      /** Not believed or not readable: nothing was stored, nothing is signed for it. */
      readonly outcome: "rejected";
      readonly id: string | null;
      readonly kind: string | null;
      readonly from: string | null;
      readonly failure: AppError;
      readonly messages: readonly [];
    };

export const rejected = (failure: AppError, arrival?: Arrival): Answer => ({
  outcome: "rejected",
  id: arrival?.read.message.id ?? null,
  kind: arrival?.read.message.kind ?? null,
  from: arrival?.read.message.from ?? null,
  failure,
  messages: [],
});

export const answered = (
  arrival: Arrival,
  answer: {
    readonly outcome: "accepted" | "known" | "refused";
    readonly failure: AppError | null;
    readonly messages: readonly string[];
  },
): Answer => {
  const { id, kind, from } = arrival.read.message;
  return { ...answer, id, kind, from };
};

export const readArrivals = (
  batch: readonly Uint8Array[],
): { readonly arrivals: readonly Arrival[]; readonly answers: ReadonlyMap<number, Answer> } => {
  const arrivals: Arrival[] = [];
  const answers = new Map<number, Answer>();
  for (const [at, bytes] of batch.entries()) {
    const read = readEnvelope(bytes, { decode: decodeUtf8 });
    if (read.ok) arrivals.push({ at, read: read.value, hash: hashText(read.value.text) });
    else answers.set(at, rejected(read.error));
  }
  return { arrivals, answers };
};
