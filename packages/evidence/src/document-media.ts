/** What kind of document it is by its first bytes, whatever its name says. */

import { detectEncoding } from "./detect-encoding.ts";

const startsWith = (head: Uint8Array, signature: readonly number[], at = 0): boolean =>
  signature.every((byte, index) => head[at + index] === byte);

const ascii = (text: string): number[] => [...text].map((character) => character.charCodeAt(0));

const signatures: readonly { readonly media: string; readonly bytes: readonly number[] }[] = [
  { media: "application/pdf", bytes: ascii("%PDF-") },
  { media: "image/png", bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { media: "image/jpeg", bytes: [0xff, 0xd8, 0xff] },
  { media: "image/gif", bytes: ascii("GIF8") },
  { media: "application/zip", bytes: [0x50, 0x4b, 0x03, 0x04] },
];

/**
 * A media type of IANA; `head` may be cut anywhere. Markup, SVG too, is text: it is shown as it is written and never run.
 * `application/zip` may be a DOCX or XLSX, which its directory tells; `application/octet-stream` is whatever else there is.
 */
export const documentMedia = (head: Uint8Array): string => {
  const known = signatures.find(({ bytes }) => startsWith(head, bytes));
  if (known !== undefined) return known.media;
  if (startsWith(head, ascii("RIFF")) && startsWith(head, ascii("WEBP"), 8)) return "image/webp";
  return detectEncoding(head) === undefined ? "application/octet-stream" : "text/plain";
};
