/** One registry in a worker, for as long as the page shows it. */

import type { Pack } from "@fenji/regime";
import { useEffect, useState } from "react";
import { createSimulationClient, type Shown, type SimulationClient } from "./simulation-client.ts";
import type { Problem } from "./worker-messages.ts";

export type Opening =
  | { readonly step: "fetching"; readonly done: number; readonly total: number }
  | { readonly step: "reading" }
  | { readonly step: "open"; readonly rows: number; readonly bytes: number }
  | { readonly step: "failed"; readonly problem: Problem };

export interface LiveSimulation {
  readonly opening: Opening;
  /** null until it is open. */
  readonly client: SimulationClient | null;
  readonly shown: Shown | null;
  /** Why the last picture could not be made. */
  readonly problem: Problem | null;
}

const beginning: LiveSimulation = {
  opening: { step: "fetching", done: 0, total: 0 },
  client: null,
  shown: null,
  problem: null,
};

const startWorker = (): Worker =>
  new Worker(new URL("what-if.worker.ts", import.meta.url), { type: "module" });

/** @param address Of the columns; another registry is another place on the page, and begins anew. */
export const useSimulation = (pack: Pack, address: string): LiveSimulation => {
  const [live, setLive] = useState(beginning);
  useEffect(() => {
    const set = (part: Partial<LiveSimulation>): void => setLive((now) => ({ ...now, ...part }));
    const worker = startWorker();
    const client = createSimulationClient(worker, {
      onOpening: (message) => {
        if (message.kind === "progress")
          set({ opening: { step: "fetching", done: message.done, total: message.total } });
        else if (message.kind === "reading") set({ opening: { step: "reading" } });
        else {
          const { rows, bytes } = message;
          set({ opening: { step: "open", rows, bytes }, client });
        }
      },
      onShown: (shown) => set({ shown, problem: null }),
      onProblem: (problem, opening) =>
        set(opening ? { opening: { step: "failed", problem } } : { problem }),
    });
    // A worker that cannot be started, or that ran out of memory, says nothing else.
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      const problem: Problem = { code: "memory", detail: event.message };
      set({ opening: { step: "failed", problem } });
    });
    client.open({ address, grading: pack.grading, sources: pack.header.sources });
    return () => worker.terminate();
  }, [pack, address]);
  return live;
};
