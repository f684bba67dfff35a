/** Opens one file of evidence from disk, whatever its format, as the stream of events that engines read. */

import {
  readEvidence,
  withBoundedWarnings,
  type ReadContext,
  type ReadEvent,
} from "@fenji/evidence";
import { AppError, type LocalizedText, type Sha256 } from "@fenji/kernel";
import { fileError } from "./file-error.ts";
import { intakeLimits, type IntakeLimits } from "./intake-limits.ts";
import {
  isArchive,
  openWorkbook,
  questionnaireWorkbook,
  readWorkbook,
} from "./questionnaire-workbook.ts";
import { openRegularFile, type RegularFile } from "./regular-file.ts";

export interface OpenedEvidence {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly format: string;
  readonly name: LocalizedText;
  /** To be read once. Throws AppError `evidence.*` where the file stops being trustworthy. */
  readonly events: AsyncGenerator<ReadEvent>;
  /** Of the whole file; costs nothing more after `events` has been read to its end. */
  readonly sha256: () => Promise<Sha256>;
  /** Always to be called, whether or not reading went well. */
  readonly close: () => Promise<void>;
}

export interface OpenOptions {
  /** False for a file that was found in a folder: then a link is refused. Default true. */
  readonly follow?: boolean;
  readonly limits?: IntakeLimits;
}

/** @throws AppError `evidence.*`; nothing stays open then */
export const openEvidence = async (
  path: string,
  context: ReadContext,
  options: OpenOptions = {},
): Promise<OpenedEvidence> => {
  const limits = options.limits ?? intakeLimits;
  const file = await openRegularFile(path, { follow: options.follow ?? true });
  try {
    if (file.size > limits.maxFileBytes) {
      throw new AppError("evidence.too-large", {
        at: `byte ${limits.maxFileBytes}`,
        limit: limits.maxFileBytes,
      });
    }
    const { format, name, events } = await eventsOf(file, context, limits);
    return { path, size: file.size, format, name, events, sha256: file.sha256, close: file.close };
  } catch (error) {
    await file.close();
    throw fileError(error, path);
  }
};

const eventsOf = async (
  file: RegularFile,
  context: ReadContext,
  limits: IntakeLimits,
): Promise<Pick<OpenedEvidence, "format" | "name" | "events">> => {
  const first = await file.bytes().next();
  if (first.done !== true && isArchive(first.value)) {
    const archive = await openWorkbook(file.handle.fd, limits);
    const events = withBoundedWarnings(readWorkbook(archive, context, limits), limits.maxWarnings);
    return { ...questionnaireWorkbook, events };
  }
  return readEvidence(file.bytes(), context, {
    maxBytes: limits.maxFileBytes,
    maxWarnings: limits.maxWarnings,
  });
};
