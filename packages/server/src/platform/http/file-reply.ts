/** Answers with a file that lies compressed on the disk; a browser keeps it and asks whether it is still the newest. */

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";

/** What a handler of a binary reply may return instead of the bytes. */
export class FileReply {
  /** Compressed with gzip. */
  readonly path: string;
  /** Changes with the content. */
  readonly version: string;
  /** Before compression. */
  readonly bytes: number;

  constructor({ path, version, bytes }: Pick<FileReply, "path" | "version" | "bytes">) {
    this.path = path;
    this.version = version;
    this.bytes = bytes;
  }
}

const listOf = (header: string | undefined): readonly string[] =>
  (header ?? "").split(",").map((part) => part.trim());

const takesGzip = (request: FastifyRequest): boolean =>
  listOf(request.headers["accept-encoding"]).some((part) =>
    /^(gzip|\*)(?!;q=0(\.0*)?$)/.test(part),
  );

/** `x-bytes` tells a page how long the file will be, for its progress. */
export const sendFile = async (
  request: FastifyRequest,
  reply: FastifyReply,
  file: FileReply,
): Promise<FastifyReply> => {
  const etag = `"${file.version}"`;
  reply
    .header("etag", etag)
    .header("cache-control", "private, no-cache")
    .header("vary", "accept-encoding, cookie")
    .header("x-bytes", String(file.bytes));
  if (listOf(request.headers["if-none-match"]).includes(etag)) return reply.code(304).send();
  reply.type("application/octet-stream");
  const stored = createReadStream(file.path);
  if (!takesGzip(request)) {
    const whole = createGunzip();
    stored.on("error", (error) => whole.destroy(error));
    return reply.header("content-length", String(file.bytes)).send(stored.pipe(whole));
  }
  const { size } = await stat(file.path);
  return reply
    .header("content-encoding", "gzip")
    .header("content-length", String(size))
    .send(stored);
};
