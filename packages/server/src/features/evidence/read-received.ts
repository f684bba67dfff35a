/** Opens a received file as the events that readers tell, whatever its format. */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { readEvidence, type ReadEvent } from "@fenji/evidence";
import { intakeLimits, openEvidence, readContext } from "@fenji/intake";
import { AppError } from "@fenji/kernel";

export interface OpenedFile {
  readonly format: string;
  readonly events: AsyncIterable<ReadEvent>;
  readonly close: () => Promise<void>;
}

export interface ReceivedBytes {
  readonly size: number;
  /** May be asked for more than once. */
  readonly read: () => AsyncIterable<Uint8Array>;
}

const firstBytes = async (file: ReceivedBytes): Promise<Uint8Array> => {
  for await (const chunk of file.read()) return chunk;
  return new Uint8Array();
};

const isArchive = (head: Uint8Array): boolean =>
  head[0] === 0x50 && head[1] === 0x4b && head[2] === 0x03 && head[3] === 0x04;

/** A workbook is read from its end, so it needs a file of its own while it is read. */
const openArchive = async (file: ReceivedBytes, nowMs: number): Promise<OpenedFile> => {
  if (file.size > intakeLimits.maxPartBytes)
    throw new AppError("evidence.archive-bomb", { at: "zip", limit: intakeLimits.maxPartBytes });
  const folder = await mkdtemp(join(tmpdir(), "fenji-workbook-"));
  const clear = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const path = join(folder, "workbook");
    await writeFile(path, Readable.from(file.read()), { mode: 0o600 });
    const opened = await openEvidence(path, readContext(nowMs));
    return {
      format: opened.format,
      events: opened.events,
      close: async () => {
        await opened.close();
        await clear();
      },
    };
  } catch (error) {
    await clear();
    throw error;
  }
};

/** @throws AppError `evidence.*` */
export const openReceived = async (file: ReceivedBytes, nowMs: number): Promise<OpenedFile> => {
  if (isArchive(await firstBytes(file))) return openArchive(file, nowMs);
  const { format, events } = await readEvidence(file.read(), readContext(nowMs));
  return { format, events, close: async () => undefined };
};
