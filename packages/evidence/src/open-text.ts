/** Opens a byte stream as text in whatever encoding it is, and says how sure that is. */

import { AppError } from "@fenji/kernel";
import { bufferHead } from "./buffer-head.ts";
import { decodeText } from "./decode-text.ts";
import { detectEncoding, type DetectedEncoding } from "./detect-encoding.ts";
import type { ByteStream, ReadContext } from "./reader.ts";

/** Bytes from which format and encoding are decided. */
const headBytes = 65_536;

export interface OpenedText {
  readonly encoding: DetectedEncoding;
  /** The first 64 KiB, decoded; may end inside a character. */
  readonly head: string;
  /** All of it, head included. To be read once, instead of `bytes`. */
  readonly text: AsyncGenerator<string>;
  /** All of it as it came. To be read once, instead of `text`. */
  readonly bytes: ByteStream;
}

/** @throws AppError `evidence.empty`, `evidence.unknown-format` for bytes that are no text */
export const openText = async (stream: ByteStream, context: ReadContext): Promise<OpenedText> => {
  const { head, bytes } = await bufferHead(stream, headBytes);
  if (head.length === 0) throw new AppError("evidence.empty", { at: "1:1" });
  const encoding = detectEncoding(head);
  if (encoding === undefined)
    throw new AppError("evidence.unknown-format", { at: "1:1", start: hexStart(head) });
  return {
    encoding,
    head: context.decoder(encoding.label).decode(head, { stream: true }),
    text: decodeText(bytes, encoding.label, context),
    bytes,
  };
};

const hexStart = (head: Uint8Array): string =>
  [...head.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
