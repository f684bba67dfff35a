/** Writes a file piece by piece beside its place and moves it there when it is whole. */

import { open, rename, rm } from "node:fs/promises";
import { fileError } from "@fenji/intake";

/** Returns the bytes written. What lay there before is replaced at the end, or not at all. @throws AppError `evidence.*`. */
export const writePieces = async (
  path: string,
  pieces: Iterable<Uint8Array | string>,
): Promise<number> => {
  const beside = `${path}.part`;
  const refuse = (error: unknown): never => {
    throw fileError(error, path);
  };
  const handle = await open(beside, "w").catch(refuse);
  let bytes = 0;
  try {
    for (const piece of pieces) {
      const buffer = typeof piece === "string" ? Buffer.from(piece) : piece;
      for (let at = 0; at < buffer.length;) {
        const { bytesWritten } = await handle.write(buffer, at).catch(refuse);
        at += bytesWritten;
      }
      bytes += buffer.length;
    }
    await handle.close();
    await rename(beside, path).catch(refuse);
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(beside, { force: true });
    throw error;
  }
  return bytes;
};
