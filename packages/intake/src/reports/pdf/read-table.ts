/** Finds a table of a TrueType file. */

import { ByteReader } from "./byte-reader.ts";

/** @throws Error where the font has no such table. */
export const readTable = (font: Uint8Array, tag: string): Uint8Array => {
  const reader = new ByteReader(font);
  reader.skip(4);
  const tables = reader.u16();
  reader.skip(6);
  for (let index = 0; index < tables; index++) {
    const found = reader.tag() === tag;
    reader.skip(4);
    const [at, length] = [reader.u32(), reader.u32()];
    if (found) return font.subarray(at, at + length);
  }
  throw new Error(`the font has no table ${tag}`);
};
