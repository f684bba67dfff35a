/** Opens a regular file safely and reads it once, hashing what is read on the way. */

import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { AppError, type Sha256 } from "@fenji/kernel";
import { fileError } from "./file-error.ts";

const chunkBytes = 65_536;

export interface RegularFile {
  readonly path: string;
  /** Bytes at the time of opening. */
  readonly size: number;
  readonly handle: FileHandle;
  /** The bytes from the beginning, in chunks of 64 KiB. May be asked for more than once. */
  readonly bytes: () => AsyncGenerator<Uint8Array>;
  /** Hash of the whole file: bytes that were read in order are hashed already, the rest is read now. */
  readonly sha256: () => Promise<Sha256>;
  readonly close: () => Promise<void>;
}

/**
 * A file found in a folder must not be a link (`follow: false`): a link could lead out of the folder. Opening never
 * waits, so a pipe cannot hold it up.
 * @throws AppError `evidence.file-not-found`, `evidence.not-a-file`, `evidence.file-unreadable`
 */
export const openRegularFile = async (
  path: string,
  options: { readonly follow: boolean },
): Promise<RegularFile> => {
  const flags =
    constants.O_RDONLY |
    (constants.O_NONBLOCK ?? 0) |
    (options.follow ? 0 : (constants.O_NOFOLLOW ?? 0));
  const handle = await open(path, flags).catch((error: unknown) => {
    throw fileError(error, path);
  });
  const status = await handle.stat();
  if (!status.isFile()) {
    await handle.close();
    throw new AppError("evidence.not-a-file", { at: path });
  }
  return regularFile(path, handle, { size: status.size, mtimeMs: status.mtimeMs });
};

interface Opened {
  readonly size: number;
  readonly mtimeMs: number;
}

const regularFile = (path: string, handle: FileHandle, opened: Opened): RegularFile => {
  const hash = createHash("sha256");
  let hashed = 0;
  let digest: Sha256 | undefined;
  /** Bytes are hashed the first time they are read. */
  const readAt = async (position: number): Promise<Uint8Array> => {
    const chunk = await readChunk(path, handle, position);
    if (position === hashed) {
      hash.update(chunk);
      hashed += chunk.length;
    }
    if (chunk.length === 0) await requireUnchanged(path, handle, opened);
    return chunk;
  };
  const bytes = async function* (): AsyncGenerator<Uint8Array> {
    let position = 0;
    for (let chunk = await readAt(0); chunk.length > 0; chunk = await readAt(position)) {
      position += chunk.length;
      yield chunk;
    }
  };
  const sha256 = async (): Promise<Sha256> => {
    if (digest !== undefined) return digest;
    while ((await readAt(hashed)).length > 0);
    digest = hash.digest("hex") as Sha256;
    return digest;
  };
  return { path, size: opened.size, handle, bytes, sha256, close: () => handle.close() };
};

const readChunk = async (
  path: string,
  handle: FileHandle,
  position: number,
): Promise<Uint8Array> => {
  const chunk = new Uint8Array(chunkBytes);
  try {
    const { bytesRead } = await handle.read(chunk, 0, chunkBytes, position);
    return chunk.subarray(0, bytesRead);
  } catch (error) {
    throw fileError(error, path);
  }
};

const requireUnchanged = async (
  path: string,
  handle: FileHandle,
  opened: Opened,
): Promise<void> => {
  const status = await handle.stat();
  if (status.size === opened.size && status.mtimeMs === opened.mtimeMs) return;
  throw new AppError("evidence.file-changed", { at: path });
};
