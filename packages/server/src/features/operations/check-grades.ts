/** Grades every firm by the kernel and by SQL made from the same rules, and keeps what the two do not agree on. */

import { gradeColumns } from "@fenji/grading";
import { checkWithSql, type SqlCheck } from "@fenji/intake";
import type { Pack } from "@fenji/regime";
import { systemActor } from "../../platform/auth/actor.ts";
import { baseCtx, inTransaction, type Ctx } from "../../platform/ctx.ts";
import type { NodeServices } from "../../platform/http/node-services.ts";
import { kernelOf } from "../grading/public.ts";
import { readWholeRegistry, type WholeRegistry } from "../what-if/public.ts";

interface Running {
  readonly id: string;
  readonly done: Promise<void>;
}

export interface GradeChecks {
  /** The id of the comparison that is under way afterwards. */
  readonly start: (pack: Pack, startedBy: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

const compare = async (
  { pool }: NodeServices,
  pack: Pack,
  { columns }: WholeRegistry,
): Promise<readonly SqlCheck[]> => {
  const graded = gradeColumns(kernelOf(pack), columns);
  const client = await pool.connect();
  try {
    return await checkWithSql(client, { grading: pack.grading, columns, graded, step: 1 });
  } finally {
    client.release();
  }
};

const sum = (checks: readonly SqlCheck[], of: (check: SqlCheck) => number): number =>
  checks.reduce((total, check) => total + of(check), 0);

const store = async (
  system: Ctx,
  id: string,
  { checks, registry }: { checks: readonly SqlCheck[]; registry: WholeRegistry | null },
): Promise<void> => {
  const disagreements = sum(checks, ({ differing }) => differing);
  const found = await Promise.all(
    checks.map(async ({ type, shown }) => ({ type, ids: (await registry?.idsOf(shown)) ?? [] })),
  );
  const rows = found.flatMap(({ type, ids }) =>
    ids.flatMap((enterprise) =>
      enterprise === undefined
        ? []
        : [{ enterprise_id: enterprise, check_id: id, object_type: type }],
    ),
  );
  await inTransaction(system, async (tx) => {
    const state = disagreements === 0 ? "agreed" : "disagreed";
    await tx.db
      .updateTable("grade_checks")
      .where("id", "=", id)
      .set({
        state,
        finished_at: tx.now().toISOString(),
        compared: sum(checks, ({ rows: compared }) => compared),
        whole: sum(checks, ({ whole }) => whole),
        disagreements,
      })
      .execute();
    if (rows.length > 0) await tx.db.insertInto("grade_disagreements").values(rows).execute();
    tx.events.record({
      enterpriseId: null,
      action: `grade-check.${state}`,
      subject: id,
      payload: { disagreements },
    });
  });
};

const markFailed = (system: Ctx, ids: readonly string[] | "all running"): Promise<unknown> =>
  inTransaction(system, (tx) => {
    const update = tx.db
      .updateTable("grade_checks")
      .set({ state: "failed", finished_at: tx.now().toISOString() })
      .where("state", "=", "running");
    return (ids === "all running" ? update : update.where("id", "in", ids)).execute();
  });

export const openGradeChecks = (services: NodeServices): GradeChecks => {
  const { db, files, log } = services;
  const system = baseCtx({ db, files, log, actor: systemActor });
  const ending = new AbortController();
  let running: Running | undefined;
  let starting: Promise<string> | undefined;

  const run = async (id: string, pack: Pack): Promise<void> => {
    try {
      const registry = await readWholeRegistry(services, pack, ending.signal);
      const checks = registry === null ? [] : await compare(services, pack, registry);
      await store(system, id, { checks, registry });
    } catch (error) {
      if (ending.signal.aborted) return;
      log.error({ err: error }, "comparing kernel and SQL failed");
      await markFailed(system, [id]);
    }
  };

  const begin = async (pack: Pack, startedBy: string): Promise<string> => {
    // What a node that ended left under way will not be finished.
    await markFailed(system, "all running");
    const id = system.newId();
    await inTransaction(system, (tx) =>
      tx.db
        .insertInto("grade_checks")
        .values({
          id,
          pack_id: pack.header.id,
          pack_version: pack.header.version,
          state: "running",
          started_by: startedBy,
          started_at: tx.now().toISOString(),
        })
        .execute(),
    );
    const done = run(id, pack).finally(() => (running = undefined));
    running = { id, done };
    return id;
  };

  return {
    start: (pack, startedBy) => {
      if (running !== undefined) return Promise.resolve(running.id);
      starting ??= begin(pack, startedBy).finally(() => (starting = undefined));
      return starting;
    },
    close: async () => {
      ending.abort();
      await starting?.catch(() => undefined);
      await running?.done;
    },
  };
};
