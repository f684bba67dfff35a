/** Unpacks a WOFF2 font to plain TrueType, keeping what a document needs of it (W3C, WOFF File Format 2.0, section 5). */

import { brotliDecompressSync } from "node:zlib";
import { ByteReader } from "./byte-reader.ts";
import { rebuildGlyphs } from "./rebuild-glyphs.ts";
import { writeTrueType } from "./write-true-type.ts";

/** Tables that are kept, by the format's numbers: no shaping, so that a text is exactly as wide as its glyphs. */
const numberedTags: Readonly<Record<number, string>> = {
  0: "cmap",
  1: "head",
  2: "hhea",
  3: "hmtx",
  4: "maxp",
  5: "name",
  6: "OS/2",
  7: "post",
  8: "cvt ",
  9: "fpgm",
  10: "glyf",
  11: "loca",
  12: "prep",
  39: "avar",
  47: "fvar",
  48: "gvar",
};

const kept = new Set([...Object.values(numberedTags), "HVAR"]);

interface Packed {
  readonly tag: string;
  readonly length: number;
}

const readDirectory = (reader: ByteReader, tables: number): Packed[] =>
  Array.from({ length: tables }, () => {
    const flags = reader.u8();
    const number = flags & 0x3f;
    const tag = number === 0x3f ? reader.tag() : (numberedTags[number] ?? `#${number}`);
    const length = reader.base128();
    if (flags >> 6 !== 0) throw new Error(`the font packs ${tag} in a way that is not read`);
    return { tag, length: tag === "glyf" || tag === "loca" ? reader.base128() : length };
  });

/** @throws Error where the bytes are no WOFF2 font, or pack a table in a way that no slice of the shipped font does. */
export const unpackWoff2 = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => {
  const reader = new ByteReader(bytes);
  if (reader.tag() !== "wOF2") throw new Error("not a WOFF2 font");
  reader.skip(8);
  const count = reader.u16();
  reader.skip(6);
  const packedLength = reader.u32();
  reader.skip(24);
  const directory = readDirectory(reader, count);
  const unpacked = new ByteReader(brotliDecompressSync(reader.take(packedLength)));
  const tables = new Map<string, Uint8Array>();
  for (const { tag, length } of directory) {
    const table = unpacked.take(length);
    if (kept.has(tag)) tables.set(tag, table);
  }
  const glyf = tables.get("glyf");
  const head = tables.get("head");
  if (glyf === undefined || head === undefined) throw new Error("the font has no outlines");
  const outlines = rebuildGlyphs(glyf);
  const longOffsets = new Uint8Array(head);
  longOffsets.set([0, 1], 50);
  tables.set("head", longOffsets).set("glyf", outlines.glyf).set("loca", outlines.loca);
  return writeTrueType(tables);
};
