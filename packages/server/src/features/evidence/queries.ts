/** Reads of an enterprise's evidence: its files, and the checks that it holds. */

import type { ReplyOf, listEvidence } from "@fenji/contract";
import type { Tool } from "@fenji/evidence";
import type { Pack } from "@fenji/regime";
import { sql } from "kysely";
import { z } from "zod";
import type { Ctx } from "../../platform/ctx.ts";
import { findCoverage, type FileCoverage } from "./file-coverage.ts";
import type { ImportWarning } from "./import-warning.ts";

export interface StoredEvidence {
  readonly sha256: string;
  readonly format: string;
  readonly tool: Tool | null;
  readonly withdrawnAt: string | null;
}

const toolOf = (name: string | null, version: string | null): Tool | null =>
  name === null ? null : { name, version };

export const findFile = async (
  tx: Ctx,
  enterpriseId: string,
  sha256: string,
): Promise<StoredEvidence | undefined> => {
  const row = await tx.db
    .selectFrom("evidence_files")
    .select(["format", "tool", "tool_version", "withdrawn_at"])
    .where("enterprise_id", "=", enterpriseId)
    .where("sha256", "=", sha256)
    .executeTakeFirst();
  return row === undefined
    ? undefined
    : {
        sha256,
        format: row.format ?? "",
        tool: toolOf(row.tool, row.tool_version),
        withdrawnAt: row.withdrawn_at,
      };
};

export interface FileToSave {
  readonly enterpriseId: string;
  readonly sha256: string;
  readonly receivedAt: string;
  readonly name: string;
  readonly size: number;
  readonly format: string;
  readonly tool: Tool | null;
  readonly warnings: readonly ImportWarning[];
}

/** A withdrawn file that comes again counts again. */
export const saveFile = async (tx: Ctx, file: FileToSave): Promise<void> => {
  const values = {
    size: file.size,
    format: file.format,
    tool: file.tool?.name ?? null,
    tool_version: file.tool?.version ?? null,
    name: file.name,
    received_at: file.receivedAt,
    status: "read" as const,
    warnings: JSON.stringify(file.warnings),
    withdrawn_at: null,
  };
  await tx.db
    .insertInto("evidence_files")
    .values({ enterprise_id: file.enterpriseId, sha256: file.sha256, ...values })
    .onConflict((conflict) => conflict.columns(["enterprise_id", "sha256"]).doUpdateSet(values))
    .execute();
};

type FileShown = ReplyOf<typeof listEvidence>["files"][number];

const warningsKept = z.array(z.object({ code: z.string(), at: z.string(), detail: z.string() }));

const coversNothing: FileCoverage = {
  observations: 0,
  subjects: 0,
  observedAt: null,
  requirements: [],
  staleAt: null,
  expiresAt: null,
};

/** Newest first. */
export const findFiles = async (
  tx: Ctx,
  enterpriseId: string,
  pack: Pack,
): Promise<FileShown[]> => {
  const coverage = await findCoverage(tx, enterpriseId, pack);
  const rows = await tx.db
    .selectFrom("evidence_files")
    .where("enterprise_id", "=", enterpriseId)
    .select(["sha256", "name", "size", "format", "tool", "tool_version"])
    .select(["received_at", "withdrawn_at", "warnings"])
    .orderBy("received_at", "desc")
    .orderBy("sha256")
    .execute();
  return rows.map((row) => ({
    sha256: row.sha256,
    name: row.name,
    sizeBytes: row.size,
    format: row.format ?? "",
    tool: toolOf(row.tool, row.tool_version),
    receivedAt: row.received_at,
    withdrawnAt: row.withdrawn_at,
    covers: (row.withdrawn_at === null ? coverage.get(row.sha256) : undefined) ?? coversNothing,
    warnings: warningsKept.parse(row.warnings),
  }));
};

export interface CheckGroup {
  readonly check: string;
  readonly refs: readonly string[];
  readonly family: string;
  readonly title: string | null;
  readonly observations: number;
}

/** The different checks among the open observations that ran: what says "not applicable" was not evaluated. */
export const findEvaluatedChecks = async (tx: Ctx, enterpriseId: string): Promise<CheckGroup[]> => {
  const { rows } = await sql<CheckGroup>`
    select check_ref as "check", refs, family, min(title) as title, count(*)::int as observations
    from observations
    where enterprise_id = ${enterpriseId} and closed_at is null and result in ('pass', 'fail', 'info')
    group by check_ref, refs, family`.execute(tx.db);
  return rows;
};
