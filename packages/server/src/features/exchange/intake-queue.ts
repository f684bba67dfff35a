/** Gathers messages that arrive while the last ones are being committed, so that many share one transaction. */

import type { Ctx } from "../../platform/ctx.ts";
import type { Exchange } from "./open-exchange.ts";
import type { Answer } from "./read-arrivals.ts";
import { receiveMessages } from "./receive-messages.ts";

interface Waiter {
  readonly bytes: Uint8Array;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

const maxMessages = 100;
const maxBytes = 32 * 2 ** 20;

export interface IntakeQueue {
  /** Resolves after the commit of the transaction that holds the message. */
  readonly submit: (bytes: Uint8Array) => Promise<Answer>;
}

const nextBatch = (waiting: Waiter[]): Waiter[] => {
  const batch: Waiter[] = [];
  let size = 0;
  for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
    size += next.bytes.length;
    if (batch.length > 0 && (batch.length === maxMessages || size > maxBytes)) break;
    batch.push(next);
    waiting.shift();
  }
  return batch;
};

/** A failure of the database fails only what it must: the messages of the batch are tried again one at a time. */
export const openIntakeQueue = (ctx: Ctx, exchange: Exchange): IntakeQueue => {
  const waiting: Waiter[] = [];
  let working = false;

  const settle = async (batch: readonly Waiter[]): Promise<void> => {
    try {
      const answers = await receiveMessages(
        ctx,
        exchange,
        batch.map(({ bytes }) => bytes),
      );
      for (const [index, waiter] of batch.entries()) {
        const answer = answers[index];
        if (answer === undefined) waiter.reject(new Error("a message got no answer"));
        else waiter.resolve(answer);
      }
    } catch (error) {
      const [only] = batch;
      if (batch.length === 1) only?.reject(error);
      else for (const waiter of batch) await settle([waiter]);
    }
  };

  const work = async (): Promise<void> => {
    if (working) return;
    working = true;
    while (waiting.length > 0) await settle(nextBatch(waiting));
    working = false;
  };

  return {
    submit: (bytes) =>
      new Promise((resolve, reject) => {
        waiting.push({ bytes, resolve, reject });
        void work();
      }),
  };
};
