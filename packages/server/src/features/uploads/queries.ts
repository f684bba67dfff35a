/** Reads of files on their way, in the form that the contract carries. */

import type { listUploads, ReplyOf, Upload } from "@fenji/contract";
import { AppError, errorMessage, errorTable, type ErrorCode } from "@fenji/kernel";
import { sql, type Selectable } from "kysely";
import { z } from "zod";
import type { Ctx } from "../../platform/ctx.ts";
import type { Database } from "../../platform/db/schema.ts";
import type { Uploads } from "./open-uploads.ts";

export type UploadRow = Selectable<Database["evidence_uploads"]>;

export const openStates = ["receiving", "queued", "importing"] as const;

/** @throws AppError `request.not-found`. */
export const findUpload = async (
  tx: Ctx,
  enterpriseId: string,
  uploadId: string,
): Promise<UploadRow> => {
  const row = await tx.db
    .selectFrom("evidence_uploads")
    .selectAll()
    .where("enterprise_id", "=", enterpriseId)
    .where("id", "=", uploadId)
    .executeTakeFirst();
  if (row === undefined) throw new AppError("request.not-found", { what: uploadId });
  return row;
};

const isCode = (code: string): code is ErrorCode => Object.hasOwn(errorTable, code);

const kept = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** Why a file was refused, in words. */
export const problemOf = ({ problem }: Pick<UploadRow, "problem">): Upload["problem"] => {
  const read = kept.safeParse(problem);
  if (!read.success) return null;
  const { code, params } = read.data;
  return { code, text: isCode(code) ? errorMessage(code, params) : { zh: code, en: code } };
};

const resultKept = z.object({
  sha256: z.string(),
  status: z.enum(["new", "identical"]),
  format: z.string(),
  added: z.number(),
  closed: z.number(),
  unchanged: z.number(),
  warnings: z.number(),
  verdictsChanged: z.number(),
  changes: z.array(
    z.object({
      // Kept for a day; what was kept before regimes were named has none.
      pack: z.string().default(""),
      type: z.string(),
      requirement: z.string(),
      from: z.string().nullable(),
      to: z.string(),
    }),
  ),
  regimes: z
    .array(
      z.object({
        pack: z.string(),
        title: z.object({ zh: z.string(), en: z.string() }),
        changed: z.number(),
        firstJudged: z.boolean(),
      }),
    )
    .default([]),
});

export type UploadResult = z.infer<typeof resultKept>;

/** Its bytes are whole and still here. */
export const isRetryable = (row: UploadRow, uploads: Uploads): boolean =>
  (row.state === "refused" || row.state === "cancelled") &&
  row.received === row.size &&
  uploads.bytes.has(row.id);

export const uploadShown = (row: UploadRow, uploads: Uploads): Upload => ({
  id: row.id,
  batch: row.batch,
  name: row.name,
  size: row.size,
  offset: row.received,
  state: row.state,
  paused: row.paused,
  progress: row.state === "importing" ? (uploads.progress.get(row.id) ?? null) : null,
  attempts: row.attempts,
  createdAt: row.created_at,
  finishedAt: row.finished_at,
  problem: problemOf(row),
  retryable: isRetryable(row, uploads),
  result: row.result === null ? null : resultKept.parse(row.result),
});

interface Wish {
  readonly enterpriseId: string;
  readonly batch?: string | undefined;
  readonly limit: number;
}

export const readUploads = async (
  tx: Ctx,
  uploads: Uploads,
  { enterpriseId, batch, limit }: Wish,
): Promise<ReplyOf<typeof listUploads>> => {
  let rows = tx.db.selectFrom("evidence_uploads").where("enterprise_id", "=", enterpriseId);
  if (batch !== undefined) rows = rows.where("batch", "=", batch);
  const found = await rows
    .selectAll()
    .orderBy(sql`state in ('receiving', 'queued', 'importing')`, "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  const counts = await rows
    .select(["state", sql<number>`count(*)::int`.as("n")])
    .groupBy("state")
    .execute();
  return {
    uploads: found.map((row) => uploadShown(row, uploads)),
    counts: Object.fromEntries(counts.map(({ state, n }) => [state, n])),
  };
};
