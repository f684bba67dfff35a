/** Tells how far the reading of a file is, without holding it up. */

import type { ReadEvent } from "@fenji/evidence";
import type { ReceivedBytes } from "./read-received.ts";

export interface ImportProgress {
  /** Bytes that were read so far. */
  readonly onRead: (bytes: number) => void;
  readonly onObservation: () => void;
}

/** The same bytes; the count begins anew with each reading. */
export const bytesTold = (
  file: ReceivedBytes,
  progress: ImportProgress | undefined,
): ReceivedBytes => {
  if (progress === undefined) return file;
  const read = async function* (): AsyncGenerator<Uint8Array> {
    let bytes = 0;
    for await (const chunk of file.read()) {
      bytes += chunk.length;
      progress.onRead(bytes);
      yield chunk;
    }
  };
  return { size: file.size, read };
};

export const observationsTold = (
  events: AsyncIterable<ReadEvent>,
  progress: ImportProgress | undefined,
): AsyncIterable<ReadEvent> => {
  if (progress === undefined) return events;
  return (async function* () {
    for await (const event of events) {
      if (event.kind === "observation") progress.onObservation();
      yield event;
    }
  })();
};
