/** Puts a stream into a private temporary file, for what can only be read from its end. */

import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ByteStream } from "@fenji/evidence";

export interface SpooledFile {
  readonly fd: number;
  readonly close: () => Promise<void>;
}

/** @throws what `bytes` throws; nothing remains then */
export const spool = async (bytes: ByteStream): Promise<SpooledFile> => {
  const folder = await mkdtemp(join(tmpdir(), "fenji-archive-"));
  const clear = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const file = await open(join(folder, "member"), "wx+", 0o600);
    const close = async (): Promise<void> => {
      await file.close();
      await clear();
    };
    try {
      for await (const chunk of bytes) await file.writeFile(chunk);
      return { fd: file.fd, close };
    } catch (error) {
      await file.close();
      throw error;
    }
  } catch (error) {
    await clear();
    throw error;
  }
};
