/** Takes one evidence file in: stored once, read once, merged, judged; all of it or nothing. */

import type { importEvidence as operation, ReplyOf } from "@fenji/contract";
import { AppError, type EnterpriseId } from "@fenji/kernel";
import type { Pack } from "@fenji/regime";
import { inSnapshot, inTransaction, type Ctx } from "../../platform/ctx.ts";
import type { ReceivedFile } from "../../platform/files/file-store.ts";
import { binaryLimitBytes } from "../../platform/http/mount-endpoint.ts";
import { recomputeVerdicts } from "../assessment/public.ts";
import { changesTold } from "./changes-told.ts";
import { bytesTold, observationsTold, type ImportProgress } from "./import-progress.ts";
import { lockEvidence } from "./lock-evidence.ts";
import { lookTwice } from "./look-twice.ts";
import { mergeStaged, type MergedFile } from "./merge-observations.ts";
import { requireEnterprise } from "./policy.ts";
import { findFile, saveFile, type StoredEvidence } from "./queries.ts";
import { openReceived } from "./read-received.ts";
import { findTableMappings } from "./table-mappings.ts";
import { stageFile, type StagedFile } from "./stage-observations.ts";

export type ImportReply = ReplyOf<typeof operation>;

export interface ImportInput {
  readonly enterpriseId: string;
  /** As the user calls it; never trusted as a path. */
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Aborted when the caller went away: then nothing is kept. */
  readonly signal: AbortSignal;
  /** Asked when the bytes are here, and throws where they may not be taken in any more; the node itself has nobody to ask. */
  readonly confirm?: () => Promise<void>;
  /** Told how far reading is. */
  readonly progress?: ImportProgress;
  /** The regimes that the enterprise is judged by afterwards. */
  readonly packs: readonly Pack[];
}

const identical = (file: StoredEvidence, name: string): ImportReply => ({
  file: {
    sha256: file.sha256,
    name,
    status: "identical",
    format: file.format,
    tool: file.tool,
    warnings: [],
  },
  observations: { added: 0, closed: 0, unchanged: 0 },
  verdictsChanged: 0,
  changes: [],
  regimes: [],
});

/** Parameters with which a reader quotes what it found. */
const quotes = ["start", "found", "version"] as const;

/** What went wrong names the file and the place in it; words of the file itself stay in the file. */
const inFile = (error: unknown, name: string): unknown => {
  if (!(error instanceof AppError)) return error;
  const unquoted = quotes.filter((key) => key in error.params).map((key) => [key, "…"] as const);
  const params = { ...error.params, ...Object.fromEntries(unquoted), file: name };
  return new AppError(error.code, params, { cause: error });
};

interface Read extends StagedFile {
  readonly format: string;
}

const readAndStage = async (
  tx: Ctx,
  received: ReceivedFile,
  input: ImportInput & { readonly receivedAt: string },
): Promise<Read> => {
  const tables = await findTableMappings(tx, input.enterpriseId);
  const told = bytesTold(received, input.progress);
  const opened = await openReceived(told, Date.parse(input.receivedAt), tables).catch(
    (error: unknown) => {
      throw inFile(error, input.name);
    },
  );
  try {
    const staged = await stageFile(tx, observationsTold(opened.events, input.progress), input);
    return { ...staged, format: opened.format };
  } catch (error) {
    throw inFile(error, input.name);
  } finally {
    await opened.close();
  }
};

const takeIn = async (
  tx: Ctx,
  received: ReceivedFile,
  input: ImportInput,
): Promise<ImportReply> => {
  const { enterpriseId, name } = input;
  await lockEvidence(tx, enterpriseId);
  const known = await findFile(tx, enterpriseId, received.sha256);
  if (known !== undefined && known.withdrawnAt === null) return identical(known, name);
  const receivedAt = tx.now().toISOString();
  const read = await readAndStage(tx, received, { ...input, receivedAt });
  const again = known !== undefined;
  const file: MergedFile = { enterpriseId, sha256: received.sha256, receivedAt, again };
  await saveFile(tx, { ...file, ...read, name, size: received.size });
  const observations = await mergeStaged(tx, file, read.observations);
  const warnings = [...read.warnings, ...(await lookTwice(tx, file))];
  await saveFile(tx, { ...file, ...read, name, size: received.size, warnings });
  const changes = await recomputeVerdicts(tx, enterpriseId, input.packs);
  tx.events.record({
    enterpriseId: enterpriseId as EnterpriseId,
    action: "evidence.imported",
    subject: received.sha256,
    payload: { format: read.format, ...observations, verdictsChanged: changes.length },
  });
  input.signal.throwIfAborted();
  // The file is in the store before its row is; a file without a row is only space.
  await received.keep();
  return {
    file: {
      sha256: received.sha256,
      name,
      status: "new",
      format: read.format,
      tool: read.tool,
      warnings,
    },
    observations,
    verdictsChanged: changes.length,
    ...changesTold(changes),
  };
};

/**
 * The upload goes to disk first, hashed on the way and held back by the disk's own speed, so that neither a slow line
 * nor a large file holds a transaction or memory; then one transaction reads, merges and judges it.
 * @throws AppError `request.not-found`, `request.too-large`, `evidence.*` naming file and place; nothing is kept then.
 */
export const importEvidence = async (ctx: Ctx, input: ImportInput): Promise<ImportReply> => {
  await inSnapshot(ctx, (tx) => requireEnterprise(tx, input.enterpriseId));
  const received = await ctx.files.receive(input.bytes, binaryLimitBytes);
  try {
    await input.confirm?.();
    return await inTransaction(ctx, (tx) => takeIn(tx, received, input));
  } finally {
    await received.discard();
  }
};
