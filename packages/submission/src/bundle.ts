/** A bundle: signed messages in one file to be carried by hand, one a line after a line that says what it is. */

import { AppError, canonicalJson } from "@fenji/kernel";
import { z } from "zod";
import { instant, nodeId } from "./words.ts";

const format = "fenji-bundle/1";

/** Unsigned, for whoever holds the file in hand: each message carries its own signatures. */
const header = z.strictObject({
  format: z.literal(format),
  from: nodeId,
  to: nodeId,
  createdAt: instant,
  messages: z.number().int().min(0),
});

export type BundleHeader = Omit<z.infer<typeof header>, "format">;

/** Canonical JSON holds no line break, so a line is a message, byte for byte. */
export const writeBundle = (
  about: Omit<BundleHeader, "messages">,
  envelopes: readonly string[],
): string =>
  [canonicalJson({ format, ...about, messages: envelopes.length }), ...envelopes]
    .map((line) => `${line}\n`)
    .join("");

const lineFeed = 0x0a;

export interface Bundle {
  readonly header: BundleHeader;
  /** The bytes of each message; the last one may be cut short. */
  readonly messages: readonly Uint8Array[];
}

const splitLines = (bytes: Uint8Array): Uint8Array[] => {
  const lines: Uint8Array[] = [];
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(lineFeed, start);
    const stop = end < 0 ? bytes.length : end;
    if (stop > start) lines.push(bytes.subarray(start, stop));
    start = stop + 1;
  }
  return lines;
};

const headerLimitBytes = 1_000;

/** @throws AppError `exchange.bundle` where the first line is not that of a bundle. */
export const readBundle = (bytes: Uint8Array, decode: (bytes: Uint8Array) => string): Bundle => {
  const [first, ...messages] = splitLines(bytes);
  try {
    const parsed = header.parse(JSON.parse(decode((first ?? bytes).subarray(0, headerLimitBytes))));
    const { format: _format, ...rest } = parsed;
    return { header: rest, messages };
  } catch (cause) {
    throw new AppError("exchange.bundle", { line: 1 }, { cause });
  }
};
