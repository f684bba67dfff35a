/** Opens the ZIP archive that an XLSX workbook is, and unpacks its parts under limits. */

import { AppError } from "@fenji/kernel";
import { archiveFault } from "./archives/archive-fault.ts";
import { openZip, type ZipArchive } from "./archives/zip-archive.ts";
import type { IntakeLimits } from "./intake-limits.ts";

export interface WorkbookArchive {
  readonly has: (part: string) => boolean;
  /** The text of a part, unpacked as it is read. @throws AppError `evidence.archive-*` */
  readonly text: (part: string) => AsyncGenerator<string>;
}

/**
 * `fd` stays open and stays the caller's.
 * @throws AppError `evidence.archive-broken`, `evidence.too-many-members`
 */
export const openWorkbookArchive = async (
  fd: number,
  limits: IntakeLimits,
): Promise<WorkbookArchive> => workbookArchive(await openZip(fd, limits), limits);

export const workbookArchive = (zip: ZipArchive, limits: IntakeLimits): WorkbookArchive => {
  const parts = new Map(zip.entries.map((entry) => [entry.name, entry]));
  return {
    has: (part) => parts.has(part),
    text: async function* text(part) {
      const entry = parts.get(part);
      if (entry === undefined) throw new AppError("evidence.archive-broken", { at: part });
      if (entry.entry.isEncrypted()) throw new AppError("evidence.archive-encrypted", { at: part });
      const limit = partLimit(entry.entry.compressedSize, limits);
      // The size that the archive declares is checked here; one that lies is caught by the count below.
      if (entry.entry.uncompressedSize > limit)
        throw new AppError("evidence.archive-bomb", { at: part, limit });
      yield* decoded(zip.unpack(entry), { part, limit });
    },
  };
};

/** Small parts may pack as well as they like. */
const smallPartBytes = 4 * 1024 ** 2;

const partLimit = (packedBytes: number, { maxPartBytes, maxPackRatio }: IntakeLimits): number =>
  Math.min(maxPartBytes, Math.max(smallPartBytes, packedBytes * maxPackRatio));

async function* decoded(
  bytes: AsyncIterable<Uint8Array>,
  { part, limit }: { readonly part: string; readonly limit: number },
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let unpacked = 0;
  try {
    for await (const chunk of bytes) {
      unpacked += chunk.length;
      if (unpacked > limit) throw new AppError("evidence.archive-bomb", { at: part, limit });
      yield decoder.decode(chunk, { stream: true });
    }
  } catch (error) {
    throw archiveFault(error, part);
  }
  yield decoder.decode();
}
