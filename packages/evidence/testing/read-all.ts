/** Reads evidence to the end for tests: from text, bytes or a file, in pieces of any sizes. */

import { readFileSync } from "node:fs";
import { AppError } from "@fenji/kernel";
import { readEvidence, type Observation, type ReadContext, type ReadEvent } from "../src/index.ts";

export const testContext = (now = "2026-12-01T00:00:00.000Z"): ReadContext => ({
  decoder: (label) => new TextDecoder(label),
  now,
});

export async function* pieces(
  bytes: Uint8Array,
  sizes: readonly number[],
): AsyncGenerator<Uint8Array> {
  let start = 0;
  for (let turn = 0; start < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? bytes.length;
    yield bytes.subarray(start, start + size);
    start += size;
  }
}

export interface AllRead {
  readonly format: string | null;
  readonly events: readonly ReadEvent[];
  readonly observations: readonly Observation[];
  /** `code at` of each warning. */
  readonly warnings: readonly string[];
  /** `code at` of the failure, null when the file was read to its end. */
  readonly failure: string | null;
}

export const readAll = async (
  source: string | Uint8Array,
  sizes: readonly number[] = [65_536],
  context: ReadContext = testContext(),
): Promise<AllRead> => {
  const bytes = typeof source === "string" ? new TextEncoder().encode(source) : source;
  const events: ReadEvent[] = [];
  let format: string | null = null;
  let failure: string | null = null;
  try {
    const reading = await readEvidence(pieces(bytes, sizes), context);
    format = reading.format;
    for await (const event of reading.events) events.push(event);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    failure = `${error.code} ${error.params["at"]}`;
  }
  return {
    format,
    events,
    observations: events.flatMap((event) =>
      event.kind === "observation" ? [event.observation] : [],
    ),
    warnings: events.flatMap((event) =>
      event.kind === "warning" ? [`${event.code} ${event.at}`] : [],
    ),
    failure,
  };
};

export const fixture = (name: string): Uint8Array =>
  readFileSync(new URL(`../../../fixtures/evidence/${name}`, import.meta.url));

/** How often each result occurs. */
export const countResults = (observations: readonly Observation[]): Record<string, number> =>
  observations.reduce<Record<string, number>>(
    (counts, { result }) => ({ ...counts, [result]: (counts[result] ?? 0) + 1 }),
    {},
  );
