/** Keeps a thread with Cedar's own engine: one question at a time, a limit of time, and a new thread after a crash. */

import { Worker } from "node:worker_threads";
import { AppError } from "@fenji/kernel";
import type { CedarAnswer, CedarQuestion } from "./cedar-messages.ts";

/** Longer than any decision takes; what takes longer hangs. */
const patienceMs = 20_000;

/** Questions that wait; more are refused, so that a flood cannot fill the memory. */
const maxWaiting = 10_000;

export interface CedarThread {
  /** @throws AppError `policy.reference-crashed`, `policy.reference-closed` */
  readonly ask: (question: CedarQuestion) => Promise<CedarAnswer>;
  readonly close: () => Promise<void>;
}

interface Running {
  readonly worker: Worker;
  /** Settles the one question that is being answered. */
  settle: ((outcome: CedarAnswer | AppError) => void) | undefined;
  ended: boolean;
}

const crashed = (reason: string): AppError =>
  new AppError("policy.reference-crashed", { reason: reason.slice(0, 200) });

const startWorker = (): Running => {
  const worker = new Worker(new URL("./cedar-worker.ts", import.meta.url), {
    name: "cedar",
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  const running: Running = { worker, settle: undefined, ended: false };
  worker.on("message", (text: string) => running.settle?.(JSON.parse(text)));
  worker.on("error", (error) =>
    running.settle?.(crashed(error instanceof Error ? error.message : "error")),
  );
  worker.on("exit", () => {
    running.ended = true;
    running.settle?.(crashed("exit"));
  });
  // An idle thread keeps no process alive.
  worker.unref();
  return running;
};

const exchange = (running: Running, question: CedarQuestion): Promise<CedarAnswer | AppError> =>
  new Promise((resolve) => {
    const { worker } = running;
    const timer = setTimeout(() => running.settle?.(crashed(`${patienceMs} ms`)), patienceMs);
    running.settle = (outcome) => {
      running.settle = undefined;
      clearTimeout(timer);
      worker.unref();
      resolve(outcome);
    };
    worker.ref();
    worker.postMessage(JSON.stringify(question));
  });

/** @param opening what each new thread is told first; its answer is not looked at again */
export const startCedar = (opening?: CedarQuestion): CedarThread => {
  let running: Running | undefined;
  let closed = false;
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();

  const askNow = async (question: CedarQuestion): Promise<CedarAnswer> => {
    if (closed) throw new AppError("policy.reference-closed");
    const kept = running?.ended === false ? running : undefined;
    const current = kept ?? startWorker();
    running = current;
    const first =
      kept === undefined && opening !== undefined ? await exchange(current, opening) : undefined;
    const answer = first instanceof AppError ? first : await exchange(current, question);
    if (!(answer instanceof AppError)) return answer;
    if (running === current) running = undefined;
    await current.worker.terminate();
    throw answer;
  };

  const ask = async (question: CedarQuestion): Promise<CedarAnswer> => {
    if (waiting >= maxWaiting) throw crashed(`${maxWaiting} waiting`);
    waiting += 1;
    const turn = last.then(() => askNow(question));
    last = turn.catch(() => undefined);
    return turn.finally(() => (waiting -= 1));
  };

  const close = async (): Promise<void> => {
    closed = true;
    const current = running;
    running = undefined;
    current?.settle?.(new AppError("policy.reference-closed"));
    await current?.worker.terminate();
  };

  return { ask, close };
};
