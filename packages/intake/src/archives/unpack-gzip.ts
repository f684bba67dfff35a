/** Unpacks gzip as it arrives. */

import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import type { ByteStream } from "@fenji/evidence";
import { archiveFault } from "./archive-fault.ts";

/** @throws AppError `evidence.archive-broken` for what is cut off or damaged, and what `bytes` throws */
export async function* unpackGzip(bytes: ByteStream): AsyncGenerator<Uint8Array> {
  const unpacked = createGunzip();
  // The iteration below is told of every failure; nothing is left for the callback.
  pipeline(Readable.from(bytes, { objectMode: false }), unpacked, () => undefined);
  try {
    yield* unpacked;
  } catch (error) {
    throw archiveFault(error, "gzip");
  } finally {
    unpacked.destroy();
  }
}
