/** Looks at the beginning of a byte stream without losing it. */

import type { ByteStream } from "./reader.ts";

export interface BufferedHead {
  /** The first bytes, as many as asked for or as there are. */
  readonly head: Uint8Array;
  /** The whole stream again, head included. To be read once. */
  readonly bytes: ByteStream;
}

/** Buffers at least `size` bytes (all, when the stream is shorter); holds one chunk more at most. */
export const bufferHead = async (stream: ByteStream, size: number): Promise<BufferedHead> => {
  const iterator = stream[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let held = 0;
  while (held < size) {
    const next = await iterator.next();
    if (next.done === true) break;
    chunks.push(next.value);
    held += next.value.length;
  }
  return { head: joinHead(chunks, Math.min(held, size)), bytes: replay(chunks, iterator) };
};

const joinHead = (chunks: readonly Uint8Array[], size: number): Uint8Array => {
  const head = new Uint8Array(size);
  let filled = 0;
  for (const chunk of chunks) {
    const part = chunk.subarray(0, size - filled);
    head.set(part, filled);
    filled += part.length;
  }
  return head;
};

/** The `finally` closes the source when the reader stops early, so that no file stays open. */
async function* replay(
  chunks: readonly Uint8Array[],
  iterator: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
    for (;;) {
      const next = await iterator.next();
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    await iterator.return?.();
  }
}
