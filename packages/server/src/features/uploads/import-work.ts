/** Works the queue off: of each enterprise one file after another, oldest first; takes up after a restart what was under way. */

import { sql } from "kysely";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import type { Uploads } from "./open-uploads.ts";
import type { UploadRow } from "./queries.ts";
import { runImport } from "./run-import.ts";
import { uploadLimits } from "./upload-limits.ts";

export interface ImportWork {
  readonly start: () => void;
  /** Leaves what is under way for the next start. */
  readonly stop: () => Promise<void>;
}

/** The oldest file of an enterprise of which nothing is being read; it is this worker's from here on. */
const claim = (ctx: Ctx, busy: readonly string[]): Promise<UploadRow | undefined> =>
  inTransaction(ctx, async (tx) => {
    const next = await tx.db
      .selectFrom("evidence_uploads")
      .where("state", "=", "queued")
      .where("paused", "=", false)
      .where((eb) => (busy.length === 0 ? eb.lit(true) : eb("enterprise_id", "not in", busy)))
      .select(["enterprise_id", "id"])
      .orderBy("id")
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (next === undefined) return undefined;
    return tx.db
      .updateTable("evidence_uploads")
      .set({ state: "importing", attempts: sql`attempts + 1`, changed_at: tx.now().toISOString() })
      .where("enterprise_id", "=", next.enterprise_id)
      .where("id", "=", next.id)
      .returningAll()
      .executeTakeFirst();
  });

/** Paused, or the node stops: it waits again, and this try does not count. */
const putBack = (ctx: Ctx, row: UploadRow): Promise<unknown> =>
  inTransaction(ctx, (tx) =>
    tx.db
      .updateTable("evidence_uploads")
      .set({ state: "queued", attempts: sql`greatest(attempts - 1, 0)` })
      .where("enterprise_id", "=", row.enterprise_id)
      .where("id", "=", row.id)
      .where("state", "=", "importing")
      .execute(),
  );

/**
 * After a start nothing is under way. A file that was when the node broke off may be why it did, so it is not tried for
 * ever.
 */
const takeUpAfterBreak = (ctx: Ctx): Promise<unknown> =>
  inTransaction(ctx, async (tx) => {
    const now = tx.now().toISOString();
    await sql`
      update evidence_uploads
         set state = 'refused', finished_at = ${now}, paused = false,
             problem = jsonb_build_object('code', 'upload.gave-up',
                                          'params', jsonb_build_object('name', name, 'attempts', attempts))
       where state = 'importing' and attempts >= ${uploadLimits.attempts}`.execute(tx.db);
    await tx.db
      .updateTable("evidence_uploads")
      .set({ state: "queued" })
      .where("state", "=", "importing")
      .execute();
  });

interface UnderWay {
  readonly row: UploadRow;
  readonly controller: AbortController;
  readonly ended: Promise<void>;
}

/** `ctx` acts as the node. */
export const openImportWork = (ctx: Ctx, uploads: Uploads): ImportWork => {
  const under = new Map<string, UnderWay>();
  let stopped = false;
  let looking: Promise<void> = Promise.resolve();

  const run = async (row: UploadRow, signal: AbortSignal): Promise<void> => {
    try {
      await runImport(ctx, { uploads, row, signal });
    } catch (error) {
      if (!signal.aborted) ctx.log.error({ err: error, upload: row.id }, "queue of imports");
      await putBack(ctx, row).catch((failure: unknown) =>
        ctx.log.error({ err: failure, upload: row.id }, "queue of imports"),
      );
    } finally {
      under.delete(row.id);
      look();
    }
  };

  const begin = async (): Promise<void> => {
    while (under.size < uploadLimits.enterprises) {
      if (stopped) return;
      const row = await claim(
        ctx,
        [...under.values()].map((one) => one.row.enterprise_id),
      );
      if (row === undefined) return;
      const controller = new AbortController();
      // Put down before it runs: it may end within the same turn.
      const { promise: ended, resolve } = Promise.withResolvers<void>();
      under.set(row.id, { row, controller, ended });
      void run(row, controller.signal).then(resolve);
    }
  };

  const look = (): void => {
    if (stopped) return;
    looking = looking
      .then(begin)
      .catch((error: unknown) => ctx.log.error({ err: error }, "queue of imports"));
  };

  uploads.onKick(look);
  uploads.onAbort((id) => under.get(id)?.controller.abort());
  return {
    start: () => {
      looking = takeUpAfterBreak(ctx).then(
        () => undefined,
        (error: unknown) => ctx.log.error({ err: error }, "queue of imports"),
      );
      look();
    },
    stop: async () => {
      stopped = true;
      await looking;
      for (const { controller } of under.values()) controller.abort();
      await Promise.all([...under.values()].map(({ ended }) => ended));
    },
  };
};
