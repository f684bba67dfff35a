/** Speaks to another node over HTTP: https, no redirects, patience with an end. */

import { createClient, type Client } from "@fenji/contract";
import { AppError } from "@fenji/kernel";

const timeoutMs = 60_000;

/** What went wrong below HTTP, in a word. */
const detailOf = (error: unknown): string => {
  if (!(error instanceof Error)) return "fetch";
  if (error.name === "TimeoutError") return "timeout";
  const { cause } = error;
  return cause instanceof Error && "code" in cause ? String(cause.code) : "fetch";
};

/** Failures of the connection are `exchange.unreachable`; answers of the node are what it says. */
export const reachPeer = (address: string): Client => {
  const reaching: typeof fetch = async (input, init) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(input, { ...init, signal, redirect: "error" }).catch(
      (error: unknown) => {
        throw new AppError(
          "exchange.unreachable",
          { address, detail: detailOf(error) },
          { cause: error },
        );
      },
    );
    // What answers is no node, or stands before one.
    if (response.status >= 500 && response.status !== 507)
      throw new AppError("exchange.unreachable", { address, detail: `HTTP ${response.status}` });
    return response;
  };
  return createClient(address, reaching);
};
