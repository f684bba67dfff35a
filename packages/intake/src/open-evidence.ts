/** Opens one file of evidence, whatever its format, as the stream of events that engines read. */

import type { ReadContext, ReadEvent } from "@fenji/evidence";
import { AppError, type LocalizedText, type Sha256 } from "@fenji/kernel";
import { archiveFormat } from "./archives/archive-format.ts";
import { joinParts } from "./archives/join-parts.ts";
import { openLayer, type LayerInput, type Opening } from "./archives/open-layer.ts";
import { readMembers, type ArchiveWarning, type EvidencePart } from "./archives/read-members.ts";
import { unpackBudget } from "./archives/unpack-budget.ts";
import { fileError } from "./file-error.ts";
import { intakeLimits, type IntakeLimits } from "./intake-limits.ts";
import { openRegularFile } from "./regular-file.ts";

export interface OpenedReading {
  /** Id of the reader, or `archive`. */
  readonly format: string;
  readonly name: LocalizedText;
  /** Of all reports in it, with places such as `scan/a.nessus!12:3`. Throws AppError `evidence.*` where the file stops being trustworthy. */
  readonly events: AsyncGenerator<ReadEvent>;
  /** The same report by report. To be read once, instead of `events`. */
  readonly parts: AsyncGenerator<EvidencePart | ArchiveWarning>;
  /** Always to be called, whether or not reading went well. */
  readonly close: () => Promise<void>;
}

export interface OpenedEvidence extends OpenedReading {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Of the whole file; costs nothing more after `events` has been read to its end. */
  readonly sha256: () => Promise<Sha256>;
}

export interface ReadOptions {
  readonly limits?: IntakeLimits;
}

export interface OpenOptions extends ReadOptions {
  /** False for a file that was found in a folder: then a link is refused. Default true. */
  readonly follow?: boolean;
}

/** @throws AppError `evidence.*`; nothing stays open then */
export const openEvidence = async (
  path: string,
  context: ReadContext,
  options: OpenOptions = {},
): Promise<OpenedEvidence> => {
  const file = await openRegularFile(path, { follow: options.follow ?? true });
  try {
    const { size, sha256 } = file;
    const fd = (): Promise<number> => Promise.resolve(file.handle.fd);
    const source = { size, bytes: file.bytes(), fd };
    const opened = await openReading(source, context, options);
    const close = async (): Promise<void> => {
      await opened.close();
      await file.close();
    };
    return { ...opened, path, size, sha256, close };
  } catch (error) {
    await file.close();
    throw fileError(error, path);
  }
};

export interface ReadingSource extends LayerInput {
  /** Bytes. */
  readonly size: number;
}

/**
 * The same of a stream. Without `fd` an archive that is read from its end goes through a temporary file.
 * @throws AppError `evidence.*`; nothing stays open then
 */
export const openReading = async (
  source: ReadingSource,
  context: ReadContext,
  options: ReadOptions = {},
): Promise<OpenedReading> => {
  const limits = options.limits ?? intakeLimits;
  const { maxFileBytes: limit } = limits;
  if (source.size > limit) throw new AppError("evidence.too-large", { at: `byte ${limit}`, limit });
  const opening = { context, limits, budget: unpackBudget(source.size, limits), closers: [] };
  try {
    return await readingOf(opening, source);
  } catch (error) {
    await closeAll(opening);
    throw error;
  }
};

const readingOf = async (opening: Opening, source: LayerInput): Promise<OpenedReading> => {
  const layer = await openLayer(opening, source);
  const close = (): Promise<void> => closeAll(opening);
  if (layer.kind === "report") {
    const { reading } = layer;
    return { ...reading, parts: onlyPart({ kind: "report", member: null, ...reading }), close };
  }
  const parts = readMembers(opening, layer.members);
  const events = joinParts(parts, opening.limits.maxWarnings);
  return { ...archiveFormat, events, parts, close };
};

async function* onlyPart(part: EvidencePart): AsyncGenerator<EvidencePart> {
  yield part;
}

const closeAll = async ({ closers }: Opening): Promise<void> => {
  for (const close of closers.splice(0).toReversed()) await close();
};
