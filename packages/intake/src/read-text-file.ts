/** Reads a small text file, or standard input, that a command is given. */

import { open } from "node:fs/promises";
import process from "node:process";
import type { Readable } from "node:stream";
import { AppError } from "@fenji/kernel";

/**
 * `-` is standard input. Bytes that are not UTF-8 are refused, for else they would become question marks in names.
 * @throws AppError `input.missing`, `input.folder`, `input.unreadable`.
 */
export const readTextFile = async (path: string, maxBytes: number): Promise<string> => {
  try {
    if (path === "-") return await collect(process.stdin, maxBytes);
    const handle = await open(path);
    try {
      return await collect(handle.createReadStream({ autoClose: false }), maxBytes);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw failureOf(error, path);
  }
};

const failureOf = (error: unknown, path: string): AppError => {
  const detail = reasonOf(error);
  if (detail === "ENOENT") return new AppError("input.missing", { path }, { cause: error });
  if (detail === "EISDIR") return new AppError("input.folder", { path }, { cause: error });
  return new AppError("input.unreadable", { path, detail }, { cause: error });
};

const reasonOf = (error: unknown): string => {
  if (error instanceof Error && "code" in error && typeof error.code === "string")
    return error.code;
  return error instanceof Error ? error.message : String(error);
};

const collect = async (stream: Readable, maxBytes: number): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > maxBytes) throw new RangeError(`> ${maxBytes} bytes`);
    chunks.push(bytes);
  }
  return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
};
