/** Asks the node; where it cannot be reached, answers reads from what was taken along on this device, and nothing else. */

import { noteConnection } from "./connection.ts";
import { hasTakenAlong } from "./device-marks.ts";

const isAbort = (error: unknown): boolean =>
  error instanceof DOMException && error.name === "AbortError";

const keptAnswer = async (url: string): Promise<Response | undefined> => {
  const { openFieldStore } = await import("./field-store.ts");
  const store = await openFieldStore();
  const kept = await store.get("answers", url);
  return kept === undefined || kept.until < Date.now()
    ? undefined
    : new Response(kept.text, { headers: { "content-type": "application/json" } });
};

export const fetchOrKept: typeof fetch = async (input, init) => {
  try {
    const response = await fetch(input, init);
    noteConnection(true);
    return response;
  } catch (error) {
    if (isAbort(error)) throw error;
    noteConnection(false);
    const isRead = (init?.method ?? "GET") === "GET";
    if (!isRead || typeof input !== "string" || !hasTakenAlong()) throw error;
    const kept = await keptAnswer(input).catch(() => undefined);
    if (kept === undefined) throw error;
    return kept;
  }
};
