/** Reads the members of a tar archive as they pass by. */

import type { ByteStream } from "@fenji/evidence";
import { extract, type Extract, type Header } from "tar-stream";
import { archiveFault } from "./archive-fault.ts";
import { nothing, type ArchiveMember } from "./archive-member.ts";
import { isJunk, plainName } from "./member-name.ts";

/** To be read in order: what a reader leaves of a member is passed over before the next. */
export async function* tarMembers(bytes: ByteStream): AsyncGenerator<ArchiveMember> {
  const archive = extract();
  const feeding = feed(archive, bytes);
  try {
    for await (const entry of archive) {
      const chunks = bytesOf(entry);
      const member = memberOf(entry.header, chunks);
      if (member !== null) yield member;
      // Destroying the stream of a member would end the archive, so the rest is read and dropped.
      while ((await chunks.next()).done !== true);
    }
  } catch (error) {
    throw archiveFault(error, "tar");
  } finally {
    archive.destroy();
    await feeding;
  }
}

/** Ends when all is written or the archive is given up; whatever goes wrong, the reading side is told. */
const feed = async (archive: Extract, bytes: ByteStream): Promise<void> => {
  let resume = (): void => undefined;
  let closed = false;
  archive.on("drain", () => resume());
  archive.on("close", () => {
    closed = true;
    resume();
  });
  try {
    for await (const chunk of bytes) {
      if (closed) return;
      if (!archive.write(chunk) && !closed) {
        const { promise, resolve } = Promise.withResolvers<void>();
        resume = resolve;
        await promise;
      }
    }
    archive.end(null);
  } catch (error) {
    archive.destroy(error instanceof Error ? error : new Error(String(error)));
  }
};

async function* bytesOf(entry: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  for await (const chunk of entry) if (chunk instanceof Uint8Array) yield chunk;
}

/** Null for a folder: what lies in it comes on its own. */
const memberOf = (header: Header, chunks: AsyncGenerator<Uint8Array>): ArchiveMember | null => {
  if (header.type === "directory") return null;
  const name = plainName(header.name);
  if (header.type !== "file" && header.type !== "contiguous-file")
    return { name, passedOver: { code: "skipped", detail: header.type }, bytes: nothing };
  if (isJunk(name)) return { name, passedOver: { code: "skipped", detail: name }, bytes: nothing };
  return { name, passedOver: null, bytes: () => withoutReturn(chunks) };
};

/** A reader that stops early must not end the stream underneath. */
async function* withoutReturn(chunks: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next())
      yield next.value;
  } catch (error) {
    throw archiveFault(error, "tar");
  }
}
