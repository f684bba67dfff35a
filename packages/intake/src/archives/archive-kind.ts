/** Tells by its first bytes whether a stream is an archive. */

/** Bytes that are enough to tell. */
export const kindBytes = 512;

export type ArchiveKind = "zip" | "gzip" | "tar";

const startsWith = (head: Uint8Array, bytes: readonly number[], at = 0): boolean =>
  bytes.every((byte, index) => head[at + index] === byte);

const pk = [0x50, 0x4b];
/** The method after the two magic bytes is always deflate (RFC 1952, 2.3.1). */
const gzipMagic = [0x1f, 0x8b, 0x08];
const ustar = [0x75, 0x73, 0x74, 0x61, 0x72];
const ustarAt = 257;

/** A ZIP archive begins with a member, or with its end when it is empty. */
export const archiveKind = (head: Uint8Array): ArchiveKind | null => {
  if (startsWith(head, [...pk, 3, 4]) || startsWith(head, [...pk, 5, 6])) return "zip";
  if (startsWith(head, gzipMagic)) return "gzip";
  return startsWith(head, ustar, ustarAt) ? "tar" : null;
};
