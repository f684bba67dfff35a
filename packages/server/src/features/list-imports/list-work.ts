/** Works on imports of lists one after another, and takes up after a restart what was under way. */

import { AppError } from "@fenji/kernel";
import { inSnapshot, inTransaction, type Ctx } from "../../platform/ctx.ts";
import { packLibrary } from "../packs/public.ts";
import { checkList } from "./check-list.ts";
import { importList } from "./import-list.ts";
import { openJob } from "./list-job.ts";

export interface ListWork {
  /** Looks for work now. */
  readonly kick: () => void;
  /** Breaks off the work on this import, if it is under way. */
  readonly abort: (importId: string) => void;
  readonly stop: () => Promise<void>;
}

const findWork = (ctx: Ctx) =>
  inSnapshot(ctx, (tx) =>
    tx.db
      .selectFrom("list_imports")
      .where("state", "in", ["checking", "importing"])
      .select(["id", "state"])
      .orderBy("id")
      .limit(1)
      .executeTakeFirst(),
  );

const fail = (ctx: Ctx, id: string, error: unknown): Promise<unknown> =>
  inTransaction(ctx, (tx) => {
    const known =
      error instanceof AppError ? error : new AppError("platform.internal", { requestId: id });
    return tx.db
      .updateTable("list_imports")
      .set({
        state: "failed",
        problem: JSON.stringify({ code: known.code, params: known.params }),
        finished_at: tx.now().toISOString(),
      })
      .where("id", "=", id)
      .where("state", "in", ["checking", "importing"])
      .execute();
  });

/** `ctx` acts as the node. */
export const openListWork = (ctx: Ctx): ListWork => {
  let stopped = false;
  let under: { readonly id: string; readonly controller: AbortController } | undefined;
  let working: Promise<void> | undefined;

  const work = async (): Promise<void> => {
    for (let next = await findWork(ctx); next !== undefined; next = await findWork(ctx)) {
      if (stopped) return;
      const controller = new AbortController();
      under = { id: next.id, controller };
      try {
        const job = await openJob(ctx, next.id, controller.signal);
        const { defaultRegime } = await packLibrary();
        await (next.state === "checking" ? checkList : importList)(job, defaultRegime);
      } catch (error) {
        // A node that stops leaves the work as it is, for the next start.
        if (stopped) return;
        if (!controller.signal.aborted) {
          ctx.log.error({ err: error, importId: next.id }, "import of a list failed");
          await fail(ctx, next.id, error);
        }
      } finally {
        under = undefined;
      }
    }
  };

  /** Behind the work under way, so that nothing that came meanwhile is overlooked. */
  const kick = (): void => {
    if (stopped) return;
    const before = working ?? Promise.resolve();
    working = before
      .then(work)
      .catch((error: unknown) => ctx.log.error({ err: error }, "work on lists broke off"));
  };

  return {
    kick,
    abort: (importId) => {
      if (under?.id === importId) under.controller.abort();
    },
    stop: async () => {
      stopped = true;
      under?.controller.abort();
      await working;
    },
  };
};
