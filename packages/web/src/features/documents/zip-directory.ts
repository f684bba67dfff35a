/** The parts of a ZIP archive in memory, as its central directory lists them (APPNOTE 6.3.3, 4.3.12), and their text. */

import { NoPreview } from "./no-preview.ts";
import { previewLimits } from "./preview-limits.ts";

interface ZipPart {
  readonly method: number;
  readonly encrypted: boolean;
  readonly packed: number;
  readonly header: number;
}

export interface OpenedZip {
  readonly has: (name: string) => boolean;
  /** In pieces, as it is unpacked. @throws NoPreview `damaged`, `locked`, `too-large` */
  readonly text: (name: string) => AsyncGenerator<string>;
}

const signatures = { end: 0x06_05_4b_50, entry: 0x02_01_4b_50, local: 0x04_03_4b_50 } as const;

const endBytes = 22;
const longestComment = 65_535;
const entryBytes = 46;
const localBytes = 30;

const viewOf = (bytes: Uint8Array) =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Whatever a number says, nothing outside of the file is read. */
const inside = (view: DataView, at: number, length: number): number => {
  if (at < 0 || at + length > view.byteLength) throw new NoPreview("damaged");
  return at;
};

const endOf = (view: DataView): number => {
  const last = view.byteLength - endBytes;
  for (let at = last; at >= 0 && at >= last - longestComment; at -= 1)
    if (view.getUint32(at, true) === signatures.end) return at;
  throw new NoPreview("damaged");
};

const directoryOf = (bytes: Uint8Array): ReadonlyMap<string, ZipPart> => {
  const view = viewOf(bytes);
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  if (count > previewLimits.maxParts) throw new NoPreview("too-large");
  const parts = new Map<string, ZipPart>();
  const names = new TextDecoder();
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    inside(view, at, entryBytes);
    if (view.getUint32(at, true) !== signatures.entry) throw new NoPreview("damaged");
    const length = view.getUint16(at + 28, true);
    inside(view, at + entryBytes, length);
    parts.set(names.decode(bytes.subarray(at + entryBytes, at + entryBytes + length)), {
      encrypted: (view.getUint16(at + 8, true) & 1) !== 0,
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      header: view.getUint32(at + 42, true),
    });
    at += entryBytes + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return parts;
};

const packedBytes = (bytes: Uint8Array, part: ZipPart): Uint8Array<ArrayBuffer> => {
  const view = viewOf(bytes);
  const { header, packed } = part;
  inside(view, header, localBytes);
  if (view.getUint32(header, true) !== signatures.local) throw new NoPreview("damaged");
  const start =
    header + localBytes + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
  inside(view, start, packed);
  return new Uint8Array(bytes.subarray(start, start + packed));
};

const unpacked = (bytes: Uint8Array<ArrayBuffer>, method: number): ReadableStream<Uint8Array> => {
  if (method !== 0 && method !== 8) throw new NoPreview("damaged");
  const stored = new Blob([bytes]).stream();
  return method === 0 ? stored : stored.pipeThrough(new DecompressionStream("deflate-raw"));
};

async function* textOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > previewLimits.maxPartBytes) throw new NoPreview("too-large");
      yield decoder.decode(value, { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    throw error instanceof NoPreview ? error : new NoPreview("damaged", error);
  } finally {
    // Whoever has seen enough stops the unpacking; on a stream that failed there is nothing left to stop.
    await reader.cancel().catch(() => undefined);
  }
}

/** What is unpacked is counted as it comes: no size that the archive declares is believed. @throws NoPreview */
export const openZip = (bytes: Uint8Array): OpenedZip => {
  const parts = directoryOf(bytes);
  return {
    has: (name) => parts.has(name),
    text: async function* text(name) {
      const part = parts.get(name);
      if (part === undefined) throw new NoPreview("damaged");
      if (part.encrypted) throw new NoPreview("locked");
      yield* textOf(unpacked(packedBytes(bytes, part), part.method));
    },
  };
};
