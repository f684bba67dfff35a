/** Answers that are held for a few seconds so that they can be taken back, then sent; what fails comes back with its reason. */

import { answerFilings, type BodyOf, type ReplyOf } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { client } from "../../contract-client.ts";
import { refreshExchange } from "../exchange/exchange-queries.ts";

export type Answer = BodyOf<typeof answerFilings>["answers"][number];

type Result = ReplyOf<typeof answerFilings>["results"][number];

export interface Batch {
  readonly id: number;
  readonly answers: readonly Answer[];
  readonly sending: boolean;
}

export interface Answers {
  /** Not sent yet, or on their way. */
  readonly batches: readonly Batch[];
  /** The newest first. */
  readonly results: readonly Result[];
  /** Of filings that are held, on their way, or answered: gone from the queue already. */
  readonly gone: ReadonlySet<string>;
  readonly hold: (answers: readonly Answer[]) => void;
  readonly undo: (batch: number) => void;
  /** Without waiting. */
  readonly sendNow: (batch: number) => void;
}

const holdMs = 6_000;

const failedAll = (answers: readonly Answer[], error: unknown): readonly Result[] =>
  answers.map(({ enterpriseId, filingId }) => ({
    enterpriseId,
    filingId,
    state: null,
    error: {
      code: error instanceof AppError ? error.code : "offline",
      zh: error instanceof AppError ? error.in("zh") : "节点没有应答。",
      en: error instanceof AppError ? error.in("en") : "The node does not answer.",
    },
  }));

const send = async (answers: readonly Answer[]): Promise<readonly Result[]> => {
  try {
    return (await client.call(answerFilings, { body: { answers: [...answers] } })).results;
  } catch (error) {
    return failedAll(answers, error);
  }
};

/** Asks before the window closes on answers that have not been sent. */
const useGuard = (holding: boolean): void => {
  useEffect(() => {
    if (!holding) return undefined;
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", stay);
    return () => window.removeEventListener("beforeunload", stay);
  }, [holding]);
};

export const useAnswers = (): Answers => {
  const queries = useQueryClient();
  const [batches, setBatches] = useState<readonly Batch[]>([]);
  const [results, setResults] = useState<readonly Result[]>([]);
  const waiting = useRef(new Map<number, { timer: number; answers: readonly Answer[] }>());
  const next = useRef(1);
  useGuard(batches.length > 0);
  const dispatch = async (id: number, answers: readonly Answer[]) => {
    waiting.current.delete(id);
    setBatches((all) => all.map((one) => (one.id === id ? { ...one, sending: true } : one)));
    const came = await send(answers);
    setResults((old) => [...came, ...old]);
    await refreshExchange(queries);
    setBatches((all) => all.filter((one) => one.id !== id));
  };
  useEffect(() => {
    const held = waiting.current;
    // Going to another page sends what is held: it was decided.
    return () => {
      for (const [id, { timer, answers }] of held) {
        clearTimeout(timer);
        void dispatch(id, answers);
      }
    };
    // Only leaving the page runs this.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return {
    batches,
    results,
    gone: new Set([
      ...batches.flatMap(({ answers }) => answers.map(({ filingId }) => filingId)),
      ...results.filter(({ error }) => error === null).map(({ filingId }) => filingId),
    ]),
    hold: (answers) => {
      const id = next.current++;
      const timer = window.setTimeout(() => void dispatch(id, answers), holdMs);
      waiting.current.set(id, { timer, answers });
      setBatches((all) => [...all, { id, answers, sending: false }]);
    },
    sendNow: (id) => {
      const held = waiting.current.get(id);
      if (held === undefined) return;
      clearTimeout(held.timer);
      void dispatch(id, held.answers);
    },
    undo: (id) => {
      const held = waiting.current.get(id);
      if (held === undefined) return;
      clearTimeout(held.timer);
      waiting.current.delete(id);
      setBatches((all) => all.filter((one) => one.id !== id));
    },
  };
};
