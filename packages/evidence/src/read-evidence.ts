/** Reads one file of evidence whatever its format: decides the format, then streams what it says. */

import { AppError, type LocalizedText } from "@fenji/kernel";
import { detectReader } from "./detect-format.ts";
import { openText } from "./open-text.ts";
import type { ByteStream, ReadContext, ReadEvent } from "./reader.ts";
import { toolWords } from "./tool-words.ts";

export interface ReadLimits {
  /** Bytes of one file. */
  readonly maxBytes: number;
  /** Warnings told of one file; of more, their number is told at the end. */
  readonly maxWarnings: number;
}

export const readLimits: ReadLimits = { maxBytes: 4 * 1024 ** 3, maxWarnings: 1_000 };

export interface EvidenceReading {
  /** Id of the reader, e.g. `sarif`. */
  readonly format: string;
  readonly name: LocalizedText;
  /** To be read once. Throws AppError `evidence.*` where the file stops being trustworthy. */
  readonly events: AsyncGenerator<ReadEvent>;
}

/**
 * Decides from at most 64 KiB; reads nothing more until `events` is asked.
 * @throws AppError `evidence.empty`, `evidence.unknown-format`, `evidence.too-large`
 */
export const readEvidence = async (
  bytes: ByteStream,
  context: ReadContext,
  limits: ReadLimits = readLimits,
): Promise<EvidenceReading> => {
  const opened = await openText(withinLimit(bytes, limits.maxBytes), context);
  const reader = detectReader(opened.head, context);
  if (reader === undefined)
    throw new AppError("evidence.unknown-format", { at: "1:1", start: startOf(opened.head) });
  return {
    format: reader.format,
    name: reader.name,
    events: withBoundedWarnings(reader.read(opened.bytes, context), limits.maxWarnings),
  };
};

const startOf = (head: string): string =>
  toolWords(head.slice(0, 200), 200).replace(/\s+/g, " ").slice(0, 40).trim();

async function* withinLimit(bytes: ByteStream, maxBytes: number): AsyncGenerator<Uint8Array> {
  let read = 0;
  for await (const chunk of bytes) {
    read += chunk.length;
    if (read > maxBytes)
      throw new AppError("evidence.too-large", { at: `byte ${maxBytes}`, limit: maxBytes });
    yield chunk;
  }
}

/** A hostile file can deserve a warning per line; nobody reads the second thousand. */
export async function* withBoundedWarnings(
  events: AsyncIterable<ReadEvent>,
  maxWarnings: number,
): AsyncGenerator<ReadEvent> {
  let warnings = 0;
  let lastAt = "";
  for await (const event of events) {
    if (event.kind === "warning") {
      warnings += 1;
      lastAt = event.at;
      if (warnings > maxWarnings) continue;
    }
    yield event;
  }
  if (warnings <= maxWarnings) return;
  const detail = String(warnings - maxWarnings);
  yield { kind: "warning", code: "more-warnings", at: lastAt, detail };
}
