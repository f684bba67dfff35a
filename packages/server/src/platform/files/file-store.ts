/** Keeps files once, named by the SHA-256 of their content, compressed; a file is either whole or not there. */

import { createHash, randomBytes } from "node:crypto";
import { createReadStream, createWriteStream, existsSync, readdirSync, rmSync } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createZstdCompress, createZstdDecompress } from "node:zlib";
import { AppError, type Sha256 } from "@fenji/kernel";

interface StoredFile {
  readonly sha256: Sha256;
  /** Bytes before compression. */
  readonly size: number;
  /** `identical`: the same content was stored before; nothing was written. */
  readonly status: "new" | "identical";
}

/** A file that has been received whole but is not yet in the store. */
export interface ReceivedFile extends StoredFile {
  /** Puts it into the store, durably. */
  readonly keep: () => Promise<void>;
  readonly discard: () => Promise<void>;
  /** Its content, before or after it was kept. */
  readonly read: () => AsyncIterable<Uint8Array>;
}

export interface FileStore {
  /** @throws AppError `request.too-large` beyond `limitBytes`; nothing remains then. */
  readonly receive: (bytes: AsyncIterable<Uint8Array>, limitBytes: number) => Promise<ReceivedFile>;
  /** @throws AppError `file.not-stored`. */
  readonly read: (sha256: Sha256) => AsyncIterable<Uint8Array>;
  readonly has: (sha256: Sha256) => boolean;
}

const zstdLevel = { params: { [constants.ZSTD_c_compressionLevel]: 3 } };

const pathOf = (folder: string, sha256: string): string =>
  join(folder, sha256.slice(0, 2), `${sha256.slice(2)}.zst`);

const syncFolder = async (path: string): Promise<void> => {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
};

const syncFile = async (path: string): Promise<void> => {
  const file = await open(path, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
};

const decompress = (path: string): AsyncIterable<Uint8Array> => {
  const unpacked = createZstdDecompress();
  const source = createReadStream(path);
  source.on("error", (error) => unpacked.destroy(error));
  return source.pipe(unpacked);
};

const humanLimit = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MB`;

/** Counts and hashes what passes, and stops what is too long. */
const measure = (
  limitBytes: number,
): { readonly through: Transform; readonly result: () => { sha256: Sha256; size: number } } => {
  const hash = createHash("sha256");
  let size = 0;
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > limitBytes)
        return done(new AppError("request.too-large", { limit: humanLimit(limitBytes) }));
      hash.update(chunk);
      done(null, chunk);
    },
  });
  return { through, result: () => ({ sha256: hash.digest("hex") as Sha256, size }) };
};

const keepAt = async (temporary: string, target: string): Promise<void> => {
  if (!existsSync(temporary)) return;
  if (existsSync(target)) return rm(temporary, { force: true });
  await mkdir(join(target, ".."), { recursive: true, mode: 0o700 });
  await syncFile(temporary);
  await rename(temporary, target);
  await syncFolder(join(target, ".."));
  await syncFolder(join(target, "..", ".."));
};

/** Opens the store and clears what a crash left half received. */
export const openFileStore = (folder: string): FileStore => {
  const incoming = "incoming-";
  for (const name of readdirSync(folder))
    if (name.startsWith(incoming)) rmSync(join(folder, name), { force: true });

  const receive: FileStore["receive"] = async (bytes, limitBytes) => {
    const temporary = join(folder, `${incoming}${randomBytes(9).toString("hex")}`);
    const { through, result } = measure(limitBytes);
    try {
      await pipeline(
        Readable.from(bytes, { objectMode: false }),
        through,
        createZstdCompress(zstdLevel),
        createWriteStream(temporary, { mode: 0o600 }),
      );
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    const { sha256, size } = result();
    const target = pathOf(folder, sha256);
    return {
      sha256,
      size,
      status: existsSync(target) ? "identical" : "new",
      keep: () => keepAt(temporary, target),
      discard: () => rm(temporary, { force: true }),
      read: () => decompress(existsSync(temporary) ? temporary : target),
    };
  };

  const read: FileStore["read"] = (sha256) => {
    const path = pathOf(folder, sha256);
    if (!existsSync(path)) throw new AppError("file.not-stored", { sha256 });
    return decompress(path);
  };

  return { receive, read, has: (sha256) => existsSync(pathOf(folder, sha256)) };
};
