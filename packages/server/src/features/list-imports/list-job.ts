/** One import of a list as the work on it sees it. */

import { AppError } from "@fenji/kernel";
import { z } from "zod";
import { inSnapshot, type Ctx } from "../../platform/ctx.ts";
import { systemActor } from "../../platform/auth/actor.ts";
import type { Scope } from "../../platform/db/scope.ts";

const sheets = z.array(
  z.object({
    name: z.string(),
    headingRow: z.number(),
    headings: z.array(z.string()),
    samples: z.array(z.array(z.string())),
    proposal: z.array(z.string().nullable()),
  }),
);

const scope = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("all") }),
  z.object({ kind: z.literal("none") }),
  z.object({ kind: z.literal("own"), enterpriseIds: z.array(z.string()) }),
  z.object({
    kind: z.literal("jurisdiction"),
    codes: z.array(z.string()),
    lines: z.array(z.enum(["industry", "communications"])),
  }),
]);

/** An enterprise imports no list; should it ever, it would see nothing. */
const scopeOf = (row: ListImportRow): Scope => {
  const kept = scope.parse(row.scope);
  return kept.kind === "own" ? { kind: "none" } : kept;
};

const mapping = z.array(z.string().nullable());

export const findListImport = async (tx: Ctx, id: string) => {
  const row = await tx.db
    .selectFrom("list_imports")
    .where("id", "=", id)
    .selectAll()
    .executeTakeFirst();
  if (row === undefined) throw new AppError("request.not-found", { what: id });
  return row;
};

export type ListImportRow = Awaited<ReturnType<typeof findListImport>>;

export const sheetsOf = (row: ListImportRow): z.infer<typeof sheets> => sheets.parse(row.sheets);

export const mappingOf = (row: ListImportRow): z.infer<typeof mapping> =>
  mapping.parse(row.mapping ?? []);

/** Work goes on in the name of who began it, within the scope that they had when they did. */
const actingFor = (ctx: Ctx, row: ListImportRow): Ctx => ({
  ...ctx,
  actor: { ...systemActor, id: row.actor, scope: scopeOf(row) },
});

export interface ListJob {
  readonly row: ListImportRow;
  /** Acts for who began it. */
  readonly ctx: Ctx;
  /** Aborted when it is cancelled or the node stops. */
  readonly signal: AbortSignal;
}

/** `ctx` acts as the node. */
export const openJob = async (ctx: Ctx, id: string, signal: AbortSignal): Promise<ListJob> => {
  const row = await inSnapshot(ctx, (tx) => findListImport(tx, id));
  return { row, ctx: actingFor(ctx, row), signal };
};
