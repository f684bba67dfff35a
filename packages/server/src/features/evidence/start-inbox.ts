/** Looks into the inbox every few seconds while the node runs; what a look had imported stays imported however it ends. */

import { basename, dirname } from "node:path";
import { systemActor } from "../../platform/auth/actor.ts";
import { baseCtx } from "../../platform/ctx.ts";
import type { Companion } from "../../platform/http/node-services.ts";
import type { Log } from "../../platform/log.ts";
import { packLibrary } from "../packs/public.ts";
import { takeInbox, type Inbox, type Taken } from "./take-inbox.ts";

/** The operator finds the file by its name; what is in it stays out of the log. */
const report = (log: Log, taken: Taken): void => {
  const of = { folder: basename(dirname(taken.path)), file: basename(taken.path) };
  if (taken.outcome === "failed") log.error({ ...of, err: taken.why }, "inbox: tried again later");
  else if (taken.outcome === "refused")
    log.warn({ ...of, refused: taken.why.code }, "inbox: refused");
  else log.info(of, "inbox: imported");
};

export const lookEvery =
  (everyMs: number): Companion =>
  ({ config, db, files, log }) => {
    const { inboxFolder: folder } = config;
    if (folder === null) return () => Promise.resolve();
    const system = baseCtx({ db, files, log, actor: systemActor });
    const ending = new AbortController();
    const { signal } = ending;
    const seen: Inbox["seen"] = new Map();
    let looking: Promise<void> | null = null;
    const look = async (): Promise<void> => {
      const { regimes: packs } = await packLibrary();
      for await (const taken of takeInbox(system, { folder, packs, seen, signal }))
        report(log, taken);
    };
    const timer = setInterval(() => {
      looking ??= look()
        .catch((error: unknown) => log.error({ err: error }, "inbox"))
        .finally(() => {
          looking = null;
        });
    }, everyMs);
    timer.unref();
    return async () => {
      clearInterval(timer);
      ending.abort();
      await looking;
    };
  };

export const startInbox = lookEvery(5_000);
