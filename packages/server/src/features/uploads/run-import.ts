/** Reads one queued file into the evidence, in the name of who handed it over, and says what became of it. */

import { createHash } from "node:crypto";
import { AppError, type EnterpriseId } from "@fenji/kernel";
import { systemActor } from "../../platform/auth/actor.ts";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { importEvidence, type ImportReply } from "../evidence/public.ts";
import { packLibrary } from "../packs/public.ts";
import type { Uploads } from "./open-uploads.ts";
import { findUpload, type UploadResult, type UploadRow } from "./queries.ts";
import { changesKept } from "./upload-limits.ts";

/** Only this enterprise's rows, whatever else its sender may see. */
const actingFor = (ctx: Ctx, row: UploadRow): Ctx => ({
  ...ctx,
  actor: {
    ...systemActor,
    id: row.actor,
    scope: { kind: "own", enterpriseIds: [row.enterprise_id as EnterpriseId] },
  },
});

/** The last byte is held back until all of them are known to be the announced ones. */
async function* announced(
  bytes: AsyncIterable<Uint8Array>,
  row: UploadRow,
): AsyncGenerator<Uint8Array> {
  if (row.sha256 === null) return yield* bytes;
  const hash = createHash("sha256");
  for await (const chunk of bytes) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest("hex") !== row.sha256) throw new AppError("upload.changed", { name: row.name });
}

const resultOf = (reply: ImportReply): UploadResult => {
  const { file, observations, verdictsChanged, changes, regimes } = reply;
  return {
    sha256: file.sha256,
    status: file.status,
    format: file.format,
    ...observations,
    warnings: file.warnings.length,
    verdictsChanged,
    changes: changes.slice(0, changesKept),
    regimes,
  };
};

const settle = async (
  ctx: Ctx,
  row: UploadRow,
  outcome: UploadResult | AppError,
): Promise<UploadRow> =>
  inTransaction(ctx, async (tx) => {
    const failed = outcome instanceof AppError;
    const finished_at = tx.now().toISOString();
    const update = tx.db
      .updateTable("evidence_uploads")
      .set(
        failed
          ? {
              state: "refused",
              paused: false,
              problem: JSON.stringify({ code: outcome.code, params: outcome.params }),
              finished_at,
            }
          : // Whoever cancelled at the last moment came too late: it is in the evidence.
            { state: "done", paused: false, result: JSON.stringify(outcome), finished_at },
      )
      .where("enterprise_id", "=", row.enterprise_id)
      .where("id", "=", row.id);
    await (failed ? update.where("state", "=", "importing") : update).execute();
    if (failed)
      tx.events.record({
        enterpriseId: row.enterprise_id as EnterpriseId,
        action: "evidence.refused",
        subject: row.id,
        payload: { code: outcome.code },
      });
    return findUpload(tx, row.enterprise_id, row.id);
  });

const asAppError = (error: unknown, row: UploadRow): AppError =>
  error instanceof AppError ? error : new AppError("platform.internal", { requestId: row.id });

const read = async (
  ctx: Ctx,
  { uploads, row, signal }: ImportJob,
): Promise<UploadResult | AppError> => {
  const seen = { read: 0, observations: 0 };
  uploads.progress.set(row.id, seen);
  try {
    const { regimes } = await packLibrary();
    const reply = await importEvidence(ctx, {
      enterpriseId: row.enterprise_id,
      name: row.name,
      bytes: announced(uploads.bytes.read(row.id, row.name), row),
      signal,
      packs: regimes,
      progress: {
        onRead: (bytes) => {
          seen.read = bytes;
        },
        onObservation: () => {
          seen.observations += 1;
        },
      },
    });
    return resultOf(reply);
  } catch (error) {
    // Paused, cancelled or stopped: that is no judgement on the file.
    if (signal.aborted) throw error;
    if (!(error instanceof AppError))
      ctx.log.error({ err: error, upload: row.id }, "import failed");
    return asAppError(error, row);
  } finally {
    uploads.progress.delete(row.id);
  }
};

export interface ImportJob {
  readonly uploads: Uploads;
  readonly row: UploadRow;
  /** Aborted when it is paused or cancelled, or the node stops. */
  readonly signal: AbortSignal;
}

/** `ctx` acts as the node. @throws the reason of the signal; then nothing of the file is kept. */
export const runImport = async (ctx: Ctx, job: ImportJob): Promise<void> => {
  const acting = actingFor(ctx, job.row);
  const outcome = await read(acting, job);
  const settled = await settle(acting, job.row, outcome);
  // What was refused may be tried again for a while, see sweep-uploads.ts.
  if (settled.state === "done") await job.uploads.bytes.remove(settled.id);
};
