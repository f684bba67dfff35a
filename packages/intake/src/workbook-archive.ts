/** Opens the ZIP archive that an XLSX workbook is, and unpacks its parts under limits. */

import { AppError } from "@fenji/kernel";
import { fromFdPromise, type Entry, type ZipFile } from "yauzl";
import type { IntakeLimits } from "./intake-limits.ts";

export interface WorkbookArchive {
  readonly has: (part: string) => boolean;
  /** The text of a part, unpacked as it is read. @throws AppError `evidence.archive-*` */
  readonly text: (part: string) => AsyncGenerator<string>;
}

/**
 * `fd` stays open and stays the caller's.
 * @throws AppError `evidence.archive-broken`, `evidence.archive-bomb`
 */
export const openWorkbookArchive = async (
  fd: number,
  limits: IntakeLimits,
): Promise<WorkbookArchive> => {
  const options = {
    lazyEntries: true,
    autoClose: false,
    validateEntrySizes: true,
    decodeStrings: true,
  };
  const zip = await fromFdPromise(fd, options).catch(broken("zip"));
  const parts = await listParts(zip, limits).catch(broken("zip"));
  return { has: (part) => parts.has(part), text: (part) => partText({ zip, parts, limits }, part) };
};

const broken =
  (at: string) =>
  (error: unknown): never => {
    if (error instanceof AppError) throw error;
    throw new AppError("evidence.archive-broken", { at }, { cause: error });
  };

const listParts = async (
  zip: ZipFile,
  limits: IntakeLimits,
): Promise<ReadonlyMap<string, Entry>> => {
  const parts = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    if (parts.size >= limits.maxParts) {
      throw new AppError("evidence.archive-bomb", {
        at: entry.fileName.slice(0, 200),
        limit: limits.maxPartBytes,
      });
    }
    parts.set(entry.fileName, entry);
  }
  return parts;
};

interface Archive {
  readonly zip: ZipFile;
  readonly parts: ReadonlyMap<string, Entry>;
  readonly limits: IntakeLimits;
}

/** Small parts may pack as well as they like. */
const smallPartBytes = 4 * 1024 ** 2;

async function* partText(archive: Archive, part: string): AsyncGenerator<string> {
  const entry = archive.parts.get(part);
  if (entry === undefined) throw new AppError("evidence.archive-broken", { at: part });
  if (entry.isEncrypted()) throw new AppError("evidence.archive-encrypted", { at: part });
  const { maxPartBytes, maxPackRatio } = archive.limits;
  const byRatio = Math.max(smallPartBytes, entry.compressedSize * maxPackRatio);
  const limit = Math.min(maxPartBytes, byRatio);
  // The size that the archive declares is checked here; one that lies is caught by the count below.
  if (entry.uncompressedSize > limit)
    throw new AppError("evidence.archive-bomb", { at: part, limit });
  const decoder = new TextDecoder();
  let unpacked = 0;
  try {
    for await (const chunk of await archive.zip.openReadStreamPromise(entry)) {
      unpacked += chunk.length;
      if (unpacked > limit) throw new AppError("evidence.archive-bomb", { at: part, limit });
      yield decoder.decode(chunk, { stream: true });
    }
  } catch (error) {
    broken(part)(error);
  }
  yield decoder.decode();
}
