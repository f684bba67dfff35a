/** Looks into the inbox every few seconds while the node runs; what a look had imported stays imported however it ends. */

import { systemActor } from "../../platform/auth/actor.ts";
import { baseCtx } from "../../platform/ctx.ts";
import type { Companion } from "../../platform/http/node-services.ts";
import { packLibrary } from "../packs/public.ts";
import { takeInbox } from "./take-inbox.ts";

const everyMs = 5_000;

export const startInbox: Companion = ({ config, db, files, log }) => {
  const { inboxFolder } = config;
  if (inboxFolder === null) return () => Promise.resolve();
  const system = baseCtx({ db, files, log, actor: systemActor });
  const ending = new AbortController();
  const seen = new Map<string, string>();
  let looking: Promise<void> = Promise.resolve();
  let busy = false;
  const look = async (): Promise<void> => {
    const { regimes } = await packLibrary();
    const inbox = { folder: inboxFolder, packs: regimes, seen, signal: ending.signal };
    for await (const { refused } of takeInbox(system, inbox))
      log.info({ refused: refused?.code ?? null }, "a file of the inbox was taken");
  };
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    looking = look()
      .catch((error: unknown) => {
        if (!ending.signal.aborted) log.error({ err: error }, "inbox");
      })
      .finally(() => {
        busy = false;
      });
  }, everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    ending.abort();
    await looking;
  };
};
