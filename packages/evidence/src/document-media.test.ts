/** Documents are known by their content: pictures, PDF, archives, text in either encoding, and nothing guessed beyond. */

import { expect, test } from "vitest";
import { documentMedia } from "./document-media.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** 口令每 90 天更换 */
const gb18030 = Uint8Array.from([
  0xbf, 0xda, 0xc1, 0xee, 0xc3, 0xbf, 0x20, 0x39, 0x30, 0x20, 0xcc, 0xec, 0xb8, 0xfc, 0xbb, 0xbb,
]);

const cases: readonly [string, Uint8Array, string][] = [
  ["a PDF", bytes("%PDF-1.7\n"), "application/pdf"],
  ["a PNG", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0]), "image/png"],
  ["a JPEG", Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]), "image/jpeg"],
  ["a GIF", bytes("GIF89a"), "image/gif"],
  ["a WebP", bytes("RIFF\u0001\u0002\u0003\u0004WEBPVP8 "), "image/webp"],
  [
    "a WAV file, which begins as a WebP does",
    bytes("RIFF\u0001\u0002\u0003\u0004WAVE"),
    "application/octet-stream",
  ],
  ["a ZIP archive", Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0]), "application/zip"],
  ["SVG, which is text and no picture", bytes("<svg onload='alert(1)'/>"), "text/plain"],
  ["text in UTF-8 that is cut in a character", bytes("口令").subarray(0, 5), "text/plain"],
  ["text in GB18030", gb18030, "text/plain"],
  [
    "an old Office file",
    Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    "application/octet-stream",
  ],
  [
    "an ELF program",
    Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]),
    "application/octet-stream",
  ],
];

test.each(cases)("%s", (_name, head, media) => {
  expect(documentMedia(head)).toBe(media);
});
