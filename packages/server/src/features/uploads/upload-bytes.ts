/** The bytes of files that arrive in parts, one file each in the data folder, known to be on the disk up to a point. */

import { createReadStream, existsSync, mkdirSync, readdirSync } from "node:fs";
import { constants, open, rm, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "@fenji/kernel";

/** What a crash of the machine can cost of a part: it is sent again from the last of these points. */
const checkpointBytes = 8 * 2 ** 20;

export interface Part {
  readonly id: string;
  /** Where it begins; what lies behind is written over. */
  readonly offset: number;
  /** Of the whole file. */
  readonly size: number;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Aborted when another part of the same file comes, or when a person breaks the upload off. */
  readonly signal: AbortSignal;
  /** Told each time that everything up to here is on the disk for good. */
  readonly onDurable: (received: number) => Promise<void>;
}

export interface UploadBytes {
  readonly create: (id: string) => Promise<void>;
  /** @throws AppError `upload.too-long`, of which nothing is kept; the reason of the signal; what reading the part throws. */
  readonly append: (part: Part) => Promise<void>;
  readonly has: (id: string) => boolean;
  /** @throws AppError `upload.gone`. */
  readonly read: (id: string, name: string) => AsyncIterable<Uint8Array>;
  readonly remove: (id: string) => Promise<void>;
  readonly list: () => readonly string[];
}

const suffix = ".part";

const writeAll = async (file: FileHandle, chunk: Uint8Array, at: number): Promise<void> => {
  for (let done = 0; done < chunk.length;) {
    const { bytesWritten } = await file.write(chunk, done, chunk.length - done, at + done);
    done += bytesWritten;
  }
};

/** The same bytes, without waiting for the next ones once the signal is given. */
async function* untilAborted(part: Part): AsyncGenerator<Uint8Array> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const give = (): void => reject(part.signal.reason);
  aborted.catch(() => undefined);
  part.signal.throwIfAborted();
  part.signal.addEventListener("abort", give, { once: true });
  const chunks = part.bytes[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await Promise.race([chunks.next(), aborted]);
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    part.signal.removeEventListener("abort", give);
  }
}

/** Writes until the part ends or breaks; what has come by then counts either way. */
const take = async (file: FileHandle, part: Part): Promise<void> => {
  let [at, durable] = [part.offset, part.offset];
  const settle = async (): Promise<void> => {
    await file.datasync();
    durable = at;
    await part.onDurable(at);
  };
  try {
    for await (const chunk of untilAborted(part)) {
      if (at + chunk.length > part.size) {
        // A file that is longer than it was said to be is not the file that was announced.
        at = part.offset;
        throw new AppError("upload.too-long", { size: part.size });
      }
      await writeAll(file, chunk, at);
      at += chunk.length;
      if (at - durable >= checkpointBytes) await settle();
    }
  } finally {
    if (at !== durable) await settle();
  }
};

export const openUploadBytes = (dataFolder: string): UploadBytes => {
  const folder = join(dataFolder, "uploads");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const pathOf = (id: string): string => join(folder, `${id}${suffix}`);
  return {
    create: async (id) => {
      const file = await open(pathOf(id), "wx", 0o600);
      await file.close();
    },
    append: async (part) => {
      const file = await open(pathOf(part.id), constants.O_RDWR);
      try {
        await file.truncate(part.offset);
        await take(file, part);
      } finally {
        await file.close();
      }
    },
    has: (id) => existsSync(pathOf(id)),
    read: (id, name) => {
      if (!existsSync(pathOf(id))) throw new AppError("upload.gone", { name });
      return createReadStream(pathOf(id), { highWaterMark: 2 ** 18 });
    },
    remove: (id) => rm(pathOf(id), { force: true }),
    list: () =>
      readdirSync(folder)
        .filter((name) => name.endsWith(suffix))
        .map((name) => name.slice(0, -suffix.length)),
  };
};
